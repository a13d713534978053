"""`zhiku show`: what does a document or clause say?"""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from commands.context import AsJson, Home, console, print_json, reporting, settings_for
from corpus import Clause, Document
from search import clause_json, document_json, open_service

__all__ = ["show"]


def show(
    identity: Annotated[
        str, typer.Argument(metavar="编号", help="文件编号，或“文件编号:条款地址”")
    ],
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """显示一份文件（元数据和目录）或一个条款（原文和引用格式）。"""
    with reporting():
        service = open_service(settings_for(home))
        if ":" in identity:
            document, clause = service.clause(identity)
            if as_json:
                print_json(clause_json(document, clause))
            else:
                _print_clause(console(), document, clause)
            return
        document, clauses = service.document(identity)
        if as_json:
            print_json(document_json(document, clauses))
        else:
            _print_document(console(), document, list(clauses))


def _print_clause(out: Console, document: Document, clause: Clause) -> None:
    out.print(Text(clause.citation, style="bold cyan"))
    out.print(Text(" › ".join(clause.path), style="dim"))
    out.print(Text(f"{document.status}（{document.status_basis}）", style="yellow"))
    out.print(Text("\n" + clause.text + "\n"))
    for defect in clause.defects:
        quote = clause.text[max(0, defect.start - 6) : defect.end + 6].replace("\n", " ")
        out.print(Text(f"注意：“…{quote}…” {defect.note}", style="yellow"))


def _print_document(out: Console, document: Document, clauses: list[Clause]) -> None:
    out.print(Text(document.title, style="bold cyan"))
    table = Table.grid(padding=(0, 2))
    for name, value in (
        ("文号", document.doc_no),
        ("发文机关", document.issuer),
        ("地区", document.region),
        ("类别", document.kind.label),
        ("效力层级", document.level),
        ("印发日期", document.issued_on),
        ("公布日期", document.published_on),
        ("状态", f"{document.status}（{document.status_basis}）"),
        ("来源", document.source),
    ):
        table.add_row(name, Text(str(value) if value else "未载明"))
    out.print(table)
    for note in document.notes:
        out.print(Text(f"说明：{note}", style="yellow"))
    out.print()
    for clause in clauses:
        out.print(Text(f"{clause.clause_id}  {' › '.join(clause.path)}"))
