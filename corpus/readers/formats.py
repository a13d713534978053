"""Which formats can be read, and which one is a file, whatever its name says?"""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.readers.opening import look

__all__ = ["FORMATS", "Format", "recognise", "suffixes"]

_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Format:
    """A family of formats: its Chinese name, the endings of its files, their largest size."""

    key: str
    name: str
    suffixes: tuple[str, ...]
    largest: int


FORMATS = {
    form.key: form
    for form in (
        Format("text", "文本", (".txt", ".md"), 16 * _MIB),
        Format("html", "网页", (".html", ".htm"), 16 * _MIB),
        Format("word", "Word 文档", (".docx",), 64 * _MIB),
        Format("pdf", "PDF", (".pdf",), 128 * _MIB),
        Format("ofd", "OFD", (".ofd",), 64 * _MIB),
        Format("excel", "Excel 工作簿", (".xlsx",), 32 * _MIB),
        Format("csv", "CSV 表格", (".csv",), 16 * _MIB),
        Format("office", "旧版办公文档", (".doc", ".wps", ".rtf", ".xls", ".et"), 64 * _MIB),
        Format("zip", "压缩包", (".zip",), 512 * _MIB),
    )
}
_BY_SUFFIX = {suffix: form for form in FORMATS.values() for suffix in form.suffixes}
suffixes = tuple(_BY_SUFFIX)
"""The file name endings that can be imported."""

_IN_ZIP = {"word/document.xml": "word", "xl/workbook.xml": "excel", "ofd.xml": "ofd"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta")


def recognise(path: Path) -> tuple[Format, str | None]:
    """Return the format by content, else by name, and a note where the name is wrong.

    Raise UnreadableFile for an unknown ending, a missing, empty or too large file, and for a
    document that is locked by a password.
    """
    head, size = look(path)
    named = _BY_SUFFIX.get(path.suffix.lower())
    if named is None:
        raise UnreadableFile(
            path, "暂不支持这种格式", f"可导入的格式有 {'、'.join(suffixes)}，请先另存为其中一种。"
        )
    if not head:
        raise UnreadableFile(path, "文件里没有文字", "请确认文件不是空的，再重新导入。")
    seen = _by_content(path, head, named)
    if size > seen.largest:
        raise UnreadableFile(
            path,
            f"文件有 {size / _MIB:.0f} MB，超过{seen.name}的上限 {seen.largest // _MIB} MB",
            "请确认它是需要的文件，或拆分后再导入。",
        )
    if seen is named:
        return seen, None
    return seen, f"扩展名是 {path.suffix}，内容却是{seen.name}，已按内容读取"


def _by_content(path: Path, head: bytes, named: Format) -> Format:
    if head.startswith(b"PK\x03\x04"):
        return FORMATS[_inside_zip(path, named)]
    if b"%PDF-" in head[:1024] and not head.startswith(b"<"):
        return FORMATS["pdf"]
    if head.startswith(_OLE):
        return _ole(path, named)
    if head.startswith(b"{\\rtf"):
        return FORMATS["office"]
    start = head[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if path.suffix.lower() != ".md" and start.startswith(_HTML):
        return FORMATS["html"]
    if start.startswith(b"mime-version:"):
        raise UnreadableFile(
            path,
            "这是单个文件网页（MHT），读不出来",
            "请用 Word 或 WPS 打开，另存为 .docx 后再导入。",
        )
    # LibreOffice would take any bytes for text of some encoding.
    is_xml = start.startswith(b"<?xml") and b"mso-application" in head
    return FORMATS["text"] if named.key == "office" and not is_xml else named


def _inside_zip(path: Path, named: Format) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.lower().lstrip("/") for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return named.key  # damaged: its reader says so
    return next((key for name, key in _IN_ZIP.items() if name in names), "zip")


def _ole(path: Path, named: Format) -> Format:
    """Tell an old Office file from a new one that a password has wrapped."""
    with path.open("rb") as file:
        locked = any(_ENCRYPTED in part for part in iter(lambda: file.read(_MIB), b""))
    if locked:
        raise UnreadableFile(path, "文件有打开密码", "请用密码打开，另存一份不加密的文件后再导入。")
    return named if named.key == "office" else FORMATS["office"]
