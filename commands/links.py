"""`zhiku links`: what hangs together with a document or a clause, and what to review?"""

from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
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
from corpus import UnknownDocument
from corpus.structure import title_citation
from library.brief import BriefLinks
from library.cells import csv_bytes
from library.experts import ExpertDesk
from library.links import (
    DocumentLinks,
    Impact,
    Link,
    LinkLibrary,
    counted,
    impact_json,
    impact_of,
    impact_tables,
    links_json,
)
from library.papers import PaperDesk, PaperFile, PaperLinks
from library.questions import BankFile
from library.questions.linking import QuestionLinks
from library.thresholds import rows_in
from search import SearchService, open_service

__all__ = ["links"]

_SUFFIXES = (".csv", ".xlsx", ".md")


def links(
    name: Annotated[str, typer.Argument(metavar="编号", help="文件编号或条款编号")],
    impact: Annotated[
        bool, typer.Option("--impact", help="这份文件被替代、修改、废止以后，应当复核什么")
    ] = False,
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="文件", help="把复核清单写成 .xlsx、.csv 或 .md"),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """列出与一份文件或一条条款有关的引用、案例、义务、阈值、专业；或失效以后的复核清单。"""
    if export and (not impact or export.suffix.lower() not in _SUFFIXES):
        raise fail("--export 与 --impact 一起用，写成 .xlsx、.csv 或 .md 文件。", Exit.BAD_USAGE)
    with reporting(), ExitStack() as opened:
        settings = settings_for(home)
        service = open_service(settings)
        desk = opened.enter_context(ExpertDesk(settings, service))
        library = LinkLibrary(service, lambda: rows_in(settings.home), experts=desk)
        library.join(BriefLinks(settings.briefs))
        if settings.questions.is_file():
            bank = opened.enter_context(BankFile(settings.questions))
            papers = opened.enter_context(PaperFile(settings.papers))
            library.join(QuestionLinks(bank))
            library.join(PaperLinks(PaperDesk(bank, papers)))
        if impact:
            _show_impact(library, service, name, export, as_json=as_json)
            return
        found, shown = _found(library, name)
        if as_json:
            print_json(links_json(found, shown))
        else:
            _print(console(), found, shown)
        if not shown:
            raise typer.Exit(Exit.NOTHING_FOUND)


def _found(library: LinkLibrary, name: str) -> tuple[DocumentLinks, list[Link]]:
    """Return the links of what a name means, a document or a clause; raise UnknownDocument."""
    try:
        found = library.of_document(name)
    except UnknownDocument:
        found, links = library.of_clause(name)
        return found, list(links)
    return found, list(found.links)


def _print(out: Console, found: DocumentLinks, shown: list[Link]) -> None:
    names = {clause.address: clause.citation for clause in found.clauses}
    whole = title_citation(found.document.title, found.document.doc_no)
    for address, group in groupby(shown, key=lambda link: link.here):
        out.print(Text(f"\n{names.get(address) or whole}", style="bold cyan"))
        for link in group:
            note = f"（{link.note}）" if link.note else ""
            print_indented(out, f"{link.kind.label}  {link.relation}：{link.title}{note}", 2)
            if link.citation != link.title and link.citation != names.get(address):
                print_indented(out, link.citation, 4, "dim")
    counts = "，".join(f"{kind.label} {count}" for kind, count in counted(shown).items())
    out.print(f"\n{counts}。" if counts else "没有找到与它有关的引用、案例、义务或阈值。")


def _show_impact(
    library: LinkLibrary, service: SearchService, name: str, export: Path | None, *, as_json: bool
) -> None:
    found = impact_of(library, service, name)
    if not found.ended:
        raise fail("这份文件没有被替代、修改或废止，没有要复核的。", Exit.NOTHING_FOUND)
    if export:
        _write(export, found)
    if as_json:
        print_json(impact_json(found))
    else:
        _print_impact(console(), found)
        if export:
            typer.echo(f"复核清单已写入 {export}。")
    if not found.reviews:
        raise typer.Exit(Exit.NOTHING_FOUND)


def _print_impact(out: Console, found: Impact) -> None:
    out.print(Text(title_citation(found.old.title, found.old.doc_no), style="bold cyan"))
    out.print(f"{found.standing.status}：{found.standing.basis}。")
    if found.new:
        out.print(f"新文本：{title_citation(found.new.title, found.new.doc_no)}")
    if found.comparison:
        counts = found.comparison.counts
        told = "，".join(f"{change.label} {count}" for change, count in counts.items() if count)
        out.print(f"条款：{told}。")
    for urgency, group in groupby(found.reviews, key=lambda review: review.urgency):
        out.print(Text(f"\n{urgency.label}", style="bold"))
        for review in group:
            link = review.link
            print_indented(out, f"{link.kind.label}  {link.title}（{review.place}）", 2)
            print_indented(out, f"{review.why}。{link.citation}", 4, "dim")
    for line in found.aside:
        out.print(Text(line, style="dim"))
    out.print(f"\n共 {len(found.reviews)} 项要复核。")


def _write(path: Path, found: Impact) -> None:
    if path.suffix.lower() == ".csv":
        [table, *_] = impact_tables(found)
        path.write_bytes(csv_bytes(table.columns, table.rows))
        return
    from library.tables import write_tables  # noqa: PLC0415 - openpyxl is slow to load

    write_tables(path, impact_tables(found))
