"""What is known of a question beside its words, and what can the bank be asked?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

from library.questions.records import Item, ItemState, ItemType

__all__ = [
    "BankCounts",
    "BankItem",
    "Event",
    "Gist",
    "ItemFilter",
    "Measured",
    "Origin",
    "QuestionBank",
    "SetAside",
    "Use",
]


class Origin(StrEnum):
    """Where a question came from."""

    RULE = "规则"
    IMPORT = "导入"
    MODEL = "语言模型"

    @property
    def label(self) -> str:
        """The word that staff see; what a model drafted says that a person has to judge it."""
        return "语言模型，需人工审核" if self is Origin.MODEL else self.value


@dataclass(frozen=True, slots=True)
class Measured:
    """What the answers of `answers` people showed.

    `difficulty` is the share of the score that was missed, 0 to 1; `discrimination` -1 to 1, None
    where too few answered.
    """

    answers: int
    difficulty: float
    discrimination: float | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """The question stood in a paper of that quarter (2026Q4)."""

    quarter: str
    paper: str


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done with a question; `at` is seconds since 1970, UTC."""

    at: float
    person: str
    action: str
    note: str


@dataclass(frozen=True, slots=True)
class BankItem:
    """A question as the bank keeps it.

    `reconsider` (待复核) says in Chinese why its clause no longer stands as it did, '' where it
    does. `reviewed_at` is seconds since 1970, UTC, None where nobody has judged the item.
    """

    item: Item
    state: ItemState
    origin: Origin
    reviewer: str = ""
    reviewed_at: float | None = None
    reconsider: str = ""
    measured: Measured | None = None

    @property
    def difficulty(self) -> float:
        """The measured difficulty, where there is one, else the estimated one."""
        return self.measured.difficulty if self.measured else self.item.difficulty


class Gist(NamedTuple):
    """A question in short, to be counted and put in order; thousands are read at once.

    `difficulty` is the one that holds; document and clause are those of its first source, '' where
    it has no basis. `answers` is how many people's answers the difficulty was measured by, 0 where
    it is estimated.
    """

    item_id: str
    type: str
    topic: str
    rule: str
    state: str
    origin: str
    difficulty: float
    document_id: str
    clause_id: str
    flagged: bool
    answers: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """A question that failed a gate (闸门): which, and why, in Chinese."""

    item: Item
    gate: str
    reason: str


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """What a question must be; an empty tuple, '' or None restricts nothing.

    `words` must all stand in stem, options or explanation. `difficulty` is a closed range of the
    difficulty that holds, measured before estimated. `document_id` and `clause_id` mean any of the
    clauses that an item rests on. `flagged` asks for those to reconsider (True)
    or not (False); `unused_in` leaves out what stood in a paper of these quarters.
    """

    types: tuple[ItemType, ...] = ()
    topics: tuple[str, ...] = ()
    states: tuple[ItemState, ...] = ()
    rules: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    document_id: str = ""
    clause_id: str = ""
    words: tuple[str, ...] = ()
    difficulty: tuple[float, float] | None = None
    flagged: bool | None = None
    unused_in: tuple[str, ...] = ()


_ALL = ItemFilter()


@dataclass(frozen=True, slots=True)
class BankCounts:
    """How many questions there are, by type, state, topic and rule, and what was set aside."""

    items: int
    flagged: int
    by_type: Mapping[str, int] = field(default_factory=dict)
    by_state: Mapping[str, int] = field(default_factory=dict)
    by_topic: Mapping[str, int] = field(default_factory=dict)
    by_rule: Mapping[str, int] = field(default_factory=dict)
    set_aside: Mapping[str, int] = field(default_factory=dict)


class QuestionBank(Protocol):
    """Keeps the questions; threads may share it. Items are ordered by `item_id`, but for gists."""

    def add(self, items: Iterable[Item], *, origin: Origin = Origin.RULE, person: str = "") -> int:
        """Add what is new as 草稿, and return how many that was.

        An item that is held stays as it is; where its words differ and nobody has reviewed or
        edited it, the new words take the place of the old.
        """
        ...

    def set_aside(self, failed: Iterable[SetAside]) -> None:
        """Keep what failed a gate; an item that fails again is kept once, with the last reason."""
        ...

    def items(
        self, wanted: ItemFilter = _ALL, *, limit: int = -1, offset: int = 0
    ) -> list[BankItem]:
        """Return the questions that pass; a negative limit means all."""
        ...

    def gists(self, wanted: ItemFilter = _ALL) -> list[Gist]:
        """Return the questions that pass in short, in the order of reading: clause by clause."""
        ...

    def count(self, wanted: ItemFilter = _ALL) -> int:
        """Return how many questions pass."""
        ...

    def item(self, item_id: str) -> BankItem:
        """Return a question; raise UnknownItem."""
        ...

    def judge(self, item_ids: Iterable[str], state: ItemState, person: str, note: str = "") -> int:
        """Put the items into a state, noting who, when and why; return how many are held."""
        ...

    def edit(self, item: Item, person: str, note: str = "") -> None:
        """Give a held item new words; it is 草稿 again. Raise UnknownItem."""
        ...

    def flag(self, reasons: Mapping[str, str]) -> int:
        """Mark the items 待复核 with the reason of each, return how many were not so marked.

        A reason that a person has upheld the item against marks it no more; '' takes the mark off.
        """
        ...

    def uphold(self, item_ids: Iterable[str], person: str, note: str = "") -> int:
        """Take the mark 待复核 off: a person found that the items still hold."""
        ...

    def history(self, item_id: str) -> list[Event]:
        """Return what was done with an item, oldest first; empty where it is not held."""
        ...

    def record_use(self, item_ids: Iterable[str], quarter: str, paper: str) -> None:
        """Note that the items stand in a paper of that quarter; noting it again changes nothing."""
        ...

    def forget_use(self, paper: str) -> None:
        """The paper was withdrawn; its items are as unused as before."""
        ...

    def uses(self, item_id: str) -> list[Use]:
        """Return the papers in which the item stood, by quarter."""
        ...

    def record_measured(self, measured: Mapping[str, Measured]) -> None:
        """Keep what answers showed of each item, in place of what was kept."""
        ...

    def failed(self, gate: str = "", *, limit: int = -1) -> list[SetAside]:
        """Return what failed this gate, or any."""
        ...

    def resting(self) -> Mapping[str, Mapping[str, int]]:
        """Return, by document and clause, how many items that are not 停用 rest on it."""
        ...

    def counts(self) -> BankCounts:
        """Count everything."""
        ...
