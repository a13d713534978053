"""How do query parameters ask for questions, and an address for those questions again?"""

from dataclasses import dataclass, replace
from typing import Any, Protocol
from urllib.parse import urlencode

from library.questions import Gist, ItemFilter, ItemState, ItemType, Origin
from search.query import LONGEST
from web.errors import ParameterRejected
from web.parameters import read_document
from web.values import read_choice, read_flag, read_number, read_values

__all__ = ["LEVELS", "QuestionsAsked", "RawQuestions", "passes", "read_asked"]

LEVELS = {"易": (0.0, 0.34), "中": (0.34, 0.67), "难": (0.67, 1.0)}
"""The bands of difficulty, as a blueprint of papers means them."""
_PAGE, _LARGEST_PAGE, _DEEPEST = 50, 200, 200_000
_ALL = ItemFilter()


class RawQuestions(Protocol):
    """The parameters as they came, all text; `web.question_schemas` holds what FastAPI fills."""

    q: str
    topic: list[str]
    type: list[str]
    state: list[str]
    rule: list[str]
    origin: list[str]
    difficulty: str
    flagged: str
    document: str
    clause: str
    page: str
    limit: str


@dataclass(frozen=True, slots=True)
class QuestionsAsked:
    """A list of questions as a page asks for it: words, filters, and which part of it."""

    words: str = ""
    level: str = ""
    wanted: ItemFilter = _ALL
    page: int = 1
    limit: int = _PAGE

    @property
    def part(self) -> slice:
        """Which of all questions stand on the page."""
        return slice((self.page - 1) * self.limit, self.page * self.limit)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters that ask for this list, defaults and the page left out."""
        wanted = self.wanted
        pairs = [("q", self.words)] if self.words else []
        pairs += [("state", state.value) for state in wanted.states]
        pairs += [("type", type_.value) for type_ in wanted.types]
        pairs += [("topic", topic) for topic in wanted.topics]
        pairs += [("difficulty", self.level)] if self.level else []
        pairs += [("flagged", str(wanted.flagged).lower())] if wanted.flagged is not None else []
        pairs += [("origin", origin.value) for origin in wanted.origins]
        pairs += [("rule", rule) for rule in wanted.rules]
        pairs += [("document", wanted.document_id)] if wanted.document_id else []
        pairs += [("clause", wanted.clause_id)] if wanted.clause_id else []
        return pairs + ([("limit", str(self.limit))] if self.limit != _PAGE else [])

    def url(self, path: str = "/questions", page: int = 1, **more: str) -> str:
        """Return the address of a page of this list, or of something else done with the same."""
        pairs = [*self.pairs(), *([("page", str(page))] if page > 1 else []), *more.items()]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def filtered(self, **changes: Any) -> "QuestionsAsked":
        """Return the first page of the list with other filters."""
        return replace(self, wanted=replace(self.wanted, **changes), page=1)

    def at_level(self, level: str) -> "QuestionsAsked":
        """Return the first page of what is so hard; '' for any difficulty."""
        return replace(self.filtered(difficulty=LEVELS.get(level)), level=level)


def read_asked(raw: RawQuestions) -> QuestionsAsked:
    """Return the list that the parameters ask for; raise ParameterRejected."""
    if len(raw.q) > LONGEST:
        raise ParameterRejected("q", f"检索词最长 {LONGEST} 个字，请缩短后再试。")
    limit = read_number("limit", raw.limit, _PAGE, _LARGEST_PAGE)
    level = raw.difficulty.strip()
    if level and level not in LEVELS:
        raise ParameterRejected("difficulty", f"参数 difficulty 只能取：{'、'.join(LEVELS)}。")
    return QuestionsAsked(
        words=raw.q.strip(),
        level=level,
        wanted=_filter(raw, level),
        page=read_number("page", raw.page, 1, _DEEPEST // limit),
        limit=limit,
    )


def _filter(raw: RawQuestions, level: str) -> ItemFilter:
    states, types = read_values("state", raw.state), read_values("type", raw.type)
    origins = read_values("origin", raw.origin)
    return ItemFilter(
        types=tuple(read_choice("type", ItemType, value) for value in types),
        topics=read_values("topic", raw.topic),
        states=tuple(read_choice("state", ItemState, value) for value in states),
        rules=read_values("rule", raw.rule),
        origins=tuple(read_choice("origin", Origin, value) for value in origins),
        document_id=read_document(raw.document),
        clause_id=raw.clause.strip()[:500],
        words=tuple(raw.q.split()),
        difficulty=LEVELS.get(level),
        flagged=read_flag("flagged", raw.flagged) if raw.flagged.strip() else None,
    )


def passes(wanted: ItemFilter, gist: Gist) -> bool:
    """Tell whether a question is of the kinds wanted; words and clauses are not looked at."""
    easy, hard = wanted.difficulty or (0.0, 1.0)
    return (
        gist.type in (wanted.types or (gist.type,))
        and gist.topic in (wanted.topics or (gist.topic,))
        and gist.state in (wanted.states or (gist.state,))
        and gist.rule in (wanted.rules or (gist.rule,))
        and gist.origin in (wanted.origins or (gist.origin,))
        and easy <= gist.difficulty <= hard
        and wanted.flagged in {None, gist.flagged}
    )
