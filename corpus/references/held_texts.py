"""Which documents of the collection does a name in a text mean?"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.identifiers import doc_no_key, order_key, standard_key
from corpus.normalise import nfkc
from corpus.records import Document, Relation
from corpus.references.names import Names
from corpus.references.titles import title_key

__all__ = ["HeldTexts", "Link", "find_links"]


class Link(NamedTuple):
    """A relation whose text is held: `source` and `target` number the two documents."""

    source: int
    target: int
    relation: Relation


class HeldTexts:
    """Finds documents by what a relation says of them; numbers refer to the sequence given."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._names = Names(documents)
        self._numbered = [document.doc_no is not None for document in documents]
        self._texts = [document.verbatim for document in documents]
        self._keys = [
            {title_key(name) for name in (document.title, *document.aliases)}
            for document in documents
        ]
        self._found: dict[tuple[str, str | None], tuple[int, ...]] = {}

    def named(self, relation: Relation) -> tuple[int, ...]:
        """Return the documents named: by number where the text gives one, else by whole title.

        All editions are meant where the text does not tell one. A document that bears another
        number is not meant, whatever its title, nor a card or digest of a text that is held.
        """
        name = relation.title, relation.number
        if name not in self._found:
            found = self._find(*name)
            self._found[name] = tuple(n for n in found if self._texts[n]) or found
        return self._found[name]

    def _find(self, title: str, number: str | None) -> tuple[int, ...]:
        titled = self._names.by_title.get(title_key(title), ()) if title else ()
        if number is None:
            return tuple(titled)
        plain = nfkc(number).text
        key = order_key(plain) or doc_no_key(plain) or standard_key(plain) or plain
        bearing = self._names.by_number(key)
        if bearing:
            return tuple(n for n in bearing if self._may_be_called(n, title))
        return tuple(n for n in titled if not self._numbered[n])

    def _may_be_called(self, number: int, title: str) -> bool:
        """Tell whether a title and a document of one number agree: one names the other.

        The number of 《关于印发〈甲办法〉的通知》 is given for 《甲办法》 too.
        """
        key = title_key(title)
        return any(key in name or name in key for name in self._keys[number])


def find_links(documents: Sequence[Document], relations: Iterable[Relation]) -> Iterator[Link]:
    """Yield the relations whose texts are held, once for each document meant but itself."""
    numbers = {document.document_id: n for n, document in enumerate(documents)}
    held = HeldTexts(documents)
    for relation in relations:
        source = numbers.get(relation.document_id)
        if source is not None:
            targets = (target for target in held.named(relation) if target != source)
            yield from (Link(source, target, relation) for target in targets)
