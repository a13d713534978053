"""What is the matter: are the works 危大, how grave was it, what follows, which texts govern it?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from corpus import Document, Kind
from library.brief.grounds import Grounds, name_of
from library.brief.records import Part, Section, Statement
from library.brief.situation import Situation
from library.cases.levels import Assessment, Bounds, assess
from library.errors import MeasureRejected
from library.hazard_table import HazardLevel, HazardRow
from library.thresholds import (
    LEVELS_CLAUSE,
    Consequence,
    Decision,
    Judged,
    Scale,
    State,
    cited_clause,
    consequences,
    decide,
    read_loss,
    rows_for,
)
from search.ports import SearchService

__all__ = ["JUDGING", "decisions", "headline", "judging", "level_of"]

JUDGING = "事项与判断"
_MOST_TEXTS = 8
_ALWAYS = frozenset({"危大工程", "重大事故隐患"})
"""Topics of texts that govern all 危大 works."""


def decisions(
    situation: Situation, table: Sequence[HazardRow], as_of: date
) -> tuple[list[Decision], list[str]]:
    """Return a decision for each of the works, and in Chinese what could not be decided."""
    found, refused = [], []
    for works in situation.works:
        rows, _ = rows_for(table, works.item, "", as_of)
        try:
            found.append(decide(works, rows, situation.sizes[works]))
        except MeasureRejected as error:
            found.append(decide(works, rows, {}))
            refused.append(f"{works.name}：{error}")
    refused += [
        f"“{name}”有几种，没有判定，请写明是哪一种：{'、'.join(kinds)}。"
        for name, kinds in situation.unclear
    ]
    refused += [f"{name}写了几个数，按最大的判定。" for name in situation.several]
    return found, refused


def headline(situation: Situation, found: Sequence[Decision], level: Assessment | None) -> str:
    """Return the answer in one line, '' where nothing is to be decided."""
    names = zip(found, situation.named, strict=True)
    told = [f"{name}：{_answer(one)}" for one, name in names]
    told += [f"{name}：有几种，请写明是哪一种" for name, _ in situation.unclear]
    if level and level.lowest:
        told.append(f"事故等级：{level.text}")
    return "；".join(told)


def level_of(situation: Situation) -> Assessment | None:
    """Return the level that the numbers in the text give, None where there are none."""
    if situation.deaths is None and situation.injured is None and not situation.loss:
        return None
    loss = read_loss(situation.loss)
    return assess(*map(Bounds.of, (situation.deaths, situation.injured, loss)))


def judging(
    service: SearchService,
    situation: Situation,
    found: Sequence[Decision],
    grounds: Grounds,
    as_of: date,
) -> Section:
    """Return the first section; raise NotSearchable."""
    parts: list[Part] = []
    for decision, name in zip(found, situation.named, strict=True):
        parts += _judged(service, decision, name, grounds)
    if level := level_of(situation):
        basis = cited_clause(service, "事故等级", LEVELS_CLAUSE)
        told = Statement(f"{level.text}：{level.reason}。", (grounds.consequence(basis),))
        parts.append(Part("事故等级", (told,)))
    if texts := list(_texts(service, situation, found, grounds, as_of)):
        parts.append(Part("有关规定和标准", tuple(texts), short=True))
    return Section(JUDGING, tuple(parts))


def _answer(decision: Decision) -> str:
    if decision.certain:
        names = {Scale.NONE: "不属于危大工程", Scale.HAZARDOUS: "危大工程"}
        return names.get(decision.lowest, "超过一定规模的危大工程，方案须经专家论证")
    if decision.lowest is Scale.NONE:
        return _limits(decision) or f"是否危大取决于{_needed(decision)}，界限见下"
    return f"属于危大工程；是否超过一定规模、须专家论证取决于{_needed(decision)}"


def _needed(decision: Decision) -> str:
    return "、".join(decision.missing) or "所列条件"


def _limits(decision: Decision) -> str:
    """Return the limits in one line where each level has one, else ''."""
    told = []
    for one in reversed(decision.judged):
        own = [limit for limit in one.row.limits if decision.works.takes(limit)]
        if len(own) != 1:
            return ""
        what = "危大工程" if one.row.level is HazardLevel.HAZARDOUS else "超过一定规模，须专家论证"
        told.append(f"{own[0].parameter} {own[0].value:g}{own[0].unit} 以上（含本数）属{what}")
    return "；".join(told)


def _judged(
    service: SearchService, decision: Decision, name: str, grounds: Grounds
) -> Iterator[Part]:
    """Yield what the table says of works, and what follows."""
    deciding = decision.deciding
    lines = []
    if deciding:
        ground = (grounds.row(deciding.row),)
        lines.append(Statement(f"{deciding.reason}：{_answer(decision)}。", ground))
        lines.append(Statement(f"清单（转录）的这一行：“{deciding.row.rule}”。", ground))
    if not decision.certain or not deciding:
        lines += [
            Statement(
                f"{one.row.level.value}：“{one.row.rule}”{_reason(one)}。", (grounds.row(one.row),)
            )
            for one in decision.judged
            if one is not deciding
        ]  # fmt: skip
    own = decision.works.name
    yield Part(name if name == own else f"{name}（清单里的“{own}”）", tuple(lines))
    reach = max(decision.lowest, decision.highest)
    if reach is Scale.NONE:
        return
    hazardous = _due(service, decision, Scale.HAZARDOUS)
    beyond = [
        one for one in _due(service, decision, Scale.BEYOND)
        if one.citation not in {other.citation for other in hazardous}
    ]  # fmt: skip
    if reach is Scale.BEYOND and beyond:
        what = "须专家论证" if decision.lowest is Scale.BEYOND else "超过一定规模的，还要专家论证"
        yield _consequences(what, beyond, grounds)
    if hazardous:
        what = "应当做的" if decision.lowest >= Scale.HAZARDOUS else "属于危大工程的，应当"
        yield _consequences(what, hazardous, grounds)


def _due(service: SearchService, decision: Decision, scale: Scale) -> list[Consequence]:
    return consequences(service, replace(decision, lowest=scale))


def _consequences(name: str, due: Sequence[Consequence], grounds: Grounds) -> Part:
    told = tuple(Statement(one.what, (grounds.consequence(one),)) for one in due)
    return Part(name, told, short=True)


def _reason(one: Judged) -> str:
    """Return why a row does not apply, '' where that is open: what is missing is told apart."""
    return f"（{one.reason}）" if one.state is State.NOT_MET else ""


def _texts(
    service: SearchService,
    situation: Situation,
    found: Sequence[Decision],
    grounds: Grounds,
    as_of: date,
) -> Iterator[Statement]:
    """Yield the texts that are about the matter and have not ended, those of a region last."""
    words = {*situation.named, *(word for theme in situation.themes for word in theme.words)}
    words |= {works.item for works in situation.works} | {situation.topic} - {""}
    always = _ALWAYS if any(one.highest > Scale.NONE for one in found) else frozenset()
    about = [one for one in service.documents() if _is_about(one, words, situation, always)]
    about.sort(key=lambda one: (not one.facts.get("topics"), bool(one.region)))
    shown = 0
    for document in about:
        standing = service.dossier(document.document_id, as_of).standing
        if standing.hidden or shown >= _MOST_TEXTS:
            continue
        shown += 1
        name = name_of(document)
        if document.kind is Kind.STANDARD or document.doc_no:
            name = name.removesuffix(f"（{document.doc_no}）")  # the list of sources has it
        yield Statement(name, (grounds.whole(document),))


def _is_about(
    document: Document, words: set[str], situation: Situation, always: frozenset[str]
) -> bool:
    if document.kind is Kind.CASE or "duties" in document.facts or "rows" in document.facts:
        return False
    topics = set(document.facts.get("topics", ()))
    if topics & always:
        return True
    return any(topic in words or topic in situation.text for topic in topics) or any(
        len(word) > 1 and word in document.title for word in words
    )
