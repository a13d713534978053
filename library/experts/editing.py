"""What does somebody change of an expert by hand, in the words of the sheet, and may they still?"""

from collections.abc import Mapping
from dataclasses import replace

from library.errors import EntryChanged, ExpertRejected
from library.experts.columns import COLUMNS, CONTACTS, cells_of, read_cells
from library.experts.desk import ExpertDesk
from library.experts.intake import merged
from library.experts.records import Expert

__all__ = ["add_by_hand", "change_by_hand", "written"]


def written(expert: Expert | None, desk: ExpertDesk) -> dict[str, str]:
    """Return the fields as a form shows them, by name; contact data are not among them."""
    if expert is None:
        return {column.field: "" for column in COLUMNS}
    cells = zip(COLUMNS, cells_of(expert, desk.taxonomy), strict=True)
    return {column.field: "" if value is None else str(value) for column, value in cells}


def add_by_hand(desk: ExpertDesk, who: str, given: Mapping[str, str]) -> Expert:
    """Keep a new expert; raise ExpertRejected naming every field in fault, or who it may be."""
    expert, contact = read_cells(given, None, desk.taxonomy, desk.rules.term_years)
    with desk.pool.file.batch():
        if known := desk.pool.matching(expert, contact.id_number):
            raise ExpertRejected(
                [f"编号 {known[0].expert_id} 的专家可能就是这一位，请改那一位的记录；"
                 "姓名、单位相同而不是同一人的，两人都要填身份证号"]
            )  # fmt: skip
        return desk.pool.add(who, expert, contact)


def change_by_hand(
    desk: ExpertDesk, who: str, expert_id: int, given: Mapping[str, str], *, seen: str = "",
    erase: bool = False,
) -> list[str]:  # fmt: skip
    """Change what is given, and return the names of the fields that changed.

    Contact data that are given replace those there are; with `erase` all of them go first. `seen`
    is that of the record as it was looked at, '' where nobody looked. Raise UnknownExpert,
    ExpertRejected, and EntryChanged where the record is no longer as it was seen.
    """
    with desk.pool.file.batch():
        before = desk.pool.get(expert_id)
        if seen and seen != before.seen:
            raise EntryChanged(f"专家 {expert_id}")
        expert, contact = read_cells(given, before, desk.taxonomy, desk.rules.term_years)
        expert = replace(expert, expert_id=expert_id)
        kept = None
        if erase:
            kept = contact
        elif contact:
            kept = merged(desk.pool, expert_id, contact)
        if not desk.pool.change(who, expert, kept):
            return []
    old, new = before.as_values(), expert.as_values()
    touched = [column.field for column in CONTACTS if kept and getattr(contact, column.field)]
    named = [name for name in new if old[name] != new[name]]
    return named + (["contact"] if touched or erase else [])
