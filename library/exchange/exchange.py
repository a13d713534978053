"""Through which one door do pages and commands reach interpretations and questions?"""

import time
from collections.abc import Callable
from pathlib import Path

from library.exchange.enquiries import Enquiries
from library.exchange.exchange_file import ExchangeFile
from library.exchange.interpretations import Interpretations

__all__ = ["Exchange"]


class Exchange:
    """The interpretations and the questions of a home, in one file; threads may share it.

    Everything raises ExchangeBroken where the file cannot be used.
    """

    def __init__(self, path: Path | None = None, *, now: Callable[[], float] = time.time) -> None:
        """Open the file, `Settings.exchange`, making it where there is none; None is in memory."""
        self._file = ExchangeFile(path)
        self.interpretations = Interpretations(self._file, now)
        self.enquiries = Enquiries(self._file, now)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
