"""What becomes of the rows of a file of experts in the pool?

A row is a new expert, or brings the one with its number, its ID number, or its name and unit up to
date. A row in fault changes nothing and stops no other. Messages never hold contact data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from corpus import Result
from corpus.normalise import folded
from library.errors import ExpertKeyMissing, ExpertKeyWrong, ExpertRejected, UnknownExpert
from library.experts.columns import read_cells
from library.experts.pool import Experts
from library.experts.records import Contact, Expert, State
from library.experts.specialties import Taxonomy

__all__ = ["RowOutcome", "import_rows"]


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row, with a Chinese message: 新增, 更新, 未变 or 失败.

    `expert_id` is 0 where there is none; `name` is '' where the row has none.
    """

    number: int
    result: Result
    expert_id: int
    name: str
    message: str = ""


class _Rehearsed(Exception):
    """Nothing of it is to stay."""


def import_rows(
    pool: Experts,
    who: str,
    rows: Sequence[tuple[int, Mapping[str, object]]],
    taxonomy: Taxonomy,
    today: date,
    *,
    dry_run: bool = False,
) -> list[RowOutcome]:
    """Bring the rows into the pool in one transaction; return what became of each, in order.

    With `dry_run` nothing stays. Raise ExpertsBroken; then nothing has changed.
    """
    outcomes = list[RowOutcome]()
    taken: dict[int, int] = {}
    try:
        with pool.file.batch():
            for number, cells in rows:
                outcomes.append(_settle(pool, who, number, cells, taxonomy, today, taken))
            if dry_run:
                raise _Rehearsed
    except _Rehearsed:
        pass
    return outcomes


def _settle(
    pool: Experts, who: str, number: int, cells: Mapping[str, object], taxonomy: Taxonomy,
    today: date, taken: dict[int, int],
) -> RowOutcome:  # fmt: skip
    name = " ".join(str(cells.get("name") or "").split())[:40]
    try:
        with pool.file.batch():
            result, expert, message = _import(pool, who, cells, taxonomy, taken)
    except ExpertRejected as error:
        return RowOutcome(number, Result.FAILED, 0, name, "；".join(error.problems))
    except (ExpertKeyMissing, ExpertKeyWrong, UnknownExpert) as error:
        return RowOutcome(number, Result.FAILED, 0, name, str(error))
    taken[expert.expert_id] = number
    if expert.state(today) is State.EXPIRED:
        message += (
            f"{'；' if message else ''}聘期已于 {expert.term_end} 结束，按到期处理，不参加抽取"
        )
    return RowOutcome(number, result, expert.expert_id, expert.name, message)


def _import(
    pool: Experts, who: str, cells: Mapping[str, object], taxonomy: Taxonomy,
    taken: Mapping[int, int],
) -> tuple[Result, Expert, str]:  # fmt: skip
    before = _numbered(pool, cells)
    expert, contact = read_cells(cells, before, taxonomy)
    before = before or _known(pool, expert, contact)
    if before and before.expert_id in taken:
        raise ExpertRejected([f"与第 {taken[before.expert_id]} 行是同一位专家，只导入了前一行"])
    if before is None:
        return Result.NEW, pool.add(who, expert, contact), ""
    expert, _ = read_cells(cells, before, taxonomy)
    expert = replace(expert, expert_id=before.expert_id)
    merged = _merged(pool, before.expert_id, contact) if contact else None
    if not pool.change(who, expert, merged, "导入"):
        return Result.SAME, expert, ""
    old, new = before.as_values(), expert.as_values()
    fields = [name for name in new if old[name] != new[name]]
    said = f"改动 {len(fields)} 项" if fields else "联系方式有改动"
    return Result.UPDATED, expert, said


def _numbered(pool: Experts, cells: Mapping[str, object]) -> Expert | None:
    """Return the expert whose number the row has, None where it has none; raise."""
    stated = cells.get("expert_id")
    text = "" if stated is None else str(stated).strip().removesuffix(".0")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 12:
        raise ExpertRejected(["编号应是导出的表里带的数字，新增时不填"])
    return pool.get(int(text))


def _known(pool: Experts, expert: Expert, contact: Contact) -> Expert | None:
    """Return who the row is about, None for somebody new; raise ExpertRejected where unclear."""
    found = pool.matching(expert, contact.id_number)
    if not found:
        return None
    same = [
        one
        for one in found
        if (folded(one.name), folded(one.unit)) == (folded(expert.name), folded(expert.unit))
    ]
    if not same:
        known = found[0]
        raise ExpertRejected(
            [f"身份证号与编号 {known.expert_id} 的专家相同，而姓名或单位不同；"
             "是同一人的，请填编号后再导入"]
        )  # fmt: skip
    if len(same) > 1:
        numbers = "、".join(str(one.expert_id) for one in same)
        raise ExpertRejected([f"同名同单位的专家有几位（编号 {numbers}），请填编号或身份证号"])
    return same[0]


def _merged(pool: Experts, expert_id: int, contact: Contact) -> Contact:
    """Return what is known of the contact, with what the row gives in its place."""
    held = asdict(pool.vault.read(expert_id))
    return Contact(**{name: value or held[name] for name, value in asdict(contact).items()})
