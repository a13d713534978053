"""Which rows does a query name outright: by number, by quotation, by title and place?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.normalise import fold, nfkc
from corpus.store import DocumentStore
from corpus.structure import title_citation
from search.columns import Columns
from search.lookup import Directory, Named, place_in, printed, readings
from search.phrases import Phrases

__all__ = ["NamedRows"]

Mask = NDArray[np.bool_]


class NamedRows:
    """Finds rows of one generation; `rows` maps clause ids to them."""

    def __init__(
        self,
        columns: Columns,
        directory: Directory,
        phrases: Phrases,
        store: DocumentStore,
        rows: Mapping[str, int],
    ) -> None:
        self._columns = columns
        self._directory = directory
        self._phrases = phrases
        self._store = store
        self._rows = rows
        self._citations = {
            rows[clause.clause_id]: nfkc(clause.citation).text
            for document in columns.documents
            if not document.verbatim
            for clause in store.clauses(document.document_id)
        }
        self._own_words = {fold(text).text: row for row, text in self._citations.items()}
        self._about = {
            rows[clause.clause_id]: [rows[name] for name in named if name in rows]
            for document in columns.documents
            if (named := document.facts.get("about"))
            for clause in store.clauses(document.document_id)
        }
        self._subjects: dict[int, tuple[int, ...]] = {}

    def cited_whole(self, query: str) -> list[int]:
        """Return the row of a card, case or digest of which a query is the whole citation.

        The article that it is about follows where the text is held.
        """
        row = self._own_words.get(fold(query).text)
        if row is None:
            return []
        named = self._directory.named(query[: query.rfind("(")])
        placed = self.placed(named) if named and named.address else []
        return [row, *(other for other in placed if other != row)]

    def subjects(self, row: int) -> tuple[int, ...]:
        """Return the articles that a row of our own words is about, where their text is held."""
        if row not in self._citations:
            return ()
        if row not in self._subjects:
            cited = self.cited_whole(self._citations[row])[1:]
            self._subjects[row] = tuple(dict.fromkeys((*self._about.get(row, ()), *cited)))
        return self._subjects[row]

    def explains(self, row: int) -> bool:
        """Tell whether a row is what the department says of clauses, as an interpretation is."""
        return row in self._about

    def quoting(self, phrase: str) -> Mask:
        """Return the rows that hold the phrase, and the heads of documents titled with it."""
        held = self._phrases.mask(phrase)
        held[self.heads(self._directory.titled(phrase))] = True
        return held

    def owners(self, key: str) -> Sequence[int]:
        """Return the documents that bear a number, in the longest reading that any of them has.

        Those that are a source's own text come first.
        """
        owners = (self._directory.by_number(reading) for reading in readings(key))
        found = next(filter(None, owners), ())
        return sorted(found, key=lambda number: not self._columns.documents[number].verbatim)

    def other_orders(self, keys: Iterable[str]) -> Iterator[str]:
        """Yield a notice for each order's number without its issuer that several texts bear."""
        for key in keys:
            owners = [self._columns.documents[n] for n in self.owners(key)]
            alone = key.startswith("令第")
            texts = {d.doc_no: d.title for d in reversed(owners) if d.doc_no and alone}
            if len(texts) > 1:
                named = "、".join(title_citation(title, number) for number, title in texts.items())
                yield f"库中不止一个{key.removeprefix('令')}令：{named}。写明发布机关可以区分。"

    def bearing(self, key: str) -> Mask | None:
        """Return the rows of the documents that bear a number, else those that mention it.

        None where nothing does.
        """
        if owners := self.owners(key):
            return self._columns.rows_of(owners)
        mentions = (self._phrases.mask(phrase) for phrase in printed(key))
        return next((mask for mask in mentions if mask.any()), None)

    def placed(self, named: Named) -> list[int]:
        """Return the rows of the clauses at the named place, in whichever part it stands.

        Where a source's own text has the place, what we say about it is not meant.
        """
        texts = [n for n in named.documents if self._columns.documents[n].verbatim]
        return self._in(texts, named) or self._in(named.documents, named)

    def _in(self, documents: Iterable[int], named: Named) -> list[int]:
        found = [
            clause
            for number in documents
            for clause in self._store.clauses(self._columns.documents[number].document_id)
            if clause.address.rpartition(".")[2] == named.address
            or (not named.address and place_in(clause.citation)[1] == named.place)
        ]
        titled = [c for c in found if place_in(c.citation)[0] == named.title]
        return [self._rows[clause.clause_id] for clause in titled or found]

    def has_text(self, named: Named) -> bool:
        """Whether the text of what is named is there, and not only our words about it."""
        return any(self._columns.documents[number].verbatim for number in named.documents)

    def heads(self, numbers: Iterable[int], title: str = "") -> list[int]:
        """Return the rows with which documents begin, or their part of a (folded) title."""
        heads = []
        for number in dict.fromkeys(numbers):
            clauses = self._store.clauses(self._columns.documents[number].document_id)
            titled = [c for c in clauses if place_in(c.citation)[0] == title]
            heads += [self._rows[clause.clause_id] for clause in (titled or clauses)[:1]]
        return heads
