"""What must I know about this matter before I decide, and on which words does it rest?"""

from typing import Annotated

from fastapi import Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from library.accounts import Permission
from library.brief import (
    LONGEST_SUBJECT,
    REPRODUCED,
    SOURCES,
    Brief,
    SavedBrief,
    brief_bytes,
    brief_name,
    differences,
)
from library.errors import ModelFailed
from web.brief_schemas import BriefNumber
from web.briefs import (
    asked_url,
    briefs_of,
    ground_url,
    index_is_kept,
    keep,
    made,
    made_again,
    model_for,
    remove,
)
from web.downloads import download
from web.errors import ParameterRejected
from web.templating import render
from web.visitors import user_of

__all__ = ["again", "brief", "export", "export_saved", "leave", "save", "saved"]

_FORMS = {"docx": "Word", "pdf": "PDF", "md": "Markdown", "json": "JSON"}
_LISTED = 30
_DONE = {
    "removed": "已删除，并记入审计日志。",
    "gone": REPRODUCED[None],
    "same": REPRODUCED[True],
    "other": REPRODUCED[False],
}
Subject = Annotated[str, Query(max_length=LONGEST_SUBJECT * 4)]


def brief(request: Request, q: Subject = "", as_of: str = "", done: str = "") -> Response:
    """Show the form, the brief where something is asked, and those that were saved."""
    told, refused = None, ""
    if q.strip():
        try:
            told = made(request, q, as_of)
        except ParameterRejected as error:
            refused = str(error)
    notice = _DONE.get(done, "")
    return _page(request, told, subject=q, as_of=as_of, refused=refused, done=notice)


def save(
    request: Request,
    q: Annotated[str, Form()] = "",
    as_of: Annotated[str, Form()] = "",
    summary: Annotated[str, Form()] = "",
) -> Response:
    """Make a brief, keep it and lead to it."""
    try:
        told = made(request, q, as_of, summary=bool(summary))
    except (ParameterRejected, ModelFailed) as error:
        return _page(request, None, subject=q, as_of=as_of, refused=str(error))
    return RedirectResponse(f"/brief/{keep(request, told).number}", 303)


def saved(request: Request, number: BriefNumber, done: str = "") -> Response:
    """Show a brief as it was saved, and what is otherwise than in the one it was made anew from.

    Raise UnknownBrief.
    """
    changes: tuple[str, ...] = ()
    with briefs_of(request) as briefs:
        head, told = briefs.head(number), briefs.read(number)
        if head.again_of:
            changes = differences(briefs.read(head.again_of), told) or ("没有变化。",)
    return _page(request, told, head, changes=changes, done=_DONE.get(done, ""))


def again(request: Request, number: BriefNumber) -> Response:
    """Make a brief anew, keep it, and lead to it and to what changed; raise UnknownBrief."""
    head, remade = made_again(request, number)
    told = {None: "gone", True: "same", False: "other"}[remade.reproduced]
    return RedirectResponse(f"/brief/{head.number}?done={told}", 303)


def leave(request: Request, number: BriefNumber) -> Response:
    """Remove a brief; raise UnknownBrief or Forbidden."""
    remove(request, number)
    return RedirectResponse("/brief?done=removed", 303)


def export(request: Request, q: Subject = "", as_of: str = "", form: str = "docx") -> Response:
    """Answer with a brief that is not kept, as a file; raise ParameterRejected."""
    return _file(made(request, q, as_of), form)


def export_saved(request: Request, number: BriefNumber, form: str = "docx") -> Response:
    """Answer with a saved brief as a file; raise UnknownBrief and ParameterRejected."""
    with briefs_of(request) as briefs:
        told = briefs.read(number)
    return _file(told, form)


def _file(told: Brief, form: str) -> Response:
    if form not in _FORMS:
        raise ParameterRejected("form", f"参数 form 只能取：{'、'.join(_FORMS)}。")
    return download(brief_bytes(told, f".{form}"), brief_name(told), f".{form}")


def _page(
    request: Request,
    told: Brief | None,
    head: SavedBrief | None = None,
    *,
    subject: str = "",
    as_of: str = "",
    refused: str = "",
    done: str = "",
    changes: tuple[str, ...] = (),
) -> Response:
    visitor, model = user_of(request), model_for(request)
    listed, total = [], 0
    keeps = visitor.may(Permission.KEEP) and request.app.state.settings is not None
    if keeps:
        with briefs_of(request) as briefs:
            listed, total = briefs.all(_LISTED), briefs.count()
    return render(
        request,
        "brief.html",
        status_code=400 if refused else 200,
        brief=told,
        head=head,
        subject=told.subject if told else subject,
        as_of=told.as_of.isoformat() if told else as_of,
        refused=refused,
        done=done,
        changes=changes,
        keeps=keeps,
        owns=head is not None
        and (head.made_by == visitor.name or visitor.may(Permission.ADMINISTER)),
        index_gone=head is not None and told is not None and not index_is_kept(request, told),
        listed=listed,
        total=total,
        model_host=model.host if model else "",
        files=_files(told, head) if told else [],
        ground_url=ground_url,
        sources_name=SOURCES,
        longest=LONGEST_SUBJECT,
    )


def _files(told: Brief, head: SavedBrief | None) -> list[tuple[str, str]]:
    """Return the name and the address of every form to take the brief along in."""
    if head:
        return [(name, f"/brief/{head.number}/export?form={form}") for form, name in _FORMS.items()]
    return [
        (name, asked_url("/brief/export", told.subject, told.as_of, form=form))
        for form, name in _FORMS.items()
    ]
