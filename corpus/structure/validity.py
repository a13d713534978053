"""From which day, and until which, does a text say that it is in effect?"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.days import DAY, read_day
from corpus.normalise import nfkc
from corpus.numerals import to_int

__all__ = ["Validity", "last_day", "read_validity"]

_SELF = r"本[^,。;\n自从]{1,12}"
_EVENT = "公布|发布|印发|颁布|通过|下发"
_BEGUN = re.compile(
    rf"{_SELF}[,]?\s*[自从]\s*(?:(?P<day>{DAY})|(?P<event>{_EVENT})之日)"
    r"\s*起\s*(?:正式)?(?:施行|实施|执行|生效)"
)
_UNTIL = re.compile(
    rf"有效期(?:限)?(?:为|是|:)?\s*(?:(?:自{DAY}(?:起)?)?至\s*(?P<day>{DAY})"
    r"|(?P<years>[一二三四五六七八九十\d]{1,2})\s*年)"
)
_OF_OTHERS = re.compile(r"证|许可|执照|资质|合格|批件|登记|聘|协议|合同")
_FAR = 1000  # characters that are looked at before a sentence
_LONGEST = 30  # years; what is read as longer is something else


@dataclass(frozen=True, slots=True)
class Validity:
    """What the text says of its own effect; None where it says nothing, or two things.

    `event` is what it is in effect from (公布, 印发 …), '' for none; `years` for how long.
    `conflicting` lists the days where it prints more than one.
    """

    effective_on: date | None = None
    event: str = ""
    expires_on: date | None = None
    years: int | None = None
    conflicting: tuple[str, ...] = ()


def read_validity(text: str) -> Validity:
    """Read the sentences 「本办法自…起施行,有效期五年」 of a text.

    A text may quote another one; where more than one day is printed, none is believed.
    """
    plain = nfkc(text).text
    begun = [match for match in _BEGUN.finditer(plain) if not _quoted(plain, match.start())]
    days = {match["day"] for match in begun if match["day"]}
    events = {match["event"] for match in begun if match["event"]}
    said = sorted({re.sub(r"\s", "", day) for day in days}) + sorted(f"{e}之日" for e in events)
    if len(said) > 1:
        return Validity(conflicting=tuple(said))
    ends, years = _end(plain)
    return Validity(_date(said[0]) if days else None, next(iter(events), ""), ends, years)


def last_day(begin: date, years: int) -> date:
    """Return the last day of a time of so many years that begins on `begin`."""
    try:
        return begin.replace(year=begin.year + years) - timedelta(days=1)
    except ValueError:  # 29 February
        return date(begin.year + years, 2, 28)


def _end(plain: str) -> tuple[date | None, int | None]:
    """Return the last day, or the years, of the text's own time; nothing where it is another's."""
    found = []
    for match in _UNTIL.finditer(plain):
        first = max(0, match.start() - _FAR)
        start = max(plain.rfind(stop, first, match.start()) for stop in "。\n") + 1 or first
        sentence = plain[start : match.start()]
        own = re.search(_SELF, sentence) and re.search(
            "施行|实施|执行|印发|发布|公布|^本", sentence
        )
        if own and not _OF_OTHERS.search(sentence):
            found.append(match)
    if len(found) != 1:
        return None, None
    if found[0]["day"]:
        return _date(found[0]["day"]), None
    years = to_int(found[0]["years"])
    return None, years if 0 < years <= _LONGEST else None


def _date(printed: str) -> date | None:
    day = read_day(printed)
    return day.day if day else None


def _quoted(plain: str, at: int) -> bool:
    """Tell whether the sentence stands in “”, as the words of another text do."""
    line = max(plain.rfind("\n", max(0, at - _FAR), at) + 1, at - _FAR, 0)
    return plain.count("“", line, at) > plain.count("”", line, at)
