"""Who names a text of which only a digest or a card of ours is held?"""

from collections import defaultdict
from collections.abc import Sequence

from corpus.identifiers import doc_no_key, order_key
from corpus.normalise import nfkc
from corpus.records import Document, Kind, Relation
from corpus.references import title_key
from search.ports import Collection

__all__ = ["OurTexts"]


class OurTexts:
    """The digests and cards of one generation that stand in for texts which it does not hold."""

    def __init__(self, collection: Collection) -> None:
        """Read what the collection says of other texts, once."""
        self._by_title: dict[str, list[Document]] = defaultdict(list)
        self._keys: dict[str, str] = {}
        held: set[str] = set()
        for document in collection.documents:
            if document.verbatim:
                held |= {title_key(name) for name in (document.title, *document.aliases)}
        for document in collection.documents:
            if (key := _own_key(document)) and key not in held:
                self._by_title[key].append(document)
        self._naming: dict[str, list[Relation]] = defaultdict(list)
        for relation in collection.relations() if self._by_title else ():
            named = [d.document_id for d in self.named(relation.title, relation.number)]
            if relation.document_id not in named:  # a digest names its own text in every clause
                for document_id in named:
                    self._naming[document_id].append(relation)

    def named(self, title: str, number: str | None) -> list[Document]:
        """Return what is ours of the text of a name, digests first, as they have its clauses."""
        name = title or number or ""
        if name not in self._keys:
            self._keys[name] = title_key(name)
        found = self._by_title.get(self._keys[name], [])
        same = [d for d in found if _agree(d.doc_no, number)]
        return sorted(same, key=lambda document: "law" not in document.facts)

    def is_own(self, document: Document, title: str, number: str | None) -> bool:
        """Whether a name is that of the text of which a digest or card itself tells."""
        return any(d.document_id == document.document_id for d in self.named(title, number))

    def naming(self, document_id: str) -> Sequence[Relation]:
        """Return the words in other documents that name the text of a digest or card."""
        return self._naming.get(document_id, ())


def _own_key(document: Document) -> str:
    """Return by what the text is called of which a document tells, '' where it tells of none."""
    if document.verbatim or document.kind is not Kind.DIGEST:
        return ""
    name = document.facts.get("law") or document.facts.get("title")
    return title_key(str(name)) if name else ""


def _agree(own: str | None, number: str | None) -> bool:
    return not own or not number or _key(own) == _key(number)


def _key(number: str) -> str:
    plain = nfkc(number).text
    return order_key(plain) or doc_no_key(plain) or plain
