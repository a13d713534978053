"""Do the lists come back from a workbook as they left, and does a bad row stop no other?"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from corpus import Result
from corpus.errors import UnreadableFile
from library.errors import LedgerRejected, SheetRejected
from library.ledger import (
    FIELDS,
    Action,
    Item,
    Kind,
    Ledger,
    fields_of,
    fill_form,
    form_printed,
    item_tables,
    lists_sheet,
    read_period,
)
from library.ledger.form_sheet import form_workbook
from library.ledger.intake import RowOutcome, import_file
from library.ledger.sheets import tables_bytes, template_tables
from library.printing import word_bytes
from tests.ledgers import close_item, fill_ledger, hazard

NOW = 1_767_600_000.0  # 2026-01-05


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db", now=lambda: NOW) as opened:
        yield opened


def exported(ledger: Ledger, folder: Path) -> Path:
    path = folder / "台账.xlsx"
    path.write_bytes(tables_bytes(item_tables(ledger, ledger.items(), list(Kind))))
    return path


def results(outcomes: list[RowOutcome]) -> list[str]:
    return [outcome.result.value for outcome in outcomes]


def sheet(path: Path, kind: Kind, *rows: Mapping[str, object]) -> Path:
    """Write a list with the columns that the rows have."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = kind.list_name
    columns = list(dict.fromkeys(name for row in rows for name in row))
    page.append(columns)
    for row in rows:
        page.append([row.get(name) for name in columns])
    book.save(path)
    return path


def test_what_is_exported_imports_unchanged(tmp_path: Path) -> None:
    fill_ledger(tmp_path, lambda: NOW)
    with Ledger(tmp_path / "ledger.db", now=lambda: NOW) as ledger:
        before = ledger.items()
        outcomes = import_file(ledger, "乙", exported(ledger, tmp_path))
        assert results(outcomes) == ["未变"] * len(before) == ["未变"] * 5
        assert ledger.items() == before


TEXTS = st.text(
    st.one_of(st.sampled_from("=+-@'\"\t\n<>&1 甲，"), st.characters(exclude_categories=["Cs"])),
    max_size=30,
)


