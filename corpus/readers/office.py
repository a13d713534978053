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

from corpus.errors import UnreadableFile
from corpus.readers.guard import Guard
from corpus.readers.port import RawText

__all__ = ["read"]

_SECONDS = 25
_SHEETS = (".xls", ".et")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_ADVICE = (
    "请安装 LibreOffice（Debian、Ubuntu：apt install libreoffice-core libreoffice-writer"
    " libreoffice-calc；其他系统见 https://zh-cn.libreoffice.org）后重新导入，"
    "或用 WPS、Word 另存为 .docx、.xlsx 后再导入。"
)


def read(path: Path, guard: Guard) -> RawText:
    """Convert `path` to .docx or .xlsx and read that; raise UnreadableFile."""
    program = shutil.which("soffice") or next((p for p in _PLACES if Path(p).exists()), None)
    if program is None:
        raise UnreadableFile(path, "读旧版办公文档需要 LibreOffice，本机没有安装", _ADVICE)
    form, suffix = ("excel", "xlsx") if path.suffix.lower() in _SHEETS else ("word", "docx")
    with tempfile.TemporaryDirectory(prefix="zhiku-") as folder:
        raw = guard.read(form, _convert(path, program, suffix, Path(folder)))
    return replace(raw, notes=(f"由 LibreOffice 转为 .{suffix} 后读取", *raw.notes))


def _convert(path: Path, program: str, suffix: str, folder: Path) -> Path:
    """Run LibreOffice with a profile of its own, so that an open window does not stop it."""
    command = [
        program, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'p').as_uri()}",
        "--convert-to", suffix, "--outdir", str(folder), str(path.resolve()),
    ]  # fmt: skip
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise UnreadableFile(
                path, f"LibreOffice 转换了 {_SECONDS} 秒还没有完成，已放弃",
                "请用 WPS、Word 另存为 .docx、.xlsx 后再导入。",
            ) from error  # fmt: skip
    made = folder / f"{path.stem}.{suffix}"
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
