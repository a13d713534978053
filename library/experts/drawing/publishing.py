"""What does anybody get to see of a draw, from which they can compute all of it again?

One line of canonical JSON and a line end: {"digest": …, "record": …}, the digest being the SHA-256
of the record. In it are the log from the first step of the request to its last, with the bodies of
the request, the outcome, and the names of those drawn, unless they are still sealed. With
`auditor`, who all candidates are and what decided on them. Contact data are in none.
"""

from typing import Any

from library.errors import DrawRejected
from library.experts.drawing.canonical import canonical, digest
from library.experts.drawing.draws import Draws
from library.experts.drawing.log import Entry
from library.experts.drawing.proceedings import FORMAT, Proceedings
from library.experts.drawing.sealing import opened

__all__ = ["outcome_of", "published"]

Json = dict[str, Any]


def published(draws: Draws, request_id: str, at: int, *, auditor: bool = False) -> bytes:
    """Return the record of a request at a moment, in seconds since 1970; raise UnknownRequest.

    Raise DrawRejected where an auditor's is asked for while the names are sealed.
    """
    going = draws.going(request_id)
    sealed = at < going.request["sealed_until"]
    if sealed and auditor:
        raise DrawRejected("姓名还在密封期内，不能写出全部候选人。")
    openings = [] if sealed else _openings(draws, going, auditor=auditor)
    record = {
        "format": FORMAT,
        "request_id": request_id,
        "log": [_entry(entry, request_id) for entry in draws.entries(request_id)],
        "outcome": outcome_of(going),
        "openings": openings,
    }
    return canonical({"digest": digest(record), "record": record}) + b"\n"


def outcome_of(going: Proceedings) -> Json:
    """Return where a request stands: who sits on the panel now, and what they concluded."""
    return {
        "stage": going.stage,
        "draw": going.last.number,
        "seats": [
            {**seat, "reply": going.last.replies.get(seat["handle"], "")} for seat in going.seats
        ],
        "reserve": list(going.last.reserve),
        "conclusion": going.conclusion.get("conclusion", ""),
    }


def _openings(draws: Draws, going: Proceedings, *, auditor: bool) -> list[Json]:
    found = []
    for one in going.draws:
        known = draws.openings(going.request_id, one.number)
        drawn = one.drawn or {"panel": [], "reserve": []}
        shown = {seat["handle"] for seat in (*drawn["panel"], *drawn["reserve"])}
        found += [opened(o, facts=auditor) for h, o in known.items() if auditor or h in shown]
    return sorted(found, key=lambda one: str(one["handle"]))


def _entry(entry: Entry, request_id: str) -> Json:
    own = entry.request_id == request_id
    shown: Json = {
        "number": entry.number,
        "at": entry.at,
        "request_id": entry.request_id,
        "kind": entry.kind,
        "body_sha256": entry.body_sha256,
        "previous": entry.previous,
        "hash": entry.hash,
    }
    return {**shown, "body": entry.value} if own else shown
