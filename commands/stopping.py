"""How does Ctrl+C end a command that would go on for ever, at whatever moment it comes?"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import typer

__all__ = ["until_stopped"]


@contextmanager
def until_stopped(said: str) -> Iterator[Event]:
    """Yield what remembers that Ctrl+C was pressed; end quietly with `said` if it was.

    In a finaliser and in some moments of an import Python drops the exception that Ctrl+C raises;
    whoever goes on then finds the event set.
    """
    stop = Event()

    def interrupt(_number: int, _frame: object) -> None:
        stop.set()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield stop
    except KeyboardInterrupt:
        stop.set()
    finally:
        signal.signal(signal.SIGINT, before)
    if stop.is_set():
        typer.echo(said)
