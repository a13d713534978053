"""Which addresses can a program call, and what do they answer? Drawn from the OpenAPI document."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request, Response

from web.errors import PROBLEM_KINDS
from web.templating import render

__all__ = ["api_docs"]

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
    """One address, with what may be passed and what comes back by status."""

    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    answers: tuple[tuple[str, str], ...]
    example: str


def api_docs(request: Request) -> Response:
    """Show the description of the API; needs no network and no script."""
    operations = list(_operations(request.app.openapi()))
    return render(request, "api_docs.html", operations=operations, problems=PROBLEM_KINDS)


def _operations(openapi: Mapping[str, Any]) -> Iterator[Operation]:
    for path, item in openapi["paths"].items():
        for operation in item.values():
            answers = operation["responses"]
            yield Operation(
                path,
                operation["summary"],
                operation.get("description", ""),
                tuple(_parameter(entry) for entry in operation.get("parameters", ())),
                tuple((status, answer["description"]) for status, answer in answers.items()),
                _example(answers["200"]),
            )


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
    example = answer.get("content", {}).get("application/json", {}).get("example")
    return json.dumps(example, ensure_ascii=False, indent=2) if example else ""
