"""What is an interpretation, what is a question, and where does each stand?"""

from dataclasses import dataclass
from enum import StrEnum

from library.exchange.wording import digest_of_words

__all__ = [
    "Contact",
    "Enquiry",
    "EnquiryState",
    "Interpretation",
    "Matter",
    "Person",
    "State",
    "Step",
    "Version",
]


class State(StrEnum):
    """Where the newest version of an interpretation stands; the value appears in the API."""

    DRAFT = "草稿"
    WAITING = "待审核"
    PUBLISHED = "已发布"
    WITHDRAWN = "已撤回"


class EnquiryState(StrEnum):
    """Where a question stands; the value appears in the API."""

    WAITING = "待处理"
    ANSWERED = "已答复"
    PUBLISHED = "已发布"
    CLOSED = "不予公开"


class Matter(StrEnum):
    """What somebody comes with; the value appears in the API."""

    QUESTION = "提问"
    CORRECTION = "纠错"


@dataclass(frozen=True, slots=True)
class Person:
    """Who of the staff writes or decides: `user_id` tells two of one name apart."""

    user_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an interpretation, signed; `clause_text` is what it was written to.

    `about` are the ids of the clauses explained and cited. Moments, here and below, are seconds
    since 1970, UTC.
    """

    number: int
    text: str
    unit: str
    author: str
    author_id: int
    at: float
    clause_text: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A change of state: who brought which version there, when and why."""

    version: int
    at: float
    who: str
    state: State
    reason: str


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What staff explain of one clause; `published` is the number of the version readers see."""

    number: int
    clause_id: str
    document_id: str
    citation: str
    state: State
    published: int | None
    published_by: str
    published_at: float | None
    versions: tuple[Version, ...]
    steps: tuple[Step, ...] = ()

    @property
    def latest(self) -> Version:
        """The newest version, whether readers see it or not."""
        return self.versions[-1]

    @property
    def shown(self) -> Version | None:
        """The version that readers see, None where there is none."""
        return next((one for one in self.versions if one.number == self.published), None)

    @property
    def unpublished(self) -> tuple[Version, ...]:
        """The versions that are newer than what readers see."""
        return tuple(one for one in self.versions if one.number > (self.published or 0))


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A question or correction with its answer; `text` and all else has its contact data masked.

    `title` and `asked` are how it is published as a common question (常见问答), '' before. `about`
    are the ids of the clauses that the answer cites, `about_texts` the SHA-256 of their words.
    """

    number: int
    matter: Matter
    clause_id: str
    citation: str
    text: str
    asked_at: float
    state: EnquiryState
    reason: str
    answer: str
    unit: str
    answered_by: str
    answered_at: float | None
    about: tuple[str, ...]
    about_texts: tuple[str, ...]
    title: str
    asked: str
    published_at: float | None
    has_contact: bool

    @property
    def seen(self) -> str:
        """A mark of the answer and where it stands, which is another one after each change."""
        return digest_of_words(f"{self.state}\n{self.answered_at}\n{self.answer}")[:16]


@dataclass(frozen=True, slots=True)
class Contact:
    """By what an asker can be reached, until when it is kept; never leaves the moderators."""

    name: str
    contact: str
    until: float
