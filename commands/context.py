"""What does every command share: options, the settings of a run, printing, exit codes?"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import IntEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Column, Table
from rich.text import Text

from commands.wrapping import fold
from corpus import CorpusError, OriginalMissing, UnknownDocument
from indexer import IndexerError
from library.errors import LibraryError
from search import QueryRejected, SearchError, Settings, read_settings

__all__ = [
    "DAYS",
    "AsJson",
    "Exit",
    "Home",
    "console",
    "day_of",
    "fail",
    "print_fields",
    "print_indented",
    "print_json",
    "progress_bar",
    "reporting",
    "settings_for",
]


class Exit(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    NOTHING_FOUND = 1
    BAD_USAGE = 2
    BROKEN = 3
    PIPE_CLOSED = 141
    """The reader of the output has gone; what a shell reports for SIGPIPE."""


Home = Annotated[
    Path | None,
    typer.Option(
        "--home",
        metavar="目录",
        help="数据目录；不给时用环境变量 ZHIKU_HOME，再不然用本系统的用户数据目录",
    ),
]
DAYS = ["%Y-%m-%d"]
"""How a day is written on the command line."""

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取")]


class _Console(Console):
    """A console that lets `commands.running` end the run where the reader has gone."""

    def on_broken_pipe(self) -> None:
        """Raise what rich turns into exit code 1, which here means that nothing was found."""
        raise BrokenPipeError


def console() -> Console:
    """Return the console for standard output; texts are literal, and not cut without a terminal."""
    return _Console(highlight=False, markup=False, soft_wrap=not Console().is_terminal)


def settings_for(home: Path | None) -> Settings:
    """Read the settings of this run; a wrong value ends the command."""
    try:
        return read_settings(home)
    except ValueError as error:
        raise fail(str(error), Exit.BAD_USAGE) from error


def print_json(value: object) -> None:
    """Print one JSON value, Chinese as it is."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def fail(message: str, code: Exit) -> typer.Exit:
    """Print the message to standard error and return the exception that ends the command."""
    typer.echo(message, err=True)
    return typer.Exit(code)


def day_of(moment: datetime | None) -> date | None:
    """Return the day of what typer reads as a moment."""
    return moment.date() if moment else None


@contextmanager
def reporting() -> Iterator[None]:
    """Turn the product's errors into their Chinese message and exit code; no traceback."""
    try:
        yield
    except QueryRejected as error:
        raise fail(str(error), Exit.BAD_USAGE) from error
    except (OriginalMissing, UnknownDocument) as error:
        raise fail(str(error), Exit.NOTHING_FOUND) from error
    except (CorpusError, IndexerError, LibraryError, SearchError) as error:
        raise fail(str(error), Exit.BROKEN) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"读写文件失败：{error.strerror or error}（{error.filename or '未知文件'}）。"
        raise fail(f"{message}请检查磁盘空间和权限后重试。", Exit.BROKEN) from error
    except KeyboardInterrupt as error:
        raise fail("已中断；已完成的部分不受影响，可以重新运行。", Exit.BROKEN) from error


@contextmanager
def progress_bar(*, visible: bool) -> Iterator[Progress]:
    """Show progress on standard error with rate and remaining time, where someone is watching."""
    columns = (
        TextColumn("{task.description}", table_column=Column(no_wrap=True, max_width=28)),
        BarColumn(bar_width=16),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=not visible) as progress:
        yield progress


def print_fields(out: Console, fields: Iterable[tuple[str, str | Text]]) -> None:
    """Print names and values in two columns; what is too long is folded, and nowhere cut."""
    if not out.is_terminal:
        for name, value in fields:
            out.print(Text.assemble(name, "  ", Text("； ").join(Text.assemble(value).split())))
        return
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in fields:
        grid.add_row(name, Text.assemble(value))
    out.print(grid)


def print_indented(out: Console, text: str, depth: int, style: str = "") -> None:
    """Print a line so that what wraps on a terminal stays under it; never cut elsewhere."""
    if out.is_terminal:
        folded = fold(text, out.width - depth)
        out.print(Padding(Text(folded, style), (0, 0, 0, depth), expand=False))
    else:
        out.print(Text(" " * depth + text, style))
