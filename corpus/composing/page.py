"""How do composed entries become the text, the outline and the clauses of a document?"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.numerals import to_int
from corpus.records import Clause, Document, Node, Relation, RelationKind

__all__ = ["Entry", "Link", "address_of", "lay_out"]


@dataclass(frozen=True, slots=True)
class Link:
    """Another text that an entry names, with the words that name it, as they stand in `text`."""

    kind: RelationKind
    title: str
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What becomes one clause. With `printed`, `label` is the heading with which it begins."""

    address: str
    label: str
    text: str
    citation: str
    printed: bool = False
    links: tuple[Link, ...] = ()

    @property
    def body(self) -> str:
        """The text of the clause."""
        return f"{self.label}\n{self.text}" if self.printed else self.text


def lay_out(document: Document, entries: Sequence[Entry]) -> tuple[Document, list[Clause]]:
    """Return the document with its title and entries as text, one clause for each entry."""
    head = Node("t", 1, "", document.title, 0, len(document.title))
    pieces, clauses, nodes, at = [document.title], list[Clause](), [head], len(document.title)
    for ordinal, entry in enumerate(entries):
        start, at = at + 2, at + 2 + len(entry.body)
        marks = (entry.label, "") if entry.printed else ("", entry.label)
        nodes.append(Node(entry.address, 2, *marks, start, at, (entry.label,)))
        pieces.append(entry.body)
        clauses.append(
            Clause(
                clause_id=f"{document.document_id}:{entry.address}",
                document_id=document.document_id,
                ordinal=ordinal,
                address=entry.address,
                path=(entry.label,),
                citation=entry.citation,
                text=entry.body,
                start=start,
                end=at,
            )
        )
    relations = tuple(_relations(zip(clauses, entries, strict=True)))
    text = "\n\n".join(pieces) + "\n"
    return replace(document, text=text, outline=tuple(nodes), relations=relations), clauses


def address_of(article: str) -> str:
    """Return the address of a printed number (第十二条 → a12, 二、 → 2), else the words."""
    number = article.strip("第条、 ")
    try:
        value = to_int(number)
    except ValueError:
        return article
    return f"a{value}" if article.startswith("第") else str(value)


def _relations(pairs: Iterable[tuple[Clause, Entry]]) -> Iterator[Relation]:
    for clause, entry in pairs:
        for link in dict.fromkeys(entry.links):
            start = clause.text.find(link.words)
            if start >= 0:
                end = start + len(link.words)
                yield Relation(
                    link.kind, clause.clause_id, link.title, None, link.place, start, end
                )
