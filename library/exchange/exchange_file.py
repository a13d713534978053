"""In which file are interpretations and questions?"""

from typing import ClassVar

from library.errors import ExchangeBroken
from library.private_file import PrivateFile

__all__ = ["ExchangeFile"]


class ExchangeFile(PrivateFile):
    """The database of interpretations and questions; what is forgotten is gone at once."""

    migrations: ClassVar[str] = "library.exchange"
    broken: ClassVar[type[Exception]] = ExchangeBroken
    called: ClassVar[str] = "解读与问答的数据库"
