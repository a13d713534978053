"""What was asked before, of the same generation on the same day, and what was the answer?

People turn back, reload and share addresses; a monitor asks the same thing all day.
"""

import threading
from collections import OrderedDict
from datetime import date

from search.results import SearchRequest, SearchResults

__all__ = ["Answers"]

Asked = tuple[str, date, SearchRequest]
"""Generation, day and request: with all three equal the answer is the same."""


class Answers:
    """The last answers, in bounded number; threads share it."""

    def __init__(self, most: int = 256) -> None:
        """Keep at most so many answers, each with the text of its hits."""
        self._most = most
        self._kept: OrderedDict[Asked, SearchResults] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, asked: Asked) -> SearchResults | None:
        """Return the answer, None where it is not kept."""
        with self._lock:
            found = self._kept.get(asked)
            if found is not None:
                self._kept.move_to_end(asked)
            return found

    def keep(self, asked: Asked, results: SearchResults) -> None:
        """Keep an answer; the one that was longest not asked for gives way."""
        with self._lock:
            self._kept[asked] = results
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
