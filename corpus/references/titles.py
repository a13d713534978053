"""When do two printed titles name one text, whatever its edition?"""

import re
from functools import lru_cache

from corpus.normalise import folded, nfkc

__all__ = ["title_key", "unmarked"]

_STATE = "中华人民共和国"
# 「（2018修正）」「（2019年修订本）」「(2019-03-02)」 tell editions of one text apart; （试行）,
# （征求意见稿）, （2019年本） and 修正案（2004年） are words of the title itself.
_DAY = r"(?:19|20)\d\d(?:[-年]\d{1,2}[-月]\d{1,2}日?)?"
_EDITION = re.compile(
    rf"\s*\((?:{_DAY}年?第?[一二三四五六七八九十\d]*次?(?:修正|修订|修改)(?:本|文本|版)?"
    r"|(?:修正|修订)(?:本|文本|版)"
    r"|(?:19|20)\d\d-\d\d-\d\d)\)\s*$"
)


def unmarked(title: str) -> str:
    """Return the title in compatibility form, without the mark of an edition at its end."""
    plain = nfkc(title).text
    return _EDITION.sub("", plain) or plain


@lru_cache(1 << 15)  # opening a collection asks for each of its titles several times
def title_key(title: str) -> str:
    """Return what is equal for all spellings and editions of one title.

    White space, punctuation, width and 中华人民共和国 do not count, nor a mark such as
    （2018修正） at the end; （试行） does.
    """
    key = folded(unmarked(title))
    return key.replace(_STATE, "") or key
