"""Which contact data of private persons must not be stored, shown or indexed?

Officials named in office stay; the data by which a contact person is reached goes. File numbers,
sums and dates that merely look like telephone numbers survive: a number without a label is masked
only where it has the form of a mobile, area-code, 400 or ID-card number. Why nothing is kept by
which a mark could be turned back: docs/adr/0001-personal-data.md.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from corpus.normalise import nfkc
from corpus.places import Edits, edited

__all__ = ["SURNAME", "Masked", "mask_contacts"]


def _spaced(*labels: str) -> str:
    """Match any of the labels, with or without spaces between characters (「联 系 人」)."""
    return "(?:" + "|".join(r"[ \t]{0,4}".join(label) for label in labels) + ")"


# The patterns see NFKC text: colons, commas and digits of any width are half width there.
# Every repetition is bounded or possessive, so that the time is linear in the text.
_DASH = "-\u2010-\u2015\u2212"
_PERSON = rf"(?<!〔){_spaced('联系人', '经办人', '联络人', '联络员')}"
_PHONE = (
    r"(?:(?<!〔)" + _spaced("联系电话", "联系方式", "电话", "传真", "手机", "座机", "固话")
    + r"(?:号码?)?|(?<![A-Za-z])(?:Tel(?:ephone)?|Fax|Phone|Mobile)\b\.?)"
)  # fmt: skip
_LABEL = rf"(?:{_PERSON}|{_PHONE}|{_spaced('邮箱', '电子邮', '地址', '邮编')}|E-?mail)"

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范廖石金韦贾夏付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严"
    "覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒"
    "阮柯纪梅童凌毕裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉"
    "缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑"
    "郎甄丛仲虞敖巩明佘池查麻苑迟邝封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘闻厉伊"
)
SURNAME = (
    r"(?:欧阳|司马|上官|诸葛|司徒|东方|夏侯|皇甫|尉迟|公孙|慕容|令狐|端木"
    rf"|[{_SURNAMES}])"
)
"""Pattern of the surname with which a Chinese name begins."""
_NO_NAME = "金额|方式|项目|安全|高度|时间|时限|房屋|成员|成立|明确|方便"  # these begin like names
_HAN = r"[\u4e00-\u9fff]"
_NAME = (
    rf"(?:(?!{_NO_NAME}){SURNAME}[ \t]{{0,2}}{_HAN}{{1,2}}"
    r"(?<![处科局室部站办所厅委队组]))"
)
_NAMES = rf"{_NAME}(?:[ \t]{{0,2}}[、,/和]?[ \t]{{0,2}}{_NAME}){{0,9}}"
_RANK = r"(?:同志|先生|女士|老师|科长|处长|主任|股长|科员)?"

_DATE = r"(?:19|20)\d\d[-./](?:0?[1-9]|1[0-2])[-./]\d{1,2}(?!\d)"
_PUBLIC = r"(?:1[12]\d|(?:1[02]|9[56])\d{3})(?!\d)"  # 110, 12345, 95598: everyone's number
_UNIT = r"(?![\d年月日号万亿元台部户件个次条%]|\.\d)"
# Six digits and more, in groups as telephone numbers are printed.
_NUMBER = (
    rf"(?!{_DATE}|{_PUBLIC})(?=(?:[^\d\n]{{0,3}}\d){{6}})[+(]{{0,2}}\d{{2,13}}"
    rf"(?:[ )]{{0,2}}[{_DASH}]{{1,2}} ?\d{{1,12}}|[ )]{{1,2}}\(?\d{{3,12}}){{0,5}}{_UNIT}"
)
_EXTENSION = r"(?: ?(?:转|/|分机) ?\d{1,5}(?!\d))"
_NUMBERS = rf"{_NUMBER}(?: ?[、,/;和或] ?{_NUMBER}|{_EXTENSION})*"
_COLON = r"[ \t]*+[:∶;|=]?[ \t|]*+"
_ALONE = r"[ \t]*+[:∶]?[ \t]*+\n{1,3}[ \t]*+"  # a label on its line, its value on the next
_STOP = rf"(?=[ \t]{{0,8}}(?:{_LABEL}|1[3-9]\d{{9}}|\(?0\d{{2,3}}[-)]|$)|[,。;()|\n〔])"

_OFFICE = r"(?:[^\W\d_]{1,12}[处科室部站办][ \t]{1,4})?+"
_CODE = r"(?<!编号)(?<!编号:)(?<!代码:)"  # a code of a thing may look like a mobile number

_RULES: tuple[tuple[str, str], ...] = (
    # The value is group 1; the first rule names a value that two find.
    ("联系人", rf"{_PERSON}(?:[及和、/]{_PHONE})?[ \t]*+[:∶][ \t]*+{_OFFICE}"
               rf"((?!{_LABEL})[^\W\d_][^\n,。;:∶()|〔]{{1,29}}?(?:,{_NAMES})?){_STOP}"),
    ("联系人", rf"{_PERSON}[ \t]*+[;|][ \t|]*+({_NAMES})(?=[ \t]{{0,8}}(?:[|,;。(\n]|\d|$))"),
    ("联系人", rf"^[ \t|]*+{_PERSON}{_ALONE}({_NAMES})(?=[ \t]{{0,8}}(?:\d|{_LABEL}|[(,、;|]|$))"),
    ("联系人", rf"{_PERSON}(?:为|是)?[ \t]*+({_NAMES})(?={_RANK}[ \t,、;(:]{{0,4}}"
               rf"(?:{_PHONE}|{_NUMBER}))"),
    ("联系人", rf"{_PERSON}[^\n。]{{2,80}}?[,、;/ )]({_NAMES})(?={_RANK}[ \t,、;(:]{{0,4}}"
               rf"(?:{_PHONE}|1[3-9]\d{{9}}|\(?0\d{{2,3}}[-)]|\d{{7,8}}(?!\d)"
               r"|〔(?:手机号码|联系电话)已隐去))"),
    ("联系人", rf"[(,、;。\s]({_NAME}),?{_PHONE}{_COLON}〔(?:手机号码|联系电话)已隐去"),
    ("联系电话", rf"〔联系人已隐去〕[^\n。〔\d]{{0,30}}?[,、;: )](\d{{7,8}})(?!\d){_UNIT}"),
    ("联系电话", rf"〔联系电话已隐去〕(?:\([^()\n]{{1,12}}\))?[,、;/ ]{{1,3}}({_NUMBER})"),
    ("网络账号", rf"(?:QQ|扣扣)(?:号码?|群号?)?{_COLON}([1-9]\d{{4,11}})(?!\d)"),
    ("网络账号", rf"微信(?:号|ID)?{_COLON}([A-Za-z][A-Za-z0-9_-]{{5,19}})"),
    ("住址", r"(?:(?:家庭|现|居)住?(?:地址|址)|住址|户籍(?:所在)?地址?)[ \t]*[:∶][ \t]*"
             r"([^\s,。;〔]{4,60})"),
    ("住址", r"[,(]现?(?:居住在|住)([^\n,。;〔]{4,40}?\d{1,5}[号室户])(?=[,。;)])"),
    ("证件号码", rf"护照(?:号码?)?{_COLON}([A-Z][A-Z0-9]{{7,8}})(?![A-Z0-9])"),
    ("证件号码", r"(?<![A-Z])(T[1-9]\d{5}(?:19|20)\d\d[01]\d[0-3]\d{4}[\dX])(?![\dA-Z])"),
    ("电子邮箱", r"([A-Za-z0-9._%+-]{1,64}+@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}"
                 r"\.[A-Za-z]{2,63})"),
    ("身份证号", r"(?<![\dA-Za-z])([1-9](?: ?\d){5} ?(?:1 ?9|2 ?0)(?: ?\d){2} ?[01] ?\d ?[0-3] ?\d"
                 r"(?: ?\d){3} ?[\dXx])(?![\dA-Za-z])"),
    ("身份证号", r"(?<![\dA-Za-z.])([1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3})"
                 r"(?![\dA-Za-z.万亿元号])"),
    ("身份证号", rf"身份证(?:件)?(?:号码?|编号)?{_COLON}(\d(?: ?\d){{13,16}} ?[\dXx])(?!\d)"),
    ("银行账号", rf"(?:[账帐]号|卡号|[账帐]户){_COLON}(\d(?:[ -]?\d){{7,24}})(?!\d)"),
    ("手机号码", rf"(?<![\d.第]){_CODE}"
                 rf"((?:\+?86[ -]?|0)?1[3-9]\d(?:[ {_DASH}]?\d{{4}}){{2}}){_UNIT}"),
    ("联系电话", rf"(?<![\d.])((?:\(0\d{{2,3}}\) ?[{_DASH}]{{0,2}}|0\d{{2,3}} ?[{_DASH}]{{1,2}}) ?"
                 rf"\d{{7,8}}(?!\d)(?:[{_DASH}]\d{{1,5}}(?!\d)|{_EXTENSION}"
                 rf"| ?[、,/] ?\d{{7,8}}{_UNIT}){{0,9}})"),
    ("联系电话", rf"(?<![\d.])([48]00[ {_DASH}](?:\d{{3}}[ {_DASH}]\d{{4}}"
                 rf"|\d{{4}}[ {_DASH}]\d{{3}})){_UNIT}"),
    ("联系电话", rf"{_PHONE}(?:[ \t]*+[(/、及和][ \t]*+{_PHONE}\)?)?{_COLON}"
                 rf"(?:{_PUBLIC}[ ,、/]{{1,3}}){{0,5}}({_NUMBERS})"),
    ("联系电话", rf"^[ \t|]*+{_PHONE}{_ALONE}({_NUMBERS})(?=[ \t]*+$)"),
)  # fmt: skip


class Masked(NamedTuple):
    """Text with contact data replaced by 〔…已隐去〕, how many places were, and the edits."""

    text: str
    places: int
    edits: tuple[Edits, ...] = ()


class _Span(NamedTuple):
    start: int
    minus_end: int
    name: str


def mask_contacts(text: str) -> Masked:
    """Replace named contact persons and the numbers, accounts and home addresses of persons.

    Masking is repeated until nothing is found, so that masking the result again changes nothing.
    It ends: every round turns characters into marks, and no rule takes a part of a mark.
    """
    places, edits = 0, list[Edits]()
    while spans := list(_spans(text)):
        marks = ((start, -minus_end, f"〔{name}已隐去〕") for start, minus_end, name in spans)
        text, edit = edited(text, marks)
        edits.append(edit)
        places += len(spans)
    return Masked(text, places, tuple(edits))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Compile the rules when the first text is read: they cost 60 ms, and a search needs none."""
    return tuple(re.compile(pattern, re.MULTILINE | re.IGNORECASE) for _, pattern in _RULES)


