"""Does the text bear out the key of a question, and does its stem not give it away?"""

import re
from collections.abc import Iterator

from corpus.normalise import nfkc
from library.questions.records import Item, ItemType
from library.questions.rules.digest_wording import spelled_out

__all__ = ["bare", "clue", "wrong_key"]

_IN_WORDS = (
    "单选·数字", "单选·期限", "单选·主体", "单选·对象", "单选·定义", "多选·列举", "多选·主体",
)  # fmt: skip
"""Rules whose right options are words of the text."""


def bare(words: str) -> str:
    """Return the words without punctuation and space, as they are compared."""
    return re.sub(r"\W+", "", nfkc(words).text)


def wrong_key(item: Item) -> str:
    """Return what is wrong with the key, '' where nothing is."""
    return _number_of_keys(item) or next(_not_borne_out(item), "")


def _number_of_keys(item: Item) -> str:
    if len(set(map(bare, item.options))) < len(item.options):
        return "有两个选项相同"
    if item.type in {ItemType.SINGLE, ItemType.TRUE_FALSE} and len(item.key) != 1:
        return "正确选项不是一个"
    if item.type is ItemType.MULTIPLE and not 2 <= len(item.key) < len(item.options):
        return "多选的正确选项应不少于两个，又不是全部"
    return ""


def _not_borne_out(item: Item) -> Iterator[str]:
    quoted = "".join(source.quote for source in item.sources)
    quotes = bare(quoted) + bare(spelled_out(quoted))
    if item.rule.startswith(_IN_WORDS):
        for at in item.key:
            answer = bare(_own(item.options[at]))
            if answer not in quotes and answer.removeprefix("在") not in quotes:
                yield f"原文里没有“{item.options[at][:20]}”"
    if item.rule.endswith("·说法"):  # of a text, and not of a table
        asks_wrong = "错误的" in item.stem
        for at, option in enumerate(item.options):
            if (at in item.key) is asks_wrong and bare(_own(option)) in quotes:
                yield f"说错的“{option[:20]}”原文里有"
    for accepted in item.blanks:
        if bare(accepted[0]) not in quotes:
            yield f"原文里没有“{accepted[0][:20]}”"


def _own(words: str) -> str:
    """Return 本条例 for 该条例, as the text has it."""
    return re.sub("该(?=法|条例|规定|办法|细则)", "本", words)


def clue(item: Item) -> str:
    """Return what in the stem, or in the length of the options, tells the answer."""
    if item.type is not ItemType.SINGLE:
        return ""
    right = bare(item.options[item.key[0]])
    if len(right) >= 2 and right in bare(item.stem.partition("，")[2]):
        return f"题干里已有“{item.options[item.key[0]]}”"
    lengths = [len(option) for option in item.options]
    if len(right) > 8 and len(right) > 2 * sorted(lengths)[-2]:
        return "正确选项比其他选项长得多"
    return ""
