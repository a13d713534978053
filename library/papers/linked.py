"""Which papers ask about a document, for whoever shows or reviews what hangs together?"""

from collections.abc import Iterator

from library.accounts import Permission
from library.links import Link, LinkKind
from library.papers.desk import PaperDesk
from library.questions import ItemFilter

__all__ = ["PaperLinks"]


class PaperLinks:
    """Tells the links of clauses to papers, to those who may see papers and keys."""

    needs = Permission.QUESTIONS

    def __init__(self, desk: PaperDesk) -> None:
        self._desk = desk

    def links_of(self, document_id: str) -> Iterator[Link]:
        """Yield a link for each clause of the document and each paper that asks about it."""
        titles = {one.paper_id: one.title for one in self._desk.papers.papers()}
        if not titles:
            return
        for held in self._desk.bank.items(ItemFilter(document_id=document_id)):
            places = {s.clause_id for s in held.item.sources if s.document_id == document_id}
            for use in self._desk.bank.uses(held.item.item_id):
                for clause_id in sorted(places) if use.paper in titles else ():
                    yield Link(
                        LinkKind.PAPER, clause_id.removeprefix(f"{document_id}:"), "试卷选用",
                        titles[use.paper], f"{use.quarter} 试卷", use.paper,
                        page=f"/papers/{use.paper}",
                    )  # fmt: skip
