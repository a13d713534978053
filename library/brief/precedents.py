"""Which accidents were of this kind, why did they happen, and what do they teach?"""

from collections.abc import Iterator, Sequence
from datetime import date

from library.brief.grounds import Grounds
from library.brief.meaning import nearness
from library.brief.records import Part, Section, Statement
from library.brief.situation import Situation
from library.cases import Case, CaseFilter, CaseLibrary
from library.cases.accident_types import covers
from library.thresholds import names_of
from search.errors import QueryRejected
from search.ports import SearchService

__all__ = ["PRECEDENTS", "precedents"]

PRECEDENTS = "类似事故"
_MOST = 4
_WORKS, _TYPE, _THEME, _TOPIC = 3, 2, 2, 2
"""What it counts that a case is of the same works, type, theme, or found by the topic."""


def precedents(
    service: SearchService, situation: Situation, grounds: Grounds, as_of: date
) -> Section:
    """Return the accidents before the day that have something in common, the nearest first.

    Raise NotSearchable.
    """
    library = CaseLibrary(service)
    cases = library.find(CaseFilter(until=as_of)).cases
    found = _topical(library, situation)
    weighed = [(*_common(case, situation, found), case) for case in cases]
    near = [one for one in weighed if one[0]]
    meant = nearness(service, situation.text, [_story(case) for _, _, case in near])
    order = sorted(
        range(len(near)),
        key=lambda n: (-near[n][0], -round(meant[n], 1), -(near[n][2].deaths or 0), n),
    )
    parts = tuple(_part(near[n][2], near[n][1], grounds) for n in order[:_MOST])
    more = len(near) - len(parts)
    note = f"另有 {more} 起有相同之处，见案例库。" if more > 0 else ""
    return Section(PRECEDENTS, parts, note)


def _story(case: Case) -> str:
    told = (case.name, case.project_type, case.direct_cause, *case.indirect_causes)
    return "。".join(filter(None, told))


def _topical(library: CaseLibrary, situation: Situation) -> set[str]:
    """Return the cases that a topic finds; a whole sentence would find too much."""
    if not situation.topic:
        return set()
    try:
        return {case.case_id for case in library.find(CaseFilter(), situation.topic).cases}
    except QueryRejected:
        return set()


def _common(case: Case, situation: Situation, found: set[str]) -> tuple[int, list[str]]:
    """Return how much a case has in common with the situation, and what, in Chinese."""
    score, reasons = 0, []
    told = "\n".join(filter(None, (case.name, case.hazard_works, case.project_type)))
    if name := next(_named(told, situation), None):
        score += _WORKS + (1 if name in situation.named else 0)
        reasons.append(f"同类工程（{name}）")
    kinds = [kind for kind in situation.accidents if covers(kind, case.accident_type)]
    if kinds:
        score += _TYPE
        reasons.append(f"事故类型相同（{case.accident_type}）")
    whole = f"{told}\n{case.accident_type or ''}\n{case.direct_cause or ''}"
    for theme in situation.themes:
        if any(word in whole for word in theme.cases):
            score += _THEME
            reasons.append(f"都涉及{theme.name}")
    if case.case_id in found and not reasons:
        score += _TOPIC
        reasons.append(f"检索“{situation.topic}”找到")
    return score, reasons


def _named(told: str, situation: Situation) -> Iterator[str]:
    """Yield the names of the situation's works that a case has, its own words first."""
    for name, works in zip(situation.named, situation.works, strict=True):
        names: Sequence[str] = (name, works.item, *names_of(works.item))
        yield from (one for one in names if len(one) > 1 and one in told)


def _part(case: Case, reasons: Sequence[str], grounds: Grounds) -> Part:
    number = (grounds.case(case.case_id),)
    day = f"{case.date.year}年{case.date.month}月{case.date.day}日"
    level = f"{case.level}事故" if case.level else f"等级按已知数字{case.assessment.text}"
    deaths = "死亡人数未核实" if case.deaths is None else f"死亡 {case.deaths} 人"
    told = [Statement(f"{day}，{case.place or '地点未核实'}，{level}，{deaths}。", number)]
    causes = case.direct_cause or "；".join(case.indirect_causes)
    told.append(Statement(f"原因：{causes.rstrip('。')}。" if causes else "原因：未核实。", number))
    if case.lessons:
        told.append(Statement(f"教训：{'；'.join(case.lessons).rstrip('。')}。", number))
    return Part(f"{case.name}　{'，'.join(reasons)}", tuple(told), short=True)
