"""What does a draft cite, and what is to be said of it?"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.records import Clause, Document, Status
from library.editions import Piece

__all__ = ["Checked", "Cited", "Name", "Part", "Quote", "Report", "Verdict"]


class Verdict(StrEnum):
    """What a check says of one citation; the value appears in the API."""

    EXISTS = "exists"
    ENDED = "ended"
    LAPSED = "lapsed"
    NO_ARTICLE = "no_article"
    NO_PART = "no_part"
    MISMATCH = "mismatch"
    NOT_HELD = "not_held"
    UNCLEAR = "unclear"

    @property
    def label(self) -> str:
        """The word that staff use for it."""
        return _LABELS[self]


_LABELS = {
    Verdict.EXISTS: "存在",
    Verdict.ENDED: "已废止或被替代",
    Verdict.LAPSED: "实施期满",
    Verdict.NO_ARTICLE: "条文不存在",
    Verdict.NO_PART: "款项不存在",
    Verdict.MISMATCH: "名称与文号不符",
    Verdict.NOT_HELD: "未收录",
    Verdict.UNCLEAR: "所指不明",
}


@dataclass(frozen=True, slots=True)
class Name:
    """How a draft names a text: `title` without its marks, `number` in its one spelling.

    `edition` is the year, or year, month and day, that stands with it. Nothing at all is a
    reference back to what was not named before.
    """

    title: str = ""
    number: str | None = None
    edition: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A 款, 项 and 目 of an article as cited, 0 where none is."""

    paragraph: int
    item: int = 0
    subitem: int = 0


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation: [start, end) is where it stands in the draft, quoted words excluded.

    `address` is the article's (a12, a82-1, 3.0.1, 2.8), '' for the whole text; `place` its name.
    `inferred` tells that the text itself is named further above. `quote` is the span of the words
    quoted beside it.
    """

    start: int
    end: int
    name: Name
    address: str = ""
    place: str = ""
    parts: tuple[Part, ...] = ()
    inferred: bool = False
    quote: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words quoted beside a citation; `pieces` lead from the clause to them where they differ.

    `agrees` is None where the text to compare with is not held.
    """

    text: str
    agrees: bool | None
    pieces: tuple[Piece, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A citation with its verdict, as `text` in the draft.

    `document` and `clause` are what was meant, None where it is not held; `status` is where the
    document stands on the day. `successor` is what it was replaced by; `notes` are Chinese
    sentences.
    """

    cited: Cited
    text: str
    verdict: Verdict
    notes: tuple[str, ...] = ()
    document: Document | None = None
    clause: Clause | None = None
    status: Status | None = None
    successor: Document | None = None
    quote: Quote | None = None

    @property
    def misquoted(self) -> bool:
        """Whether the words quoted are not those of the clause."""
        return self.quote is not None and self.quote.agrees is False

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong with it."""
        return self.verdict is Verdict.EXISTS and not self.misquoted


@dataclass(frozen=True, slots=True)
class Report:
    """Every citation of a draft in reading order, as things stood on `as_of`."""

    text: str
    as_of: date
    generation: str
    checked: tuple[Checked, ...]

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many citations there are of each verdict, all verdicts included."""
        found = Counter(one.verdict for one in self.checked)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def misquoted(self) -> int:
        """How many quotations differ from what they quote."""
        return sum(one.misquoted for one in self.checked)
