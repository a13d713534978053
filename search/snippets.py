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

    Words are found wherever they stand, also across line breaks of the source; identifiers such
    as 第12条 are found in each of their spellings.
    """
    folded = fold(text)
    spans: list[Span] = []
    words: list[str] = []
    for word in (*query.phrases, *query.marked_terms):
        found = [span for span in spans_of(fold(word).text, folded) if _in_sentence(text, span)]
        if found:
            spans += found
            words.append(word)
    wanted = {*query.doc_nos, *(w for w in query.marked_terms if w.startswith("第"))} - set(words)
    if wanted:
        for token in segmenter.cut(text):
            if token.term in wanted or token.term.upper() in wanted:
                spans.append((token.start, token.end))
                words.append(token.term)
    return tuple(_merged(spans)), tuple(dict.fromkeys(words))


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


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
