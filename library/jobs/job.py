"""What is known of one job? Its state as it is kept in a file, and nothing that runs."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from indexer.files import write_whole
from library.errors import UnknownJob
from library.jobs.pace import Pace

__all__ = ["Job", "Kind", "State"]


class Kind(StrEnum):
    """What is done; the value is its name as people read it."""

    REHEARSAL = "试导入"
    IMPORT = "导入文件"
    REINDEX = "更新索引"
    BACKUP = "备份"


_UNITS = {Kind.REINDEX: "条", Kind.BACKUP: "MB"}
"""In what is counted that is no file."""


class State(StrEnum):
    """Where a job stands; the value is its name as people read it."""

    WAITING = "准备中"
    RUNNING = "进行中"
    DONE = "已完成"
    FAILED = "失败"
    CANCELLED = "已取消"
    INTERRUPTED = "已中断"
    """Its process is gone and did not say why: killed, or the machine went down."""

    @property
    def ended(self) -> bool:
        """Whether nothing more happens."""
        return self not in {State.WAITING, State.RUNNING}


@dataclass(frozen=True, slots=True)
class Job:
    """One job. `subject` is what it is about, `options` how it is to be done.

    Moments are seconds since 1970, UTC. `phase` is what is done now, `first` how much of it was
    done when it was first heard of.
    """

    job_id: str
    kind: Kind
    subject: str
    who: str
    address: str
    created_at: float
    options: Mapping[str, Any] = field(default_factory=dict)
    state: State = State.WAITING
    pid: int = 0
    phase: str = ""
    done: int = 0
    total: int = 0
    first: int = 0
    phase_at: float = 0.0
    heard_at: float = 0.0
    ended_at: float | None = None
    message: str = ""

    @classmethod
    def read(cls, path: Path) -> "Job":
        """Return what a file holds; raise UnknownJob."""
        try:
            kept = json.loads(path.read_text("utf-8"))
            return cls(**kept | {"kind": Kind(kept["kind"]), "state": State(kept["state"])})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UnknownJob from error

    def write(self, path: Path) -> None:
        """Keep it; raise OSError."""
        write_whole(path, json.dumps(asdict(self), ensure_ascii=False).encode())

    def advanced(self, phase: str, done: int, total: int, now: float) -> "Job":
        """Return it further on."""
        if phase != self.phase:
            return replace(
                self, phase=phase, done=done, total=total, first=done, phase_at=now, heard_at=now
            )
        return replace(self, done=done, total=total, heard_at=now)

    def ended(self, state: State, message: str, now: float) -> "Job":
        """Return it at its end."""
        return replace(self, state=state, message=message, ended_at=now)

    @property
    def progress(self) -> str:
        """How far it has come, in one sentence."""
        if not self.heard_at or not (self.phase or self.total):
            return "正在准备，几秒钟后开始。"
        if unit := _UNITS.get(self.kind):
            seconds = self.heard_at - self.phase_at
            return Pace(self.done, self.total, self.first, seconds).sentence(self.phase, unit)
        place = f"：{self.phase}" if self.done < self.total else ""
        return f"{self.kind.value} {self.done:,} / {self.total:,} 个文件{place}"
