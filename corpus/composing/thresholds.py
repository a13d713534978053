"""From which size on is a piece of work 危大工程, as a text to read, find and cite?"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from corpus.composing.page import Entry, lay_out
from corpus.composing.wording import UNVERIFIED, said
from corpus.errors import BadRecord
from corpus.numerals import to_chinese
from corpus.records import Clause, Document, Kind, Status

__all__ = ["compose_thresholds", "read_thresholds"]

_HELD = ("document", "region", "effective_on")
_COLUMNS = (
    "category", "item", "level", "applies", "rule", "limits", "conditions", "document", "clause",
    "region", "effective_on", "source", "note",
)  # fmt: skip
"""The columns of the table, each a string; '' is unknown or none. See `library.hazard_table`."""

_HEADING = "| 分项工程 | 级别 | 范围和限值 | 位置 |"
_RULE = "| --- | --- | --- | --- |"

_NOTES = (
    "本篇是阈值表，由我们按来源整理，不是原文；限值均含本数。",
    "各地可以有更严的规定，以当地文件为准。网上仍有2009年的旧清单流传，请勿混用。",
)


def read_thresholds(path: Path) -> list[dict[str, str]]:
    """Read the table, one dict of columns a row; raise BadRecord naming file and line."""
    lines = path.read_text("utf-8").splitlines()
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for number, row in enumerate(rows, 2):
        if tuple(row) != _COLUMNS or None in row.values():
            raise BadRecord(f"{path.name} 第{number}行", "整行", f"{len(_COLUMNS)} 列")
    return rows


def compose_thresholds(rows: Sequence[Mapping[str, str]]) -> tuple[Document, list[Clause]]:
    """Return the table as a document, one clause for each category of works.

    `rows` are as `read_thresholds` gives them; those of a category stand in one clause.
    """
    categories: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        categories.setdefault(row["category"], []).append(row)
    sources = list(dict.fromkeys(row["source"] for row in rows))
    document = Document(
        document_id="thresholds-hazardous-works",
        title="危险性较大的分部分项工程阈值表",
        kind=Kind.DIGEST,
        text="",
        status=Status.UNVERIFIED,
        status_basis="阈值表的时效随原文，原文的现行状态请另查",
        source="； ".join(sources),
        aliases=("危大工程阈值表",),
        notes=_NOTES,
        facts={"rows": [dict(row) for row in rows], "sources": sources},
    )
    entries = [_entry(n, name, found) for n, (name, found) in enumerate(categories.items(), 1)]
    return lay_out(document, entries)


def _entry(number: int, category: str, rows: Sequence[Mapping[str, str]]) -> Entry:
    documents = "、".join(dict.fromkeys(row["document"] for row in rows if row["document"]))
    named = f"{documents}附件" if documents else f"{UNVERIFIED}的文件"
    return Entry(
        address=str(number),
        label=f"{to_chinese(number)}、{category}",
        text="\n".join(_lines(rows)),
        citation=f"依据{named}“{category}”（要点，非原文）",
        printed=True,
    )


def _lines(rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Yield a table for the rows of one document, below where it holds and since when."""
    for (document, region, since), found in groupby(rows, itemgetter(*_HELD)):
        yield f"出处：{said(document)}；地区：{said(region)}；施行日期：{said(since)}。"
        yield from (_HEADING, _RULE)
        for row in found:
            rule = row["rule"] + (f"（备注：{row['note']}）" if row["note"] else "")
            cells = (row["item"], row["level"], rule, said(row["clause"]))
            yield f"| {' | '.join(cells)} |"