@pytest.mark.once
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=5))
@settings(
    max_examples=12, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_whatever_is_written_comes_back(
    ledger: Ledger, tmp_path: Path, texts: list[tuple[str, str, str]]
) -> None:
    for text, company, measure in texts:
        try:
            hazard(ledger, text=text, company=company, measure=measure)
            ledger.add("甲", Kind.RESPONSIBILITY, {"text": text, "duty": measure})
        except LedgerRejected:
            continue  # an empty text
    before = ledger.items()
    path = exported(ledger, tmp_path)
    assert set(results(import_file(ledger, "乙", path))) <= {"未变"}
    assert ledger.items() == before
    cells = [c for page in load_workbook(path) for row in page.iter_rows() for c in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_a_bad_row_stops_no_other(ledger: Ledger, tmp_path: Path) -> None:
    old = hazard(ledger)
    done = hazard(ledger, text="已经办完的")
    close_item(ledger, done)
    good = {"内容": "配电箱没有上锁", "隐患等级": "一般", "排查日期": "2026年1月3日"}
    path = sheet(
        tmp_path / "a.xlsx", Kind.HAZARD,
        good | {"责任人": 5.0},
        good | {"隐患等级": "特大"},
        good,
        {"编号": old.number, "内容": "=1+1"},
        good | {"编号": old.number, "状态": "已销号"},
        good | {"编号": "YH0099"},
        good | {"编号": "CS0001"},
        good | {"内容": "新的", "状态": "已销号"},
        {"编号": done.number, "内容": "改动"} | {"隐患等级": "一般", "排查日期": "2026-01-02"},
    )  # fmt: skip
    outcomes = import_file(ledger, "乙", path)
    assert results(outcomes) == ["新增", "失败", "未变", *["失败"] * 6]
    told = [outcome.message for outcome in outcomes]
    for said, words in zip(
        told,
        (
            "已登记", "只能是一般、重大", "与 YH0003 相同", "是公式", "同一项|导入不能改为已销号",
            "没有编号“YH0099”", "没有编号“CS0001”", "新登记的状态只能是待整改", "不能修改",
        ),
        strict=True,
    ):  # fmt: skip
        assert any(word in said for word in words.split("|")), said
    assert ledger.get(3).person == "5"


def test_a_trial_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    item = hazard(ledger)
    row = {"编号": item.number, "内容": "改了", "隐患等级": "重大", "排查日期": "2026-01-02"}
    path = sheet(tmp_path / "a.xlsx", Kind.HAZARD, row, {"内容": "缺等级"})
    [first, second] = import_file(ledger, "乙", path, trial=True)
    assert (first.result, first.message) == (Result.UPDATED, "修改了内容、隐患等级")
    assert second.message == "请填写隐患等级、排查日期"
    assert ledger.items() == [item]
    import_file(ledger, "乙", path)
    assert ledger.get(item.item_id).text == "改了"
    assert ledger.history.events(item.item_id)[-1].action is Action.EDIT


def test_the_template_can_be_filled_in(ledger: Ledger, tmp_path: Path) -> None:
    book = load_workbook(BytesIO(tables_bytes(template_tables())))
    assert book.sheetnames == [*(kind.list_name for kind in Kind), "填写说明"]
    for kind in Kind:
        page = book[kind.list_name]
        titles = [cell.value for cell in page[1]]
        assert titles == ["编号", *(field.title for field in fields_of(kind))]
        page.append(["", "内容"])
    page = book[Kind.HAZARD.list_name]
    page.cell(2, [c.value for c in page[1]].index("隐患等级") + 1).value = "一般"
    page.cell(2, [c.value for c in page[1]].index("排查日期") + 1).value = "2026-01-02"
    path = tmp_path / "a.xlsx"
    book.save(path)
    assert results(import_file(ledger, "乙", path)) == ["新增"] * 3
    assert len({field.title for field in FIELDS}) == len(FIELDS)


@pytest.mark.parametrize(
    ("title", "columns", "told"),
    [
        ("别的", ["内容"], "没有名为问题隐患清单"),
        ("问题隐患清单", ["内容", "电话"], "不认识的栏目：电话"),
        ("整改措施清单", ["内容", "内容"], "重复的栏目：内容"),
        ("整改措施清单", ["编号"], "缺少栏目：内容"),
    ],
)
def test_other_tables_are_refused(
    ledger: Ledger, tmp_path: Path, title: str, columns: list[str], told: str
) -> None:
    book = Workbook()
    book.worksheets[0].title = title
    book.worksheets[0].append(columns)
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(SheetRejected, match=told):
        import_file(ledger, "乙", tmp_path / "a.xlsx")
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04rubbish")
    with pytest.raises(UnreadableFile):
        import_file(ledger, "乙", tmp_path / "a.xlsx")


def test_what_people_wrote_is_text_on_the_form(ledger: Ledger) -> None:
    digits = ["9" * 400, "0012"]
    for text in digits:
        ledger.add("甲", Kind.HAZARD, {
            "text": text, "grade": "一般", "found_on": "2026-01-02", "aspect": "其他方面",
        })  # fmt: skip
    content = form_workbook(fill_form(ledger, read_period("2026-01", ledger.today)), "1", "")
    cells = [c.value for row in load_workbook(BytesIO(content)).worksheets[0] for c in row]
    assert set(digits) <= set(cells)


def test_the_form_has_the_layout_of_the_annex(tmp_path: Path) -> None:
    fill_ledger(tmp_path, lambda: NOW)
    with Ledger(tmp_path / "ledger.db", now=lambda: NOW) as ledger:
        form = fill_form(ledger, read_period("2026-01", ledger.today), "昌吉市")
        content = form_workbook(form, "=昌吉市住建局", "2026-01-05")
        assert word_bytes(form_printed(form, "昌吉市住建局", "2026-01-05")).startswith(b"PK")
        items: list[Item] = ledger.items()
        assert word_bytes(lists_sheet(ledger, items, list(Kind))).startswith(b"PK")
    page = load_workbook(BytesIO(content)).worksheets[0]
    lines = [[cell.value for cell in row] for row in page.iter_rows()]
    assert [line[0] for line in lines if isinstance(line[0], int)] == [1, 2, 3, 4, 5]
    assert lines[7][2:] == [1, 1, 100.0, 1, 0, 0.0, 1]
    assert lines[10][2:] == ["—", "—", "—", 3.5, "—", "—", "—"]
    assert {"A6:A8", "C6:E6", "F6:I6", "H9:I9"} <= {str(r) for r in page.merged_cells.ranges}
    assert not [c for row in page.iter_rows() for c in row if c.data_type == "f"]
