"""How is a comparison of editions written as JSON?"""

from datetime import date

from corpus.records import Document
from library.editions.comparison import Comparison, Row, Side

__all__ = ["comparison_json"]

Json = dict[str, object]


def comparison_json(found: Comparison) -> Json:
    """Return the comparison as plain values; days as YYYY-MM-DD."""
    return {
        "old": _document(found.old),
        "new": _document(found.new),
        "counts": {change.value: count for change, count in found.counts.items()},
        "rows": [_row(row) for row in found.rows],
    }


def _document(document: Document) -> Json:
    return {
        "document_id": document.document_id,
        "title": document.title,
        "doc_no": document.doc_no,
        "issued_on": _day(document.issued_on),
        "published_on": _day(document.published_on),
        "effective_on": _day(document.effective_on),
    }


def _row(row: Row) -> Json:
    return {
        "change": row.change.value,
        "renumbered": row.renumbered,
        "likeness": row.likeness,
        "old": _side(row.old),
        "new": _side(row.new),
        "pieces": [{"op": piece.op.value, "text": piece.text} for piece in row.pieces],
    }


def _side(side: Side | None) -> Json | None:
    if side is None:
        return None
    clause = side.clause
    return {
        "clause_id": clause.clause_id,
        "place": side.name,
        "citation": clause.citation,
        "text": clause.text,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
