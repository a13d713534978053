"""What do the lines below a statute's title tell: who passed, published and amended it, and when?

2011年1月2日 某省第十一届人民代表大会常务委员会第三次会议通过
2020年5月6日 某省第十三届人民代表大会常务委员会第九次会议《关于修改…的决定》第一次修正
"""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corpus.days import Day, find_days
from corpus.issuers import full_name
from corpus.numerals import NUMERAL, to_int

__all__ = ["Enactment", "read_enactment"]

_DONE = re.compile(
    r"(?P<passed>通过|批准)|(?P<issued>公布|发布|颁布|公告)|(?P<amended>修正|修订|修改)|(?P<begun>施行|实施|起执行)"
)
_TITLE = re.compile(r"[《〈][^\n]*?》|<[^<>\n]*>")
_SITTING = re.compile(r"第?[一二三四五六七八九十百零〇\d]+届")
_CHANGED = re.compile("修正|修订|修改")
_BY_STATE_COUNCIL = re.compile("国务院批准|《国务院关于[^》]{0,60}修改")
_NAMELESS = re.compile("[省市州县区]?人民代表大会")  # 「市十二届人大常委会」 says of no city
_YEAR = timedelta(days=366)
_BODY = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{0,30}?(?:全国人民代表大会|人民代表大会|人大)(?:常务委员会|常委会)?)"
    r"(?=第|关于|公告|通过|批准|会议|$)"
)
_COURT = re.compile(r"最高人民(?:法院|检察院)")
_ORDER = re.compile(
    rf"(?P<who>[\u4e00-\u9fff、 ]{{2,60}}?)"
    rf"(?:第\s*(?P<a>{NUMERAL}{{1,6}})\s*号\s*令|令\s*第?\s*(?P<b>{NUMERAL}{{1,6}})\s*号)"
)
_STATE = "中华人民共和国"


@dataclass(frozen=True, slots=True)
class Enactment:
    """The history of one edition; None where the lines do not tell.

    `enacted_on` is the day on which this edition came into being: passed, amended or published
    last. `published_on` is that day where the lines say that it was published. `amended` tells
    that an earlier edition exists. `bodies` passed or issued it first; `approved_by` is
    国务院 where it approved or amended what a ministry issued. `doc_no` is the order that published
    this edition; `order` may be that of an earlier one, which does not number it. `published_by`
    are the orders that published this text or an earlier edition, those that only amended it and
    those of the President left out: the one's numbers stand for other texts, the other's recur.
    """

    enacted_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    amended: bool = False
    bodies: tuple[str, ...] = ()
    approved_by: str = ""
    doc_no: str | None = None
    order: str | None = None
    published_by: tuple[str, ...] = ()
    impossible: tuple[str, ...] = ()


def read_enactment(note: str) -> Enactment:
    """Read the note on promulgation (题注) in NFKC text."""
    approved = _BY_STATE_COUNCIL.search(note)
    told, days = Enactment(approved_by="国务院" if approved else ""), list(find_days(note))
    above = note[: days[0].start] if days else ""
    before = above if _ORDER.search(above) else ""  # 「某部令第37号,2018年3月8日公布」
    for day, after in zip(days, [*days[1:], None], strict=False):
        words = before + note[day.end : after.start if after else len(note)]
        plain = _TITLE.sub("", words)
        done = _DONE.search(plain)
        before = "" if done else words  # 「…会议、2023年3月2日…通过」: two bodies, one event
        if done:
            told = _with_event(told, day, plain, done)
    return told


def _with_event(told: Enactment, day: Day, plain: str, done: re.Match[str]) -> Enactment:
    """Add what was done on one day; `plain` holds the words about it, without titles."""
    if day.day is None:
        return replace(told, impossible=(*told.impossible, day.printed))
    if done["begun"]:
        return replace(told, effective_on=day.day)
    order = _order(plain)
    bodies = told.bodies or _bodies(plain[: done.start()])
    before = told.enacted_on
    later = before is None or day.day >= before
    changed = bool(_CHANGED.search(plain)) or (before is not None and day.day - before > _YEAR)
    told = replace(
        told,
        enacted_on=day.day if later else told.enacted_on,
        published_on=(day.day if done["issued"] else None) if later else told.published_on,
        amended=told.amended or changed,
        bodies=bodies,
        doc_no=order or (None if changed else told.doc_no),
        order=order or told.order,
        published_by=(*told.published_by, *_publishing(order, plain)),
    )
    # A day of effect stated before an amendment is that of the edition before it.
    return replace(told, effective_on=None) if changed else told


def _publishing(order: str | None, plain: str) -> tuple[str, ...]:
    """Return the order where it published the text whole, and its number is not used again."""
    whole = order is not None and not _CHANGED.search(plain) and not order.startswith("主席")
    return (order,) if order and whole else ()


def _bodies(words: str) -> tuple[str, ...]:
    """Return who acted: a people's congress, the courts, or who signed an order."""
    plain = _SITTING.sub("", words).strip(" ,()经由")
    if found := _BODY.search(plain):
        body = full_name(found["body"])
        return () if _NAMELESS.match(body) else (body,)
    if courts := _COURT.findall(plain):
        return tuple(dict.fromkeys(courts))
    if order := _ORDER.search(plain):
        names = re.split("[、 ]", order["who"].replace(_STATE, ""))
        return tuple(name for name in names if len(name) > 1)
    return ("国务院",) if plain.replace(_STATE, "").startswith("国务院") else ()


def _order(words: str) -> str | None:
    """Return 国务院令第393号 where the words name one order of one issuer."""
    order = _ORDER.search(words)
    if order is None or "公告" in order[0]:
        return None
    who = order["who"].replace(_STATE, "").strip()
    try:
        number = to_int(order["a"] or order["b"])
    except ValueError:
        return None
    who = "主席" if who.endswith("主席") else who
    return f"{who}令第{number}号" if "、" not in who else None
