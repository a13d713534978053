"""How is a comparison of two editions laid out for a reader?"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from library.editions import Change, Comparison, Row, compare, in_order
from search.ports import SearchService
from web.errors import ParameterRejected

__all__ = ["Part", "Stretch", "anchor", "compare_documents", "lay_out"]

_NO_OTHER = "请用参数 with 写明与哪一份文件对照，给出它的文件编号。"
_ITSELF = "一份文件不能与自己对照，请用参数 with 写明另一份文件的编号。"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows in a run: one that changed, or all unchanged ones up to the next that did."""

    rows: tuple[Row, ...]
    unchanged: bool

    @property
    def name(self) -> str:
        """The places of the run: 第三条至第九条."""
        first, last = self.rows[0].shown.name, self.rows[-1].shown.name
        return first if first == last else f"{first}至{last}"


@dataclass(frozen=True, slots=True)
class Part:
    """The stretches below one heading, that of the newer edition where it has the clause."""

    heading: str
    stretches: tuple[Stretch, ...]


def compare_documents(service: SearchService, document_id: str, other_id: str) -> Comparison:
    """Return what changed between two documents, from the older to the newer.

    Raise ParameterRejected, UnknownDocument or NotSearchable.
    """
    if not other_id.strip() or other_id.strip() == document_id:
        raise ParameterRejected("with", _ITSELF if other_id.strip() else _NO_OTHER)
    one, other = service.document(document_id), service.document(other_id.strip())
    return compare(*in_order(one, other), service.terms)


def lay_out(found: Comparison) -> list[Part]:
    """Return the rows under their headings, unchanged ones in runs.

    A row that one edition alone has, among rows of another heading, stays with those before it.
    """
    parts = groupby(_headed(found.rows), key=lambda pair: pair[0])
    return [Part(heading, tuple(_stretches(row for _, row in run))) for heading, run in parts]


def anchor(row: Row) -> str:
    """Return the name of the row's place on the page; addresses of both editions may be alike."""
    return f"{'new' if row.new else 'old'}-{row.shown.clause.address}"


def _headed(rows: tuple[Row, ...]) -> Iterator[tuple[str, Row]]:
    heading = next((row.new.part for row in rows if row.new), "")
    for row in rows:
        heading = row.new.part if row.new else heading
        yield heading, row


def _stretches(rows: Iterator[Row]) -> Iterator[Stretch]:
    for unchanged, run in groupby(rows, key=lambda row: row.change is Change.UNCHANGED):
        if unchanged:
            yield Stretch(tuple(run), unchanged=True)
        else:
            yield from (Stretch((row,), unchanged=False) for row in run)
