"""How does another department take the collection, and then what changed, for a program?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from corpus.errors import UnknownDocument
from library.sharing import SCHEMA, Change, canonical, checksum, shared_record
from search.ports import Collection
from web.links import link_to
from web.moments import iso
from web.service import changes_of
from web.values import read_number

__all__ = ["Lines", "changes", "export", "manifest"]

_LICENCE = (
    "法律、法规和国家机关的公文不适用著作权法（《著作权法》第五条）；"
    "标准等其他文件的权利属于各自的权利人。"
    "案例摘要、要点和卡片（verbatim 为 false）由本库整理，不是原文。"
    "每份文件的来源见 source，转载请注明。"
    "个人信息已在入库时隐去，原件不在其内。"
)
_PER_PAGE, _MOST = 100, 500


class Lines(StreamingResponse):
    """One JSON value on each line."""

    media_type = "application/x-ndjson"


def export(request: Request) -> Response:
    """Answer with every document of one generation, a line each, as it is read."""
    _, collection = changes_of(request)  # what is given away once must be known to the log
    lines = iter(()) if request.method == "HEAD" else _lines(collection)
    name = f"zhiku-{collection.generation}.jsonl"
    return Lines(lines, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def manifest(request: Request) -> JSONResponse:
    """Answer with what an export of this moment holds, and where its changes begin."""
    generation, held, cursor = changes_of(request)[0].manifest()
    return JSONResponse(
        {
            "schema_version": SCHEMA,
            "version": request.app.version,
            "generation": generation,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "documents": len(held),
            "clauses": sum(one.clauses for one in held),
            "cursor": cursor,
            "licence": _LICENCE,
            "entries": [
                {"document_id": one.document_id, "sha256": one.sha256, "clauses": one.clauses}
                for one in held
            ],
        }
    )


def changes(
    request: Request,
    since: Annotated[
        str, Query(description="从哪里起：清单或上一次答复里的 cursor；不写时从头给出全部文件")
    ] = "",
    limit: Annotated[
        str,
        Query(
            description=f"最多几项，1 到 {_MOST}",
            json_schema_extra={"type": "integer", "minimum": 1, "maximum": _MOST},
        ),
    ] = "100",
) -> JSONResponse:
    """Answer with what changed after a cursor; raise CursorExpired."""
    most = read_number("limit", limit, _PER_PAGE, _MOST)
    log, collection = changes_of(request)
    found = log.since(since.strip(), most)
    following = link_to(request, since=found.cursor)
    answer = JSONResponse(
        {
            "changes": [_change(collection, change) for change in found.changes],
            "cursor": found.cursor,
            "more": found.more,
            "next": following,
        }
    )
    if found.more:
        answer.headers["Link"] = f'<{following}>; rel="next"'
    return answer


def _lines(collection: Collection) -> Iterator[bytes]:
    for document in collection.documents:
        yield canonical(*collection.read(document.document_id)) + b"\n"


def _change(collection: Collection, change: Change) -> dict[str, Any]:
    """Return a change with the document as it is now.

    Where it went in the meantime, the next record says so once more.
    """
    told: dict[str, Any] = {
        "document_id": change.document_id,
        "change": change.change,
        "recorded_at": iso(change.at),
        "sha256": None,
        "document": None,
    }
    if change.change == "removed":
        return told
    try:
        document, clauses = collection.read(change.document_id)
    except UnknownDocument:
        return told | {"change": "removed"}
    line = canonical(document, clauses)
    return told | {"sha256": checksum(line), "document": shared_record(document, clauses)}
