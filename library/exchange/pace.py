"""How many questions may one visitor send, so that the queue stays one that people can read?

Nothing of it is written down: who asked from where is known while the server runs, and an hour.
"""

import ipaddress
import threading
import time
from collections import deque
from collections.abc import Callable

__all__ = ["IN_ALL", "PER_VISITOR", "Pace"]

PER_VISITOR = 10
"""Enquiries in an hour from one address, or of one person; an office may share an address.

Of IPv6 a network of 64 bits counts as one address."""
IN_ALL = 300
"""Enquiries in an hour from everybody."""
_HOUR = 3600.0


class Pace:
    """Counts what was sent within the hour; threads may share it."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._sent: dict[str, deque[float]] = {}

    def attempt(self, visitor: str) -> int:
        """Count a question and return 0; or the seconds after which one may be sent again."""
        visitor = _household(visitor)
        with self._lock:
            now = self._now()
            self._forget(now)
            own = self._sent.get(visitor, deque())
            everybody = [at for sent in self._sent.values() for at in sent]
            if len(own) >= PER_VISITOR:
                return int(own[0] + _HOUR - now) + 1
            if len(everybody) >= IN_ALL:
                return int(min(everybody) + _HOUR - now) + 1
            self._sent.setdefault(visitor, deque()).append(now)
            return 0

    def _forget(self, now: float) -> None:
        for visitor, sent in list(self._sent.items()):
            while sent and sent[0] <= now - _HOUR:
                sent.popleft()
            if not sent:
                del self._sent[visitor]


def _household(visitor: str) -> str:
    """Return an address of IPv6 as its network of 64 bits: whoever has one has all of them."""
    try:
        address = ipaddress.IPv6Address(visitor.partition("%")[0])
    except ValueError:  # a person, or an address of IPv4
        return visitor
    return str(address.ipv4_mapped or ipaddress.IPv6Network((int(address) >> 64 << 64, 64)))
