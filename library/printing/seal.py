"""How does a Word document get its seal line (密封线), turned along the left of the first page?

A text box that stands on its side, in the header of the first page, so that no line of the paper
moves for it (ECMA-376, part 1, 20.4.2.3: `anchor`; 20.1.10.82: `vert270`).
"""

from collections.abc import Sequence
from html import escape

from docx.oxml import parse_xml
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from library.cells import printable

__all__ = ["SEAL_TEXT", "add_seal", "seal_fields"]

SEAL_TEXT = "……………………………密……………………………封……………………………线……………………………"
_LEFT, _TOP, _WIDTH, _HEIGHT = Mm(8), Mm(25), Mm(22), Mm(250)
_SPACES = " ".join(
    f'xmlns:{name}="http://schemas.{place}"'
    for name, place in (
        ("w", "openxmlformats.org/wordprocessingml/2006/main"),
        ("wp", "openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "openxmlformats.org/drawingml/2006/main"),
        ("wps", "microsoft.com/office/word/2010/wordprocessingShape"),
    )
)
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_PARAGRAPH = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="60" w:line="300" w:lineRule="auto"/>'
    '<w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="22"/></w:rPr>'
    '<w:t xml:space="preserve">{}</w:t></w:r></w:p>'
)


def seal_fields(names: Sequence[str]) -> str:
    """Return the fields in one line, each with room to write."""
    return "　".join(f"{name}：________________" for name in names)


def add_seal(paragraph: Paragraph, names: Sequence[str]) -> None:
    """Put the line with its fields into a paragraph of the header."""
    lines = (printable(seal_fields(names)), SEAL_TEXT)
    text = "".join(_PARAGRAPH.format(escape(line)) for line in lines)
    paragraph.add_run()._r.append(parse_xml(_drawing(text)))
    paragraph.paragraph_format.space_after = Pt(0)


def _drawing(text: str) -> str:
    size = f'cx="{_WIDTH}" cy="{_HEIGHT}"'
    return (
        f'<w:drawing {_SPACES}><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"'
        ' relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{_LEFT}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{_TOP}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        '<wp:docPr id="1" name="密封线"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
        f"</wps:spPr><wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr vert="vert270" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
