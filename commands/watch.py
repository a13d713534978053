"""`zhiku watch`: how do files that arrive in a folder become findable by themselves?"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Annotated

import typer
import watchfiles

from commands.collection import run_import
from commands.context import Exit, Home, console, fail, reporting, settings_for
from commands.import_report import print_report
from commands.reindex import run_reindex
from commands.stopping import until_stopped
from corpus import CorpusError, ImportReport, files_under, is_hidden
from indexer import IndexerError, current
from library.collection import build_in_words, totals
from search import SearchError, Settings, is_behind

__all__ = ["Changes", "follow", "watch"]

Changes = Iterable[tuple[bool, Path]]
"""Paths that changed together; true where something is there now, false where it is gone."""

_SETTLED = 2_000  # milliseconds without a change, so that a file is copied before it is read
_AGAIN = 3_000  # milliseconds after which what could not be done is tried again


def watch(
    folders: Annotated[
        list[Path], typer.Argument(metavar="文件夹…", help="要看守的文件夹，可以给多个")
    ],
    poll: Annotated[
        bool, typer.Option("--poll", help="逐个查看而不等通知：网络共享文件夹收不到改动通知时用")
    ] = False,
    home: Home = None,
) -> None:
    """看守文件夹：新到和改动的文件自动导入、自动更新索引，按 Ctrl+C 结束。"""
    with reporting():
        for folder in folders:
            if not folder.is_dir():
                raise fail(f"没有“{folder}”这个文件夹。请核对路径。", Exit.BAD_USAGE)
        settings = settings_for(home)
        _say(f"正在看守 {'、'.join(map(str, folders))}，按 Ctrl+C 结束。")
        with until_stopped("已停止看守。已导入的都已存好。") as stop:
            batches = _watched(folders, stop, poll=poll)
            follow(batches, folders, lambda paths: _take_in(settings, paths))


def follow(
    batches: Iterable[Changes], first: Iterable[Path], take_in: Callable[[list[Path]], None]
) -> None:
    """Take in `first`, then what each batch brings; what cannot be done now waits.

    An empty batch is the moment to try again. A hindrance is told once, not at every try. Nothing
    is read before the first batch: by then changes are noticed, so that none falls in between.
    """
    waiting, hindrance = set(first), ""
    for batch in batches:
        waiting |= {path for there, path in batch if there}
        gone = sorted(path for there, path in batch if not there and not path.exists())
        if gone:
            names = "、".join(path.name for path in gone[:5])
            more = f"等 {len(gone)} 个" if len(gone) > 5 else ""
            _say(f"{names}{more}已不在文件夹里。库中仍保留，要移出请用 zhiku remove。")
        if waiting:
            try:
                take_in(sorted(waiting))
            except (CorpusError, IndexerError, SearchError, OSError) as error:
                if str(error) != hindrance:
                    _say(f"稍后再试：{error}")
                hindrance = str(error)
            else:
                waiting, hindrance = set(), ""


def _watched(folders: Iterable[Path], stop: Event, *, poll: bool) -> Iterator[Changes]:
    found = watchfiles.watch(
        *folders,
        watch_filter=_is_document,
        debounce=_SETTLED,
        step=_SETTLED // 4,
        rust_timeout=_AGAIN,
        yield_on_timeout=True,
        force_polling=poll or None,
        stop_event=stop,
    )
    for changes in found:
        yield [(change is not watchfiles.Change.deleted, Path(path)) for change, path in changes]


def _is_document(_: watchfiles.Change, path: str) -> bool:
    return not is_hidden(Path(path).name)


def _take_in(settings: Settings, paths: list[Path]) -> None:
    """Import the files and, where the collection changed, bring the index up to date."""
    report = run_import(settings, list(dict.fromkeys(files_under(paths))), quiet=True)
    _print(report)
    if is_behind(settings) or (report.outcomes and current(settings.home) is None):
        built, notices = run_reindex(settings, quiet=True)
        for sentence in (build_in_words(built), *notices):
            _say(sentence)


def _print(report: ImportReport) -> None:
    if report.outcomes:
        print_report(console(), report)
        _say(totals(report))


def _say(sentence: str) -> None:
    now = datetime.now().astimezone()
    typer.echo(f"{now:%H:%M:%S}  {sentence}")
