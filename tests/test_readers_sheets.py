"""Do workbooks and CSV files become tables with their values as shown?"""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from corpus.readers import read_file


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
