"""Which papers are there, and how does a program have one made?"""

from fastapi import Request
from fastapi.responses import JSONResponse

from library.papers import Wishes, blueprint_from_text, presets
from web.exam_forms import PaperId
from web.exam_json import paper_json
from web.exam_schemas import PaperBody
from web.moments import iso
from web.papering import make_paper
from web.service import exams_of, papers_of

__all__ = ["assemble", "paper", "papers"]


def papers(request: Request) -> JSONResponse:
    """Answer with the papers, the newest quarter first."""
    exams = exams_of(request)
    listed = [
        {
            "paper_id": one.paper_id, "title": one.title, "quarter": one.quarter,
            "made_at": iso(one.made_at), "exams": exams.of_paper(one.paper_id),
        }
        for one in papers_of(request).papers.papers()
    ]  # fmt: skip
    return JSONResponse({"papers": listed})


def paper(request: Request, paper: PaperId) -> JSONResponse:
    """Answer with a paper and its keys; raise UnknownPaper."""
    return JSONResponse(paper_json(papers_of(request).papers.paper(paper)))


def assemble(request: Request, body: PaperBody) -> JSONResponse:
    """Assemble a paper; raise BlueprintRejected, PaperLacking, PaperRejected, StateRefused."""
    plan = presets().get(body.blueprint.strip()) or blueprint_from_text(body.blueprint)
    wishes = Wishes(tuple(body.picked), tuple(body.left_out))
    return JSONResponse(paper_json(make_paper(request, plan, body.quarter, body.seed, wishes)))
