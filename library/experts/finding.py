"""Which specialty does a person mean, and which experts have it? 深基坑支护, 盾构, 塔吊拆卸.

Three ways, each of which says why: names of the taxonomy, synonyms of the lexicon and names of
works; what of a phrase they cover; and meaning, by the model that searching uses. Words decide
where they say anything, meaning breaks ties and answers what no word does.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from corpus.normalise import folded
from indexer import Floats, Lexicon
from library.experts.pool import Experts
from library.experts.records import Expert, State
from library.experts.rows import ExpertFilter
from library.experts.specialties import Specialty, Taxonomy

__all__ = ["Embed", "FoundExpert", "FoundExperts", "SpecialtyFinder", "SpecialtyMatch"]

Embed = Callable[[Sequence[str]], Floats | None]
_MEANING = 0.2
"""Share of the grade that meaning has."""
_UNSAID = 0.5
"""What meaning counts for where no word says anything."""
_LEAST_COSINE = 0.45
"""Below this, meaning alone names no specialty."""
_MOST = 5


@dataclass(frozen=True, slots=True)
class SpecialtyMatch:
    """A specialty that a phrase may mean; `score` is 0 to 1, `reason` says why, in Chinese."""

    specialty: Specialty
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class FoundExpert:
    """An expert, by which specialty they were found, and how many reviews they had lately."""

    expert: Expert
    match: SpecialtyMatch
    recent: int


@dataclass(frozen=True, slots=True)
class FoundExperts:
    """What a look-up found: the specialties meant, the experts in order, and how many in all."""

    matches: tuple[SpecialtyMatch, ...]
    experts: tuple[FoundExpert, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Name:
    """A name for a specialty, folded, as people read it, and where it comes from."""

    key: str
    shown: str
    source: str
    at: int


class SpecialtyFinder:
    """The look-up over one taxonomy; threads may share it."""

    def __init__(
        self,
        taxonomy: Taxonomy,
        lexicon: Lexicon | None = None,
        embed: Embed | None = None,
        works: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """Take synonyms, a model and names of works by the code of their specialty, if any."""
        self.taxonomy, self._embed = taxonomy, embed
        self._names = _names(taxonomy, lexicon, works or {})

    def matches(self, phrase: str) -> list[SpecialtyMatch]:
        """Return the specialties that a phrase may mean, the likeliest first; none for none."""
        key = folded(phrase)[:60]
        if not key:
            return []
        words = self._by_words(key)
        meaning, nearest = self._by_meaning(phrase)
        graded = []
        for at, one in enumerate(self.taxonomy):
            said, reason = words.get(at, (0.0, ""))
            alike = float(meaning[at]) if meaning is not None else 0.0
            if not said and alike < _LEAST_COSINE:
                continue
            score = _weighed(said, alike) if meaning is not None else said
            near = f"意思相近：{self._texts[nearest[at]][1]}" if nearest is not None else ""
            graded.append(SpecialtyMatch(one, min(score, 1.0), reason or near))
        graded.sort(key=lambda match: -match.score)
        return graded[:_MOST]

    def find(
        self, pool: Experts, phrase: str, wanted: ExpertFilter, day: date, limit: int = 20
    ) -> FoundExperts:
        """Return experts by match, then by fewest recent reviews.

        A phrase that names no specialty finds nobody; an empty one lists all. The best match
        decides, others follow where their grade is near.
        """
        matches = self.matches(phrase)
        if not folded(phrase):
            rows, total = pool.listed(wanted, day, None, limit)
            return FoundExperts((), tuple(self._any(e, n) for e, n in rows), total)
        near = [match for match in matches if match.score >= 0.6 * matches[0].score]
        found, seen, total = list[FoundExpert](), set[str](), 0
        for match in near:
            codes = [c for c in self.taxonomy.within(match.specialty.code) if c not in seen]
            held = {one.expert.expert_id for one in found}
            rows, count = pool.listed(wanted, day, codes, limit + len(held))
            fresh = [FoundExpert(e, match, n) for e, n in rows if e.expert_id not in held]
            found += fresh[: limit - len(found)]
            total += count
            seen |= set(codes)
        return FoundExperts(tuple(matches), tuple(found), total)

    def held_by(
        self, pool: Experts, specialty: Specialty, day: date, limit: int = 20
    ) -> FoundExperts:
        """Return the engaged experts of a specialty, those with the fewest reviews first."""
        match = SpecialtyMatch(specialty, 1.0, f"专业是{specialty.name}")
        codes = self.taxonomy.within(specialty.code)
        rows, total = pool.listed(ExpertFilter(state=State.ENGAGED), day, codes, limit)
        return FoundExperts((match,), tuple(FoundExpert(e, match, n) for e, n in rows), total)

    def _any(self, expert: Expert, recent: int) -> FoundExpert:
        code = expert.specialties[0]
        held = self.taxonomy[code] if code in self.taxonomy else Specialty(code, code, "", (), "")
        return FoundExpert(expert, SpecialtyMatch(held, 1.0, "没有写专业，列出全部"), recent)

    def _by_words(self, key: str) -> dict[int, tuple[float, str]]:
        """Return grade and reason by place in the taxonomy, of those that share words."""
        found: dict[int, tuple[float, str]] = {}
        for name in self._names:
            grade, how = _grade(key, name.key)
            if grade > found.get(name.at, (0.0, ""))[0]:
                found[name.at] = grade, f"{how}“{name.shown}”（{name.source}）"
        return found

    def _by_meaning(self, phrase: str) -> tuple[Floats | None, list[int] | None]:
        """Return the best cosine of each specialty, and which of its texts has it."""
        vectors = self._vectors
        asked = self._embed([phrase]) if self._embed and vectors is not None else None
        if asked is None or vectors is None:
            return None, None
        cosines = vectors @ asked[0]
        best, which = np.full(len(self.taxonomy.specialties), -1.0), []
        for at in range(len(best)):
            own = [n for n, (place, _) in enumerate(self._texts) if place == at]
            which.append(max(own, key=lambda n: float(cosines[n])))
            best[at] = cosines[which[-1]]
        return best.astype(np.float32), which

    @cached_property
    def _texts(self) -> list[tuple[int, str]]:
        return [(at, n) for at, one in enumerate(self.taxonomy) for n in (one.name, *one.names)]

    @cached_property
    def _vectors(self) -> Floats | None:
        return self._embed([text for _, text in self._texts]) if self._embed else None


def _weighed(said: float, alike: float) -> float:
    """Return one grade of words and meaning; what words do not say at all is graded lower."""
    alike = min(max(alike, 0.0), 1.0)
    return said * (1 - _MEANING) + alike * _MEANING if said else alike * _UNSAID


def _names(
    taxonomy: Taxonomy, lexicon: Lexicon | None, works: Mapping[str, Iterable[str]]
) -> list[_Name]:
    """Return every name by which a specialty may be meant; the first source of a name wins."""
    found: dict[str, _Name] = {}

    def add(at: int, text: str, source: str) -> None:
        key = folded(text)
        if len(key) > 1:
            found.setdefault(key, _Name(key, text, source, at))

    every = list(enumerate(taxonomy))
    for at, one in every:
        add(at, one.name, "专业目录")
    others = [(at, name, f"{one.name}的又称") for at, one in every for name in one.names]
    for at, one in every:
        others += [(at, n, f"危大工程的叫法，属{one.name}") for n in works.get(one.code, ())]
    for at, text, source in others:
        add(at, text, source)
    for name in list(found.values()) if lexicon else ():
        for other in lexicon.equivalents(name.shown) if lexicon else ():
            add(name.at, other, f"{name.shown}的同义词")
    return list(found.values())


def _grade(key: str, name: str) -> tuple[float, str]:
    """Return how well a name fits a phrase, 0 to 1, and in Chinese how."""
    if key == name:
        return 1.0, "就是"
    if (at := key.rfind(name)) >= 0:
        last = 0.05 * (at + len(name)) / len(key)  # the head of a Chinese phrase comes last
        return 0.4 + 0.55 * len(name) / len(key) + last, "说到"
    if len(key) > 1 and key in name:
        return 0.4 + 0.4 * len(key) / len(name), "属于"
    return 0.0, ""
