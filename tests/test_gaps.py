"""Does the list of gaps name what is missing, out of date or doubtful, and nothing else?"""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from cli import app
from corpus import Defect, Document, Doubt, Kind, Relation, RelationKind, Status, import_files
from corpus.storing.memory_store import MemoryStore
from library.gaps import Gap, find_gaps

DAY = date(2026, 11, 22)
WORDS = "各建设单位应当在开工前组织编制专项施工方案，并按照规定组织专家论证，未经论证不得施工。"


def document(name: str, title: str, **values: object) -> Document:
    known: dict[str, object] = {
        "text": f"{title}{WORDS}{name}", "issued_on": date(2020, 1, 2), "issuer": f"{name}局",
        "status": Status.IN_FORCE, "status_as_of": DAY,
    }  # fmt: skip
    return replace(Document(name, title, Kind.POLICY, ""), **{**known, **values})  # type: ignore[arg-type]


def names(by: str, title: str, kind: RelationKind = RelationKind.CITES) -> Relation:
    return Relation(kind, f"{by}:1", title)


def gaps(*documents: Document, as_of: date = DAY) -> dict[str, tuple[Gap, ...]]:
    store = MemoryStore()
    for one in documents:
        store.put(one, [])
    return {group.name: group.gaps for group in find_gaps(store, as_of)}


def test_an_ended_text_that_is_still_used_comes_with_its_users() -> None:
    ended = document("old", "旧办法", status=Status.REPEALED, repealed_on=date(2024, 1, 1))
    users = [document(name, f"{name}通知", relations=(names(name, "旧办法"),)) for name in "ab"]
    [gap] = gaps(ended, *users)["已失效仍被引用"]
    assert (gap.document_id, gap.count, gap.places) == ("old", 2, ("a:1", "b:1"))
    assert "已废止" in gap.detail
    assert "2 份文件引用 2 处" in gap.detail
    repealing = document("c", "废止决定", relations=(names("c", "旧办法", RelationKind.REPEALS),))
    assert gaps(ended, repealing)["已失效仍被引用"] == ()
    gone = document("d", "丁通知", status=Status.REPEALED, relations=(names("d", "旧办法"),))
    assert gaps(ended, gone)["已失效仍被引用"] == ()
    newer = document("new", "旧办法", issued_on=date(2024, 1, 1))
    assert gaps(ended, newer, *users)["已失效仍被引用"] == ()


def test_a_missing_text_is_one_gap_whatever_way_it_is_named() -> None:
    by_number = Relation(RelationKind.BASIS, "a:1", "某某条例", "国务院令第999号")
    first = document("a", "甲通知", relations=(by_number, names("a", "某某条例")))
    second = document("b", "乙通知", relations=(names("b", "某某条例"), names("b", "另一办法")))
    missing = gaps(first, second)["引用而没有原文"]
    assert [gap.subject for gap in missing] == ["《某某条例》（国务院令第999号）", "《另一办法》"]
    assert missing[0].count == 3
    assert missing[0].document_id is None
    held = document("c", "某某条例", kind=Kind.REGULATION, doc_no="国务院令第999号")
    assert [gap.subject for gap in gaps(first, second, held)["引用而没有原文"]] == ["《另一办法》"]


def test_a_missing_text_that_is_known_to_be_repealed_says_so() -> None:
    user = document("a", "甲通知", relations=(names("a", "旧条例"), names("a", "别的条例")))
    law = document("b", "新条例", relations=(names("b", "旧条例", RelationKind.REPEALS),))
    found = {gap.subject: gap.detail for gap in gaps(user, law)["引用而没有原文"]}
    assert "《新条例》已将它废止" in found["《旧条例》"]
    assert "废止" not in found["《别的条例》"]


def test_the_text_that_ends_another_may_name_it() -> None:
    old = document("old", "旧办法")
    relations = (names("new", "旧办法", RelationKind.REPEALS), names("new", "旧办法"))
    new = document("new", "新办法", issued_on=date(2024, 1, 1), relations=relations)
    assert gaps(old, new)["已失效仍被引用"] == ()


def test_a_card_is_no_text() -> None:
    user = document("a", "甲通知", relations=(names("a", "某某条例"),))
    card = document("c", "某某条例", kind=Kind.DIGEST)
    [gap] = gaps(user, card)["引用而没有原文"]
    assert "只有要点或卡片" in gap.detail


