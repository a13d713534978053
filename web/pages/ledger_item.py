"""What does an item of the ledger say, and what is done about it, step by step?"""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import File, Form, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from corpus.errors import UnknownDocument
from library.accounts import Permission
from library.errors import EntryChanged, LedgerRejected, UnknownEntry
from library.ledger import (
    ACCEPTED,
    FIELDS,
    LARGEST_EVIDENCE,
    Action,
    Item,
    Kind,
    Recipient,
    Step,
    double_report,
    drafts_of,
    fields_of,
    obstacles,
    steps_of,
)
from web.downloads import download
from web.ledgers import EditForm, NewItemForm, act, add_item, item_of, read_action, read_recipient
from web.service import ledger_of, service_of
from web.templating import render
from web.values import read_choice
from web.visitors import user_of

__all__ = [
    "LARGEST_PROOF", "add", "attach", "edit", "evidence", "fresh", "item", "link", "report", "save",
    "step", "withdraw",
]  # fmt: skip

LARGEST_PROOF = LARGEST_EVIDENCE + 2**20
"""Bytes of a form with one file of evidence."""
_DONE = {
    "added": "已登记。",
    "saved": "已保存。",
    "same": "没有改动任何一项。",
    "step": "已办理，并记入历史。",
    "evidence": "证据已附上。",
    "withdrawn": "证据已撤下。",
    "report": "报告已登记。",
    "link": "关联已更新。",
}
_SHARED = ("company", "project", "region", "unit", "person", "due_on")
"""What a measure has of the hazard that it is against."""
Text = Annotated[str, Form(max_length=4000)]
Seen = Annotated[int | None, Form()]


def fresh(
    request: Request, kind: str = "", clause: str = "", duty: int | None = None, belongs: str = ""
) -> Response:
    """Show the form for a new item, filled from a duty of a clause where one is named."""
    chosen = read_choice("kind", Kind, kind) if kind else None
    drafts = []
    if clause:
        try:
            drafts = drafts_of(service_of(request), clause, ledger_of(request).today)
        except UnknownDocument:
            return _form(request, chosen or Kind.HAZARD, {}, refused="没有这个条款，请核对编号。")
        chosen = chosen or Kind.RESPONSIBILITY
    draft = next((one for one in drafts if one.start == duty), drafts[0] if drafts else None)
    values = dict(draft.values) if draft else {}
    if chosen is Kind.HAZARD:
        values = {"found_on": ledger_of(request).today.isoformat()} | {
            name: value for name, value in values.items() if name not in {"text", "due_on"}
        }
    if belongs:
        other = item_of(request, belongs)
        chosen = chosen or Kind.MEASURE
        values = {name: getattr(other, name) for name in _SHARED} | values
    return _form(
        request,
        chosen or Kind.HAZARD,
        values,
        belongs=belongs,
        drafts=drafts,
        clause=clause,
        draft=draft,
    )


def add(request: Request, form: Annotated[NewItemForm, Form()]) -> Response:
    """Register an item."""
    chosen = read_choice("kind", Kind, form.kind)
    given = form.given(chosen)
    try:
        made = add_item(request, form)
    except (LedgerRejected, UnknownEntry) as error:
        return _form(request, chosen, given, refused=str(error), belongs=form.belongs)
    return _back(made, "added")


def item(request: Request, number: str, done: str = "") -> Response:
    """Show an item with its history and evidence."""
    return _one(request, item_of(request, number), done=_DONE.get(done, ""))


def edit(request: Request, number: str) -> Response:
    """Show the form with what the item says now."""
    found = item_of(request, number)
    return _form(request, found.kind, asdict(found), item=found, seen=found.seen)


def save(request: Request, number: str, form: Annotated[EditForm, Form()]) -> Response:
    """Keep what was changed in the form."""
    found = item_of(request, number)
    given, book = form.given(found.kind), ledger_of(request)
    try:
        changed = book.edit(user_of(request).name, found.item_id, given, form.note, form.seen)
    except (LedgerRejected, EntryChanged) as error:
        return _form(
            request, found.kind, asdict(found) | given, item=found, refused=str(error),
            note=form.note, seen=found.seen, status=409 if isinstance(error, EntryChanged) else 400,
        )  # fmt: skip
    if not changed:
        return _back(found, "same")
    act(request, Action.EDIT, found, 字段=changed)
    return _back(found, "saved")


def step(
    request: Request, number: str, action: Text = "", note: Text = "", seen: Seen = None
) -> Response:
    """Take a step, or say what is in its way."""
    found = item_of(request, number)
    try:
        chosen = read_action(action)
        ledger_of(request).step(user_of(request).name, found.item_id, chosen, note, seen)
    except (LedgerRejected, EntryChanged) as error:
        return _refused(request, found, error, note=note)
    act(request, chosen, found)
    return _back(found, "step")


