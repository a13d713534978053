"""How is an answer written as JSON? One form for the API and for the commands' `--json`."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from corpus.places import place_of
from corpus.records import Clause, Defect, Document
from corpus.standing import Standing
from search.dossier import Dossier, Edition, Reference, Referrer
from search.results import Hit, Scores, SearchResults

__all__ = ["as_json", "clause_json", "document_json", "listed_json"]

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
        "folded": results.folded,
        "took_ms": results.took_ms,
        "facets": {
            name: {str(value): count for value, count in counts.items()}
            for name, counts in results.facets.items()
        },
        "hits": [_hit(hit) for hit in results.hits],
        "notices": list(results.notices),
        "filters": [applied.label for applied in results.filters],
        "suggestions": list(results.suggestions),
    }
    if results.explanation is not None:
        explanation = results.explanation
        answer["explanation"] = {
            "generation": explanation.generation,
            "steps": list(explanation.steps),
        }
    return answer


def clause_json(document: Document, clause: Clause, dossier: Dossier) -> Json:
    """Return one clause with what is needed to judge and cite it without its document.

    The dossier is that of the document; `origin` is the place in the original file.
    """
    return {
        "clause_id": clause.clause_id,
        "document_id": clause.document_id,
        "title": document.title,
        "doc_no": document.doc_no,
        **_life(dossier),
        "verbatim": document.verbatim,
        **_place(clause),
        "origin": place_of(document, clause.start) or None,
    }


def document_json(document: Document, clauses: Sequence[Clause], dossier: Dossier) -> Json:
    """Return a document with its full text, its clauses in reading order, and its relations."""
    return {
        "document_id": document.document_id,
        "title": document.title,
        "kind": document.kind.value,
        "doc_no": document.doc_no,
        "issuer": document.issuer,
        "region": document.region,
        "region_code": document.region_code,
        "level": document.level,
        "issued_on": _day(document.issued_on),
        "published_on": _day(document.published_on),
        "effective_on": _day(document.effective_on),
        "expires_on": _day(document.expires_on),
        "repealed_on": _day(document.repealed_on),
        **_life(dossier),
        "source": document.source,
        "aliases": list(document.aliases),
        "notes": list(document.notes),
        "doubts": [asdict(doubt) for doubt in document.doubts],
        "verbatim": document.verbatim,
        "editions": [_edition(edition) for edition in dossier.editions],
        "references": [_reference(reference) for reference in dossier.references],
        "referrers": [_referrer(referrer) for referrer in dossier.referrers],
        "text": document.text,
        "clauses": [{"clause_id": clause.clause_id, **_place(clause)} for clause in clauses],
    }


def listed_json(document: Document, standing: Standing) -> Json:
    """Return a document in brief with where it stands."""
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
        "status": standing.status.value,
        "status_basis": standing.basis,
    }


def _life(dossier: Dossier) -> Json:
    standing = dossier.standing
    return {
        "as_of": dossier.as_of.isoformat(),
        "status": standing.status.value,
        "status_basis": standing.basis,
        "status_as_of": _day(standing.as_of),
        "status_by": standing.by,
        "status_warning": standing.warning or None,
    }


def _edition(edition: Edition) -> Json:
    document, standing = edition.document, edition.standing
    return {
        "document_id": document.document_id,
        "title": document.title,
        "doc_no": document.doc_no,
        "issued_on": _day(document.issued_on),
        "published_on": _day(document.published_on),
        "effective_on": _day(document.effective_on),
        "status": standing.status.value,
        "status_basis": standing.basis,
    }


def _reference(reference: Reference) -> Json:
    held = reference.held
    return {
        "kind": reference.kind.value,
        "title": reference.title,
        "number": reference.number,
        "held": _edition(held) if held else None,
        "places": [{"address": at, "clause_id": clause} for at, clause in reference.places],
    }


def _referrer(referrer: Referrer) -> Json:
    return {
        "kind": referrer.kind.value,
        "source": _edition(referrer.source),
        "places": [{"clause_id": name, "citation": told} for name, told in referrer.places],
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
        "published_on": _day(hit.published_on),
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
        "more": hit.more,
        "reasons": list(hit.reasons),
    }


def _scores(scores: Scores) -> Json:
    return {
        "keyword": asdict(scores.keyword),
        "semantic": asdict(scores.semantic),
        "fused": scores.fused,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
