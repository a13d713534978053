"""What of all this is not held, not verified or doubtful, and must be looked up first?"""

from collections.abc import Iterator, Sequence
from datetime import date

from corpus import Status
from corpus.structure import title_citation
from library.brief.grounds import UNHELD, Grounds, name_of
from library.brief.records import Part, Section, Statement
from library.thresholds import Decision
from search.ports import SearchService

__all__ = ["PENDING", "pending"]

PENDING = "缺口与待核实"
_MOST = 6
_OWN = {"要点", "卡片", "阈值表"}


def pending(
    service: SearchService,
    found: Sequence[Decision],
    refused: Sequence[str],
    ended: Sequence[tuple[str, str, int]],
    grounds: Grounds,
    as_of: date,
) -> Section:
    """Return what is open, about the decision first; everything before it has been cited."""
    parts = [
        Part("判定还缺", tuple(_open(found, refused, grounds))),
        Part("没有列入的", tuple(
            Statement(f"{name}在这一天为“{status}”，其中 {count} 条有关义务没有列入。")
            for name, status, count in ended
        )),
        Part("没有原文", _without_text(grounds)),
        Part("引用而没有收录", _not_held(service, grounds, as_of)),
        Part("状态未核实", tuple(_unverified(grounds))),
        Part("案例里不知道的", tuple(_unknown(grounds))),
        Part("读得没有把握的值", tuple(_doubtful(grounds))),
    ]  # fmt: skip
    note = "" if any(part.statements for part in parts) else "所引文件没有发现缺口。"
    return Section(PENDING, tuple(part for part in parts if part.statements), note)


def _open(
    found: Sequence[Decision], refused: Sequence[str], grounds: Grounds
) -> Iterator[Statement]:
    for one in found:
        rows = tuple(grounds.row(judged.row) for judged in one.judged[:1])
        if one.missing and not one.certain:
            yield Statement(f"{one.works.name}：没有给出{'、'.join(one.missing)}，请补充。", rows)
        for condition in one.open:
            yield Statement(f"{one.works.name}：请核对是否“{condition.text}”。", rows)
        for note in one.notes:
            yield Statement(f"{one.works.name}：{note}", rows)
        if not one.judged:
            yield Statement(f"{one.works.name}：阈值表在这一天没有适用的行。")
    yield from (Statement(text) for text in refused)


def _without_text(grounds: Grounds) -> tuple[Statement, ...]:
    """Name the sources of which we hold only our own words."""
    own = [s for s in grounds.sources if _OWN.issuperset(s.words.split("、"))]
    lacking = [source for source in grounds.sources if source.words == UNHELD]
    told = []
    if own:
        numbers = "、".join(str(source.number) for source in own)
        told.append(Statement(f"依据 {numbers} 库中只有要点、卡片或转录的表，引用前请核对原件。"))
    told += [Statement(f"{source.title}没有收录，条文没有核对。") for source in lacking]
    return tuple(told)


def _not_held(service: SearchService, grounds: Grounds, as_of: date) -> tuple[Statement, ...]:
    """Name the texts that the cited clauses rest on and that are not held at all."""
    told: dict[str, Statement] = {}
    for document in grounds.documents:
        own = {
            ground.clause_id.rpartition(":")[2]: ground.number
            for ground in grounds.grounds
            if ground.clause_id.startswith(f"{document.document_id}:")
        }
        for one in service.dossier(document.document_id, as_of).references:
            numbers = [own[address] for address, _ in one.places if address in own]
            if one.held is None and numbers and not grounds.knows(one.title):
                name = title_citation(one.title, one.number) if one.title else one.number or ""
                told.setdefault(name, Statement(f"{name}。", (numbers[0],)))
    shown = tuple(told.values())[:_MOST]
    more = len(told) - len(shown)
    return (*shown, Statement(f"另有 {more} 份。")) if more else shown


def _unverified(grounds: Grounds) -> Iterator[Statement]:
    numbers = [
        str(source.number)
        for source in grounds.sources
        if source.status == Status.UNVERIFIED.value and source.words != UNHELD
    ]
    if numbers:
        yield Statement(f"依据 {'、'.join(numbers)} 的现行状态没有人核实，使用前请查证。")


def _unknown(grounds: Grounds) -> Iterator[Statement]:
    """Say what the records of the cited cases leave open."""
    for document in grounds.documents:
        facts = document.facts
        if "accident_type" not in facts:
            continue
        named = (("economic_loss_wan_yuan", "直接经济损失"), ("direct_cause", "直接原因"),
                 ("deaths", "死亡人数"), ("level", "事故等级"))  # fmt: skip
        lacking = [name for field, name in named if facts.get(field) is None]
        if lacking:
            number = grounds.case(document.document_id)
            yield Statement(f"{document.title}：{'、'.join(lacking)}未核实。", (number,))


def _doubtful(grounds: Grounds) -> Iterator[Statement]:
    for document in grounds.documents:
        for doubt in document.doubts:
            yield Statement(f"{name_of(document)}：{doubt.value}，{doubt.reason}。")
