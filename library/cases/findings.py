"""What was found in a report, where, and which of several statements holds?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Finding", "Question", "sentences", "settle"]

_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")


@dataclass(frozen=True, slots=True)
class Finding:
    """A value read from `text[start:end]`, which is the quote; `strong` marks a final statement."""

    field: str
    value: Any
    start: int
    end: int
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must decide: the field, the statements in question, and why."""

    field: str
    findings: tuple[Finding, ...]
    reason: str


def settle(found: Iterable[Finding]) -> list[Finding | Question]:
    """Return the one value of several statements of a field, with a question where they differ.

    Statements that agree need no question. Where they differ, the strong ones hold if they agree
    among themselves; else nothing is taken.
    """
    statements = list(found)
    if not statements:
        return []
    if len(_values(statements)) == 1:
        return [statements[0]]
    strong = [finding for finding in statements if finding.strong]
    chosen = list[Finding | Question](strong[:1]) if len(_values(strong)) == 1 else []
    told = "已取看来是最后认定的一处" if chosen else "没有取任何一处"
    reason = f"报告里前后说法不一，{told}，请核对"
    return [*chosen, Question(statements[0].field, _apart(statements), reason)]


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence with its offset; a sentence ends at 。；and at the end of a line."""
    for match in _SENTENCE.finditer(text):
        if match[0].strip():
            yield match.start(), match[0]


def _values(findings: Sequence[Finding]) -> set[str]:
    return {repr(finding.value) for finding in findings}


def _apart(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return one statement of each value."""
    return tuple({repr(finding.value): finding for finding in reversed(findings)}.values())[::-1]
