"""What words stand in the picture of a page? RapidOCR reads them where the extra `ocr` is there."""

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.readers.rows import Word

__all__ = ["BUSY", "PAGES", "Picture", "Reading", "Recogniser", "installed", "load", "on_page"]

PAGES = 200
"""Of one file; recognising takes seconds a page."""

BUSY = "busy"
"""What the child process says before each picture, so that its time begins anew."""

_SURE = 0.5  # below it RapidOCR itself takes what it sees for no writing
_TYPE = 0.8  # the size of type as a part of the height of the box around a line

Picture = bytes | NDArray[np.uint8]
"""An image file, or pixels: rows, columns, blue-green-red."""


class Reading(NamedTuple):
    """The words in a picture and the size of the picture, all in pixels from the upper left."""

    words: list[Word]
    width: int
    height: int


class Recogniser(Protocol):
    """Reads the words in pictures."""

    def __call__(self, picture: Picture) -> Reading:
        """Return the words; a picture that cannot be read has none."""
        ...


def installed() -> bool:
    """Whether the extra `ocr` is there."""
    return all(find_spec(name) for name in ("rapidocr", "onnxruntime"))


def load() -> Recogniser:
    """Load RapidOCR with the models that its package holds; nothing is fetched from elsewhere."""
    # Both are in the extra, and slow to load.
    import cv2  # noqa: PLC0415
    from rapidocr import RapidOCR  # noqa: PLC0415

    engine = RapidOCR(params={"Global.log_level": "critical", "Global.text_score": _SURE})

    def recognise(picture: Picture) -> Reading:
        if isinstance(picture, bytes):
            pixels: Any = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
            if pixels is None:
                return Reading([], 0, 0)
        else:
            pixels = picture
        found = engine(pixels)
        boxes = () if found.boxes is None else found.boxes
        words = list(_words(boxes, found.txts or ()))
        return Reading(words, pixels.shape[1], pixels.shape[0])

    return recognise


def on_page(reading: Reading, left: float, top: float, width: float) -> Iterator[Word]:
    """Yield the words as they stand on the page where the picture is `width` wide, placed there."""
    scale = width / reading.width if reading.width else 0.0
    for word in reading.words:
        yield Word(
            word.text,
            left + word.left * scale,
            left + word.right * scale,
            top + word.middle * scale,
            word.size * scale,
        )


def _words(boxes: Iterable[Any], texts: Iterable[str]) -> Iterator[Word]:
    """Yield each line found; its box has four corners (x, y), clockwise from the upper left."""
    for box, text in zip(boxes, texts, strict=True):
        corners = np.asarray(box, dtype=float)
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        size = _TYPE * float(bottom - top)
        yield Word(text, float(left), float(right), float(top + bottom) / 2, size)
