"""In which file is the ledger?"""

from typing import ClassVar

from library.errors import LedgerBroken
from library.private_file import PrivateFile

__all__ = ["LedgerFile"]


class LedgerFile(PrivateFile):
    """The database of a home's ledger; many write to it."""

    migrations: ClassVar[str] = "library.ledger"
    broken: ClassVar[type[Exception]] = LedgerBroken
    called: ClassVar[str] = "台账数据库"
    ahead: ClassVar[bool] = True
