"""In which file are users, sessions and the audit log?"""

from typing import ClassVar

from library.errors import AccountsBroken
from library.private_file import PrivateFile

__all__ = ["AccountFile"]


class AccountFile(PrivateFile):
    """The database of users, sessions and the audit log; many write to it."""

    migrations: ClassVar[str] = "library.accounts"
    broken: ClassVar[type[Exception]] = AccountsBroken
    called: ClassVar[str] = "账户数据库"
    ahead: ClassVar[bool] = True
