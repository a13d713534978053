"""How does a topic or a situation become a brief, always in the same order?"""

from collections.abc import Sequence
from datetime import date

from library.brief.grounds import Grounds
from library.brief.judging import decisions, headline, judging, level_of
from library.brief.obligations import obligations
from library.brief.pending import pending
from library.brief.precedents import precedents
from library.brief.records import Brief, Section
from library.brief.situation import read_situation
from library.brief.specialties import ExpertPool, specialties
from library.duties import DutyLibrary
from library.errors import BriefRejected
from library.hazard_table import HazardRow
from search.ports import SearchService

__all__ = ["LONGEST_SUBJECT", "compose"]

LONGEST_SUBJECT = 500


def compose(
    service: SearchService,
    subject: str,
    as_of: date,
    table: Sequence[HazardRow],
    *,
    duties: DutyLibrary | None = None,
    pool: ExpertPool | None = None,
) -> Brief:
    """Return the brief on a subject as of a day; the same input gives the same brief.

    Raise BriefRejected where the subject is empty or too long, and NotSearchable.
    """
    text = " ".join(subject.split())
    if not text:
        raise BriefRejected("请写明主题、工程或情况，如 深基坑。")
    if len(text) > LONGEST_SUBJECT:
        raise BriefRejected(f"情况最长 {LONGEST_SUBJECT} 个字，请缩短后再试。")
    situation = read_situation(text, table)
    found, refused = decisions(situation, table, as_of)
    grounds = Grounds(service, as_of)
    matter = judging(service, situation, found, grounds, as_of)
    due = obligations(duties or DutyLibrary(service), service, situation, found, grounds, as_of)
    cases = precedents(service, situation, grounds, as_of)
    needed, missing = specialties(service, found, grounds, as_of, pool)
    open_ = pending(service, found, (*refused, *missing), due.ended, grounds, as_of)
    return Brief(
        subject=text,
        as_of=as_of,
        generation=service.collection().generation,
        reading=situation.told,
        headline=headline(situation, found, level_of(situation)) or _told(due.section, cases),
        sections=(matter, due.section, cases, needed, open_),
        grounds=grounds.grounds,
        sources=grounds.sources,
    )


def _told(due: Section, cases: Section) -> str:
    """Say what there is, where nothing is to be decided."""
    count = sum(len(part.statements) for part in due.parts)
    return (
        f"不是危大工程清单里的工程；以下列出 {len(due.parts)} 个主体的职责 {count} 条，"
        f"类似事故 {len(cases.parts)} 起"
    )
