"""Are the old binary formats converted by what they hold, and is nothing taken for text?"""

import shutil
from pathlib import Path

import pytest

from corpus import UnreadableFile
from corpus.readers import Guard, office, read_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le")


def test_without_libreoffice_the_message_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.readers.office.shutil.which", lambda _: None)
    monkeypatch.setattr("corpus.readers.office._PLACES", ())
    path = tmp_path / "a.doc"
    path.write_bytes(OLE)
    with pytest.raises(UnreadableFile, match="需要 LibreOffice") as caught:
        read_file(path)
    assert "另存为 .docx" in caught.value.advice


def stand_in(tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("corpus.readers.office.shutil.which", lambda _: str(program))
    path = tmp_path / "旧.doc"
    path.write_bytes(OLE)
    return path


def test_what_libreoffice_converts_is_read(
    tmp_path: Path, test_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = test_data / "inputs" / "office" / "docx_01.docx"
    script = f'while [ "$1" != --outdir ]; do shift; done; cp "{made}" "$2/in.docx"'
    path = stand_in(tmp_path, script, monkeypatch)
    with Guard() as guarded:
        raw = office.read(path, guarded)
    assert raw.notes[0] == "由 LibreOffice 转为 .docx 后读取"
    assert "有序列表构成的章节标题" in raw.text


@pytest.mark.parametrize(("script", "reason"), [("exit 1", "没能转换"), ("sleep 60", "已放弃")])
def test_libreoffice_may_fail_or_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, reason: str
) -> None:
    monkeypatch.setattr("corpus.readers.office._SECONDS", 1)
    path = stand_in(tmp_path, script, monkeypatch)
    with pytest.raises(UnreadableFile, match=reason):
        read_file(path)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.doc", OLE, "MS Word 97"),
        ("a.xls", OLE, "MS Word 97"),
        ("a.doc", OLE + "Workbook\0".encode("utf-16-le"), "MS Word 97"),
        ("a.xls", OLE + "Workbook\0".encode("utf-16-le"), "MS Excel 97"),
        ("a.et", OLE[:8] + "Book\0".encode("utf-16-le"), "MS Excel 95"),
        ("a.doc", b"{\\rtf1}", "Rich Text Format"),
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>',
         "MS Excel 2003 XML"),
        ("a.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>',
         "MS Word 2003 XML"),
    ],
)  # fmt: skip
def test_the_filter_follows_the_content(
    tmp_path: Path, name: str, data: bytes, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, f'echo "$@" > {tmp_path}/said; exit 1', monkeypatch)
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match="没能转换"):
        read_file(path)
    assert f"--infilter={kind} " in (tmp_path / "said").read_text()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (OLE[:8] + bytes(range(256)) * 9, "没有 Word 或 Excel 的内容"),
        (bytes(range(1, 256)) * 9, "编码无法识别"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "单个文件网页"),
    ],
)
def test_what_is_neither_word_nor_excel_is_refused(
    tmp_path: Path, data: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stand_in(tmp_path, "exit 1", monkeypatch)
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=reason):
        read_file(path)


def test_text_under_the_name_of_a_document_is_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_text("关于示例工作的通知\n\n一、工作目标\n", "gb18030")
    raw = read_file(path)
    assert raw.text.startswith("关于示例工作的通知\n")
    assert raw.notes == ("扩展名是 .doc，内容却是文本，已按内容读取",)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_real_documents_through_the_real_program(test_data: Path, tmp_path: Path) -> None:
    folder = test_data / "inputs" / "office"
    [rules] = folder.glob("集团公司*.doc")
    raw = read_file(rules)
    assert raw.text.startswith("安全生产监督检查管理办法\n")
    assert "第十二条  集团公司对所属企业总部的定期监督检查每两年进行一次" in raw.text
    assert raw.places[0].name == "第1段"
    wrong = tmp_path / "a.xls"
    wrong.write_bytes(rules.read_bytes())
    assert read_file(wrong).text == raw.text
    [form] = folder.glob("EPC-NIL*.xls")
    raw = read_file(form)
    assert raw.text.startswith("## 分包商HSE费用申请表\n")
    assert raw.notes[0] == "由 LibreOffice 转为 .xlsx 后读取"
