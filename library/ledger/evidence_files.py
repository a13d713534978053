"""Where do the files that show what was done lie, and which are taken?

Under the SHA-256 of their bytes, which only the owner of the home reads; the backup takes them.
"""

import hashlib
import os
import re
import zipfile
from io import BytesIO
from pathlib import Path

from library.errors import LedgerRejected

__all__ = ["ACCEPTED", "FOLDER", "LARGEST_EVIDENCE", "EvidenceFiles"]

FOLDER = "evidence"
LARGEST_EVIDENCE = 10 * 2**20
"""Bytes of one file."""
_SIGNS = {
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".pdf": (b"%PDF-",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
}
ACCEPTED = tuple(_SIGNS)
"""The suffixes that are taken; the bytes must begin as such a file does."""
_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}
"""What a zip holds that is such a document."""


class EvidenceFiles:
    """The files of one home."""

    def __init__(self, home: Path) -> None:
        self._folder = home / FOLDER

    def keep(self, name: str, content: bytes) -> tuple[str, str]:
        """Write the file; return its name without any path, and its digest.

        Raise LedgerRejected for what is not taken, OSError where it cannot be written.
        """
        name = _plain(name)
        suffix = Path(name).suffix.lower()
        if suffix not in _SIGNS:
            raise LedgerRejected([f"证据只收 {'、'.join(ACCEPTED)} 文件，请另存后再附"])
        if len(content) > LARGEST_EVIDENCE:
            raise LedgerRejected([f"{name} 超过 {LARGEST_EVIDENCE // 2**20} MB，请压缩后再附"])
        if not (content.startswith(_SIGNS[suffix]) and _holds_part(suffix, content)):
            raise LedgerRejected([f"{name} 的内容不是 {suffix} 文件"])
        digest = hashlib.sha256(content).hexdigest()
        self._write(self.path(digest), content)
        return name, digest

    def path(self, digest: str) -> Path:
        """Return where the file of a digest lies."""
        return self._folder / digest[:2] / digest

    def remove(self, digest: str) -> None:
        """Remove the file, where it is there."""
        self.path(digest).unlink(missing_ok=True)

    def _write(self, path: Path, content: bytes) -> None:
        if path.is_file():
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)


def _holds_part(suffix: str, content: bytes) -> bool:
    """Tell whether a zip is what its suffix says, without macros; nothing is unpacked."""
    if suffix not in _PARTS:
        return True
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return _PARTS[suffix] in names and not any(one.endswith("vbaProject.bin") for one in names)


def _plain(name: str) -> str:
    """Return the last part of a name, without what no file name should hold."""
    last = re.split(r"[/\\]", name)[-1]
    kept = re.sub(r'[\x00-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069\ud800-\udfff]', "", last).strip(
        " ."
    )
    stem, suffix = Path(kept).stem[:80], Path(kept).suffix[:10]
    return f"{stem}{suffix}"
