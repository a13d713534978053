"""Which documents of the collection does a name in a text mean?"""

from collections import defaultdict
from collections.abc import Sequence

from corpus.identifiers import doc_no_key, order_key, standard_key
from corpus.normalise import nfkc
from corpus.records import Document, Relation
from corpus.titles import title_key

__all__ = ["HeldTexts"]


class HeldTexts:
    """Finds documents by what a relation says of them; numbers refer to the sequence given."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._by_number: dict[str, list[int]] = defaultdict(list)
        self._by_title: dict[str, list[int]] = defaultdict(list)
        self._keys = [_number_key(document.doc_no) for document in documents]
        for number, document in enumerate(documents):
            if key := self._keys[number]:
                self._by_number[key].append(number)
            for title in {title_key(name) for name in (document.title, *document.aliases)}:
                self._by_title[title].append(number)

    def named(self, relation: Relation) -> list[int]:
        """Return the documents named: by number where the text gives one, else by title.

        All editions are meant where the text does not tell one. A document that bears another
        number is not meant, whatever its title.
        """
        key = _number_key(relation.number)
        if key and key in self._by_number:
            return self._by_number[key]
        found = self._by_title.get(title_key(relation.title), []) if relation.title else []
        return [n for n in found if not key or self._keys[n] is None]


def _number_key(number: str | None) -> str | None:
    plain = nfkc(number or "").text
    return order_key(plain) or doc_no_key(plain) or standard_key(plain)
