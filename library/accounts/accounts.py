"""Through which one door do pages and commands reach the accounts?"""

import time
from collections.abc import Callable
from pathlib import Path

from corpus.closing import Closing
from library.accounts.account_file import AccountFile
from library.accounts.history import History
from library.accounts.passwords import Passwords, fold_name
from library.accounts.records import Actor, Session, User
from library.accounts.saved_searches import SavedSearches
from library.accounts.sessions import Sessions
from library.accounts.throttling import Throttle
from library.accounts.tokens import Tokens
from library.accounts.trail import Trail
from library.accounts.users import Users
from library.errors import SignInRefused, UnknownUser

__all__ = ["Accounts"]


class Accounts(Closing):
    """Users, their sessions, tokens and searches, and the audit log, in one file.

    Threads may share it. Everything raises AccountsBroken where the file cannot be used.
    """

    def __init__(
        self,
        path: Path,
        *,
        passwords: Passwords | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        """Open the file of a home, `Settings.accounts`, making it where there is none."""
        self._file, self._now = AccountFile(path), now
        self._passwords = passwords or Passwords()
        self._throttle = Throttle(self._file, now)
        self.trail = Trail(self._file, now)
        self.users = Users(self._file, self._passwords, self.trail, now)
        self.sessions = Sessions(self._file, now)
        self.tokens = Tokens(self._file, self.trail, now)
        self.history = History(self._file, now)
        self.searches = SavedSearches(self._file, self.trail, now)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def audit(
        self, actor: Actor, action: str, subject: str, before: object = None, after: object = None
    ) -> None:
        """Note that somebody did something to something; what JSON can say is kept of it."""
        self.trail.add(actor, action, subject, before, after)

    def sign_in(self, name: str, password: str, address: str) -> User:
        """Return who has this name and password; raise SignInRefused, which tells nothing more.

        An unknown name costs the same time and the same delays as a wrong password.
        """
        folded = fold_name(name)
        if wait := self._throttle.attempt(folded, address):
            raise SignInRefused(f"试错的次数太多，请在 {wait} 秒后再试。", wait)
        user, kept = self._kept(folded)
        if not self._passwords.fits(kept, password) or user is None or kept is None:
            self.audit(Actor(name.strip()[:40], address), "登录失败", name.strip()[:40])
            raise SignInRefused("用户名或口令不对。请核对大小写和输入法；忘记口令请找管理员重设。")
        self._throttle.succeeded(folded, address)
        if user.disabled:
            self.audit(Actor(user.name, address), "登录失败", user.name, after={"停用": True})
            raise SignInRefused("这个账户已停用，请联系管理员。")
        self._note_sign_in(user, self._passwords.renewed(kept, password), address)
        return user

    def check_password(self, user: User, password: str, address: str) -> None:
        """Make sure that it is the person who asks; raise SignInRefused, with the same delays."""
        folded = fold_name(user.name)
        if wait := self._throttle.attempt(folded, address):
            raise SignInRefused(f"试错的次数太多，请在 {wait} 秒后再试。", wait)
        if not self._passwords.fits(self._kept(folded)[1], password):
            raise SignInRefused("现在的口令不对。")
        self._throttle.succeeded(folded, address)

    def reset_password(self, actor: Actor, user: User, password: str, *, temporary: bool) -> None:
        """Set another's password, and let them try it at once; raise AccountRejected."""
        self.users.set_password(actor, user, password, temporary=temporary)
        self._throttle.forget(fold_name(user.name))

    def by_session(self, token: str) -> tuple[User, Session] | None:
        """Return who is signed in with a session's token, None for nobody."""
        session = self.sessions.find(token)
        user = self._able(session.user_id) if session else None
        return (user, session) if user and session else None

    def by_token(self, secret: str) -> User | None:
        """Return whose API token it is, None for nobody's."""
        owner = self.tokens.owner(secret)
        return self._able(owner) if owner is not None else None

    def _able(self, user_id: int) -> User | None:
        try:
            user = self.users.get(user_id)
        except UnknownUser:
            return None
        return None if user.disabled else user

    def _kept(self, folded: str) -> tuple[User | None, str | None]:
        rows = self._file.rows("SELECT user_id, password FROM users WHERE folded = ?", folded)
        return (self.users.get(rows[0][0]), str(rows[0][1])) if rows else (None, None)

    def _note_sign_in(self, user: User, renewed: str | None, address: str) -> None:
        with self._file.batch():
            self._file.run(
                "UPDATE users SET signed_in_at = ?, password = coalesce(?, password)"
                " WHERE user_id = ?",
                self._now(), renewed, user.user_id,
            )  # fmt: skip
            self.audit(Actor(user.name, address), "登录", user.name)
