"""How do tests get small PDF and OFD files?"""

import zipfile
from collections.abc import Sequence
from pathlib import Path

__all__ = ["LONG", "Placed", "ofd", "pdf"]

LONG = "safety duties of the units that take part in works are laid down in this"
Placed = tuple[float, float, str]


def pdf(path: Path, pages: Sequence[Sequence[Placed]]) -> Path:
    """Write a PDF of A4 pages with lines of Helvetica 12 at the given places."""
    count = len(pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{' '.join(f'{4 + 2 * i} 0 R' for i in range(count))}]>>"
        .encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]  # fmt: skip
    for number, lines in enumerate(pages):
        body = "".join(f"BT /F 12 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in lines).encode()
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
            + f"/Contents {5 + 2 * number} 0 R>>".encode()
        )
        objects.append(f"<</Length {len(body)}>>stream\n".encode() + body + b"endstream")
    data = b"%PDF-1.4\n"
    offsets = []
    for number, item in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj".encode() + item + b"endobj\n"
    table = "".join(f"{at:010} 00000 n \n" for at in offsets)
    size = len(objects) + 1
    data += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>".encode()
    )
    path.write_bytes(data + f"\nstartxref\n{data.rindex(b'xref')}\n%%EOF".encode())
    return path


def ofd(
    path: Path, content: str, template: str = "", resources: str = "", picture: bytes = b""
) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("OFD.xml", "<OFD><DocBody><DocRoot>Doc_0/D.xml</DocRoot></DocBody></OFD>")
        archive.writestr(
            "Doc_0/D.xml",
            "<Document><CommonData><PageArea><PhysicalBox>0 0 210 297</PhysicalBox></PageArea>"
            "<DocumentRes>R.xml</DocumentRes>"
            '<TemplatePage ID="9" BaseLoc="T.xml"/></CommonData>'
            '<Pages><Page ID="1" BaseLoc="Pages/P.xml"/></Pages></Document>',
        )
        archive.writestr("Doc_0/Pages/P.xml", f'<Page><Template TemplateID="9"/>{content}</Page>')
        archive.writestr("Doc_0/T.xml", f"<Page>{template}</Page>")
        archive.writestr("Doc_0/R.xml", f'<Res BaseLoc="Res">{resources}</Res>')
        archive.writestr("Doc_0/Res/a.jpg", picture)
    return path
