"""A text was replaced, changed or repealed: what must people look at again?"""

from collections.abc import Sequence
from itertools import groupby

from fastapi import Request, Response

from corpus.structure import title_citation
from library.cells import csv_bytes
from library.links import Impact, Review, Urgency, impact_tables
from web.downloads import download
from web.link_targets import impact_url, links_url, target_url
from web.service import impact_for
from web.templating import compare_url, document_url, render

__all__ = ["as_csv", "as_workbook", "impact"]

_NAME = "复核清单"


def impact(request: Request, document_id: str) -> Response:
    """Show which clauses changed and what stands on them, what is most to do first."""
    found = impact_for(request, document_id)
    return render(
        request,
        "impact.html",
        found=found,
        document=found.old,
        named=[
            title_citation(d.title, d.doc_no) if d else "" for d in (found.old, found.new, found.by)
        ],
        groups=_groups(found),
        target=lambda link: target_url(document_id, link),
        compared=compare_url(document_id, found.comparison.new.document_id)
        if found.comparison
        else None,
        back=document_url(document_id),
        links=links_url(document_id),
        files={"Excel": impact_url(document_id, ".xlsx"), "CSV": impact_url(document_id, ".csv")},
    )


def as_csv(request: Request, document_id: str) -> Response:
    """Give the list of what to review as CSV."""
    [table, *_] = impact_tables(impact_for(request, document_id))
    return download(csv_bytes(table.columns, table.rows), _NAME, ".csv")


def as_workbook(request: Request, document_id: str) -> Response:
    """Give the list as a workbook, with the clauses that changed on a second sheet."""
    from library.tables import workbook_bytes  # noqa: PLC0415 - a server starts without it

    tables = impact_tables(impact_for(request, document_id))
    return download(workbook_bytes(tables), _NAME, ".xlsx")


def _groups(found: Impact) -> list[tuple[Urgency, Sequence[Review]]]:
    runs = groupby(found.reviews, key=lambda review: review.urgency)
    return [(urgency, list(run)) for urgency, run in runs]
