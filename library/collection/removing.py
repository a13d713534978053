"""What goes with a document that leaves the home, and how does it leave?"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import BUILTIN, Document, DocumentStore, Originals
from library.exchange.collecting import PUBLISHED
from search import Settings

__all__ = ["Leaving", "leaving_of", "remove_documents"]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A document that is to be removed, and what goes with it; `places` are its source keys."""

    document: Document
    clauses: int
    places: tuple[str, ...]
    corrections: int

    @property
    def warnings(self) -> list[str]:
        """Say from where it may come back."""
        said = []
        for place in self.places:
            if place.startswith(BUILTIN):
                said.append("这是自带文件，以后运行 zhiku init 会重新装入。")
            elif place.startswith(PUBLISHED):
                said.append(
                    "这是已发布的解读或问答，更新索引时会重新收入；要撤回请在管理页里撤回。"
                )
            elif Path(place).is_file():
                said.append(f"导入时的文件还在，再次导入会重新收入：{place}")
        return said

    def as_json(self) -> dict[str, Any]:
        """Return it as the command prints it and the audit log keeps it."""
        return {
            "document_id": self.document.document_id,
            "title": self.document.title,
            "doc_no": self.document.doc_no,
            "clauses": self.clauses,
            "places": list(self.places),
            "corrections": self.corrections,
        }


def leaving_of(store: DocumentStore, document_id: str) -> Leaving:
    """Return what would leave; raise UnknownDocument."""
    document = store.get(document_id)
    places = sorted(key for key, name in store.sources().items() if name == document_id)
    count = len(store.corrections(document_id))
    return Leaving(document, len(store.clauses(document_id)), tuple(places), count)


def remove_documents(settings: Settings, store: DocumentStore, leaving: Iterable[Leaving]) -> int:
    """Remove them with everything of theirs; return how many originals went with them.

    The caller holds the right to write. Raise StoreBroken; then none has left.
    """
    with store.batch():
        for one in leaving:
            store.delete(one.document.document_id)
    return Originals(settings.originals).remove_unused(store)
