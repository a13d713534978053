"""What does somebody ask for who needs a panel, and how does that stand in the log?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from corpus.normalise import folded
from library.errors import DrawRejected
from library.experts.columns import listed
from library.experts.demands import Need
from library.experts.drawing.proceedings import FORMAT
from library.experts.rules import Rules
from library.experts.specialties import Taxonomy

__all__ = ["Asked", "Party", "request_body", "same_project"]

_SEVERAL = re.compile("[=＝:：(（、,，;；/|]")
"""What tells that a line is more than one name; it would be that of nobody."""


@dataclass(frozen=True, slots=True)
class Party:
    """A unit that takes part in the project: 建设单位, 施工单位 …"""

    role: str
    unit: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: for what, who takes part, what is needed, and where the seed comes from.

    `officers` are two names, or none where `public` says which public value serves and
    `known_after` from when it is known. `regions` are parts of the names of regions, any of which
    is enough; none for all. `sealed_until` keeps the names out of the published record. `day` is
    that of the review. `reason` is due where the same works were asked for before.
    """

    project: str
    needs: tuple[Need, ...]
    parties: tuple[Party, ...]
    works: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    region: str = ""
    regions: tuple[str, ...] = ()
    day: date | None = None
    officers: tuple[str, ...] = ()
    public: str = ""
    known_after: datetime | None = None
    sealed_until: datetime | None = None
    reason: str = ""


def request_body(
    asked: Asked, request_id: str, taxonomy: Taxonomy, rules: Rules, today: date, who: str
) -> dict[str, Any]:
    """Return the body of 申请; raise DrawRejected or UnknownSpecialty."""
    _check(asked, today)
    return {
        "format": FORMAT,
        "request_id": request_id,
        "who": who,
        "project": asked.project.strip(),
        "region": asked.region.strip(),
        "works": [text.strip() for text in asked.works],
        "parties": [{"role": p.role.strip(), "unit": p.unit.strip()} for p in asked.parties],
        "persons": [text.strip() for text in asked.persons],
        "needs": [_need(need, taxonomy) for need in asked.needs],
        "rules": {
            "least": rules.least,
            "former_years": rules.former_years,
            "yearly_cap": rules.yearly_cap,
            "regions": [text.strip() for text in asked.regions],
        },
        "day": (asked.day or today).isoformat(),
        "seed": _seed(asked),
        "sealed_until": int(asked.sealed_until.timestamp()) if asked.sealed_until else 0,
        "reason": asked.reason.strip(),
    }


def same_project(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two requests are for the same works of the same project, whatever their sizes.

    A request that names no works is for any: else leaving them out would begin anew.
    """
    if folded(one["project"]) != folded(other["project"]):
        return False
    mine, theirs = ({_plain(text) for text in body["works"]} for body in (one, other))
    return not mine or not theirs or not mine.isdisjoint(theirs)


def _plain(works: str) -> str:
    """Return what works are called, without their sizes: 基坑（深度 6.5m）：超过一定规模."""
    return folded(re.split("[（：]", works, maxsplit=1)[0])


def _check(asked: Asked, today: date) -> None:
    problems = [
        said
        for said, wrong in (
            ("没有写明工程名称", not folded(asked.project)),
            ("没有写明参建单位，无法回避", not asked.parties),
            ("参建单位要写明身份和名称", any(not folded(p.unit) or not p.role.strip()
                                             for p in asked.parties)),
            ("参建单位一行一个，联合体的各方分开写",
             any(len(listed(p.unit)) > 1 for p in asked.parties)),
            ("参建人员一行一个，只写姓名", any(_SEVERAL.search(one) for one in asked.persons)),
            ("没有写明所需的专业和人数", not asked.needs),
            ("论证日期不能早于今天", asked.day is not None and asked.day < today),
            ("同一专业写了两次", len({n.specialty for n in asked.needs}) < len(asked.needs)),
            ("种子或由两名经办人给出，或用公开数值，只能选一种",
             bool(asked.officers) == bool(asked.public.strip())),
            ("公开数值要写明何时揭晓", bool(asked.public.strip()) and asked.known_after is None),
        )
        if wrong
    ]  # fmt: skip
    if problems:
        raise DrawRejected("；".join(problems) + "。")


def _need(need: Need, taxonomy: Taxonomy) -> dict[str, Any]:
    specialty = taxonomy[need.specialty]
    return {
        "specialty": specialty.code,
        "name": specialty.name,
        "accepts": list(taxonomy.within(specialty.code)),
        "number": need.number,
        "reserve": need.reserve,
    }


def _seed(asked: Asked) -> dict[str, Any]:
    if asked.officers:
        return {"kind": "officers", "officers": [name.strip() for name in asked.officers]}
    moment = int(asked.known_after.timestamp()) if asked.known_after else 0
    return {"kind": "public", "source": asked.public.strip(), "known_after": moment}
