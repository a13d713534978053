"""Do cases go out to a sheet and come back unchanged, and does a wrong row harm nothing?"""

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from corpus.composing import OWN, import_records
from corpus.errors import UnreadableFile
from corpus.records import Document, Kind
from corpus.storing.memory_store import MemoryStore
from library.cases import as_record, cases_among, read_case
from library.cases.columns import COLUMNS, SHEET_SUFFIXES
from library.cases.intake import RowOutcome, import_rows
from library.cases.sheet_reading import read_rows
from library.cases.sheet_writing import write_cases, write_template
from library.errors import SheetRejected
from tests.case_records import RECORD, case_document, record

TODAY = date(2026, 1, 5)
RISKY = ("=1+1", "+86", "-x", "@name", "'=quoted", "''@twice")


def store_of(*documents: Any) -> MemoryStore:
    store = MemoryStore()
    for document, clauses in documents:
        store.put(document, clauses)
    return store


def results(outcomes: Sequence[RowOutcome]) -> list[str]:
    return [outcome.result.value for outcome in outcomes]


def sheet(path: Path, *rows: Mapping[str, object]) -> Path:
    """Write a workbook with the columns named by the first row."""
    book = Workbook()
    titles = list(rows[0])
    book.worksheets[0].append(titles)
    for row in rows:
        book.worksheets[0].append([row.get(title) for title in titles])
    book.save(path)
    return path


def stored(store: MemoryStore, case_id: str) -> dict[str, Any]:
    return as_record(read_case(store.get(case_id).facts, case_id))


@pytest.mark.parametrize("suffix", SHEET_SUFFIXES)
def test_what_is_exported_comes_back_unchanged(tmp_path: Path, suffix: str) -> None:
    store = store_of(
        case_document("c1"),
        case_document(
            "c2",
            name="=不是公式“4·4”事故",
            note="+1",
            serious_injuries=2,
            lessons=list(RISKY),
            deaths=0,
        ),
        case_document("c3", name="丙事故", deaths=None, injuries=None, level=None, lessons=[]),
    )
    path = tmp_path / f"cases{suffix}"
    cases, _ = cases_among(list(store.documents()))
    write_cases(path, [(case.case_id, as_record(case)) for case in cases])
    assert results(import_rows(store, read_rows(path), TODAY)) == ["未变"] * 3
    fresh = MemoryStore()
    assert results(import_rows(fresh, read_rows(path), TODAY)) == ["新增"] * 3
    for name in ("c1", "c2", "c3"):
        assert stored(fresh, name) == stored(store, name)


def test_no_exported_cell_is_a_formula(tmp_path: Path) -> None:
    pairs = [(f"c{n}", record(name=f"{word}事故", note=word)) for n, word in enumerate(RISKY)]
    write_cases(tmp_path / "x.xlsx", pairs)
    for row in load_workbook(tmp_path / "x.xlsx")["案例"].iter_rows():
        assert all(cell.data_type != "f" for cell in row)
    write_cases(tmp_path / "x.csv", pairs)
    text = (tmp_path / "x.csv").read_text("utf-8-sig")
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_template_guides_and_is_read_as_empty(tmp_path: Path) -> None:
    path = tmp_path / "案例模板.xlsx"
    write_template(path)
    book = load_workbook(path)
    head = book["案例"][1]
    assert [cell.value for cell in head] == [column.title for column in COLUMNS]
    assert all(cell.comment for cell in head)
    lists = {rule.formula1 for rule in book["案例"].data_validations.dataValidation}
    assert '"一般,较大,重大,特别重大"' in lists
    assert all(len(formula) <= 257 for formula in lists)
    assert book["填写说明"].max_row == len(COLUMNS) + 1
    assert read_rows(path) == []


def test_each_row_is_told_of_and_a_wrong_one_stops_no_other(tmp_path: Path) -> None:
    store = store_of(case_document("c1"))
    path = sheet(
        tmp_path / "a.xlsx",
        {"事故名称": RECORD["name"], "事故日期": RECORD["date"], "死亡人数": 4},
        {"事故名称": "甲事故", "事故日期": date(2020, 2, 3), "死亡人数": "3人"},
        {"事故名称": "乙事故", "事故日期": "2020年2月30日", "死亡人数": -1},
        {"事故名称": None, "事故日期": None, "死亡人数": None},
        {"事故名称": "甲事故", "事故日期": "2020.2.3", "死亡人数": 5},
        {"事故名称": "丙事故", "事故日期": "2027-01-01", "死亡人数": 1},
    )
    outcomes = import_rows(store, read_rows(path), TODAY)
    assert results(outcomes) == ["更新", "新增", "失败", "失败", "失败"]
    assert [outcome.number for outcome in outcomes] == [2, 3, 4, 6, 7]
    assert outcomes[0].message == "死亡人数 3 → 4"
    assert "事故日期" in outcomes[2].message
    assert "死亡人数" in outcomes[2].message
    assert "第 3 行是同一起事故" in outcomes[3].message
    assert "今天之后" in outcomes[4].message
    assert stored(store, "c1") == {**RECORD, "deaths": 4}
    assert store.counts()[0] == 2


