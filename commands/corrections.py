"""`zhiku correct`: how does a person confirm or put right what is known of a document?"""

import getpass
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from commands.context import (
    AsJson,
    Exit,
    Home,
    console,
    fail,
    print_indented,
    print_json,
    reporting,
    settings_for,
)
from corpus import (
    LABELS,
    CorpusError,
    Correction,
    Document,
    DocumentStore,
    Plain,
    active,
    as_read,
    label_of,
    plain,
)
from corpus import correct as keep_correction
from corpus import withdraw as keep_withdrawal
from corpus.structure import title_citation
from indexer import writing
from library.collection import FIELD_NAMES, done_in_words, plain_value, remark_on, value_in_words
from library.doubt_sheet import Answer, read_answers
from library.errors import SheetRejected
from search import open_store

__all__ = ["correct"]


def correct(
    document_id: Annotated[
        str, typer.Argument(metavar="编号", help="文件编号；用 --from 时不写")
    ] = "",
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="字段=值…", help=f"要更正的字段和值，可以给多个：{'、'.join(LABELS.values())}"
        ),
    ] = None,
    confirm: Annotated[
        list[str] | None,
        typer.Option(
            "--confirm",
            metavar="字段",
            help="确认这一项读得对，可以重复；核对过全文的写 正文",
        ),
    ] = None,
    withdraw: Annotated[
        list[str] | None,
        typer.Option("--withdraw", metavar="字段", help="撤回这一项的人工更正，可以重复"),
    ] = None,
    basis: Annotated[
        str,
        typer.Option("--basis", metavar="依据", help="凭什么这样更正，如 省政府公报2024年第3期"),
    ] = "",
    sheet: Annotated[
        Path | None,
        typer.Option("--from", metavar="文件", help="照填好的“待核实”表（.xlsx）逐行确认或更正"),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """人工确认或更正一份文件的著录（状态、日期、机关等），以后重新导入也不会改回去。只给编号时列出现状。"""
    changing = bool(values or confirm or withdraw)
    if sheet:
        if document_id or changing:
            raise fail("用 --from 时不再写编号、字段和其他选项。", Exit.BAD_USAGE)
        _correct_from(sheet, basis.strip(), home, as_json=as_json)
        return
    if not document_id:
        raise fail("没有写出“编号”。", Exit.BAD_USAGE)
    if changing and not basis.strip():
        raise fail("请用 --basis 写明依据，例如 --basis 省政府公报2024年第3期。", Exit.BAD_USAGE)
    given = dict(map(_pair, values or ()))
    with reporting():
        settings = settings_for(home)
        if changing:
            with writing(settings.home, "更正著录"), open_store(settings) as store:
                _change(store, document_id, given, confirm or (), withdraw or (), basis.strip())
        with open_store(settings) as store:
            document, made = store.get(document_id), store.corrections(document_id)
        if as_json:
            print_json(_as_json(document, made))
        else:
            _print(console(), document, made)
            if changing:
                typer.echo("\n已保存。运行 zhiku reindex 后，检索结果随之更新。")


def _correct_from(sheet: Path, basis: str, home: Path | None, *, as_json: bool) -> None:
    """Do what the rows of a sheet say, all of it or nothing."""
    with reporting():
        settings, answers = settings_for(home), read_answers(sheet, basis)
        with writing(settings.home, "更正著录"), open_store(settings) as store, store.batch():
            for answer in answers:
                _answer(store, sheet, answer)
        if as_json:
            rows = [
                {"document_id": answer.document_id, "field": answer.field, "value": answer.value}
                for answer in answers
            ]
            print_json({"corrected": rows})
            return
        documents = len({answer.document_id for answer in answers})
        typer.echo(f"已按 {sheet.name} 确认或更正 {documents} 份文件的 {len(answers)} 处。")
        if answers:
            typer.echo("运行 zhiku reindex 后，检索结果随之更新。")


def _answer(store: DocumentStore, sheet: Path, answer: Answer) -> None:
    given = {} if answer.value is None else {answer.field: plain_value(answer.field, answer.value)}
    confirmed = [answer.field] if answer.value is None else []
    who, now = _signature()
    try:
        keep_correction(store, answer.document_id, given, answer.basis, who, now, confirmed)
    except CorpusError as error:
        raise SheetRejected(f"{sheet.name} 第 {answer.row} 行：{error}") from error


def _signature() -> tuple[str, datetime]:
    return getpass.getuser(), datetime.now().astimezone().replace(microsecond=0)


def _pair(words: str) -> tuple[str, Plain]:
    name, equals, value = words.partition("=")
    if not equals:
        raise fail(f"“{words}”应写成 字段=值，如 状态=现行有效。", Exit.BAD_USAGE)
    field = _field(name)
    return field, plain_value(field, value)


def _field(name: str) -> str:
    field = FIELD_NAMES.get(name.strip())
    if field is None:
        known = "、".join(LABELS.values())
        raise fail(f"没有“{name}”这个字段。可以更正的有：{known}。", Exit.BAD_USAGE)
    return field


def _change(
    store: DocumentStore, document_id: str, given: dict[str, Plain], confirmed: Sequence[str],
    withdrawn: Sequence[str], basis: str,
) -> None:  # fmt: skip
    who, now = _signature()
    with store.batch():
        if given or confirmed:
            names = list(map(_field, confirmed))
            keep_correction(store, document_id, given, basis, who, now, names)
        if withdrawn:
            fields = list(map(_field, withdrawn))
            keep_withdrawal(store, document_id, fields, basis, who, now)


def _as_json(document: Document, made: Sequence[Correction]) -> dict[str, Any]:
    return {
        "document_id": document.document_id,
        "values": {field: plain(getattr(document, field)) for field in LABELS},
        "doubts": [
            {"field": doubt.field, "value": doubt.value, "reason": doubt.reason}
            for doubt in document.doubts
        ],
        "corrected": sorted(active(made)),
        "history": [
            {"field": one.field, "value": one.value, "reading": one.reading, "basis": one.basis,
             "who": one.who, "made_at": one.made_at.isoformat(), "withdrawn": one.withdrawn}
            for one in made
        ],
    }  # fmt: skip


def _print(out: Console, document: Document, made: Sequence[Correction]) -> None:
    out.print(Text(title_citation(document.title, document.document_id), "bold cyan"))
    given, read = active(made), as_read(document, made)
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    for _ in "12":
        table.add_column(overflow="fold")
    for field in LABELS:
        value = document.kind.label if field == "kind" else value_in_words(document, field)
        table.add_row(
            label_of(field, document), Text(value), Text(remark_on(field, given, read), "cyan")
        )
    out.print(table)
    if document.doubts:
        out.print(Text(f"\n待核实（{len(document.doubts)} 处）", "bold yellow"))
    for doubt in document.doubts:
        label = label_of(doubt.field, document)
        print_indented(out, f"{label}：{doubt.value or '未载明'}（{doubt.reason}）", 2, "yellow")
    if made:
        out.print(Text("\n更正记录", "bold"))
    for one in made:
        print_indented(out, _told(document, one), 2, "dim")


def _told(document: Document, one: Correction) -> str:
    moment = one.made_at.isoformat(sep=" ", timespec="minutes")[:16]
    name = label_of(one.field, document)
    return f"{moment}  {one.who}  {name} {done_in_words(one)}；依据：{one.basis}"
