"""Is it known of a job how far it is and how it ended, whatever happens to its process?"""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import ImportInterrupted
from library.accounts import AuditQuery
from library.errors import DeliveryRefused, JobBusy, UnknownJob
from library.jobs import Job, Jobs, Kind, State, __main__
from library.jobs.runner import job_lock
from search import Settings
from tests.accounts import open_accounts
from tests.homes import JOB, small_home

pytestmark = pytest.mark.once


HOLD = """
import sys, time
from pathlib import Path
from library.jobs.runner import job_lock
with job_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return small_home(tmp_path).home


def noted(home: Path, **values: object) -> Job:
    """Write a job that was begun just now, as a server would."""
    job = Job(JOB, Kind.REINDEX, "", "编辑", "", time.time())
    job = replace(job, **values)  # type: ignore[arg-type]
    job.write(home / "jobs" / f"{JOB}.json")
    return job


@contextmanager
def working(home: Path) -> Iterator["subprocess.Popen[str]"]:
    """Let another process hold the lock of the running job."""
    command = [sys.executable, "-c", HOLD, str(home / "jobs")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def ended(jobs: Jobs, job: Job) -> Job:
    """Wait for the end of a job."""
    for _ in range(600):
        job = jobs.get(job.job_id)
        if job.state.ended:
            return job
        time.sleep(0.1)
    raise AssertionError(job)


def test_a_job_runs_in_a_process_of_its_own_and_is_noted(home: Path) -> None:
    jobs = Jobs(home)
    job = ended(jobs, jobs.start(Kind.REINDEX, "只处理有变化的", "编辑", "10.0.0.8"))
    assert (job.state, job.message[:6]) == (State.DONE, "索引已更新：")
    assert job.pid > 0
    assert jobs.latest(Kind.REINDEX) == job
    assert jobs.running() is None
    with open_accounts(home) as accounts:
        entry = accounts.trail.entries(AuditQuery(action="更新索引结束"))[0]
    assert (entry.who, entry.address) == ("编辑", "10.0.0.8")
    assert json.loads(entry.after)["结果"] == "已完成"


def test_a_failure_is_told_in_chinese(tmp_path: Path) -> None:
    jobs = Jobs(tmp_path)
    job = ended(jobs, jobs.start(Kind.REINDEX, "", "编辑"))
    assert job.state is State.FAILED
    assert "还没有建立" in job.message


def test_files_that_are_gone_fail_the_job(home: Path) -> None:
    jobs = Jobs(home)
    job = ended(jobs, jobs.start(Kind.IMPORT, "f" * 32, "编辑"))
    assert (job.state, job.message[:7]) == (State.FAILED, "没有这一批文件")


@pytest.mark.parametrize(
    ("kind", "word"), [(Kind.REINDEX, "原有索引照常使用"), (Kind.IMPORT, "不会重复读取")]
)
def test_a_job_whose_process_is_gone_was_interrupted(home: Path, kind: Kind, word: str) -> None:
    noted(home, kind=kind, state=State.RUNNING, pid=1, heard_at=5.0)
    job = Jobs(home).get(JOB)
    assert (job.state, job.ended_at) == (State.INTERRUPTED, 5.0)
    assert word in job.message


def test_a_job_that_never_began_was_interrupted(home: Path) -> None:
    noted(home)
    assert Jobs(home).get(JOB).state is State.WAITING
    noted(home, created_at=time.time() - 60)
    assert Jobs(home).get(JOB).state is State.INTERRUPTED


def test_one_thing_is_done_at_a_time(home: Path) -> None:
    with working(home):
        noted(home, state=State.RUNNING)
        with pytest.raises(JobBusy, match="编辑 开始的“更新索引”还在进行"):
            Jobs(home).start(Kind.REHEARSAL, "", "另一个")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without a signal")
def test_a_job_is_called_off(home: Path) -> None:
    with working(home) as process:
        noted(home, state=State.RUNNING, pid=process.pid)
        Jobs(home).cancel(JOB)
        assert process.wait(10) == -signal.SIGTERM
    job = Jobs(home).get(JOB)
    assert (job.state, job.message[:4]) == (State.CANCELLED, "已取消。")


def test_what_has_ended_is_not_called_off(home: Path) -> None:
    Jobs(home).cancel(JOB)
    assert Jobs(home).get(JOB).state is State.DONE


@pytest.mark.parametrize("name", ["", "..", "../../zhiku", "x" * 20, "9" * 13 + "-deadbeef"])
def test_there_is_no_such_job(home: Path, name: str) -> None:
    with pytest.raises(UnknownJob):
        Jobs(home).get(name)


def test_a_damaged_note_is_no_job(home: Path) -> None:
    (home / "jobs" / f"{JOB}.json").write_text('{"kind": 1}')
    assert Jobs(home).latest() is None


@pytest.mark.parametrize(
    ("error", "state", "words"),
    [
        (KeyboardInterrupt(), State.CANCELLED, "什么也没有改动"),
        (ImportInterrupted(3, 5), State.CANCELLED, "前 3 个已处理完并存好"),
        (DeliveryRefused("甲.pdf", "太大"), State.FAILED, "甲.pdf：太大。"),
        (OSError(28, "No space left"), State.FAILED, "请检查磁盘空间"),
        (RuntimeError("secret"), State.FAILED, "程序出错（RuntimeError）"),
    ],
)
def test_every_ending_is_told(
    home: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, state: State, words: str
) -> None:
    def fail(*_: object) -> str:
        raise error

    monkeypatch.setattr(__main__, "TASKS", {Kind.REINDEX: fail})
    note = __main__.Note(home / "jobs" / f"{JOB}.json")
    found, message = __main__.ending(Settings(home), note)
    assert found is state
    assert words in message
    assert "secret" not in message


def test_the_progress_tells_rate_and_time_left() -> None:
    job = Job(JOB, Kind.REINDEX, "", "编辑", "", 0.0)
    assert job.progress == "正在准备，几秒钟后开始。"
    job = job.advanced("建立语义索引", 0, 3_000, 100.0)
    assert job.progress == "建立语义索引：0 / 3,000 条"
    job = job.advanced("建立语义索引", 1_000, 3_000, 110.0)
    assert job.progress == "建立语义索引：1,000 / 3,000 条，100 条/秒，约剩 20 秒"
    assert job.advanced("别的", 5, 9, 120.0).first == 5


def test_the_progress_of_an_import_names_the_file() -> None:
    job = Job(JOB, Kind.IMPORT, "", "编辑", "", 0.0).advanced("通知.docx", 1, 3, 100.0)
    assert job.progress == "导入文件 1 / 3 个文件：通知.docx"
    assert job.advanced("", 3, 3, 101.0).progress == "导入文件 3 / 3 个文件"


def test_the_lock_is_free_where_nothing_runs(home: Path) -> None:
    with job_lock(home / "jobs").acquire(timeout=0):
        pass
