"""What is an expert of the pool, and what does the pool know of them?

Contact data are a value of their own, so that nothing that handles an expert can show them.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

__all__ = [
    "Contact",
    "Expert",
    "FormerUnit",
    "HistoryEntry",
    "Review",
    "Sex",
    "State",
    "last_day_of_term",
]


class State(StrEnum):
    """Whether an expert can be drawn; EXPIRED follows from the day and is never stored."""

    ENGAGED = "在聘"
    SUSPENDED = "暂停"
    CANCELLED = "取消"
    EXPIRED = "到期"


class Sex(StrEnum):
    """As the record states it."""

    UNSTATED = ""
    MALE = "男"
    FEMALE = "女"


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """Where an expert worked before; `left_on` is None where nobody knows when they left."""

    unit: str
    left_on: date | None = None

    @property
    def text(self) -> str:
        """How it stands in a sheet: 示例单位|2023-06-30."""
        return f"{self.unit}|{self.left_on}" if self.left_on else self.unit


@dataclass(frozen=True, slots=True, repr=False)
class Contact:
    """How an expert is reached, and their ID number; its `repr` shows nothing of it."""

    mobile: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    id_number: str = ""

    def __repr__(self) -> str:
        return "Contact(…)"

    def __bool__(self) -> bool:
        return any(asdict(self).values())

    def given(self) -> tuple[str, ...]:
        """Return the names of the fields that hold something, not what they hold."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))


@dataclass(frozen=True, slots=True)
class Expert:
    """An expert; `expert_id` is 0 before the pool has given one. The term includes both days.

    `specialties` are codes of the taxonomy; `years` is how long they have practised, None where
    unknown; `standing` is what was decided: 在聘, 暂停 or 取消.
    """

    name: str
    unit: str
    specialties: tuple[str, ...]
    term_start: date
    term_end: date
    expert_id: int = 0
    sex: Sex = Sex.UNSTATED
    title: str = ""
    years: int | None = None
    qualifications: tuple[str, ...] = ()
    region: str = ""
    standing: State = State.ENGAGED
    integrity: tuple[str, ...] = ()
    former_units: tuple[FormerUnit, ...] = ()
    avoid_units: tuple[str, ...] = ()
    avoid_persons: tuple[str, ...] = ()
    note: str = ""

    def state(self, day: date) -> State:
        """Return the state on a day: an engagement whose term is over has expired."""
        if self.standing is State.ENGAGED and self.term_end < day:
            return State.EXPIRED
        return self.standing

    @property
    def seen(self) -> str:
        """What tells this state of the record from any other, for whoever changes what they saw."""
        told = json.dumps(self.as_values(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]

    def as_values(self) -> Mapping[str, Any]:
        """Return the record as JSON can say it; there is no contact data in it."""
        values = asdict(self)
        del values["expert_id"]
        values["former_units"] = [former.text for former in self.former_units]
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in values.items()
        }


def last_day_of_term(start: date, years: int) -> date:
    """Return the last day of a term of so many years that begins on a day."""
    try:
        return start.replace(year=start.year + years) - timedelta(days=1)
    except ValueError:  # the 29th of February
        return start.replace(year=start.year + years, day=28)


@dataclass(frozen=True, slots=True)
class Review:
    """A review in which an expert took part."""

    day: date
    request_id: str
    project: str
    conclusion: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What changed, who did it and when, in seconds since 1970; values are by field."""

    at: float
    who: str
    expert_id: int
    action: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
