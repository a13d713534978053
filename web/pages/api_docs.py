"""Which addresses can a program call, and what do they answer? Drawn from the OpenAPI document."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response

from library.accounts import Permission
from web.errors import PROBLEM_KINDS
from web.openapi import NEEDS
from web.templating import render

__all__ = ["api_docs"]

_FOR_ALL = {"", Permission.READ, Permission.KEEP}
"""What everybody may comes before the desks of the administration."""
_TYPES = {"string": "文字", "integer": "整数", "boolean": "true / false", "array": "可重复"}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row of an operation's table."""

    name: str
    kind: str
    required: bool
    default: str
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One address, with who may call it, what may be passed and what comes back by status.

    `needs` is the permission, '' where everybody may; `free` tells that a token may not be needed.
    """

    method: str
    path: str
    needs: str
    free: bool
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    body: tuple[Parameter, ...]
    sent: str
    answers: tuple[tuple[str, str], ...]
    example: str


def api_docs(request: Request) -> Response:
    """Show the description of the API; needs no network and no script."""
    found = _operations(request.app.openapi())
    operations = sorted(found, key=lambda one: one.needs not in _FOR_ALL)
    return render(request, "api_docs.html", operations=operations, problems=PROBLEM_KINDS)


def _operations(openapi: Mapping[str, Any]) -> Iterator[Operation]:
    for path, item in openapi["paths"].items():
        for method, operation in item.items():
            answers = operation["responses"]
            body = _body(openapi, operation)
            yield Operation(
                method.upper(),
                path,
                operation.get(NEEDS, ""),
                {} in operation["security"],
                operation["summary"],
                operation.get("description", ""),
                tuple(_parameter(entry) for entry in operation.get("parameters", ())),
                tuple(_fields(body)),
                _sent(body),
                tuple((status, answer["description"]) for status, answer in answers.items()),
                _example(answers["200"]),
            )


def _body(openapi: Mapping[str, Any], operation: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema of the JSON or of the parts that are sent, {} where nothing is."""
    content = operation.get("requestBody", {}).get("content", {})
    schema: Mapping[str, Any] = next((one["schema"] for one in content.values()), {})
    if reference := schema.get("$ref", ""):
        named: Mapping[str, Any] = openapi["components"]["schemas"][reference.rpartition("/")[2]]
        return named
    return schema


def _fields(body: Mapping[str, Any]) -> Iterator[Parameter]:
    for name, schema in body.get("properties", {}).items():
        required = name in body.get("required", ())
        yield _parameter({"name": name, "required": required, "schema": schema, **schema})


def _sent(body: Mapping[str, Any]) -> str:
    """Return an example of what is sent, put together from those of its fields."""
    fields = body.get("properties", {}).items()
    example = {name: schema["examples"][0] for name, schema in fields if schema.get("examples")}
    return json.dumps(example, ensure_ascii=False, indent=2) if example else ""


def _parameter(entry: Mapping[str, Any]) -> Parameter:
    schema = entry["schema"]
    default = schema.get("default", "")
    return Parameter(
        entry["name"],
        _TYPES.get(schema.get("type", "string"), ""),
        entry["required"],
        "" if default in ("", []) else json.dumps(default).strip('"'),
        entry.get("description", ""),
    )


def _example(answer: Mapping[str, Any]) -> str:
    content: Mapping[str, Any] = next(iter(answer.get("content", {}).values()), {})
    example = content.get("example")
    return json.dumps(example, ensure_ascii=False, indent=2) if example else ""
