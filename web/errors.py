"""What does a visitor or a program see when a request cannot be answered?

    WebError
    ├── ParameterRejected      a query parameter has no meaning; names it, says what is allowed
    ├── SignInNeeded           whoever asks must sign in first
    ├── PasswordDue            the password was given by another; a new one must be set first
    ├── Forbidden              whoever asks may not; says what is missing
    ├── FormRefused            a form does not come from a page of ours, or from an old one
    ├── Conflict               what is asked for does not fit what has been done so far; says why
    ├── Unready                it is being worked out; says to come back
    └── Overloaded             more is asked than can be answered; says when to come back

Programs get problem details (RFC 9457), people a page; both say in Chinese what to do.
"""

from dataclasses import dataclass
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from corpus.errors import BadCorrection, CorpusError, UnknownDocument
from indexer import BuildBusy
from library.errors import (
    AccountRejected,
    AccountsBroken,
    BankBroken,
    BlueprintRejected,
    BriefsBroken,
    ChangesBroken,
    CursorExpired,
    DrawRejected,
    EntryChanged,
    ExamRejected,
    ExamsBroken,
    ExchangeBroken,
    ExchangeRejected,
    ExpertKeyMissing,
    ExpertKeyWrong,
    ExpertRejected,
    ExpertsBroken,
    ExpertTableRejected,
    ItemRejected,
    JobBusy,
    LedgerBroken,
    LedgerRejected,
    LibraryError,
    ModelFailed,
    NoChineseFont,
    PanelShort,
    PaperLacking,
    PaperRejected,
    PapersBroken,
    SheetRejected,
    StateRefused,
    UnknownBackup,
    UnknownBrief,
    UnknownDelivery,
    UnknownEnquiry,
    UnknownEntry,
    UnknownExam,
    UnknownExpert,
    UnknownInterpretation,
    UnknownItem,
    UnknownJob,
    UnknownPaper,
    UnknownRequest,
    UnknownSearch,
    UnknownSpecialty,
    UnknownUser,
    WordsChanged,
    WordsRejected,
)
from search.errors import QueryRejected, SearchError
from search.query import LONGEST
from web.security import HEADERS
from web.templating import render

__all__ = [
    "PROBLEM_KINDS",
    "Conflict",
    "Forbidden",
    "FormRefused",
    "Overloaded",
    "ParameterRejected",
    "PasswordDue",
    "SignInNeeded",
    "Unready",
    "add_error_handlers",
    "failure_of",
]


class WebError(Exception):
    """Root of the errors of the pages and the API."""


class ParameterRejected(WebError):
    """A query parameter has no meaning: HTTP 400."""

    def __init__(self, parameter: str, message: str) -> None:
        self.parameter = parameter
        super().__init__(message)


class SignInNeeded(WebError):
    """Nobody is signed in, or a token is worth nothing: HTTP 401; a page leads to the form."""


class PasswordDue(WebError):
    """A password given by another must be changed before anything else: HTTP 403."""


class Forbidden(WebError):
    """The person may not do this: HTTP 403."""


class FormRefused(WebError):
    """Another site sent the form, or it is older than the session: HTTP 403."""


class Conflict(WebError):
    """A thing is not, or no longer, in a state for this: HTTP 409; says what comes first."""


