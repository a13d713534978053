"""How does a person read what became of the files of an import?"""

from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.text import Text

from commands.context import print_indented
from corpus import ImportReport, Outcome, Result, file_name, label_of
from corpus.structure import title_citation
from library.collection import changes_in_words, percent

__all__ = ["print_report"]

_STYLES = {
    Result.NEW: "green",
    Result.UPDATED: "cyan",
    Result.REPLACED: "magenta",
    Result.DUPLICATE: "yellow",
    Result.FAILED: "red",
}
_HOW = "  核实后确认或更正：zhiku correct 编号 字段=值 --basis 依据；全部待核实的见 zhiku gaps"
_NOTES, _NOTE = 3, 80
_LONGEST = 10
"""So many files, doubts or likenesses are printed; `--report` writes them all."""
_MOST_FAILED = 30


def print_report(out: Console, report: ImportReport, root: Path | None = None) -> None:
    """Print the files by result, then what a person must look at; totals come last.

    What is as it was and what was passed over is only counted. Paths are shown below `root`.
    """
    for result in (Result.NEW, Result.UPDATED, Result.REPLACED, Result.DUPLICATE):
        _print_group(out, report, result, root)
    _print_skipped(out, report)
    _print_group(out, report, Result.FAILED, root)
    _print_similar(out, report)
    _print_doubts(out, report)


def _print_group(out: Console, report: ImportReport, result: Result, root: Path | None) -> None:
    found = [outcome for outcome in report.outcomes if outcome.result is result]
    if not found:
        return
    out.print(Text(f"\n{result.value}（{len(found)}）", style=f"bold {_STYLES[result]}"))
    most = _MOST_FAILED if result is Result.FAILED else _LONGEST
    for outcome in found[:most]:
        _print_file(out, outcome, root)
    _print_rest(out, len(found), most)


def _print_file(out: Console, outcome: Outcome, root: Path | None) -> None:
    print_indented(out, _shown(outcome.path, root), 2, "bold")
    said = outcome.message
    if outcome.document_id and outcome.result is not Result.DUPLICATE:
        said = f"{title_citation(outcome.title, outcome.document_id)}，{said}"
    print_indented(out, said, 4)
    for line in changes_in_words(outcome.changes):
        print_indented(out, line, 4, "cyan")
    for note in outcome.notes[:_NOTES]:
        short = note if len(note) <= _NOTE else f"{note[: _NOTE - 1]}…"
        print_indented(out, f"· {short}", 4, "dim")
    if len(outcome.notes) > _NOTES:
        print_indented(out, f"· 另有 {len(outcome.notes) - _NOTES} 条说明", 4, "dim")


def _print_skipped(out: Console, report: ImportReport) -> None:
    same = report.count(Result.SAME)
    if same:
        out.print(Text(f"\n未变（{same}）", style="bold"))
        out.print(Text("  与库中一致的文件不逐个列出", style="dim"))
    passed = [outcome for outcome in report.outcomes if outcome.result is Result.SKIPPED]
    if passed:
        kinds = Counter(outcome.path.suffix.lower() or "没有扩展名" for outcome in passed)
        out.print(Text(f"\n略过（{len(passed)}）", style="bold"))
        listed = "，".join(f"{kind} {count} 个" for kind, count in kinds.most_common(8))
        out.print(Text(f"  暂不支持的格式：{listed}", style="dim"))


def _print_similar(out: Console, report: ImportReport) -> None:
    pairs = [(outcome, near) for outcome in report.outcomes for near in outcome.similar]
    if not pairs:
        return
    out.print(Text(f"\n内容相近，请核对是否重复（{len(pairs)}）", style="bold yellow"))
    advised = ""
    for outcome, near in sorted(pairs, key=lambda pair: pair[1].advice)[:_LONGEST]:
        if near.advice != advised:
            print_indented(out, near.advice, 2, "cyan")
        advised = near.advice
        print_indented(out, title_citation(outcome.title, outcome.document_id), 2)
        other = title_citation(near.title, near.document_id)
        print_indented(out, f"与{other}文字相同 {percent(near.share)}", 4, "dim")
    _print_rest(out, len(pairs))


def _print_doubts(out: Console, report: ImportReport) -> None:
    doubtful = report.doubtful
    if not doubtful:
        return
    count = sum(len(outcome.doubts) for outcome in doubtful)
    out.print(Text(f"\n待核实（{len(doubtful)} 份，{count} 处）", style="bold yellow"))
    for outcome in doubtful[:_LONGEST]:
        print_indented(out, title_citation(outcome.title, outcome.document_id), 2)
        for doubt in outcome.doubts:
            name = label_of(doubt.field)
            told = f"{name}：{doubt.value or '未载明'}（{doubt.reason}）"
            print_indented(out, told, 4, "dim")
    _print_rest(out, len(doubtful))
    out.print(Text(_HOW, "cyan"))


def _print_rest(out: Console, count: int, most: int = _LONGEST) -> None:
    if count > most:
        out.print(Text(f"  ……另有 {count - most} 项；加 --report 报告.xlsx 可写出全部", "dim"))


def _shown(path: Path, root: Path | None) -> str:
    """Return the path below the folder that was imported, else the name alone."""
    if root is None or not path.is_relative_to(root):
        return file_name(path)
    return "/".join(file_name(Path(part)) for part in path.relative_to(root).parts)
