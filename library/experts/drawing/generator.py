"""Which numbers follow from a seed, evenly and so that anybody computes the same ones?

    block(i)   = HMAC-SHA256(seed, "zhiku-draw-stream-1" || i as 8 bytes, big-endian), i = 0, 1, …
    word(k)    = the k-th 8 bytes of all blocks in order, as a whole number, big-endian
    below(n)   = the next word w with w < 2^64 - (2^64 mod n), then w mod n; others are passed over
    shuffle    = Fisher and Yates from the end: for i = n-1 … 1, exchange i with below(i + 1)

Passing over the words at the end keeps every number equally likely (no modulo bias).
"""

import hmac
from collections.abc import Iterator, Sequence
from typing import TypeVar

__all__ = ["Generator"]

T = TypeVar("T")
_DOMAIN = b"zhiku-draw-stream-1"
_ALL = 2**64


class Generator:
    """The numbers of one seed of 32 bytes, in order; it never repeats within 2^64 blocks."""

    def __init__(self, seed: bytes) -> None:
        self._words = _words(seed)

    def below(self, count: int) -> int:
        """Return the next number of 0 … count - 1; `count` is 1 to 2^64."""
        bound = _ALL - _ALL % count
        while (word := next(self._words)) >= bound:
            pass
        return word % count

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in an order that is any of all orders, equally likely."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order


def _words(seed: bytes) -> Iterator[int]:
    number = 0
    while True:
        block = hmac.digest(seed, _DOMAIN + number.to_bytes(8, "big"), "sha256")
        for at in range(0, 32, 8):
            yield int.from_bytes(block[at : at + 8], "big")
        number += 1
