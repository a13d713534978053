"""A text was replaced, changed or repealed: what stands on it and must be looked at again?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.records import Document, Status
from corpus.standing import Standing, beginning, is_later
from corpus.structure import title_citation
from library.accounts import Permission
from library.editions import Change, Comparison, Row, compare
from library.links.library import EVERYTHING, LinkLibrary
from library.links.records import DocumentLinks, Link, LinkKind
from search.ports import SearchService

__all__ = ["Impact", "Review", "Urgency", "has_impact", "impact_of"]

_ENDED = frozenset({Status.REPEALED, Status.REPLACED, Status.AMENDED})


class Urgency(StrEnum):
    """How much there is to do about a link, the most first; the value appears in the API."""

    REVISE = "revise"
    CHECK = "check"
    RENAME = "rename"

    @property
    def label(self) -> str:
        """What staff are told to do."""
        return {"revise": "应修改", "check": "应复核", "rename": "核对名称"}[self.value]


_ORDER = list(Urgency)


@dataclass(frozen=True, slots=True)
class Review:
    """Something to be looked at again, and why; `now` is the clause that took the place, if any."""

    link: Link
    urgency: Urgency
    why: str
    place: str
    now: str = ""
    now_citation: str = ""


@dataclass(frozen=True, slots=True)
class Impact:
    """What follows from the end of a text.

    `new` is the edition that took its place, None where none is held; `by` is what ended it.
    `comparison` is None where two texts in their own words are not held. `aside` says in Chinese
    what was left out of the reviews and why.
    """

    old: Document
    standing: Standing
    new: Document | None
    by: Document | None
    comparison: Comparison | None
    reviews: tuple[Review, ...]
    aside: tuple[str, ...] = ()

    @property
    def ended(self) -> bool:
        """Whether the text was replaced, changed or repealed; nothing is to review where not."""
        return self.standing.status in _ENDED or self.new is not None

    @property
    def changed(self) -> Sequence[Row]:
        """The clauses that are not as they were."""
        rows = self.comparison.rows if self.comparison else ()
        return [row for row in rows if row.change is not Change.UNCHANGED]

    @property
    def counts(self) -> Mapping[Urgency, int]:
        """How many reviews there are of each urgency."""
        told = [review.urgency for review in self.reviews]
        return {urgency: told.count(urgency) for urgency in Urgency}


def has_impact(found: DocumentLinks) -> bool:
    """Tell whether a text has ended so that what stands on it must be looked at, and there is any.

    It compares nothing, so a page can afford to ask.
    """
    ended = found.dossier.standing.status in _ENDED or _newer(found) is not None
    return ended and any(link.kind.inward for link in found.links)


def impact_of(
    library: LinkLibrary,
    service: SearchService,
    document_id: str,
    allowed: Collection[Permission] = EVERYTHING,
) -> Impact:
    """Return what to review as a document has ended, which is nothing where it has not.

    Raise UnknownDocument or NotSearchable.
    """
    found = library.of_document(document_id, allowed)
    new = _newer(found)
    standing = found.dossier.standing
    if standing.status not in _ENDED and new is None:
        return Impact(found.document, standing, None, None, None, ())
    by = service.document(standing.by)[0] if standing.by else None
    comparison = None
    if new and new.verbatim and found.document.verbatim:
        held = service.document(new.document_id)
        comparison = compare((found.document, found.clauses), held, service.terms)
    links, aside = _sifted(found, new, service)
    judge = _Judge(found.document, new, by, standing, comparison)
    reviews = [review for link in links if (review := judge.review(link))]
    order = {kind: n for n, kind in enumerate(LinkKind)}
    reviews.sort(key=lambda each: (_ORDER.index(each.urgency), order[each.link.kind]))
    return Impact(found.document, standing, new, by, comparison, tuple(reviews), tuple(aside))


def _newer(found: DocumentLinks) -> Document | None:
    """Return the edition that took the place of a document: what ended it, else the newest."""
    others = [edition.document for edition in found.dossier.editions if edition.standing.existed]
    later = [other for other in others if is_later(other, found.document)]
    ended = next((d for d in later if d.document_id == found.dossier.standing.by), None)
    begun = [
        edition.document for edition in found.dossier.editions
        if edition.document in later and not edition.standing.hidden
    ]  # fmt: skip
    return ended or next(iter(begun), None)


def _sifted(
    found: DocumentLinks, new: Document | None, service: SearchService
) -> tuple[list[Link], list[str]]:
    """Return what stands on the document, without those that ended or mean the new text."""
    kept: list[Link] = []
    gone, later = set[str](), set[str]()
    since = beginning(new).day if new else None
    for link in found.links:
        if not link.kind.inward:
            continue
        if link.kind is LinkKind.CITED_BY:
            if link.document_id in {new.document_id if new else "", found.dossier.standing.by}:
                continue  # whoever ends a text names it
            document, _ = service.document(link.document_id)
            if service.dossier(link.document_id).standing.hidden:
                gone.add(link.document_id)
                continue
            if since and document.dated and document.dated >= since:
                later.add(link.document_id)
                continue
        kept.append(link)
    told = [f"另有 {len(gone)} 份引用它的文件自己也已失效，不在此列。"] if gone else []
    if later:
        told.append(f"另有 {len(later)} 份文件在新文本施行以后印发，应当是按新文本写的，不在此列。")
    return kept, told


class _Judge:
    """Says of each link what the end of the text means for it."""

    def __init__(
        self,
        old: Document,
        new: Document | None,
        by: Document | None,
        standing: Standing,
        comparison: Comparison | None,
    ) -> None:
        self._old, self._new, self._standing = old, new, standing
        self._by = new or by
        rows = comparison.rows if comparison else ()
        self._fates = {row.old.clause.address: row for row in rows if row.old}

    def review(self, link: Link) -> Review | None:
        """Return what to do about a link, None where there is nothing."""
        place = self._place(link)
        row = self._fates.get(link.here)
        if row is None:
            return Review(link, Urgency.CHECK, self._as_a_whole(link), place)
        if row.change is Change.UNCHANGED and link.kind is LinkKind.DUTY:
            return None
        urgency, why = _of_row(row)
        if row.new is None:
            return Review(link, urgency, why, place)
        clause = row.new.clause
        return Review(link, urgency, why, place, clause.clause_id, clause.citation)

    def _as_a_whole(self, link: Link) -> str:
        name = title_citation(self._by.title, self._by.doc_no) if self._by else ""
        how = {
            Status.REPEALED: f"已被{name}废止" if name else "已废止",
            Status.AMENDED: f"已被{name}修改" if name else "已修改",
        }.get(self._standing.status, f"已由{name}代替" if name else "已被替代")
        if self._fates or not link.here:
            return f"所依据的文件{how}"
        return f"所依据的文件{how}；没有可以逐条对照的两版原文，请对照原件"

    def _place(self, link: Link) -> str:
        """Return the clause that the link stands on, as it was called."""
        row = self._fates.get(link.here)
        if row and row.old:
            return row.old.name
        names = {node.address: node.marker or node.title for node in self._old.outline}
        return names.get(link.here, "") if link.here else "整份文件"


def _of_row(row: Row) -> tuple[Urgency, str]:
    if row.new is None:
        return Urgency.REVISE, "所依据的条款在新文本中已删去"
    now = row.new.name
    if row.change is Change.CHANGED:
        moved = f"，现为{now}" if row.renumbered else ""
        return Urgency.CHECK, f"所依据的条款有修改{moved}"
    if row.renumbered:
        return Urgency.REVISE, f"条文未变，条号改为{now}"
    return Urgency.RENAME, "条文和条号都未变，只需核对文件的文号和日期"
