"""What is one gap, and in what is it looked for?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus import Document, DocumentStore, Doubt, Relation, RelationKind, Status
from corpus.references import HeldTexts
from corpus.standing import LifeCycles

__all__ = ["ENDED", "Collection", "Gap", "GapGroup"]

ENDED = frozenset({Status.REPEALED, Status.REPLACED, Status.EXPIRED})
_USES = frozenset({RelationKind.BASIS, RelationKind.CITES, RelationKind.FORWARDS})


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to do: the text it is about, what is wrong, and where that shows.

    `document_id` is None for a text that is not held. `count` says how many places there are;
    `places` names them: clause ids, fields or other documents. `doubts` are what to confirm.
    """

    subject: str
    document_id: str | None
    detail: str
    count: int = 1
    places: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class GapGroup:
    """The gaps of one kind, the most pressing first, and what is to be done about them.

    `command` is how it is done in a terminal, '' where it is not done there.
    """

    name: str
    advice: str
    gaps: tuple[Gap, ...]
    command: str = ""

    @property
    def told(self) -> str:
        """The advice to someone at a terminal."""
        return f"{self.advice}命令：{self.command}" if self.command else self.advice


class Collection:
    """What every kind of gap is looked for in, read once.

    `documents` have no text; `standings` are theirs on the day, in the same order.
    """

    def __init__(self, store: DocumentStore, as_of: date) -> None:
        self.store = store
        self.documents: Sequence[Document] = list(store.documents())
        self.by_id = {document.document_id: n for n, document in enumerate(self.documents)}
        self.relations = store.relations()
        self._held = HeldTexts(self.documents)
        self.standings = LifeCycles(self.documents, self.relations).on(as_of)

    def users(self) -> Counter[int]:
        """Return how many documents use each document that is held."""
        pairs = {(relation.document_id, n) for relation, held in self.used() for n in held}
        return Counter(number for _, number in pairs)

    def used(self) -> Iterator[tuple[Relation, tuple[int, ...]]]:
        """Yield what documents that have not ended rest on or name, and which are held of it."""
        for relation in self.relations:
            source = self.by_id.get(relation.document_id)
            if source is None or self.standings[source].status in ENDED:
                continue
            if relation.kind in _USES:
                yield relation, self._held.named(relation)
