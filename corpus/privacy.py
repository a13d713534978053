"""Which contact data of private persons must not be stored, shown or indexed?

Officials named in office stay; the data by which a contact person is reached goes. File numbers
and sums that merely look like telephone numbers survive: without a label only mobile numbers,
numbers with an area code and ID-card numbers are masked.
"""

import re
from typing import NamedTuple

from corpus.normalise import nfkc

__all__ = ["Masked", "mask_contacts"]

_STOP = (
    r"(?=\s*(?:联系电话|联系方式|电话|手机|传真|邮箱|电子邮[箱件]|地址|1[3-9]\d{9}|0\d{2,3}-|$)"
    r"|[,。;)\n])"
)
# The patterns see NFKC text: colons, commas and digits of any width are half width there.
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "联系人",
        re.compile(rf"(?:联系人|经办人)\s*:[ \t]*([^\n,。;:〔]{{2,30}}?){_STOP}", re.MULTILINE),
    ),
    ("电子邮箱", re.compile(r"([A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z]+)+)")),
    ("身份证号", re.compile(r"(?<!\d)([1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dXx])(?!\d)")),
    ("手机号码", re.compile(r"(?<![\d.第])(1[3-9]\d(?:[ -]?\d{4}){2})(?![\d号])")),
    ("联系电话", re.compile(r"(?<!\d)(\(?0\d{2,3}\)?\s*[-—]\s*\d{7,8})(?!\d)")),
    (
        "联系电话",
        re.compile(r"(?:电话|联系方式|传真|手机)\s*(?:号码)?\s*:?\s*(\d[\d\-—、, ]{5,}\d)"),
    ),
)


class Masked(NamedTuple):
    """Text with contact data replaced by 〔…已隐去〕, and how many places were replaced."""

    text: str
    places: int


def mask_contacts(text: str) -> Masked:
    """Replace e-mail, ID-card, mobile and telephone numbers and named contact persons."""
    places = 0
    for name, pattern in _RULES:
        folded = nfkc(text)
        for match in reversed(list(pattern.finditer(folded.text))):
            start, end = folded.source_span(*match.span(1))
            text = f"{text[:start]}〔{name}已隐去〕{text[end:]}"
            places += 1
    return Masked(text, places)
