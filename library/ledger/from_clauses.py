"""How does a duty of a clause become an item of the list of responsibilities?"""

from dataclasses import dataclass
from datetime import date

from library.duties import DeadlineKind, Duty, Modality, duties_in
from library.ledger.ledger import Ledger
from library.ledger.records import Item, Kind
from search.ports import SearchService

__all__ = ["DutyDraft", "add_duty", "drafts_of"]


@dataclass(frozen=True, slots=True)
class DutyDraft:
    """The fields of an item as a duty gives them; `start` tells the duties of a clause apart."""

    start: int
    party: str
    values: dict[str, str]


def drafts_of(service: SearchService, clause_id: str, today: date) -> list[DutyDraft]:
    """Return a draft for each duty of a clause, or one of the bare clause where it has none.

    A day that has passed already is no day to be done by; the words of it are kept.
    Raise UnknownDocument and NotSearchable.
    """
    document, clause = service.clause(clause_id)
    _, clauses = service.document(document.document_id)
    duties = [one for one in duties_in(document, clauses) if one.clause_id == clause_id]
    found = [
        DutyDraft(one.start, "、".join(one.parties), _values(one, document.text, today))
        for one in duties
    ]
    return found or [DutyDraft(clause.start, "", _bare(clause_id, clause.citation, clause.text))]


def add_duty(
    ledger: Ledger, who: str, service: SearchService, clause_id: str, start: int | None = None,
    **more: str,
) -> Item:  # fmt: skip
    """Register a duty of a clause, by default its first; `more` are further fields.

    Raise as `drafts_of` and `Ledger.add` do.
    """
    drafts = drafts_of(service, clause_id, ledger.today)
    chosen = next((draft for draft in drafts if draft.start == start), drafts[0])
    return ledger.add(who, Kind.RESPONSIBILITY, chosen.values | more)


def _values(duty: Duty, text: str, today: date) -> dict[str, str]:
    days = [one.sort for one in duty.deadlines if one.kind is DeadlineKind.DATE]
    dated = [day for day in days if len(day) == 10 and day >= today.isoformat()]
    asks = duty.modality is Modality.REQUIRED
    return {
        "text": duty.action if asks else f"{duty.modality.value}{duty.action}",
        "clause_id": duty.clause_id,
        "citation": duty.citation,
        "duty": text[duty.start : duty.end],
        "term": duty.deadline,
        "due_on": min(dated, default=""),
    }


def _bare(clause_id: str, citation: str, text: str) -> dict[str, str]:
    return {"text": text[:200], "clause_id": clause_id, "citation": citation, "duty": text[:2000]}
