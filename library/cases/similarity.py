"""Which cases are like this one, and in what?

Five grades between 0 and 1 are weighed and added: type, works, kind of project, words of the
causes, and meaning. What one of the two cases does not know counts as nothing in common.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from indexer import Floats
from library.cases.accident_types import broader, nearness
from library.cases.record import Case

__all__ = ["Component", "Likeness", "Similar"]

_WEIGHTS: Mapping[str, float] = {
    "type": 0.25, "works": 0.2, "project": 0.05, "causes": 0.15, "meaning": 0.35,
}  # fmt: skip
"""Chosen by judgement, then `project` and `meaning` once on the gold (docs/benchmarks.md)."""
_KEPT = 20_000
_LEAST = 0.25
"""Below this, two cases have too little in common to be shown together."""
_UNRELATED = 0.35
"""Cosine that any two accidents reach, whatever happened in them."""
_COMMON = 0.25
"""A word in more than this share of the cases tells nothing about one of them."""


@dataclass(frozen=True, slots=True)
class Component:
    """One grade, 0 to 1, with its weight; `reason` is Chinese, '' where nothing is in common."""

    name: str
    score: float
    weight: float
    reason: str


@dataclass(frozen=True, slots=True)
class Similar:
    """A case like the one asked about; `score` is the weighed sum of its components, 0 to 1."""

    case: Case
    score: float
    components: tuple[Component, ...]

    @property
    def reason(self) -> str:
        """Why it is shown, in Chinese, the weightiest first."""
        told = [c for c in self.components if c.reason]
        told.sort(key=lambda c: -c.score * c.weight)
        return "；".join(component.reason for component in told)


class Likeness:
    """Compares cases; what it has read of a case it keeps, so that the next question is quick.

    `terms` gives the words of a text, `embed` unit vectors or None without a model. Threads may
    share it.
    """

    def __init__(
        self,
        terms: Callable[[str], Iterable[str]],
        embed: Callable[[Sequence[str]], Floats | None],
    ) -> None:
        self._terms, self._embed = terms, embed
        self._words: dict[Case, frozenset[str]] = {}
        self._vectors: dict[Case, Floats] = {}

    def nearest(self, case: Case, others: Iterable[Case], limit: int = 5) -> list[Similar]:
        """Return the cases most like `case`, best first; fewer or none where nothing is like it.

        Without a model the meaning counts nothing, and the others are weighed up so that the
        score still reaches 1.
        """
        rest = [other for other in others if other.case_id != case.case_id]
        words = [self._words_of(other) for other in (case, *rest)]
        telling = _telling(words)
        found = [
            _compared(case, other, _overlap(words[0], own, telling), cosine)
            for other, own, cosine in zip(rest, words[1:], self._cosines(case, rest), strict=True)
        ]
        near = [similar for similar in found if similar.score >= _LEAST]
        near.sort(key=lambda s: (-s.score, -s.case.date.toordinal(), s.case.case_id))
        return near[:limit]

    def _words_of(self, case: Case) -> frozenset[str]:
        words = self._words.get(case)
        if words is None:
            _make_room(self._words)
            words = self._words[case] = _cause_terms(case, self._terms)
        return words

    def _cosines(self, case: Case, rest: Sequence[Case]) -> Sequence[float | None]:
        asked = self._embed([_story(case)])
        if asked is None or not rest:
            return [None] * len(rest)
        held = {other: self._vectors.get(other) for other in rest}
        new = [other for other, vector in held.items() if vector is None]
        made = self._embed([_story(other) for other in new]) if new else None
        if made is not None:
            _make_room(self._vectors)
            fresh = dict(zip(new, made, strict=True))
            self._vectors.update(fresh)
            held.update(fresh)
        vectors = [held[other] for other in rest]
        return [None if vector is None else float(vector @ asked[0]) for vector in vectors]


def _make_room(kept: dict[Case, Any]) -> None:
    if len(kept) > _KEPT:
        kept.clear()


def _compared(
    case: Case, other: Case, shared: tuple[float, list[str]], cosine: float | None
) -> Similar:
    grades = [
        ("type", *_type(case, other)),
        ("works", *_graded("危大工程类别", case.hazard_works, other.hazard_works)),
        ("project", *_graded("工程类型", case.project_type, other.project_type)),
        ("causes", shared[0], f"原因都提到{'、'.join(shared[1])}" if shared[1] else ""),
    ]
    if cosine is not None:
        grades.append(("meaning", *_meaning(cosine)))
    whole = sum(_WEIGHTS[name] for name, *_ in grades)
    components = tuple(
        Component(name, round(score, 4), round(_WEIGHTS[name] / whole, 4), reason)
        for name, score, reason in grades
    )
    return Similar(other, round(sum(c.score * c.weight for c in components), 4), components)


def _type(case: Case, other: Case) -> tuple[float, str]:
    if case.accident_type is None or other.accident_type is None:
        return 0.0, ""
    score = nearness(case.accident_type, other.accident_type)
    names = f"{case.accident_type}、{other.accident_type}"
    if score == 1:
        return score, f"事故类型相同（{case.accident_type}）"
    if score >= 0.6:
        return score, f"事故类型同属{broader(case.accident_type)}（{names}）"
    return score, f"事故类型相近（{names}）" if score else ""


def _graded(label: str, one: str | None, other: str | None) -> tuple[float, str]:
    """Compare 「总类（细类）」: equal, of one class, or with like names."""
    if one is None or other is None:
        return 0.0, ""
    if one == other:
        return 1.0, f"{label}相同（{one}）"
    heads = one.partition("（")[0], other.partition("（")[0]
    if heads[0] == heads[1]:
        return 0.8, f"{label}同属{heads[0]}"
    score = 0.8 * _dice(*heads)
    return (score, f"{label}相近（{one}、{other}）") if score >= 0.3 else (0.0, "")


def _dice(one: str, other: str) -> float:
    pairs = [Counter(pairwise(text)) for text in (one, other)]
    shared = sum((pairs[0] & pairs[1]).values())
    return 2 * shared / max(1, sum(pairs[0].values()) + sum(pairs[1].values()))


def _cause_terms(case: Case, terms: Callable[[str], Iterable[str]]) -> frozenset[str]:
    text = "\n".join(_causes(case))
    return frozenset(term for term in terms(text) if re.fullmatch(r"[\u4e00-\u9fff]{2,}", term))


def _telling(words: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """Return the weight (IDF) of each word that is not in too many cases to tell anything."""
    counts = Counter(term for own in words for term in own)
    most = max(2.0, _COMMON * len(words))
    return {term: math.log(1 + len(words) / n) for term, n in counts.items() if n <= most}


def _overlap(
    one: frozenset[str], other: frozenset[str], telling: Mapping[str, float]
) -> tuple[float, list[str]]:
    """Return the share of the poorer side's weight that both have, and the weightiest words."""
    shared = sorted((one & other) & telling.keys(), key=lambda term: (-telling[term], term))
    poorer = min(sum(telling.get(term, 0.0) for term in side) for side in (one, other))
    if not shared or not poorer:
        return 0.0, []
    # One word in common of a cause of three words is chance.
    damped = len(shared) / (len(shared) + 2)
    words = [term for term in shared if not any(term in other for other in shared if other != term)]
    return damped * sum(telling[term] for term in shared) / poorer, words[:4]


def _meaning(cosine: float) -> tuple[float, str]:
    score = min(1.0, max(0.0, (cosine - _UNRELATED) / (1 - _UNRELATED)))
    return score, f"经过和原因的意思相近（余弦 {cosine:.2f}）" if score >= 0.3 else ""


def _story(case: Case) -> str:
    """Return what happened and why; where it happened would make neighbours of strangers."""
    event = re.sub(r"^.*[”\"]", "", case.name)
    parts = (event, case.accident_type, case.hazard_works, case.project_type, *_causes(case))
    return "。".join(part for part in (*parts, *case.lessons) if part)


def _causes(case: Case) -> Iterator[str]:
    if case.direct_cause:
        yield case.direct_cause
    yield from case.indirect_causes
