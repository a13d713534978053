"""Which questions must be looked at again, because their clause no longer stands as it did?"""

from collections.abc import Sequence

from corpus import Clause, Document, Status, UnknownDocument
from library.questions.bank import ItemFilter, QuestionBank
from library.questions.bank_file import BankFile
from library.questions.records import ItemState, Source
from search import Settings, open_service
from search.ports import SearchService

__all__ = ["ENDED", "reconsider", "reconsider_after_build"]

ENDED = frozenset({Status.AMENDED, Status.REPEALED, Status.REPLACED, Status.EXPIRED})
"""How a text stands on which nothing new may rest."""
_LIVE = ItemFilter(states=(ItemState.DRAFT, ItemState.REVIEWED))


def reconsider(service: SearchService, bank: QuestionBank) -> int:
    """Mark 待复核 what rests on words that changed or on a text that ended, and return how many.

    To be run when another generation serves. The mark goes where the words and the text stand
    again. Raise NotSearchable and BankBroken.
    """
    held = _Held(service)
    reasons = {}
    for each in bank.items(_LIVE):
        told = (held.why(source) for source in each.item.sources)
        reasons[each.item.item_id] = next(filter(None, told), "")
    return bank.flag(reasons)


def reconsider_after_build(settings: Settings) -> tuple[str, ...]:
    """Reconsider the bank of a home whose new generation serves, and say how many were marked.

    Nothing is said where nothing was marked, or where there is no bank. Raise BankBroken.
    """
    if not settings.questions.is_file():
        return ()
    with BankFile(settings.questions) as bank:
        marked = reconsider(open_service(settings), bank)
    told = f"题库里有 {marked} 道题的条文变了，已标为待复核，请在题库里复核。"
    return (told,) if marked else ()


class _Held:
    """Reads each document once."""

    def __init__(self, service: SearchService) -> None:
        self._service = service
        self._texts: dict[str, tuple[Document, Sequence[Clause]] | None] = {}
        self._ends: dict[str, str] = {}

    def why(self, source: Source) -> str:
        """Return why the source no longer stands, '' where it does."""
        held = self._text(source.document_id)
        if held is None:
            return f"{source.edition}已不在库中"
        return self._changed(source, *held) or self._ended(source)

    def _text(self, document_id: str) -> tuple[Document, Sequence[Clause]] | None:
        if document_id not in self._texts:
            try:
                self._texts[document_id] = self._service.document(document_id)
            except UnknownDocument:
                self._texts[document_id] = None
        return self._texts[document_id]

    def _changed(self, source: Source, document: Document, clauses: Sequence[Clause]) -> str:
        if document.text[source.start : source.end] == source.quote:
            return ""
        clause = next((c for c in clauses if c.clause_id == source.clause_id), None)
        if clause is None:
            return f"{source.citation}已不在库中"
        return "" if source.quote in clause.text else f"{source.citation}的文字已改变"

    def _ended(self, source: Source) -> str:
        name = source.document_id
        if name not in self._ends:
            standing = self._service.dossier(name).standing
            ended = standing.status in ENDED
            self._ends[name] = f"{standing.status}：{standing.basis}" if ended else ""
        end = self._ends[name]
        return f"{source.edition}{end}" if end else ""
