"""Which questions rest on a document's clauses, for the library of links?"""

from collections.abc import Iterator

from library.accounts import Permission
from library.links import Link, LinkKind
from library.questions.bank import BankItem, ItemFilter, QuestionBank
from library.questions.records import ItemState

__all__ = ["QuestionLinks"]

_LIVE = (ItemState.DRAFT, ItemState.REVIEWED)
_LONGEST = 60  # characters of a stem


class QuestionLinks:
    """Tells the links of clauses to questions, to those who may see questions and keys."""

    needs = Permission.QUESTIONS

    def __init__(self, bank: QuestionBank) -> None:
        self._bank = bank

    def links_of(self, document_id: str) -> Iterator[Link]:
        """Yield a link for each clause of the document that a question rests on."""
        for held in self._bank.items(ItemFilter(states=_LIVE, document_id=document_id)):
            for source in held.item.sources:
                if source.document_id == document_id:
                    here = source.clause_id.removeprefix(f"{document_id}:")
                    yield _link(held, here, source.citation)


def _link(held: BankItem, here: str, citation: str) -> Link:
    item = held.item
    stem = item.stem if len(item.stem) <= _LONGEST else f"{item.stem[:_LONGEST]}…"
    note = held.state.value + ("，待复核" if held.reconsider else "")
    return Link(
        LinkKind.QUESTION, here, item.type.value, stem, citation, item.item_id,
        page=f"/questions/{item.item_id}", note=note,
    )  # fmt: skip
