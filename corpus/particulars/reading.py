"""What follows from what a document prints of itself, and what of it must a person confirm?

Nothing is guessed: a value that is only likely, or contradicted, is left out and listed as a
doubt. What a person stated is kept; where the text says otherwise, that is a doubt too.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from difflib import SequenceMatcher
from typing import Any

from corpus.identifiers import doc_no_key, order_key, standard_key
from corpus.normalise import nfkc
from corpus.particulars.levels import level_of
from corpus.particulars.regions import NATIONAL, code_of, region_of
from corpus.records import Doubt, Kind, Level, Relation, RelationKind
from corpus.references import title_key
from corpus.structure import Head, Validity, last_day, read_validity

__all__ = ["cited_later", "particulars"]

_ALIKE = 0.75  # of two titles; none of 3,475 statutes differs so from its file name
_LONGEST = 100  # characters of a file name
# What only bodies of the State enact holds for the whole of it, be the issuer known or not.
_OF_THE_STATE = frozenset(
    {
        Level.CONSTITUTION, Level.LAW, Level.JUDICIAL_INTERPRETATION,
        Level.ADMINISTRATIVE_REGULATION, Level.SUPERVISORY_REGULATION, Level.DEPARTMENT_RULE,
    }
)  # fmt: skip
_HALF_A_YEAR = timedelta(days=183)
_LONGEST_WAIT = timedelta(days=549)  # of 3,161 statutes only the two basic laws waited longer


def particulars(
    text: str, head: Head, values: Mapping[str, Any], told: Mapping[str, Any], file: str
) -> dict[str, Any]:
    """Return what follows for the other fields, with all `doubts`.

    `values` holds what is known so far: title, kind, doc_no, issuer, issued_on and more. `told`
    holds those that do not come from the text, but from a person or a known collection; they
    stay, but for a region that the text tells more exactly. `file` is the file's name without
    its suffix.
    """
    doubts = [doubt for doubt in head.doubts if doubt.field not in told]
    doubts += _of_name(head, values, told, file)
    found: dict[str, Any] = {}
    for fields, more in (
        _dates(text, head, values),
        _region(values, told),
        _level(head, values, told),
    ):
        found |= {n: v for n, v in fields.items() if n not in told or n == "region"}
        doubts += more
    level, region = found.get("level") or told.get("level"), found.get("region")
    if level in _OF_THE_STATE and not region and not any(d.field == "region" for d in doubts):
        found["region"] = told.get("region") or NATIONAL.name
    if found.get("level") is Level.NORMATIVE_DOCUMENT and "kind" not in told:
        found["kind"] = Kind.POLICY
    return found | {"doubts": tuple(dict.fromkeys(doubts))}


def cited_later(issued_on: date | None, relations: Sequence[Relation]) -> Iterator[Doubt]:
    """Yield a doubt where a text names one whose number is of a later year than its own day."""
    years = [
        (int(relation.number.partition("〔")[2][:4]), relation)
        for relation in relations
        if relation.number and "〔" in relation.number
        and relation.kind in {RelationKind.BASIS, RelationKind.CITES}
    ]  # fmt: skip
    later = [relation for year, relation in years if issued_on and year > issued_on.year]
    if issued_on and later:
        reason = f"早于文中引用的{later[0].number}，日期或所引文号有误，请核对原件"
        yield Doubt("issued_on", issued_on.isoformat(), reason)


def _of_name(
    head: Head, values: Mapping[str, Any], told: Mapping[str, Any], file: str
) -> Iterator[Doubt]:
    if not head.title and "title" not in told:
        yield Doubt("title", values["title"], "正文里没有认出标题，用的是文件名")
    elif "title" not in told and _nearly_alike(title_key(file), title_key(head.title)):
        yield Doubt("title", head.title, f"与文件名“{file}”只差几个字，可能有脱字，请核对原件")
    number = values.get("doc_no")
    if number:
        plain = nfkc(number).text
        if not (doc_no_key(plain) or order_key(plain) or standard_key(plain)):
            yield Doubt("doc_no", number, "不像文号、令号或标准号，请核对")


def _nearly_alike(one: str, other: str) -> bool:
    """Tell whether two titles differ as a text and its damaged copy do; not as short and long."""
    if one in other or other in one or len(one) > _LONGEST:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _dates(text: str, head: Head, values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Doubt]]:
    issued, published = values.get("issued_on"), values.get("published_on")
    days: dict[str, Any] = {}
    if issued and published and published - issued > _HALF_A_YEAR and head.enactment.enacted_on:
        days["issued_on"] = None
        reason = f"比公布日期{published}早半年以上，题注可能缺最近一次修改，请核对"
        return days, [Doubt("issued_on", issued.isoformat(), reason)]
    validity = read_validity(text)
    begin, doubts = _begin(head, validity, published, issued)
    end, more = _end(head, validity, begin)
    told = {"published_on": head.enactment.published_on, "effective_on": begin, "expires_on": end}
    return days | {name: day for name, day in told.items() if day}, doubts + more


def _begin(
    head: Head, validity: Validity, published: date | None, issued: date | None
) -> tuple[date | None, list[Doubt]]:
    """Return the day of effect of this edition; an amendment seldom changes the one printed."""
    told, printed = head.enactment, validity.effective_on
    published, issued = told.published_on or published, published or issued
    if validity.conflicting:
        words = "、".join(validity.conflicting)
        return told.effective_on, [Doubt("effective_on", words, "文中写有几个施行日期，请核对")]
    if told.effective_on and printed and told.effective_on != printed and not told.amended:
        words = f"{told.effective_on}、{printed}"
        return None, [Doubt("effective_on", words, "题注与正文写的施行日期不同，请核对")]
    begin = told.effective_on or printed
    if begin is None and validity.event and not told.amended:
        passed = told.enacted_on is not None and validity.event != "通过"
        begin = published or (None if passed else issued)
    if begin and issued and begin < issued:
        earlier = [
            Doubt("effective_on", begin.isoformat(), f"早于印发、通过或公布日期{issued}，请核对")
        ]
        return None, [] if told.amended else earlier
    if begin and issued and begin - issued > _LONGEST_WAIT:
        reason = f"比公布或印发日期{issued}晚一年半以上，正文与日期可能不是同一文本，请核对"
        return begin, [Doubt("effective_on", begin.isoformat(), reason)]
    return begin, []


def _end(head: Head, validity: Validity, begin: date | None) -> tuple[date | None, list[Doubt]]:
    """Return the last day of a time that the text sets itself."""
    end = validity.expires_on
    if end is None and validity.years and begin and not head.enactment.amended:
        end = last_day(begin, validity.years)
    if end and begin and end < begin:
        return None, [Doubt("expires_on", end.isoformat(), f"早于施行日期{begin}，请核对")]
    return end, []


def _region(
    values: Mapping[str, Any], told: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Doubt]]:
    region, reason = region_of(values.get("issuer"), values["title"])
    name = told.get("region")
    if region is None or (name and not _within(region.name, name)):
        coded = code_of(name) if name else None
        fields = {"region_code": coded} if coded else {}
        other = f"发文机关或标题所示地区是{region.name}" if region else reason
        return fields, [Doubt("region", name or "", other)] if other else []
    if name and code_of(name):
        return {"region_code": code_of(name)}, []
    code = {"region_code": region.code} if region != NATIONAL else {}
    return {"region": region.name} | code, []


def _within(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _level(
    head: Head, values: Mapping[str, Any], told: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Doubt]]:
    enacted = head.enactment if head.enactment.enacted_on else None
    named = (values["title"], values.get("issuer"), values.get("doc_no"))
    judged = level_of(values["kind"], *named, enacted)
    if level := told.get("level"):
        other = judged.level is not None and judged.level != level
        reason = f"按发文机关、标题和文号应为{judged.level}"
        return {}, [Doubt("level", str(level), reason)] if other else []
    if judged.level:
        return {"level": judged.level}, []
    return {}, [Doubt("level", judged.likely, judged.reason)] if judged.likely else []
