"""Where do a department's own words lie, and what were they before?

Beside each file lie its last versions, in `words/`; what somebody wrote by hand is kept too once
it is replaced here.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock

from indexer import LexiconBroken, WordSheet, decode_words
from indexer.files import write_whole
from library.errors import WordsChanged, WordsRejected

__all__ = ["Earlier", "WordFile", "Words"]

_FOLDER, _LOCK = "words", ".lock"
_KEPT = 20
_STAMP = "%Y%m%d-%H%M%S-%f"
_LONGEST_WAIT = 10.0


@dataclass(frozen=True, slots=True)
class Words:
    """The text of a file, and what tells this version of it from any other.

    `fault` says in Chinese that it is no UTF-8; unknown signs stand in the text then.
    """

    text: str
    version: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier version: its name, until when it stood (seconds since 1970), and its lines."""

    name: str
    until: float
    lines: int


class WordFile:
    """One of the two files of a home; it need not be there."""

    def __init__(self, path: Path, sheet: WordSheet) -> None:
        self.path, self.sheet = path, sheet
        self._folder = path.parent / _FOLDER
        self._names = re.compile(rf"{re.escape(path.stem)}-(\d{{8}}-\d{{6}}-\d{{6}})\.tsv")

    def read(self) -> Words:
        """Return what stands in the file; raise LexiconBroken where it cannot be opened."""
        content = self._content()
        try:
            return Words(decode_words(content, self.path), _version(content))
        except LexiconBroken as error:
            return Words(content.decode("utf-8-sig", "replace"), _version(content), error.told)

    def save(self, text: str, version: str) -> None:
        """Replace what was read as `version`, which is kept; raise WordsChanged where it is gone.

        A reader sees the old file or the new one, whole.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder / _LOCK, timeout=_LONGEST_WAIT):
            content = self._content()
            if _version(content) != version:
                raise WordsChanged
            if content:
                name = f"{self.path.stem}-{datetime.now().astimezone():{_STAMP}}.tsv"
                write_whole(self._folder / name, content)
            write_whole(self.path, text.encode())
            for name in self._kept()[_KEPT:]:
                (self._folder / name).unlink(missing_ok=True)

    def earlier(self) -> list[Earlier]:
        """Return the versions that are kept, the latest first."""
        return [
            Earlier(name, _moment(match[1]), len((self._folder / name).read_bytes().splitlines()))
            for name in self._kept()
            if (match := self._names.fullmatch(name))
        ]

    def earlier_text(self, name: str) -> str:
        """Return the text of an earlier version; raise WordsRejected where it is not kept."""
        if name not in self._kept():
            raise WordsRejected(["这个版本已经不在了，请从列出的版本中选"])
        return decode_words((self._folder / name).read_bytes(), self.path)

    def _content(self) -> bytes:
        try:
            return self.path.read_bytes() if self.path.exists() else b""
        except OSError as error:
            advice = "请检查文件和权限。"
            raise LexiconBroken(self.path, 0, f"打不开（{error.strerror}）", advice) from error

    def _kept(self) -> list[str]:
        """Return the names of the earlier versions, the latest first."""
        if not self._folder.is_dir():
            return []
        names = (path.name for path in self._folder.iterdir())
        return sorted((name for name in names if self._names.fullmatch(name)), reverse=True)


def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _moment(stamp: str) -> float:
    return datetime.strptime(stamp, _STAMP).astimezone().timestamp()
