"""`zhiku show`: what does a document or clause say, and where does it stand?"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from commands.context import (
    DAYS,
    AsJson,
    Home,
    console,
    day_of,
    print_fields,
    print_indented,
    print_json,
    reporting,
    settings_for,
)
from corpus import Clause, Document, Kind, Status, label_of, place_of
from corpus.composing import DUTY_COLUMNS, tabulate_duties
from corpus.normalise import visible
from corpus.references import former_numbers
from corpus.structure import title_citation
from search import Dossier, Edition, clause_json, document_json, open_service

__all__ = ["show"]

_MOST = 10  # relations printed each way


def show(
    identity: Annotated[
        str, typer.Argument(metavar="编号", help="文件编号，或“文件编号:条款地址”")
    ],
    as_of: Annotated[
        datetime | None,
        typer.Option(
            "--as-of", metavar="日期", formats=DAYS, help="这一天的时效状态，不给时为今天"
        ),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """显示一份文件（元数据、时效、版本、关系和目录）或一个条款（原文和引用格式）。"""
    with reporting():
        service = open_service(settings_for(home))
        if ":" in identity:
            document, clause = service.clause(identity)
            dossier = service.dossier(document.document_id, day_of(as_of))
            if as_json:
                print_json(clause_json(document, clause, dossier))
            else:
                _print_clause(console(), document, clause, dossier)
            return
        document, clauses = service.document(identity)
        dossier = service.dossier(identity, day_of(as_of))
        if as_json:
            print_json(document_json(document, clauses, dossier))
        else:
            _print_document(console(), document, clauses, dossier)


def _print_clause(out: Console, document: Document, clause: Clause, dossier: Dossier) -> None:
    out.print(Text(clause.citation, style="bold cyan"))
    out.print(Text(" › ".join(clause.path), style="dim"))
    out.print(_standing(document, dossier))
    if place := place_of(document, clause.start):
        out.print(Text(f"原件{place}", style="dim"))
    out.print(Text("\n" + visible(clause.text) + "\n"))
    for defect in clause.defects:
        quote = visible(clause.text[max(0, defect.start - 6) : defect.end + 6]).replace("\n", " ")
        out.print(Text(f"注意：“…{quote}…” {defect.note}", style="yellow"))


def _print_document(
    out: Console, document: Document, clauses: Sequence[Clause], dossier: Dossier
) -> None:
    out.print(Text(document.title, style="bold cyan"))
    editions = (("其他版本", _brief(edition)) for edition in dossier.editions)
    standing = ("依据" if document.kind is Kind.CASE else "时效", _standing(document, dossier))
    print_fields(out, [*_facts(document), standing, *editions])
    for line in _warnings(document, dossier):
        out.print(Text(line, style="yellow"))
    for line in _relations(dossier):
        out.print(Text(line))
    out.print()
    if len(clauses) == 1 and not document.verbatim:  # the clause is all there is
        out.print(Text(f"{visible(clauses[0].text)}\n\n引用格式：{clauses[0].citation}"))
    for clause in clauses:
        out.print(Text(f"{clause.clause_id}  {' › '.join(clause.path)}"))
    _print_duties(out, document)


def _print_duties(out: Console, document: Document) -> None:
    """Print what a digest knows of each duty, and what is not verified."""
    rows = tabulate_duties(document.facts)
    if rows:
        out.print(Text(f"\n各项义务（{len(rows)} 项）", style="bold"))
    for article, duties in groupby(rows, itemgetter(0)):
        out.print(Text(article))
        for _, sentence, *particulars in duties:
            named = zip(DUTY_COLUMNS[2:], particulars, strict=True)
            print_indented(out, sentence, 2)
            print_indented(
                out, "；".join(f"{name}：{said}" for name, said in named if said), 4, "dim"
            )


def _facts(document: Document) -> Iterator[tuple[str, str | Text]]:
    """Yield the fields; those that few documents have are left out where they are not known."""
    always = (
        ("文号", document.doc_no),
        ("发文机关", document.issuer),
        ("地区", document.region),
        ("类别", document.kind.label),
        ("效力层级", document.level),
        (label_of("issued_on", document), document.issued_on),
        ("公布日期", document.published_on),
        ("来源", "\n".join(document.facts.get("sources", ())) or document.source),
    )
    seldom = (
        ("原令号", "、".join(former_numbers(document))),
        ("施行日期", document.effective_on),
        ("有效期至", document.expires_on),
        ("废止日期", document.repealed_on),
    )
    # What is composed of a record says itself what is unknown.
    shown = ((name, value) for name, value in always if value or document.verbatim)
    yield from ((name, str(value) if value else "未载明") for name, value in shown)
    yield from ((name, str(value)) for name, value in seldom if value)


def _standing(document: Document, dossier: Dossier) -> Text:
    standing = dossier.standing
    if document.kind is Kind.CASE:  # an accident has no standing
        return Text(dossier.ground, style="yellow")
    style = "green" if standing.status is Status.IN_FORCE else "yellow"
    return Text(f"{standing.status}：{dossier.ground}", style=style)


def _warnings(document: Document, dossier: Dossier) -> Iterator[str]:
    yield from (f"说明：{note}" for note in document.notes)
    if dossier.standing.warning:
        yield f"待核实：{dossier.standing.warning}"
    for doubt in document.doubts:
        value = f"“{doubt.value}”" if doubt.value else ""
        yield f"待核实：{label_of(doubt.field, document)}{value}，{doubt.reason}"


def _relations(dossier: Dossier) -> Iterator[str]:
    for reference in dossier.references[:_MOST]:
        title, number = reference.title or reference.number or "", reference.number
        name = title_citation(title, number if reference.title else None)
        held = reference.held
        where = f"{held.document.document_id}，{held.standing.status}" if held else "未收录"
        yield f"{reference.label}：{name}［{where}］"
    if len(dossier.references) > _MOST:
        yield f"…… 文中提到的还有 {len(dossier.references) - _MOST} 项，--json 可看全部"
    for referrer in dossier.referrers[:_MOST]:
        yield f"{referrer.label}：{_brief(referrer.source)}，{len(referrer.places)} 处"
    if len(dossier.referrers) > _MOST:
        yield f"…… 提到本文件的还有 {len(dossier.referrers) - _MOST} 项，--json 可看全部"


def _brief(edition: Edition) -> str:
    document = edition.document
    day = document.dated or "日期不详"
    name = title_citation(document.title, None)
    return f"{name}［{document.document_id}，{day}，{edition.standing.status}］"
