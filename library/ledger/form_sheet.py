"""How is the filled form written as a workbook in the layout of the annex?"""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from library.cells import plain
from library.ledger.form import Form, Share
from library.ledger.form_listing import FORM_NOTES, FORM_TITLE, STUDY, aspect_lines, form_totals
from library.tables import neutralise

__all__ = ["form_workbook"]

_COLUMNS = 9  # 序号, 情况分类, and seven for what is told
_EDGE = Side("thin")
_THIN = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_LINE = 16.0  # points


def form_workbook(form: Form, unit: str, filled_on: str) -> bytes:
    """Return the form; who to ask is left to be written by hand."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "统计表"
    _lay_out(sheet)
    _span(sheet, 1, 1, _COLUMNS, FORM_TITLE, font=Font(bold=True, size=18), border=False)
    sheet.row_dimensions[1].height = 32
    _span(sheet, 2, 1, 5, f"填报单位：{unit}", center=False, border=False)
    _span(sheet, 2, 6, _COLUMNS, f"填报时间：{filled_on}", center=False, border=False)
    _line(sheet, 3, [("序号", 1), ("情况分类", 1), ("主要内容", 7)], bold=True)
    row = _study(sheet, 4, form)
    row = _hazards(sheet, row, form)
    row = _enforcement(sheet, row, form)
    row = _risks(sheet, row, form)
    row = _problems(sheet, row, form)
    _span(sheet, row, 1, 5, "联系人：", center=False, border=False)
    _span(sheet, row, 6, _COLUMNS, "联系方式：", center=False, border=False)
    notes = "　".join(f"{n}.{note}" for n, note in enumerate(FORM_NOTES, 1))
    for more in (f"填表说明：{notes}", f"依据：{form_totals(form)}"):
        row += 1
        _span(sheet, row, 1, _COLUMNS, more, center=False, border=False)
        sheet.row_dimensions[row].height = 2.4 * _LINE
    neutralise(sheet)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _study(sheet: Worksheet, row: int, form: Form) -> int:
    _part(sheet, row, row + 1, 1, "学习宣贯习近平总书记关于安全生产重要论述情况")
    for at, (text, name) in enumerate(STUDY, row):
        _span(sheet, at, 3, 7, text, center=False)
        _span(sheet, at, 8, 9, form.figure(name))
        sheet.row_dimensions[at].height = 2.2 * _LINE
    return row + 2


def _hazards(sheet: Worksheet, row: int, form: Form) -> int:
    _part(sheet, row, row + 2, 2, "安全生产排查治理隐患情况")
    _line(sheet, row, [("一般隐患", 3), ("重大隐患", 4)], first=3)
    heads = ("排查（项）", "已治理（项）", "整改率（%）")
    _line(sheet, row + 1, [(h, 1) for h in (*heads, *heads, "挂牌督办（项）")], first=3)
    values = [*_counts(form.general), *_counts(form.major), str(form.supervised)]
    _line(sheet, row + 2, [(value, 1) for value in values], first=3)
    return row + 3


def _enforcement(sheet: Worksheet, row: int, form: Form) -> int:
    _part(sheet, row, row + 2, 3, "执法处罚情况")
    heads = (
        "打击严重违法违规行为（起）", "关闭取缔（家）", "停产整顿（家）", "处罚罚款（万元）",
        "联合惩戒失信企业（家）",
    )  # fmt: skip
    for at, head in enumerate(heads, 3):
        _block(sheet, row, row + 1, at, at, head)
    _span(sheet, row, 8, 9, "问责曝光工作不力的单位和个人")
    _line(sheet, row + 1, [("单位（家）", 1), ("人员（人）", 1)], first=8)
    names = (
        "violations", "shut", "halted", "fines", "discredited", "blamed_units", "blamed_people",
    )  # fmt: skip
    _line(sheet, row + 2, [(form.figure(name), 1) for name in names], first=3)
    for at in (row, row + 1):
        sheet.row_dimensions[at].height = 2.2 * _LINE
    return row + 3


def _risks(sheet: Worksheet, row: int, form: Form) -> int:
    _part(sheet, row, row + 1, 4, "安全风险辨识及管控情况")
    _line(sheet, row, [("重大安全风险辨识评估数量", 4), ("有效管控数量", 3)], first=3)
    _line(sheet, row + 1, [(form.figure("risks"), 4), (form.figure("controlled"), 3)], first=3)
    sheet.row_dimensions[row].height = 1.6 * _LINE
    return row + 2


def _problems(sheet: Worksheet, row: int, form: Form) -> int:
    first = row
    _line(
        sheet, row,
        [("主要问题", 2), ("具体表现", 2), ("对应整改措施及整改完成情况", 3)], first=3,
    )  # fmt: skip
    for aspect, lines in aspect_lines(form):
        start = row + 1
        for shows, done in lines or [("", "")]:
            row += 1
            _span(sheet, row, 5, 6, shows, center=False)
            _span(sheet, row, 7, 9, done, center=False)
            sheet.row_dimensions[row].height = _LINE * max(
                2, -(-len(shows) // 15), -(-len(done) // 24)
            )
        _block(sheet, start, row, 3, 4, aspect.value)
    _part(sheet, first, row, 5, "存在的主要问题及整改情况")
    return row + 1


def _counts(share: Share) -> tuple[str, str, str]:
    return str(share.found), str(share.done), share.text


def _part(sheet: Worksheet, first: int, last: int, number: int, name: str) -> None:
    _block(sheet, first, last, 1, 1, str(number))
    _block(sheet, first, last, 2, 2, name)


def _line(
    sheet: Worksheet, row: int, cells: list[tuple[str, int]], *, first: int = 1, bold: bool = False
) -> None:
    """Write texts side by side, each over so many columns."""
    column = first
    for text, width in cells:
        _span(sheet, row, column, column + width - 1, text, font=Font(bold=bold))
        column += width


def _span(
    sheet: Worksheet, row: int, first: int, last: int, text: str, *, center: bool = True,
    border: bool = True, font: Font | None = None,
) -> None:  # fmt: skip
    _block(sheet, row, row, first, last, text, center=center, border=border, font=font)


def _block(
    sheet: Worksheet, top: int, bottom: int, left: int, right: int, text: str, *,
    center: bool = True, border: bool = True, font: Font | None = None,
) -> None:  # fmt: skip
    """Write a text over some rows and columns; numbers, which stand centred, as numbers."""
    cell = sheet.cell(top, left)
    is_number = center and text.replace(".", "", 1).isdecimal()
    cell.value = float(text) if is_number else plain(text)
    if isinstance(cell.value, float) and cell.value.is_integer() and "." not in text:
        cell.value = int(cell.value)
    if isinstance(cell.value, float):
        cell.number_format = "0.0###"
    cell.font = font or Font()
    cell.alignment = Alignment(
        horizontal="center" if center else "left", vertical="center", wrap_text=True
    )
    if border:
        for line in sheet.iter_rows(top, bottom, left, right):
            for one in line:
                one.border = _THIN
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)


def _lay_out(sheet: Worksheet) -> None:
    for column, width in zip("ABCDEFGHI", (6, 18, 13, 13, 13, 13, 13, 13, 13), strict=True):
        sheet.column_dimensions[column].width = width
    for row in range(2, 40):
        sheet.row_dimensions[row].height = 1.6 * _LINE
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
