"""How do cases, tallies and drafts look in a terminal?"""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from commands.context import print_fields, print_indented
from corpus import Document
from corpus.composing import remark
from library.cases import (
    DIMENSIONS,
    UNKNOWN,
    Case,
    FoundCases,
    NamedClause,
    Similar,
    Statistics,
)
from library.cases.cases_json import cautions
from library.cases.intake import RowOutcome
from library.cases.levels import Verdict
from library.cases.record import LABELS
from library.cases.report import ReadReport

__all__ = [
    "print_case",
    "print_draft",
    "print_found",
    "print_rows",
    "print_similar",
    "print_statistics",
]

_COLOURS = {Verdict.AGREES: "green", Verdict.DISAGREES: "red", Verdict.OPEN: "yellow"}


def print_found(out: Console, found: FoundCases, shown: Sequence[Case]) -> None:
    """Print a table of cases, one line each."""
    _notices(out, found.notices)
    if not found.cases:
        out.print("没有找到案例。可以换用别的词，或去掉筛选条件。")
        return
    table = Table("日期", box=None, pad_edge=False)
    table.add_column("事故", overflow="fold")
    for name in ("类型", "等级", "死亡", "受伤", "编号"):
        table.add_column(name, no_wrap=True)
    for case in shown:
        table.add_row(
            case.date.isoformat(), Text(case.name), Text(case.accident_type or UNKNOWN),
            Text(_level(case), style=_COLOURS[case.comparison.verdict]),
            _number(case.deaths), _number(case.injuries), Text(case.case_id, style="dim"),
        )  # fmt: skip
    out.print(table)
    part = f"，显示 {len(shown)} 起" if len(shown) < len(found.cases) else ""
    out.print(Text(f"\n共 {len(found.cases)} 起{part}。", style="dim"))


def print_case(
    out: Console,
    case: Case,
    document: Document,
    clauses: Sequence[NamedClause],
    similar: Sequence[Similar],
) -> None:
    """Print one case in full."""
    out.print(Text(case.name, style="bold cyan"))
    for caution in cautions(case):
        out.print(Text(f"注意：{caution}。", style="yellow"))
    _facts(out, case)
    _assessment(out, case)
    for title, values in (
        ("直接原因", [case.direct_cause or UNKNOWN]),
        ("间接原因", case.indirect_causes or [UNKNOWN]),
        ("责任单位", case.responsible_parties or [UNKNOWN]),
        ("处理情况", [case.penalties_summary or UNKNOWN]),
        ("事故教训", case.lessons or [UNKNOWN]),
        ("相关条款", [_clause(clause) for clause in clauses] or [UNKNOWN]),
        ("来源", [case.report_source or UNKNOWN, *case.sources]),
        ("备注", [remark(case.note)] if case.note else []),
    ):
        _section(out, title, values)
    if similar:
        _section(out, "相近的案例", [_similar(one) for one in similar])
    out.print(Text(f"\n{document.status_basis}。编号 {case.case_id}", style="dim"))


def print_similar(out: Console, case: Case, similar: Sequence[Similar]) -> None:
    """Print the cases like one, with the reasons."""
    out.print(Text(f"与“{case.name}”相近的案例", style="bold cyan"))
    if not similar:
        out.print("没有相近的案例。")
    for rank, one in enumerate(similar, 1):
        out.print(Text(f"\n{rank}. {one.case.name}", style="bold"))
        parts = "，".join(f"{_COMPONENTS[c.name]} {c.score:.2f}" for c in one.components)
        out.print(Text(f"   相近程度 {one.score:.2f}（{parts}）", style="dim"))
        out.print(Text(f"   {one.reason}"))
        out.print(Text(f"   {one.case.case_id}", style="dim"))


def print_statistics(out: Console, found: Statistics) -> None:
    """Print the tallies and the years."""
    total = found.total
    out.print(Text(f"共 {total.cases} 起，死亡 {total.deaths} 人。", style="bold"))
    for name, rows in found.groups.items():
        table = Table(DIMENSIONS[name][0], "起数", "死亡人数", box=None, pad_edge=False)
        for row in rows:
            deaths = f"{row.deaths}（{row.deaths_unknown} 起未核实）" if row.deaths_unknown else ""
            table.add_row(Text(row.value), str(row.cases), deaths or str(row.deaths))
        out.print(table)
        out.print()
    if found.years:
        _years(out, found)
    for note in found.notes:
        out.print(Text(f"说明：{note}。", style="yellow"))


