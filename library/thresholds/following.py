"""What follows from the scale of works, or the numbers of an accident, and which clause says so?

Only the place is named here; the words are those of the collection, where it holds them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.records import Clause, Document
from library.thresholds.deciding import Decision, Scale
from search.ports import SearchService

__all__ = [
    "DECREE",
    "EXPERTS",
    "LEVELS_CLAUSE",
    "Consequence",
    "cited_clause",
    "consequences",
    "grounds",
]

EXPERTS = 5
"""So many experts at least review a plan (部令第37号第十二条)."""
DECREE = "危险性较大的分部分项工程安全管理规定"
"""部令第37号, from which all that follows comes."""
LEVELS_CLAUSE = "《生产安全事故报告和调查处理条例》第三条"
_OF_HAZARDOUS = (
    ("编制专项施工方案", "第十条"),
    ("方案审核、审查后实施", "第十一条"),
    ("现场公告和警示", "第十四条"),
    ("方案交底和安全技术交底", "第十五条"),
    ("按方案施工，变更的重新审核", "第十六条"),
    ("施工监测和安全巡视", "第十七条"),
    ("监理实施细则和专项巡视检查", "第十八条"),
    ("验收", "第二十一条"),
)
_OF_BEYOND = (
    (f"专家论证，专家不少于 {EXPERTS} 名", "第十二条"),
    ("论证报告，修改或者重新论证", "第十三条"),
)


@dataclass(frozen=True, slots=True)
class Consequence:
    """What is due, and the clause that says so, which is held where `clause` is given."""

    what: str
    citation: str
    document: Document | None = None
    clause: Clause | None = None


def consequences(service: SearchService, decision: Decision) -> list[Consequence]:
    """Return what follows from the scale that is certain; raise NotSearchable."""
    return [cited_clause(service, what, f"《{DECREE}》{place}") for what, place in _due(decision)]


def grounds(service: SearchService) -> list[tuple[str, Document, Clause]]:
    """Return every clause held on which an answer rests, all editions, and what it is there for.

    Raise NotSearchable.
    """
    due = [(what, f"《{DECREE}》{place}") for what, place in (*_OF_BEYOND, *_OF_HAZARDOUS)]
    return [
        (what, document, clause)
        for what, citation in (*due, ("事故等级", LEVELS_CLAUSE))
        for document, clause in service.cited(citation)
    ]


def cited_clause(service: SearchService, what: str, citation: str) -> Consequence:
    """Return the clause of a citation, as the collection cites it; raise NotSearchable."""
    for document, clause in service.cited(citation):
        return Consequence(what, clause.citation, document, clause)
    return Consequence(what, citation)


def _due(decision: Decision) -> Iterator[tuple[str, str]]:
    if decision.lowest >= Scale.BEYOND:
        yield from _OF_BEYOND
    if decision.lowest >= Scale.HAZARDOUS:
        yield from _OF_HAZARDOUS
