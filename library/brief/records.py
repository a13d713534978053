"""What is a brief: what it says, and on what each sentence rests?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

__all__ = ["Brief", "Ground", "Part", "Section", "Source", "Statement", "Summary"]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the brief cites, with where it stood on the day of the brief.

    `words` says whose words they are: 原文, 要点, 卡片, 案例摘要, 阈值表. `document_id` is '' where
    the collection does not hold it.
    """

    number: int
    title: str
    words: str
    status: str
    basis: str
    document_id: str = ""


@dataclass(frozen=True, slots=True)
class Ground:
    """A place of a source that a sentence rests on, with its text as it was; both from 1 on.

    `place` is '' where the source is cited as a whole. `clause_id` is '' where it is not held.
    """

    number: int
    source: int
    place: str
    citation: str
    text: str
    clause_id: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence and the numbers of its grounds; `time` is the deadline of a duty."""

    text: str
    grounds: tuple[int, ...] = ()
    time: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences under a name; `left` says how many more there are, found by `query` in duties.

    What is `short` reads on in one paragraph.
    """

    name: str
    statements: tuple[Statement, ...]
    left: int = 0
    query: str = ""
    short: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A section in the order in which every brief has them; `note` is for the reader."""

    name: str
    parts: tuple[Part, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a language model wrote, each sentence with the grounds it cites, and who wrote it."""

    statements: tuple[Statement, ...]
    model: str


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief; the same subject, day and generation give the same brief.

    `reading` says how the situation was understood, `headline` the answer in one line.
    """

    subject: str
    as_of: date
    generation: str
    reading: tuple[str, ...]
    headline: str
    sections: tuple[Section, ...]
    grounds: tuple[Ground, ...]
    sources: tuple[Source, ...]
    summary: Summary | None = None

    def statements(self) -> Iterator[tuple[str, str, Statement]]:
        """Yield every sentence with the names of its section and its part."""
        for section in self.sections:
            for part in section.parts:
                for statement in part.statements:
                    yield section.name, part.name, statement

    def ground(self, number: int) -> Ground:
        """Return a ground by its number."""
        return self.grounds[number - 1]

    def mark(self, number: int) -> str:
        """Return how a ground is cited in the text: 1·第十二条."""
        ground = self.ground(number)
        return f"{ground.source}·{ground.place}" if ground.place else str(ground.source)

    def marks(self, statement: Statement) -> str:
        """Return how a sentence cites its grounds, '' where it has none."""
        told = dict.fromkeys(self.mark(number) for number in statement.grounds)
        return f"［{'；'.join(told)}］" if told else ""
