"""Does what a person says of a document outlive every new reading of its file?"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from cli import app
from corpus import (
    LABELS,
    BadCorrection,
    Document,
    DocumentStore,
    Doubt,
    Kind,
    SqliteStore,
    Status,
    UnknownDocument,
    as_read,
    correct,
    import_files,
    withdraw,
)
from corpus.corrections import corrected, field_value, plain
from corpus.front_matter import FIELDS
from corpus.storing.memory_store import MemoryStore
from library.tables import Table, write_tables

TEXT = (
    "关于示例工作的通知\n\n示函〔2024〕1号\n\n一、工作目标\n\n落实责任。\n\n"
    "示例局\n\n2024年3月5日\n"
)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DocumentStore]:
    if request.param == "memory":
        yield MemoryStore()
        return
    with SqliteStore(tmp_path / "store.db") as opened:
        yield opened


def put(store: DocumentStore, path: Path, text: str, *, again: bool = False) -> tuple[str, str]:
    path.write_text(text, "utf-8")
    [outcome] = import_files(store, [path], again=again).outcomes
    return outcome.document_id or "", outcome.result


def say(store: DocumentStore, name: str, **values: str | list[str] | None) -> Document:
    return correct(store, name, values, "公报", "王", NOW)


def test_a_new_reading_never_overwrites_a_correction(store: DocumentStore, tmp_path: Path) -> None:
    name, _ = put(store, tmp_path / "a.txt", TEXT)
    said = say(store, name, issuer="样本局", issued_on="2024-03-06", aliases=["样本"])
    assert (said.issuer, said.issued_on, said.aliases) == ("样本局", date(2024, 3, 6), ("样本",))
    assert store.get(name) == said
    assert put(store, tmp_path / "a.txt", TEXT, again=True) == (name, "未变")
    assert put(store, tmp_path / "a.txt", TEXT.replace("落实", "压实")) == (name, "更新")
    assert store.get(name).issuer == "样本局"
    assert "压实" in store.get(name).text


def test_a_corrected_title_and_number_are_cited_and_name_no_other_document(
    store: DocumentStore, tmp_path: Path
) -> None:
    name, _ = put(store, tmp_path / "a.txt", TEXT)
    say(store, name, title="关于样本工作的通知", doc_no="样函〔2024〕9号")
    assert store.clause(f"{name}:1").citation.startswith(
        "《关于样本工作的通知》（样函〔2024〕9号）"
    )
    assert put(store, tmp_path / "a.txt", TEXT.replace("落实", "压实")) == (name, "更新")
    assert put(store, tmp_path / "b.txt", TEXT.replace("落实", "压实")) != (name, "新增")
    assert store.counts()[0] == len({name, *store.sources().values()})


def test_what_changes_in_the_file_afterwards_is_a_doubt(
    store: DocumentStore, tmp_path: Path
) -> None:
    name, _ = put(store, tmp_path / "a.txt", TEXT)
    say(store, name, issued_on="2024-03-06")
    put(store, tmp_path / "a.txt", TEXT.replace("3月5日", "3月7日"))
    document = store.get(name)
    assert document.issued_on == date(2024, 3, 6)
    [doubt] = document.doubts
    assert (doubt.field, doubt.value) == ("issued_on", "2024-03-07")
    assert "2024-03-06" in doubt.reason
    assert say(store, name, issued_on="2024-03-06").doubts == ()


def test_confirming_a_value_settles_its_doubt() -> None:
    doubts = Doubt("issuer", "示例局", "落款残缺"), Doubt("title", "示例", "两行")
    document = Document("a", "示例", Kind.POLICY, TEXT, issuer="示例局", doubts=doubts)
    store = MemoryStore()
    store.put(document, [])
    assert say(store, "a", issuer="示例局").doubts == doubts[1:]
    assert corrected(document, store.corrections("a")).doubts == doubts[1:]


def test_a_doubt_that_follows_from_the_clauses_is_settled_too(
    store: DocumentStore, tmp_path: Path
) -> None:
    text = TEXT.replace("落实责任", "按照《样例办法》（例函〔2030〕5号）落实责任")
    name, _ = put(store, tmp_path / "a.txt", text)
    assert "issued_on" in {doubt.field for doubt in store.get(name).doubts}
    said = say(store, name, issued_on="2024-03-05")
    assert "issued_on" not in {doubt.field for doubt in said.doubts}
    assert put(store, tmp_path / "a.txt", text, again=True) == (name, "未变")


def test_a_corrected_region_has_its_code(store: DocumentStore, tmp_path: Path) -> None:
    name, _ = put(store, tmp_path / "a.txt", TEXT)
    assert say(store, name, region="吉林省").region_code == "220000"
    assert say(store, name, region=None).region_code is None


def test_a_text_is_confirmed_as_it_is_and_other_text_again() -> None:
    doubt = Doubt("text", "第3页", "文字识别所得，请与原件核对")
    read = Document("a", "示例", Kind.POLICY, TEXT, doubts=(doubt,))
    store = MemoryStore()
    store.put(read, [])
    said = correct(store, "a", {}, "核对原件", "王", NOW, ["text"])
    assert (said.doubts, said.text) == ((), TEXT)
    corrections = store.corrections("a")
    assert corrected(read, corrections) == said
    assert corrected(replace(read, text=TEXT + "又"), corrections).doubts == (doubt,)
    with pytest.raises(BadCorrection):
        say(store, "a", text="别的")


def test_what_is_withdrawn_is_what_the_file_says(store: DocumentStore, tmp_path: Path) -> None:
    name, _ = put(store, tmp_path / "a.txt", TEXT)
    read = store.get(name)
    say(store, name, issuer="甲局")
    say(store, name, issuer="乙局", title="别的通知")
    assert as_read(store.get(name), store.corrections(name)) == read
    withdraw(store, name, ["issuer"], "看错", "李", NOW)
    assert (store.get(name).issuer, store.get(name).title) == ("示例局", "别的通知")
    assert [one.withdrawn for one in store.corrections(name)] == [False, False, False, True]
    with pytest.raises(BadCorrection, match="没有人工更正"):
        withdraw(store, name, ["issuer"], "看错", "李", NOW)


def test_a_status_brings_its_basis_and_day(store: DocumentStore, tmp_path: Path) -> None:
    name, _ = put(store, tmp_path / "a.txt", TEXT)
    said = say(store, name, status="已废止")
    assert said.status is Status.REPEALED
    assert (said.status_basis, said.status_as_of) == ("人工核对：公报", NOW.date())
    stated = say(store, name, status="已废止", status_basis="见公报", status_as_of="2025-01-01")
    assert (stated.status_basis, stated.status_as_of) == ("见公报", date(2025, 1, 1))


@pytest.mark.parametrize(
    ("field", "value"),
    [("status", "有效"), ("issued_on", "明天"), ("title", None), ("kind", "x"), ("text", "x"),
     ("document_id", "x"), ("issuer", "\ud800"), ("status", None)],
)  # fmt: skip
def test_a_bad_value_changes_nothing(
    store: DocumentStore, tmp_path: Path, field: str, value: str | None
) -> None:
    name, _ = put(store, tmp_path / "a.txt", TEXT)
    before = store.get(name)
    with pytest.raises(BadCorrection, match="请"):
        correct(store, name, {"issuer": "甲局", field: value}, "公报", "王", NOW)
    assert store.get(name) == before
    assert store.corrections() == []
    with pytest.raises(UnknownDocument):
        say(store, "nowhere", issuer="甲局")


def test_every_field_that_can_be_corrected_has_one_rule() -> None:
    document = Document("a", "示例", Kind.POLICY, "")
    assert set(LABELS) <= set(FIELDS)
    for field in LABELS:
        value = plain(getattr(document, field))
        if value:
            assert field_value(field, value) == getattr(document, field)
        else:
            assert not field_value(field, value)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_the_command_lists_corrects_and_keeps_the_history(tmp_path: Path) -> None:
    home = ("--home", str(tmp_path / "home"))
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    imported = json.loads(run("import", str(tmp_path / "a.txt"), *home, "--json").stdout)
    name = imported["files"][0]["document_id"]
    assert run("correct", name, "状态=已废止", *home).exit_code == 2
    for wrong in ("状态", "有效=是", "状态=有效"):
        result = run("correct", name, wrong, "--basis", "公报", *home)
        assert result.exit_code in {2, 3}
        assert "Traceback" not in result.output
    words = ("状态=已废止", "别名=甲、乙", "文号=", "类别=解读", "--confirm", "发文机关")
    said = run("correct", name, *words, "--basis", "公报", *home)
    assert said.exit_code == 0, said.output
    assert "人工确认" in said.stdout
    run("correct", name, "--withdraw", "文号", "--basis", "看错", *home)
    told = json.loads(run("correct", name, *home, "--json").stdout)
    assert told["values"]["status"] == "已废止"
    assert told["values"]["aliases"] == ["甲", "乙"]
    assert told["values"]["kind"] == "interpretation"
    assert told["values"]["doc_no"] == "示函〔2024〕1号"
    assert told["history"][-1]["withdrawn"] is True
    assert all(one["who"] and one["basis"] for one in told["history"])
    assert run("correct", "nowhere", *home).exit_code == 1


def sheet(tmp_path: Path, home: tuple[str, str]) -> tuple[Path, list[tuple[str, str]]]:
    """Return the sheet of doubts of two documents, and its (id, field) rows."""
    (tmp_path / "安全检查.txt").write_text("各单位要立即检查吊篮。\n", "utf-8")
    (tmp_path / "b.txt").write_text(TEXT.replace("示例局", "某局"), "utf-8")
    run("import", str(tmp_path / "安全检查.txt"), str(tmp_path / "b.txt"), *home)
    path = tmp_path / "缺口.xlsx"
    assert run("gaps", "--output", str(path), *home).exit_code == 0
    rows = list(load_workbook(path)["待核实"].iter_rows(min_row=2, values_only=True))
    return path, [(str(row[0]), str(row[2])) for row in rows]


def fill(path: Path, *answers: tuple[object, str | None]) -> None:
    book = load_workbook(path)
    for number, (value, basis) in enumerate(answers, 2):
        book["待核实"].cell(number, 6).value = value  # type: ignore[assignment]
        book["待核实"].cell(number, 7).value = basis
    book.save(path)


def test_doubts_go_out_as_a_sheet_and_come_back_answered(tmp_path: Path) -> None:
    home = ("--home", str(tmp_path / "home"))
    path, rows = sheet(tmp_path, home)
    assert sorted(field for _, field in rows) == ["发文机关", "标题"]
    answers = {"标题": "无误", "发文机关": "某市住房和城乡建设局"}
    fill(path, *((answers[field], "原件") for _, field in rows))
    done = run("correct", "--from", str(path), *home)
    assert done.exit_code == 0, done.output
    assert "2 份文件的 2 处" in done.stdout
    told = {field: json.loads(run("correct", name, *home, "--json").stdout) for name, field in rows}
    assert told["标题"]["values"]["title"] == "安全检查"
    assert told["发文机关"]["values"]["issuer"] == "某市住房和城乡建设局"
    assert all(one["doubts"] == [] and one["history"] for one in told.values())


@pytest.mark.parametrize(
    ("value", "basis", "said"),
    [
        ("有效", None, "第 2 行没有写依据"),
        ("有效", "原件", "第 2 行：“状态”"),
        (" ", "原件", "0 处"),
    ],
)
def test_a_row_that_cannot_be_done_stops_all(
    tmp_path: Path, value: str, basis: str | None, said: str
) -> None:
    home = ("--home", str(tmp_path / "home"))
    path, rows = sheet(tmp_path, home)
    book = load_workbook(path)
    book["待核实"].cell(2, 3).value = "状态"
    book.save(path)
    fill(path, (value, basis), ("无误" if value.strip() else None, basis))
    result = run("correct", "--from", str(path), *home)
    assert said in result.output
    for name, _ in rows:
        assert json.loads(run("correct", name, *home, "--json").stdout)["history"] == []


def test_what_is_no_such_sheet_is_refused(tmp_path: Path) -> None:
    home = ("--home", str(tmp_path / "home"))
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    write_tables(tmp_path / "b.xlsx", [Table("待核实", ("甲",), [("乙",)])])
    for name in ("a.xlsx", "b.xlsx", "nowhere.xlsx"):
        result = run("correct", "--from", str(tmp_path / name), *home)
        assert result.exit_code == 3
        assert name in result.output
        assert "Traceback" not in result.output
    assert run("correct", *home).exit_code == 2
    assert run("correct", "x", "--from", "a.xlsx", *home).exit_code == 2
