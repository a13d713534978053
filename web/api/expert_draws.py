"""How does a program ask for a panel, take its steps for the person of its token, and check one?"""

from typing import Annotated

from fastapi import File, Form, Query, Request, UploadFile
from fastapi.responses import JSONResponse, Response

from library.experts.drawing import Proceedings, verify
from library.experts.experts_json import overview_json, proposal_json, verified_json
from library.experts.works import works_text
from web import expert_draws as steps
from web.expert_draws import RequestForm, decided, going_told, proposed, record_of
from web.expert_schemas import (
    CommitBody,
    DrawNumber,
    ProposalParameters,
    ReasonBody,
    ReplyBody,
    SecretBody,
)
from web.service import experts_of

__all__ = [
    "again", "ask", "commit", "conclude", "draw", "draws", "proposal", "record", "reply", "reveal",
    "verified", "withdraw",
]  # fmt: skip


def proposal(request: Request, parameters: Annotated[ProposalParameters, Query()]) -> JSONResponse:
    """Answer with what works need; raise ParameterRejected."""
    form = RequestForm(works="\n".join(parameters.work), region=parameters.region)
    decisions = decided(request, form)
    told = proposal_json(proposed(request, decisions), experts_of(request).taxonomy)
    return JSONResponse({"works": [works_text(one) for one in decisions], **told})


def draws(request: Request) -> JSONResponse:
    """Answer with all requests."""
    found = [overview_json(one) for one in experts_of(request).draws.all()]
    return JSONResponse({"total": len(found), "draws": found})


def ask(request: Request, body: RequestForm) -> JSONResponse:
    """Begin a request; raise ParameterRejected, DrawRejected, PanelShort, UnknownSpecialty."""
    return _told(request, steps.ask(request, body))


def draw(request: Request, draw: DrawNumber) -> JSONResponse:
    """Answer with a request; raise UnknownRequest."""
    return _told(request, experts_of(request).draws.going(draw))


def record(request: Request, draw: DrawNumber) -> Response:
    """Answer with the published record, byte for byte; raise UnknownRequest."""
    return Response(record_of(request, draw)[0], media_type="application/json")


def commit(request: Request, draw: DrawNumber, body: CommitBody) -> JSONResponse:
    """Commit the person of the token; raise DrawRejected, PanelShort, UnknownRequest."""
    going, secret, made = steps.commit(request, draw, body.commitment)
    return JSONResponse({"stage": going.stage, "secret": secret, "commitment": made})


def reveal(request: Request, draw: DrawNumber, body: SecretBody) -> JSONResponse:
    """Reveal the secret of the person of the token; raise as `commit` does."""
    return _told(request, steps.reveal(request, draw, body.secret))


def reply(request: Request, draw: DrawNumber, body: ReplyBody) -> JSONResponse:
    """Note an answer; raise as `commit` does."""
    going = steps.reply(request, draw, body.expert_id, body.answer, body.reason)
    return _told(request, going)


def conclude(
    request: Request,
    draw: DrawNumber,
    file: Annotated[UploadFile, File(description="签字的论证报告扫描件：PDF、JPG 或 PNG")],
    conclusion: Annotated[str, Form(max_length=20, description="通过、修改后通过、不通过")],
    opinion: Annotated[str, Form(max_length=4000, description="论证意见，进入公开记录")] = "",
) -> JSONResponse:
    """Note what the review concluded; raise as `commit` does."""
    return _told(request, steps.conclude(request, draw, conclusion, file.file.read(), opinion))


def again(request: Request, draw: DrawNumber, body: ReasonBody) -> JSONResponse:
    """Begin a further draw; raise as `commit` does."""
    return _told(request, steps.again(request, draw, body.reason))


def withdraw(request: Request, draw: DrawNumber, body: ReasonBody) -> JSONResponse:
    """End a request; raise as `commit` does."""
    return _told(request, steps.withdraw(request, draw, body.reason))


def verified(
    request: Request,
    file: Annotated[UploadFile, File(description="公开的抽取记录")],
    digest: Annotated[str, Form(max_length=100, description="从别处得知的摘要，一并核对")] = "",
) -> JSONResponse:
    """Compute a record again; nothing is kept of it."""
    del request
    return JSONResponse(verified_json(verify(file.file.read(), digest)))


def _told(request: Request, going: Proceedings) -> JSONResponse:
    return JSONResponse(going_told(request, going))
