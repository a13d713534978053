"""What does a stated status say about a given day, before it was stated or after?

Somebody found a document 现行有效 on a day. The day after nobody may have looked; the day before
it may not have begun. A status is carried to another day only where a date carries it.
"""

from datetime import date

from corpus.records import Document, Kind, Status
from corpus.standing.editions import in_effect, since
from corpus.standing.standing import Standing

__all__ = ["as_stated"]

_UNSTATED = "尚无人核对"
# These have no life of their own: an accident is no rule, a digest stands with its source.
_LIFELESS = frozenset({Kind.CASE, Kind.DIGEST, Kind.INTERPRETATION})
_ENDS = frozenset({Status.AMENDED, Status.REPEALED, Status.REPLACED, Status.EXPIRED})


def as_stated(document: Document, as_of: date) -> Standing:
    """Return the standing that the document's own statement gives on a day."""
    status, stated = document.status, document.status_as_of
    if document.kind in _LIFELESS:
        return Standing(status, document.status_basis, stated)
    if status is Status.IN_FORCE:
        return _in_force(document, as_of)
    if status in _ENDS:
        return _ended(document, as_of)
    if status is Status.NOT_YET and document.effective_on is None:
        return _not_yet(document, as_of)
    return _unverified(document)


def _in_force(document: Document, as_of: date) -> Standing:
    stated, ground = document.status_as_of, document.status_basis
    if stated is None:
        return Standing(Status.IN_FORCE, f"{ground}（未注明核对日期）")
    if stated < as_of:
        return Standing(Status.IN_FORCE, f"{ground}（截至{stated}，此后未经核对）", stated)
    if stated == as_of or in_effect(document, as_of):
        return Standing(Status.IN_FORCE, f"{ground}（截至{stated}）；{since(document)}", as_of)
    doubt = f"截至{stated}现行有效（{ground}）；{since(document)}，{as_of}是否已施行不明"
    return Standing(Status.UNVERIFIED, doubt)


def _ended(document: Document, as_of: date) -> Standing:
    """Carry an end to another day: after it was stated it holds, before its date it does not."""
    status, stated, ground = document.status, document.status_as_of, document.status_basis
    day = document.repealed_on if status is Status.REPEALED else document.expires_on
    if day is not None and status in {Status.REPEALED, Status.EXPIRED}:
        until = f"{since(document)}，{day}{'废止' if status is Status.REPEALED else '期满'}"
        if in_effect(document, as_of):
            return Standing(Status.IN_FORCE, f"{until}，{as_of}时有效", as_of)
        return Standing(Status.UNVERIFIED, f"{until}，{as_of}是否已施行不明")
    if stated is None or stated <= as_of:
        return Standing(status, ground, stated)
    known = f"截至{stated}为{status}（{ground}）；{since(document)}"
    return Standing(Status.UNVERIFIED, f"{known}，{as_of}时的状态未经核对")


def _not_yet(document: Document, as_of: date) -> Standing:
    stated = document.status_as_of
    if stated is None or as_of <= stated:
        return Standing(Status.NOT_YET, document.status_basis, stated)
    told = f"截至{stated}尚未生效（{document.status_basis}），此后未经核对"
    return Standing(Status.UNVERIFIED, told)


def _unverified(document: Document) -> Standing:
    parts = [since(document), "库中未见修改或废止它的文件"]
    if document.status_basis == _UNSTATED or document.status is not Status.UNVERIFIED:
        parts.append("未经核对")
    else:
        parts.insert(0, document.status_basis)
    return Standing(Status.UNVERIFIED, "，".join(parts), document.status_as_of)
