"""How is a check of citations written as JSON?"""

from corpus.records import Document
from library.citations.record import Checked, Quote, Report

__all__ = ["report_json"]

Json = dict[str, object]


def report_json(report: Report) -> Json:
    """Return the check as plain values; offsets count the characters of the draft sent."""
    return {
        "as_of": report.as_of.isoformat(),
        "generation": report.generation,
        "counts": {verdict.value: count for verdict, count in report.counts.items()},
        "misquoted": report.misquoted,
        "citations": [_checked(one) for one in report.checked],
    }


def _checked(one: Checked) -> Json:
    cited = one.cited
    return {
        "start": cited.start,
        "end": cited.end,
        "text": one.text,
        "title": cited.name.title or None,
        "number": cited.name.number,
        "place": cited.place or None,
        "inferred": cited.inferred,
        "verdict": one.verdict.value,
        "label": one.verdict.label,
        "notes": list(one.notes),
        "status": one.status.value if one.status else None,
        "document": _document(one.document),
        "clause_id": one.clause.clause_id if one.clause else None,
        "citation": one.clause.citation if one.clause else None,
        "successor": _document(one.successor),
        "quote": _quote(one),
    }


def _document(document: Document | None) -> Json | None:
    if document is None:
        return None
    return {
        "document_id": document.document_id,
        "title": document.title,
        "doc_no": document.doc_no,
    }


def _quote(one: Checked) -> Json | None:
    quote: Quote | None = one.quote
    if quote is None or one.cited.quote is None:
        return None
    return {
        "start": one.cited.quote[0],
        "end": one.cited.quote[1],
        "text": quote.text,
        "agrees": quote.agrees,
        "pieces": [{"op": piece.op.value, "text": piece.text} for piece in quote.pieces],
        "note": quote.note,
    }
