"""Which questions of the bank fill a paper, by chance but within its constraints?

First each cell takes what chance puts first and nothing speaks against, the scarcest cell first;
that fills nearly every paper. Where it does not, a solver finds out whether anything can.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from random import Random

from library.errors import PaperLacking, PaperRejected
from library.papers.blueprint import Blueprint, Cell
from library.papers.conflicts import Profile, gives_away
from library.papers.solving import fill
from library.questions import BankItem, Item, ItemState

__all__ = ["Wishes", "choose", "fit"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wants in a paper whatever chance says, and what not."""

    picked: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def fit(held: BankItem) -> bool:
    """Tell whether a question may stand in a paper: reviewed, with a basis that still holds."""
    return held.state is ItemState.REVIEWED and not held.reconsider and bool(held.item.sources)


def choose(
    blueprint: Blueprint,
    pool: Sequence[BankItem],
    chance: Random,
    used: Collection[str] = (),
    wishes: Wishes = Wishes(),
) -> list[list[Item]]:
    """Return the questions of each cell; the same for the same pool, wishes and chance.

    `used` are the ids that the last quarters rule out. Raise PaperLacking naming the cells that
    cannot be filled, PaperRejected for a picked question that has no place.
    """
    barred = {*used, *wishes.left_out}
    free = sorted(
        (each for each in pool if each.item.item_id not in barred),
        key=lambda each: each.item.item_id,
    )
    choice = _Choice(blueprint.cells, free, chance)
    for item_id in wishes.picked:
        choice.pick(item_id, barred)
    if not choice.greedily() and not choice.solved():
        raise PaperLacking(_shortages(blueprint, choice, pool, barred))
    return [[choice.profiles[at].item for at in taken] for taken in choice.taken]


class _Choice:
    """The questions as they are chosen; each is named by its place in the pool."""

    def __init__(self, cells: Sequence[Cell], pool: Sequence[BankItem], chance: Random) -> None:
        self.cells, self._pool, self._chance = cells, pool, chance
        self.profiles = [Profile(each.item) for each in pool]
        self.candidates = [
            [at for at, each in enumerate(pool) if cell.takes(each)] for cell in cells
        ]
        self.taken: list[list[int]] = [[] for _ in cells]
        self._picked: list[tuple[int, int]] = []

    def pick(self, item_id: str, barred: Collection[str]) -> None:
        """Give a question its place before all others; raise PaperRejected where it has none."""
        at = next((n for n, p in enumerate(self.profiles) if p.item.item_id == item_id), None)
        if at is None:
            why = "近几个季度用过或已排除" if item_id in barred else "题库里没有可用的这一题"
            raise PaperRejected(f"指定的题目 {item_id} 不能用：{why}。")
        if rival := self._rival(at):
            raise PaperRejected(f"指定的题目 {item_id} 和 {rival} 互相提示，不能同卷。")
        for number, cell in enumerate(self.cells):
            if at in self.candidates[number] and len(self.taken[number]) < cell.count:
                self.taken[number].append(at)
                self._picked.append((number, at))
                return
        raise PaperRejected(f"指定的题目 {item_id} 在蓝图里没有位置：没有合适的行，或者已经选满。")

    def greedily(self) -> bool:
        """Fill each cell with what comes first; tell whether all are full."""
        by_scarcity = sorted(
            range(len(self.cells)),
            key=lambda n: (len(self.candidates[n]) / self.cells[n].count, n),
        )
        for number in by_scarcity:
            lacking = self.cells[number].count - len(self.taken[number])
            for at in self._shuffled(number) if lacking else ():
                if self._rival(at) is None:
                    self.taken[number].append(at)
                    lacking -= 1
                if not lacking:
                    break
            if lacking:
                return False
        return True

    def solved(self) -> bool:
        """Fill the cells as well as can be; tell whether all are full."""
        weights = [self._chance.random() for _ in self.profiles]
        counts = [cell.count for cell in self.cells]
        self.taken = fill(self.candidates, counts, self.profiles, weights, self._picked)
        return [len(taken) for taken in self.taken] == counts

    def _shuffled(self, number: int) -> list[int]:
        """Return the candidates by chance, those of each topic in turn."""
        order = list(self.candidates[number])
        self._chance.shuffle(order)
        seen: Counter[str] = Counter()
        turns = defaultdict(list)
        for at in order:
            topic = self._pool[at].item.topic
            turns[seen[topic]].append(at)
            seen[topic] += 1
        return [at for turn in sorted(turns) for at in turns[turn]]

    def _rival(self, at: int) -> str | None:
        """Return a chosen question that must not stand beside this one."""
        mine = self.profiles[at]
        for other in (each for taken in self.taken for each in taken):
            if gives_away(self.profiles[other], mine):
                return self.profiles[other].item.item_id
        return None


def _shortages(
    blueprint: Blueprint, choice: _Choice, pool: Sequence[BankItem], barred: Collection[str]
) -> list[str]:
    """Return a sentence for each cell that is not full: what it wants, lacks, and why."""
    found = []
    for cell, taken, candidates in zip(
        blueprint.cells, choice.taken, choice.candidates, strict=True
    ):
        lacking = cell.count - len(taken)
        if not lacking:
            continue
        gone = sum(each.item.item_id in barred and cell.takes(each) for each in pool)
        used = f"，另有 {gone} 题近 {blueprint.gap} 个季度用过或已排除" if gone else ""
        others = len(candidates) - len(taken)
        clash = f"，其中 {others} 题与别的题互相提示或已用在别的行" if others else ""
        found.append(
            f"{cell.name}要 {cell.count} 题，只能选出 {len(taken)} 题，缺 {lacking} 题"
            f"（可用的 {len(candidates)} 题{clash}{used}）"
        )
    return found
