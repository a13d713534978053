"""What body of law does the collection hold, and which levels of it are missing?"""

from collections import Counter
from collections.abc import Iterable

from corpus.collections.package_rows import PACKAGE
from corpus.records import Document, Kind, Level

__all__ = ["holdings"]

_ASKED = (Level.ADMINISTRATIVE_REGULATION, Level.DEPARTMENT_RULE, Level.LOCAL_REGULATION)
"""What a department of housing and construction lives by, beside the laws."""


def holdings(documents: Iterable[Document]) -> str:
    """Return a Chinese sentence for the visitor, '' where no laws were loaded as a collection.

    Whoever sees laws of the state must not think that the rules below them are there too.
    """
    texts = [d for d in documents if d.kind is Kind.REGULATION]
    laws = [d for d in texts if d.source.startswith(PACKAGE)]
    if not laws:
        return ""
    found = Counter(d.level for d in texts)
    parts = [f"{level} {found[level]} 份" for level in _ASKED if found[level]]
    missing = [level for level in _ASKED if not found[level]]
    origin = laws[0].source.partition("（")[0]
    days = [d.status_as_of for d in laws if d.status_as_of]
    until = f"，编至 {max(days)}" if days else ""
    said = "、".join([f"国家法律和有关决定 {len(laws)} 份（{origin}{until}）", *parts])
    gap = f"；没有收录{'、'.join(missing)}，可用 zhiku import 导入" if missing else ""
    return f"其中{said}{gap}。"
