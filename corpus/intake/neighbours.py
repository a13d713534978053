"""Which stored documents say nearly the same as this one, and what should a person do about it?"""

from collections.abc import Iterator

from corpus.errors import UnknownDocument
from corpus.identifiers import doc_no_key
from corpus.intake.outcomes import Similar
from corpus.near_duplicates import ALIKE, Sketches, likeness, sketch
from corpus.records import Document
from corpus.references import title_key
from corpus.store import DocumentStore

__all__ = ["Neighbours"]

_NOISY = 0.6  # a short notice with a portal's noise around it
_COMPARED = 8


class Neighbours:
    """The texts of a store by their likeness, kept up to date by whoever writes."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store
        self._known: Sketches | None = None

    def put(self, document: Document) -> None:
        """Know the text of a document that was stored."""
        self._sketches().put(document.document_id, sketch(document.text))

    def discard(self, document_id: str) -> None:
        """Forget a document that was removed."""
        self._sketches().discard(document_id)

    def of(self, document: Document) -> tuple[Similar, ...]:
        """Return the documents that may be this one; editions with dates of their own are not."""
        near = self._sketches().near(sketch(document.text))
        others = [name for name in near if name != document.document_id][:_COMPARED]
        return tuple(found for name in others for found in self._similar(document, name))

    def pairs(self) -> Iterator[tuple[str, Similar]]:
        """Yield each pair of stored documents that may be one, with the id of the first."""
        sketches = self._sketches()
        for name, of_text in sketches.items():
            later = [other for other in sketches.near(of_text) if other > name]
            if later and (document := self._stored(name)):
                for other in later[:_COMPARED]:
                    yield from ((name, found) for found in self._similar(document, other))

    def _similar(self, document: Document, name: str) -> Iterator[Similar]:
        other = self._stored(name)
        if other is None:
            return
        share = likeness(document.text, other.text)
        if advice := _advice(document, other, share):
            yield Similar(name, other.title, share, advice)

    def _stored(self, name: str) -> Document | None:
        try:
            return self._store.get(name)
        except UnknownDocument:
            return None

    def _sketches(self) -> Sketches:
        if self._known is None:
            self._known = Sketches(self._store.sketches())
        return self._known


def _advice(one: Document, other: Document, share: float) -> str:
    """Say what a person should do about two texts alike; '' where they are rightly two."""
    number = doc_no_key(one.doc_no or "")
    same_number = number is not None and number == doc_no_key(other.doc_no or "")
    same_title = title_key(one.title) == title_key(other.title)
    if same_number or (same_title and not _differ(one.dated, other.dated)):
        found = share >= _NOISY
        return "像是同一份文件的两个来源，请核对，多余的一份用 zhiku remove 移除" if found else ""
    if share < ALIKE or same_title or _differ(one.issuer, other.issuer):
        return ""
    return "标题或文号不同，可能是转发、修订或套用同一底稿，请核对是否重复"


def _differ(one: object, other: object) -> bool:
    return bool(one and other and one != other)