def test_doubts_of_what_is_in_use_come_first() -> None:
    doubts = (Doubt("issuer", "某局", "落款残缺"),)
    ended = document("a", "甲办法", status=Status.REPEALED, doubts=doubts * 2)
    used = document("b", "乙办法", doubts=doubts)
    found = gaps(ended, used)["待核实"]
    assert [gap.document_id for gap in found] == ["b", "a"]
    assert found[0].detail == "发文机关“某局”：落款残缺"


def test_what_is_held_but_lacking() -> None:
    found = gaps(
        document("a", "甲办法", issued_on=None, issuer=None, notes=("其中第 3 页没有文字",)),
        document("b", "乙办法", defects=(Defect(0, 1, "缺字"), Defect(2, 3, "缺字"))),
        document("c", "丙办法", status=Status.UNVERIFIED),
    )
    assert [gap.document_id for gap in found["没有读出的页和图"]] == ["a"]
    assert found["著录不全"][0].places == ("条款", "日期", "发文机关")
    assert [(gap.document_id, gap.count) for gap in found["来源有损坏"]] == [("b", 2)]
    assert "c" in {gap.document_id for gap in found["状态未核实"]}


def test_two_sources_of_one_text_are_found_and_editions_are_not() -> None:
    text = WORDS * 3 + "第一条为了加强危险性较大的分部分项工程安全管理，制定本办法。"
    one = document("a", "甲办法", doc_no="示函〔2020〕1号", text=text)
    again = document("b", "甲办法", doc_no="示函〔2020〕1号", text=f"打印本页{text}", issuer=None)
    [gap] = gaps(one, again)["可能重复"]
    assert (gap.document_id, gap.places) == ("a", ("b",))
    assert "zhiku remove" in gap.detail
    edition = document("c", "甲办法", text=text + "修订", issued_on=date(2023, 1, 1))
    assert gaps(replace(one, doc_no=None), edition)["可能重复"] == ()


def test_what_comes_with_the_product_has_no_gap_that_is_no_gap(tmp_path: Path) -> None:
    home = str(tmp_path / "home")
    assert CliRunner().invoke(app, ["init", "--home", home]).exit_code == 0
    result = CliRunner().invoke(app, ["gaps", "--home", home, "--json"])
    told = json.loads(result.stdout)
    found = {group["name"]: group["gaps"] for group in told["groups"]}
    assert told["documents"] > 0
    assert all(group["advice"] for group in told["groups"])
    assert found["著录不全"] == [] or all(gap["document_id"] for gap in found["著录不全"])
    titles = {gap["subject"] for gap in found["引用而没有原文"]}
    assert "《安全生产法》" in titles
    assert "《》" not in titles
    assert found["可能重复"] == []


def test_scanned_pages_of_a_real_file(test_data: Path) -> None:
    store = MemoryStore()
    import_files(store, [test_data / "inputs" / "pdf" / "Test.pdf"])
    [gap] = next(g.gaps for g in find_gaps(store, DAY) if g.name == "没有读出的页和图")
    assert "第 2 页没有文字" in gap.detail


@pytest.mark.parametrize("suffix", [".xlsx", ".md", ".csv"])
def test_all_gaps_are_written(tmp_path: Path, suffix: str) -> None:
    (tmp_path / "a.txt").write_text(
        "关于示例工作的通知\n\n一、目标\n\n按照《某某法》办理。\n", "utf-8"
    )
    home, target = str(tmp_path / "home"), tmp_path / f"缺口{suffix}"
    CliRunner().invoke(app, ["import", str(tmp_path / "a.txt"), "--home", home])
    result = CliRunner().invoke(app, ["gaps", "--home", home, "--output", str(target)])
    if suffix == ".csv":
        assert result.exit_code == 2
        return
    assert result.exit_code == 0
    if suffix == ".md":
        assert "某某法" in target.read_text("utf-8")
    else:
        book = load_workbook(target)
        assert book.sheetnames[0] == "总览"
        assert "《某某法》" in {row[0].value for row in book["引用而没有原文"].iter_rows()}


def test_an_empty_collection_has_nothing_to_report(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["gaps", "--home", str(tmp_path / "home")]).exit_code == 1
