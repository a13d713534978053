"""Does a Word document keep its numbers, tables, notes and accepted revisions?"""

import zipfile
from pathlib import Path

import pytest

from corpus import UnreadableFile
from corpus.readers import RawText, read_file
from corpus.readers.word_numbering import printed

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LEVELS = "".join(
    f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
    f'<w:lvlText w:val="{text}"/></w:lvl>'
    for at, (form, text) in enumerate(
        [("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3.")]
    )
)
NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="9"/></w:lvlOverride></w:num></w:numbering>'
)
STYLES = (
    f'<w:styles {W}><w:style w:styleId="A"><w:name w:val="条"/><w:pPr><w:numPr>'
    '<w:numId w:val="2"/></w:numPr></w:pPr></w:style><w:style w:styleId="B"><w:basedOn'
    ' w:val="A"/></w:style><w:style w:styleId="T"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="H"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>'
)


def par(text: str, level: int | None = None, style: str = "", extra: str = "") -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + (
        number if level is not None else ""
    )
    return f"<w:p><w:pPr>{properties}{extra}</w:pPr>{run(text)}</w:p>"


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def read(tmp_path: Path, body: str, **parts: str) -> RawText:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        archive.writestr("word/numbering.xml", NUMBERING)
        archive.writestr("word/styles.xml", STYLES)
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return read_file(path)


def test_printed_numbers_are_counted_as_word_counts_them(tmp_path: Path) -> None:
    levels = [0, 1, 1, 2, 2, 0, 1, 2]
    raw = read(tmp_path, par("目标", 0) + "".join(par("责任", level) for level in levels[1:]))
    assert raw.text.split("\n\n") == [
        "一、目标", "（一）责任", "（二）责任", "1. 责任", "2. 责任", "二、责任", "（一）责任",
        "1. 责任\n",
    ]  # fmt: skip


def test_numbers_of_styles_are_inherited_and_may_start_elsewhere(tmp_path: Path) -> None:
    raw = read(tmp_path, par("甲", style="B") + par("乙", style="B"))
    assert raw.text == "九、甲\n\n十、乙\n"


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (12, "chineseCounting", "十二"), (105, "chineseCountingThousand", "一百零五"),
        (21, "chineseLegalSimplified", "贰拾壹"), (3, "decimalEnclosedCircle", "③"),
        (28, "lowerLetter", "bb"), (14, "upperRoman", "XIV"), (2, "ideographTraditional", "乙"),
        (7, "decimalZero", "07"), (0, "decimalEnclosedCircle", "0"),
        (110, "chineseCounting", "一百一十"),
    ],
)  # fmt: skip
def test_forms_of_numbers(number: int, form: str, text: str) -> None:
    assert printed(number, form) == text


def test_revisions_are_accepted_and_noted(tmp_path: Path) -> None:
    body = (
        f"<w:p>{run('不少于')}<w:del><w:r><w:delText>三</w:delText></w:r></w:del>"
        f"<w:ins>{run('五')}</w:ins>{run('名')}</w:p>"
        f"{par('前半', extra='<w:rPr><w:del/></w:rPr>')}{par('后半')}"
    )
    raw = read(tmp_path, body)
    assert raw.text == "不少于五名\n\n前半后半\n"
    assert "插入 1 处，删除 1 处" in "".join(raw.notes)


def test_tables_with_merged_cells(tmp_path: Path) -> None:
    def cell(text: str, look: str = "") -> str:
        return f"<w:tc><w:tcPr>{look}</w:tcPr>{par(text)}</w:tc>"

    rows = [
        cell("序号", '<w:vMerge w:val="restart"/>') + cell("内容", '<w:gridSpan w:val="2"/>'),
        cell("", "<w:vMerge/>") + cell("甲|乙") + cell("丙"),
    ]
    raw = read(tmp_path, "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
    assert raw.text == "| 序号 | 内容 |  |\n| --- | --- | --- |\n|  | 甲\\|乙 | 丙 |\n"


def test_footnotes_headings_contents_and_signs(tmp_path: Path) -> None:
    body = (
        par("总则1", style="T")
        + par("编制目的", style="H")
        + f'<w:p>{run("正文")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        + f'<w:p>{run("高度")}<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>{run("5m")}'
        + f'{run("2", "<w:vertAlign w:val=" + chr(34) + "superscript" + chr(34) + "/>")}'
        + run("隐", "<w:vanish/>") + '<w:r><w:sym w:font="X" w:char="E010"/></w:r></w:p>'
    )  # fmt: skip
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{par("依据甲")}</w:footnote></w:footnotes>'
    raw = read(tmp_path, body, footnotes=notes)
    assert raw.text == "## 编制目的\n\n正文[^2]\n\n高度≥5m²\ue010\n\n[^2]: 依据甲\n"
    told = "".join(raw.notes)
    for words in ("目录 1 行", "隐藏的文字 1 处", "移到文末", "写作“≥”", "U+E010"):
        assert words in told


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{par('框中文字')}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f'<w:p>{run("正文")}<w:r><m:AlternateContent xmlns:m="{mc}"><m:Choice><w:drawing>{box}'
        f"</w:drawing></m:Choice><m:Fallback><w:pict>{box}</w:pict></m:Fallback>"
        "</m:AlternateContent></w:r></w:p>"
    )
    assert read(tmp_path, body).text == "正文\n\n框中文字\n"


def test_real_documents(test_data: Path) -> None:
    folder = test_data / "inputs" / "office"
    text = read_file(folder / "docx_01.docx").text
    assert "\n1. 有序列表构成的章节标题\n" in text
    assert "x=(-b±√(b²-4ac))/2a" in text
    text = read_file(next(folder.glob("LANSTAR*"))).text
    assert "\n第 2 章 数据表详细设计\n" in text
    assert "| 物理名 | 中文名 | 数据类型 | 键 | 空 | 默认值 | 备注 |" in text


def test_a_package_without_document_and_a_locked_one(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(UnreadableFile, match="打开密码"):
        read_file(path)
    path.write_bytes(b"PK\x03\x04 damaged")
    with pytest.raises(UnreadableFile, match="损坏"):
        read_file(path)
