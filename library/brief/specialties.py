"""Which specialties are needed, by which rule, and who of the department's pool has them?"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Protocol

from library.brief.grounds import Grounds
from library.brief.records import Part, Section, Statement
from library.links import SuggestedSpecialties
from library.thresholds import DECREE, EXPERTS, Decision, Scale, cited_clause
from search.ports import SearchService

__all__ = ["SPECIALTIES", "Expert", "ExpertPool", "specialties"]

SPECIALTIES = "需要的专业"
_MOST = 8


class Expert(NamedTuple):
    """Whom a brief may name: name, specialty and unit, and nothing by which to reach the person."""

    name: str
    specialty: str
    unit: str


class ExpertPool(Protocol):
    """The department's experts, where it keeps them."""

    def having(self, specialties: Sequence[str], as_of: date) -> Sequence[Expert]:
        """Return the experts in office on a day who have one of the specialties."""
        ...


def specialties(
    service: SearchService,
    found: Sequence[Decision],
    grounds: Grounds,
    as_of: date,
    pool: ExpertPool | None = None,
) -> tuple[Section, tuple[str, ...]]:
    """Return the section, and what nobody suggests a specialty for; raise NotSearchable."""
    parts, names, missing = [], dict[str, None](), []
    suggested = SuggestedSpecialties()
    for category in dict.fromkeys(one.works.category for one in found):
        told = suggested.specialties(category)
        if not told:
            missing.append(f"{category}：专业建议表里没有这一类。")
            continue
        names |= dict.fromkeys(told)
        text = f"{'、'.join(told)}。"
        number = grounds.own("专业建议表", text, suggested.note)
        parts.append(Part(category, (Statement(text, (number,)),)))
    if any(one.highest is Scale.BEYOND for one in found):
        parts.append(Part("专家论证", tuple(_rules(service, grounds)), short=True))
    if pool and names:
        people = pool.having(tuple(names), as_of)[:_MOST]
        text = "；".join(f"{one.name}（{one.specialty}，{one.unit}）" for one in people)
        text = text or "没有相应专业的在聘专家。"
        number = grounds.own("专家库", text, f"本单位的登记，截至{as_of.isoformat()}在聘")
        parts.append(Part("库中专家", (Statement(text, (number,)),)))
    note = "" if parts else "专业建议表按危大工程的类别编写，没有与本题对应的。"
    return Section(SPECIALTIES, tuple(parts), note), tuple(missing)


def _rules(service: SearchService, grounds: Grounds) -> list[Statement]:
    rules = (
        (f"专家从主管部门的专家库选取，符合专业要求，不少于 {EXPERTS} 名，有利害关系的不得参加",
         f"《{DECREE}》第十二条"),
        ("结论为通过、修改后通过或者不通过，专家签字负责", f"《{DECREE}》第十三条"),
    )  # fmt: skip
    told = []
    for what, citation in rules:
        one = cited_clause(service, what, citation)
        told.append(Statement(what, (grounds.consequence(one),)))
    return told
