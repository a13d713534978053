"""Under which id does a file enter the store, and which document does it replace?

A stated id always names that document, wherever the file lies. A file that states none keeps the
id that its place had, unless title and number are both others, or the title and most of an
unnumbered text, which makes it another document;
else the id is computed, and another text of the same title, number, issuer and day is a second
edition with an id of its own.
"""

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from corpus.cataloguing import Draft, computed_id
from corpus.corrections import as_read
from corpus.errors import IdTaken, UnknownDocument
from corpus.near_duplicates import likeness
from corpus.records import Document
from corpus.store import DocumentStore

__all__ = ["BUILTIN", "UPLOADED", "Register", "as_copy", "file_key", "same_source"]

BUILTIN = "builtin:"
"""How the source keys of files begin that come with the product, wherever it is installed."""

UPLOADED = "upload:"
"""How the source keys of files begin that came through the browser; where they lay is no matter."""

_COPY = "="
_EDITED = 0.3  # a text that has less in common with the one before is no edit of it


def as_copy(stamp: str) -> str:
    """Return how the stamp of a file is kept that only repeats what another one gave."""
    return _COPY + stamp


def file_key(path: Path) -> str:
    """Return the source key of a file: its absolute path, links resolved, as text."""
    real = os.path.realpath(path)  # Path.resolve raises where links go in a circle
    return Path(real).as_posix().encode("utf-8", "backslashreplace").decode()


