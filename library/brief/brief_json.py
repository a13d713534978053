"""How is a brief written as JSON, and read back to the same brief?"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from library.brief.records import Brief, Ground, Part, Section, Source, Statement, Summary

__all__ = ["brief_json", "read_brief"]


def brief_json(brief: Brief) -> dict[str, Any]:
    """Return the brief as plain values; every sentence has its grounds by number."""
    return {**asdict(brief), "as_of": brief.as_of.isoformat()}


def read_brief(told: Mapping[str, Any]) -> Brief:
    """Return the brief that `brief_json` wrote."""
    summary = told["summary"]
    return Brief(
        subject=told["subject"],
        as_of=date.fromisoformat(told["as_of"]),
        generation=told["generation"],
        reading=tuple(told["reading"]),
        headline=told["headline"],
        sections=tuple(
            Section(one["name"], tuple(map(_part, one["parts"])), one["note"])
            for one in told["sections"]
        ),
        grounds=tuple(Ground(**one) for one in told["grounds"]),
        sources=tuple(Source(**one) for one in told["sources"]),
        summary=Summary(tuple(map(_statement, summary["statements"])), summary["model"])
        if summary
        else None,
    )


def _part(told: Mapping[str, Any]) -> Part:
    return Part(**{**told, "statements": tuple(map(_statement, told["statements"]))})


def _statement(told: Mapping[str, Any]) -> Statement:
    return Statement(**{**told, "grounds": tuple(told["grounds"])})
