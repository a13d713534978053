"""Does the lexicon hold the words of the field, and refuse a bad line by name?"""

from pathlib import Path

import pytest

from indexer import Lexicon, SynonymGroup, load_lexicon
from indexer.errors import LexiconBroken


def test_builtin_words_and_synonyms() -> None:
    lexicon = load_lexicon()
    assert {"危大工程", "专项施工方案", "高支模", "TN-S系统"} <= set(lexicon.terms)
    assert "高支模" in lexicon.equivalents("高大模板支撑系统")
    assert "高大模板支撑系统" in lexicon.equivalents("高支模")
    assert "电焊" not in lexicon.equivalents("焊接")
    assert "电焊" in lexicon.related("焊接")


def test_remark_in_parentheses_is_no_part_of_the_word() -> None:
    lexicon = load_lexicon()
    assert "亡人事故" in lexicon.equivalents("一般事故")
    assert not [term for term in lexicon.terms if "口语" in term]


def test_enumerations_stay_synonyms_but_are_no_word() -> None:
    lexicon = load_lexicon()
    assert "三宝" in lexicon.equivalents("安全帽、安全带、安全网")
    assert "安全帽、安全带、安全网" not in lexicon.terms


def test_a_departments_own_words_change_the_fingerprint(tmp_path: Path) -> None:
    dictionary, synonyms = tmp_path / "dictionary.tsv", tmp_path / "synonyms.tsv"
    assert load_lexicon(dictionary, synonyms) == load_lexicon()
    dictionary.write_text("# 自有词\n装配式叠合板\t材料\n\n地锚\n", "utf-8")
    synonyms.write_text("canonical\taliases\trelation\n地锚\t锚桩；地锚桩\t俗称\n", "utf-8-sig")
    own = load_lexicon(dictionary, synonyms)
    assert {"装配式叠合板", "地锚", "锚桩"} <= set(own.terms)
    assert own.equivalents("锚桩") == ("地锚", "地锚桩")
    assert own.fingerprint != load_lexicon().fingerprint


def test_equal_content_has_equal_fingerprint() -> None:
    groups = [
        SynonymGroup("塔式起重机", ("塔吊",), "俗称"),
        SynonymGroup("坍塌", ("塌方",), "俗称"),
    ]
    first = Lexicon.of(["地锚", "马凳"], groups)
    assert first == Lexicon.of(["马凳", "地锚", "马凳"], reversed(groups))


def test_words_are_folded_and_case_does_not_matter(tmp_path: Path) -> None:
    synonyms = tmp_path / "synonyms.tsv"
    synonyms.write_text("安全防护用具\tＰＰＥ\t同义\n", "utf-8")
    lexicon = load_lexicon(None, synonyms)
    assert "安全防护用具" in lexicon.equivalents("ppe")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("synonyms.tsv", "地锚\t锚桩\n", "第 1 行有 2 列"),
        ("synonyms.tsv", "地锚\t锚桩\t俗称\n地锚\t锚桩\t近亲\n", "第 2 行的关系“近亲”不认识"),
        ("synonyms.tsv", "地锚\t；\t俗称\n", "第 1 行没有词"),
        ("dictionary.tsv", "马凳\n两个 词\n", "第 2 行的词条“两个 词”"),
        ("dictionary.tsv", "\t类别\n", "第 1 行的词条“”"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    with pytest.raises(LexiconBroken, match=message) as caught:
        load_lexicon(path) if name == "dictionary.tsv" else load_lexicon(None, path)
    assert name in str(caught.value)


def test_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "dictionary.tsv"
    path.write_bytes("a\n马凳\n".encode("gb18030"))
    with pytest.raises(LexiconBroken, match="第 2 行不是 UTF-8"):
        load_lexicon(path)
