"""Who may be drawn for a request, and if not, why not? Recomputed by whoever checks a record.

Everything is plain values as they stand in the record, so that no database is needed.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from corpus.normalise import folded

__all__ = ["REASONS", "Judge", "fits_of", "reason_text", "same_unit"]

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
_FORM = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|公司)$")
Reason = dict[str, str]


class Judge:
    """Judges candidates for one request, on the day of its review, YYYY-MM-DD."""

    def __init__(self, request: Mapping[str, Any], day: str) -> None:
        rules = request["rules"]
        self._day = day
        self._today = tuple(int(part) for part in day.split("-"))
        self._former_years: int = rules["former_years"]
        self._regions: list[str] = rules["regions"]
        self._cap: int | None = rules["yearly_cap"]
        self._accepted = {code for need in request["needs"] for code in need["accepts"]}
        self._parties = [(party["role"], party["unit"]) for party in request["parties"]]
        self._persons = {_key(person) for person in request["persons"]}

    def exclusions(self, name: Mapping[str, Any], facts: Mapping[str, Any]) -> list[Reason]:
        """Return every reason why a candidate cannot be drawn, none where they can.

        A reason has `kind` and, where it is of interest, the party's `role`.
        """
        found = [{"kind": kind} for kind in self._without_interest(facts)]
        for role, unit in self._parties:
            found += [{"kind": kind, "role": role} for kind in self._of_party(unit, name, facts)]
        if self._persons:
            if not self._persons.isdisjoint(map(_key, facts["avoid_persons"])):
                found.append({"kind": "avoid_person"})
            if _key(name["name"]) in self._persons:
                found.append({"kind": "listed"})
        return found

    def _without_interest(self, facts: Mapping[str, Any]) -> Iterable[str]:
        if self._accepted.isdisjoint(facts["specialties"]):
            yield "specialty"
        if facts["standing"] in _STANDINGS:
            yield _STANDINGS[facts["standing"]]
        if facts["term_end"] < self._day:
            yield "expired"
        if facts["term_start"] > self._day:
            yield "not_started"
        if self._regions and not any(part in facts["region"] for part in self._regions):
            yield "region"
        if self._cap is not None and facts["reviews"] >= self._cap:
            yield "cap"
        if facts["declined"]:
            yield "declined"

    def _of_party(
        self, unit: str, name: Mapping[str, Any], facts: Mapping[str, Any]
    ) -> Iterable[str]:
        if same_unit(unit, name["unit"]):
            yield "unit"
        former = facts["former_units"]
        if former and any(same_unit(unit, one["unit"]) and self._lasts(one) for one in former):
            yield "former"
        avoided = facts["avoid_units"]
        if avoided and any(same_unit(unit, other) for other in avoided):
            yield "avoid_unit"

    def _lasts(self, former: Mapping[str, Any]) -> bool:
        """Tell whether an interest from former employment lasts; without an end it does."""
        if former["left_on"] is None:
            return True
        year, month, day = (int(part) for part in former["left_on"].split("-"))
        return self._today < (year + self._former_years, month, day)


def fits_of(request: Mapping[str, Any], specialties: Iterable[str]) -> frozenset[int]:
    """Return the numbers of the needs that somebody with these specialties can meet."""
    own = set(specialties)
    needs = enumerate(request["needs"])
    return frozenset(at for at, need in needs if not own.isdisjoint(need["accepts"]))


def reason_text(reason: Mapping[str, str]) -> str:
    """Return a reason in words."""
    role = reason.get("role", "")
    return f"{REASONS[reason['kind']]}（{role}）" if role else REASONS[reason["kind"]]


@lru_cache(maxsize=2**16)
def same_unit(one: str, other: str) -> bool:
    """Tell whether two names are of one unit, or one of a branch of the other.

    Compared are the names without spaces and punctuation, full width as half width, and without
    the form of a company at their end: 示例建设集团 is 示例建设集团有限公司.
    """
    short, long = sorted((_stem(one), _stem(other)), key=len)
    if not short or not long.startswith(short):
        return False
    rest = long[len(short) :]
    return not rest or (len(short) > 3 and bool(_BRANCH.fullmatch(rest)))


def _stem(unit: str) -> str:
    key = _key(unit)
    stem = _FORM.sub("", key)
    return stem if len(stem) > 1 and not _BRANCH.fullmatch(key) else key


@lru_cache(maxsize=2**16)
def _key(name: str) -> str:
    return folded(name)
