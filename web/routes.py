"""Which addresses are there, and who answers each? The table of contents of the room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from web import examples, schemas
from web.api import clauses, documents, health
from web.api import search as api_search
from web.pages import api_docs, document, home, search
from web.templating import WEB_FOLDER

__all__ = ["add_routes"]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address of the API, described for those who call it."""

    path: str
    answer: Callable[..., JSONResponse]
    summary: str
    description: str
    schema: type
    example: Mapping[str, object]
    failures: tuple[int, ...]


_PAGES = (
    ("/", home.home),
    ("/search", search.search),
    ("/documents/{document_id:path}", document.document),
    ("/clauses/{clause_id:path}", document.clause),
    ("/api/docs", api_docs.api_docs),
)
_API = (
    Endpoint(
        "/api/v1/search", api_search.search, "检索",
        "按关键词和语义检索条款，给出原文、出处和时效状态。",
        schemas.SearchAnswer, examples.SEARCH, (400, 503),
    ),
    Endpoint(
        "/api/v1/documents/{document_id:path}", documents.document, "取文件",
        "取一份文件的著录信息、全文和全部条款。",
        schemas.DocumentAnswer, examples.DOCUMENT, (404, 503),
    ),
    Endpoint(
        "/api/v1/clauses/{clause_id:path}", clauses.clause, "取条款",
        "取一条条款的原文、引用格式和所属文件的时效状态。",
        schemas.ClauseAnswer, examples.CLAUSE, (404, 503),
    ),
    Endpoint(
        "/health", health.health, "服务状况",
        "能检索时为 200，不能检索时为 503；problems 写明问题和处理办法，为空即一切正常。",
        schemas.HealthAnswer, examples.HEALTH, (503,),
    ),
)  # fmt: skip
_MEANINGS = {
    400: "检索词或参数有误，detail 写明应当怎样改",
    404: "没有这个编号的文件或条款",
    503: "检索暂停服务，detail 写明原因和处理办法",
}


def add_routes(app: FastAPI) -> None:
    """Give the application its pages, its API and its static files."""
    app.mount("/static", StaticFiles(directory=WEB_FOLDER / "static"), name="static")
    for path, page in _PAGES:
        app.add_api_route(path, page, methods=["GET", "HEAD"], include_in_schema=False)
    for endpoint in _API:
        app.add_api_route(
            endpoint.path,
            endpoint.answer,
            summary=endpoint.summary,
            description=endpoint.description,
            response_model=endpoint.schema,
            responses=_responses(endpoint),
        )


def _responses(endpoint: Endpoint) -> dict[int | str, dict[str, Any]]:
    """Describe the answers by status; `default` keeps FastAPI from describing its own 422."""
    problem = {"application/problem+json": {"schema": schemas.Problem.model_json_schema()}}
    found: dict[int | str, dict[str, Any]] = {
        200: {"description": "成功", "content": {"application/json": {"example": endpoint.example}}}
    }
    for status in endpoint.failures:
        found[status] = {"description": _MEANINGS[status], "content": problem}
    if endpoint.path == "/health":
        found[503] = {
            "description": "不能检索；内容同上，problems 写明原因",
            "model": endpoint.schema,
        }
    return found | {"default": {"description": "其他错误", "content": problem}}
