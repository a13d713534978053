"""How is an answer written as JSON? One form for the API and for the commands' `--json`."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from corpus.records import Clause, Defect, Document
from search.results import Hit, Scores, SearchResults

__all__ = ["as_json", "clause_json", "document_json"]

Json = dict[str, object]


def as_json(results: SearchResults) -> Json:
    """Return the results as plain values in the order of the contract; days as YYYY-MM-DD.

    `explanation` is present only where it was asked for.
    """
    answer: Json = {
        "query": results.query,
        "as_of": results.as_of.isoformat(),
        "mode": results.mode.value,
        "relaxed": results.relaxed,
        "total": results.total,
        "took_ms": results.took_ms,
        "facets": {
            name: {str(value): count for value, count in counts.items()}
            for name, counts in results.facets.items()
        },
        "hits": [_hit(hit) for hit in results.hits],
        "notices": list(results.notices),
    }
    if results.explanation is not None:
        explanation = results.explanation
        answer["explanation"] = {
            "generation": explanation.generation,
            "steps": list(explanation.steps),
        }
    return answer


def clause_json(document: Document, clause: Clause) -> Json:
    """Return one clause with what is needed to judge and cite it without its document."""
    return {
        "clause_id": clause.clause_id,
        "document_id": clause.document_id,
        "title": document.title,
        "doc_no": document.doc_no,
        "status": document.status.value,
        "status_basis": document.status_basis,
        "status_as_of": _day(document.status_as_of),
        "verbatim": document.verbatim,
        **_place(clause),
    }


def document_json(document: Document, clauses: Sequence[Clause]) -> Json:
    """Return a document with its full text and its clauses in reading order."""
    return {
        "document_id": document.document_id,
        "title": document.title,
        "kind": document.kind.value,
        "doc_no": document.doc_no,
        "issuer": document.issuer,
        "region": document.region,
        "level": document.level,
        "issued_on": _day(document.issued_on),
        "published_on": _day(document.published_on),
        "effective_on": _day(document.effective_on),
        "status": document.status.value,
        "status_basis": document.status_basis,
        "status_as_of": _day(document.status_as_of),
        "source": document.source,
        "aliases": list(document.aliases),
        "notes": list(document.notes),
        "verbatim": document.verbatim,
        "text": document.text,
        "clauses": [{"clause_id": clause.clause_id, **_place(clause)} for clause in clauses],
    }


def _place(clause: Clause) -> Json:
    return {
        "ordinal": clause.ordinal,
        "address": clause.address,
        "path": list(clause.path),
        "citation": clause.citation,
        "text": clause.text,
        "start": clause.start,
        "end": clause.end,
        "defects": [_defect(defect) for defect in clause.defects],
    }


def _defect(defect: Defect) -> Json:
    return {"start": defect.start, "end": defect.end, "note": defect.note}


def _hit(hit: Hit) -> Json:
    return {
        "rank": hit.rank,
        "clause_id": hit.clause_id,
        "document_id": hit.document_id,
        "kind": hit.kind.value,
        "title": hit.title,
        "doc_no": hit.doc_no,
        "issuer": hit.issuer,
        "region": hit.region,
        "issued_on": _day(hit.issued_on),
        "effective_on": _day(hit.effective_on),
        "status": hit.status.value,
        "status_basis": hit.status_basis,
        "status_as_of": _day(hit.status_as_of),
        "path": list(hit.path),
        "citation": hit.citation,
        "text": hit.text,
        "snippet": hit.snippet,
        "snippet_start": hit.snippet_start,
        "highlights": [[start, end] for start, end in hit.highlights],
        "verbatim": hit.verbatim,
        "scores": _scores(hit.scores),
        "matched_terms": list(hit.matched_terms),
        "notes": list(hit.notes),
    }


def _scores(scores: Scores) -> Json:
    return {
        "keyword": asdict(scores.keyword),
        "semantic": asdict(scores.semantic),
        "fused": scores.fused,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
