"""Which documents does a name mean, whole title and whole number, and which does it not?

A title that merely contains a held one, or is contained in it, means nothing that is held.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.identifiers import order_key, standard_key
from corpus.issuers import full_name
from corpus.normalise import folded, nfkc
from corpus.records import Document
from corpus.references import title_key
from corpus.structure import code_title
from library.citations.record import Name
from search.aliases import aliases
from search.lookup import Directory, readings

__all__ = ["Found", "Holdings"]

_FROM_ISSUER = re.compile(r"(?P<issuer>.{2,40}?)(?=关于)")
_YEAR = re.compile(r"-(?P<year>(?:19|20)?\d\d)$")
_CARD = re.compile(r"^《(?P<title>.+)》(?:卡片|要点)$")


@dataclass(frozen=True, slots=True)
class Found:
    """The documents of a name; `other` are those that bear its number under another title.

    `rivals` bear the title and another number. `undated` tells that a standard was named without
    its year, `near` are its other years.
    """

    documents: tuple[int, ...] = ()
    other: tuple[int, ...] = ()
    rivals: tuple[int, ...] = ()
    near: tuple[int, ...] = ()
    undated: bool = False


class Holdings:
    """What one generation holds, to be found by name; numbers count `documents`."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self._directory = Directory(documents)
        self._cards: dict[str, list[int]] = defaultdict(list)
        self._codes: dict[str, list[int]] = defaultdict(list)
        self._standards: dict[str, list[int]] = defaultdict(list)
        self._keys: list[str] = []
        for number, document in enumerate(documents):
            card = _CARD.match(document.title)
            self._keys.append(title_key(card["title"] if card else document.title))
            if card:
                self._cards[self._keys[-1]].append(number)
            if code := code_title(document.title):
                self._codes[title_key(code)].append(number)
            if document.doc_no and (key := standard_key(nfkc(document.doc_no).text)):
                self._standards[_YEAR.sub("", key)].append(number)

    def knows(self, key: str) -> bool:
        """Tell whether a folded title, or a short name in use, is that of a text."""
        return bool(self._titled(key)) or key in aliases()

    def find(self, name: Name) -> Found:
        """Return what the name means; nothing where title or number is of another text."""
        titled = self.titled(name.title) if name.title else ()
        if name.number is None:
            return Found(titled)
        numbered, near, undated = self._numbered(name.number)
        if not name.title:
            return Found(numbered, near=near, undated=undated)
        both = tuple(n for n in numbered if n in titled or self._encloses(n, name.title))
        if both or not titled:
            return Found(both, numbered if not both else (), near=near, undated=undated)
        unnumbered = tuple(n for n in titled if not self.documents[n].doc_no)
        rivals = tuple(n for n in titled if n not in unnumbered)
        if numbered:
            return Found((), numbered, rivals)
        return Found(unnumbered if not rivals else (), (), rivals, near)

    def titled(self, title: str) -> tuple[int, ...]:
        """Return the documents of this whole title; the issuer of a letter may stand before it."""
        found = self._titled(title_key(title))
        issuer = _FROM_ISSUER.match(title)
        if found or issuer is None:
            return found
        own, rest = folded(full_name(issuer["issuer"])), title[issuer.end() :]
        return tuple(
            number
            for number in self._titled(title_key(rest))
            if (by := self.documents[number].issuer) and folded(full_name(by)) == own
        )

    def near(self, title: str) -> tuple[int, ...]:
        """Return the document with the longest title within a title, or around it, if any."""
        key = title_key(title)
        within = [n for n, own in enumerate(self._keys) if len(own) > 3 and own in key]
        around = [n for n, own in enumerate(self._keys) if len(key) > 3 and key in own]
        best = max(within, key=lambda n: len(self._keys[n]), default=None)
        return tuple(around[:1] if best is None else (best,))

    def _titled(self, key: str) -> tuple[int, ...]:
        found = [*self._directory.called(key), *self._cards.get(key, ()), *self._codes.get(key, ())]
        if not found and (alias := aliases().get(key)):
            found = self._cards.get(title_key(alias.title), [])
        return tuple(dict.fromkeys(found))

    def _numbered(self, number: str) -> tuple[tuple[int, ...], tuple[int, ...], bool]:
        """Return those that bear the number, else the other years of a standard; and if undated."""
        for reading in readings(number):
            if found := self._directory.by_number(reading):
                return found, (), False
        key = None if order_key(number) else standard_key(number)
        if key is None:
            return (), (), False
        same = self._standards.get(_YEAR.sub("", key), [])
        year = _YEAR.search(key)
        if year is None:
            return tuple(same), (), bool(same)
        exact = tuple(n for n in same if self._year(n) == _full(year["year"]))
        return exact, tuple(same), False

    def _year(self, number: int) -> str:
        key = standard_key(nfkc(self.documents[number].doc_no or "").text) or ""
        match = _YEAR.search(key)
        return _full(match["year"]) if match else ""

    def _encloses(self, number: int, title: str) -> bool:
        """Tell whether a letter is the one that issues the text: 关于印发《甲办法》的通知."""
        key = title_key(title)
        names = (self.documents[number].title, *self.documents[number].aliases)
        return any(
            f"《{title}》" in name or title_key(inner) == key
            for name in names
            for inner in _inner(name)
        )


def _inner(title: str) -> Iterator[str]:
    yield from re.findall(r"[《〈]([^《》〈〉]+)[》〉]", title)


def _full(year: str) -> str:
    return year if len(year) == 4 else f"19{year}"
