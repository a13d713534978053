"""What does a visitor or a program see when a request cannot be answered?

    WebError
    ├── ParameterRejected      a query parameter has no meaning; names it, says what is allowed
    └── Overloaded             more is asked than can be answered; says when to come back

Programs get problem details (RFC 9457), people a page; both say in Chinese what to do.
"""

from dataclasses import dataclass

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from corpus.errors import CorpusError, UnknownDocument
from search.errors import QueryRejected, SearchError
from search.query import LONGEST
from web.security import HEADERS
from web.templating import render

__all__ = ["PROBLEM_KINDS", "Overloaded", "ParameterRejected", "add_error_handlers", "failure_of"]


class WebError(Exception):
    """Root of the errors of the pages and the API."""


class ParameterRejected(WebError):
    """A query parameter has no meaning: HTTP 400."""

    def __init__(self, parameter: str, message: str) -> None:
        self.parameter = parameter
        super().__init__(message)


class Overloaded(WebError):
    """More is asked at this moment than can be answered in good time: HTTP 503."""


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One kind of failure as the API names it; `detail` is what a visitor reads by default.

    `retry` is the number of seconds after which asking again is worthwhile, 0 for never.
    """

    name: str
    status: int
    title: str
    meaning: str
    detail: str = ""
    retry: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """What is shown of one failure."""

    name: str
    status: int
    title: str
    detail: str
    parameter: str | None = None
    retry: int = 0


_PARAMETER = ProblemKind(
    "parameter-rejected", 400, "参数有误", "某个参数的取值没有意义，parameter 给出参数名。",
    "请求的参数不符合要求，请对照接口说明。",
)  # fmt: skip
_QUERY = ProblemKind("query-rejected", 400, "无法按此检索", "检索词为空、过长或无法解析。")
_NOT_FOUND = ProblemKind(
    "not-found", 404, "没有找到", "没有这个编号的文件、条款，或没有这个地址。",
    "没有这个页面，请核对网址，或回到首页检索。",
)  # fmt: skip
_METHOD = ProblemKind(
    "method-not-allowed", 405, "不支持的请求方式", "接口只支持 GET 和 HEAD。",
    "这个地址只支持 GET 和 HEAD 请求。",
)  # fmt: skip
_BROKEN = ProblemKind(
    "internal-error", 500, "系统出错", "程序出错，详情已记入服务器日志。",
    "处理请求时出错，已记入日志。请稍后再试；如仍出错，请告知管理员。",
)  # fmt: skip
_OUTAGE = ProblemKind(
    "not-searchable", 503, "检索暂停服务", "没有可用的索引，或数据库不可用；不等于“0 条结果”。",
    retry=60,
)  # fmt: skip
_OVERLOADED = ProblemKind(
    "overloaded", 503, "访问的人太多", "同时检索的人太多，这一次没有检索；不等于“0 条结果”。",
    "同时检索的人太多，这一次没有检索。请过几秒钟再试；如经常这样，请告知管理员。", retry=5,
)  # fmt: skip
PROBLEM_KINDS = (_PARAMETER, _QUERY, _NOT_FOUND, _METHOD, _BROKEN, _OUTAGE, _OVERLOADED)
"""What `type` of a problem can be, for the description of the API and for the answers."""

_BY_ERROR: tuple[tuple[type[Exception], ProblemKind], ...] = (
    (ParameterRejected, _PARAMETER),
    (Overloaded, _OVERLOADED),
    (QueryRejected, _QUERY),
    (UnknownDocument, _NOT_FOUND),
    (SearchError, _OUTAGE),
    (CorpusError, _OUTAGE),
)
_BY_STATUS = {kind.status: kind for kind in (_NOT_FOUND, _METHOD)}


def failure_of(error: Exception) -> Failure:
    """Say what an exception means to a visitor; unknown exceptions reveal nothing."""
    if isinstance(error, RequestValidationError):
        return _failure(_PARAMETER)
    if isinstance(error, HTTPException):
        return _failure(_BY_STATUS.get(error.status_code) or _other(error.status_code))
    for known, kind in _BY_ERROR:
        if isinstance(error, known):
            return _failure(kind, str(error), getattr(error, "parameter", None))
    return _failure(_BROKEN)


def _failure(kind: ProblemKind, detail: str = "", parameter: str | None = None) -> Failure:
    detail = detail or kind.detail
    return Failure(kind.name, kind.status, kind.title, detail, parameter, kind.retry)


def _other(status: int) -> ProblemKind:
    return ProblemKind("http-error", status, "请求未完成", "", "请求没有完成，请核对网址。")


def add_error_handlers(app: FastAPI) -> None:
    """Answer every exception with problem details or a page, never with a traceback."""
    for kind in (WebError, SearchError, CorpusError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _answer)
    app.add_exception_handler(Exception, _answer_broken)


def _answer(request: Request, error: Exception) -> Response:
    failure = failure_of(error)
    path = request.url.path
    if path.startswith("/api/") or path == "/health":
        return _problem(request, failure)
    return _page(request, failure)


def _answer_broken(request: Request, error: Exception) -> Response:
    """Answer outside the middleware, which an unexpected error has left already."""
    response = _answer(request, error)
    response.headers.update(HEADERS)
    return response


def _page(request: Request, failure: Failure) -> Response:
    """Return the page that tells a person about the failure."""
    typed = request.query_params.get("q", "")[:LONGEST]  # an outage must not cost the words typed
    response = render(
        request, "error.html", failure=failure, query=typed, status_code=failure.status
    )
    response.headers.update(_retry(failure))
    return response


def _problem(request: Request, failure: Failure) -> Response:
    content = {
        "type": f"/api/docs#{failure.name}",
        "title": failure.title,
        "status": failure.status,
        "detail": failure.detail,
        "instance": request.url.path,
    }
    if failure.parameter:
        content["parameter"] = failure.parameter
    return JSONResponse(
        content, failure.status, headers=_retry(failure), media_type="application/problem+json"
    )


def _retry(failure: Failure) -> dict[str, str]:
    return {"Retry-After": str(failure.retry)} if failure.retry else {}