def attach(
    request: Request, number: str, file: Annotated[UploadFile | None, File()] = None,
    note: Text = "",
) -> Response:  # fmt: skip
    """Keep a file that shows what was done."""
    found = item_of(request, number)
    try:
        if file is None or not file.filename:
            raise LedgerRejected(["请选择文件"])
        content = file.file.read(LARGEST_PROOF)
        who = user_of(request).name
        kept = ledger_of(request).attach(who, found.item_id, file.filename, content, note)
    except LedgerRejected as error:
        return _refused(request, found, error)
    act(request, Action.ATTACH, found, 证据=kept.digest)
    return _back(found, "evidence")


def evidence(request: Request, number: str, evidence: int) -> Response:
    """Hand out a file; raise UnknownEntry where it was withdrawn."""
    found, book = item_of(request, number), ledger_of(request)
    kept = book.evidence(found.item_id, evidence)
    stem, _, suffix = kept.name.rpartition(".")
    return download(book.files.path(kept.digest).read_bytes(), stem, f".{suffix.lower()}")


def withdraw(request: Request, number: str, evidence: int, note: Text = "") -> Response:
    """Take a file back."""
    found = item_of(request, number)
    try:
        ledger_of(request).withdraw(user_of(request).name, found.item_id, evidence, note)
    except LedgerRejected as error:
        return _refused(request, found, error)
    act(request, Action.WITHDRAW, found)
    return _back(found, "withdrawn")


def report(
    request: Request, number: str, recipient: Text = "", made_on: Text = "", name: Text = "",
    note: Text = "",
) -> Response:  # fmt: skip
    """Note to whom the item was reported."""
    found, who = item_of(request, number), user_of(request).name
    try:
        to = read_recipient(recipient)
        ledger_of(request).report(who, found.item_id, to, made_on, name, note)
    except LedgerRejected as error:
        return _refused(request, found, error)
    act(request, Action.REPORT, found, 对象=to.value)
    return _back(found, "report")


def link(request: Request, number: str, other: Text = "", off: Text = "") -> Response:
    """Note that another item belongs to this one, or no longer."""
    found, who = item_of(request, number), user_of(request).name
    book, change = ledger_of(request), Action.UNLINK if off else Action.LINK
    try:
        linked = item_of(request, other)
        (book.unlink if off else book.link)(who, found.item_id, linked.item_id)
    except LedgerRejected as error:
        return _refused(request, found, error)
    act(request, change, found, 与=linked.number)
    return _back(found, "link")


def _back(found: Item, done: str) -> Response:
    return RedirectResponse(f"/ledger/{found.number}?done={done}", 303)


def _refused(request: Request, found: Item, error: Exception, note: str = "") -> Response:
    status = 409 if isinstance(error, EntryChanged) else 400
    fresh = ledger_of(request).get(found.item_id)
    return _one(request, fresh, refused=str(error), status=status, note=note)


def _one(
    request: Request, found: Item, *, done: str = "", refused: str = "", status: int = 200,
    note: str = "",
) -> Response:  # fmt: skip
    book, who = ledger_of(request), user_of(request)
    known = book.circumstances(found.item_id)
    reports = book.history.reports(found.item_id)
    writes = who.may(Permission.LEDGER)
    return render(
        request,
        "ledger_item.html",
        status_code=status,
        done=done,
        refused=refused,
        note=note,
        item=found,
        fields=[(f, getattr(found, f.name)) for f in fields_of(found.kind)],
        titles={field.name: field.title for field in FIELDS},
        overdue=found.is_overdue(book.today),
        steps=[_choice(found, one, who.name, known) for one in steps_of(found)] if writes else [],
        editable=writes and found.state.value in {"pending", "doing"},
        writes=writes,
        events=list(reversed(known.events)),
        evidence=known.evidence,
        whence={event.event_id: event for event in known.events},
        accepted=ACCEPTED,
        largest=LARGEST_EVIDENCE // 2**20,
        linked=known.linked,
        recipients=Recipient,
        reports=reports,
        twice=double_report(reports),
        is_hazard=found.kind is Kind.HAZARD,
        today=book.today,
    )


def _choice(found: Item, step: Step, who: str, known: Any) -> tuple[Step, list[str]]:
    return step, obstacles(found, step.action, who, known)


def _form(
    request: Request, kind: Kind, values: dict[str, Any], *, item: Item | None = None,
    refused: str = "", status: int = 400, note: str = "", seen: int = 0, drafts: Any = (),
    draft: Any = None, clause: str = "",
    belongs: str = "",
) -> Response:  # fmt: skip
    return render(
        request,
        "ledger_edit.html",
        status_code=status if refused else 200,
        kind=kind,
        kinds=Kind,
        item=item,
        fields=[(field, values.get(field.name, "")) for field in fields_of(kind)],
        refused=refused,
        note=note,
        seen=seen,
        drafts=drafts,
        draft=draft,
        clause=clause,
        belongs=belongs,
        today=ledger_of(request).today,
    )
