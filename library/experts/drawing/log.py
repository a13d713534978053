"""Where does every step of every draw stand, so that none can be taken out or put in later?

    hash = SHA-256 of {"at","body_sha256","kind","number","previous","request_id"}

`previous` is the hash of the entry before, whatever request it belongs to; the first has 64 zeros.
Bodies are hashed apart: a record shows the bodies of its request alone, and of others their sums.
"""

import hashlib
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from library.errors import ExpertsBroken
from library.experts.drawing.canonical import canonical, digest, read_canonical
from library.experts.expert_file import ExpertFile

__all__ = ["START", "DrawLog", "Entry", "entry_hash"]

START = "0" * 64
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One step; `at` is in seconds since 1970."""

    number: int
    at: int
    request_id: str
    kind: str
    body: bytes
    previous: str
    hash: str

    @property
    def body_sha256(self) -> str:
        """The SHA-256 of the body in hex."""
        return hashlib.sha256(self.body).hexdigest()

    @property
    def value(self) -> Json:
        """The body as a value."""
        value: Json = read_canonical(self.body)
        return value


def entry_hash(entry: Mapping[str, Any]) -> str:
    """Return the hash of an entry as a record gives it."""
    names = ("at", "body_sha256", "kind", "number", "previous", "request_id")
    return digest({name: entry[name] for name in names})


class DrawLog:
    """The log of a pool; the database itself refuses to change or remove an entry."""

    def __init__(self, file: ExpertFile, now: Callable[[], float]) -> None:
        self._file, self._now = file, now

    def moment(self) -> int:
        """Return when an entry added now would be: never before the one that is last."""
        return max(int(self._now()), self._last()[1])

    def add(self, request_id: str, kind: str, body: Json, at: int) -> Entry:
        """Add a step, inside a `batch` of the file."""
        last, _, previous = self._last()
        number = last + 1
        content = canonical(body)
        head = {
            "number": number,
            "at": at,
            "request_id": request_id,
            "kind": kind,
            "body_sha256": hashlib.sha256(content).hexdigest(),
            "previous": previous,
        }
        entry = Entry(number, at, request_id, kind, content, previous, entry_hash(head))
        self._file.run(
            "INSERT INTO draw_log (number, at, request_id, kind, body, previous, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            number, at, request_id, kind, zlib.compress(content, 1), previous, entry.hash,
        )  # fmt: skip
        return entry

    def of(self, request_id: str) -> list[Entry]:
        """Return the steps of one request in order."""
        return self._entries("request_id = ? ORDER BY number", request_id)

    def between(self, first: int, last: int) -> list[Entry]:
        """Return the steps of all requests from one number to another."""
        return self._entries("number BETWEEN ? AND ? ORDER BY number", first, last)

    def of_kind(self, kind: str) -> list[Entry]:
        """Return the steps of one kind of all requests, in order."""
        return self._entries("kind = ? ORDER BY number", kind)

    def last_kinds(self) -> dict[str, str]:
        """Return the kind of the last step of each request."""
        query = (
            "SELECT request_id, kind FROM draw_log WHERE number IN"
            " (SELECT max(number) FROM draw_log GROUP BY request_id)"
        )
        return dict(self._file.rows(query))

    def request_ids(self) -> list[str]:
        """Return every request, the last first."""
        query = "SELECT request_id FROM draw_log GROUP BY 1 ORDER BY min(number) DESC"
        return [name for (name,) in self._file.rows(query)]

    def count(self) -> int:
        """Return how many steps there are."""
        return int(self._file.rows("SELECT count(*) FROM draw_log")[0][0])

    def _last(self) -> tuple[int, int, str]:
        """Return number, moment and hash of the last step, 0 and START where there is none."""
        rows = self._file.rows("SELECT number, at, hash FROM draw_log ORDER BY number DESC LIMIT 1")
        for number, at, hashed in rows:
            return number, at, hashed
        return 0, 0, START

    def _entries(self, where: str, *values: str | int) -> list[Entry]:
        query = "SELECT number, at, request_id, kind, body, previous, hash FROM draw_log WHERE "
        rows = self._file.rows(query + where, *values)
        try:
            return [
                Entry(number, at, own, kind, zlib.decompress(body), previous, hashed)
                for number, at, own, kind, body, previous, hashed in rows
            ]
        except zlib.error as error:
            raise ExpertsBroken("抽取日志已损坏，请恢复备份。") from error
