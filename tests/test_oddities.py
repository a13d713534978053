"""Is nothing lost or misread where a source is odd, from the file to what a user is shown?

The traps are those of bench/laws/oddities.json; what is said here in our own words is checked
there on the statutes themselves. Articles that run together: test_run_in; numbers of articles
that skip: test_defects; a note broken in two, annexes, two titles: test_outline.
"""

import json
from pathlib import Path

import pytest

from corpus import Clause, Document, read_document
from corpus.normalise import fold, visible
from corpus.structure import find_place
from search.snippets import cut_snippet
from web.annotation import Annotations, inline_html

STATUTE = "# 示例条例\n\n第一条 围挡不得低于2\ue0105米。\n\n第二条 检查。\n"
PRIVATE = "2\ue0105米"


def read(folder: Path, text: str, name: str = "示例条例.md") -> tuple[Document, dict[str, Clause]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    document, clauses = read_document(path)
    return document, {clause.address: clause for clause in clauses}


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.csv"])
def test_a_private_use_character_is_in_everything_that_is_read(tmp_path: Path, name: str) -> None:
    text = f"<html><body><p>{STATUTE}</p></body></html>" if name.endswith("html") else STATUTE
    document, clauses = read(tmp_path, text, name)
    assert PRIVATE in document.text
    assert any(PRIVATE in clause.text for clause in clauses.values())
    assert not any("25米" in clause.text for clause in clauses.values())
    assert any("U+E010" in note and "25米" not in note for note in document.notes)


def test_a_private_use_character_is_marked_and_shown(tmp_path: Path) -> None:
    _, clauses = read(tmp_path, STATUTE)
    clause = clauses["a1"]
    [defect] = clause.defects
    assert clause.text[defect.start : defect.end] == "\ue010"
    assert "25米" not in cut_snippet(clause.text, ())[1]
    html = inline_html(clause.text, 0, len(clause.text), Annotations.of((), clause.defects))
    assert "〔不明字符〕" in html
    assert "25米" not in html
    assert "\ue010" not in html


def test_a_private_use_character_does_not_close_up_in_a_search() -> None:
    assert fold("25米").text not in fold(PRIVATE).text
    assert visible(PRIVATE) == "2\ufffd5米"


def test_white_space_and_invisible_characters(tmp_path: Path) -> None:
    articles = "第一条\xa0目的。\u200b\n\n\u200b第二条\u3000范围。\n\n第\xa0三\xa0条 施行。\n"
    text = f"# 示例条例\n\n\u200b\n\n{articles}"
    _, clauses = read(tmp_path, text)
    assert list(clauses) == ["a1", "a2", "a3"]
    assert clauses["a1"].text == "第一条\xa0目的。"


def test_brackets_of_mixed_width_make_items() -> None:
    article = "第一条 应当：\n（一)制度；\n(二）人员；\n（三）设备。"
    place = find_place(article, 1, 2)
    assert place is not None
    assert article[place.start : place.end] == "(二）人员；"


def test_a_title_without_a_text_is_said(tmp_path: Path) -> None:
    document, clauses = read(tmp_path, "# 示例条例\n\n2022年5月30日 某市人大常委会通过\n")
    assert list(clauses) == ["0"]
    assert [defect.note[:2] for defect in document.defects] == ["缺文"]
    text = "# 示例税法\n\n第一条 甲。\n\n第二条 见附表。\n\n附：\n\n税目税额表\n"
    document, _ = read(tmp_path, text)
    assert [document.text[d.start : d.end] for d in document.defects] == ["附：\n\n税目税额表"]


def test_a_table_stays_a_table(tmp_path: Path) -> None:
    rows = "| 条文 | 罪名 |\n|---|---|\n| 第152条第2款 | 甲罪 |\n| 第一条 | 乙罪 |"
    text = f"# 示例规定\n\n现作如下补充：\n\n<!-- TABLE -->\n{rows}\n<!-- TABLE END -->\n"
    _, clauses = read(tmp_path, text)
    assert rows in clauses["0"].text


def test_a_text_without_articles_is_cut_at_its_numbers(tmp_path: Path) -> None:
    _, clauses = read(
        tmp_path, "# 示例决定\n\n决定如下：\n\n一、修改第三条。\n\n二、公布之日施行。\n"
    )
    assert list(clauses) == ["0", "1", "2"]


def examples(test_data: Path, kind: str) -> list[Path]:
    """Return the odd files that lie unpacked in inputs/oddities."""
    folder = test_data / "inputs" / "oddities"
    with (test_data / "bench" / "laws" / "oddities.json").open(encoding="utf-8") as file:
        found = json.load(file)[kind]["examples"]
    named = (item if isinstance(item, str) else item[0] for item in found)
    paths = {folder / Path(name).name for name in named}
    return sorted(path for path in paths if path.is_file())


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("private_use_chars", 1),
        ("zero_width_chars", 1),
        ("empty_body", 1),
        ("markdown_table", 1),
        ("article_zhi", 1),
        ("two_h1", 1),
        ("no_article_numbers", 1),
    ],
)
def test_odd_statutes_lose_nothing(test_data: Path, kind: str, count: int) -> None:
    paths = examples(test_data, kind)
    assert len(paths) >= count
    for path in paths:
        document, clauses = read_document(path)
        source = path.read_text("utf-8")
        assert sorted(c for c in document.text if "\ue000" <= c <= "\uf8ff") == sorted(
            c for c in source if "\ue000" <= c <= "\uf8ff"
        )
        assert document.text.count("|") == source.count("|")
        assert not any("\u200b" in clause.text for clause in clauses)
        for clause in clauses:
            assert clause.text == document.text[clause.start : clause.end]


def test_the_lost_decimal_points_of_a_statute_are_marked(test_data: Path) -> None:
    [path] = examples(test_data, "private_use_chars")
    _, clauses = read_document(path)
    [clause] = [clause for clause in clauses if clause.address == "a20"]
    assert [clause.text[d.start - 1 : d.end + 2] for d in clause.defects] == [
        "2\ue0105米",
        "2\ue0101米",
    ]


def test_a_text_of_which_there_is_only_the_title_is_said(test_data: Path) -> None:
    [path] = examples(test_data, "empty_body")
    document, _ = read_document(path)
    assert any(defect.note.startswith("缺文") for defect in document.defects)


def test_every_inserted_article_of_the_criminal_law(test_data: Path) -> None:
    [path] = examples(test_data, "article_zhi")
    _, clauses = read_document(path)
    inserted = [clause for clause in clauses if "-" in clause.address]
    assert len(inserted) == 53
    assert inserted[0].citation.endswith("第十七条之一")
