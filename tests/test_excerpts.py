"""Is a snippet shown without signs of tables, with its marks on the same words?"""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from corpus import Kind, Status
from corpus.normalise import visible
from search import Hit, excerpt
from search.results import KeywordScore, Scores, SemanticScore

SCORES = Scores(KeywordScore(1, 1.0), SemanticScore(None, None), 1.0)
TABLE = (
    "一、基坑工程\n出处：某号。\n| 分项工程 | 级别 | 限值 |\n| --- | :--: | --- |\n"
    "| 开挖 | 危大 | 深度≥3米 |\n| 支护 |  | a\\|b |\n"
)


def hit(text: str, start: int, end: int, marks: Sequence[tuple[int, int]] = ()) -> Hit:
    return Hit(
        1, "a:1", "a", Kind.DIGEST, "表", None, None, None, None, None, None, Status.UNVERIFIED,
        "", None, (), "", text, visible(text[start:end]), start, tuple(marks), False, SCORES, (),
    )  # fmt: skip


def shown(text: str, start: int, end: int, *words: str) -> tuple[str, list[str]]:
    found = excerpt(hit(text, start, end, [(text.index(w), text.index(w) + len(w)) for w in words]))
    return found.text, [found.text[a:b] for a, b in found.marks]


def test_a_table_is_read_without_its_signs() -> None:
    assert shown(TABLE, 0, len(TABLE), "开挖", "3米") == (
        "一、基坑工程　出处：某号。　分项工程 / 级别 / 限值　开挖 / 危大 / 深度≥3米　支护 / a\\|b",
        ["开挖", "3米"],
    )


def test_a_snippet_cut_inside_rule_and_row_is_as_clean() -> None:
    cut = TABLE.index("-- |")
    assert shown(TABLE, cut, TABLE.index("深度") + 2, "危大") == ("…开挖 / 危大 / 深度…", ["危大"])
    row = TABLE.index("| 危大")
    assert shown(TABLE, row, row + 4, "危大") == ("…危大…", ["危大"])


def test_lines_and_headings_become_one_line() -> None:
    text = "## 第一章 总则\n\n  第一条 为了安全。\n"
    assert shown(text, 0, len(text), "安全") == ("第一章 总则　第一条 为了安全。", ["安全"])


def test_what_is_no_table_stays_as_it_is() -> None:
    for text in ("流量 | 流速", "a - b | c", "1 | 2\n3 - 4", "# 1号楼"[2:]):
        assert shown(text, 0, len(text))[0] == text.replace("\n", "　")


def test_a_mark_across_cells_goes_on() -> None:
    text = "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |"
    found = excerpt(hit(text, 0, len(text), [(2, 7)]))
    assert [found.text[a:b] for a, b in found.marks] == ["甲 / 乙"]


@given(st.text("甲乙|-: \n#\\", max_size=80), st.data())
def test_marks_hold_the_words_they_held(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    a, b = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    found = excerpt(hit(text, start, end, [(a, b)]))
    held = [char for char in text[max(a, start) : min(b, end)] if char in "甲乙"]
    marked = "".join(found.text[left:right] for left, right in found.marks)
    assert [char for char in marked if char in "甲乙"] == held
    assert "\n" not in found.text
