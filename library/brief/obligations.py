"""Who must do what about the matter, the weightiest first and no more than a chief will read?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from corpus import Status
from corpus.references import title_key
from library.brief.grounds import Grounds, law_of, name_of
from library.brief.meaning import nearness
from library.brief.records import Part, Section, Statement
from library.brief.situation import Situation
from library.duties import NOT_NAMED, DutyFilter, DutyLibrary, FoundDuty, Modality, rank_of
from library.thresholds import DECREE, Decision, Scale
from search.errors import QueryRejected
from search.ports import SearchService

__all__ = ["OBLIGATIONS", "Obligations", "obligations"]

OBLIGATIONS = "各方职责"
_PER_PARTY, _PARTIES, _BESIDE = 4, 9, 6
_OURS = (
    "住房城乡建设主管部门",
    "施工安全监督机构",
    "燃气管理部门",
    "负有安全生产监督管理职责的部门",
)
"""The department itself, and who acts for it; they stand first."""
_ENDED = frozenset({
    Status.REPEALED, Status.REPLACED, Status.EXPIRED, Status.DRAFT, Status.NOT_YET,
})  # fmt: skip
_REVIEW = ("论证", "超过一定规模")
_FORBIDDING = (Modality.SHALL_NOT, Modality.STRICTLY_FORBIDDEN, Modality.FORBIDDEN, Modality.MUST)


@dataclass(frozen=True, slots=True)
class Obligations:
    """The section, and how many duties were left out because their document does not hold."""

    section: Section
    ended: tuple[tuple[str, str, int], ...]


def obligations(
    library: DutyLibrary,
    service: SearchService,
    situation: Situation,
    found: Sequence[Decision],
    grounds: Grounds,
    as_of: date,
) -> Obligations:
    """Return the duties by party; raise NotSearchable."""
    weighed = _weighed(library, service, situation, found, as_of)
    stands = library.standings(as_of)
    holding, ended = [], Counter[tuple[str, str]]()
    for weight, duty in weighed:
        status = stands[duty.document.document_id].status
        if status in _ENDED:
            ended[name_of(duty.document), status.value] += 1
        else:
            holding.append((weight, duty))
    groups = _by_party(holding)
    shown = sorted(groups, key=lambda party: _standing(party, groups[party], situation))[:_PARTIES]
    shown.sort(key=lambda party: (party not in _OURS, rank_of(party)))
    parts = [_part(service, party, groups[party], situation, grounds) for party in shown]
    left = [party for party in groups if party not in shown]
    count = sum(len(groups[party]) for party in left)
    names = "、".join("没有写明主体" if party == NOT_NAMED else party for party in left)
    note = f"另有{names}的 {count} 条，没有列出。" if left else ""
    told = tuple((name, status, count) for (name, status), count in ended.items())
    return Obligations(Section(OBLIGATIONS, tuple(parts), note), told)


def _weighed(
    library: DutyLibrary,
    service: SearchService,
    situation: Situation,
    found: Sequence[Decision],
    as_of: date,
) -> list[tuple[int, FoundDuty]]:
    """Return the duties that apply, each once, with how much they matter."""
    weights: dict[tuple[str, int, str], tuple[int, FoundDuty]] = {}
    for base, duty in _candidates(library, service, situation, found, as_of):
        key = duty.duty.document_id, duty.duty.start, duty.duty.action
        weight = base + _weight(duty)
        if key not in weights or weights[key][0] < weight:
            weights[key] = weight, duty
    return sorted(
        weights.values(),
        key=lambda one: (-one[0], one[1].duty.document_id, one[1].duty.start),
    )


def _candidates(
    library: DutyLibrary,
    service: SearchService,
    situation: Situation,
    found: Sequence[Decision],
    as_of: date,
) -> Iterator[tuple[int, FoundDuty]]:
    reach = max((one.highest for one in found), default=Scale.NONE)
    if reach > Scale.NONE:
        for duty in _of_decree(library, service):
            reviews = any(word in duty.text for word in _REVIEW)
            if not reviews or reach is Scale.BEYOND:
                yield (5 if reviews else 3), duty
    wanted = DutyFilter(as_of=as_of)
    for query in _queries(situation):
        with suppress(QueryRejected):
            yield from ((4, one) for one in library.find(query, wanted).duties)
    for theme in situation.themes:
        with suppress(QueryRejected):
            about = library.find(theme.query, wanted).duties
            if situation.works:  # the theme is beside the matter: what is nearest to it
                about = _nearest(service, situation.text, about)
            yield from ((4, one) for one in about)


def _nearest(service: SearchService, text: str, duties: Sequence[FoundDuty]) -> list[FoundDuty]:
    named = [one for one in duties if one.duty.parties != (NOT_NAMED,)]
    near = nearness(service, text, [one.text for one in named])
    order = sorted(range(len(named)), key=lambda n: -near[n])
    return [named[n] for n in order[:_BESIDE]]


def _of_decree(library: DutyLibrary, service: SearchService) -> list[FoundDuty]:
    """Return the duties of the decree on 危大 works, of its text or else of the digest of it."""
    key = title_key(DECREE)
    held = [one for one in service.documents() if title_key(law_of(one) or one.title) == key]
    held.sort(key=lambda one: not one.verbatim)
    for document in held:
        if duties := library.of(document.document_id):
            return list(duties)
    return []


def _queries(situation: Situation) -> list[str]:
    if situation.named or situation.themes:
        return list(situation.named)
    return [situation.topic or situation.text]


def _weight(found: FoundDuty) -> int:
    duty = found.duty
    weight = 2 if duty.deadlines else 0
    weight += 1 if duty.modality in _FORBIDDING else 0
    weight -= 3 if duty.modality in {Modality.MAY, Modality.REQUIRED} else 0
    return weight - (4 if duty.parties == (NOT_NAMED,) else 0)


def _by_party(weighed: Sequence[tuple[int, FoundDuty]]) -> dict[str, list[tuple[int, FoundDuty]]]:
    groups: dict[str, list[tuple[int, FoundDuty]]] = defaultdict(list)
    for weight, found in weighed:
        groups[found.duty.parties[0]].append((weight, found))
    return groups


def _standing(
    party: str, own: Sequence[tuple[int, FoundDuty]], situation: Situation
) -> tuple[bool, bool, int]:
    """Return how a party stands among others: named in the text, ours, by what weighs on it."""
    named = party not in situation.parties and party not in _OURS[:2]
    return named, party == NOT_NAMED, -sum(max(weight, 0) for weight, _ in own[:_PER_PARTY])


def _part(
    service: SearchService,
    party: str,
    own: Sequence[tuple[int, FoundDuty]],
    situation: Situation,
    grounds: Grounds,
) -> Part:
    told = tuple(_statement(service, one, grounds) for _, one in own[:_PER_PARTY])
    left = [one for _, one in own[_PER_PARTY:]]
    return Part(party, told, len(left), _asking(left, situation) if left else "")


def _asking(left: Sequence[FoundDuty], situation: Situation) -> str:
    """Return the words that find most of what was left out."""
    decree = [one for one in left if title_key(law_of(one.document)) == title_key(DECREE)]
    if len(decree) * 2 >= len(left):
        return "危大工程"
    asked = [*_queries(situation), *(theme.query for theme in situation.themes)]
    return asked[-1]


def _statement(service: SearchService, found: FoundDuty, grounds: Grounds) -> Statement:
    duty = found.duty
    others = "、".join(duty.parties[1:])
    colon = "" if found.document.verbatim else "："  # 「不得：不按方案施工」 is ours, and no pun
    told = found.gist.rstrip("。；;")
    if told == duty.action.rstrip("。；;"):  # else the sentence says its modal word itself
        told = f"{duty.modality.value}{colon}{told}"
    told += f"（与{others}）" if others else ""
    number = grounds.clause(*service.clause(duty.clause_id))
    return Statement(told, (number,), duty.deadline)
