"""`zhiku cite`: does a draft cite what exists and holds, and does it quote it right?"""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from commands.context import (
    DAYS,
    AsJson,
    Exit,
    Home,
    console,
    day_of,
    fail,
    print_indented,
    print_json,
    reporting,
    settings_for,
)
from corpus.normalise import visible
from corpus.readers import read_file
from library.citations import Checked, CitationChecker, Report, Verdict, report_json
from library.editions import Op
from search import open_service

__all__ = ["cite"]

_BAD = frozenset({Verdict.NO_ARTICLE, Verdict.NO_PART, Verdict.MISMATCH, Verdict.ENDED})


def cite(
    file: Annotated[
        Path | None, typer.Argument(metavar="文件", help="要核对的稿子：文本、Markdown 或 Word")
    ] = None,
    text: Annotated[str, typer.Option(metavar="文字", help="直接给出要核对的文字")] = "",
    as_of: Annotated[
        datetime | None,
        typer.Option("--as-of", metavar="日期", formats=DAYS, help="按哪一天的时效，默认今天"),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """核对一份稿子引用的文件和条款是否存在、是否现行，引文有没有出入。有不妥时退出码为 1。"""
    if (file is None) == (not text):
        raise fail("请给出一个文件，或者用 --text 给出文字，两者取一。", Exit.BAD_USAGE)
    with reporting():
        service = open_service(settings_for(home))
        draft = read_file(file).text if file else text
        report = CitationChecker(service).check(draft, day_of(as_of))
        if as_json:
            print_json(report_json(report))
        else:
            _print(console(), report)
        if not all(one.sound for one in report.checked):
            raise typer.Exit(Exit.NOTHING_FOUND)


def _print(out: Console, report: Report) -> None:
    if not report.checked:
        out.print("没有找到引用的文件或条款。")
        return
    for one in report.checked:
        _print_one(out, one)
    counts = (f"{v.label} {n}" for v, n in report.counts.items() if n)
    misquoted = f"；引文不符 {report.misquoted}" if report.misquoted else ""
    total = f"\n共 {len(report.checked)} 处：{'，'.join(counts)}{misquoted}。"
    out.print(Text(f"{total}时效截至 {report.as_of}，索引版本 {report.generation}。"))


def _print_one(out: Console, one: Checked) -> None:
    colour = "green" if one.sound else "red" if one.verdict in _BAD else "yellow"
    shown = visible(one.text).replace("\n", " ")
    inferred = f"（{one.cited.name.title or one.cited.name.number}）" if one.cited.inferred else ""
    out.print(Text(f"{one.verdict.label}  {shown}{inferred}", style=colour))
    if one.successor:
        print_indented(out, f"→ 《{one.successor.title}》 {one.successor.doc_no or ''}", 4)
    for note in one.notes:
        print_indented(out, note, 4, "dim")
    if one.quote is None:
        return
    words = {True: "引文相符。", False: "引文不符。", None: ""}[one.quote.agrees] + one.quote.note
    print_indented(out, words, 4, "red" if one.misquoted else "dim")
    marks = {Op.SAME: "{}", Op.DELETED: "［原文：{}］", Op.INSERTED: "［引文：{}］"}
    if one.quote.pieces:
        shown = "".join(marks[piece.op].format(piece.text) for piece in one.quote.pieces)
        print_indented(out, visible(shown), 6)
