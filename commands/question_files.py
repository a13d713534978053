"""`zhiku questions import | export | template`: how do questions come in and go out as files?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from commands.context import AsJson, Exit, Home, fail, print_json, reporting, settings_for
from library.errors import UnknownItem
from library.questions import BankFile, ItemFilter, ItemState, ItemType, Origin
from library.questions.formats import (
    IMPORT_SUFFIXES,
    Basis,
    ClauseMatcher,
    Format,
    Matched,
    Row,
    question_bytes,
    read_questions,
)
from search import open_service

__all__ = ["QUESTION_FILES", "export", "import_questions", "template"]

_BY_SUFFIX = {
    ".xlsx": Format.EXCEL, ".csv": Format.CSV, ".gift": Format.GIFT, ".txt": Format.GIFT,
    ".xml": Format.MOODLE, ".zip": Format.QTI,
}  # fmt: skip
_TO = "、".join(_BY_SUFFIX)


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of one entry of a file."""

    place: str
    result: str
    basis: str
    citation: str
    note: str
    item_id: str = ""


def import_questions(
    path: Annotated[
        Path, typer.Argument(metavar="文件", help=f"题目文件：{'、'.join(IMPORT_SUFFIXES)}")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="试导入：照样逐题核对并报告，但什么也不写入")
    ] = False,
    person: Annotated[str, typer.Option(metavar="姓名", help="谁导入的，记入题目的经历")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """导入题目为草稿，逐题找出依据的条款，找不到的注明无依据。有不能用的题时退出码为 3。"""
    with reporting():
        settings = settings_for(home)
        rows = read_questions(path)
        matcher = ClauseMatcher(open_service(settings))
        matched = [row if row.draft is None else matcher.match(row) for row in rows]
        place = settings.questions if settings.questions.is_file() or not dry_run else None
        with BankFile(place) as bank:
            outcomes = [_outcome(bank, each, person, dry_run=dry_run) for each in matched]
        if as_json:
            print_json([_outcome_json(each) for each in outcomes])
        else:
            _print(outcomes, dry_run=dry_run)
        if any(each.result == "失败" for each in outcomes):
            raise typer.Exit(Exit.BROKEN)


def export(
    to: Annotated[Path, typer.Option("-o", "--to", metavar="文件", help=f"写到这个文件：{_TO}")],
    type_: Annotated[
        list[ItemType] | None,
        typer.Option("--type", metavar="题型", help=f"{'、'.join(ItemType)}，可以重复"),
    ] = None,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="主题", help="可以重复")
    ] = None,
    state: Annotated[
        list[ItemState] | None,
        typer.Option("--state", metavar="状态", help=f"{'、'.join(ItemState)}，可以重复"),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="文件已存在时覆盖")] = False,
    home: Home = None,
) -> None:
    """导出题目，格式由扩展名定：Excel、CSV、GIFT、Moodle XML（.xml）、QTI 2.1（.zip）。"""
    form = _BY_SUFFIX.get(to.suffix.lower())
    if form is None:
        raise fail(f"只能导出成 {_TO} 文件。", Exit.BAD_USAGE)
    if to.exists() and not overwrite:
        raise fail(f"{to} 已经存在。要覆盖请加 --overwrite。", Exit.BAD_USAGE)
    with reporting():
        wanted = ItemFilter(tuple(type_ or ()), tuple(topic or ()), tuple(state or ()))
        settings = settings_for(home)
        with BankFile(settings.questions if settings.questions.is_file() else None) as bank:
            items = [held.item for held in bank.items(wanted)]
        if not items:
            raise fail("没有符合条件的题目，没有写文件。", Exit.NOTHING_FOUND)
        to.write_bytes(question_bytes(items, form))
    typer.echo(f"已导出 {len(items)} 题到 {to}。")


def template(
    to: Annotated[Path, typer.Option("-o", "--to", metavar="文件", help="写到这个 .xlsx 文件")],
) -> None:
    """写出一份空的 Excel 模板，填好题目后用 import 导入。"""
    if to.suffix.lower() != ".xlsx" or to.exists():
        raise fail("请给出一个还没有的 .xlsx 文件名。", Exit.BAD_USAGE)
    from library.questions.formats.sheet import template_bytes  # noqa: PLC0415 - openpyxl is slow

    to.write_bytes(template_bytes())
    typer.echo(f"已写出 {to}。填好后运行 zhiku questions import {to}")


QUESTION_FILES = (("import", import_questions), ("export", export), ("template", template))
"""The commands by name, for the group `zhiku questions`."""


def _outcome(bank: BankFile, each: Row | Matched, person: str, *, dry_run: bool) -> _Outcome:
    if isinstance(each, Row):
        return _Outcome(each.place, "失败", "", "", each.problem)
    if dry_run:
        new = not _held(bank, each.item.item_id)
    else:
        new = bool(bank.add([each.item], origin=Origin.IMPORT, person=person))
    citation = "；".join(source.citation for source in each.item.sources)
    result = "新增" if new else "已有"
    return _Outcome(each.place, result, each.basis.value, citation, each.note, each.item.item_id)


def _held(bank: BankFile, item_id: str) -> bool:
    try:
        bank.item(item_id)
    except UnknownItem:
        return False
    return True


def _outcome_json(each: _Outcome) -> dict[str, str]:
    return {
        "place": each.place, "result": each.result, "basis": each.basis,
        "citation": each.citation, "note": each.note, "item_id": each.item_id,
    }  # fmt: skip


def _print(outcomes: Sequence[_Outcome], *, dry_run: bool) -> None:
    for each in outcomes:
        said = [each.place, each.result, each.basis, each.citation, each.note]
        typer.echo("  ".join(filter(None, said)))
    counts = Counter(each.result for each in outcomes)
    baseless = sum(each.basis == Basis.NONE for each in outcomes)
    told = "，".join(f"{name} {count}" for name, count in counts.items())
    tail = "。没有写入，这只是试导入" if dry_run else ""
    typer.echo(f"共 {len(outcomes)} 题：{told}；其中无依据 {baseless}{tail}。")
