"""What happened, how grave was it, why, and what follows from it? One accident for a person."""

from fastapi import Request, Response

from corpus.composing import remark
from library.cases.cases_json import cautions
from library.cases.levels import Verdict
from web.link_targets import counts_told, links_url
from web.service import cases_of, links_of, service_of
from web.templating import render

__all__ = ["case"]

_TONES = {Verdict.AGREES: "good", Verdict.DISAGREES: "bad", Verdict.OPEN: "open"}
_NEAREST = 5


def case(request: Request, case_id: str) -> Response:
    """Show a case: its facts, its level step by step, causes, lessons, clauses and the like."""
    library = cases_of(request)
    found, document = library.case(case_id)
    _, clauses = service_of(request).document(case_id)
    return render(
        request,
        "case.html",
        case=found,
        document=document,
        level=found.assessment,
        comparison=found.comparison,
        verdict_tone=_TONES[found.comparison.verdict],
        clauses=library.clauses(found),
        similar=library.similar(case_id, _NEAREST),
        cautions=list(cautions(found)),
        note=remark(found.note) if found.note else "",
        linked=counts_told(links_of(request, case_id).counts),
        links_url=links_url(case_id),
        citation_of_case=clauses[0].citation if clauses else "",
    )
