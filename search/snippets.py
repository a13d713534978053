"""Which characters of a clause does a query mark, and which stretch of it is worth showing?"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.normalise import fold, spans_of, visible
from indexer import Segmenter
from search.lookup import printed
from search.query import Query

__all__ = ["WIDTH", "Marks", "cut_snippet", "mark"]

WIDTH = 140
"""Characters of a snippet."""

Span = tuple[int, int]
_SENTENCE_END = re.compile(r"[。；;\n]")
_STRETCHES = re.compile(r"[^，、；：。！？\n]*[，、；：。！？\n]+|[^，、；：。！？\n]+")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_PLAIN = re.compile(r"[\u4e00-\u9fff\u3000-\u303f\s\x00-\x7f，：；！？（）]*")
"""Text of which no character has another form: what is not in it as such is not in it."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a query marks in a text: merged spans in order, the words found, and their places.

    `places` has every found span with a weight, the smaller the more often its word occurs.
    """

    spans: tuple[Span, ...]
    words: tuple[str, ...]
    places: tuple[tuple[Span, float], ...]


def mark(query: Query, text: str, segmenter: Segmenter) -> Marks:
    """Return what to highlight in `text`.

    Words are found as terms, so that 施工方 is not marked in 施工方案, and 第12条 is marked in each
    of its spellings; phrases and names with punctuation inside are found to the letter.
    """
    found = sorted(_found(query, text, segmenter), key=lambda item: (item[0][0], -item[0][1]))
    kept: list[tuple[Span, str]] = []
    for span, word in found:
        if not kept or span[1] > kept[-1][0][1]:  # not inside the longer word before it
            kept.append((span, word))
    often = Counter(word for _, word in kept)
    return Marks(
        tuple(_merged(span for span, _ in kept)),
        tuple(dict.fromkeys(word for _, word in kept)),
        tuple((span, 1 / often[word]) for span, word in kept),
    )


def _found(query: Query, text: str, segmenter: Segmenter) -> Iterator[tuple[Span, str]]:
    if query.literal_terms or query.doc_nos:
        yield from _to_the_letter(query, text)
    wanted = set(query.marked_terms)
    for start, stretch in _speaking(text, wanted):
        for token in segmenter.cut(stretch):
            if token.term in wanted:
                yield (start + token.start, start + token.end), token.term


def _to_the_letter(query: Query, text: str) -> Iterator[tuple[Span, str]]:
    folded = fold(text)
    for word in query.literal_terms:
        for span in spans_of(fold(word).text, folded):
            if "。" not in text[slice(*span)]:  # folding drops the stop between two sentences
                yield span, word
    for key in query.doc_nos:
        spans = (list(spans_of(phrase, folded)) for phrase in printed(key))
        yield from ((span, key) for span in next(filter(None, spans), []))


def _speaking(text: str, wanted: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the stretches, each with its start, in which a wanted term may stand.

    No term goes beyond a comma, and one of Chinese characters alone stands there as such; of
    others there are several spellings. Cutting is what costs most of a hit.
    """
    if not all(_HAN.fullmatch(word) for word in wanted):
        yield 0, text
        return
    at = 0
    for stretch in _STRETCHES.findall(text):
        if any(word in stretch for word in wanted) or not _PLAIN.fullmatch(stretch):
            yield at, stretch
        at += len(stretch)


def cut_snippet(
    text: str, places: Sequence[tuple[Span, float]], width: int = WIDTH
) -> tuple[int, str]:
    """Return start and text of the stretch of about `width` characters that tells most.

    A word that is rare in the clause tells more than one that fills it. The stretch begins at the
    start of a sentence where one is near, at the end of the text too.
    """
    if len(text) <= width:
        return 0, visible(text)
    best = _densest(places, width)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, best + 1)]
    start = ends[-1] if ends and best - ends[-1] <= width // 2 else max(0, best - width // 4)
    filled = min(start, len(text) - width)
    start = next((end for end in ends if filled <= end <= start), filled)
    start += len(text[start:]) - len(text[start:].lstrip())
    return start, visible(text[start : start + width].rstrip())


def _densest(places: Sequence[tuple[Span, float]], width: int) -> int:
    """Return the start of the place after which the weightiest places follow in half a width."""
    best, most, weight, ahead = 0, 0.0, 0.0, 0
    for (start, _), own in places:
        while ahead < len(places) and places[ahead][0][1] <= start + width // 2:
            weight += places[ahead][1]
            ahead += 1
        if weight > most + 1e-9:
            best, most = start, weight
        weight = max(0.0, weight - own)
    return best


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
