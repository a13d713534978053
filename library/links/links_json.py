"""How are links and the list of what to review written as JSON?"""

from collections.abc import Sequence
from datetime import date

from corpus.records import Document
from library.links.impact import Impact, Review
from library.links.records import DocumentLinks, Link, counted

__all__ = ["impact_json", "links_json"]

Json = dict[str, object]


def links_json(found: DocumentLinks, links: Sequence[Link] | None = None) -> Json:
    """Return the links of a document, or those given of one of its clauses, as plain values."""
    shown = found.links if links is None else links
    return {
        "generation": found.generation,
        "as_of": found.dossier.as_of.isoformat(),
        "document": _document(found.document),
        "counts": {kind.value: count for kind, count in counted(shown).items()},
        "links": [_link(link) for link in shown],
    }


def impact_json(found: Impact) -> Json:
    """Return the list of what to review as plain values; `new` and `by` are null where unknown."""
    counts = found.comparison.counts if found.comparison else None
    return {
        "old": _document(found.old),
        "ended": found.ended,
        "status": found.standing.status.value,
        "status_basis": found.standing.basis,
        "new": _document(found.new) if found.new else None,
        "by": _document(found.by) if found.by else None,
        "changes": {change.value: n for change, n in counts.items()} if counts else None,
        "counts": {urgency.value: n for urgency, n in found.counts.items()},
        "reviews": [_review(review) for review in found.reviews],
        "aside": list(found.aside),
    }


def _document(document: Document) -> Json:
    return {
        "document_id": document.document_id,
        "title": document.title,
        "doc_no": document.doc_no,
        "effective_on": _day(document.effective_on),
    }


def _link(link: Link) -> Json:
    return {
        "kind": link.kind.value,
        "address": link.here,
        "relation": link.relation,
        "title": link.title,
        "citation": link.citation,
        "target": link.target or None,
        "document_id": link.document_id or None,
        "page": link.page or None,
        "note": link.note,
    }


def _review(review: Review) -> Json:
    return {
        "urgency": review.urgency.value,
        "why": review.why,
        "place": review.place,
        "now_clause_id": review.now or None,
        "now_citation": review.now_citation or None,
        **_link(review.link),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
