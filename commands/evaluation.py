"""`zhiku eval`: how good is the search on judged queries?"""

import tempfile
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from commands.context import (
    AsJson,
    Home,
    console,
    print_json,
    progress_bar,
    reporting,
    settings_for,
)
from search import (
    Evaluation,
    Mode,
    Settings,
    evaluate_mode,
    open_service,
    open_store,
    read_corpus,
    read_judged,
    rebuild,
)
from search.evaluation import corpus_file, fingerprint_of, require_measures

__all__ = ["evaluate"]


def evaluate(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="评测集",
            help="BEIR 格式的目录：corpus.jsonl[.xz]、queries*.jsonl、qrels*.tsv",
        ),
    ],
    corpus: Annotated[Path | None, typer.Option(metavar="文件", help="另外指定的语料文件")] = None,
    mode: Annotated[
        list[Mode] | None,
        typer.Option(
            metavar="方式",
            help="检索方式，可以重复：hybrid、keyword、semantic；默认三种都测",
        ),
    ] = None,
    work: Annotated[
        Path | None, typer.Option(metavar="目录", help="保留索引的目录，再次评测时不必重建")
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """在有标准答案的评测集上测检索质量和速度，不改动数据目录。"""
    with reporting(), ExitStack() as stack:
        require_measures()
        judged = read_judged(folder)
        source = corpus or corpus_file(folder)
        place = work or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zhiku-")))
        settings = replace(settings_for(home), home=place / fingerprint_of(source))
        _prepare(settings, source, quiet=as_json)
        service = open_service(settings)
        found = [evaluate_mode(service, judged, name) for name in mode or list(Mode)]
        if as_json:
            print_json([asdict(evaluation) for evaluation in found])
        else:
            _print(found)


def _prepare(settings: Settings, corpus: Path, *, quiet: bool) -> None:
    with progress_bar(visible=not quiet) as progress:
        with open_store(settings) as store:
            if not store.counts()[0]:
                task = progress.add_task("读入语料", total=None)
                with store.batch():
                    for document, clauses in read_corpus(corpus):
                        store.put(document, clauses)
                        progress.advance(task)
        task = progress.add_task("建立索引", total=None)
        rebuild(
            settings,
            progress=lambda phase, done, total: progress.update(
                task, description=phase, completed=done, total=total
            ),
        )


def _print(found: list[Evaluation]) -> None:
    table = Table(
        "方式", "查询数", "MRR@10", "nDCG@10", "R@10", "R@100", "p50 毫秒", "p95 毫秒", box=None
    )
    for e in found:
        figures = (e.mrr_10, e.ndcg_10, e.recall_10, e.recall_100)
        table.add_row(
            e.mode.label, str(e.queries), *(f"{figure:.3f}" for figure in figures),
            f"{e.p50_ms:.1f}", f"{e.p95_ms:.1f}",
        )  # fmt: skip
    console().print(table)
