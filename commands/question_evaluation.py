"""`zhiku eval 查询表`: how good is the search on a department's own questions and its own home?"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.table import Table

from commands.context import Exit, console, fail, print_json
from indexer import kept
from library.evaluation import (
    FIGURE_NAMES,
    REPORT_SUFFIXES,
    Comparison,
    Question,
    Trial,
    compare,
    figure_cells,
    figures_of,
    in_words,
    read_questions,
    read_trials,
    require_charts,
    run_trial,
    trial_json,
    write_report,
    write_template,
)
from search import Mode, NotSearchable, Settings, open_service
from search.evaluation import require_measures

__all__ = ["QuestionRun", "check_report", "evaluate_questions", "make_template"]

_SHOWN = 20
_PREVIOUS = "上一代"


@dataclass(frozen=True, slots=True)
class QuestionRun:
    """What was asked on the command line; `against` is '', a generation, or a saved result."""

    questions: Path
    modes: Sequence[Mode]
    against: str
    report: Path | None
    as_json: bool


def make_template(path: Path, *, overwrite: bool) -> None:
    """Write the empty set to `path`."""
    _check_target(path, (".xlsx",), overwrite=overwrite)
    write_template(path)
    typer.echo(f"已写出模板 {path}。填好后运行 zhiku eval {path}")


def check_report(path: Path | None, *, overwrite: bool) -> None:
    """End the command where a report cannot be written, before any work."""
    if path:
        _check_target(path, REPORT_SUFFIXES, overwrite=overwrite)
        if path.suffix.lower() == ".html":
            require_charts()


def evaluate_questions(settings: Settings, run: QuestionRun) -> None:
    """Ask every question in every mode, print the figures, and write the report."""
    require_measures()
    questions, unread = read_questions(run.questions)
    trials = _earlier(settings, run, questions)
    service = open_service(settings)
    trials += [run_trial(service, questions, mode, unread) for mode in run.modes]
    comparison = compare(trials[0], trials[-1]) if len(trials) > 1 else None
    if run.report:
        write_report(run.report, trials, comparison)
    if run.as_json:
        print_json(_as_json(trials, comparison))
    else:
        _print(trials, comparison)
        if run.report:
            typer.echo(f"已写出报告 {run.report}。")
    if not trials[-1].answers:
        raise fail("没有一个可以评测的查询。", Exit.NOTHING_FOUND)


def _earlier(settings: Settings, run: QuestionRun, questions: Sequence[Question]) -> list[Trial]:
    """Return the run to compare with, none where nothing was named."""
    if not run.against:
        return []
    if Path(run.against).suffix.lower() == ".json":
        saved = read_trials(Path(run.against))
        return [next((t for t in saved if t.mode is run.modes[0]), saved[-1])]
    service = open_service(settings, _generation(settings, run.against))
    return [run_trial(service, questions, run.modes[0])]


def _generation(settings: Settings, name: str) -> str:
    names = kept(settings.home)
    if name != _PREVIOUS:
        return name
    if len(names) < 2:
        raise NotSearchable("没有上一代索引可以比较：只保留正在服务的一代。")
    return names[1]


def _print(trials: Sequence[Trial], comparison: Comparison | None) -> None:
    out = console()
    several = len({trial.generation for trial in trials}) > 1
    table = Table("指标", *(t.name if several else t.mode.label for t in trials), box=None)
    columns = [figure_cells(figures_of(trial.answers)) for trial in trials]
    for name, *cells in zip(FIGURE_NAMES, *columns, strict=True):
        table.add_row(name, *map(str, cells))
    out.print(table)
    for row in trials[-1].bad:
        typer.echo(f"第 {row.row} 行没有计入：{row.reason}（{row.query or '没有查询'}）", err=True)
    if comparison:
        _print_changes(comparison)
        return
    wrong = [answer for answer in trials[-1].answers if not answer.right]
    for answer in wrong[:_SHOWN]:
        out.print(f"没有答对：{answer.query}（{in_words(answer)}；编号 {answer.name}）")
    if len(wrong) > _SHOWN:
        out.print(f"还有 {len(wrong) - _SHOWN} 个没有答对，用 --report 写出全部。")


def _print_changes(comparison: Comparison) -> None:
    out = console()
    out.print(
        f"{comparison.now.name} 与 {comparison.before.name} 相比：变好 {len(comparison.wins)}，"
        f"变差 {len(comparison.losses)}，不变 {comparison.same}；"
        f"两者其实一样好而偏成这样的可能性 {comparison.chance:.2f}（符号检验）。"
    )
    for said, pairs in (("变差", comparison.losses), ("变好", comparison.wins)):
        for before, now in pairs[:_SHOWN]:
            out.print(f"{said}：{now.query}（{in_words(before)} → {in_words(now)}）")


def _as_json(trials: Sequence[Trial], comparison: Comparison | None) -> dict[str, object]:
    value: dict[str, object] = {"trials": [trial_json(trial) for trial in trials]}
    if comparison:
        value["comparison"] = {
            "before": comparison.before.name,
            "now": comparison.now.name,
            "wins": [now.name for _, now in comparison.wins],
            "losses": [now.name for _, now in comparison.losses],
            "same": comparison.same,
            "unmatched": comparison.unmatched,
            "chance": round(comparison.chance, 4),
        }
    return value


def _check_target(path: Path, suffixes: Sequence[str], *, overwrite: bool) -> None:
    if path.suffix.lower() not in suffixes:
        raise fail(f"{path.name}：只能写成 {'、'.join(suffixes)} 文件。", Exit.BAD_USAGE)
    if path.exists() and not overwrite:
        raise fail(f"{path} 已经存在。换个名字，或加 --overwrite 替换它。", Exit.BAD_USAGE)
