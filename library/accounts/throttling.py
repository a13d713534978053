"""How long must somebody wait who got a password wrong, so that guessing leads nowhere?"""

from collections.abc import Callable
from dataclasses import dataclass

from library.accounts.account_file import AccountFile

__all__ = ["Limit", "Throttle"]

_FORGOTTEN = 24 * 3600.0  # seconds after which failures no longer count

_UNDO = "UPDATE failures SET count = count - 1, last = before WHERE subject = ?"


@dataclass(frozen=True, slots=True)
class Limit:
    """How many attempts are free, and how many seconds the growing delay never exceeds."""

    free: int
    longest: float


PER_USER = Limit(5, 300)
PER_ADDRESS = Limit(50, 60)  # a whole department may come from one address


class Throttle:
    """Counts attempts per user name and per address; the delay doubles with each."""

    def __init__(self, file: AccountFile, now: Callable[[], float]) -> None:
        self._file, self._now = file, now

    def attempt(self, folded_name: str, address: str) -> int:
        """Count an attempt before it is judged, and return 0; or the seconds still to wait.

        Counting first keeps many attempts at once from passing all together.
        """
        now = self._now()
        with self._file.batch():
            self._file.run("DELETE FROM failures WHERE last < ?", now - _FORGOTTEN)
            subjects = _subjects(folded_name, address)
            wait = max(self._wait(key, limit, now) for key, limit in subjects)
            if wait <= 0:
                for subject, _ in subjects:
                    self._count(subject, now)
        return int(-(-wait // 1)) if wait > 0 else 0

    def succeeded(self, folded_name: str, address: str) -> None:
        """Forget what counted against the name; take back the attempt from the address."""
        (user, _), (place, _) = _subjects(folded_name, address)
        with self._file.batch():
            self._file.run("DELETE FROM failures WHERE subject = ?", user)
            self._file.run(_UNDO, place)

    def forget(self, folded_name: str) -> None:
        """Let a user try again at once, whose password was given anew."""
        self._file.run("DELETE FROM failures WHERE subject = ?", f"user {folded_name}")

    def _wait(self, subject: str, limit: Limit, now: float) -> float:
        rows = self._file.rows("SELECT count, last FROM failures WHERE subject = ?", subject)
        if not rows or rows[0][0] < limit.free:
            return 0
        count, last = int(rows[0][0]), float(rows[0][1])
        delay: float = min(2.0 ** min(count - limit.free + 1, 20), limit.longest)
        return min(last + delay - now, delay)  # a clock set back must not lock anybody out

    def _count(self, subject: str, now: float) -> None:
        self._file.run(
            "INSERT INTO failures (subject, count, last, before) VALUES (?, 1, ?, ?)"
            " ON CONFLICT (subject) DO UPDATE"
            " SET count = count + 1, before = last, last = excluded.last",
            subject, now, now,
        )  # fmt: skip


def _subjects(folded_name: str, address: str) -> tuple[tuple[str, Limit], tuple[str, Limit]]:
    return (f"user {folded_name[:100]}", PER_USER), (f"address {address}", PER_ADDRESS)
