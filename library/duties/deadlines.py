"""By when, or how often, does a stretch of text say that something is to be done?"""

import re
from collections.abc import Callable

from corpus.numerals import NUMERAL, to_int
from library.duties.records import Deadline, DeadlineKind

__all__ = ["BARE_TIME", "OWN_TIME", "deadlines_in"]

_N = NUMERAL
_SPAN = "个工作日|工作日|个月|小时|分钟|日|天|年"
OWN_TIME = re.compile(
    rf"(?:到|至|于)?(?:每(?:{_N}*年|半年|季度|月|周)|\d{{4}}年(?:底|\d+月)[^，,]*?前)"
)
"""With what a part of a sentence begins that has a date or frequency of its own."""

BARE_TIME = re.compile(r"(?:到|至)?\d{4}年底(?:之?前)?|(?:\d{4}年)?\d{1,2}月\d{1,2}日之?前")
"""A part of a sentence that is nothing but a date."""

Reading = tuple[DeadlineKind, str, str]


def _frequency(m: re.Match[str]) -> Reading:
    least = "至少" if m["least"] else ""
    return DeadlineKind.FREQUENCY, f"每{_period(m['period'])}{least}{to_int(m['times'])}次", ""


def _recurring(m: re.Match[str]) -> Reading:
    month = f"{to_int(m['month']):02}-" if m["month"] else "00-"
    day = f"每{m['period']}{m['month'] + '月' if m['month'] else ''}{to_int(m['day'])}日前"
    return DeadlineKind.RECURRING, day, f"{month}{to_int(m['day']):02}"


def _date(m: re.Match[str]) -> Reading:
    year = f"{m['year']}年" if m["year"] else ""
    month, day = to_int(m["month"]), to_int(m["day"])
    sort = f"{m['year'] or '0000'}-{month:02}-{day:02}"
    return DeadlineKind.DATE, f"{year}{month}月{day}日前", sort


def _year_end(m: re.Match[str]) -> Reading:
    return DeadlineKind.DATE, f"{m['year']}年底前", f"{m['year']}-12-31"


def _within(m: re.Match[str]) -> Reading:
    return DeadlineKind.WITHIN, f"{_length(m)}内", ""


def _ahead(m: re.Match[str]) -> Reading:
    return DeadlineKind.AHEAD, f"提前{_length(m)}", ""


def _prompt(m: re.Match[str]) -> Reading:
    return DeadlineKind.PROMPT, m[0], ""


def _event(m: re.Match[str]) -> Reading:
    return DeadlineKind.EVENT, m["event"] + m["side"], ""


def _inspection(_: re.Match[str]) -> Reading:
    return DeadlineKind.EVENT, "检查中", ""


def _work(m: re.Match[str]) -> Reading:
    return DeadlineKind.EVENT, m["event"] + "期间", ""


def _contract(_: re.Match[str]) -> Reading:
    return DeadlineKind.EVENT, "按合同约定", ""


def _clearance(m: re.Match[str]) -> Reading:
    event = re.sub("^(?:上岗作业|从事相关工作)$", "上岗", m["event"])
    return DeadlineKind.EVENT, event + "前", ""


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Reading]], ...] = (
    (
        re.compile(
            rf"每(?P<period>{_N}*年|半年|季度|月|周)(?P<least>至少|不少于)?[^，,。；;]{{0,16}}?"
            rf"(?P<times>{_N}+)次"
        ),
        _frequency,
    ),
    (
        re.compile(rf"每(?P<period>年|月)(?:(?P<month>{_N}+)月)?(?P<day>{_N}+)日之?前"),
        _recurring,
    ),
    (re.compile(r"(?:到|至)?(?P<year>\d{4})年底(?:之?前)?"), _year_end),
    (re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日之?前"), _date),
    (re.compile(rf"(?P<n>{_N}+)(?P<unit>{_SPAN})(?:以|之)?内"), _within),
    (re.compile(rf"(?:应当|应|须|在|于)(?P<n>{_N}+)(?P<unit>{_SPAN})内"), _within),
    (re.compile(rf"批复[^，,。；;]{{0,12}}后(?P<n>{_N}+)(?P<unit>{_SPAN})内?"), _within),
    (re.compile(rf"不得?超过(?P<n>{_N}+)(?P<unit>小时)"), _within),
    (re.compile(rf"提前(?P<n>{_N}+)(?P<unit>{_SPAN})"), _ahead),
    (re.compile(rf"(?:届?满)前(?P<n>{_N}+)(?P<unit>{_SPAN})"), _ahead),
    (re.compile(rf"(?P<n>{_N}+)(?P<unit>个工作日|日)前"), _ahead),
    (re.compile(r"立即|及时|定期|经常性|事先|尽快|随时"), _prompt),
    (
        re.compile(
            r"(?:(?<=在)|(?<=[^由对关处位至]于))(?P<event>[^，,。；;：:在]{2,40}?)"
            r"(?P<side>(?<![提以目之当])前|(?<![临同及平])时|(?<![然之以])后|期间)(?![款述提置续间勤果])"
        ),
        _event,
    ),
    (re.compile(r"(?:[检抽]查)中(?=发现)"), _inspection),
    (
        re.compile(
            r"经[^，,。；;]{2,40}?(?P<event>签字确认|签字|批准|审查同意|考核合格)(?P<side>后)"
        ),
        _event,
    ),
    (re.compile(r"进行(?P<event>[^，,。；;]{2,80}?作业)(?P<side>)(?=[，,]应)"), _work),
    (re.compile(r"按照?[^，,。；;]{0,6}合同约定(?=及时|支付)"), _contract),
    (re.compile(r"方可(?P<event>[^，,。；;]{2,12})"), _clearance),
    (re.compile(r"(?:未经|未取得)[^。；;]{2,40}不得(?P<event>[^，,。；;]{2,12})"), _clearance),
    (
        re.compile(
            r"(?:^|(?<=[，,：:。；;])|(?<=应当))(?P<event>[^，,。；;：:]{2,60}?)"
            r"(?P<side>(?<![提以目之当])前|(?<![临同及平])时|(?<![然之以])后|期间)(?=[，,应将由向]|进行|组织|书面|$)"
        ),
        _event,
    ),
)


def deadlines_in(text: str, offset: int = 0) -> tuple[Deadline, ...]:
    """Return the times that `text` names, in order; `offset` is where it stands in its document.

    Of two that overlap the one of the earlier form in `_FORMS` holds: 每年12月10日前 is no date.
    """
    found: list[Deadline] = []
    for pattern, read in _FORMS:
        for match in pattern.finditer(text):
            start, end = match.start() + offset, match.end() + offset
            if all(end <= other.start or other.end <= start for other in found):
                kind, normal, sort = read(match)
                found.append(Deadline(kind, normal, match[0], start, end, sort))
    return tuple(sorted(found, key=lambda each: each.start))


def _period(words: str) -> str:
    number = words[:-1]
    return words if number in {"", "半", "季"} else f"{to_int(number)}{words[-1]}"


def _length(m: re.Match[str]) -> str:
    return (
        f"{to_int(m['n'])}{m['unit'].replace('个工作日', '工作日').replace('工作日', '个工作日')}"
    )
