"""How does what was published become documents of the collection, to be found as all others?

Whoever updates the index collects first: what is new or changed is put into the store, what was
withdrawn leaves it, and the index then takes up the differences as those of any document.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime

from corpus import Clause, Document, DocumentStore, UnknownDocument
from corpus.composing import Note, base_citation, compose_note
from corpus.corrections import corrected
from indexer import writing
from library.exchange.exchange import Exchange
from library.exchange.records import Enquiry, Interpretation
from library.exchange.review import outdated
from library.exchange.wording import digest_of_words
from search import Settings, open_store

__all__ = ["PUBLISHED", "collect_published", "uncollected"]

PUBLISHED = "exchange:"
"""How the source keys of the documents begin that are collected here."""

_Composed = tuple[Document, list[Clause]]


@dataclass(frozen=True, slots=True)
class _Differences:
    changed: list[_Composed]
    gone: list[str]

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone)


def collect_published(settings: Settings) -> int:
    """Bring the store to what is published; return how many documents came, changed or left.

    A home that never had an exchange stays as it is. Raise BuildBusy, StoreBroken, ExchangeBroken.
    """
    if not (settings.exchange.is_file() and settings.database.is_file()):
        return 0
    with closing(Exchange(settings.exchange)) as exchange, open_store(settings) as store:
        found = _differences(exchange, store)
        if not found:
            return 0
        with writing(settings.home, "收入解读与问答"), store.batch():
            for document, clauses in found.changed:
                store.put(document, clauses, PUBLISHED + document.document_id)
            for document_id in found.gone:
                store.delete(document_id)
        return len(found.changed) + len(found.gone)


def uncollected(settings: Settings, exchange: Exchange) -> bool:
    """Tell whether something was published or withdrawn that the store does not know of yet."""
    if not settings.database.is_file():
        return False
    with open_store(settings) as store:
        return bool(_differences(exchange, store))


def _differences(exchange: Exchange, store: DocumentStore) -> _Differences:
    composed = list(_composed(exchange, store))
    kept = {document.document_id for document, _ in composed}
    held = {name for key, name in store.sources().items() if key.startswith(PUBLISHED)}
    return _Differences([one for one in composed if _differs(store, *one)], sorted(held - kept))


def _composed(exchange: Exchange, store: DocumentStore) -> Iterator[_Composed]:
    held = _Held(store)
    for document, clauses in (
        *(_of_interpretation(one, held) for one in exchange.interpretations.shown()),
        *(_of_enquiry(one, held) for one in exchange.enquiries.published()),
    ):
        yield corrected(document, store.corrections(document.document_id)), clauses


def _differs(store: DocumentStore, document: Document, clauses: list[Clause]) -> bool:
    try:
        before = store.get(document.document_id)
    except UnknownDocument:
        return True
    return before != document or store.clauses(document.document_id) != clauses


def _of_interpretation(one: Interpretation, held: "_Held") -> _Composed:
    version = one.shown
    assert version is not None  # noqa: S101 - only what is shown comes here
    about = list(held.of(version.about))
    own = next((clause for _, clause in about if clause.clause_id == one.clause_id), None)
    note = Note(
        note_id=f"interpretation-{one.number}",
        title=f"{base_citation(own.citation if own else one.citation)}解读",
        text=version.text,
        unit=version.unit,
        signed_by=version.author,
        day=_day(one.published_at),
        stale=own is None or bool(outdated(version, own)),
    )
    return compose_note(note, about)


def _of_enquiry(one: Enquiry, held: "_Held") -> _Composed:
    about = list(held.of(one.about))
    now = {clause.clause_id: digest_of_words(clause.text) for _, clause in about}
    note = Note(
        note_id=f"faq-{one.number}",
        title=one.title,
        text=one.answer,
        unit=one.unit,
        signed_by=one.answered_by,
        day=_day(one.published_at),
        question=one.asked,
        stale=now != dict(zip(one.about, one.about_texts, strict=True)),
    )
    return compose_note(note, about)


class _Held:
    """The clauses that the store holds; each document is read once, however often it is cited."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store
        self._read: dict[str, dict[str, tuple[Document, Clause]]] = {}

    def of(self, ids: Iterable[str]) -> Iterator[tuple[Document, Clause]]:
        """Return the clauses of these ids with their documents, leaving out what is not held."""
        for clause_id in ids:
            document_id = clause_id.rpartition(":")[0]
            if document_id not in self._read:
                self._read[document_id] = self._clauses(document_id)
            if found := self._read[document_id].get(clause_id):
                yield found

    def _clauses(self, document_id: str) -> dict[str, tuple[Document, Clause]]:
        try:
            document = self._store.get(document_id)
        except UnknownDocument:
            return {}
        return {one.clause_id: (document, one) for one in self._store.clauses(document_id)}


def _day(seconds: float | None) -> date:
    return datetime.fromtimestamp(seconds or 0).astimezone().date()
