"""`zhiku remove`: how does a document leave the home, with all that belongs to it?"""

from collections.abc import Sequence
from typing import Annotated

import typer

from commands.context import AsJson, Exit, Home, fail, print_json, reporting, settings_for
from corpus.structure import title_citation
from indexer import writing
from library.collection import Leaving, leaving_of, remove_documents
from search import open_store

__all__ = ["remove"]


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
            leaving = [leaving_of(store, name) for name in dict.fromkeys(document_ids)]
            if not as_json:
                _announce(leaving)
            if not yes:
                _ask(len(leaving), as_json=as_json)
            originals = remove_documents(settings, store, leaving)
        if as_json:
            print_json({"removed": [one.as_json() for one in leaving], "originals": originals})
        else:
            typer.echo(f"已移除 {len(leaving)} 份文件。运行 zhiku reindex 后，检索不再出现。")


def _announce(leaving: Sequence[Leaving]) -> None:
    for one in leaving:
        document = one.document
        made = f"，人工更正 {one.corrections} 项" if one.corrections else ""
        named = title_citation(document.title, document.doc_no)
        typer.echo(f"移除 {named}（{document.document_id}）：{one.clauses} 条{made}")
        for warning in one.warnings:
            typer.echo(f"  {warning}")


def _ask(count: int, *, as_json: bool) -> None:
    typer.echo(f"确定移除这 {count} 份文件吗？输入“是”移除，其他都是取消：", nl=False, err=as_json)
    if typer.get_text_stream("stdin").readline().strip().lower() not in {"是", "y", "yes"}:
        raise fail("\n没有移除任何文件。在脚本里请加 --yes。", Exit.NOTHING_FOUND)