class Register:
    """Which place holds which document, kept up to date during one import."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store
        self._held = store.sources()
        self._stamps = store.stamps()
        self._places: defaultdict[str, list[str]] = defaultdict(list)
        for key, stamp in sorted(self._stamps.items()):
            self._places[_checksum(stamp)].append(key)
        self._claims: dict[str, tuple[str, Path]] = {}  # by files that state their id
        self._passed: dict[str, tuple[str, Path]] = {}  # by files that need not be read
        self._holders: defaultdict[str, set[str]] = defaultdict(set)
        for key, document_id in self._held.items():
            self._holders[document_id].add(key)

    def held_by(self, key: str) -> str | None:
        """Return the id of the document that this place held so far."""
        return self._held.get(key)

    def is_as_read(self, key: str, stamp: str) -> bool:
        """Whether the place holds a document and was last read by this very stamp."""
        return bool(stamp) and self._stamps.get(key, "").lstrip(_COPY) == stamp

    def is_copy(self, draft: Draft, key: str, stamp: str, before: Document | None) -> bool:
        """Whether another file gave the stored document, and this one says nothing else."""
        if before is None or draft.stated_id or self._gives(key, before.document_id):
            return False
        if not any(
            self._gives(other, before.document_id)
            for other in self._others(before.document_id, key)
        ):
            return False
        stays = self._stamps.get(key, "").startswith(_COPY) and self._unchanged(key, stamp)
        return stays or before.text == draft.document.text

    def givers(self, document_id: str) -> list[str]:
        """Return the files from which the document was read."""
        return sorted(key for key in self._holders[document_id] if self._gives(key, document_id))

    def claim(self, key: str, path: Path) -> str:
        """Note that a file stands for what its place held; return the id or raise IdTaken."""
        document_id = self._held[key]
        self._refuse_two(self._claims, document_id, key)
        self._passed.setdefault(document_id, (key, path))
        return document_id

    def only_in(self, document_id: str, key: str) -> bool:
        """Whether no other place still holds the document; a file that is gone holds nothing."""
        return not self._others(document_id, key)

    def choose(self, draft: Draft, key: str, stamp: str = "") -> str:
        """Return the id for a file; raise IdTaken where another file of this import stated it."""
        if not draft.stated_id:
            kept = self._kept(draft.document, key, stamp) or self._moved(key, stamp)
            return kept or self._free(draft.document)
        for known in (self._claims, self._passed):
            self._refuse_two(known, draft.stated_id, key)
        return draft.stated_id

    def settle(self, draft: Draft, key: str, path: Path, document_id: str, stamp: str = "") -> None:
        """Note that the place now holds this document, read by this stamp."""
        if draft.stated_id:
            self._claims[document_id] = key, path
        self._stamps[key] = stamp
        if before := self._held.get(key):
            self._holders[before].discard(key)
        self._held[key] = document_id
        self._holders[document_id].add(key)

    def take_back(self, document_id: str, key: str) -> None:
        """Note that the record changed: what other places were read by counts no longer."""
        self._stamps |= {other: "" for other in self._holders[document_id] if other != key}

    def _refuse_two(
        self, known: Mapping[str, tuple[str, Path]], document_id: str, key: str
    ) -> None:
        owner, first = known.get(document_id, (key, Path()))
        if owner != key:
            raise IdTaken(document_id, first)

    def _gives(self, key: str, document_id: str) -> bool:
        """Whether the stored document is what was read at this place."""
        stamp = self._stamps.get(key, "")
        return self._held.get(key) == document_id and stamp[:1] not in {"", _COPY}

    def _others(self, document_id: str, key: str) -> list[str]:
        return [other for other in self._holders[document_id] if other != key and _exists(other)]

    def _unchanged(self, key: str, stamp: str) -> bool:
        """Whether the place holds the very bytes of the last time."""
        return bool(stamp) and _checksum(self._stamps.get(key, "")) == _checksum(stamp)

    def _kept(self, document: Document, key: str, stamp: str) -> str | None:
        """Return the id that the place had, where it still holds the same document."""
        held = self._held.get(key)
        before = self.stored(held) if held else None
        if held is None or before is None:
            return None
        if self._unchanged(key, stamp):  # only our reading of it changed
            return held
        before = as_read(before, self._store.corrections(held))
        other = before.title != document.title and _numbered_or_worded_otherwise(before, document)
        edited = before.text != document.text
        return None if other or (edited and not self.only_in(held, key)) else held

    def _moved(self, key: str, stamp: str) -> str | None:
        """Return the id that a file had elsewhere, where these very bytes are no longer."""
        if key in self._held or not stamp:
            return None
        places = self._places.get(_checksum(stamp), ())
        gone = [place for place in places if not _exists(place) and place in self._held]
        return self._held[gone[0]] if gone else None

    def _free(self, document: Document) -> str:
        """Return the first computed id that is free, or holds this very text already."""
        for name in _editions(document):
            before = self.stored(name)
            if before is None or before.text == document.text:
                return name
        raise AssertionError  # a digest names one text

    def is_edition(self, draft: Draft, document_id: str) -> bool:
        """Whether the id is a computed one that had to differ from another edition's."""
        return not draft.stated_id and document_id != computed_id(draft.document)

    def stored(self, document_id: str) -> Document | None:
        """Return the document, None where there is none."""
        try:
            return self._store.get(document_id)
        except UnknownDocument:
            return None


def same_source(draft: Draft, before: Document | None) -> Document:
    """Return the draft's document; a copy under another file name is not a change of source.

    Nor is another file with the same text: the original that is kept, and the places in it, stay.
    """
    document = draft.document
    if before is None or before.text != document.text:
        return document
    if before.origin and before.origin != document.origin:
        document = replace(document, origin=before.origin, places=before.places)
    return document if draft.named_source else replace(document, source=before.source)


def _checksum(stamp: str) -> str:
    return stamp.lstrip(_COPY).partition(" ")[0]


def _numbered_or_worded_otherwise(before: Document, document: Document) -> bool:
    if before.doc_no or document.doc_no:
        return before.doc_no != document.doc_no
    return likeness(before.text, document.text) < _EDITED


def _editions(document: Document) -> Iterator[str]:
    base = computed_id(document)
    yield base
    digest = hashlib.sha256(document.text.encode()).hexdigest()
    for length in (6, 12, 24, 48, 64):
        yield f"{base}-{digest[:length]}"


def _exists(key: str) -> bool:
    archives = [str(above) for above in Path(key).parents if above.suffix.lower() == ".zip"]
    return key.startswith((BUILTIN, UPLOADED)) or any(map(os.path.isfile, [key, *archives]))
