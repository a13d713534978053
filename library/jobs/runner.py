"""How is a job begun, watched and called off, when another process does it?

A job holds a lock of the operating system while it runs. So a job whose note says that it runs,
and whose lock is free, is gone; and there is one job of a home at a time, whoever began it.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from threading import Lock, Thread
from typing import Any

from filelock import FileLock, Timeout

from library.errors import JobBusy, UnknownJob
from library.jobs.job import Job, Kind, State

__all__ = ["Jobs", "job_lock"]

_ROOT = Path(__file__).parent.parent.parent
_ID = re.compile(r"\d{13}-[0-9a-f]{8}")
_BEGINS = 30.0
"""Seconds that a process may take to begin."""
_KEPT = 50
_GONE = "任务进程没有说明原因就结束了：可能被系统终止（内存不足），或者电脑重新启动过。"
_SAFE = {
    Kind.REHEARSAL: "试导入不写入任何东西，请重试。",
    Kind.IMPORT: "已经写入的部分不受影响，请再导入一次，没有变化的不会重复读取。",
    Kind.BACKUP: "以前的备份不受影响，请重试。",
    Kind.REINDEX: "原有索引照常使用，请重试。",
}


def job_lock(folder: Path) -> FileLock:
    """Return the lock that the one running job holds."""
    return FileLock(folder / "running.lock")


class Jobs:
    """The jobs of one home; threads may share it."""

    def __init__(self, home: Path) -> None:
        self._home, self._folder, self._lock = home, home / "jobs", Lock()

    def start(
        self, kind: Kind, subject: str, who: str, address: str = "",
        options: Mapping[str, Any] | None = None,
    ) -> Job:  # fmt: skip
        """Begin a job and return it; raise JobBusy where another one runs, OSError."""
        with self._lock:
            if busy := self.running():
                raise JobBusy(
                    f"{busy.who} 开始的“{busy.kind.value}”还在进行，同一时间只做一项。"
                    "请等它结束后再试，检索不受影响。"
                )
            self._folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            name = f"{time.time_ns() // 10**6:013}-{token_hex(4)}"
            job = Job(name, kind, subject, who, address, time.time(), dict(options or {}))
            job.write(self._place(name))
            self._spawn(job)
        return job

    def get(self, job_id: str) -> Job:
        """Return a job as it stands now; raise UnknownJob."""
        if not _ID.fullmatch(job_id):
            raise UnknownJob
        job = Job.read(self._place(job_id))
        if job.state.ended or self._lives(job):
            return job
        job = Job.read(self._place(job_id))  # it may have ended in between
        return job if job.state.ended else self._lost(job)

    def latest(self, kind: Kind | None = None, subject: str | None = None) -> Job | None:
        """Return the job that was begun last, of this kind and about this, None for none."""
        for path in sorted(self._folder.glob("*.json"), reverse=True):
            with suppress(UnknownJob):
                job = self.get(path.stem)
                if kind in {None, job.kind} and subject in {None, job.subject}:
                    return job
        return None

    def running(self) -> Job | None:
        """Return the one that has not ended, None for none."""
        job = self.latest()
        return None if job is None or job.state.ended else job

    def cancel(self, job_id: str) -> None:
        """Ask a job to stop; what it has done so far is as safe as with Ctrl+C."""
        job = self.get(job_id)
        if job.state is State.RUNNING and job.pid:
            self._called_off(job_id).touch()
            with suppress(ProcessLookupError):
                os.kill(job.pid, signal.SIGTERM)

    def _spawn(self, job: Job) -> None:
        """Start the process; it goes on where the server ends, and its errors are in a log."""
        command = [sys.executable, "-P", "-m", "library.jobs", str(self._home), job.job_id]
        paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
        with self._place(job.job_id).with_suffix(".log").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 - our own program
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment,
                start_new_session=True,
            )  # fmt: skip
        Thread(target=self._reap, args=(process, job.job_id), daemon=True).start()

    def _reap(self, process: "subprocess.Popen[bytes]", job_id: str) -> None:
        """Note the end of a process that could not do so itself."""
        process.wait()
        with suppress(UnknownJob, OSError):
            job = Job.read(self._place(job_id))
            if not job.state.ended:
                self._lost(job).write(self._place(job_id))

    def _lives(self, job: Job) -> bool:
        if job.state is State.WAITING:
            return time.time() - job.created_at < _BEGINS
        try:
            with job_lock(self._folder).acquire(timeout=0):
                return False
        except Timeout:
            return True

    def _lost(self, job: Job) -> Job:
        if self._called_off(job.job_id).exists():
            return job.ended(State.CANCELLED, f"已取消。{_SAFE[job.kind]}", time.time())
        return job.ended(State.INTERRUPTED, _GONE + _SAFE[job.kind], job.heard_at or time.time())

    def _place(self, job_id: str) -> Path:
        return self._folder / f"{job_id}.json"

    def _called_off(self, job_id: str) -> Path:
        return self._folder / f"{job_id}.cancel"

    def _sweep(self) -> None:
        for path in sorted(self._folder.glob("*.json"), reverse=True)[_KEPT:]:
            for ending in (".json", ".log", ".cancel"):
                path.with_suffix(ending).unlink(missing_ok=True)
