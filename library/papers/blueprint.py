"""What does a paper consist of: which questions, how many of each, worth how much?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from library.errors import BlueprintRejected
from library.questions import BankItem, ItemType

__all__ = ["LEVELS", "Blueprint", "Cell", "Draft", "blueprint_of", "plain_score"]

LEVELS: Mapping[str, tuple[float, float]] = {
    "易": (0.0, 0.34),
    "中": (0.34, 0.67),
    "难": (0.67, 1.0),
}
"""The range of difficulty that a word of a blueprint means; the limits belong to both sides."""
_SETTINGS = ("名称", "总分", "及格", "时间", "间隔季度", "少选每项得分")
_COLUMNS = ("题型", "主题", "难度", "题数", "每题分值")
_MANY, _LONG, _RARE = 300, 600, 40
_RANGE = re.compile(r"(\d(?:\.\d+)?)\s*[-–—~～至]\s*(\d(?:\.\d+)?)")
_NAMES = {f"{type_.value}{tail}": type_ for type_ in ItemType for tail in ("", "题")} | {
    "案例": ItemType.CASE, "案例题": ItemType.CASE, "单项选择题": ItemType.SINGLE,
    "多项选择题": ItemType.MULTIPLE, "判断正误": ItemType.TRUE_FALSE, "问答题": ItemType.SHORT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cell:
    """So many questions of one type, each worth `score`; without topics they may be of any.

    `difficulty` is a closed range of what holds of an item, measured before estimated.
    """

    type: ItemType
    count: int
    score: Decimal
    topics: tuple[str, ...] = ()
    difficulty: tuple[float, float] = (0.0, 1.0)

    @property
    def name(self) -> str:
        """What the cell is called in messages: 单选（危大工程，难度 0.34–0.67）."""
        easy, hard = self.difficulty
        words = next((word for word, span in LEVELS.items() if span == self.difficulty), "")
        span = "" if (easy, hard) == (0.0, 1.0) else f"难度 {words or f'{easy:g}–{hard:g}'}"
        rest = "，".join(filter(None, ("、".join(self.topics), span)))
        return f"{self.type}（{rest}）" if rest else self.type.value

    def takes(self, held: BankItem) -> bool:
        """Tell whether the item is of the kind that stands here."""
        easy, hard = self.difficulty
        return (
            held.item.type is self.type
            and (not self.topics or held.item.topic in self.topics)
            and easy <= held.difficulty <= hard
        )


@dataclass(frozen=True, slots=True)
class Blueprint:
    """A paper before its questions are chosen; `minutes` is the time allowed.

    An item of a paper within `gap` quarters before or after is not used again; 0 allows any.
    `partial` is what each right option of a 多选 is worth where none is wrong but some are missing.
    """

    title: str
    cells: tuple[Cell, ...]
    passing: Decimal
    minutes: int = 90
    gap: int = 4
    partial: Decimal = Decimal(0)

    @property
    def total(self) -> Decimal:
        """The sum of all scores, exact."""
        return sum((cell.count * cell.score for cell in self.cells), Decimal(0))


@dataclass(frozen=True, slots=True)
class Draft:
    """A blueprint as a person wrote it: every value with the place where it stands."""

    settings: Mapping[str, tuple[str, str]]
    rows: Sequence[tuple[str, Mapping[str, str]]]
    problems: tuple[str, ...] = ()


def plain_score(score: Decimal) -> str:
    """Return a score as it is printed: 0.5, 2, 100."""
    text = format(score, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def blueprint_of(draft: Draft) -> Blueprint:
    """Return the blueprint; raise BlueprintRejected naming each row and field in fault."""
    reading = _Reading(draft)
    cells = tuple(reading.cells())
    blueprint = reading.whole(cells)
    if reading.problems:
        raise BlueprintRejected(reading.problems)
    return blueprint


class _Reading:
    """Reads one draft and gathers what is wrong with it."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.problems = list(draft.problems)

    def whole(self, cells: tuple[Cell, ...]) -> Blueprint:
        self._unknown("", self._draft.settings, _SETTINGS)
        title = self._setting("名称").strip()
        if not title or len(title) > 80:
            self._fault(self._place("名称"), "名称", "要写明试卷名称，不超过 80 字")
        if not self._draft.rows:
            self.problems.append("题目：一行也没有，请写明题型、题数和每题分值")
        found = Blueprint(
            title,
            cells,
            self._decimal(self._place("及格"), "及格", self._setting("及格")),
            self._whole("时间", 90, 1, _LONG, "分钟"),
            self._whole("间隔季度", 4, 0, _RARE, "个季度"),
            self._partial(cells),
        )
        self._add_up(found)
        return found

    def cells(self) -> Iterator[Cell]:
        for place, row in self._draft.rows:
            before = len(self.problems)
            self._unknown(place, row, _COLUMNS)
            cell = Cell(
                self._type(place, row.get("题型", "")),
                self._count(place, "题数", row.get("题数", ""), 1, _MANY),
                self._decimal(place, "每题分值", row.get("每题分值", "")),
                tuple(filter(None, re.split(r"[、,，;；\s]+", row.get("主题", "")))),
                self._difficulty(place, row.get("难度", "")),
            )
            if len(self.problems) == before:
                yield cell

    def _add_up(self, found: Blueprint) -> None:
        stated = self._decimal(self._place("总分"), "总分", self._setting("总分"))
        if self.problems:
            return  # what cannot be read cannot be added up
        if stated != found.total:
            said = f"写的是 {plain_score(stated)}，各行合计是 {plain_score(found.total)}"
            self._fault(self._place("总分"), "总分", said)
        if found.passing > found.total:
            said = f"{plain_score(found.passing)} 比总分 {plain_score(found.total)} 还多"
            self._fault(self._place("及格"), "及格", said)

    def _partial(self, cells: tuple[Cell, ...]) -> Decimal:
        name = "少选每项得分"
        if self._setting(name).strip() in {"", "0"}:
            return Decimal(0)
        found = self._decimal(self._place(name), name, self._setting(name))
        if any(cell.type is ItemType.MULTIPLE and found >= cell.score for cell in cells):
            self._fault(self._place(name), name, "应少于多选题每题的分值")
        return found

    def _setting(self, name: str) -> str:
        return self._draft.settings.get(name, ("", ""))[1]

    def _place(self, name: str) -> str:
        return self._draft.settings.get(name, ("", ""))[0]

    def _fault(self, place: str, field: str, said: str) -> None:
        self.problems.append(f"{place}{'，' if place else ''}{field}：{said}")

    def _unknown(self, place: str, named: Mapping[str, object], known: Sequence[str]) -> None:
        for name in named:
            if name not in known:
                at = place or self._place(name)
                self._fault(at, str(name)[:20] or "（空）", f"没有这一项，只认 {'、'.join(known)}")

    def _type(self, place: str, value: str) -> ItemType:
        found = _NAMES.get(value.strip())
        if found is None:
            self._fault(place, "题型", f"{_said(value)}，只认 {'、'.join(ItemType)}")
        return found or ItemType.SINGLE

    def _count(self, place: str, field: str, value: str, least: int, most: int) -> int:
        plain = value.strip().removesuffix(".0")  # a spreadsheet's whole number
        if plain.isascii() and plain.isdecimal() and len(plain) < 6 and least <= int(plain) <= most:
            return int(plain)
        self._fault(place, field, f"{_said(value)}，应是 {least} 到 {most} 的整数")
        return least

    def _whole(self, field: str, default: int, least: int, most: int, unit: str) -> int:
        if field not in self._draft.settings:
            return default
        value = re.sub(rf"\s*{unit}$", "", self._setting(field).strip())
        return self._count(self._place(field), field, value, least, most)

    def _decimal(self, place: str, field: str, value: str) -> Decimal:
        try:
            found = Decimal(value.strip().removesuffix("分").strip())
        except InvalidOperation:
            found = Decimal("NaN")
        exponent = found.as_tuple().exponent
        if found.is_finite() and 0 < found <= 1000 and isinstance(exponent, int) and exponent >= -2:
            return Decimal(plain_score(found))  # 2.50 and 2.5 are one
        self._fault(place, field, f"{_said(value)}，应是大于 0、不超过 1000 的数，最多两位小数")
        return Decimal(1)

    def _difficulty(self, place: str, value: str) -> tuple[float, float]:
        value = value.strip()
        if value in {"", "不限"}:
            return 0.0, 1.0
        if value in LEVELS:
            return LEVELS[value]
        found = _RANGE.fullmatch(value)
        if found and float(found[1]) <= float(found[2]) <= 1:
            return float(found[1]), float(found[2])
        self._fault(place, "难度", f"{_said(value)}，应是 易、中、难，或 0 到 1 的范围如 0.2-0.6")
        return 0.0, 1.0


def _said(value: str) -> str:
    return f"写的是“{value[:20]}”" if value.strip() else "没有写"
