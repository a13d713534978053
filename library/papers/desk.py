"""Through which one door are papers made out of the bank, changed and withdrawn?"""

from collections.abc import Callable

from library.papers.assembling import assemble, paper_id_of, swap, usable, used_lately
from library.papers.blueprint import Blueprint
from library.papers.choosing import Wishes
from library.papers.paper import Paper
from library.papers.paper_file import PaperFile
from library.papers.quarters import read_quarter
from library.questions import BankItem, QuestionBank

__all__ = ["PaperDesk"]

_NONE = Wishes()


class PaperDesk:
    """The bank and the papers together: what stands in a paper counts as used."""

    def __init__(self, bank: QuestionBank, papers: PaperFile) -> None:
        self.bank, self.papers = bank, papers

    def make(
        self,
        plan: Blueprint,
        quarter: str,
        seed: str,
        wishes: Wishes = _NONE,
        may_replace: Callable[[str], None] | None = None,
    ) -> Paper:
        """Assemble a paper and keep it, in place of one of the same id, if there may be another.

        Raise PaperLacking naming the cells that cannot be filled, PaperRejected for a quarter that
        is none or a wish that cannot be granted, and what `may_replace` raises.
        """
        when = read_quarter(quarter)
        paper_id = paper_id_of(plan, when, seed)
        if may_replace:
            may_replace(paper_id)
        pool, used = self.pool(when, plan.gap, paper_id)
        paper = assemble(plan, pool, when, seed, used, wishes)
        self.keep(paper)
        return paper

    def swap(self, paper_id: str, item_id: str, by: str = "") -> Paper:
        """Put another question in place of one; raise UnknownPaper, PaperRejected."""
        paper = self.papers.paper(paper_id)
        pool, used = self.pool(paper.quarter, paper.blueprint.gap, paper_id)
        changed = swap(paper, item_id, pool, used, by)
        self.keep(changed)
        return changed

    def fitting(self, paper: Paper, item_id: str) -> list[BankItem]:
        """Return the questions of the same cell that were not used lately, by id."""
        pool, used = self.pool(paper.quarter, paper.blueprint.gap, paper.paper_id)
        barred = {*used, *(item.item_id for item in paper.items)}
        for cell, items in zip(paper.blueprint.cells, paper.chosen, strict=True):
            if any(item.item_id == item_id for item in items):
                return [one for one in pool if one.item.item_id not in barred and cell.takes(one)]
        return []

    def withdraw(self, paper_id: str) -> None:
        """Let go of a paper; its questions are as unused as before. Raise UnknownPaper."""
        self.papers.remove(paper_id)
        self.bank.forget_use(paper_id)

    def pool(self, quarter: str, gap: int, paper_id: str) -> tuple[list[BankItem], set[str]]:
        """Return what may stand in a paper, and which of it stood in another lately."""
        held = usable(self.bank)
        return held, used_lately(self.bank, held, quarter, gap, paper_id)

    def keep(self, paper: Paper) -> None:
        """Keep the paper and that its questions are used."""
        self.papers.put(paper)
        self.bank.forget_use(paper.paper_id)
        self.bank.record_use([item.item_id for item in paper.items], paper.quarter, paper.paper_id)
