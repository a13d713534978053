"""Which briefs stand on a document, for whoever shows or reviews what hangs together?"""

from collections.abc import Iterator
from pathlib import Path

from library.accounts import Permission
from library.brief.briefs import Briefs
from library.links import Link, LinkKind

__all__ = ["BriefLinks"]


class BriefLinks:
    """The saved briefs as a provider of links; whoever may see briefs sees these."""

    needs = Permission.KEEP

    def __init__(self, path: Path) -> None:
        """`path` is the file of the briefs, which need not be there yet."""
        self._path = path

    def links_of(self, document_id: str) -> Iterator[Link]:
        """Yield each brief that cites a clause of the document; raise BriefsBroken."""
        if not self._path.is_file():
            return
        with Briefs(self._path) as briefs:
            found = briefs.on_document(document_id)
        for clause_id, brief in found:
            yield Link(
                LinkKind.BRIEF, clause_id.rpartition(":")[2], "研判单引用", brief.subject,
                f"研判单第{brief.number}号", str(brief.number), page=f"/brief/{brief.number}",
                note=f"时效截至{brief.as_of.isoformat()}",
            )  # fmt: skip
