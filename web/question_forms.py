"""How is a question filled into a form, and read out of one?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from library.questions import ItemType
from library.questions.formats import Draft
from library.questions.formats.draft import JUDGED

__all__ = ["Filled", "draft_from", "filled_with", "local_page"]

_SPARE = 2  # empty rows for further options
_CHOICES = frozenset({ItemType.SINGLE, ItemType.MULTIPLE})
_LONGEST_PAGE = 4_000


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it is shown: each option with whether it is right, and what else is text.

    `answers` has a line for each blank of a 填空, its accepted answers with 「|」 between them, or
    for each point of a 简答 or 案例分析.
    """

    stem: str
    options: tuple[tuple[str, bool], ...]
    answers: str
    explanation: str
    basis: str
    topic: str


def filled_with(draft: Draft) -> Filled:
    """Return the form of a question, with room for more options of a choice."""
    options = [(text, at in draft.key) for at, text in enumerate(draft.options)]
    if draft.type in _CHOICES:
        options += [("", False)] * _SPARE
    answers = ["|".join(accepted) for accepted in draft.blanks] or list(draft.points)
    return Filled(
        draft.stem, tuple(options), "\n".join(answers), draft.explanation, draft.basis, draft.topic
    )


def draft_from(
    type_: ItemType, stem: str, options: Sequence[str], right: Sequence[str], answers: str,
    explanation: str, basis: str, topic: str,
) -> Draft:  # fmt: skip
    """Return the question of a form; `right` are the numbers of the right options, from 0.

    Options left empty are left out. Whether it is a question is judged elsewhere.
    """
    lines = [line.strip() for line in answers.splitlines() if line.strip()]
    told = tuple(_one_line(text) for text in options) if type_ in _CHOICES else ()
    kept = [at for at, text in enumerate(told) if text]
    if type_ is ItemType.TRUE_FALSE:
        told, kept = JUDGED, [0, 1]
    blanks = tuple(tuple(filter(None, map(str.strip, line.split("|")))) for line in lines)
    return Draft(
        type_,
        stem.strip().replace("\r\n", "\n"),
        tuple(told[at] for at in kept),
        tuple(n for n, at in enumerate(kept) if str(at) in right),
        blanks if type_ is ItemType.BLANK else (),
        tuple(lines) if type_ in {ItemType.SHORT, ItemType.CASE} else (),
        explanation.strip().replace("\r\n", "\n"),
        basis.strip(),
        topic.strip(),
    )


def local_page(page: str, otherwise: str) -> str:
    """Return a page of the questions to go back to; anything else is none of ours."""
    ours = len(page) <= _LONGEST_PAGE and re.fullmatch(r"/questions(?:[/?#][!-~]*)?", page)
    return page if ours else otherwise


def _one_line(text: str) -> str:
    return " ".join(text.split())
