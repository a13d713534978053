"""Which texts of the collection end or change which others?"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.records import Document, Kind, Relation, RelationKind, Status
from corpus.references import Link, title_key
from corpus.standing.editions import Editions, beginning, is_draft, is_later, is_older, since
from corpus.structure import title_citation

__all__ = ["Ending", "find_endings", "is_change"]

_KINDS = {
    RelationKind.REPEALS: Status.REPEALED,
    RelationKind.REPLACES: Status.REPLACED,
    RelationKind.AMENDS: Status.AMENDED,
}
_CHANGING = re.compile(r"修改|修正案|修订")
_VERBS = {Status.REPEALED: "废止", Status.REPLACED: "代替", Status.AMENDED: "修改"}


@dataclass(frozen=True, slots=True)
class Ending:
    """The text `by` ends or changes a document; `relation` is None for a later edition of it."""

    status: Status
    by: Document
    relation: Relation | None = None

    def sentence(self, cite: Callable[[str], str]) -> str:
        """Say which text does it, in which clause, and since when; `cite` names a clause."""
        name = title_citation(self.by.title, self.by.doc_no)
        if self.relation is None:
            return f"库中有更新的文本{name}，{since(self.by)}"
        where = cite(self.relation.clause_id) or name
        if self.status is Status.AMENDED:
            return f"{where}载明对它作了修改，{since(self.by)}；库中文本可能不是修改后的文本"
        return f"{where}载明{_VERBS[self.status]}本文件，{since(self.by)}"


def find_endings(
    documents: Sequence[Document], links: Sequence[Link], editions: Editions
) -> dict[int, list[Ending]]:
    """Return what ends or changes each document, by its number in the sequence.

    A text ends only what is older than itself, or of unknown age and another work: what is
    issued anew under an old name is not repealed. Of its own work a text means the first edition,
    whose repeal every later edition goes on printing; later editions end the others anyway. The
    repeal of single articles is a change. A change counts only for texts known to be older that
    do not name it as made already.
    """
    known = {(link.source, link.target) for link in links}
    found: dict[int, list[Ending]] = defaultdict(list)
    for source, target, relation in links:
        by, old = documents[source], documents[target]
        status = _KINDS.get(relation.kind)
        if status is None or _rules_nothing(by) or is_draft(old) or _worked_in(old, relation):
            continue
        if target in editions.of(source):
            continue
        if relation.place or status is Status.AMENDED:
            if is_older(old, by) and (target, source) not in known:
                found[target].append(Ending(Status.AMENDED, by, relation))
        elif is_older(old, by) or _of_unknown_age(old, by):
            found[target].append(Ending(status, by, relation))
    for number, document in enumerate(documents):
        others = (documents[other] for other in editions.of(number))
        later = [Ending(Status.REPLACED, o) for o in others if is_later(o, document)]
        if later:
            found[number] += later
    return dict(found)


def _rules_nothing(by: Document) -> bool:
    """Tell whether a text only reports what others repealed: a case, a digest, a draft."""
    return is_draft(by) or by.kind not in {Kind.REGULATION, Kind.POLICY, Kind.STANDARD}


def is_change(title: str) -> bool:
    """Tell whether a title is that of a decision by which another text is changed."""
    return _CHANGING.search(title) is not None


def _worked_in(named: Document, relation: Relation) -> bool:
    """Tell whether a law names the decision that changed it, rather than a decision its law."""
    return relation.kind is RelationKind.AMENDS and is_change(named.title)


def _of_unknown_age(old: Document, by: Document) -> bool:
    return beginning(old).day is None and title_key(old.title) != title_key(by.title)
