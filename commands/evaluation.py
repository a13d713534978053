"""`zhiku eval`: how good is the search on judged queries?"""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from commands.context import (
    AsJson,
    Exit,
    Home,
    console,
    fail,
    print_json,
    progress_bar,
    reporting,
    settings_for,
)
from commands.question_evaluation import (
    QuestionRun,
    check_report,
    evaluate_questions,
    make_template,
)
from library.evaluation import QUESTION_SUFFIXES
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
    questions: Annotated[
        Path | None,
        typer.Argument(
            metavar="评测集",
            help="查询表（.xlsx、.tsv、.csv，栏目见 --template），在数据目录上评测；"
            "或 BEIR 格式的目录（corpus.jsonl[.xz]、queries*.jsonl、qrels*.tsv），另建索引评测",
        ),
    ] = None,
    mode: Annotated[
        list[Mode] | None,
        typer.Option(
            metavar="方式",
            help="检索方式，可以重复：hybrid、keyword、semantic。查询表默认 hybrid，"
            "给两种就相互比较；目录默认三种都测",
        ),
    ] = None,
    against: Annotated[
        str,
        typer.Option(
            metavar="代或结果",
            help="与它比较胜负：上一代、某一代索引的名称，或以前写出的 结果.json（查询表）",
        ),
    ] = "",
    report: Annotated[
        Path | None,
        typer.Option(metavar="文件", help="逐条报告：.html（带图）、.xlsx、.md、.json（查询表）"),
    ] = None,
    template: Annotated[
        Path | None, typer.Option(metavar="文件", help="只写出空白的查询表 .xlsx")
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="报告或模板已经存在时，替换它")
    ] = False,
    corpus: Annotated[
        Path | None, typer.Option(metavar="文件", help="另外指定的语料文件（目录）")
    ] = None,
    work: Annotated[
        Path | None,
        typer.Option(metavar="目录", help="保留索引的目录，同一语料再次评测时不必重建（目录）"),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """在有标准答案的查询上测检索的质量和速度，不改动数据目录。"""
    with reporting():
        if template:
            make_template(template, overwrite=overwrite)
        elif questions is None:
            raise fail(
                "请给出查询表或评测目录；先写模板：zhiku eval --template 模板.xlsx", Exit.BAD_USAGE
            )
        elif questions.suffix.lower() in QUESTION_SUFFIXES:
            check_report(report, overwrite=overwrite)
            run = QuestionRun(questions, mode or [Mode.HYBRID], against, report, as_json)
            evaluate_questions(settings_for(home), run)
        elif against or report:
            raise fail("--against 和 --report 只用于查询表（.xlsx、.tsv、.csv）。", Exit.BAD_USAGE)
        else:
            found = _on_collection(questions, corpus, work, mode, settings_for(home), quiet=as_json)
            if as_json:
                print_json([asdict(evaluation) for evaluation in found])
            else:
                _print(found)


def _on_collection(
    folder: Path, corpus: Path | None, work: Path | None, modes: Sequence[Mode] | None,
    settings: Settings, *, quiet: bool,
) -> list[Evaluation]:  # fmt: skip
    """Measure on a folder in BEIR's layout, indexed beside the home."""
    require_measures()
    judged, source = read_judged(folder), corpus or corpus_file(folder)
    with ExitStack() as stack:
        place = work or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zhiku-")))
        settings = replace(settings, home=place / fingerprint_of(source))
        _prepare(settings, source, quiet=quiet)
        service = open_service(settings)
        return [evaluate_mode(service, judged, mode) for mode in modes or list(Mode)]


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
