"""Which characters of a clause does a query mark, and which stretch of it is worth showing?"""

import re
from collections.abc import Iterable, Sequence

from corpus.normalise import fold, spans_of
from indexer import Segmenter
from search.query import Query

__all__ = ["WIDTH", "cut_snippet", "mark"]

WIDTH = 140
"""Characters of a snippet."""

Span = tuple[int, int]
_SENTENCE_END = re.compile(r"[。；;\n]")


def mark(query: Query, text: str, segmenter: Segmenter) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """Return the spans of `text` to highlight, merged and in order, and the words found.

    Words are found as terms, so that 施工方 is not marked in 施工方案, and 第12条 is marked in each
    of its spellings; phrases and names with punctuation inside are found to the letter.
    """
    found: list[tuple[Span, str]] = []
    folded = fold(text)
    literal = [(fold(word).text, word) for word in query.literal_terms]
    for phrase, word in literal:
        found += [(span, word) for span in spans_of(phrase, folded) if _in_sentence(text, span)]
    wanted = {*query.marked_terms, *(key.lower() for key in query.doc_nos)}
    for token in segmenter.cut(text):
        if token.term in wanted:
            found.append(((token.start, token.end), token.term))
    spans = _merged(span for span, _ in found)
    words = [word for span, word in sorted(found) if not _inside_another(span, found)]
    return tuple(spans), tuple(dict.fromkeys(words))


def cut_snippet(text: str, spans: Sequence[Span], width: int = WIDTH) -> tuple[int, str]:
    """Return start and text of the stretch of about `width` characters with the most marks.

    It begins at the start of a sentence where one is near.
    """
    if len(text) <= width:
        return 0, text
    best = max((start for start, _ in spans), key=lambda at: _weight(spans, at, width), default=0)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, best + 1)]
    start = ends[-1] if ends and best - ends[-1] <= width // 2 else max(0, best - width // 4)
    start = min(start, len(text) - width)
    start += len(text[start:]) - len(text[start:].lstrip())
    return start, text[start : start + width].rstrip()


def _weight(spans: Iterable[Span], start: int, width: int) -> int:
    return sum(end - begin for begin, end in spans if start <= begin and end <= start + width)


def _in_sentence(text: str, span: Span) -> bool:
    """Refuse a match that only arises because folding drops the full stop between sentences."""
    return "。" not in text[span[0] : span[1]]


def _inside_another(span: Span, found: Iterable[tuple[Span, str]]) -> bool:
    return any(a <= span[0] and span[1] <= b and (a, b) != span for (a, b), _ in found)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
