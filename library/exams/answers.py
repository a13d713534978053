"""What did somebody answer, out of whatever a form brought?

Names of fields are q7 for a choice or a text, q7_1 and q7_2 for the blanks of a question. What no
question of the paper asks for is left out, so a tampered form has no effect.
"""

import re
from collections.abc import Mapping, Sequence

from library.exams.records import Answers
from library.papers import Printed, Variant, letters_of
from library.questions import ItemType

__all__ = ["CHOSEN", "LONGEST_BLANK", "LONGEST_TEXT", "WRITTEN", "merged", "read_answers",
           "unanswered"]  # fmt: skip

CHOSEN = frozenset({ItemType.TRUE_FALSE, ItemType.SINGLE, ItemType.MULTIPLE})
WRITTEN = frozenset({ItemType.SHORT, ItemType.CASE})
LONGEST_TEXT, LONGEST_BLANK = 2000, 100  # characters
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def read_answers(
    version: Variant, fields: Mapping[str, Sequence[str]]
) -> dict[int, tuple[str, ...]]:
    """Return the answers that the fields of a form hold, those that are empty left out."""
    found = {q.number: _given(q, fields) for q in version.questions}
    return {number: given for number, given in found.items() if any(given)}


def merged(kept: Answers, given: Answers) -> dict[int, tuple[str, ...]]:
    """Return both, what was given last first; a page that knows less takes nothing away."""
    return {**kept, **given}


def unanswered(version: Variant, answers: Answers) -> list[int]:
    """Return the numbers of the questions that have no answer, or not to every blank."""
    return [
        question.number
        for question in version.questions
        if not answers.get(question.number) or not all(answers[question.number])
    ]


def _given(question: Printed, fields: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    name, item = f"q{question.number}", question.item
    if item.type in CHOSEN:
        chosen = set(fields.get(name, ()))
        letters = tuple(letter for letter in letters_of(item) if letter in chosen)
        return letters if item.type is ItemType.MULTIPLE else letters[:1]
    if item.type is ItemType.BLANK:
        names = [f"{name}_{at}" for at in range(1, len(item.blanks) + 1)]
        return tuple(_text(fields.get(each, ()), LONGEST_BLANK) for each in names)
    return (_text(fields.get(name, ()), LONGEST_TEXT),)


def _text(values: Sequence[str], longest: int) -> str:
    plain = _UNSEEN.sub("", values[0].replace("\r\n", "\n")) if values else ""
    return plain.strip()[:longest]
