"""Which questions are not fit for the bank, and why?"""

import re
from collections.abc import Iterator, Sequence

from corpus.near_duplicates import Sketches, likeness, sketch
from corpus.privacy import SURNAME, mask_contacts
from library.questions.bank import SetAside
from library.questions.key_checks import bare, clue, wrong_key
from library.questions.records import Item, ItemType
from library.questions.references import dangling
from library.questions.usefulness import elsewhere, general

__all__ = ["Gatekeeper"]

_LONGEST = {ItemType.TRUE_FALSE: 135, ItemType.SINGLE: 155, ItemType.BLANK: 155}
_NEAR = 0.85

_TEMPLATE = re.compile("危大工程|专家论证|事故等级|简答·|案例分析")
"""Rules whose stems are of one form: of two accidents, only place and numbers differ."""
_PREFIX = re.compile("^根据[^，]{2,80}，")


class Gatekeeper:
    """Lets items through one after another; remembers those it let through."""

    def __init__(self, known: Sequence[Item] = ()) -> None:
        """`known` are items of the bank, which new ones must not repeat."""
        self._sketches = {kind: Sketches({}) for kind in ItemType}
        self._texts: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        self._answers: dict[str, tuple[str, str]] = {}
        for item in known:
            text = _asked(item)
            self._remember(item, text, sketch(text))

    def check(self, item: Item) -> SetAside | None:
        """Return why the item is set aside, None where it passes and is remembered."""
        for gate, reason in _failures(item):
            return SetAside(item, gate, reason)
        text = _asked(item)
        of_text = sketch(text)
        if twin := self._twin(item, text, of_text):
            return SetAside(item, "近似重复", f"与{twin}近似")
        self._remember(item, text, of_text)
        return None

    def _twin(self, item: Item, text: str, of_text: bytes) -> str:
        same = self._stems.get(_exact(item))
        if same and same != item.item_id:
            return same
        if _TEMPLATE.search(item.rule):
            return ""
        return next(
            (
                other
                for other in self._sketches[item.type].near(of_text)
                if other != item.item_id
                and likeness(text, self._texts[other]) >= _NEAR
                and not self._asks_another(item, other)
            ),
            "",
        )

    def _asks_another(self, item: Item, other: str) -> bool:
        """Whether both ask of one clause, but for different numbers of it."""
        clause, answer = _answer(item)
        told = self._answers[other]
        return item.type is ItemType.SINGLE and told[0] == clause and told[1] != answer

    def _remember(self, item: Item, text: str, of_text: bytes) -> None:
        self._texts[item.item_id] = text
        self._answers[item.item_id] = _answer(item)
        self._stems[_exact(item)] = item.item_id
        if not _TEMPLATE.search(item.rule):
            self._sketches[item.type].put(item.item_id, of_text)


def _asked(item: Item) -> str:
    """Return what likeness is judged by: the stem without its law, and options that ask."""
    return _PREFIX.sub("", item.stem) + _asking_options(item)


def _answer(item: Item) -> tuple[str, str]:
    """Return the clause that an item is of, and its answer."""
    clause = item.sources[0].clause_id if item.sources else ""
    return clause, "".join(item.options[at] for at in item.key)


def _exact(item: Item) -> str:
    """Return what no two items have in common: stems of one form differ in little, but differ."""
    asked = item.stem + _asking_options(item) if _TEMPLATE.search(item.rule) else _asked(item)
    return f"{item.type}{bare(asked)}"


def _asking_options(item: Item) -> str:
    """Return the options where all of the question is in them: 「下列各项中……」."""
    return "".join(sorted(item.options)) if "下列" in item.stem else ""


def _failures(item: Item) -> Iterator[tuple[str, str]]:
    """Yield gate and reason of each failure, the gravest first."""
    if not item.sources or any(not source.quote for source in item.sources):
        yield "无依据", "没有可引用的原文"
    if reason := wrong_key(item):
        yield "答案", reason
    stem = _PREFIX.sub("", item.stem)
    if word := dangling(re.sub("下列(?:（　　）|各项|标准|说法)", "", stem)):
        yield "指代不明", f"题干里的“{word}”离开上下文不知所指"
    if reason := clue(item):
        yield "题干泄露答案", reason
    if reason := general(item, stem):
        yield "过于空泛", reason
    if reason := elsewhere(item):
        yield "与业务无关", reason
    if reason := _ungrammatical(item, stem):
        yield "不通顺", reason
    if reason := _private(item):
        yield "个人信息", reason


_BROKEN = re.compile(
    "（(?:（　　）|____)）|[，；]对[^，；处]*的罚款|为：[^：]*，为|"
    "[，、；：]{2}|([一-龥]{4,})\\1|"
    "不得不|应当应当|不得不得|可以可以|可以应当|[，、；：]。$|^[，、；。并且但]|[一-龥]\\s+(?!第\\d)[一-龥]|^根据"
)


_KIND = "法|条例|规定|办法|细则"


def _misnamed(stem: str) -> str:
    """Return 该办法 where what is named is a 条例, as a text says that was copied from another."""
    named = re.match(f"根据《[^》]*?({_KIND})[》〉）]", stem)
    said = re.search(f"违反(该(?:{_KIND}))", stem)
    return said[1] if named and said and said[1] != f"该{named[1]}" else ""


def _ungrammatical(item: Item, stem: str) -> str:
    if match := _BROKEN.search(stem):
        return f"“{match[0]}”处不通"
    if word := _misnamed(item.stem):
        return f"“{word}”与题名的体例不符，原文可能有误"
    longest = _LONGEST.get(item.type, 400)
    if len(stem) > longest:
        return f"题干长{len(stem)}字，不便阅读"
    if item.type is ItemType.TRUE_FALSE and len(stem) < 12:
        return "题干太短"
    pairs = ("（）", "《》", "“”", "()")
    if any(stem.count(pair[0]) != stem.count(pair[1]) for pair in pairs):
        return "括号或引号不成对"
    return ""


_PERSON = re.compile(
    rf"(?:厅长|局长|部长|主任|市长|省长|书记|处长|同志|组长|主席|总理)(?:{SURNAME}[一-龥]{{1,2}})(?=任|为|同志|担任|、|，)"
)


def _private(item: Item) -> str:
    text = "\n".join((item.stem, *item.options, *item.points))
    if "已隐去〕" in text or mask_contacts(text).places:
        return "含有联系方式"
    return f"含有人名“{match[0]}”" if (match := _PERSON.search(text)) else ""
