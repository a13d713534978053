"""Do both segmenters give one set of features, whatever the department's dictionary says?"""

import json
import lzma
from itertools import islice
from pathlib import Path

import pytest

from indexer.embedding.features import default_extractor, fold, jieba_extractor

pytestmark = pytest.mark.once

SENTENCES = (
    "",
    "，。！\n\t 　",
    "施工单位应当在危险性较大的分部分项工程施工前编制专项方案。",
    "建办质〔2018〕31号 ＧＢ５０６５６－２０１１ 第 ３７ 号令，搭设高度5m及以上",
    "A类人员、BIM技术员与C级 pH7.5 的PM2.5",
    "长春市长春药店；南京市长江大桥；乒乓球拍卖完了",
    "𠮷野家①②③㈠㈡ⅣⅤ㎡ ｶﾀｶﾅ עברית 한국어 😀",
    "老板拖欠包工头的工钱，怎么办？",
)


def test_a_feature_is_a_word_a_character_or_a_number() -> None:
    found = default_extractor().features("塔式起重机高５０.５m")
    assert {"起重", "塔式", "塔", "式", "起", "重", "机", "高", "50.5", "m"} <= set(found)


def test_folding_makes_widths_and_cases_one() -> None:
    assert fold("ＧＢ／Ｔ①") == "gb/t1"
    assert default_extractor().features("ＢＩＭ") == default_extractor().features("bim") == ["bim"]


def test_text_without_letters_has_no_features() -> None:
    assert default_extractor().features("，。！ \n") == []
    assert default_extractor().features("") == []


@pytest.mark.rjieba
@pytest.mark.parametrize("text", SENTENCES)
def test_both_segmenters_agree(text: str) -> None:
    assert default_extractor().features(text) == jieba_extractor().features(text)


@pytest.mark.rjieba
def test_both_segmenters_agree_on_statutes(test_data: Path) -> None:
    fast, pure = default_extractor(), jieba_extractor()
    with lzma.open(test_data / "bench/laws/articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, 0, None, 50)]
    assert len(texts) > 2000
    assert [t for t in texts if fast.features(t) != pure.features(t)] == []


def test_the_department_dictionary_does_not_shift_the_features() -> None:
    import jieba

    before = default_extractor().features("高支模坍塌"), jieba_extractor().features("高支模坍塌")
    jieba.add_word("高支模坍塌", 100_000)
    try:
        after = default_extractor().features("高支模坍塌"), jieba_extractor().features("高支模坍塌")
    finally:
        jieba.del_word("高支模坍塌")
    assert after == before
    assert "高支模坍塌" not in after[0]


def test_rjieba_missing_falls_back_to_jieba(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rjieba", None)
    assert "起重机" in default_extractor().features("起重机")
