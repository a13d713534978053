"""What did a person search for lately? Kept for that person alone, and only while they want it."""

from collections.abc import Callable
from dataclasses import dataclass

from library.accounts.account_file import AccountFile

__all__ = ["MOST_REMEMBERED", "History", "PastSearch"]

MOST_REMEMBERED = 100


@dataclass(frozen=True, slots=True)
class PastSearch:
    """A search as it was last made: its parameters, when, and how many clauses it found."""

    asked: str
    at: float
    total: int


class History:
    """The last searches of each user; the same search again takes the place of the former."""

    def __init__(self, file: AccountFile, now: Callable[[], float]) -> None:
        self._file, self._now = file, now

    def add(self, user_id: int, asked: str, total: int) -> None:
        """Remember a search, unless the person does not want it; the oldest are forgotten."""
        if not self.is_on(user_id):
            return
        with self._file.batch():
            self._file.run(
                "INSERT INTO history (user_id, asked, at, total) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (user_id, asked) DO UPDATE"
                " SET at = excluded.at, total = excluded.total",
                user_id, asked, self._now(), total,
            )  # fmt: skip
            self._file.run(
                "DELETE FROM history WHERE user_id = ? AND asked NOT IN (SELECT asked"
                " FROM history WHERE user_id = ? ORDER BY at DESC, asked LIMIT ?)",
                user_id, user_id, MOST_REMEMBERED,
            )  # fmt: skip

    def of(self, user_id: int) -> list[PastSearch]:
        """Return the searches of a user, the last first."""
        query = "SELECT asked, at, total FROM history WHERE user_id = ? ORDER BY at DESC, asked"
        return [PastSearch(*row) for row in self._file.rows(query, user_id)]

    def clear(self, user_id: int) -> None:
        """Forget what the user searched for."""
        self._file.run("DELETE FROM history WHERE user_id = ?", user_id)

    def is_on(self, user_id: int) -> bool:
        """Tell whether the searches of a user are remembered; so they are at first."""
        return not self._file.rows("SELECT 1 FROM unrecorded WHERE user_id = ?", user_id)

    def switch(self, user_id: int, *, on: bool) -> None:
        """Remember the searches of a user from now on, or no longer; then what there is goes."""
        with self._file.batch():
            self._file.run("DELETE FROM unrecorded WHERE user_id = ?", user_id)
            if not on:
                self._file.run("INSERT INTO unrecorded (user_id) VALUES (?)", user_id)
                self.clear(user_id)
