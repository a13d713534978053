"""In which file are experts and draws?"""

from typing import ClassVar

from library.errors import ExpertsBroken
from library.private_file import PrivateFile

__all__ = ["ExpertFile"]


class ExpertFile(PrivateFile):
    """The database of experts and draws; their contact data in it are encrypted."""

    migrations: ClassVar[str] = "library.experts"
    broken: ClassVar[type[Exception]] = ExpertsBroken
    called: ClassVar[str] = "专家库"
    ahead: ClassVar[bool] = True
