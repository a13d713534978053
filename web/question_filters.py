"""Which filters can a trainer switch on or off, and how many questions has each?"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from library.questions import Gist, ItemState, ItemType, Origin
from web.filters import Group, Option
from web.question_parameters import LEVELS, QuestionsAsked, passes

__all__ = ["active_filters", "filter_groups"]

_MOST = 60  # options of one facet
_FLAGGED = {True: "待复核", False: "不必复核"}
_SINGLE = frozenset({"difficulty", "flagged"})  # fields that take one value
_ORDERS: list[list[Any]] = [
    list(ItemState),
    list(ItemType),
    list(LEVELS),
    list(_FLAGGED),
    list(Origin),
]


@dataclass(frozen=True, slots=True)
class _Facet:
    """A property of questions and the field of the filter that chooses by it."""

    title: str
    field: str
    value: Callable[[Gist], Any]
    label: Callable[[Any], str] = str

    def chosen(self, asked: QuestionsAsked) -> tuple[Any, ...]:
        """Return the values in force."""
        if self.field == "difficulty":
            return (asked.level,) if asked.level else ()
        value = getattr(asked.wanted, self.field)
        return value if isinstance(value, tuple) else () if value is None else (value,)

    def toggled(self, asked: QuestionsAsked, value: Any) -> str:
        """Return the address of the list with the value switched on, or off again."""
        chosen = self.chosen(asked)
        if self.field == "difficulty":
            return asked.at_level("" if value in chosen else value).url()
        if self.field == "flagged":
            return asked.filtered(flagged=None if value in chosen else value).url()
        rest = tuple(other for other in chosen if other != value)
        changes: dict[str, Any] = {self.field: rest if value in chosen else (*chosen, value)}
        return asked.filtered(**changes).url()


def _level(gist: Gist) -> str:
    return next(name for name, (_, hard) in LEVELS.items() if gist.difficulty <= hard)


_FACETS = (
    _Facet("状态", "states", lambda gist: ItemState(gist.state)),
    _Facet("待复核", "flagged", lambda gist: gist.flagged, lambda value: _FLAGGED[value]),
    _Facet("题型", "types", lambda gist: ItemType(gist.type)),
    _Facet("主题", "topics", lambda gist: gist.topic, lambda value: value or "（没有写）"),
    _Facet("难度", "difficulty", _level),
    _Facet("来源", "origins", lambda gist: Origin(gist.origin)),
    _Facet("规则", "rules", lambda gist: gist.rule),
)


def filter_groups(
    asked: QuestionsAsked, answering: Sequence[Gist], titles: Mapping[str, str]
) -> list[Group]:
    """Return what can be chosen among the questions that have the words.

    The number at an option is that of the questions with it and the filters of other fields.
    `titles` are those of documents by id.
    """
    groups = [Group(facet.title, tuple(_options(facet, asked, answering))) for facet in _FACETS]
    if not asked.wanted.document_id:
        groups.append(Group("文件", tuple(_documents(asked, answering, titles))))
    return [group for group in groups if len(group.options) > 1 or any(
        option.selected for option in group.options
    )]  # fmt: skip


def active_filters(asked: QuestionsAsked, titles: Mapping[str, str]) -> Iterator[Option]:
    """Yield one option per filter in force; its link takes the filter away."""
    if asked.words:
        url = replace(asked, words="", wanted=replace(asked.wanted, words=()), page=1).url()
        yield Option(f"“{asked.words}”", url, selected=True)
    for facet in _FACETS:
        for value in facet.chosen(asked):
            yield Option(facet.label(value), facet.toggled(asked, value), selected=True)
    if name := asked.wanted.document_id:
        label = f"只看《{titles.get(name, name).strip('《》')}》"
        yield Option(label, asked.filtered(document_id="").url(), selected=True)
    if asked.wanted.clause_id:
        label = f"只看条款 {asked.wanted.clause_id}"
        yield Option(label, asked.filtered(clause_id="").url(), selected=True)


def _options(facet: _Facet, asked: QuestionsAsked, answering: Sequence[Gist]) -> Iterator[Option]:
    opened: dict[str, Any] = {facet.field: None if facet.field in _SINGLE else ()}
    others = replace(asked.wanted, **opened)
    counts = Counter(facet.value(gist) for gist in answering if passes(others, gist))
    chosen = facet.chosen(asked)
    for value in _first(counts, chosen):
        yield Option(
            facet.label(value), facet.toggled(asked, value), value in chosen, counts[value]
        )


def _first(counts: Mapping[Any, int], chosen: Sequence[Any]) -> list[Any]:
    """Return the values with most questions, those chosen always among them; kinds in order."""
    known = {*counts, *chosen}
    for order in _ORDERS:
        if known <= set(order):
            return [each for each in order if each in known]
    ranked = sorted(counts, key=lambda value: (-counts[value], value))[:_MOST]
    return list(dict.fromkeys([*ranked, *chosen]))


def _documents(
    asked: QuestionsAsked, answering: Sequence[Gist], titles: Mapping[str, str]
) -> Iterator[Option]:
    counts = Counter(gist.document_id for gist in answering if passes(asked.wanted, gist))
    for name, count in counts.most_common(_MOST):
        if name:
            url = asked.filtered(document_id=name).url()
            yield Option(titles.get(name, name), url, count=count)
