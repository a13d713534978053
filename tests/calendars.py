"""What does a calendar hold, as tests read it?"""

from typing import Any

from icalendar import Calendar

__all__ = ["events_of"]


def events_of(content: bytes) -> list[Any]:
    """Return the events of an `.ics` file; the library's own types know too many kinds of value."""
    calendar: Any = Calendar.from_ical(content)
    return list(calendar.walk("VEVENT"))
