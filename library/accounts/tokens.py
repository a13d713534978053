"""With which tokens do a person's programs call the API?"""

from collections.abc import Callable
from contextlib import suppress

from library.accounts.account_file import AccountFile
from library.accounts.records import Actor, Token, User
from library.accounts.secrets import digest_of, new_secret
from library.accounts.trail import Trail
from library.errors import AccountRejected, AccountsBroken

__all__ = ["Tokens"]

_PREFIX = "zhiku_"  # so that one that leaks is recognised
_MOST = 20
_NOTED = 60.0  # seconds within which a further use is not written down
_FIELDS = "token_id, user_id, name, created_at, used_at, revoked_at"


class Tokens:
    """The personal tokens; each is shown once and only its SHA-256 is kept."""

    def __init__(self, file: AccountFile, trail: Trail, now: Callable[[], float]) -> None:
        self._file, self._trail, self._now = file, trail, now

    def issue(self, actor: Actor, user: User, name: str) -> str:
        """Return a new token; raise AccountRejected for a name that is none, or too many."""
        name = " ".join(name.split())
        if not 1 <= len(name) <= 50:
            raise AccountRejected("请写明令牌的用途，1 到 50 个字，如“统计处同步程序”。")
        secret = _PREFIX + new_secret()
        with self._file.batch():
            if sum(token.revoked_at is None for token in self.of(user.user_id)) >= _MOST:
                raise AccountRejected(f"每人最多 {_MOST} 个令牌，请先撤销不用的。")
            self._file.run(
                "INSERT INTO tokens (user_id, name, digest, created_at) VALUES (?, ?, ?, ?)",
                user.user_id, name, digest_of(secret), self._now(),
            )  # fmt: skip
            self._trail.add(actor, "新建令牌", user.name, after={"用途": name})
        return secret

    def owner(self, secret: str) -> int | None:
        """Return whose token it is and note its use, None for one unknown or revoked."""
        rows = self._file.rows(
            "SELECT token_id, user_id, used_at FROM tokens"
            " WHERE digest = ? AND revoked_at IS NULL",
            digest_of(secret),
        )  # fmt: skip
        if not rows:
            return None
        (token_id, user_id, used_at), now = rows[0], self._now()
        if used_at is None or now - used_at > _NOTED:
            with suppress(AccountsBroken):  # a full disk must not keep anybody from reading
                self._file.run("UPDATE tokens SET used_at = ? WHERE token_id = ?", now, token_id)
        return int(user_id)

    def of(self, user_id: int) -> list[Token]:
        """Return the tokens of a user, the revoked too, the newest first."""
        query = f"SELECT {_FIELDS} FROM tokens WHERE user_id = ? ORDER BY token_id DESC"  # noqa: S608
        return [Token(*row) for row in self._file.rows(query, user_id)]

    def revoke(self, actor: Actor, user: User, token_id: int) -> None:
        """Make a token worthless; raise AccountRejected where the user has none such."""
        with self._file.batch():
            for token in self.of(user.user_id):
                if token.token_id == token_id and token.revoked_at is None:
                    statement = "UPDATE tokens SET revoked_at = ? WHERE token_id = ?"
                    self._file.run(statement, self._now(), token_id)
                    self._trail.add(actor, "撤销令牌", user.name, {"用途": token.name})
                    return
            raise AccountRejected(f"“{user.name}”没有编号为 {token_id} 的有效令牌。")
