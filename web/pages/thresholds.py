"""Are these works 危大, and how grave is this accident?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query, Request, Response

from library.cases.levels import Assessment
from library.errors import UnknownWorks
from library.hazard_table import HazardRow
from library.thresholds import (
    DIMENSIONS,
    LEVELS_CLAUSE,
    Condition,
    Decision,
    Works,
    cited_clause,
    conditions_of,
    consequences,
    find_works,
    names_of,
)
from web.errors import ParameterRejected
from web.service import service_of
from web.templating import render
from web.works import AccidentParameters, WorksParameters, level_of, scale_of, table_of

__all__ = ["thresholds"]


class _Parameters(WorksParameters, AccidentParameters):
    """All that the page takes."""


@dataclass(frozen=True, slots=True)
class _Size:
    """A field of the form: what is measured, in which unit, and what was given."""

    name: str
    label: str
    unit: str
    given: str


def thresholds(request: Request, asked: Annotated[_Parameters, Query()]) -> Response:
    """Show the forms, and the answer where something was asked."""
    rows, failure = table_of(request), ""
    decision: Decision | None = None
    accident: Assessment | None = None
    try:
        if asked.works.strip():
            decision = scale_of(request, asked)
        if asked.deaths.strip() or asked.injured.strip() or asked.loss.strip():
            accident = level_of(asked)
    except ParameterRejected as error:
        failure = str(error)
    works = _works(asked.works, rows)
    chosen = decision.works if decision else works[0] if len(works) == 1 else None
    service = service_of(request)
    return render(
        request,
        "thresholds.html",
        status_code=400 if failure else 200,
        asked=asked,
        failure=failure,
        choices=works if len(works) > 1 else [],
        chosen=chosen,
        sizes=_sizes(chosen, rows, asked) if chosen else [],
        conditions=_conditions(decision, chosen, rows),
        decision=decision,
        brief_subject=_subject(decision) if decision else "",
        following=consequences(service, decision) if decision else [],
        accident=accident,
        basis=cited_clause(service, "", LEVELS_CLAUSE) if accident else None,
        categories=_categories(rows),
        names=[
            name for row in {row.item: row for row in rows}.values() for name in names_of(row.item)
        ],
    )


def _subject(decision: Decision) -> str:
    """Return what a brief on these works is asked, with the sizes that were given."""
    sizes = (f"{name}{measure.shown}" for name, measure in decision.measures)
    return "，".join((decision.works.name, *sizes))


def _works(name: str, rows: Sequence[HazardRow]) -> list[Works]:
    if not name.strip():
        return []
    try:
        return find_works(name, rows)
    except UnknownWorks:
        return []


def _sizes(works: Works, rows: Sequence[HazardRow], asked: WorksParameters) -> list[_Size]:
    """Return the fields that decide about these works."""
    limits = [
        limit for row in rows if row.item == works.item for limit in row.limits
        if works.takes(limit)
    ]  # fmt: skip
    found = {}
    for name, (_, parameters) in DIMENSIONS.items():
        own = [limit for limit in limits if limit.parameter in parameters]
        if own:
            labels = "、".join(dict.fromkeys(limit.parameter for limit in own))
            found[name] = _Size(name, labels, own[0].unit, asked.stated[name])
    return list(found.values())


def _conditions(
    decision: Decision | None, works: Works | None, rows: Sequence[HazardRow]
) -> Sequence[Condition]:
    """Return what is to be answered, where an answer failed as well."""
    if decision is not None or works is None:
        return decision.conditions if decision else ()
    return conditions_of([row for row in reversed(rows) if row.item == works.item])


def _categories(rows: Sequence[HazardRow]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows:
        items = found.setdefault(row.category, [])
        if row.item not in items:
            items.append(row.item)
    return found
