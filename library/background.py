"""How does long work go on while pages answer, and how far is it?"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus import CorpusError
from indexer import IndexerError
from library.errors import LibraryError
from search import SearchError

__all__ = ["Background", "Progress", "Work"]

_LOG = logging.getLogger(__name__)

Progress = Callable[[int, int], None]
"""Hears how much is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Work:
    """Something under way, or what became of it: `fault` says why it failed, in Chinese.

    `result` is what the work returned; `began` is in seconds since 1970.
    """

    name: str
    began: float
    running: bool = True
    done: int = 0
    total: int = 0
    fault: str = ""
    result: object = None


class Background:
    """One work at a time in a thread of its own, and the last one's outcome; threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.work: Work | None = None

    def start(self, name: str, work: Callable[[Progress], object]) -> bool:
        """Begin, and return whether it was; it is not where another work is under way."""
        with self._lock:
            if self.work and self.work.running:
                return False
            self.work = Work(name, time.time())
            self._thread = threading.Thread(target=self._run, args=(work,), daemon=True)
            self._thread.start()
            return True

    def wait(self, seconds: float) -> Work | None:
        """Return the work as it stands once it has ended, or after so many seconds."""
        if self._thread:
            self._thread.join(seconds)
        return self.work

    def _run(self, work: Callable[[Progress], object]) -> None:
        try:
            self._note(running=False, result=work(self._progress))
        except (CorpusError, IndexerError, LibraryError, SearchError) as error:
            self._note(running=False, fault=str(error))
        except OSError as error:
            _LOG.exception("后台工作失败")
            self._note(
                running=False, fault=f"读写文件失败（{error.strerror}），请检查磁盘空间和权限。"
            )
        except Exception:  # whatever it is, the page must not show it as under way for ever
            _LOG.exception("后台工作失败")
            self._note(running=False, fault="程序出错，已记入日志。请告知管理员。")

    def _progress(self, done: int, total: int) -> None:
        self._note(done=done, total=total)

    def _note(self, **values: object) -> None:
        if self.work:
            self.work = replace(self.work, **values)  # type: ignore[arg-type]
