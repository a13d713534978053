"""Which documents have nearly the same text, whatever noise a portal put around it?

Broder, "On the resemblance and containment of documents" (1997): texts are compared as sets of
short strings; of each set a sketch of fixed size is kept, and only texts whose sketches agree in
one band (Leskovec et al., Mining of Massive Datasets, 3.4) are compared in full. Time and memory
grow with the number of documents, not with the number of pairs.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from corpus.normalise import nfkc

__all__ = ["ALIKE", "Sketches", "likeness", "sketch"]

ALIKE = 0.85
"""From this share of common strings on, two texts are told to be nearly the same."""

_LENGTH = 5  # characters of one string
_BANDS, _ROWS = 20, 3  # of 30,000 pairs with 0.85 in common one is missed; of those with 0.5, half
_WORDLESS = re.compile(r"[\W_]+")
_ODD = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_HALF = np.uint64(32)

_Hashes = NDArray[np.uint64]


def sketch(text: str) -> bytes:
    """Return the sketch of a text, 240 bytes; that of a text with fewer than 5 characters is b''.

    Punctuation, white space and width do not count. Equal on every machine, so it can be stored.
    """
    strings = _strings(text)
    if not len(strings):
        return b""
    smallest = [(strings * factor + term).min() >> _HALF for factor, term in _PERMUTATIONS]
    return np.array(smallest, "<u4").tobytes()


def likeness(text: str, other: str) -> float:
    """Return which share of the strings of both texts is common to them, 0 to 1 (Dice)."""
    one, two = _strings(text), _strings(other)
    if not len(one) or not len(two):
        return float(text == other)
    return 2 * len(np.intersect1d(one, two, assume_unique=True)) / (len(one) + len(two))


class Sketches:
    """The sketches of many documents, by their bands."""

    def __init__(self, sketches: Mapping[str, bytes]) -> None:
        self._bands: defaultdict[bytes, set[str]] = defaultdict(set)
        self._held: dict[str, bytes] = {}
        for document_id, of_text in sketches.items():
            self.put(document_id, of_text)

    def put(self, document_id: str, of_text: bytes) -> None:
        """Add the document, or give it another sketch."""
        self.discard(document_id)
        self._held[document_id] = of_text
        for band in _bands(of_text):
            self._bands[band].add(document_id)

    def discard(self, document_id: str) -> None:
        """Forget the document, where it is known."""
        for band in _bands(self._held.pop(document_id, b"")):
            self._bands[band].discard(document_id)

    def items(self) -> list[tuple[str, bytes]]:
        """Return the documents that are known, with their sketches."""
        return sorted(self._held.items())

    def near(self, of_text: bytes) -> list[str]:
        """Return the documents worth comparing in full, the most alike first."""
        met = {name for band in _bands(of_text) for name in self._bands.get(band, ())}
        return sorted(met, key=lambda name: (-_agreement(of_text, self._held[name]), name))


def _bands(of_text: bytes) -> Iterable[bytes]:
    size = _ROWS * 4
    for band in range(len(of_text) // size):
        yield bytes([band]) + of_text[band * size : (band + 1) * size]


def _agreement(one: bytes, two: bytes) -> int:
    return int((np.frombuffer(one, "<u4") == np.frombuffer(two, "<u4")).sum())


def _strings(text: str) -> _Hashes:
    """Return a hash of each distinct string of `_LENGTH` characters, sorted."""
    words = _WORDLESS.sub("", nfkc(text).text).lower()
    codes = np.frombuffer(words.encode("utf-32-le", "replace"), "<u4").astype(np.uint64)
    count = len(codes) - _LENGTH + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    hashes = np.zeros(count, np.uint64)
    for at in range(_LENGTH):
        hashes = (hashes ^ codes[at : at + count]) * _ODD
    hashes ^= hashes >> np.uint64(29)
    hashes *= _MIX
    hashes ^= hashes >> np.uint64(32)
    return np.unique(hashes)


def _numbers(name: str) -> list[np.uint64]:
    """Return arbitrary numbers that are the same for ever, on every machine."""
    digests = (hashlib.sha256(f"{name} {n}".encode()).digest() for n in range(_BANDS * _ROWS))
    return [np.uint64(int.from_bytes(digest[:8], "little")) for digest in digests]


_PERMUTATIONS = [
    (factor | np.uint64(1), term)
    for factor, term in zip(_numbers("factor"), _numbers("term"), strict=True)
]
