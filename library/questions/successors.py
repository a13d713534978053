"""What stands today where the words of a question stood?"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from corpus import Clause, Document, UnknownDocument
from library.editions import Comparison, Op, Piece, Wording, compare
from library.questions.reconsidering import ENDED
from library.questions.records import Source
from search.ports import SearchService

__all__ = ["Successor", "Successors"]

_KEPT = 8  # comparisons of documents


@dataclass(frozen=True, slots=True)
class Successor:
    """The clause of today beside the words of before; `note` says why there is none.

    `pieces` lead from the words of before to those of today; `before` and `after` are what stands
    around them in the clause.
    """

    source: Source
    clause: Clause | None = None
    note: str = ""
    before: str = ""
    pieces: tuple[Piece, ...] = ()
    after: str = ""

    @property
    def changed(self) -> bool:
        """Whether any word differs."""
        return any(piece.op is not Op.SAME for piece in self.pieces)


class Successors:
    """Finds the clauses of today, comparing each two documents once; threads may share it."""

    def __init__(self, service: SearchService) -> None:
        self._service = service
        self._lock = Lock()
        self._compared: OrderedDict[tuple[str, str, str], Comparison] = OrderedDict()

    def of(self, source: Source) -> Successor:
        """Return what stands today for a source; raise NotSearchable."""
        try:
            document, clauses = self._service.document(source.document_id)
        except UnknownDocument:
            return Successor(source, note=f"{source.edition}已不在库中。")
        standing = self._service.dossier(source.document_id).standing
        if standing.status in ENDED and standing.by not in {None, source.document_id}:
            return self._later(source, document, str(standing.by))
        clause = next((c for c in clauses if c.clause_id == source.clause_id), None)
        if clause is None:
            return Successor(source, note="这一条已不在文件里。")
        note = f"{standing.status}：{standing.basis}。" if standing.status in ENDED else ""
        return self._beside(source, clause, note)

    def _later(self, source: Source, document: Document, later_id: str) -> Successor:
        try:
            later, _ = self._service.document(later_id)
        except UnknownDocument:
            return Successor(source, note="使它失效的文件不在库中。")
        rows = self._comparison(document, later).rows
        row = next((r for r in rows if r.old and r.old.clause.clause_id == source.clause_id), None)
        if row is None or row.new is None:
            return Successor(source, note=f"《{later.title}》里没有与它对应的条款。")
        return self._beside(source, row.new.clause, "")

    def _comparison(self, old: Document, new: Document) -> Comparison:
        key = self._service.collection().generation, old.document_id, new.document_id
        with self._lock:
            if key in self._compared:
                self._compared.move_to_end(key)
                return self._compared[key]
        held = self._service.document(old.document_id), self._service.document(new.document_id)
        found = compare(*held, self._service.terms)
        with self._lock:
            self._compared[key] = found
            if len(self._compared) > _KEPT:
                self._compared.popitem(last=False)
        return found

    def _beside(self, source: Source, clause: Clause, note: str) -> Successor:
        """Compare the words; what the clause says around them is no change."""
        old, new = source.quote, clause.text
        words = Wording(self._service.terms(f"{old}\n{new}"))
        pieces = list(words.pieces(old, new))
        before = pieces.pop(0).text if pieces and pieces[0].op is Op.INSERTED else ""
        after = pieces.pop().text if pieces and pieces[-1].op is Op.INSERTED else ""
        return Successor(source, clause, note, before, tuple(pieces), after)
