"""How is a moment told to a program?"""

from datetime import UTC, datetime

__all__ = ["iso"]


def iso(seconds: float) -> str:
    """Return seconds since 1970 as ISO 8601, UTC, to the second."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
