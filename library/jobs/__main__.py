"""What does the process of one job do? `python -m library.jobs HOME JOB`, begun by `Jobs`."""

import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from corpus import CorpusError, ImportInterrupted
from indexer import IndexerError
from library.accounts import Accounts, Actor
from library.errors import LibraryError
from library.jobs.job import Job, State
from library.jobs.runner import job_lock
from library.jobs.tasks import TASKS
from library.priority import yield_to_searches
from search import SearchError, Settings, read_settings

__all__ = ["Note", "ending", "main"]

_EVERY = 0.3
"""Seconds between two notes of the progress."""
_TAKES_OVER = 10.0
"""Seconds to wait for the lock; a look at it may hold it for a moment."""


class Note:
    """The file of the job, brought up to date as it goes on."""

    def __init__(self, path: Path) -> None:
        self._path, self.job, self._written = path, Job.read(path), 0.0

    def set(self, job: Job) -> None:
        """Keep the job as it stands now."""
        self.job = job
        job.write(self._path)

    def advance(self, phase: str, done: int, total: int) -> None:
        """Note the progress, now and then."""
        now = time.time()
        self.job = self.job.advanced(phase, done, total, now)
        if now - self._written >= _EVERY or done == total:
            self._written = now
            self.job.write(self._path)


def main(home: Path, job_id: str) -> None:
    """Do the job and note how it ended."""
    signal.signal(signal.SIGTERM, _stop)
    folder = home / "jobs"
    note = Note(folder / f"{job_id}.json")
    with job_lock(folder).acquire(timeout=_TAKES_OVER):
        note.set(replace(note.job, state=State.RUNNING, pid=os.getpid(), heard_at=time.time()))
        yield_to_searches()
        settings = read_settings(home)
        state, message = ending(settings, note)
        ended = note.job.ended(state, message, time.time())
        _audit(settings, ended)
        note.set(ended)


def ending(settings: Settings, note: Note) -> tuple[State, str]:
    """Do the job; return in which state it ended and what is said of it."""
    try:
        return State.DONE, TASKS[note.job.kind](settings, note.job, note.advance)
    except KeyboardInterrupt:
        return State.CANCELLED, "已取消，什么也没有改动。"
    except ImportInterrupted as error:
        kept = f"共 {error.total} 个文件，前 {error.kept} 个已处理完并存好，其余没有动"
        return State.CANCELLED, f"已取消：{kept}。再导入一次即可继续。"
    except (CorpusError, IndexerError, LibraryError, SearchError) as error:
        return State.FAILED, str(error)
    except OSError as error:
        traceback.print_exc()
        return State.FAILED, f"读写文件失败（{error.strerror}）。请检查磁盘空间和权限后重试。"
    except Exception as error:
        traceback.print_exc()
        name = type(error).__name__
        return State.FAILED, f"程序出错（{name}），详情在服务器的 jobs 文件夹。请告知管理员。"


def _audit(settings: Settings, job: Job) -> None:
    """Say in the audit log how it ended; that it was begun is there already."""
    with suppress(LibraryError), Accounts(settings.accounts) as accounts:
        ended = {"结果": job.state.value, "说明": job.message}
        accounts.audit(
            Actor(job.who, job.address), f"{job.kind.value}结束", job.subject, after=ended
        )


def _stop(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
