"""How does a program read the ledger, register items, and take them step by step?"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import File, Form, Query, Request, UploadFile
from fastapi.responses import JSONResponse

from corpus.errors import UnreadableFile
from library.errors import SheetRejected
from library.ledger import (
    LARGEST_EVIDENCE,
    Action,
    Item,
    form_json,
    history_json,
    item_json,
    steps_of,
)
from web.errors import ParameterRejected
from web.ledger_forms import FormParameters, MonthForm, form_of, save_figures
from web.ledger_schemas import ItemNumber, LinkBody, ReportBody, StepBody
from web.ledgers import (
    EditForm,
    ItemParameters,
    NewItemForm,
    act,
    add_item,
    item_of,
    note_audit,
    read_action,
    read_asked,
    read_recipient,
)
from web.links import link_pages
from web.service import ledger_of
from web.values import read_number
from web.visitors import user_of

__all__ = [
    "add", "attach", "edit", "figures", "form", "import_lists", "item", "items", "link", "report",
    "step",
]  # fmt: skip

_PER_PAGE, _FARTHEST = 50, 10_000


def items(request: Request, parameters: Annotated[ItemParameters, Query()]) -> JSONResponse:
    """Answer with one page of the items asked for."""
    book, asked = ledger_of(request), read_asked(parameters)
    page = read_number("page", parameters.page, 1, _FARTHEST)
    found = book.items(asked.wanted)
    shown = found[(page - 1) * _PER_PAGE : page * _PER_PAGE]
    told = [item_json(one, book.today) for one in shown]
    answer = JSONResponse({"total": len(found), "page": page, "items": told})
    link_pages(request, answer, page, max(1, -(-len(found) // _PER_PAGE)))
    return answer


def add(request: Request, body: NewItemForm) -> JSONResponse:
    """Register an item; raise LedgerRejected, UnknownEntry."""
    return _told(request, add_item(request, body))


def item(request: Request, number: ItemNumber) -> JSONResponse:
    """Answer with an item and its history; raise UnknownEntry."""
    return _told(request, item_of(request, number))


def edit(request: Request, number: ItemNumber, body: EditForm) -> JSONResponse:
    """Change fields; raise LedgerRejected, UnknownEntry, EntryChanged."""
    found, who = item_of(request, number), user_of(request).name
    given = body.given(found.kind)
    changed = ledger_of(request).edit(who, found.item_id, given, body.note, body.seen)
    if changed:
        act(request, Action.EDIT, found, 字段=changed)
    return _told(request, found)


def step(request: Request, number: ItemNumber, body: StepBody) -> JSONResponse:
    """Take a step; raise LedgerRejected, UnknownEntry, EntryChanged."""
    found, action = item_of(request, number), read_action(body.action)
    ledger_of(request).step(user_of(request).name, found.item_id, action, body.note, body.seen)
    act(request, action, found)
    return _told(request, found)


def attach(
    request: Request,
    number: ItemNumber,
    file: Annotated[UploadFile, File(description="一个证据文件")],
    note: Annotated[str, Form(max_length=4000, description="说明")] = "",
) -> JSONResponse:
    """Keep a file that shows what was done; raise LedgerRejected, UnknownEntry."""
    found, who = item_of(request, number), user_of(request).name
    content = file.file.read(LARGEST_EVIDENCE + 1)
    kept = ledger_of(request).attach(who, found.item_id, file.filename or "", content, note)
    act(request, Action.ATTACH, found, 证据=kept.digest)
    return _told(request, found)


def report(request: Request, number: ItemNumber, body: ReportBody) -> JSONResponse:
    """Note to whom an item was reported; raise LedgerRejected, UnknownEntry."""
    found, to = item_of(request, number), read_recipient(body.recipient)
    ledger_of(request).report(
        user_of(request).name, found.item_id, to, body.made_on, body.name, body.note
    )
    act(request, Action.REPORT, found, 对象=to.value)
    return _told(request, found)


def link(request: Request, number: ItemNumber, body: LinkBody) -> JSONResponse:
    """Note that two items belong together, or no longer; raise LedgerRejected, UnknownEntry."""
    found, other, book = item_of(request, number), item_of(request, body.other), ledger_of(request)
    change = book.unlink if body.off else book.link
    change(user_of(request).name, found.item_id, other.item_id)
    act(request, Action.UNLINK if body.off else Action.LINK, found, 与=other.number)
    return _told(request, found)


def import_lists(
    request: Request,
    file: Annotated[UploadFile, File(description="三个清单的 .xlsx 文件")],
    trial: Annotated[bool, Form(description="true 时试导入，什么也不写入")] = False,
) -> JSONResponse:
    """Import a workbook and answer with what became of each row; raise ParameterRejected."""
    from library.ledger.intake import import_file  # noqa: PLC0415 - a server starts without it

    with TemporaryDirectory(prefix="zhiku-ledger-") as folder:
        path = Path(folder) / "台账.xlsx"
        path.write_bytes(file.file.read())
        try:
            rows = import_file(ledger_of(request), user_of(request).name, path, trial=trial)
        except (SheetRejected, UnreadableFile) as error:
            raise ParameterRejected("file", str(error).replace(str(path), "这个文件")) from error
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.result.value] = counts.get(row.result.value, 0) + 1
    if rows and not trial:
        note_audit(request, "导入", "三个清单", counts)
    told = [
        {
            "list": row.kind.list_name, "row": row.line, "result": row.result.value,
            "number": row.number, "message": row.message,
        }
        for row in rows
    ]  # fmt: skip
    return JSONResponse({"trial": trial, "counts": counts, "rows": told})


def form(request: Request, asked: Annotated[FormParameters, Query()]) -> JSONResponse:
    """Answer with the filled form; raise LedgerRejected."""
    return JSONResponse(form_json(form_of(request, asked)))


def figures(request: Request, body: MonthForm) -> JSONResponse:
    """Keep the numbers of a month, and answer with the form of it; raise LedgerRejected."""
    return form(request, save_figures(request, body))


def _told(request: Request, found: Item) -> JSONResponse:
    book = ledger_of(request)
    now = book.get(found.item_id)
    known = book.circumstances(found.item_id)
    told: dict[str, Any] = item_json(now, book.today)
    told["linked"] = [other.number for other in known.linked]
    told["steps"] = [one.action.value for one in steps_of(now)]
    reports = book.history.reports(found.item_id)
    return JSONResponse(told | history_json(known.events, known.evidence, reports))
