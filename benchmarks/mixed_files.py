"""How are Word, PDF, OFD, Excel and web files made of statutes, to be read again?"""

import io
import textwrap
import zipfile
import zlib
from collections.abc import Callable, Mapping
from html import escape

from openpyxl import Workbook

__all__ = ["FORMS"]

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_A4 = (595, 842)
_LINE, _ROWS = 38, 42  # characters of a line, lines of a page


def _docx(text: str) -> bytes:
    paragraphs = "".join(
        f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text.splitlines()
    )
    body = f'<w:document xmlns:w="{_WORD}"><w:body>{paragraphs}</w:body></w:document>'
    return _zipped({"word/document.xml": body})


def _html(text: str) -> bytes:
    paragraphs = "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines())
    menu = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(20))
    page = f"<html><body><ul>{menu}</ul><div class=main>{paragraphs}</div></body></html>"
    return page.encode("gb18030")


def _xlsx(text: str) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("条文")
    sheet.append(["序号", "内容"])
    for number, line in enumerate(filter(None, text.splitlines()), 1):
        sheet.append([number, "".join(char for char in line if char >= " ")])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _pages(text: str) -> list[list[str]]:
    lines = [row for line in text.splitlines() for row in textwrap.wrap(line, _LINE)]
    return [lines[at : at + _ROWS] for at in range(0, len(lines), _ROWS)] or [[]]


def _ofd(text: str) -> bytes:
    parts = {"OFD.xml": "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"}
    named = ""
    for number, lines in enumerate(_pages(text)):
        objects = "".join(
            f'<TextObject Boundary="20 {20 + 6 * at} 170 6" Size="4.5"><TextCode X="0" Y="5"'
            f' DeltaX="g {len(line) - 1} 4.5">{escape(line)}</TextCode></TextObject>'
            for at, line in enumerate(lines)
        )
        parts[f"P{number}.xml"] = f"<Page><Content><Layer>{objects}</Layer></Content></Page>"
        named += f'<Page ID="{number}" BaseLoc="P{number}.xml"/>'
    box = "<CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea></CommonData>"
    parts["D.xml"] = f"<Document>{box}<Pages>{named}</Pages></Document>"
    return _zipped(parts)


def _pdf(text: str) -> bytes:
    """Write a text layer in UTF-16 with a font that is not embedded, as many portals do."""
    pages = _pages(text)
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects: list[bytes] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H"
        b"/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
    ]
    for number, lines in enumerate(pages):
        drawn = "".join(
            f"BT /F 12 Tf 60 {_A4[1] - 70 - 17 * at} Td <{_hexed(line)}> Tj ET\n"
            for at, line in enumerate(lines)
        )
        body = zlib.compress(drawn.encode())
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {_A4[0]} {_A4[1]}]"
            f"/Resources<</Font<</F 3 0 R>>>>/Contents {6 + 2 * number} 0 R>>".encode()
        )
        objects.append(
            f"<</Length {len(body)}/Filter/FlateDecode>>stream\n".encode() + body + b"\nendstream"
        )
    return _numbered(objects)


def _hexed(line: str) -> str:
    return "".join(char for char in line if char <= "\uffff").encode("utf-16-be").hex()


def _numbered(objects: list[bytes]) -> bytes:
    data, offsets = b"%PDF-1.5\n", list[int]()
    for number, item in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj".encode() + item + b"endobj\n"
    table = "".join(f"{at:010} 00000 n \n" for at in offsets)
    count, start = len(objects) + 1, len(data)
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R>>"
    return data + f"{end}\nstartxref\n{start}\n%%EOF".encode()


def _zipped(parts: Mapping[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


FORMS: Mapping[str, Callable[[str], bytes]] = {
    "docx": _docx,
    "pdf": _pdf,
    "html": _html,
    "ofd": _ofd,
    "xlsx": _xlsx,
}
"""Ending → what turns a text into such a file."""
