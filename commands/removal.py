"""`zhiku remove`: how does a document leave the home, with all that belongs to it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from commands.context import AsJson, Exit, Home, fail, print_json, reporting, settings_for
from corpus import BUILTIN, Document, DocumentStore, Originals
from corpus.structure import title_citation
from indexer import writing
from search import open_store

__all__ = ["remove"]


@dataclass(frozen=True, slots=True)
class _Leaving:
    """A document that is to be removed, and what goes with it."""

    document: Document
    clauses: int
    places: tuple[str, ...]
    corrections: int


def remove(
    document_ids: Annotated[
        list[str], typer.Argument(metavar="编号…", help="文件编号，可以给多个")
    ],
    yes: Annotated[bool, typer.Option("--yes", help="不再询问，直接移除")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """把文件移出资料库：条款、来源、保存的原件和更正记录一并移除。磁盘上导入时的文件不动。"""
    with reporting():
        settings = settings_for(home)
        with writing(settings.home, "移除文件"), open_store(settings) as store:
            leaving = [_leaving(store, name) for name in dict.fromkeys(document_ids)]
            if not as_json:
                _announce(leaving)
            if not yes:
                _ask(len(leaving), as_json=as_json)
            with store.batch():
                for one in leaving:
                    store.delete(one.document.document_id)
            originals = Originals(settings.originals).remove_unused(store)
        if as_json:
            print_json({"removed": [_as_json(one) for one in leaving], "originals": originals})
        else:
            typer.echo(f"已移除 {len(leaving)} 份文件。运行 zhiku reindex 后，检索不再出现。")


def _leaving(store: DocumentStore, document_id: str) -> _Leaving:
    document = store.get(document_id)
    places = sorted(key for key, name in store.sources().items() if name == document_id)
    count = len(store.corrections(document_id))
    return _Leaving(document, len(store.clauses(document_id)), tuple(places), count)


def _announce(leaving: Sequence[_Leaving]) -> None:
    for one in leaving:
        document = one.document
        made = f"，人工更正 {one.corrections} 项" if one.corrections else ""
        named = title_citation(document.title, document.doc_no)
        typer.echo(f"移除 {named}（{document.document_id}）：{one.clauses} 条{made}")
        for place in one.places:
            if place.startswith(BUILTIN):
                typer.echo("  这是自带文件，以后运行 zhiku init 会重新装入。")
            elif Path(place).is_file():
                typer.echo(f"  导入时的文件还在，再次导入会重新收入：{place}")


def _ask(count: int, *, as_json: bool) -> None:
    typer.echo(f"确定移除这 {count} 份文件吗？输入“是”移除，其他都是取消：", nl=False, err=as_json)
    if typer.get_text_stream("stdin").readline().strip().lower() not in {"是", "y", "yes"}:
        raise fail("\n没有移除任何文件。在脚本里请加 --yes。", Exit.NOTHING_FOUND)


def _as_json(one: _Leaving) -> dict[str, object]:
    return {
        "document_id": one.document.document_id,
        "title": one.document.title,
        "doc_no": one.document.doc_no,
        "clauses": one.clauses,
        "places": list(one.places),
        "corrections": one.corrections,
    }