class Unready(WebError):
    """It is being worked out and will be there in a moment: HTTP 503."""


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
_SIGN_IN = ProblemKind(
    "sign-in-needed", 401, "请先登录",
    "没有登录，或令牌无效、已撤销；令牌放在 Authorization: Bearer 后面。",
    "这项内容登录后才能使用。如果刚才填写了表单，请登录后按“后退”再提交一次。",
)  # fmt: skip
_FORBIDDEN = ProblemKind("forbidden", 403, "没有权限", "登录的人没有这项权限。")
_PASSWORD = ProblemKind(
    "password-due", 403, "请先修改口令", "口令是管理员给的，本人在网页上改过之后才能使用。",
    "您的口令是管理员给的，请先在“我的账户”里改成自己的。",
)  # fmt: skip
_FORM = ProblemKind(
    "form-refused", 403, "表单已失效", "用会话提交的请求没有带表单令牌，或者来自别的网站。",
    "这张表单没有提交：页面打开得太久，或登录状态已经改变。请回到原来的页面，刷新后再提交一次。",
)  # fmt: skip
_NOT_FOUND = ProblemKind(
    "not-found", 404, "没有找到", "没有这个编号的文件、条款，或没有这个地址。",
    "没有这个页面，请核对网址，或回到首页检索。",
)  # fmt: skip
_METHOD = ProblemKind(
    "method-not-allowed", 405, "不支持的请求方式", "这个地址不支持这种请求方式。",
    "这个地址不支持这种请求方式。",
)  # fmt: skip
_SLOW = ProblemKind(
    "too-slow", 408, "传输中断", "请求的内容 30 秒没有新数据。",
    "内容没有传完就停住了，请检查网络后重试。",
)  # fmt: skip
_BUSY = ProblemKind(
    "busy", 409, "正忙", "另一项导入、更新索引、备份或改动还在进行，同一时间只做一项。", retry=10,
)  # fmt: skip
_CONFLICT = ProblemKind(
    "conflict", 409, "与现状不符", "词表的版本已经改变，或这一步的前提还不具备；没有改动。",
)  # fmt: skip
_EXPIRED = ProblemKind(
    "cursor-expired", 410, "游标已失效", "变更的游标太旧，或者不是本库给出的，请重新取全量。",
)  # fmt: skip
_LARGE = ProblemKind(
    "too-large", 413, "内容太大", "请求的内容超过这个地址的上限，没有处理。",
    "提交的内容超过了上限，没有处理。请缩减后重试。",
)  # fmt: skip
_BROKEN = ProblemKind(
    "internal-error", 500, "系统出错", "程序出错，详情已记入服务器日志。",
    "处理请求时出错，已记入日志。请稍后再试；如仍出错，请告知管理员。",
)  # fmt: skip
_OUTAGE = ProblemKind(
    "not-searchable", 503, "检索暂停服务", "没有可用的索引，或数据库不可用；不等于“0 条结果”。",
    retry=60,
)  # fmt: skip
_NO_ACCOUNTS = ProblemKind(
    "accounts-unavailable", 503, "登录暂时不可用", "账户数据库不能读写。", retry=60,
)  # fmt: skip
_UNREADY = ProblemKind(
    "not-ready", 503, "还没有备好", "正在后台清点，几秒后再取。", retry=5,
)  # fmt: skip
_OVERLOADED = ProblemKind(
    "overloaded", 503, "访问的人太多", "同时检索的人太多，这一次没有检索；不等于“0 条结果”。",
    "同时检索的人太多，这一次没有检索。请过几秒钟再试；如经常这样，请告知管理员。", retry=5,
)  # fmt: skip
PROBLEM_KINDS = (
    _PARAMETER, _QUERY, _SIGN_IN, _FORBIDDEN, _PASSWORD, _FORM, _NOT_FOUND, _METHOD, _SLOW, _BUSY,
    _CONFLICT, _EXPIRED, _LARGE, _BROKEN, _OUTAGE, _NO_ACCOUNTS, _UNREADY, _OVERLOADED,
)  # fmt: skip
"""What `type` of a problem can be, for the description of the API and for the answers."""

