"""`zhiku cases list | show | stats | similar`: what do the accidents in the library teach?"""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated

import typer

from commands.case_files import export, import_cases, read, template
from commands.case_filters import CaseWords, filtered
from commands.case_printing import print_case, print_found, print_similar, print_statistics
from commands.chinese import ChineseCommand, ChineseGroup
from commands.context import AsJson, Exit, Home, console, print_json, reporting, settings_for
from library.cases import CaseFilter, CaseLibrary, CaseOrder, statistics
from library.cases.cases_json import case_json, found_json, similar_json, statistics_json
from search import open_service

__all__ = ["cases"]

cases = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    help="案例库：查找、统计、比较事故案例，读调查报告，导入导出表格。",
    no_args_is_help=True,
)
CaseId = Annotated[str, typer.Argument(metavar="编号", help="案例编号，见 zhiku cases list")]


@filtered
def list_(
    *,
    wanted: CaseFilter,
    words: CaseWords = None,
    order: Annotated[
        CaseOrder,
        typer.Option(metavar="次序", help="relevance 相关（默认）、date 日期、deaths 死亡人数"),
    ] = CaseOrder.RELEVANCE,
    limit: Annotated[
        int, typer.Option(min=1, max=1000, metavar="起数", help="最多显示几起，默认 50")
    ] = 50,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """列出事故案例，可以按词语查找、按各项筛选。没有找到时退出码为 1。"""
    with reporting():
        query = " ".join(words or ())
        found = _library(home).find(wanted, query, order)
        shown = found.cases[:limit]
        if as_json:
            print_json(found_json(found, shown, query, order))
        else:
            print_found(console(), found, shown)
        if not found.cases:
            raise typer.Exit(Exit.NOTHING_FOUND)


def show(case_id: CaseId, home: Home = None, as_json: AsJson = False) -> None:
    """显示一起事故：经过、等级的计算与对照、原因、教训、条款、来源和相近的案例。"""
    with reporting():
        library = _library(home)
        case, document = library.case(case_id)
        clauses, similar = library.clauses(case), library.similar(case_id, 3)
        if as_json:
            near = similar_json(case_id, similar)["similar"]
            print_json({**case_json(case, document, clauses), "similar": near})
        else:
            print_case(console(), case, document, clauses, similar)


@filtered
def stats(
    *, wanted: CaseFilter, words: CaseWords = None, home: Home = None, as_json: AsJson = False
) -> None:
    """按类型、等级、年月、地区、危大工程类别统计起数和死亡人数，并与上年同期比较。"""
    with reporting():
        chosen = _library(home).find(wanted, " ".join(words or ())).cases
        found = statistics(chosen, datetime.now().astimezone().date())
        if as_json:
            print_json(statistics_json(found))
        else:
            print_statistics(console(), found)
        if not chosen:
            raise typer.Exit(Exit.NOTHING_FOUND)


def similar(
    case_id: CaseId,
    limit: Annotated[int, typer.Option(min=1, max=50, metavar="起数", help="最多几起，默认 5")] = 5,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """找出与一起事故相近的案例，逐项说明相近在哪里。"""
    with reporting():
        library = _library(home)
        case, _ = library.case(case_id)
        found = library.similar(case_id, limit)
        if as_json:
            print_json(similar_json(case_id, found))
        else:
            print_similar(console(), case, found)
        if not found:
            raise typer.Exit(Exit.NOTHING_FOUND)


_COMMANDS: dict[str, Callable[..., None]] = {
    "list": list_,
    "show": show,
    "stats": stats,
    "similar": similar,
    "read": read,
    "template": template,
    "import": import_cases,
    "export": export,
}
for _name, _command in _COMMANDS.items():
    cases.command(_name, cls=ChineseCommand)(_command)


def _library(home: Home) -> CaseLibrary:
    """Return the library; what is wrong with the index is told, so that no case is missed."""
    service = open_service(settings_for(home))
    state = service.health()
    for problem in state.problems if state.searchable else ():
        typer.echo(problem, err=True)
    return CaseLibrary(service)
