"""How does a person give a question other words, and may it stand with them?"""

from dataclasses import replace

from library.errors import ItemRejected
from library.questions.bank import ItemFilter, QuestionBank
from library.questions.formats.draft import Draft, basis_of, item_of, problem_of
from library.questions.formats.matching import Basis, ClauseMatcher
from library.questions.formats.rows import Row
from library.questions.gates import Gatekeeper
from library.questions.records import Item, Source
from search.ports import SearchService

__all__ = ["draft_of_item", "revise"]


def draft_of_item(item: Item) -> Draft:
    """Return what of a question can be changed."""
    return Draft(
        item.type, item.stem, item.options, item.key, item.blanks, item.points, item.explanation,
        basis_of(item), item.topic, item.difficulty,
    )  # fmt: skip


def revise(
    bank: QuestionBank, service: SearchService, item_id: str, draft: Draft, person: str,
    note: str = "",
) -> Item:  # fmt: skip
    """Give a held question the words of a draft of its type, and return it; it is 草稿 again.

    It keeps its number, its rule and its origin, and its clause unless the draft cites another. It
    must pass the gates as one that was just made. Raise UnknownItem or ItemRejected.
    """
    item = bank.item(item_id).item
    if problem := problem_of(draft):
        raise ItemRejected(f"没有保存：{problem}。")
    revised = _revised(item, draft, _sources(service, item, draft))
    if revised != item:
        _examine(bank, revised)
        bank.edit(revised, person, note)
    return revised


def _sources(service: SearchService, item: Item, draft: Draft) -> tuple[Source, ...]:
    """Return the sources: as before, or those of a clause that is cited anew."""
    if draft.basis.strip() in {"", basis_of(item)}:
        return item.sources
    matched = ClauseMatcher(service).match(Row("", draft))
    if matched.basis is not Basis.CITED:
        why = matched.note or "写成《某某条例》第几条的样子"
        raise ItemRejected(f"没有保存：所写的依据不成立，{why}。")
    return matched.item.sources


def _revised(item: Item, draft: Draft, sources: tuple[Source, ...]) -> Item:
    told = item_of(draft, sources)
    kept = item.change if item.change and item.change.after in draft.stem else None
    return replace(told, item_id=item.item_id, rule=item.rule, change=kept, sources=sources)


def _examine(bank: QuestionBank, item: Item) -> None:
    """Raise ItemRejected where a gate holds the question up.

    It may not repeat another of its type from the same document; others rest on other words.
    """
    first = item.sources[0].document_id if item.sources else ""
    near = bank.items(ItemFilter(types=(item.type,), document_id=first)) if first else []
    others = [held.item for held in near if held.item.item_id != item.item_id]
    if failure := Gatekeeper(others).check(item):
        raise ItemRejected(f"没有保存：没有过“{failure.gate}”这道闸门，{failure.reason}。")
