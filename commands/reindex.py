"""`zhiku reindex`: how do changed documents become findable?"""

from dataclasses import asdict
from typing import Annotated

import typer

from commands.build_progress import build_progress
from commands.context import AsJson, Home, print_json, reporting, settings_for
from indexer import BuildReport
from library.collection import build_in_words
from library.exchange import collect_published
from library.priority import yield_to_searches
from library.questions import reconsider_after_build
from search import Settings, rebuild

__all__ = ["reindex", "run_reindex"]


def reindex(
    full: Annotated[bool, typer.Option("--full", help="全部重建，不利用上一次的结果")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """为新增和改动的文件建立关键词索引和语义索引。期间旧索引照常服务；可随时中断、重来。"""
    with reporting():
        settings = settings_for(home)
        report, notices = run_reindex(settings, quiet=as_json, full=full)
        if as_json:
            print_json({**asdict(report), "notices": list(notices)})
            return
        typer.echo(build_in_words(report))
        for notice in notices:
            typer.echo(notice)


def run_reindex(
    settings: Settings, *, quiet: bool, full: bool = False
) -> tuple[BuildReport, tuple[str, ...]]:
    """Build and switch to a new generation, showing its progress unless `quiet`."""
    yield_to_searches()
    collect_published(settings)
    with build_progress(visible=not quiet) as advance:
        report, notices = rebuild(settings, full=full, progress=advance)
    return report, (*notices, *reconsider_after_build(settings))
