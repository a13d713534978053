"""Who goes first where a build and searches want the same processor?"""

import os
from contextlib import suppress

__all__ = ["yield_to_searches"]

_LATER = 10
"""How far a build steps back (nice value): where nobody searches it is as fast as ever."""


def yield_to_searches() -> None:
    """Let searches go before this process, where the operating system knows of priorities."""
    with suppress(AttributeError, OSError):  # Windows has other means
        if os.getpriority(os.PRIO_PROCESS, 0) < _LATER:
            os.setpriority(os.PRIO_PROCESS, 0, _LATER)
