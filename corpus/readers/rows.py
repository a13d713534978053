"""Which words on a page stand side by side on one line?"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus.readers.layout import PageLine

__all__ = ["Word", "lines_of"]


class Word(NamedTuple):
    """A run of text with its left and right edge, the middle of its line, its size.

    All are lengths in one unit, `middle` from the top of the page.
    """

    text: str
    left: float
    right: float
    middle: float
    size: float


def lines_of(page: int, words: Iterable[Word], height: float) -> Iterator[PageLine]:
    """Yield the lines of a page `height` high; a gap between words becomes a space."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.middle, w.left)):
        if rows and abs(rows[-1][0].middle - word.middle) < 0.4 * min(rows[-1][0].size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda word: word.left)
        text = "".join(_spaced(row)).strip()
        if text:
            size = max(word.size for word in row)
            right = max(word.right for word in row)
            place = min(1.0, row[0].middle / height) if height else 0.5
            yield PageLine(page, text, row[0].left, right, place, size)


def _spaced(row: list[Word]) -> Iterator[str]:
    before = None
    for word in row:
        if before is not None and word.left == before.left and word.text == before.text:
            continue  # printed twice to look bold
        if before is not None and word.left > before.right + 0.6 * word.size:
            yield " "
        yield word.text
        before = word
