"""What does every command share: options, the settings of a run, printing, exit codes?"""

import errno
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import IntEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.cells import cell_len
from rich.console import Console
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

from commands.wrapping import fold_text
from corpus import CorpusError, OriginalMissing, UnknownDocument
from indexer import IndexerError
from library.errors import (
    BriefRejected,
    LibraryError,
    MeasureRejected,
    UnknownBrief,
    UnknownWorks,
    WorksAmbiguous,
)
from search import QueryRejected, SearchError, Settings, read_settings

__all__ = [
    "DAYS",
    "AsJson",
    "Exit",
    "Home",
    "console",
    "day_of",
    "fail",
    "nothing_held",
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

_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹，请核对路径",
    errno.EACCES: "没有权限，请换一个位置或请管理员授权",
    errno.EPERM: "没有权限，请换一个位置或请管理员授权",
    errno.EROFS: "所在的磁盘是只读的，请换一个位置",
    errno.ENOSPC: "磁盘已满，请腾出空间后重试",
    errno.EISDIR: "这是文件夹，请写出文件名",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹，请核对路径",
    errno.EEXIST: "已有同名的文件或文件夹，请换一个名字",
}
"""What the operating system says in English, and what to do."""

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序读取")]


class _Console(Console):
    """A console that folds Chinese, and lets `commands.running` end where the reader has gone."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print texts folded to the width of the terminal; elsewhere they are never broken."""
        if self.is_terminal:
            texts = [
                fold_text(one, self.width) if isinstance(one, Text) else one for one in objects
            ]
            super().print(*texts, **options)
        else:
            super().print(*objects, **options)

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


def nothing_held(settings: Settings) -> typer.Exit:
    """Say that the home holds no document yet, and return the exception that ends the command."""
    told = f"数据目录 {settings.home} 还没有收录文件。"
    return fail(
        f"{told}请先运行 zhiku init 装入自带文件，或用 zhiku import 导入。", Exit.NOTHING_FOUND
    )


def day_of(moment: datetime | None) -> date | None:
    """Return the day of what typer reads as a moment."""
    return moment.date() if moment else None


@contextmanager
def reporting() -> Iterator[None]:
    """Turn the product's errors into their Chinese message and exit code; no traceback."""
    try:
        yield
    except (BriefRejected, MeasureRejected, QueryRejected, UnknownWorks, WorksAmbiguous) as error:
        raise fail(str(error), Exit.BAD_USAGE) from error
    except (OriginalMissing, UnknownBrief, UnknownDocument) as error:
        raise fail(str(error), Exit.NOTHING_FOUND) from error
    except (CorpusError, IndexerError, LibraryError, SearchError) as error:
        raise fail(str(error), Exit.BROKEN) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "请检查磁盘空间和权限后重试")
        place = f"（{error.filename}）" if error.filename else ""
        raise fail(f"读写文件失败{place}：{reason}。", Exit.BROKEN) from error
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
    rows = list(fields)
    room = out.width - max((cell_len(name) for name, _ in rows), default=0) - 2
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    for name, value in rows:
        grid.add_row(name, fold_text(Text.assemble(value), room))
    out.print(grid)


def print_indented(out: Console, text: str, depth: int, style: str = "") -> None:
    """Print a line so that what wraps on a terminal stays under it; never cut elsewhere."""
    out.print(Text(" " * depth + text, style))