def _spans(text: str) -> Iterator[_Span]:
    """Yield the places to mask, left to right; of two that overlap one, as long as both."""
    folded = nfkc(text)
    found = [
        (start, -end, order)
        for order, pattern in enumerate(_patterns())
        for start, end in (match.span(1) for match in pattern.finditer(folded.text))
        if not _is_permit(folded.text[start:end])
    ]
    last: tuple[int, int, int] | None = None
    for start, minus_end, order in sorted(found):
        if last and start < -last[1]:
            last = last[0], min(last[1], minus_end), last[2]
            continue
        if last:
            yield _source(folded.source_span(last[0], -last[1]), last[2])
        last = start, minus_end, order
    if last:
        yield _source(folded.source_span(last[0], -last[1]), last[2])


def _is_permit(number: str) -> bool:
    """Tell a permit's number (施工许可证: region, day, serial) from an ID card's of the same form.

    Both have 18 digits; a person's ends with the check digit of GB 11643 (ISO 7064 MOD 11-2).
    """
    if not re.fullmatch(r"\d{6}20\d{10}", number):
        return False
    return sum(int(digit) << (17 - place) for place, digit in enumerate(number)) % 11 != 1


def _source(span: tuple[int, int], order: int) -> _Span:
    return _Span(span[0], -span[1], _RULES[order][0])
