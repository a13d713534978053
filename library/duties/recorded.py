"""Which duties does a digest of ours hold, that a person wrote and checked?"""

from collections.abc import Mapping, Sequence
from typing import Any

from corpus import Clause, Document
from library.duties.deadlines import deadlines_in
from library.duties.parties import canonical
from library.duties.records import Deadline, DeadlineKind, Duty, Modality

__all__ = ["recorded_duties"]

_RULE = "要点（人工归纳并核对，非原文）"


def recorded_duties(document: Document, clauses: Sequence[Clause]) -> list[Duty]:
    """Return the duties recorded in the facts of a digest, each where its clause tells it."""
    articles = {clause.path[-1]: clause for clause in clauses if clause.path}
    records = document.facts.get("duties", ())
    return [
        _duty(record, articles[record["article"]])
        for record in records
        if record["article"] in articles and record["action"] in articles[record["article"]].text
    ]


def _duty(record: Mapping[str, Any], clause: Clause) -> Duty:
    at = clause.text.index(record["action"])
    start = clause.text.rfind("\n", 0, at) + 1
    end = clause.text.find("\n（", at)
    end = len(clause.text) if end < 0 else end
    actor, words = record["actor"], record["deadline_or_frequency"] or ""
    penalty = record["penalty_article"]
    return Duty(
        document_id=clause.document_id,
        clause_id=clause.clause_id,
        citation=clause.citation,
        parties=canonical(actor) or (actor,),
        party_words=actor,
        modality=Modality(record["modality"]),
        action=record["action"],
        object=record["object"] or "",
        condition="",
        deadlines=_deadlines(words, clause, start),
        penalty="",
        penalty_citation=f"《{penalty['law']}》{penalty['article']}" if penalty else "",
        start=clause.start + start,
        end=clause.start + end,
        rule=_RULE,
    )


def _deadlines(words: str, clause: Clause, start: int) -> tuple[Deadline, ...]:
    """Return the times recorded; words that no form reads are kept as they are."""
    if not words:
        return ()
    at = clause.start + max(clause.text.find(words, start), start)
    read = deadlines_in(words, at)
    return read or (Deadline(DeadlineKind.EVENT, words, words, at, at + len(words)),)
