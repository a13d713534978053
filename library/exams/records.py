"""What is a test (考试), who sits it, and what is kept of a sitting?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from library.papers import Paper, Variant, variant

__all__ = [
    "DAY",
    "GRACE",
    "MINUTE",
    "Answers",
    "Audience",
    "Exam",
    "Examinee",
    "Identity",
    "Showing",
    "Sitting",
    "Terms",
]

MINUTE, DAY = 60.0, 86_400.0
GRACE = 30.0
"""Seconds after the deadline in which answers that were under way are still taken."""
Answers = Mapping[int, tuple[str, ...]]
"""By the number of the question: the letters chosen, each blank's text, or the one text written."""


class Audience(StrEnum):
    """Whom a test is for; the training record counts by it."""

    NEW = "新入职"
    MIGRANT = "农民工"
    SPECIAL = "特种作业"
    MANAGERS = "安管人员"
    STAFF = "其他在岗人员"
    OFFICIALS = "机关工作人员"


class Identity(StrEnum):
    """By what it is known who sits a test."""

    NAME = "姓名和单位"
    ACCOUNT = "账户"


class Showing(StrEnum):
    """When those who sat it see their scores, and when the keys."""

    NOW = "交卷后看成绩和解析"
    SCORE = "交卷后看分数，结束后看解析"
    CLOSE = "结束后看成绩和解析"


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules of a test. Moments are seconds since 1970, UTC.

    `partial` is what each right option of a 多选 is worth where some are missing but none is wrong.
    `keep_days` after the close the names are let go of. `versions` are given out in turn.
    """

    title: str
    opens_at: float
    closes_at: float
    minutes: int
    attempts: int = 1
    identity: Identity = Identity.NAME
    showing: Showing = Showing.NOW
    partial: Decimal = Decimal(0)
    keep_days: int = 180
    versions: tuple[str, ...] = ("A", "B")


@dataclass(frozen=True, slots=True)
class Exam:
    """A test: its rules, and the paper as it was when the test was opened.

    Whoever knows the `token` may sit it. `forgotten_at` is when the names were let go of,
    `measured_at` when the bank was told last what the answers showed.
    """

    number: int
    token: str
    paper: Paper
    terms: Terms
    opened_by: str
    opened_at: float
    forgotten_at: float | None = None
    measured_at: float | None = None

    def variant(self, name: str) -> Variant:
        """Return a version of the paper, its questions and options in their order."""
        return variant(self.paper, name)

    def state(self, now: float) -> str:
        """Return in Chinese where the test stands at a moment."""
        if now < self.terms.opens_at:
            return "未开始"
        return "进行中" if now < self.terms.closes_at else "已结束"


@dataclass(frozen=True, slots=True)
class Examinee:
    """Who sits a test, as they say or as their account says; `user_id` is that of the account."""

    name: str
    unit: str
    audience: str
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One attempt of one person. Of the name nothing is left once it was let go of.

    `revision` counts the saves. `marks` are what a person gave for what no program scores;
    `scores` what each question is worth by now; `waiting` the questions that nobody marked yet.
    """

    number: int
    exam: int
    person: str
    examinee: Examinee
    attempt: int
    version: str
    began_at: float
    due_at: float
    revision: int = 0
    saved_at: float | None = None
    submitted_at: float | None = None
    released: bool = False
    answers: Answers = field(default_factory=dict)
    marks: Mapping[int, Decimal] = field(default_factory=dict)
    scores: Mapping[int, Decimal] = field(default_factory=dict)
    waiting: Sequence[int] = ()

    @property
    def score(self) -> Decimal:
        """The sum of what is scored by now, exact."""
        return sum(self.scores.values(), Decimal(0))