def print_draft(out: Console, read: ReadReport, places: Sequence[str]) -> None:
    """Print what was read from a report, each value with its quote and place."""
    for found, place in zip(read.findings, places, strict=True):
        quote = " ".join(read.text[found.start : found.end].split())
        out.print(Text(f"{LABELS[found.field]}：{found.value}", style="bold"))
        where = f"{place}，" if place else ""
        out.print(Text(f"    {where}原文“{_brief(quote)}”", style="dim"))
    for asked in read.questions:
        quotes = "；".join(_brief(read.text[f.start : f.end]) for f in asked.findings)
        name = LABELS[asked.field]
        out.print(Text(f"请核对 {name}：{asked.reason}（{quotes}）", style="yellow"))
    out.print(Text(f"请人工补充：{'、'.join(read.missing)}", style="yellow"))
    if read.names_hidden:
        out.print(Text(f"隐去人名 {read.names_hidden} 处，请核对是否还有遗漏。", style="yellow"))


def print_rows(out: Console, outcomes: Iterable[RowOutcome]) -> None:
    """Print what became of each row."""
    for outcome in outcomes:
        style = "red" if outcome.result == "失败" else ""
        told = f"第 {outcome.number} 行  {outcome.result}  {outcome.name}：{outcome.message}"
        out.print(Text(told, style=style))


_COMPONENTS = {
    "type": "事故类型", "works": "危大工程", "project": "工程类型", "causes": "原因用词",
    "meaning": "意思",
}  # fmt: skip


def _facts(out: Console, case: Case) -> None:
    loss = case.economic_loss_wan_yuan
    facts = (
        ("日期", case.date.isoformat()),
        ("地点", case.place),
        ("工程", case.project),
        ("工程类型", case.project_type),
        ("事故类型", case.accident_type),
        ("危大工程类别", case.hazard_works),
        ("伤亡", f"死亡 {_number(case.deaths)}，受伤 {_number(case.injuries)}"
                 f"（重伤 {_number(case.serious_injuries)}），"
                 f"失踪 {_number(case.missing)}"),
        ("数字截至", case.as_of.isoformat() if case.as_of else None),
        ("直接经济损失", None if loss is None else f"{loss:g} 万元"),
        ("依据", case.basis),
    )  # fmt: skip
    print_fields(out, ((name, value or UNKNOWN) for name, value in facts))


def _assessment(out: Console, case: Case) -> None:
    found, compared = case.assessment, case.comparison
    out.print(Text("\n事故等级", style="bold"))
    stated = f"来源写明：{case.level or UNKNOWN}；按国务院令第493号第三条计算：{found.text}"
    print_indented(out, stated, 2)
    print_indented(out, found.reason, 2, "dim")
    print_indented(out, f"{compared.verdict}：{compared.reason}", 2, _COLOURS[compared.verdict])


def _section(out: Console, title: str, values: Iterable[str]) -> None:
    lines = list(values)
    if lines:
        out.print(Text(f"\n{title}", style="bold"))
    for line in lines:
        print_indented(out, line, 2)


def _clause(named: NamedClause) -> str:
    if named.clause is None or named.document is None:
        return f"{named.citation}（未收录）"
    standing = f"，{named.standing.status.value}" if named.standing else ""
    return (
        f"{named.citation}（{named.clause.clause_id}{standing if named.document.verbatim else ''}）"
    )


def _similar(one: Similar) -> str:
    return f"{one.score:.2f}  {one.case.name}：{one.reason}"


def _years(out: Console, found: Statistics) -> None:
    table = Table(
        "年份", "起数", "上年起数", "同比", "死亡", "上年死亡", "说明", box=None, pad_edge=False
    )
    for year in found.years:
        name = f"{year.year}（截至 {year.until:%m-%d}）" if year.until else str(year.year)
        rate = "" if year.rate is None else f"{year.rate:+.0%}"
        table.add_row(
            name, str(year.cases), str(year.cases_before), rate, str(year.deaths),
            str(year.deaths_before), Text(year.remark, style="dim"),
        )  # fmt: skip
    out.print(table)


def _notices(out: Console, notices: Iterable[str]) -> None:
    for notice in notices:
        out.print(Text(notice, style="yellow"))


def _level(case: Case) -> str:
    if case.comparison.verdict is Verdict.DISAGREES:
        return f"{case.level}（计算为{case.assessment.text}）"
    return case.level or UNKNOWN


def _number(value: int | None) -> str:
    return UNKNOWN if value is None else str(value)


def _brief(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 80 else f"{plain[:79]}…"
