"""What is there to read of interpretations and common questions, for a page or a program?"""

from dataclasses import dataclass

from fastapi import Request

from corpus.normalise import fold
from library.exchange import Enquiry, Interpretation, review_of
from web.exchanging import Cited, cited_in
from web.service import exchange_of, service_of

__all__ = ["Explained", "common_questions", "interpretations_shown"]


@dataclass(frozen=True, slots=True)
class Explained:
    """An interpretation or a common question with the clauses on which it rests.

    `review` says why it must be examined again, '' where it need not.
    """

    one: Interpretation | Enquiry
    cited: tuple[Cited, ...]
    review: str = ""

    @classmethod
    def of(cls, request: Request, one: Interpretation | Enquiry) -> "Explained":
        """Look up its clauses, and whether it still fits; raise NotSearchable."""
        about = one.about if isinstance(one, Enquiry) else (one.shown or one.latest).about
        return cls(one, tuple(cited_in(request, about)), review_of(one, service_of(request)))


def interpretations_shown(
    request: Request, words: str = "", *, clause_id: str = "", document_id: str = ""
) -> list[Interpretation]:
    """Return what readers see that holds all the words, the last published first."""
    return [
        one
        for one in exchange_of(request).interpretations.shown()
        if clause_id in {"", one.clause_id}
        and document_id in {"", one.document_id}
        and _holds(f"{one.citation}\n{one.shown.text if one.shown else ''}", words)
    ]


def common_questions(request: Request, words: str = "") -> list[Enquiry]:
    """Return the published questions that hold all the words, the last published first."""
    found = exchange_of(request).enquiries.published()
    return [one for one in found if _holds(f"{one.title}\n{one.asked}\n{one.answer}", words)]


def _holds(text: str, words: str) -> bool:
    folded = fold(text).text
    return all(fold(word).text in folded for word in words.split())
