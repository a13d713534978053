"""`zhiku train`: does the semantic model become better for what this home holds?"""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import TaskID
from rich.table import Table

from commands.context import (
    AsJson,
    Exit,
    Home,
    console,
    fail,
    nothing_held,
    print_json,
    progress_bar,
    reporting,
    settings_for,
)
from commands.reindex import run_reindex
from library.collection import build_in_words
from library.evaluation import BadRow, Targets, read_questions
from search import Settings, open_service, open_store
from search.adapting import train_model, use_built_in
from search.training_report import AskedClause, TrainingPlan, TrainingReport

__all__ = ["train"]


def train(
    questions: Annotated[
        Path | None,
        typer.Option(
            metavar="查询表",
            help="本单位的问题（.xlsx、.tsv、.csv，与 zhiku eval 的相同）：一半训练，一半留出检验",
        ),
    ] = None,
    minutes: Annotated[
        float, typer.Option(min=0.1, max=120, metavar="分钟", help="总共最多用多长时间")
    ] = 5,
    threads: Annotated[int, typer.Option(min=1, max=64, metavar="数", help="用几个线程")] = 2,
    seed: Annotated[
        int, typer.Option(min=0, metavar="数", help="随机种子；种子相同，留出的部分也相同")
    ] = 1,
    afresh: Annotated[
        bool, typer.Option("--afresh", help="从内置模型开始，而不是从以前训练的模型接着练")
    ] = False,
    reindex: Annotated[bool, typer.Option("--reindex", help="留用新模型时，随即更新索引")] = False,
    revert: Annotated[
        bool, typer.Option("--revert", help="不训练，改回内置模型；加 --reindex 随即更新索引")
    ] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """用本库的文字微调语义模型，在留出的部分上比较前后，变好才留用。可随时中断，原模型不受影响。"""
    with reporting():
        settings = settings_for(home)
        if revert:
            _revert(settings, reindex=reindex, as_json=as_json)
            return
        asked, unread = _asked(settings, questions)
        _refuse_nothing(settings)
        report = _trained(settings, TrainingPlan(minutes, threads, afresh, seed), asked, as_json)
        changed = report.kept and not settings.model
        index = _reindexed(settings, quiet=as_json) if changed and reindex else ""
        if as_json:
            bad = [asdict(row) for row in unread]
            print_json({**asdict(report), "bad_rows": bad, "reindexed": bool(index)})
            return
        _print(report, unread)
        if report.kept:
            typer.echo(index or _next(settings))


def _refuse_nothing(settings: Settings) -> None:
    if settings.database.is_file():
        with open_store(settings) as store:
            if not store.counts()[1]:
                raise nothing_held(settings)


def _revert(settings: Settings, *, reindex: bool, as_json: bool) -> None:
    was = use_built_in(settings)
    index = _reindexed(settings, quiet=as_json) if was and reindex else ""
    if as_json:
        print_json({"reverted": was, "reindexed": bool(index)})
        return
    typer.echo("已改回内置模型。" if was else "用的就是内置模型，没有改动。")
    if was:
        typer.echo(index or _REINDEX)


def _asked(settings: Settings, table: Path | None) -> tuple[list[AskedClause], list[BadRow]]:
    """Return the questions of a table that something held answers, and the rows left out."""
    if table is None:
        return [], []
    rows, bad = read_questions(table)
    targets = Targets(open_service(settings))
    asked: list[AskedClause] = []
    for row in rows:
        meant = [found for text in row.expected if (found := targets.of(text))]
        if meant:
            clauses = frozenset(one for target in meant for one in target.clauses)
            documents = frozenset(one for target in meant for one in target.documents)
            asked.append(AskedClause(row.query, clauses, documents))
        else:
            bad.append(BadRow(row.row, row.query, "没有资料库里的预期条款，训练用不上"))
    if not asked:
        raise fail(f"{table.name} 里没有一个查询可以用来训练。", Exit.NOTHING_FOUND)
    return asked, bad


def _trained(
    settings: Settings, plan: TrainingPlan, asked: Sequence[AskedClause], quiet: bool
) -> TrainingReport:
    with progress_bar(visible=not quiet) as progress:
        tasks: dict[str, TaskID] = {}

        def advance(phase: str, done: int, total: int) -> None:
            if phase not in tasks:
                tasks[phase] = progress.add_task(phase, total=total)
            progress.update(tasks[phase], completed=done, total=total)

        return train_model(settings, plan, asked, advance)


def _reindexed(settings: Settings, *, quiet: bool) -> str:
    report, notices = run_reindex(settings, quiet=quiet)
    return "\n".join((build_in_words(report), *notices))


def _print(report: TrainingReport, unread: Sequence[BadRow]) -> None:
    for row in unread:
        typer.echo(f"第 {row.row} 行没有用上：{row.reason}（{row.query or '没有查询'}）", err=True)
    typer.echo(
        f"用 {report.documents} 份文件的 {report.taught} 段文字训练了 {report.steps} 步，"
        f"新增 {report.new_words} 个词；留出 {report.held_out} 段检验。"
        f"用时 {report.seconds:.0f} 秒。"
    )
    table = Table("检验", "查询数", "MRR@10", "R@10", "R@100", "差的 95% 区间", box=None)
    for score in report.scores:
        pairs = (score.mrr_10, score.recall_10, score.recall_100)
        cells = (f"{before:.3f}→{after:.3f}" for before, after in pairs)
        interval = f"{score.low:+.3f} ～ {score.high:+.3f}"
        table.add_row(score.subject, str(score.queries), *cells, interval)
    console().print(table)
    if report.kept:
        typer.echo(f"{report.reason}。留用新模型 {report.model}（起点是 {report.base}）。")
    else:
        typer.echo(f"没有变好，保留原模型 {report.base}：{report.reason}。")


_REINDEX = "运行 zhiku reindex 后生效；在那之前检索照旧用原来的模型。"


def _next(settings: Settings) -> str:
    if settings.model:
        return (
            f"现在 ZHIKU_MODEL 指定了 {settings.model}，"
            "取消这个设置并运行 zhiku reindex 后才会用新模型。"
        )
    return _REINDEX
