"""Which browser is signed in as whom, and until when?"""

from collections.abc import Callable
from contextlib import suppress

from library.accounts.account_file import AccountFile
from library.accounts.records import Session
from library.accounts.secrets import digest_of, new_secret
from library.errors import AccountsBroken

__all__ = ["IDLE", "LONGEST", "Sessions"]

IDLE, LONGEST = 8 * 3600.0, 7 * 24 * 3600.0
"""Seconds that a session lasts without a request, and at most."""
_NOTED = 60.0  # seconds within which a further request is not written down
_FIELDS = "digest, user_id, created_at, seen_at, address, agent"


class Sessions:
    """The sessions; a token is given out once and only its SHA-256 is kept."""

    def __init__(self, file: AccountFile, now: Callable[[], float]) -> None:
        self._file, self._now = file, now

    def begin(self, user_id: int, address: str, agent: str) -> str:
        """Open a session and return its token; sessions that have run out are cleared away."""
        token, now = new_secret(), self._now()
        with self._file.batch():
            self._file.run(
                "DELETE FROM sessions WHERE seen_at < ? OR created_at < ?",
                now - IDLE, now - LONGEST,
            )  # fmt: skip
            self._file.run(
                f"INSERT INTO sessions ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608 - ours
                digest_of(token), user_id, now, now, address, agent[:200],
            )  # fmt: skip
        return token

    def find(self, token: str) -> Session | None:
        """Return the open session of a token, None where there is none or it has run out."""
        query = f"SELECT {_FIELDS} FROM sessions WHERE digest = ?"  # noqa: S608 - our words
        rows = self._file.rows(query, digest_of(token))
        if not rows:
            return None
        session, now = Session(*rows[0]), self._now()
        if now - session.seen_at > IDLE or now - session.created_at > LONGEST:
            return None
        if now - session.seen_at > _NOTED:
            with suppress(AccountsBroken):  # a full disk must not keep anybody from reading
                self._file.run(
                    "UPDATE sessions SET seen_at = ? WHERE digest = ?", now, session.digest
                )
        return session

    def of(self, user_id: int) -> list[Session]:
        """Return the open sessions of a user, the last used first."""
        now = self._now()
        rows = self._file.rows(
            f"SELECT {_FIELDS} FROM sessions WHERE user_id = ? AND seen_at >= ?"  # noqa: S608
            " AND created_at >= ? ORDER BY seen_at DESC",
            user_id, now - IDLE, now - LONGEST,
        )  # fmt: skip
        return [Session(*row) for row in rows]

    def end(self, user_id: int, digest: str) -> None:
        """End one session of a user."""
        self._file.run("DELETE FROM sessions WHERE user_id = ? AND digest = ?", user_id, digest)

    def end_others(self, user_id: int, digest: str) -> None:
        """End every session of a user but one."""
        self._file.run("DELETE FROM sessions WHERE user_id = ? AND digest != ?", user_id, digest)
