"""Who has an account, and what may be changed about it, by whom, without locking all out?"""

import re
from collections.abc import Callable, Iterable

from library.accounts.account_file import AccountFile
from library.accounts.passwords import Passwords, fold_name
from library.accounts.records import Actor, User
from library.accounts.roles import Role
from library.accounts.trail import Trail
from library.errors import AccountRejected, UnknownUser

__all__ = ["Users"]

_NAME = re.compile(r"[\w.@·-]{1,40}")
_SELECT = (
    "SELECT user_id, name, disabled, temporary, created_at, signed_in_at,"
    " (SELECT group_concat(role) FROM roles WHERE roles.user_id = users.user_id) FROM users "
)


class Users:
    """The accounts; every change is in the audit log, in one transaction with it."""

    def __init__(
        self, file: AccountFile, passwords: Passwords, trail: Trail, now: Callable[[], float]
    ) -> None:
        self._file, self._passwords, self._trail, self._now = file, passwords, trail, now

    def all(self) -> list[User]:
        """Return every account in order of the names."""
        return [_user(row) for row in self._file.rows(f"{_SELECT} ORDER BY folded")]

    def get(self, user_id: int) -> User:
        """Return the account; raise UnknownUser."""
        rows = self._file.rows(f"{_SELECT} WHERE user_id = ?", user_id)
        if not rows:
            raise UnknownUser(user_id)
        return _user(rows[0])

    def named(self, name: str) -> User:
        """Return the account of that name, however it is typed; raise UnknownUser."""
        rows = self._file.rows(f"{_SELECT} WHERE folded = ?", fold_name(name))
        if not rows:
            raise UnknownUser(name)
        return _user(rows[0])

    def add(
        self,
        actor: Actor,
        name: str,
        password: str,
        roles: Iterable[Role],
        *,
        temporary: bool = False,
    ) -> User:
        """Add an account; raise AccountRejected for a name, password or roles that cannot be."""
        name, given = name.strip(), _some(roles)
        if not _NAME.fullmatch(name):
            raise AccountRejected(
                f"用户名“{name[:40]}”不能用：1 到 40 个汉字、字母、数字，可含 . _ - @，不含空格。"
            )
        kept = self._passwords.hash(name, password)
        with self._file.batch():
            if self._file.rows("SELECT 1 FROM users WHERE folded = ?", fold_name(name)):
                raise AccountRejected(f"已有名为“{name}”的用户，请换一个名字。")
            user_id = self._file.run(
                "INSERT INTO users (name, folded, password, temporary, created_at)"
                " VALUES (?, ?, ?, ?, ?)",
                name, fold_name(name), kept, int(temporary), self._now(),
            ).lastrowid  # fmt: skip
            self._put_roles(int(user_id or 0), given)
            self._trail.add(actor, "新增用户", name, after={"角色": sorted(given)})
        return self.named(name)

    def set_roles(self, actor: Actor, user: User, roles: Iterable[Role]) -> None:
        """Give other roles; raise AccountRejected for none, or no administrator left."""
        given = _some(roles)
        with self._file.batch():
            before = self.get(user.user_id)
            if given == before.roles:
                return
            if Role.ADMINISTRATOR not in given:
                self._keep_an_administrator(before)
            self._put_roles(user.user_id, given)
            told = ({"角色": sorted(before.roles)}, {"角色": sorted(given)})
            self._trail.add(actor, "改变角色", user.name, *told)

    def set_password(
        self, actor: Actor, user: User, password: str, *, temporary: bool = False
    ) -> None:
        """Set a password and end what is open in the name; raise AccountRejected.

        One given by somebody else is `temporary`, and API tokens made before it end too.
        """
        kept = self._passwords.hash(user.name, password)
        with self._file.batch():
            self._file.run(
                "UPDATE users SET password = ?, temporary = ? WHERE user_id = ?",
                kept, int(temporary), user.user_id,
            )  # fmt: skip
            self._end_all(user, tokens=actor.name != user.name)
            self._trail.add(actor, "重设口令" if actor.name != user.name else "修改口令", user.name)

    def disable(self, actor: Actor, user: User) -> None:
        """Let the person in no more, from now on; raise AccountRejected for the last of them."""
        with self._file.batch():
            if self.get(user.user_id).disabled:
                return
            self._keep_an_administrator(user)
            self._file.run("UPDATE users SET disabled = 1 WHERE user_id = ?", user.user_id)
            self._end_all(user, tokens=True)
            self._trail.add(actor, "停用用户", user.name, {"停用": False}, {"停用": True})

    def enable(self, actor: Actor, user: User) -> None:
        """Let the person in again."""
        with self._file.batch():
            if not self.get(user.user_id).disabled:
                return
            self._file.run("UPDATE users SET disabled = 0 WHERE user_id = ?", user.user_id)
            self._trail.add(actor, "启用用户", user.name, {"停用": True}, {"停用": False})

    def _put_roles(self, user_id: int, roles: Iterable[Role]) -> None:
        self._file.run("DELETE FROM roles WHERE user_id = ?", user_id)
        for role in roles:
            self._file.run("INSERT INTO roles (user_id, role) VALUES (?, ?)", user_id, role.value)

    def _keep_an_administrator(self, user: User) -> None:
        """Raise AccountRejected where nobody else could administer."""
        others = self._file.rows(
            "SELECT 1 FROM roles JOIN users USING (user_id)"
            " WHERE role = ? AND NOT disabled AND user_id != ?",
            Role.ADMINISTRATOR.value, user.user_id,
        )  # fmt: skip
        if Role.ADMINISTRATOR in user.roles and not user.disabled and not others:
            raise AccountRejected(
                f"“{user.name}”是最后一个可用的管理员，不能停用，也不能去掉管理员角色。"
                "请先让另一个用户成为管理员。"
            )

    def _end_all(self, user: User, *, tokens: bool) -> None:
        self._file.run("DELETE FROM sessions WHERE user_id = ?", user.user_id)
        if tokens:
            self._file.run(
                "UPDATE tokens SET revoked_at = ? WHERE user_id = ? AND revoked_at IS NULL",
                self._now(), user.user_id,
            )  # fmt: skip


def _some(roles: Iterable[Role]) -> frozenset[Role]:
    given = frozenset(roles)
    if not given:
        raise AccountRejected("至少要选一个角色。")
    return given


def _user(row: tuple[object, ...]) -> User:
    user_id, name, disabled, temporary, created_at, signed_in_at, roles = row
    known = {role.value for role in Role}
    held = frozenset(Role(role) for role in str(roles or "").split(",") if role in known)
    return User(
        int(str(user_id)), str(name), held, bool(disabled), bool(temporary),
        float(str(created_at)), None if signed_in_at is None else float(str(signed_in_at)),
    )  # fmt: skip
