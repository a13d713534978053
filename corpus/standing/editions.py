"""Which documents are editions of one work, and since when is each in effect?

A title is never a key: 《…的通知》 of two years are two letters, rules of two places may bear one
title. Two documents are editions of one work where title and kind agree and nothing known of them
disagrees; a policy document is an edition only of what the same agency named as its own work.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.identifiers import standard_key
from corpus.normalise import nfkc
from corpus.records import Document, Kind, Level, Status
from corpus.references import title_key, unmarked

__all__ = [
    "Beginning",
    "Editions",
    "beginning",
    "in_effect",
    "is_draft",
    "is_later",
    "is_older",
    "is_same",
    "since",
]

# The texts of these kinds have editions; a case, a digest or an interpretation has none.
_KINDS = frozenset({Kind.REGULATION, Kind.STANDARD, Kind.POLICY})
# What bears such a name is a work that is issued anew; 通知, 意见, 方案 are letters of one day.
_WORK = re.compile(r"(?:办法|规定|细则|规则|条例|制度|标准|规范|规程|导则|指引|目录|名录|定额)$")
_TRIAL = re.compile(r"\((?:试行|暂行)\)$")
_AGENCY_RENAMED = {
    "建设部": "住房和城乡建设部",
    "国家安全生产监督管理总局": "应急管理部",
    "国家质量监督检验检疫总局": "国家市场监督管理总局",
}
# Of the acts of the highest bodies one title names one work, whoever passed the amendment.
_ONE_ISSUER = frozenset({Level.CONSTITUTION, Level.LAW, Level.ADMINISTRATIVE_REGULATION})
_YEAR = timedelta(days=366)
# Statuses that are stated only of what has come into effect.
_BEGUN = frozenset(
    {Status.IN_FORCE, Status.AMENDED, Status.REPEALED, Status.REPLACED, Status.EXPIRED}
)


@dataclass(frozen=True, slots=True)
class Beginning:
    """Since when a document is in effect: `day` None where nothing is known.

    Where its day of effect is not stated, `day` is that of its issue and `certain` is false:
    statutes come into force up to a year later.
    """

    day: date | None
    certain: bool

    def reached(self, as_of: date) -> bool:
        """Whether the document is in effect by that day without doubt."""
        if self.day is None:
            return False
        return self.day <= as_of if self.certain else self.day + _YEAR <= as_of


def beginning(document: Document) -> Beginning:
    """Return since when the document is in effect.

    An amended edition often prints the day on which the first edition came into force; a day of
    effect that lies years before the issue says nothing about this edition.
    """
    effective, dated = document.effective_on, document.dated
    if dated is None:
        return Beginning(effective, effective is not None)
    if effective and effective >= dated:
        return Beginning(effective, certain=True)
    retroactive = effective is not None and dated - effective < _YEAR
    return Beginning(dated, retroactive or document.kind is Kind.POLICY)


def in_effect(document: Document, as_of: date) -> bool:
    """Tell whether the document had come into effect by that day, whatever became of it since."""
    begun = beginning(document)
    if is_draft(document) or begun.day is None or begun.day > as_of:
        return False
    told = document.status in _BEGUN and (document.status_as_of or as_of) <= as_of
    return told or begun.reached(as_of)


def since(document: Document) -> str:
    """Say since when a document is in effect, or what is known instead."""
    begun, dated = beginning(document), document.dated
    if begun.day is None:
        return "日期不详"
    if begun.certain and begun.day == document.effective_on:
        return f"自{begun.day}起施行"
    if document.kind is Kind.POLICY:
        return f"{dated}印发" if document.issued_on else f"{dated}发布"
    return f"{dated}公布，施行日期未载明"


def is_draft(document: Document) -> bool:
    """Tell whether the text was published for comments and binds nobody."""
    return document.status is Status.DRAFT


def is_same(one: Document, other: Document) -> bool:
    """Tell whether two records of one work are the same edition, taken from two sources."""
    issued = one.dated is not None and one.dated == other.dated
    begun = beginning(one), beginning(other)
    return issued or (begun[0] == begun[1] and begun[0].certain)


def is_later(one: Document, other: Document) -> bool:
    """Tell whether `one` is known to be the later of two editions.

    Days of issue are compared with each other, days of effect too. Where only the one is known of
    an edition and the other of another, a year must lie between: issue and effect differ by that.
    """
    if is_same(one, other):
        return False
    if (like := _comparable(one, other)) is not None:
        return like[0] > like[1]
    first, second = beginning(one).day, beginning(other).day
    if first is None or second is None:
        return False
    return first > second + (_YEAR if other.dated else timedelta(0))


def is_older(one: Document, other: Document) -> bool:
    """Tell whether `one` is known to be older than a text of another work that names it."""
    days = _comparable(one, other) or (beginning(one).day, beginning(other).day)
    return days[0] is not None and days[1] is not None and days[0] < days[1]


def _comparable(one: Document, other: Document) -> tuple[date, date] | None:
    if one.dated and other.dated:
        return one.dated, other.dated
    if one.effective_on and other.effective_on:
        return one.effective_on, other.effective_on
    return None


class Editions:
    """Finds the other editions of a document; documents are numbered as in the sequence given."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents
        self._by_work: dict[tuple[Kind, str], list[int]] = defaultdict(list)
        self._works = [_work(document) for document in documents]
        for number, work in enumerate(self._works):
            if work:
                self._by_work[work].append(number)

    def of(self, number: int) -> list[int]:
        """Return the numbers of the other editions of the work, in no order."""
        work = self._works[number]
        if work is None:
            return []
        own = self._documents[number]
        return [
            other
            for other in self._by_work[work]
            if other != number and _agree(own, self._documents[other])
        ]


def _work(document: Document) -> tuple[Kind, str] | None:
    """Return what all editions of a work share, None for what has no editions."""
    if document.kind not in _KINDS or is_draft(document):
        return None
    if document.kind is Kind.STANDARD and (key := standard_key(nfkc(document.doc_no or "").text)):
        return document.kind, re.sub(r"/T|-(?:19|20)?\d\d$", "", key)
    if document.kind is Kind.POLICY:
        name = _TRIAL.sub("", unmarked(document.title).strip(" 》"))
        if not document.issuer or not _WORK.search(name):
            return None
    return document.kind, title_key(document.title)


def _agree(one: Document, other: Document) -> bool:
    """Tell whether nothing known of two documents of one title speaks against one work."""
    levels = {one.level, other.level} - {None}
    if len(levels) > 1 or len({one.region, other.region} - {None}) > 1:
        return False
    if levels and levels <= _ONE_ISSUER:
        return True
    issuers = {_agency(one.issuer), _agency(other.issuer)}
    return len(issuers) == 1 or (None in issuers and one.kind is not Kind.POLICY)


def _agency(issuer: str | None) -> str | None:
    if issuer is None:
        return None
    name = re.sub(r"\s", "", issuer).removeprefix("中华人民共和国")
    return _AGENCY_RENAMED.get(name, name)
