"""What is an address of the application, and how is it added? The machinery below the table."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse

from library.accounts import Permission
from web import schemas
from web.bodies import LARGEST
from web.openapi import security_of
from web.permissions import guarding
from web.turns import Turns

__all__ = ["Manual", "Route", "add_routes"]


@dataclass(frozen=True, slots=True)
class Manual:
    """What those who call an address of the API are told about it; `form` is how it is answered."""

    summary: str
    description: str
    schema: type
    example: Mapping[str, object]
    failures: tuple[int, ...]
    form: type[Response] = JSONResponse


@dataclass(frozen=True, slots=True)
class Route:
    """One address and its handler; addresses with a manual belong to the API.

    All but the `urgent` take turns, so that a monitor hears at once even where searches queue.
    A route that changes something is a POST; `needs` is what whoever asks must be allowed to do,
    unless it is `open` to everybody. `largest` is how many bytes a body may have.
    """

    path: str
    answer: Callable[..., Response]
    manual: Manual | None = None
    urgent: bool = False
    method: str = "GET"
    needs: Permission = Permission.READ
    open: bool = False
    largest: int = LARGEST

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


_READING = ["GET", "HEAD"]
_MEANINGS = {
    400: "检索词或参数有误，detail 写明应当怎样改",
    401: "没有登录，或令牌无效",
    403: "登录的人没有这项权限",
    404: "没有这个编号",
    409: "另一项任务还在进行，或与现状不符（如版本已改变），没有改动",
    410: "游标太旧，或者不是本库给出的，请重新取全量",
    413: "内容超过上限，没有处理",
    503: "检索暂停服务或同时检索的人太多，detail 写明原因和处理办法，Retry-After 是几秒后再试",
}


def add_routes(app: FastAPI, routes: Iterable[Route], turns: Turns) -> None:
    """Give the application its pages and its API, each behind its guard."""
    for route in routes:
        path = route.path.replace("_id}", "_id:path}")  # an id may hold a slash
        answer = route.answer if route.urgent else turns.taking(route.answer)
        methods = _READING if route.method == "GET" else [route.method]
        guard = guarding(
            None if route.open else route.needs,
            largest=route.largest,
            changes=route.method != "GET",
        )
        add = partial(app.router.add_api_route, path, answer, route_class_override=guard)
        if route.manual is None:
            add(methods=methods, include_in_schema=False)
            continue
        if route.method == "GET":
            add(methods=["HEAD"], include_in_schema=False)
        add(
            methods=[route.method],
            summary=route.manual.summary,
            description=route.manual.description,
            response_model=route.manual.schema,
            response_class=route.manual.form,
            responses=_responses(route.manual),
            openapi_extra=dict(security_of(None if route.open else route.needs)),
        )


def _responses(manual: Manual) -> dict[int | str, dict[str, Any]]:
    """Describe the answers by status; `default` keeps FastAPI from describing its own 422."""
    problem = {"application/problem+json": {"schema": schemas.Problem.model_json_schema()}}
    found: dict[int | str, dict[str, Any]] = {
        200: {
            "description": "成功",
            "content": {manual.form.media_type or "application/json": {"example": manual.example}},
        }
    }
    for status in manual.failures:
        found[status] = {"description": _MEANINGS[status], "content": problem}
    if manual.schema is schemas.HealthAnswer:
        found[503] = {
            "description": "不能检索；内容同上，problems 写明原因",
            "model": manual.schema,
        }
    return found | {"default": {"description": "其他错误", "content": problem}}