_BY_ERROR: tuple[tuple[type[Exception], ProblemKind], ...] = (
    (ParameterRejected, _PARAMETER),
    (WordsRejected, _PARAMETER),
    (LedgerRejected, _PARAMETER),
    (BadCorrection, _PARAMETER),
    (SheetRejected, _NOT_FOUND),
    (JobBusy, _BUSY),
    (BuildBusy, _BUSY),
    (Conflict, _CONFLICT),
    (WordsChanged, _CONFLICT),
    (EntryChanged, _CONFLICT),
    (NoChineseFont, _CONFLICT),
    (Unready, _UNREADY),
    (Overloaded, _OVERLOADED),
    (SignInNeeded, _SIGN_IN),
    (PasswordDue, _PASSWORD),
    (Forbidden, _FORBIDDEN),
    (FormRefused, _FORM),
    (AccountsBroken, _NO_ACCOUNTS),
    (AccountRejected, _PARAMETER),
    (ChangesBroken, _OUTAGE),
    (BankBroken, _OUTAGE),
    (ItemRejected, _PARAMETER),
    (UnknownItem, _NOT_FOUND),
    (ExchangeBroken, _OUTAGE),
    (ExchangeRejected, _PARAMETER),
    (StateRefused, _CONFLICT),
    (LedgerBroken, _OUTAGE),
    (ExpertRejected, _PARAMETER),
    (DrawRejected, _CONFLICT),
    (PanelShort, _CONFLICT),
    (UnknownSpecialty, _PARAMETER),
    (UnknownExpert, _NOT_FOUND),
    (UnknownRequest, _NOT_FOUND),
    (ExpertsBroken, _OUTAGE),
    (ExpertTableRejected, _OUTAGE),
    (ExpertKeyMissing, _OUTAGE),
    (ExpertKeyWrong, _OUTAGE),
    (BriefsBroken, _OUTAGE),
    (ModelFailed, _OUTAGE),
    (CursorExpired, _EXPIRED),
    (PapersBroken, _OUTAGE),
    (ExamsBroken, _OUTAGE),
    (BlueprintRejected, _PARAMETER),
    (PaperRejected, _PARAMETER),
    (ExamRejected, _PARAMETER),
    (PaperLacking, _CONFLICT),
    (UnknownPaper, _NOT_FOUND),
    (UnknownExam, _NOT_FOUND),
    (UnknownUser, _NOT_FOUND),
    (UnknownBrief, _NOT_FOUND),
    (UnknownSearch, _NOT_FOUND),
    (UnknownBackup, _NOT_FOUND),
    (UnknownDelivery, _NOT_FOUND),
    (UnknownJob, _NOT_FOUND),
    (UnknownEnquiry, _NOT_FOUND),
    (UnknownInterpretation, _NOT_FOUND),
    (UnknownEntry, _NOT_FOUND),
    (QueryRejected, _QUERY),
    (UnknownDocument, _NOT_FOUND),
    (SearchError, _OUTAGE),
    (CorpusError, _OUTAGE),
)
_BY_STATUS = {kind.status: kind for kind in (_NOT_FOUND, _METHOD, _SLOW, _LARGE)}


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
    for kind in (
        WebError,
        SearchError,
        CorpusError,
        BuildBusy,
        LibraryError,
        RequestValidationError,
        HTTPException,
    ):
        app.add_exception_handler(kind, _answer)
    app.add_exception_handler(Exception, _answer_broken)


def _answer(request: Request, error: Exception) -> Response:
    failure = failure_of(error)
    path = request.url.path
    if (path.startswith("/api/") and path != "/api/docs") or path == "/health":
        return _problem(request, failure)
    if request.method in {"GET", "HEAD"} and isinstance(error, SignInNeeded | PasswordDue):
        return RedirectResponse(_way_out(request, error), 303)
    return _page(request, failure)


def _way_out(request: Request, error: Exception) -> str:
    """Return where a person can go on: to the account, or to sign in and come back."""
    if isinstance(error, PasswordDue):
        return "/account?done=due"
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return "/sign-in" if asked == "/" else f"/sign-in?next={quote(asked, safe='/')}"


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
    response.headers.update(_headers(failure))
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
        content, failure.status, headers=_headers(failure), media_type="application/problem+json"
    )


def _headers(failure: Failure) -> dict[str, str]:
    told = {"Retry-After": str(failure.retry)} if failure.retry else {}
    return told | ({"WWW-Authenticate": 'Bearer realm="zhiku"'} if failure.status == 401 else {})
