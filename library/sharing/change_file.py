"""In which file is what changed?"""

from typing import ClassVar

from library.errors import ChangesBroken
from library.private_file import PrivateFile

__all__ = ["ChangeFile"]


class ChangeFile(PrivateFile):
    """The database of what changed from generation to generation."""

    migrations: ClassVar[str] = "library.sharing"
    broken: ClassVar[type[Exception]] = ChangesBroken
    called: ClassVar[str] = "变更记录的数据库"
