"""How do the questions of a file come into the bank, and what is told of each?"""

from collections.abc import Sequence
from dataclasses import dataclass

from library.background import Progress
from library.errors import UnknownItem
from library.questions.bank import Origin, QuestionBank
from library.questions.formats.matching import Basis, ClauseMatcher, Matched
from library.questions.formats.rows import Row

__all__ = ["Outcome", "bring_in"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one entry of a file: `result` is 新增, 已有 or 失败, `note` says why.

    `basis`, `citation` and `clause_id` tell on what the question rests, as far as is known.
    """

    place: str
    result: str
    note: str = ""
    basis: Basis | None = None
    citation: str = ""
    clause_id: str = ""
    item_id: str = ""


def bring_in(
    rows: Sequence[Row],
    matcher: ClauseMatcher,
    bank: QuestionBank,
    person: str,
    *,
    dry_run: bool = False,
    progress: Progress = lambda *_: None,
) -> list[Outcome]:
    """Match each question with its clause and add it as 草稿; `dry_run` adds nothing.

    Raise NotSearchable or BankBroken; a row that cannot be used hinders no other.
    """
    found = []
    for done, row in enumerate(rows):
        progress(done, len(rows))
        if row.draft is None:
            found.append(Outcome(row.place, "失败", row.problem))
        else:
            found.append(_outcome(bank, matcher.match(row), person, dry_run=dry_run))
    return found


def _outcome(bank: QuestionBank, matched: Matched, person: str, *, dry_run: bool) -> Outcome:
    item = matched.item
    if dry_run:
        new = not _held(bank, item.item_id)
    else:
        new = bool(bank.add([item], origin=Origin.IMPORT, person=person))
    return Outcome(
        matched.place, "新增" if new else "已有", matched.note, matched.basis,
        "；".join(source.citation for source in item.sources),
        item.sources[0].clause_id if item.sources else "", item.item_id,
    )  # fmt: skip


def _held(bank: QuestionBank, item_id: str) -> bool:
    try:
        bank.item(item_id)
    except UnknownItem:
        return False
    return True
