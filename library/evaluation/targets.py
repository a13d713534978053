"""Which clauses does an expected answer mean in the collection that is searched?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import UnknownDocument
from corpus.identifiers import doc_no_key, order_key, standard_key
from corpus.references import Names, title_key
from search import Hit, SearchService

__all__ = ["Target", "Targets"]

_UNMARKED = re.compile(r"(?P<title>[^《》]+?)\s*(?P<place>第[〇零一二三四五六七八九十百千\d]+条.*)")


@dataclass(frozen=True, slots=True)
class Target:
    """What was expected, as written, and what meets it: a clause, or any of a document."""

    text: str
    clauses: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()

    def meets(self, hit: Hit) -> bool:
        """Tell whether a hit is what was expected."""
        return hit.clause_id in self.clauses or hit.document_id in self.documents


class Targets:
    """Finds what an expectation means; all editions of an article mean the article."""

    def __init__(self, service: SearchService) -> None:
        """Raise NotSearchable without a generation."""
        self._service = service
        self._documents: Sequence[str] = [d.document_id for d in service.documents()]
        self._names = Names(service.documents())

    def of(self, text: str) -> Target | None:
        """Return the target of a number, citation or title; None where nothing held is meant."""
        try:
            return Target(text, frozenset({self._service.clause(text)[1].clause_id}))
        except UnknownDocument:
            pass
        if text in self._documents:
            return Target(text, documents=frozenset({text}))
        bare = _UNMARKED.fullmatch(text)
        cited = self._service.cited(f"《{bare['title']}》{bare['place']}" if bare else text)
        if cited:
            return Target(text, frozenset(clause.clause_id for _, clause in cited))
        return self._named(text)

    def _named(self, text: str) -> Target | None:
        key = order_key(text) or doc_no_key(text) or standard_key(text)
        found = self._names.by_number(key) if key else ()
        found = found or tuple(self._names.by_title.get(title_key(text.strip("《》")), ()))
        documents = frozenset(self._documents[at] for at in found)
        return Target(text, documents=documents) if documents else None
