"""How are the old binary formats (.doc, .wps, .xls, .rtf) read?

LibreOffice converts them, where it is installed; no library of ours reads them.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from corpus.errors import UnreadableFile
from corpus.readers.guard import Guard
from corpus.readers.port import RawText

__all__ = ["read"]

_SECONDS = 20
_SHEETS = (".xls", ".et")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
# No macro runs, and nothing that a document links to is fetched.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
_ADVICE = (
    "请安装 LibreOffice（Debian、Ubuntu：apt install libreoffice-core libreoffice-writer"
    " libreoffice-calc；其他系统见 https://zh-cn.libreoffice.org）后重新导入，"
    "或用 WPS、Word 另存为 .docx、.xlsx 后再导入。"
)


class _Filter(NamedTuple):
    """The import filter of LibreOffice, the ending it expects, the form that comes out."""

    name: str
    suffix: str
    made: str


_RTF = _Filter("Rich Text Format", ".rtf", "docx")
_WORD_XML = _Filter("MS Word 2003 XML", ".xml", "docx")
_EXCEL_XML = _Filter("MS Excel 2003 XML", ".xml", "xlsx")
# By the stream in the compound file that holds the text; a Word file may embed a workbook.
_STREAMS = {
    "WordDocument": _Filter("MS Word 97", ".doc", "docx"),
    "Workbook": _Filter("MS Excel 97", ".xls", "xlsx"),
    "Book": _Filter("MS Excel 95", ".xls", "xlsx"),
}


def read(path: Path, guard: Guard) -> RawText:
    """Convert `path` to .docx or .xlsx and read that; raise UnreadableFile."""
    program = shutil.which("soffice") or next((p for p in _PLACES if Path(p).exists()), None)
    if program is None:
        raise UnreadableFile(path, "读旧版办公文档需要 LibreOffice，本机没有安装", _ADVICE)
    kind = _filter(path)
    with tempfile.TemporaryDirectory(prefix="zhiku-") as folder:
        made = _convert(path, program, kind, Path(folder))
        raw = guard.read("excel" if kind.made == "xlsx" else "word", made)
    return replace(raw, notes=(f"由 LibreOffice 转为 .{kind.made} 后读取", *raw.notes))


def _filter(path: Path) -> _Filter:
    """Choose by content: left to itself LibreOffice takes damaged files for text."""
    data = path.read_bytes()
    if data.startswith(b"{\\rtf"):
        return _RTF
    if data[:4096].lstrip(b"\xef\xbb\xbf\r\n ").startswith(b"<?xml"):
        return _EXCEL_XML if b"Excel.Sheet" in data[:4096] else _WORD_XML
    held = [name for name in _STREAMS if f"{name}\0".encode("utf-16-le") in data]
    if path.suffix.lower() in _SHEETS:
        held.sort(key=lambda name: name == "WordDocument")
    if not held:
        raise UnreadableFile(
            path, "里面没有 Word 或 Excel 的内容，可能已损坏，或是其他软件的文件",
            "请用原来的软件打开，另存为 .docx、.xlsx 或 PDF 后再导入。",
        )  # fmt: skip
    return _STREAMS[held[0]]


def _convert(path: Path, program: str, kind: _Filter, folder: Path) -> Path:
    """Run LibreOffice with a profile of its own, so that an open window does not stop it."""
    source = folder / f"in{kind.suffix}"
    shutil.copyfile(path, source)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, "utf-8")
    command = [
        program, "--headless", "--norestore", "--nolockcheck",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}", f"--infilter={kind.name}",
        "--convert-to", kind.made, "--outdir", str(folder), str(source),
    ]  # fmt: skip
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise UnreadableFile(
                path, f"LibreOffice 转换了 {_SECONDS} 秒还没有完成，已放弃",
                "请用 WPS、Word 另存为 .docx、.xlsx 后再导入。",
            ) from error  # fmt: skip
        finally:
            _end(process)
    made = source.with_suffix(f".{kind.made}")
    if not made.exists():
        raise UnreadableFile(
            path, "LibreOffice 没能转换这个文件，可能已损坏或有密码", "请打开核对，另存后再导入。"
        )
    return made


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with what it started: `soffice` is a script around the real one."""
    with contextlib.suppress(OSError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    process.kill()
