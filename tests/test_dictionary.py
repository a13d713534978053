"""Do jieba and its Rust twin cut the same words, whatever the order of adding?"""

import json
import lzma
from pathlib import Path

import pytest

from indexer.dictionary import Dictionary, JiebaDictionary, RustDictionary, open_dictionary, split
from indexer.lexicon import load_lexicon
from indexer.segmenter import JiebaSegmenter

TERMS = load_lexicon().terms
needs_rust = pytest.mark.rjieba


@pytest.fixture(scope="module", params=["jieba", pytest.param("rjieba", marks=needs_rust)])
def dictionary(request: pytest.FixtureRequest) -> Dictionary:
    return JiebaDictionary(TERMS) if request.param == "jieba" else RustDictionary(TERMS)


def test_words_join_to_the_text(dictionary: Dictionary) -> None:
    text = "危大工程专项施工方案应当由施工单位技术负责人审核签字"
    words = dictionary.cut(text)
    assert "".join(words) == text
    assert words[:2] == ["危大工程", "专项施工方案"]


def test_membership(dictionary: Dictionary) -> None:
    assert "危大工程" in dictionary
    assert "建设工" not in dictionary  # a prefix of a word is no word


def test_split_covers_most_then_with_fewest_words(dictionary: Dictionary) -> None:
    assert [piece for piece, _, _ in split("专项施工方案", dictionary)] == ["专项", "施工", "方案"]
    assert split("工程", dictionary) == ()
    word = "起重机械安装拆卸工程"
    for piece, start, end in split(word, dictionary):
        assert word[start:end] == piece


def test_order_of_adding_does_not_matter() -> None:
    text = "混凝土模板支撑工程专项施工方案及危大工程清单和超危大工程专家论证"
    assert open_dictionary(TERMS).cut(text) == open_dictionary(TERMS[::-1]).cut(text)


def test_jieba_serves_where_rjieba_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rjieba", None)
    assert isinstance(open_dictionary(), JiebaDictionary)


@needs_rust
def test_both_cut_real_text_alike(test_data: Path) -> None:
    rust = JiebaSegmenter(load_lexicon(), RustDictionary(TERMS))
    pure = JiebaSegmenter(load_lexicon(), JiebaDictionary(TERMS))
    texts = [path.read_text("utf-8") for path in sorted((test_data / "notices").glob("*.txt"))]
    with lzma.open(test_data / "bench" / "stard" / "corpus.jsonl.xz", "rt", encoding="utf-8") as f:
        texts.extend(json.loads(line)["text"] for at, line in enumerate(f) if at % 60 == 0)
    assert len(texts) > 900
    assert [t for t in texts if rust.cut(t) != pure.cut(t)] == []
