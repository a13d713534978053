"""Does an interpretation still fit the clause to which it was written?"""

from corpus.errors import UnknownDocument
from corpus.records import Clause
from library.exchange.records import Interpretation, Version
from search.ports import SearchService

__all__ = ["outdated", "review_of"]

_CHANGED = "所解读的条款文字已有改动"


def outdated(version: Version, clause: Clause) -> str:
    """Say why a version must be examined again, '' where the clause is as it was."""
    return "" if version.clause_text == clause.text else _CHANGED


def review_of(one: Interpretation, service: SearchService) -> str:
    """Say why what readers see, else the newest version, must be examined again; '' for no reason.

    Raise NotSearchable.
    """
    try:
        document, clause = service.clause(one.clause_id)
    except UnknownDocument:
        return "所解读的条款已不在库里"
    if service.dossier(document.document_id).standing.hidden:
        return "所解读的文件已废止或被替代"
    return outdated(one.shown or one.latest, clause)
