"""What becomes of one file's draft in the store?"""

from dataclasses import replace
from pathlib import Path

from corpus.cataloguing import Draft
from corpus.correcting import catalogued
from corpus.corrections import LABELS, active
from corpus.errors import file_name
from corpus.intake.changes import Changes, compare
from corpus.intake.identity import BUILTIN, UPLOADED, Register, as_copy, same_source
from corpus.intake.neighbours import Neighbours
from corpus.intake.outcomes import Outcome, Result
from corpus.records import Document
from corpus.store import DocumentStore
from corpus.structure import title_citation

__all__ = ["Settler"]


class Settler:
    """Puts drafts into the store, one after another, within one import."""

    def __init__(self, store: DocumentStore) -> None:
        self._store = store
        self._register = Register(store)
        self._neighbours = Neighbours(store)

    def is_as_read(self, key: str, stamp: str) -> bool:
        """Whether the place was last read by this stamp, so that reading it gives nothing new."""
        return self._register.is_as_read(key, stamp)

    def pass_over(self, path: Path, key: str) -> Outcome:
        """Leave what the place holds as it is, and return the outcome; raise IdTaken."""
        document_id = self._register.claim(key, path)
        return Outcome(path, Result.SAME, document_id, "与上次导入时相同，没有重新读取")

    def settle(self, path: Path, draft: Draft, key: str, stamp: str) -> Outcome:
        """Put a draft where something of it is new, and return the outcome; raise CorpusError."""
        name, held = self._register.choose(draft, key, stamp), self._register.held_by(key)
        before = self._register.stored(name)
        if before and self._register.is_copy(draft, key, stamp, before):
            outcome = self._copy(path, before, key, stamp, held)
            stamp = as_copy(stamp)
        else:
            outcome = self._put(path, draft, before, name, key, stamp)
        if held and held != name:
            outcome = self._leave(outcome, held, key)
        self._register.settle(draft, key, path, name, stamp)
        return outcome

    def _copy(
        self, path: Path, before: Document, key: str, stamp: str, held: str | None
    ) -> Outcome:
        name = before.document_id
        self._store.place(key, name, as_copy(stamp))
        first = self._register.givers(name)[0]
        where = (
            "自带文件"
            if first.startswith(BUILTIN)
            else _named_beside(path, Path(first.removeprefix(UPLOADED)))
        )
        message = f"与 {where} 内容相同，同为{title_citation(before.title, None)}，没有再存一份"
        result = Result.SAME if held == name else Result.DUPLICATE
        return Outcome(path, result, name, message, before.title)

    def _put(
        self, path: Path, draft: Draft, before: Document | None, name: str, key: str, stamp: str
    ) -> Outcome:
        corrections = self._store.corrections(name)
        document, clauses = catalogued(same_source(draft, before), name, corrections)
        changes = compare(before, self._store.clauses(name), document, clauses) if before else None
        if changes is not None and not changes:
            self._store.place(key, name, stamp)
            return Outcome(path, Result.SAME, name, "内容与库中一致", document.title)
        message = f"{len(clauses)} 条，{document.status}（{document.status_basis}）"
        if before is None and self._register.is_edition(draft, name):
            message += "；库中另有同名同号而内容不同的文件，两份都保留，请核对"
        if given := active(corrections):
            message += f"；保留人工更正：{'、'.join(LABELS[field] for field in given)}"
        self._store.put(document, clauses, key, stamp)
        self._register.take_back(name, key)
        outcome = Outcome(
            path, Result.UPDATED if before else Result.NEW, name, message, document.title,
            document.notes, changes or Changes(), document.doubts,
        )  # fmt: skip
        return (
            outcome if before and before.text == document.text else self._compare(outcome, document)
        )

    def _compare(self, outcome: Outcome, document: Document) -> Outcome:
        """Look for documents with nearly the same text as the one that is new."""
        similar = self._neighbours.of(document)
        self._neighbours.put(document)
        return replace(outcome, similar=similar)

    def _leave(self, outcome: Outcome, held: str, key: str) -> Outcome:
        """Remove the document that the place held before, unless another place still holds it."""
        old = self._register.stored(held)
        if old is None:
            return outcome
        name = title_citation(old.title, held)
        if not self._register.only_in(held, key):
            return replace(outcome, message=f"{outcome.message}；原来的{name}另有文件载有，保留")
        self._store.delete(held)
        self._neighbours.discard(held)
        result = Result.REPLACED if outcome.result is Result.NEW else outcome.result
        return replace(outcome, result=result, message=f"{outcome.message}；取代了{name}")


def _named_beside(path: Path, other: Path) -> str:
    """Name the other file; with its folder where its name alone would be the same."""
    name = file_name(other)
    beside = other.name == path.name and other.parent.name
    return f"{file_name(other.parent)}/{name}" if beside else name
