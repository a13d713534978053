"""Which numbers of the monthly form come from people and not from items?

昌吉's form wants the numbers of its parts 1 to 3 since the action began, so those of each month are
kept and added up; part 4 tells how things stand, so the latest holds.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from library.errors import LedgerRejected
from library.ledger.fields import tidy
from library.ledger.ledger_file import LedgerFile

__all__ = ["FIGURES", "MONTH", "Figure", "Figures"]

MONTH = re.compile(r"(?:19|20)\d{2}-(?:0[1-9]|1[0-2])")
"""How a month is written."""
_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,4})?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that people give: its part of the form, its title, and whether months add up.

    `whole` numbers count something; the others are sums of money in 万元.
    """

    name: str
    part: int
    title: str
    adds: bool = True
    whole: bool = True


FIGURES = (
    Figure("study", 1, "专题学习次数"),
    Figure("coverage", 1, "重点报道数量"),
    Figure("violations", 3, "打击严重违法违规行为（起）"),
    Figure("shut", 3, "关闭取缔（家）"),
    Figure("halted", 3, "停产整顿（家）"),
    Figure("fines", 3, "处罚罚款（万元）", whole=False),
    Figure("discredited", 3, "联合惩戒失信企业（家）"),
    Figure("blamed_units", 3, "问责曝光工作不力的单位（家）"),
    Figure("blamed_people", 3, "问责曝光工作不力的个人（人）"),
    Figure("risks", 4, "重大安全风险辨识评估数量", adds=False),
    Figure("controlled", 4, "有效管控数量", adds=False),
)
_KNOWN = {figure.name: figure for figure in FIGURES}


class Figures:
    """The numbers of each region and month; '' as a region is the office's own."""

    def __init__(self, file: LedgerFile) -> None:
        self._file = file

    def of(self, region: str, month: str) -> dict[str, str]:
        """Return what was given for one month, decimal text by name."""
        query = "SELECT field, value FROM figures WHERE region = ? AND month = ?"
        return dict(self._file.rows(query, region, month))

    def save(self, region: str, month: str, given: Mapping[str, str]) -> dict[str, str]:
        """Replace the numbers of a month that are given, '' for none; return what is there now.

        Raise LedgerRejected.
        """
        read, region = _read(given), tidy(region)
        if not MONTH.fullmatch(month):
            raise LedgerRejected([f"“{tidy(month)[:20]}”不是月份，应如 2026-11"])
        with self._file.batch():
            for name, value in read.items():
                self._file.run(
                    "DELETE FROM figures WHERE region = ? AND month = ? AND field = ?",
                    region, month, name,
                )  # fmt: skip
                if value:
                    self._file.run(
                        "INSERT INTO figures (region, month, field, value) VALUES (?, ?, ?, ?)",
                        region, month, name, value,
                    )  # fmt: skip
        return self.of(region, month)

    def totals(self, region: str, first: str, last: str) -> dict[str, Decimal]:
        """Return the numbers from month to month, of all regions for ''; none where none is."""
        rows = self._file.rows(
            "SELECT region, month, field, value FROM figures WHERE month BETWEEN ? AND ?"
            " AND (region = ? OR ? = '') ORDER BY month",
            first, last, region, region,
        )  # fmt: skip
        latest: dict[str, dict[str, Decimal]] = {}
        found: dict[str, Decimal] = {}
        for where, _, name, value in rows:
            if _KNOWN[name].adds:
                found[name] = found.get(name, Decimal()) + Decimal(value)
            else:
                latest.setdefault(name, {})[where] = Decimal(value)
        return found | {name: _sum(of.values()) for name, of in latest.items()}

    def regions(self) -> list[str]:
        """Return the regions for which numbers were given."""
        return [name for (name,) in self._file.rows("SELECT DISTINCT region FROM figures") if name]


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, Decimal())


def _read(given: Mapping[str, str]) -> dict[str, str]:
    read, problems = dict[str, str](), list[str]()
    for name, typed in given.items():
        figure, value = _KNOWN[name], tidy(typed)
        if value and (not _NUMBER.fullmatch(value) or (figure.whole and "." in value)):
            asked = "不小于 0 的整数" if figure.whole else "不小于 0 的数，最多四位小数"
            problems.append(f"{figure.title}应为{asked}，现在是“{value[:20]}”")
        read[name] = value
    if problems:
        raise LedgerRejected(problems)
    return read
