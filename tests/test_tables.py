"""Can a list be opened in Excel or Markdown without harm, whatever stands in it?"""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from library.tables import TABLE_SUFFIXES, Table, write_tables

NASTY = (
    "=1+1", "+86", "-2", "@SUM(A1)", "\tx", "正常", "坏\x00字\ud800", "长" * 40_000, None, 3, 0.5,
)  # fmt: skip
TABLE = Table("清单", ("值", "序号"), [(value, number) for number, value in enumerate(NASTY)])


def test_a_workbook_holds_texts_never_formulas(tmp_path: Path) -> None:
    write_tables(tmp_path / "a.xlsx", [TABLE])
    sheet = load_workbook(tmp_path / "a.xlsx")["清单"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert all(cell.data_type != "f" for cell in cells)
    assert [cell.value for cell in cells[:4]] == list(NASTY[:4])
    assert all(cell.quotePrefix for cell in cells[:5])
    assert cells[6].value == "坏\ufffd字\ufffd"
    assert len(str(cells[7].value)) < 32_767
    assert [cell.value for cell in cells[8:]] == [None, 3, 0.5]
    assert sheet.freeze_panes == "A2"


def test_a_long_text_is_seen_whole_and_a_list_prints_one_page_wide(tmp_path: Path) -> None:
    write_tables(tmp_path / "a.xlsx", [Table("表", ("名称",), [("短",), ("条例" * 60,)])])
    sheet = load_workbook(tmp_path / "a.xlsx")["表"]
    assert [sheet.row_dimensions[row].height for row in (2, 3)] == [15, 75]
    assert sheet.page_setup.orientation == "landscape"
    fitted = sheet.sheet_properties.pageSetUpPr
    assert fitted is not None
    assert fitted.fitToPage
    assert sheet.print_title_rows == "$1:$1"


def test_markdown_keeps_its_columns(tmp_path: Path) -> None:
    rows = [("a|b\n<script>", 1), ("[链接](http://x) *重*", 2)]
    write_tables(tmp_path / "a.md", [Table("表", ("值", "数"), rows), Table("空", ("值",), [])])
    text = (tmp_path / "a.md").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.startswith("|")]
    assert [line.replace(r"\|", "").count("|") for line in lines] == [3, 3, 3, 3]
    assert "<script>" not in text
    assert r"\[链接\](http://x) \*重\*" in text
    assert "## 空\n\n（无）" in text


@pytest.mark.parametrize("name", ["a.csv", "a", "a.XLS"])
def test_other_files_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match=r"|\."):
        write_tables(tmp_path / name, [TABLE])
    assert not (tmp_path / name).exists()
    assert Path(name).suffix.lower() not in TABLE_SUFFIXES
