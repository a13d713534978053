"""What does the pool know of one expert, who may see what of it, and how is it changed?"""

from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from library.accounts import Permission
from library.errors import EntryChanged, ExpertKeyMissing, ExpertKeyWrong, ExpertRejected
from library.experts import COLUMNS, CONTACTS, Contact, Expert, written
from search import today
from web.experts import ExpertEdit, ExpertForm, add, change, may_manage, person_told, reveal
from web.service import experts_of
from web.templating import render
from web.visitors import user_of

__all__ = ["LARGEST_RECORD", "contact", "edit", "expert", "fresh", "receive", "save"]

LARGEST_RECORD = 256 * 1024
"""Bytes of a form with a whole record."""
_DONE = {"added": "已登记。", "saved": "已保存，改动记入变更记录。", "same": "没有改动任何一项。"}
_HEAD = {"expert_id", "name", "title", "unit", "region", "specialties", "standing"}
"""What stands in the head of the page, for everybody."""
_TITLES = {c.field: c.title for c in (*COLUMNS, *CONTACTS)} | {
    "contact": "联系方式", "purpose": "用途", "day": "日期", "request_id": "申请",
    "project": "工程", "conclusion": "结论",
}  # fmt: skip
_REFUSALS = (ExpertRejected, EntryChanged, ExpertKeyMissing, ExpertKeyWrong)


def expert(request: Request, number: int, done: str = "") -> Response:
    """Show an expert; raise UnknownExpert."""
    return _one(request, experts_of(request).pool.get(number), done=_DONE.get(done, ""))


def contact(
    request: Request, number: int, purpose: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Show the contact data this once, to who may see them and says what for."""
    one = experts_of(request).pool.get(number)
    try:
        return _one(request, one, contact=reveal(request, number, purpose))
    except _REFUSALS as error:
        return _one(request, one, refused=str(error))


def fresh(request: Request) -> Response:
    """Show an empty form."""
    return _form(request, None, {})


def receive(request: Request, form: Annotated[ExpertForm, Form()]) -> Response:
    """Keep a new expert."""
    try:
        made = add(request, form)
    except _REFUSALS as error:
        return _form(request, None, form.given(), refused=error)
    return RedirectResponse(f"/experts/{made.expert_id}?done=added", 303)


def edit(request: Request, number: int) -> Response:
    """Show the form with the record as it is; contact data are not in it."""
    one = experts_of(request).pool.get(number)
    return _form(request, one, {})


def save(request: Request, number: int, form: Annotated[ExpertEdit, Form()]) -> Response:
    """Keep what was changed."""
    one = experts_of(request).pool.get(number)
    try:
        changed = change(request, number, form)
    except _REFUSALS as error:
        return _form(request, one, form.given(), refused=error)
    return RedirectResponse(f"/experts/{number}?done={'saved' if changed else 'same'}", 303)


def _one(
    request: Request, one: Expert, *, done: str = "", refused: str = "",
    contact: Contact | None = None,
) -> Response:  # fmt: skip
    desk, manages = experts_of(request), may_manage(request)
    values = written(one, desk) if manages else {}
    told = person_told(request, one)
    for entry in told.get("history", ()):
        entry["lines"] = _lines(entry)
    return render(
        request,
        "expert.html",
        status_code=400 if refused else 200,
        done=done,
        refused=refused,
        one=told,
        rest=[(c, values[c.field]) for c in COLUMNS if manages and c.field not in _HEAD],
        contact=[(c.title, getattr(contact, c.field)) for c in CONTACTS] if contact else None,
        held=manages and told["contact_held"],
        cap=desk.rules.yearly_cap,
        days_left=(one.term_end - today()).days,
        ending=desk.rules.ending_days,
        manages=manages,
        reaches=user_of(request).may(Permission.CONTACTS),
    )


def _form(
    request: Request, one: Expert | None, typed: dict[str, str], *,
    refused: Exception | None = None,
) -> Response:  # fmt: skip
    desk = experts_of(request)
    values = written(one, desk) | {c.field: typed[c.field] for c in COLUMNS if c.field in typed}
    return render(
        request,
        "expert_form.html",
        status_code=409 if isinstance(refused, EntryChanged) else 400 if refused else 200,
        refused=str(refused) if refused else "",
        one=one,
        fields=[(c, values[c.field]) for c in COLUMNS if c.field != "expert_id"],
        contacts=CONTACTS,
        held=bool(one) and desk.pool.vault.holds(one.expert_id if one else 0),
        key_problem=desk.pool.vault.missing(),
        taxonomy=desk.taxonomy,
    )


def _lines(entry: dict[str, Any]) -> list[str]:
    """Return what an entry of the history changed, a line for each field."""
    if entry["action"] == "新增":
        return []
    before = entry["before"]
    return [
        f"{_TITLES.get(name, name)}："
        + (f"{_shown(name, before[name])} → " if name in before else "")
        + _shown(name, value)
        for name, value in entry["after"].items()
    ]


def _shown(name: str, value: object) -> str:
    """Return a value of the history; of contact data there are the names of fields alone."""
    if isinstance(value, list):
        texts = [_TITLES.get(str(each), str(each)) if name == "contact" else str(each)
                 for each in value]  # fmt: skip
        return "；".join(texts) or "空"
    return "空" if value in {None, ""} else str(value)
