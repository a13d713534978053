"""From which size on is a piece of work 危大工程, and which of it needs expert review?

The table is data (`corpus/documents/thresholds/hazardous-works.tsv`): 部令第37号 leaves the scope
to 建办质〔2018〕31号, whose limits include the number (≥), and places may add to it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

from corpus.composing import read_thresholds
from library.errors import TableRejected

__all__ = ["Applies", "HazardLevel", "HazardRow", "Limit", "load_hazard_table"]

Word = TypeVar("Word", bound=StrEnum)

_LIMIT = re.compile(r"(?P<parameter>[^\d≥]+)≥(?P<value>\d+(?:\.\d+)?)(?P<unit>m|kN|kN/m|kN/m²)")


class HazardLevel(StrEnum):
    """How hazardous works of this size are; the value is the word of the decree."""

    HAZARDOUS = "危险性较大"
    BEYOND_SCALE = "超过一定规模"
    """The special plan needs an expert review (部令第37号第十二条)."""
    LOCAL = "地方增补"
    """Not in the national list; some places add it."""


class Applies(StrEnum):
    """Which works of the item fall under the row."""

    ALL = "全部"
    ANY_LIMIT = "达到任一"
    """Those that reach one of the limits or meet one of the conditions."""
    UNVERIFIED = "未核实"


@dataclass(frozen=True, slots=True)
class Limit:
    """A size from which on, itself included, the row applies: 搭设高度 ≥ 8 m."""

    parameter: str
    operator: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class HazardRow:
    """One row: `rule` in words, and parsed into `limits` and `conditions` that no number says.

    None is unknown. `document` and `clause` say where it stands (建办质〔2018〕31号, 附件2（二）2),
    `effective_on` since when it holds; `source` is what was read, `note` what to beware of.
    """

    category: str
    item: str
    level: HazardLevel
    applies: Applies
    rule: str
    limits: tuple[Limit, ...]
    conditions: str | None
    document: str | None
    clause: str | None
    region: str | None
    effective_on: date | None
    source: str
    note: str | None


def load_hazard_table(path: Path | None = None) -> tuple[HazardRow, ...]:
    """Return the rows of the table at `path`, else of the one that the product brings along.

    Raise TableRejected naming the line, and BadRecord where the columns are wrong.
    """
    if path is not None:
        return _rows(read_thresholds(path))
    table = files("corpus") / "documents" / "thresholds" / "hazardous-works.tsv"
    with as_file(table) as built_in:
        return _rows(read_thresholds(built_in))


def _rows(records: Sequence[Mapping[str, str]]) -> tuple[HazardRow, ...]:
    rows, first = [], dict[tuple[str | None, ...], int]()
    for number, record in enumerate(records, 2):
        row = _row(number, record)
        key = (row.category, row.item, row.level, row.document, row.region)
        if first.setdefault(key, number) != number:
            raise TableRejected(number, f"与第{first[key]}行重复")
        rows.append(row)
    return tuple(rows)


def _row(number: int, record: Mapping[str, str]) -> HazardRow:
    try:
        row = HazardRow(
            category=_required(record, "category"),
            item=_required(record, "item"),
            level=_word(HazardLevel, record["level"]),
            applies=_word(Applies, record["applies"]),
            rule=_required(record, "rule"),
            limits=tuple(_limit(text) for text in record["limits"].split("；") if text),
            conditions=record["conditions"] or None,
            document=record["document"] or None,
            clause=record["clause"] or None,
            region=record["region"] or None,
            effective_on=_day(record["effective_on"]),
            source=_required(record, "source"),
            note=record["note"] or None,
        )
    except ValueError as error:
        raise TableRejected(number, str(error)) from error
    if (row.applies is Applies.ANY_LIMIT) != bool(row.limits or row.conditions):
        raise TableRejected(number, f"适用范围“{row.applies}”与限值、条件不符")
    return row


def _word(words: type[Word], text: str) -> Word:
    if text not in set(words):
        raise ValueError(f"“{text}”应为 {'、'.join(words)} 之一")
    return words(text)


def _required(record: Mapping[str, str], column: str) -> str:
    if not record[column]:
        raise ValueError(f"没有填写 {column}")
    return record[column]


def _limit(text: str) -> Limit:
    match = _LIMIT.fullmatch(text)
    if match is None:
        raise ValueError(f"限值“{text}”读不懂，应写成“搭设高度≥5m”")
    return Limit(match["parameter"], "≥", float(match["value"]), match["unit"])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValueError(f"“{text}”不是真实存在的日期") from error
