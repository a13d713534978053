"""How far has a build come, how fast is it, and how long will it still take?

On a terminal a bar for each phase; elsewhere, in a log say, a line now and then.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from library.jobs import Pace

__all__ = ["Advance", "build_progress"]

Advance = Callable[[str, int, int], None]
"""Called with a phase, how much of it is done, and how much there is."""

_EVERY = 10.0
"""Seconds between two lines."""
_WORTH_TELLING = 1.0
"""Seconds after which it is said that a phase has ended."""


@contextmanager
def build_progress(*, visible: bool) -> Iterator[Advance]:
    """Show what is advanced on standard error."""
    console = Console(stderr=True)
    if not visible:
        yield lambda _phase, _done, _total: None
    elif console.is_terminal:
        with _bars(console) as progress:
            yield _Bars(progress)
    else:
        yield _Lines(time.monotonic)


def _bars(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=16),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
    )


class _Rate(ProgressColumn):
    """How many clauses are done in a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None or (task.total or 0) <= 1 else f"{speed:,.0f} 条/秒")


class _Bars:
    """A bar for each phase."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, phase: str, done: int, total: int) -> None:
        if phase not in self._tasks:
            self._tasks[phase] = self._progress.add_task(phase, total=total)
        self._progress.update(self._tasks[phase], completed=done, total=total)


class _Lines:
    """A line when a phase has lasted for some time, then at intervals and at its end."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._began: dict[str, tuple[float, int]] = {}
        self._told = clock()

    def __call__(self, phase: str, done: int, total: int) -> None:
        now = self._clock()
        began, first = self._began.setdefault(phase, (now, done))
        ended = done == total and now - began >= _WORTH_TELLING
        if done == first or (now - self._told < _EVERY and not ended):
            return
        self._told = now
        typer.echo(Pace(done, total, first, now - began).sentence(phase), err=True)
