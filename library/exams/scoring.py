"""What is an answer worth?

单选 and 判断: all or nothing. 多选: the right set is worth all; with any wrong option nothing;
where some are missing, `partial` for each right one, but at least one such part less than all.
填空: each blank the same share, right where it is one of the accepted answers but for signs and
spaces. 简答 and 案例分析: what a person gives; an empty answer is worth nothing. What a person
gives for any question goes before what the program says, within 0 and its score.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from corpus.normalise import folded
from library.exams.answers import WRITTEN
from library.exams.records import Answers
from library.papers import Printed, Variant
from library.questions import ItemType

__all__ = ["Scored", "score_answers"]

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Scored:
    """What each question is worth by now, by its number, and which a person has yet to mark."""

    scores: Mapping[int, Decimal]
    waiting: tuple[int, ...]


def score_answers(
    version: Variant, answers: Answers, marks: Mapping[int, Decimal], partial: Decimal
) -> Scored:
    """Return what the answers to a version are worth."""
    scores: dict[int, Decimal] = {}
    waiting: list[int] = []
    for question in version.questions:
        number, given = question.number, answers.get(question.number, ())
        if number in marks:
            scores[number] = min(max(marks[number], Decimal(0)), question.score)
        elif question.item.type in WRITTEN and any(given):
            waiting.append(number)
        else:
            scores[number] = _worth(question, given, partial)
    return Scored(scores, tuple(waiting))


def _worth(question: Printed, given: tuple[str, ...], partial: Decimal) -> Decimal:
    item, score = question.item, question.score
    if item.type is ItemType.BLANK:
        right = sum(_accepted(text, known) for text, known in zip(given, item.blanks, strict=False))
        return (score * right / len(item.blanks)).quantize(_CENT, ROUND_HALF_UP)
    if item.type in WRITTEN:
        return Decimal(0)
    chosen, key = set(given), {chr(ord("A") + at) for at in item.key}
    if chosen == key:
        return score
    if item.type is not ItemType.MULTIPLE or not chosen or chosen - key:
        return Decimal(0)
    return max(Decimal(0), min(len(chosen) * partial, score - partial))


def _accepted(text: str, known: tuple[str, ...]) -> bool:
    said = folded(text)
    return bool(said) and said in {folded(one) for one in known}
