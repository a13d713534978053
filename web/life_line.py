"""Which days mark the life of a document, and on what ground is each told?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.records import Document, Kind, Status
from corpus.standing import beginning, is_later
from search.dossier import Dossier
from web.templating import document_url

__all__ = ["Event", "list_events"]

_ENDED = frozenset({Status.REPEALED, Status.REPLACED, Status.EXPIRED})


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day; `title` and `url` name the text that it rests on, if it is another.

    `ended` is true from the day on which the document no longer holds.
    """

    day: date
    name: str
    title: str = ""
    url: str = ""
    ended: bool = False


def list_events(document: Document, dossier: Dossier, ender: Document | None) -> list[Event]:
    """Return the days in order, none where fewer than two are known; `ender` ended the document.

    What lies after the day of the dossier is listed too: a text may have its last day already.
    """
    if document.kind is Kind.CASE:
        return []
    events = [*_own(document), *_editions(document, dossier), *_end(dossier, ender)]
    events = sorted(dict.fromkeys(events), key=lambda event: (event.day, event.ended))
    return events if len({event.day for event in events}) > 1 else []


def _own(document: Document) -> Iterator[Event]:
    effective, dated = document.effective_on, document.dated
    first = effective and dated and effective < dated  # an amended text prints the first day
    for day, name, ended in (
        (document.issued_on, "印发", False),
        (document.published_on, "公布", False),
        (effective, "首次施行" if first else "施行", False),
        (document.expires_on, "有效期满", True),
        (document.repealed_on, "废止", True),
    ):
        if day:
            yield Event(day, name, ended=ended)


def _editions(document: Document, dossier: Dossier) -> Iterator[Event]:
    for edition in dossier.editions:
        other = edition.document
        if other.dated and document.dated:
            name = "新文本公布" if is_later(other, document) else "前一文本公布"
            yield Event(
                other.dated, name, f"{other.dated.year}年版本", document_url(other.document_id)
            )


def _end(dossier: Dossier, ender: Document | None) -> Iterator[Event]:
    standing = dossier.standing
    day = beginning(ender).day if ender else None
    if ender and day and (standing.status in _ENDED or standing.status is Status.AMENDED):
        name, ended = standing.status.value, standing.status in _ENDED
        other = any(
            edition.document.document_id == ender.document_id for edition in dossier.editions
        )
        title = f"{ender.dated.year}年版本" if other and ender.dated else f"《{ender.title}》"
        yield Event(day, name, title, document_url(ender.document_id), ended)
