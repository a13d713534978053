"""Where on its page does an OFD file print its words, and draw its lines?"""

from collections.abc import Iterator

from lxml import etree

from corpus.readers.package import local
from corpus.readers.rows import Word
from corpus.readers.ruling import Box

__all__ = ["page_paths", "page_words"]

_PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def page_words(root: etree._Element) -> Iterator[Word]:
    """Yield the text codes of a page in the order of the file; invisible ones are left out."""
    for element in root.iter():
        if local(element) == "TextObject" and element.get("Visible") != "false":
            yield from _object_words(element)


def page_paths(root: etree._Element) -> Iterator[Box]:
    """Yield what the drawn paths of a page cover, two corners in millimetres."""
    for element in root.iter():
        box = _numbers(element.get("Boundary")) if local(element) == "PathObject" else []
        if len(box) == 4:
            yield box[0], box[1], box[0] + box[2], box[1] + box[3]


def _object_words(element: etree._Element) -> Iterator[Word]:
    box = _numbers(element.get("Boundary"))
    matrix = tuple(_numbers(element.get("CTM")))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else _PLAIN
    left, top = box[:2] if len(box) == 4 else (0.0, 0.0)
    scale = abs(d) or abs(b) or 1.0
    size = (_numbers(element.get("Size")) or [3.5])[0] * scale
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode" or not code.text:
            continue
        # A position that is not given is the one of the text code before (11.3).
        x = (_numbers(code.get("X")) or [x])[0]
        y = (_numbers(code.get("Y")) or [y])[0]
        text = code.text.strip("\r\n")
        steps = _deltas(code.get("DeltaX"))
        start = left + a * x + c * y + e
        middle = top + b * x + d * y + f - 0.35 * size
        down = _deltas(code.get("DeltaY"))
        if any(down) and not any(steps):
            yield from _upright(text, start, middle, size, [abs(d) * step for step in down])
            continue
        width = abs(a or 1.0) * sum(steps[: len(text) - 1]) if steps else size * (len(text) - 1)
        yield Word(_gaps(text, steps, size / scale), start, start + width + size, middle, size)


def _upright(
    text: str, left: float, middle: float, size: float, steps: list[float]
) -> Iterator[Word]:
    """Yield the characters of a column one by one, each on its own line."""
    for at, char in enumerate(text):
        yield Word(char, left, left + size, middle + sum(steps[:at]), size)


def _gaps(text: str, steps: list[float], size: float) -> str:
    """Write a space where the advance to the next character is more than two characters."""
    spaced = [
        char + (" " if at < len(steps) and steps[at] > 2.2 * size and at < len(text) - 1 else "")
        for at, char in enumerate(text)
    ]
    return "".join(spaced)


def _deltas(value: str | None) -> list[float]:
    """Read advances; 「g 3 2.5」 stands for three of 2.5."""
    words = (value or "").split()
    steps: list[float] = []
    while words and len(steps) < 100_000:
        if words[0] == "g" and len(words) >= 3:
            count = int(float(words[1]))
            steps += [float(words[2])] * max(0, min(count, 10_000))
            words = words[3:]
        else:
            steps.append(float(words[0]))
            words = words[1:]
    return steps


def _numbers(value: str | None) -> list[float]:
    return [float(word) for word in (value or "").split()]
