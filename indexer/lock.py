"""Who may write, when the command line and the web server share one data folder?"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from indexer.errors import BuildBusy

__all__ = ["writing"]

_LOCK, _HOLDER = "writer.lock", "writer.json"


@contextmanager
def writing(home: Path, purpose: str = "建立索引") -> Iterator[None]:
    """Hold the right to write below `home`; the operating system takes it from a dead process.

    Raises BuildBusy at once where another process, or another thread of this one, holds it.
    """
    home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BuildBusy(_busy(home)) from error
    try:
        # Beside the lock: a locked file cannot be read on Windows.
        since = datetime.now().astimezone().isoformat(sep=" ", timespec="seconds")
        holder = {"pid": os.getpid(), "purpose": purpose, "since": since}
        (home / _HOLDER).write_text(json.dumps(holder, ensure_ascii=False), "utf-8")
        yield
    finally:
        with suppress(OSError):
            (home / _HOLDER).unlink()
        lock.release()


def _busy(home: Path) -> str:
    try:
        holder = json.loads((home / _HOLDER).read_text("utf-8"))
        since = datetime.fromisoformat(holder["since"]).strftime("%Y-%m-%d %H:%M")
        who = f"进程 {holder['pid']} 自 {since} 起正在{holder['purpose']}"
    except (OSError, ValueError, KeyError, TypeError):  # between taking the lock and saying so
        who = "另一个进程正在写入"
    return f"{who}，同一时间只能有一个。请等它结束后再试，检索不受影响。（数据目录：{home}）"
