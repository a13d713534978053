"""What changed from one edition of a text to the next?"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from fastapi import Query, Request, Response

from corpus.records import Document
from corpus.standing import beginning
from corpus.structure import title_citation
from library.editions import Change
from search.dossier import Dossier
from web.comparing import anchor, compare_documents, lay_out
from web.service import service_of
from web.templating import compare_url, document_url, render
from web.values import read_choice, read_flag

__all__ = ["compare"]


class View(StrEnum):
    """How the two texts are shown."""

    SIDE = "side"
    INLINE = "inline"


def compare(
    request: Request,
    document_id: str,
    other_id: Annotated[str, Query(alias="with")] = "",
    view: str = "",
    same: str = "",
) -> Response:
    """Show two editions side by side or in one, what is unchanged folded unless asked for."""
    service = service_of(request)
    shown, unfolded = read_choice("view", View, view or View.SIDE), read_flag("same", same)
    found = compare_documents(service, document_id, other_id)
    dossier = service.dossier(document_id)
    editions = [edition.document for edition in dossier.editions]

    def url(**values: str) -> str:
        asked = {"view": shown.value, "same": str(unfolded).lower()} | values
        usual = {"view": View.SIDE.value, "same": "false"}
        told = {name: value for name, value in asked.items() if value != usual[name]}
        return compare_url(document_id, other_id.strip(), **told)

    return render(
        request,
        "compare.html",
        old=found.old,
        new=found.new,
        standings=_standings(dossier, service.dossier(other_id.strip()), document_id, found.new),
        names=(_name(found.old, "旧文本"), _name(found.new, "新文本")),
        counts=found.counts,
        changes=[row for row in found.rows if row.change is not Change.UNCHANGED],
        parts=lay_out(found),
        anchor=anchor,
        inline=shown is View.INLINE,
        unfolded=unfolded,
        url=url,
        cited_as=title_citation(found.new.title, None),
        printed_on=datetime.now().astimezone().date(),
        back=document_url(document_id),
        others=[d for d in editions if d.document_id != other_id.strip()],
        document_id=document_id,
        one_work=other_id.strip() in {d.document_id for d in editions},
        dated=all(beginning(d).day for d in (found.old, found.new)),
    )


def _standings(own: Dossier, other: Dossier, document_id: str, new: Document) -> tuple[str, ...]:
    """Return the statuses of the older and the newer text today."""
    found = (other.standing.status, own.standing.status)
    return found if new.document_id == document_id else found[::-1]


def _name(document: Document, unknown: str) -> str:
    day = document.dated or document.effective_on
    return f"{day.year}年{day.month}月{day.day}日文本" if day else unknown