def test_an_emptied_cell_makes_a_value_unknown_and_a_column_left_out_keeps_it(
    tmp_path: Path,
) -> None:
    store = store_of(case_document("c1"))
    row = {
        "编号": "c1",
        "事故名称": RECORD["name"],
        "事故日期": RECORD["date"],
        "死亡人数": "未核实",
    }
    outcomes = import_rows(store, read_rows(sheet(tmp_path / "a.xlsx", row)), TODAY)
    assert outcomes[0].message == "死亡人数 3 → 未核实"
    assert stored(store, "c1") == {**RECORD, "deaths": None}


def test_a_name_and_day_find_the_case_and_a_new_name_under_its_id_renames_it(
    tmp_path: Path,
) -> None:
    store = store_of(case_document("c1"))
    row = {"编号": "c1", "事故名称": "新名称事故", "事故日期": RECORD["date"]}
    import_rows(store, read_rows(sheet(tmp_path / "a.xlsx", row)), TODAY)
    assert store.get("c1").title == "新名称事故"
    assert store.counts()[0] == 1


def test_formulas_and_strange_columns_are_refused(tmp_path: Path) -> None:
    row = {"事故名称": "甲事故", "事故日期": "2020-01-01", "死亡人数": "=1+2"}
    outcomes = import_rows(MemoryStore(), read_rows(sheet(tmp_path / "a.xlsx", row)), TODAY)
    assert results(outcomes) == ["失败"]
    assert "死亡人数是公式" in outcomes[0].message
    with pytest.raises(SheetRejected, match="不认识的栏目：颜色"):
        read_rows(sheet(tmp_path / "b.xlsx", {**row, "颜色": "红"}))
    with pytest.raises(SheetRejected, match="缺少栏目：事故日期"):
        read_rows(sheet(tmp_path / "c.xlsx", {"事故名称": "甲"}))
    (tmp_path / "a.pdf").touch()
    with pytest.raises(SheetRejected, match="只能导入"):
        read_rows(tmp_path / "a.pdf")


def test_damaged_and_missing_files_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    for name in ("bad.xlsx", "none.xlsx", "none.csv", "none.jsonl"):
        with pytest.raises((UnreadableFile, OSError)):
            read_rows(tmp_path / name)
    (tmp_path / "bad.jsonl").write_text('[1]\n{"name": "甲", "date": 3}\n', "utf-8")
    outcomes = import_rows(MemoryStore(), read_rows(tmp_path / "bad.jsonl"), TODAY)
    assert results(outcomes) == ["失败", "失败"]


def test_a_sheet_saved_as_gbk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("事故名称,事故日期\n某市甲工程坍塌事故,2020/1/2\n".encode("gb18030"))
    row = read_rows(path)[0]
    assert row.values == {"name": "某市甲工程坍塌事故", "date": "2020-01-02"}


def test_names_and_contacts_do_not_enter(tmp_path: Path) -> None:
    row = {
        "事故名称": "甲事故", "事故日期": "2020-01-01",
        "直接原因": "死者张建国，男，未系安全带", "备注": "联系人：李四，电话13912345678",
    }  # fmt: skip
    store = MemoryStore()
    outcome = import_rows(store, read_rows(sheet(tmp_path / "a.xlsx", row)), TODAY)[0]
    assert "隐去人名 1 处" in outcome.message
    kept = json.dumps(store.get(outcome.case_id).facts, ensure_ascii=False)
    kept += store.get(outcome.case_id).text
    assert "张建国" not in kept
    assert "13912345678" not in kept


def test_an_id_of_another_document_is_not_taken(tmp_path: Path) -> None:
    store = store_of((Document("law", "某法", Kind.REGULATION, "第一条"), []))
    row = {"编号": "law", "事故名称": "甲事故", "事故日期": "2020-01-01"}
    outcomes = import_rows(store, read_rows(sheet(tmp_path / "a.xlsx", row)), TODAY)
    assert "另一份文件的编号" in outcomes[0].message
    assert store.get("law").kind is Kind.REGULATION
    row["编号"] = "../x"
    outcomes = import_rows(store, read_rows(sheet(tmp_path / "b.xlsx", row)), TODAY)
    assert results(outcomes) == ["失败"]


def test_what_a_department_changed_outlives_the_next_init(tmp_path: Path) -> None:
    folder = Path(__file__).parent.parent / "corpus" / "documents"
    store = MemoryStore()
    import_records(store, folder)
    case = cases_among([d for d in store.documents() if d.kind is Kind.CASE])[0][0]
    row = {"编号": case.case_id, "事故名称": case.name, "事故日期": case.date, "备注": "本单位补充"}
    outcomes = import_rows(store, read_rows(sheet(tmp_path / "a.xlsx", row)), TODAY)
    assert results(outcomes) == ["更新"]
    assert OWN + case.case_id in store.sources()
    import_records(store, folder)
    assert stored(store, case.case_id)["note"] == "本单位补充"
