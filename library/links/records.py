"""What is a link between a clause and something else that the department keeps?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.records import Clause, Document
from search.dossier import Dossier

__all__ = ["DocumentLinks", "Link", "LinkKind", "counted"]


class LinkKind(StrEnum):
    """What stands at the other end; the value appears in the API, the order is that of lists."""

    CITED_BY = "cited_by"
    CITES = "cites"
    CASE = "case"
    DUTY = "duty"
    THRESHOLD = "threshold"
    SPECIALTY = "specialty"
    QUESTION = "question"
    PAPER = "paper"
    BRIEF = "brief"

    @property
    def label(self) -> str:
        """The word that staff use for it."""
        return _LABELS[self]

    @property
    def inward(self) -> bool:
        """Whether the other end stands on the clause, and is to be looked at when it changes."""
        return self not in {LinkKind.CITES, LinkKind.SPECIALTY}


_LABELS = {
    LinkKind.CITED_BY: "被引用",
    LinkKind.CITES: "引用",
    LinkKind.CASE: "案例",
    LinkKind.DUTY: "义务",
    LinkKind.THRESHOLD: "阈值",
    LinkKind.SPECIALTY: "专业",
    LinkKind.QUESTION: "题目",
    LinkKind.PAPER: "试卷",
    LinkKind.BRIEF: "研判单",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A clause and what it hangs together with.

    `here` is the address of the clause in its document, '' for the document as a whole. `relation`
    says how the two hang together; `title` names the other end and `citation` cites it. `target` is
    its id: of a clause, a document, a case, an item of the table of limits, or one of a provider's
    own; '' where there is none. `document_id` is the document of the other end, '' where it is
    none. `page` is where a provider shows it; of what the collection holds, the pages know where.
    """

    kind: LinkKind
    here: str
    relation: str
    title: str
    citation: str
    target: str = ""
    document_id: str = ""
    page: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocumentLinks:
    """All links of a document, by clause in its order and by kind, those of the whole first."""

    generation: str
    document: Document
    clauses: Sequence[Clause]
    dossier: Dossier
    links: Sequence[Link]

    def at(self, address: str) -> list[Link]:
        """Return the links of one clause, or of the document as a whole where it is ''."""
        return [link for link in self.links if link.here == address]

    @property
    def counts(self) -> Mapping[LinkKind, int]:
        """How many links there are of each kind that occurs, in the order of kinds."""
        return counted(self.links)

    @property
    def counts_by_clause(self) -> Mapping[str, Mapping[LinkKind, int]]:
        """The same, by the address of the clause."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.here, []).append(link)
        return {address: counted(links) for address, links in found.items()}


def counted(links: Sequence[Link]) -> Mapping[LinkKind, int]:
    """Return how many links there are of each kind that occurs."""
    kinds = [link.kind for link in links]
    return {kind: count for kind in LinkKind if (count := kinds.count(kind))}
