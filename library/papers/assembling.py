"""How does a paper come out of the bank, and how is one of its questions exchanged?"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import replace
from random import Random

from library.errors import PaperRejected
from library.papers.blueprint import Blueprint
from library.papers.choosing import Wishes, choose, fit
from library.papers.conflicts import Profile, gives_away
from library.papers.paper import Paper
from library.papers.quarters import near_quarters
from library.questions import BankItem, Item, ItemFilter, QuestionBank

__all__ = ["assemble", "paper_id_of", "swap", "usable", "used_lately"]

_NONE = Wishes()


def paper_id_of(blueprint: Blueprint, quarter: str, seed: str) -> str:
    """Return the id of the paper that these make: the quarter and eight hexadecimal digits."""
    made = hashlib.sha256(f"{blueprint!r}\n{seed}".encode())
    return f"{quarter}-{made.hexdigest()[:8]}"


def usable(bank: QuestionBank) -> list[BankItem]:
    """Return the questions that may stand in a paper whatever was used: reviewed and sound."""
    return [held for held in bank.items(ItemFilter(flagged=False)) if fit(held)]


def used_lately(bank: QuestionBank, pool: Sequence[BankItem], quarter: str, gap: int,
                paper_id: str = "") -> set[str]:  # fmt: skip
    """Return which of the pool stood in a paper within `gap` quarters, but for that paper."""
    quarters = near_quarters(quarter, gap)
    if not quarters:
        return set()
    free = {each.item.item_id for each in bank.items(ItemFilter(unused_in=tuple(quarters)))}
    suspects = [each.item.item_id for each in pool if each.item.item_id not in free]
    return {
        item_id
        for item_id in suspects
        if any(use.quarter in quarters and use.paper != paper_id for use in bank.uses(item_id))
    }


def assemble(
    blueprint: Blueprint,
    pool: Sequence[BankItem],
    quarter: str,
    seed: str,
    used: Collection[str] = (),
    wishes: Wishes = _NONE,
) -> Paper:
    """Return a paper of the pool; the same for the same pool, seed and wishes.

    Raise PaperLacking naming the cells that cannot be filled, PaperRejected for a wish that
    cannot be granted.
    """
    paper_id = paper_id_of(blueprint, quarter, seed)
    chance = Random(f"{seed}\n{paper_id}")  # noqa: S311 - to be repeated, not to be secret
    chosen = choose(blueprint, pool, chance, used, wishes)
    held = tuple(tuple(items) for items in chosen)
    return Paper(paper_id, blueprint.title, quarter, seed, blueprint, held)


def swap(
    paper: Paper, item_id: str, pool: Sequence[BankItem], used: Collection[str], by: str = ""
) -> Paper:
    """Return the paper with another question in place of one, the one named or the next by chance.

    Raise PaperRejected where the paper has no such question or nothing may take its place.
    """
    place = next(
        ((n, at) for n, cell in enumerate(paper.chosen)
         for at, item in enumerate(cell) if item.item_id == item_id),
        None,
    )  # fmt: skip
    if place is None:
        raise PaperRejected(f"试卷 {paper.paper_id} 里没有题目 {item_id}。")
    number, at = place
    kept = [Profile(item) for item in paper.items if item.item_id != item_id]
    barred = {*used, *(item.item_id for item in paper.items)}
    cell = paper.blueprint.cells[number]
    fitting = [each for each in pool if each.item.item_id not in barred and cell.takes(each)]
    new = _stand_in(paper, fitting, kept, item_id, by)
    items = list(paper.chosen[number])
    items[at] = new
    chosen = (*paper.chosen[:number], tuple(items), *paper.chosen[number + 1 :])
    return replace(paper, chosen=chosen)


def _stand_in(
    paper: Paper, fitting: Sequence[BankItem], kept: Sequence[Profile], item_id: str, by: str
) -> Item:
    order = sorted((each.item for each in fitting), key=lambda item: item.item_id)
    Random(f"{paper.seed}\n{item_id}").shuffle(order)  # noqa: S311
    for item in order:
        if by and item.item_id != by:
            continue
        profile = Profile(item)
        if not any(gives_away(profile, other) for other in kept):
            return item
    named = f"题目 {by} " if by else "题库里没有别的题"
    why = "不能用：不是同类的题、近几个季度用过，或与卷中别的题互相提示" if by else "可以替换"
    raise PaperRejected(f"{named}{why}。")
