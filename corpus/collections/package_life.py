"""What may be said of the life of a law in the package, on what evidence?

The package gives the day on which the first edition took effect for every later one, calls an
edition 历史版本 before its successor is in force, and calls laws 已废止 without saying by what. Its
words are taken where its own texts bear them out; the rest is a doubt for a person.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.collections.package_rows import PACKAGE, Holding, Law
from corpus.records import Doubt, Status
from corpus.structure import Validity, read_validity

__all__ = ["Life", "life_of"]

_HALF_A_YEAR = timedelta(days=183)
_AMENDMENT = re.compile(r"修正案|关于修改")


@dataclass(frozen=True, slots=True)
class Life:
    """The status that is stated for a law, with its basis, the days that are sure, and doubts."""

    status: Status
    basis: str
    effective_on: date | None = None
    repealed_on: date | None = None
    doubts: tuple[Doubt, ...] = ()


def life_of(law: Law, holding: Holding) -> Life:
    """Return what may be stated of one law, true on the day of the holding."""
    effective = _effective(law)
    doubts: tuple[Doubt, ...] = ()
    if law.effective and not effective and _validity(law) == Validity():
        doubts += (Doubt("effective_on", str(law.effective), "来源所给，正文里没有载明"),)
    status, basis, repealed_on = _status(law, holding)
    if status is Status.UNVERIFIED and law.status == "已废止":
        doubts += (Doubt("status", law.status, "来源没有载明由什么文件废止，请核对官方文本"),)
    return Life(status, basis, effective, repealed_on, doubts)


def _status(law: Law, holding: Holding) -> tuple[Status, str, date | None]:
    source = f"{PACKAGE} {holding.version} 标为“{law.status}”"
    told = f"{source}（编至 {holding.as_of}），未另行核对"
    match law.status:
        case "现行有效" if _may_wait(law, holding):
            unsure = f"{law.published} 公布，正文没有载明本文本的施行日期，可能尚未施行"
            return Status.UNVERIFIED, f"{told}；{unsure}", None
        case "现行有效":
            effective = _effective(law)
            early = effective is not None and effective > holding.as_of
            basis = told if early else f"{source}，未另行核对"  # in force: as of the status's day
            return (Status.NOT_YET if early else Status.IN_FORCE), basis, None
        case "已被修改":
            changes = "、".join(f"《{name}》" for name in _amendments(law, holding))
            more = f"；本文本未并入{changes}" if changes else ""
            return Status.AMENDED, told + more, None
        case "历史版本":
            return *_replaced(law, holding, told), None
        case "已废止" if by := next(_repealing(law, holding), None):
            return Status.REPEALED, f"{told}；《{by.title}》载明废止本法", _effective(by)
    return Status.UNVERIFIED, told, None


def _replaced(law: Law, holding: Holding, told: str) -> tuple[Status, str]:
    """A new edition replaces the old one only on the day when it takes effect."""
    editions = [o for o in holding.laws if o.title == law.title and o.published > law.published]
    days = [day for edition in editions if (day := _effective(edition))]
    if days and min(days) > holding.as_of:
        return Status.IN_FORCE, f"{told}；新文本自 {min(days)} 起施行，在此之前施行的是本文本"
    if editions and all(_may_wait(edition, holding) for edition in editions):
        return Status.UNVERIFIED, f"{told}；新文本的施行日期没有载明，本文本是否仍在施行不明"
    return Status.REPLACED, told


def _may_wait(law: Law, holding: Holding) -> bool:
    """Tell whether a text is too new to be taken for in force without its day of effect."""
    return _effective(law) is None and holding.as_of - law.published < _HALF_A_YEAR


def _amendments(law: Law, holding: Holding) -> Iterator[str]:
    """Yield the titles of later acts that change the law and are held beside it."""
    own = law.title.removeprefix("中华人民共和国")
    for other in sorted(holding.laws, key=lambda o: o.published):
        later = other.published > law.published
        if later and own in other.title and _AMENDMENT.search(other.title):
            yield other.title


def _repealing(law: Law, holding: Holding) -> Iterator[Law]:
    named = f"《{law.title}》"
    for other in holding.laws:
        if other.published > law.published and any(
            named in row.text and "废止" in row.text for row in other.rows
        ):
            yield other


def _effective(law: Law) -> date | None:
    """Return the day of effect where the text prints it and it is not an earlier edition's.

    That of an earlier edition, if printed, is told as a doubt by the import itself.
    """
    if law.effective is None or law.effective < law.published:
        return None
    found = _validity(law)
    at_once = found.event not in {"", "通过"} and law.effective == law.published
    return law.effective if at_once or found.effective_on == law.effective else None


def _validity(law: Law) -> Validity:
    return read_validity("\n".join(row.text for row in law.rows))
