"""Does my draft cite what exists and holds?"""

from typing import Annotated

from fastapi import File, Form, Request, Response, UploadFile

from library.citations import Report
from web.drafts import (
    ACCEPTED,
    LARGEST_DRAFT,
    LONGEST_DRAFT,
    check_draft,
    read_upload,
    stretches,
    tone_of,
)
from web.errors import ParameterRejected
from web.templating import render

__all__ = ["check", "form"]


def form(request: Request) -> Response:
    """Show where a draft is pasted or chosen."""
    return _page(request)


def check(
    request: Request,
    text: Annotated[str, Form()] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Show what was found in the draft; it is kept nowhere."""
    draft = text
    try:
        if file is not None and file.filename:
            draft = read_upload(file)
        report = check_draft(request, draft)
    except ParameterRejected as error:
        return _page(request, draft[:LONGEST_DRAFT], refused=str(error))
    return _page(request, draft, report=report)


def _page(
    request: Request, text: str = "", *, report: Report | None = None, refused: str = ""
) -> Response:
    return render(
        request,
        "cite.html",
        status_code=400 if refused else 200,
        text=text,
        refused=refused,
        report=report,
        stretches=list(stretches(report)) if report else [],
        tone_of=tone_of,
        accepted=ACCEPTED,
        largest=LARGEST_DRAFT // 2**20,
        longest=LONGEST_DRAFT,
    )
