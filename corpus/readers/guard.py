"""How is a file read so that neither a crash, a hang nor hunger for memory reaches us?

PDF, XML and HTML parsers are native code that meets files from anywhere. A child process reads
them under a limit of memory and time; it serves one file after another and is replaced when it
dies.
"""

import json
import subprocess
import sys
from pathlib import Path
from threading import Timer

from corpus.closing import Closing
from corpus.errors import UnreadableFile
from corpus.readers.port import RawText
from corpus.readers.recognition import BUSY
from corpus.records import Doubt, Place

__all__ = ["Guard"]

_PAGE_SECONDS, _PAGE_MEMORY = 120, 3 * 2**30
_STARTING = 60  # seconds; a busy machine loads the libraries slowly


class Guard(Closing):
    """Reads risky formats in a child process, started when first needed.

    `seconds` limit one file, or one page of it that is recognised; `memory` (bytes) the child's
    whole address space.
    """

    def __init__(self, seconds: float = 25, memory: int = 1536 * 2**20) -> None:
        self._seconds, self._memory = seconds, memory
        self._child: subprocess.Popen[str] | None = None
        self._scans: Guard | None = None

    def close(self) -> None:
        """Stop the children."""
        self._stop()
        if self._scans:
            self._scans.close()

    @property
    def scans(self) -> "Guard":
        """The guard of a second child, which recognises pages: it needs more of both."""
        if self._scans is None:
            self._scans = Guard(_PAGE_SECONDS, _PAGE_MEMORY)
        return self._scans

    def read(self, form: str, path: Path) -> RawText:
        """Return what the reader of the format `form` makes of `path`; raise UnreadableFile."""
        child = self._start()
        line, late = self._ask(child, json.dumps([form, str(path.resolve())]), self._seconds)
        if not line:
            self._stop()
            raise self._failure(path, late=late)
        answer = json.loads(line)
        if "reason" in answer:
            raise UnreadableFile(path, answer["reason"], answer["advice"])
        return RawText(
            answer["text"], answer["front"], tuple(answer["notes"]),
            tuple(Place(*place) for place in answer["places"]),
            tuple(Doubt(*doubt) for doubt in answer["doubts"]), answer["unread"],
        )  # fmt: skip

    def _start(self) -> subprocess.Popen[str]:
        if self._child is None or self._child.poll() is not None:
            self._stop()
            self._child = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "corpus.readers.worker", str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="ascii",
            )
            self._ask(self._child, "", _STARTING)  # it says that it is ready
        return self._child

    def _ask(self, child: subprocess.Popen[str], request: str, seconds: float) -> tuple[str, bool]:
        """Return one line of the child, '' where it died, and whether it died of being late."""
        line, late = self._line(child, request, seconds)
        while line.strip() == BUSY:
            line, late = self._line(child, "", seconds)
        return (line if line.endswith("\n") else ""), late

    def _line(self, child: subprocess.Popen[str], request: str, seconds: float) -> tuple[str, bool]:
        timer = Timer(seconds, child.kill)
        timer.start()
        try:
            if request and child.stdin:
                child.stdin.write(f"{request}\n")
                child.stdin.flush()
            line = child.stdout.readline() if child.stdout else ""
        except OSError:
            line = ""
        late = not timer.is_alive()
        timer.cancel()
        return line, late

    def _failure(self, path: Path, *, late: bool) -> UnreadableFile:
        if late:
            reason = f"读了 {self._seconds:g} 秒还没有读完，已放弃"
            return UnreadableFile(path, reason, "文件可能损坏或过于复杂，请拆分或另存后再导入。")
        return UnreadableFile(
            path, "读取时程序崩溃，文件可能已损坏", "请重新取得原件，或另存后再导入。"
        )

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:  # a request that the dead child never took
                    continue
        child.wait()
