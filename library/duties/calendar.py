"""How do duties stand in a calendar that a telephone or a desk program subscribes to (RFC 5545)?"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event, vRecur

from corpus.records import Status
from library.cells import printable
from library.duties.finding import FoundDuty
from library.duties.schedule import Due, due_days

__all__ = ["calendar_bytes"]

_GIST = 60  # characters of the action in the title of an event
_REMINDER = timedelta(hours=9)  # by the clock of the day on which it sounds
_CHECK = "按规则从条文读出，请对照原文。"


def calendar_bytes(
    found: Sequence[FoundDuty],
    name: str,
    now: datetime,
    address: Callable[[FoundDuty], str] | None = None,
) -> bytes:
    """Return the dated and recurring ones of the duties as an `.ics` file of whole days.

    The same duty has the same UID in every file. `address` gives the lasting address of its clause;
    `now` is aware of its zone.
    """
    calendar = Calendar()
    calendar.add("PRODID", "-//zhiku//duties//ZH")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", printable(name))
    calendar.add("X-PUBLISHED-TTL", "P1D")
    for identity, event in _events(found, now, address).items():
        event.add("UID", identity)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _events(
    found: Iterable[FoundDuty], now: datetime, address: Callable[[FoundDuty], str] | None
) -> dict[str, Event]:
    return {
        _identity(one, due): _event(one, due, now, address(one) if address else "")
        for one in found
        for due in due_days(one, now.date())
    }


def _identity(found: FoundDuty, due: Due) -> str:
    """Return what names the duty as long as its clause says these words."""
    words = "".join(found.text.split())
    told = "\n".join((found.duty.clause_id, words, due.deadline.normal))
    return f"{hashlib.sha256(told.encode()).hexdigest()[:32]}@duties.zhiku"


def _event(found: FoundDuty, due: Due, now: datetime, url: str) -> Event:
    event = Event()
    gist = found.gist if len(found.gist) <= _GIST else f"{found.gist[:_GIST]}…"
    draft = "（征求意见稿）" if found.document.status is Status.DRAFT else ""
    title = printable(f"{draft}{'、'.join(found.duty.parties)}：{gist}")
    event.add("SUMMARY", title)
    event.add("DTSTAMP", now)
    event.add("DTSTART", due.first)
    event.add("DTEND", due.first + timedelta(1))
    if due.rule is not None:
        until = {"UNTIL": due.until} if due.until else {}
        event.add("RRULE", vRecur({**due.rule, **until}))
    event.add("DESCRIPTION", printable("\n".join(_told(found, due))))
    if url:
        event.add("URL", url)
    event.add("CATEGORIES", ["义务"])
    event.add("TRANSP", "TRANSPARENT")
    event.add_component(_alarm(title, due.ahead))
    return event


def _told(found: FoundDuty, due: Due) -> Iterable[str]:
    duty = found.duty
    yield f"期限：{due.deadline.normal}"
    yield f"{'原文' if found.document.verbatim else '要点（非原文）'}：{found.text}"
    yield f"出处：{duty.citation}"
    yield from filter(None, (due.note,))
    if due.rule is not None and (last := due.until):
        yield f"这项行动到{last.year}年{last.month}月{last.day}日为止，日历也到此为止。"
    if duty.penalty:
        yield f"罚则：{duty.penalty_citation}"
    yield _CHECK


def _alarm(title: str, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", title)
    alarm.add("TRIGGER", _REMINDER - timedelta(days))
    return alarm
