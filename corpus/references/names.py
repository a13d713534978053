"""Which documents bear a number or a title, whatever way either is printed?"""

import re
from collections.abc import Iterable

from corpus.identifiers import doc_no_key, order_key, standard_key
from corpus.issuers import full_name
from corpus.normalise import folded, nfkc
from corpus.records import Document
from corpus.references.titles import title_key

__all__ = ["Names", "former_numbers"]

_ORDER = re.compile(r"(?P<agency>.*)令第(?P<number>\d+)号")


def former_numbers(document: Document) -> tuple[str, ...]:
    """Return the other names of a document that are numbers of orders: of earlier editions."""
    return tuple(name for name in document.aliases if order_key(nfkc(name).text) == name)


class Names:
    """Finds documents by number and by title; the numbers returned count those given, from 0."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._by_number: dict[str, list[int]] = {}
        self._by_order: dict[str, list[tuple[str, int]]] = {}
        self.by_title: dict[str, list[int]] = {}
        for at, document in enumerate(documents):
            numbers = former_numbers(document)
            for number in dict.fromkeys(filter(None, (document.doc_no, *numbers))):
                self._add(nfkc(number).text, at)
            titles = (name for name in document.aliases if name not in numbers)
            for key in {title_key(name) for name in (document.title, *titles)}:
                self.by_title.setdefault(key, []).append(at)

    def by_number(self, key: str) -> tuple[int, ...]:
        """Return the documents that bear this 文号, 标准号 or order number, or once bore it.

        An order's issuer may be given in part or short: 建设部令第37号, 住建部令第37号.
        """
        if order := _ORDER.fullmatch(key):
            agency = _agency(order["agency"])
            found = self._by_order.get(order["number"], ())
            return tuple(at for own, at in found if own.endswith(agency) or agency.endswith(own))
        return tuple(self._by_number.get(key, ()))

    def _add(self, number: str, at: int) -> None:
        if order := _ORDER.fullmatch(order_key(number) or ""):
            entry = _agency(order["agency"]), at
            self._by_order.setdefault(order["number"], []).append(entry)
        else:
            key = doc_no_key(number) or standard_key(number) or number
            self._by_number.setdefault(key, []).append(at)


def _agency(name: str) -> str:
    return folded(full_name(name))
