"""How much memory do a program and its children hold at most, together?"""

import os
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

__all__ = ["Peak"]

_EVERY = 0.1  # seconds
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Peak:
    """Watches this process and all below it (Linux); sizes are resident bytes.

    `own` is the most that this process held, `below` the most that any other one held, `all`
    the most that they held at one moment.
    """

    def __init__(self) -> None:
        self.own = self.below = self.all = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(_EVERY):
            own = _resident(os.getpid())
            below = [_resident(pid) for pid in _below(os.getpid())]
            self.own = max(self.own, own)
            self.below = max([self.below, *below])
            self.all = max(self.all, own + sum(below))


def _below(pid: int) -> list[int]:
    """Return the children, and theirs."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(word) for task in tasks for word in (task / "children").read_text().split()]
    except OSError:  # it has just ended
        return []
    return children + [below for child in children for below in _below(child)]


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0
