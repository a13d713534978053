"""Do workbooks and CSV files become tables with their values as shown?"""

from datetime import date
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import Workbook

from corpus.readers import read_file
from corpus.readers.sheet_parts import _lacks_value


def test_values_are_written_as_the_sheet_shows_them(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "清单"
    sheet.append(["危大工程一览表"])
    sheet.append(["序号", "项目", "比例", "日期", "高度"])
    sheet.append([1, "模板|支撑", 0.125, date(2024, 3, 5), 0.1 + 0.2])
    sheet["C3"].number_format = "0.0%"
    hidden = book.create_sheet("备用")
    hidden.append(["甲", True])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    raw = read_file(tmp_path / "a.xlsx")
    assert raw.text == (
        "## 清单\n\n危大工程一览表\n\n| 序号 | 项目 | 比例 | 日期 | 高度 |\n"
        "| --- | --- | --- | --- | --- |\n| 1 | 模板\\|支撑 | 12.5% | 2024-03-05 | 0.3 |\n\n"
        "## 备用\n\n| 甲 | 是 |\n| --- | --- |\n"
    )
    assert "“备用”在文件里设为隐藏" in "".join(raw.notes)


def test_formulas_without_value_and_merged_cells_are_named(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "费用"
    sheet.append(["项目", "金额"])
    sheet.append(["安全网", 100])
    sheet.append(["合计", "=SUM(B2:B2)"])
    sheet.append(["备注：以元计"])
    sheet.merge_cells("A4:B4")
    book.create_sheet("空白").append(["甲", "乙"])
    book.save(tmp_path / "a.xlsx")
    raw = read_file(tmp_path / "a.xlsx")
    assert "| 合计 |  |" in raw.text
    assert [note.partition("；")[0] for note in raw.notes] == [
        "工作表“费用”有 1 个公式没有存下计算结果，读出来是空的",
        "工作表“费用”有合并的单元格 1 处，内容写在左上角的一格，其余为空",
    ]
    [doubt] = raw.doubts
    assert doubt.value == "工作表“费用”的 B3"


@pytest.mark.parametrize(
    ("cell", "lacks"),
    [
        ("<f>A1</f>", True), ("<f>A1</f><v/>", True), ("<f>A1</f><v>3</v>", False), ("<v/>", False),
        ('<f t="shared" si="0"/>', True), ("", False),
    ],
)  # fmt: skip
def test_a_value_may_be_empty(cell: str, lacks: bool) -> None:
    assert _lacks_value(etree.fromstring(f"<c>{cell}</c>")) is lacks
    assert not _lacks_value(etree.fromstring('<c t="str"><f>A1</f><v></v></c>'))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv(tmp_path: Path, encoding: str, mark: str) -> None:
    rows = [["序号", "内容"], ["1", f'"含{mark}号\n换行"'], ["2", "完"]]
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(mark.join(row) for row in rows).encode(encoding))
    shown = mark.strip()
    expected = f"| 1 | 含{shown or mark}号<br>换行 |"
    assert read_file(path).text.splitlines()[::2] == ["| 序号 | 内容 |", expected]


def test_a_real_workbook(test_data: Path) -> None:
    text = read_file(test_data / "inputs" / "office" / "安全试题.xlsx").text
    assert text.startswith("## Sheet1\n\n| 序号 | 题目 | 答案 | 题型 |\n")
    assert text.count("\n| ") > 200
