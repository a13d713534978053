"""Does an interpretation, or an answer, still fit the clauses on which it rests?"""

from collections.abc import Iterator

from corpus.errors import UnknownDocument
from corpus.records import Clause
from library.exchange.records import Enquiry, Interpretation, Version
from library.exchange.wording import digest_of_words
from search.ports import SearchService

__all__ = ["outdated", "review_of"]

_CHANGED = "所解读的条款文字已有改动"
_CITED_CHANGED = "所引的条款文字已有改动"


def outdated(version: Version, clause: Clause) -> str:
    """Say why a version must be examined again, '' where the clause is as it was."""
    return "" if version.clause_text == clause.text else _CHANGED


def review_of(one: Interpretation | Enquiry, service: SearchService) -> str:
    """Say why what readers see, else the newest version, must be examined again; '' for no reason.

    An answer is examined again as soon as one of the clauses that it cites has changed. Raise
    NotSearchable.
    """
    if isinstance(one, Interpretation):
        clause, gone = _standing(one.clause_id, service, "所解读")
        return gone or (outdated(one.shown or one.latest, clause) if clause else "")
    return next(filter(None, (_changed(*cited, service) for cited in _cited(one))), "")


def _cited(one: Enquiry) -> Iterator[tuple[str, str]]:
    return zip(one.about, one.about_texts, strict=True)


def _changed(clause_id: str, words: str, service: SearchService) -> str:
    clause, gone = _standing(clause_id, service, "所引")
    return gone or (_CITED_CHANGED if clause and digest_of_words(clause.text) != words else "")


def _standing(clause_id: str, service: SearchService, whose: str) -> tuple[Clause | None, str]:
    """Return a clause, and why it does not stand any more."""
    try:
        document, clause = service.clause(clause_id)
    except UnknownDocument:
        return None, f"{whose}的条款已不在库里"
    hidden = service.dossier(document.document_id).standing.hidden
    return clause, f"{whose}的文件已废止或被替代" if hidden else ""
