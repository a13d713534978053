"""What becomes of the rows of a file of experts in the pool?

A row is a new expert, or brings the one with its number, its ID number, or its name and unit up to
date. A row in fault changes nothing and stops no other. Messages never hold contact data.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from corpus import Result
from corpus.normalise import folded
from library.errors import ExpertKeyMissing, ExpertKeyWrong, ExpertRejected, UnknownExpert
from library.experts.columns import read_cells
from library.experts.pool import Experts
from library.experts.records import Contact, Expert, State
from library.experts.rules import Rules
from library.experts.specialties import Taxonomy

__all__ = ["RowOutcome", "import_rows", "merged"]


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
    rules: Rules | None = None,
    dry_run: bool = False,
) -> list[RowOutcome]:
    """Bring the rows into the pool in one transaction; return what became of each, in order.

    With `dry_run` nothing stays. Raise ExpertsBroken; then nothing has changed.
    """
    years = (rules or Rules()).term_years
    intake = _Intake(pool, who, taxonomy, today, years)
    try:
        with pool.file.batch():
            for number, cells in rows:
                intake.settle(number, cells)
            if dry_run:
                raise _Rehearsed
    except _Rehearsed:
        pass
    return intake.outcomes


@dataclass(slots=True)
class _Intake:
    """One import; `taken` is which row brought which expert."""

    pool: Experts
    who: str
    taxonomy: Taxonomy
    today: date
    term_years: int
    outcomes: list[RowOutcome] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)

    def settle(self, number: int, cells: Mapping[str, object]) -> None:
        """Bring one row in, or note why it cannot be."""
        name = " ".join(str(cells.get("name") or "").split())[:40]
        try:
            with self.pool.file.batch():
                result, expert, message = self._import(cells)
        except ExpertRejected as error:
            said = "；".join(error.problems)
            self.outcomes.append(RowOutcome(number, Result.FAILED, 0, name, said))
        except (ExpertKeyMissing, ExpertKeyWrong, UnknownExpert) as error:
            self.outcomes.append(RowOutcome(number, Result.FAILED, 0, name, str(error)))
        else:
            self.taken[expert.expert_id] = number
            told = [message] if message else []
            if expert.state(self.today) is State.EXPIRED:
                told.append(f"聘期已于 {expert.term_end} 结束，按到期处理，不参加抽取")
            self.outcomes.append(
                RowOutcome(number, result, expert.expert_id, expert.name, "；".join(told))
            )

    def _import(self, cells: Mapping[str, object]) -> tuple[Result, Expert, str]:
        before = _numbered(self.pool, cells)
        expert, contact = read_cells(cells, before, self.taxonomy, self.term_years)
        before = before or _known(self.pool, expert, contact)
        if before is None:
            return Result.NEW, self.pool.add(self.who, expert, contact), ""
        if before.expert_id in self.taken:
            row = self.taken[before.expert_id]
            raise ExpertRejected([f"与第 {row} 行是同一位专家，只导入了前一行"])
        expert, _ = read_cells(cells, before, self.taxonomy, self.term_years)
        expert = replace(expert, expert_id=before.expert_id)
        kept = merged(self.pool, before.expert_id, contact) if contact else None
        if not self.pool.change(self.who, expert, kept, "导入"):
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


def merged(pool: Experts, expert_id: int, contact: Contact) -> Contact:
    """Return the contact that is known, with what is given in its place."""
    held = asdict(pool.vault.read(expert_id))
    return Contact(**{name: value or held[name] for name, value in asdict(contact).items()})
