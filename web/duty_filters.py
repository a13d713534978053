"""Which filters can a reader of the duties switch on or off, and how many duties has each?"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from library.duties import NOT_NAMED, DutyOrder, FoundDuties, FoundDuty, Modality
from web.duty_parameters import DutiesAsked
from web.filters import Group, Option

__all__ = ["active_filters", "filter_groups", "order_options"]

_MOST = 60  # options of one facet
_ORDERS = {DutyOrder.PARTY: "按主体", DutyOrder.DEADLINE: "按期限"}
_TIMED = {True: "有期限或频次", False: "没有写明期限"}


@dataclass(frozen=True, slots=True)
class _Facet:
    """A property of duties and the field of the filter that chooses by it."""

    title: str
    field: str
    values: Callable[[FoundDuty], Iterable[Any]]
    label: Callable[[Any], str] = str

    def chosen(self, asked: DutiesAsked) -> tuple[Any, ...]:
        """Return the values in force."""
        value = getattr(asked.wanted, self.field)
        return value if isinstance(value, tuple) else () if value is None else (value,)

    def toggled(self, asked: DutiesAsked, value: object) -> str:
        """Return the address of the list with the value switched on, or off again."""
        chosen = self.chosen(asked)
        rest = tuple(other for other in chosen if other != value)
        if self.field == "timed":
            changed: object = None if value in chosen else value
        else:
            changed = rest if value in chosen else (*chosen, value)
        changes: dict[str, Any] = {self.field: changed}
        return asked.filtered(**changes).url()


_FACETS = (
    _Facet("主体", "parties", lambda found: found.duty.parties),
    _Facet("情态", "modalities", lambda found: (found.duty.modality,)),
    _Facet(
        "期限", "timed", lambda found: (bool(found.duty.deadlines),), lambda timed: _TIMED[timed]
    ),
)


def filter_groups(asked: DutiesAsked, found: FoundDuties) -> list[Group]:
    """Return what can be chosen among the duties about the words.

    The number at an option is that of the duties found with it and the filters of other fields.
    """
    groups = [Group(facet.title, tuple(_options(facet, asked, found))) for facet in _FACETS]
    if not asked.wanted.document_id:
        groups.append(Group("文件", tuple(_documents(asked, found.answering))))
    return [group for group in groups if group.options]


def active_filters(asked: DutiesAsked, title: str) -> Iterator[Option]:
    """Yield one option per filter in force; its link takes the filter away.

    `title` is that of the one document that is looked at, if any.
    """
    if asked.query:
        yield Option(f"“{asked.query}”", replace(asked, query="", page=1).url(), selected=True)
    for facet in _FACETS:
        for value in facet.chosen(asked):
            yield Option(facet.label(value), facet.toggled(asked, value), selected=True)
    if asked.wanted.document_id:
        yield Option(f"只看《{title}》", asked.filtered(document_id="").url(), selected=True)
    if asked.wanted.as_of:
        label = f"按 {asked.wanted.as_of} 的时效"
        yield Option(label, asked.filtered(as_of=None).url(), selected=True)


def order_options(asked: DutiesAsked) -> list[Option]:
    """Return a link per order."""
    return [
        Option(label, replace(asked, order=order, page=1).url(), order is asked.order)
        for order, label in _ORDERS.items()
    ]


def _options(facet: _Facet, asked: DutiesAsked, found: FoundDuties) -> Iterator[Option]:
    open_: dict[str, Any] = {facet.field: None if facet.field == "timed" else ()}
    others = replace(asked.wanted, **open_)
    counts = Counter(
        value for one in found.answering if others.takes(one.duty) for value in facet.values(one)
    )
    chosen = facet.chosen(asked)
    for value in _first(counts, chosen):
        url = facet.toggled(asked, value)
        yield Option(facet.label(value), url, value in chosen, counts[value])


def _first(counts: Mapping[Any, int], chosen: Sequence[Any]) -> list[Any]:
    """Return the values with most duties, those chosen always among them; forces in their order."""
    known = {*counts, *chosen}
    for choices in (list(Modality), list(_TIMED)):
        if known <= set(choices):
            return [each for each in choices if each in known]
    ranked = sorted(counts, key=lambda value: (value == NOT_NAMED, -counts[value]))[:_MOST]
    return list(dict.fromkeys([*ranked, *chosen]))


def _documents(asked: DutiesAsked, answering: Sequence[FoundDuty]) -> Iterator[Option]:
    passing = [one for one in answering if asked.wanted.takes(one.duty)]
    counts = Counter(one.duty.document_id for one in passing)
    titles = {one.duty.document_id: one.document.title for one in passing}
    for name, count in counts.most_common(_MOST):
        yield Option(titles[name], asked.filtered(document_id=name).url(), count=count)
