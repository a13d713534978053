"""Who may be drawn for a request, and if not, why not? Recomputed by whoever checks a record.

Everything is plain values as they stand in the record, so that no database is needed.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from corpus.normalise import folded

__all__ = ["REASONS", "exclusions", "fits_of", "reason_text", "same_unit"]

REASONS: Mapping[str, str] = {
    "specialty": "专业不符",
    "cancelled": "已取消资格",
    "suspended": "已暂停",
    "expired": "聘期已满",
    "not_started": "聘期尚未开始",
    "unit": "利害关系：所在单位是参建单位",
    "former": "利害关系：曾在参建单位任职，未满回避年限",
    "avoid_unit": "利害关系：登记的回避单位是参建单位",
    "avoid_person": "利害关系：登记的回避人员是参建人员",
    "listed": "利害关系：本人列为参建人员",
    "region": "地区不符",
    "cap": "本年论证次数已满",
    "declined": "本次申请中已谢绝",
}
"""What each reason says; those of interest name the role of the party as well."""
_STANDINGS = {"取消": "cancelled", "暂停": "suspended"}
_BRANCH = re.compile(r".*(?:分公司|子公司|分院|分局|事业部|项目部|经理部|工程部|办事处)")
Reason = dict[str, str]


def exclusions(
    request: Mapping[str, Any], day: str, name: Mapping[str, Any], facts: Mapping[str, Any]
) -> list[Reason]:
    """Return every reason why a candidate cannot be drawn, none where they can.

    `day` is that of the review, YYYY-MM-DD. A reason has `kind` and, of interest, the party's role.
    """
    found = [Reason(kind=kind) for kind in _without_interest(request, day, facts)]
    for party in request["parties"]:
        role, unit = party["role"], party["unit"]
        if same_unit(unit, name["unit"]):
            found.append({"kind": "unit", "role": role})
        if any(same_unit(unit, former["unit"]) and _lasts(former, request, day)
               for former in facts["former_units"]):  # fmt: skip
            found.append({"kind": "former", "role": role})
        if any(same_unit(unit, other) for other in facts["avoid_units"]):
            found.append({"kind": "avoid_unit", "role": role})
    persons = {folded(person) for person in request["persons"]}
    if persons & {folded(person) for person in facts["avoid_persons"]}:
        found.append({"kind": "avoid_person"})
    if folded(name["name"]) in persons:
        found.append({"kind": "listed"})
    return found


def fits_of(request: Mapping[str, Any], specialties: Iterable[str]) -> frozenset[int]:
    """Return the numbers of the needs that somebody with these specialties can meet."""
    own = set(specialties)
    needs = enumerate(request["needs"])
    return frozenset(at for at, need in needs if not own.isdisjoint(need["accepts"]))


def reason_text(reason: Mapping[str, str]) -> str:
    """Return a reason in words."""
    role = reason.get("role", "")
    return f"{REASONS[reason['kind']]}（{role}）" if role else REASONS[reason["kind"]]


def same_unit(one: str, other: str) -> bool:
    """Tell whether two names are of one unit, or one of a branch of the other.

    Compared are the names without spaces and punctuation, full width as half width.
    """
    short, long = sorted((_key(one), _key(other)), key=len)
    if not short:
        return False
    rest = long.removeprefix(short)
    return not rest or (rest != long and len(short) > 3 and bool(_BRANCH.fullmatch(rest)))


@lru_cache(maxsize=2**16)
def _key(name: str) -> str:
    return folded(name)


def _without_interest(
    request: Mapping[str, Any], day: str, facts: Mapping[str, Any]
) -> Iterable[str]:
    rules = request["rules"]
    if not fits_of(request, facts["specialties"]):
        yield "specialty"
    if facts["standing"] in _STANDINGS:
        yield _STANDINGS[facts["standing"]]
    if facts["term_end"] < day:
        yield "expired"
    if facts["term_start"] > day:
        yield "not_started"
    if rules["regions"] and not any(part in facts["region"] for part in rules["regions"]):
        yield "region"
    if rules["yearly_cap"] is not None and facts["reviews"] >= rules["yearly_cap"]:
        yield "cap"
    if facts["declined"]:
        yield "declined"


def _lasts(former: Mapping[str, Any], request: Mapping[str, Any], day: str) -> bool:
    """Tell whether an interest from former employment lasts; one without an end always does."""
    if former["left_on"] is None:
        return True
    left, now = date.fromisoformat(former["left_on"]), date.fromisoformat(day)
    until = left.year + request["rules"]["former_years"], left.month, left.day
    return (now.year, now.month, now.day) < until
