"""What is the standing of every document on a given day, and on what ground is that said?

What a source or a person stated is kept apart from what follows from dates and other texts. Asked
in this order: issued yet? a draft? in effect yet? repealed or replaced? run out? changed? and last,
what was stated. Where nothing is known the standing is 未核实, and its basis says what is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from corpus.records import Document, Kind, Relation, Status
from corpus.references import find_links
from corpus.standing.editions import Editions, beginning, in_effect, is_draft, is_later, is_same
from corpus.standing.endings import Ending, find_endings
from corpus.standing.standing import Standing
from corpus.standing.stated_status import as_stated
from corpus.structure import title_citation

__all__ = ["LifeCycles", "Standing", "standings"]

_ENDED = frozenset({Status.REPEALED, Status.REPLACED})


def standings(
    documents: Sequence[Document], relations: Iterable[Relation], as_of: date
) -> Mapping[str, Standing]:
    """Return the standing of each document on that day, by `document_id`."""
    found = LifeCycles(documents, relations).on(as_of)
    return {document.document_id: found[n] for n, document in enumerate(documents)}


class LifeCycles:
    """Judges the documents of one collection on any day; what does not depend on it is kept."""

    def __init__(
        self,
        documents: Sequence[Document],
        relations: Iterable[Relation],
        cite: Callable[[str], str] = lambda _: "",
    ) -> None:
        """Read the collection; `cite` returns the citation of a clause id, '' if it is lost."""
        self._documents = documents
        self.editions = Editions(documents)
        self.links = tuple(find_links(documents, relations))
        self._endings = find_endings(documents, self.links, self.editions)
        self._cite = cite

    def on(self, as_of: date) -> list[Standing]:
        """Return the standing of every document on that day, in the order given."""
        found = [self._standing(n, document, as_of) for n, document in enumerate(self._documents)]
        in_force = {n for n, standing in enumerate(found) if standing.status is Status.IN_FORCE}
        for number in in_force:
            found[number] = self._one_in_force(number, found[number], in_force)
        return found

    def _standing(self, number: int, document: Document, as_of: date) -> Standing:
        """Return what the first question that has an answer says."""
        known = [e for e in self._endings.get(number, ()) if _issued(e.by, as_of)]
        told = [e for e in known if in_effect(e.by, as_of) and not _gainsaid(document, e)]
        return (
            _not_issued(document, as_of)
            or _draft(document)
            or _not_yet(document, as_of)
            or _repealed(document, as_of)
            or self._by_others(told, _ENDED, as_of)
            or _expired(document, as_of)
            or self._by_others(told, frozenset({Status.AMENDED}), as_of)
            or self._stated(document, [e for e in known if e not in told], as_of)
        )

    def _by_others(
        self, endings: Sequence[Ending], wanted: frozenset[Status], as_of: date
    ) -> Standing | None:
        """Return the standing that other texts give; what is said outright goes before editions."""
        found = [ending for ending in endings if ending.status in wanted]
        if not found:
            return None
        ending = min(found, key=_weight)
        return Standing(
            ending.status, ending.sentence(self._cite), as_of, ending.by.document_id,
            ending.relation.clause_id if ending.relation else None,
        )  # fmt: skip

    def _stated(self, document: Document, open_: Sequence[Ending], as_of: date) -> Standing:
        """Return what was stated, with the texts that will end it, or contradict the statement."""
        standing = as_stated(document, as_of)
        if not open_:
            return standing
        sentence = min(open_, key=_weight).sentence(self._cite)
        if any(in_effect(ending.by, as_of) for ending in open_):
            return replace(standing, warning=f"{sentence}，与著录的状态不一致，请核对")
        return replace(standing, basis=f"{standing.basis}；{sentence}")

    def _one_in_force(self, number: int, standing: Standing, in_force: set[int]) -> Standing:
        """Return the standing of a text that is stated to be in force, where others are too."""
        own = self._documents[number]
        others = [self._documents[n] for n in self.editions.of(number) if n in in_force]
        rivals = [o for o in others if not is_same(o, own) and not is_later(own, o)]
        later = [rival for rival in rivals if is_later(rival, own)]
        if later:
            by = max(later, key=lambda d: beginning(d).day or date.min)
            basis = Ending(Status.REPLACED, by).sentence(self._cite)
            warning = "两个文本都著录为现行有效，请核对"
            return Standing(Status.REPLACED, basis, standing.as_of, by.document_id, None, warning)
        if rivals:
            name = title_citation(rivals[0].title, rivals[0].doc_no)
            basis = f"{standing.basis}；库中另有{name}，也著录为现行有效，先后不明"
            return replace(standing, status=Status.UNVERIFIED, basis=basis, warning="请核对")
        return standing


def _weight(ending: Ending) -> tuple[bool, bool, int]:
    """Sort what is said outright first, repeals before the rest; of editions the newest first."""
    day = (beginning(ending.by).day or date.max).toordinal()
    edition = ending.relation is None
    return edition, ending.status is not Status.REPEALED, -day if edition else day


def _issued(document: Document, as_of: date) -> bool:
    return document.dated is None or document.dated <= as_of


def _gainsaid(document: Document, ending: Ending) -> bool:
    """Tell whether somebody found the document in force after the text that would end it."""
    if document.status is not Status.IN_FORCE or document.status_as_of is None:
        return False
    return (beginning(ending.by).day or date.max) <= document.status_as_of


def _not_issued(document: Document, as_of: date) -> Standing | None:
    if _issued(document, as_of):
        return None
    began = "发生" if document.kind is Kind.CASE and document.facts else "发布"
    return Standing(Status.NOT_YET, f"{document.dated}才{began}", as_of, existed=False)


def _draft(document: Document) -> Standing | None:
    if not is_draft(document):
        return None
    return Standing(Status.DRAFT, document.status_basis, document.status_as_of)


def _not_yet(document: Document, as_of: date) -> Standing | None:
    day = document.effective_on
    if day is None or day <= as_of:
        return None
    return Standing(Status.NOT_YET, f"自{day}起施行", as_of, warning=_against(document, day))


def _repealed(document: Document, as_of: date) -> Standing | None:
    day = document.repealed_on
    if day is None or day > as_of:
        return None
    basis = _with_ground(document, f"{day}废止")
    return Standing(Status.REPEALED, basis, as_of, warning=_against(document, day, after=True))


def _expired(document: Document, as_of: date) -> Standing | None:
    day = document.expires_on
    if day is None or day >= as_of:
        return None
    basis = _with_ground(document, f"有效期至{day}")
    return Standing(Status.EXPIRED, basis, as_of, warning=_against(document, day, after=True))


def _with_ground(document: Document, told: str) -> str:
    """Return the date with the ground that was stated for the end of the document, if one was."""
    if document.status in {Status.REPEALED, Status.EXPIRED}:
        return f"{document.status_basis}（{told}）"
    return told


def _against(document: Document, day: date, *, after: bool = False) -> str:
    """Say that 现行有效 was stated on the wrong side of a date; '' where it was not."""
    if document.status is not Status.IN_FORCE:
        return ""
    stated = document.status_as_of
    wrong = stated is not None and (stated > day if after else stated < day)
    until = f"（截至{stated}）" if stated else ""
    return f"著录为现行有效{until}，与日期{day}不一致，请核对" if wrong or not stated else ""
