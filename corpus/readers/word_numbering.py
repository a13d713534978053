"""Which number does Word print before an automatically numbered paragraph?"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from corpus.readers.package import Package, local
from corpus.readers.word_styles import attribute, child

__all__ = ["Numbering", "printed"]

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = tuple(zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                   "M CM D CD C XC L XL X IX V IV I".split(), strict=True))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    restart: int | None
    legal: bool
    tab: str


class Numbering:
    """Counts the numbered paragraphs of one document in their order."""

    def __init__(self, package: Package) -> None:
        root = package.xml("word/numbering.xml")
        found = list(root) if root is not None else []
        abstracts = {attribute(e, "abstractNumId"): e for e in found if local(e) == "abstractNum"}
        linked = {attribute(child(e, "styleLink")): e for e in abstracts.values()}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        for number in (e for e in found if local(e) == "num"):
            abstract_id = attribute(child(number, "abstractNumId"))
            abstract = abstracts.get(abstract_id)
            link = attribute(child(abstract, "numStyleLink"))
            abstract = linked.get(link, abstract) if link else abstract
            identity = attribute(number, "numId")
            if identity and abstract is not None:
                levels, own = _levels(abstract, number)
                # A list that sets its own start counts for itself; others share their counts.
                self._lists[identity] = (f"n{identity}" if own else f"a{abstract_id}", levels)

    def next_number(self, identity: str, level: int) -> str:
        """Count one more paragraph of that list and level; return what Word prints before it.

        A bullet prints as 「• 」; an unknown list prints nothing.
        """
        key, levels = self._lists.get(identity, ("", {}))
        if level not in levels:
            return ""
        counts = self._counts.setdefault(key, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [d for d in counts if d > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart > 0 and level < restart):
                del counts[deeper]
        return _printed_level(levels, counts, level)


def _levels(abstract: etree._Element, number: etree._Element) -> tuple[dict[int, _Level], bool]:
    own = False
    levels = {int(attribute(e, "ilvl") or 0): _level(e) for e in abstract if local(e) == "lvl"}
    for override in (e for e in number if local(e) == "lvlOverride"):
        at = int(attribute(override, "ilvl") or 0)
        if (replaced := child(override, "lvl")) is not None:
            levels[at] = _level(replaced)
            own = True
        start = attribute(child(override, "startOverride"))
        if start is not None and at in levels:
            old = levels[at]
            levels[at] = _Level(old.form, old.text, int(start), old.restart, old.legal, old.tab)
            own = True
    return levels, own


def _level(element: etree._Element) -> _Level:
    start, restart = attribute(child(element, "start")), attribute(child(element, "lvlRestart"))
    legal = child(element, "isLgl")
    return _Level(
        attribute(child(element, "numFmt")) or "decimal",
        attribute(child(element, "lvlText")) or "",
        int(start) if start else 1,
        int(restart) if restart else None,
        legal is not None and attribute(legal) not in {"0", "false"},
        "" if attribute(child(element, "suff")) == "nothing" else " ",
    )


def _printed_level(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    here = levels[level]
    if here.form == "bullet":
        return "• "

    def replace(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        if at not in levels:
            return ""
        form = "decimal" if here.legal and at < level else levels[at].form
        return printed(counts.get(at, levels[at].start), form)

    text = re.sub(r"%(\d)", replace, here.text)
    if not text:
        return ""
    # The space that stands for Word's tab is left out after Chinese punctuation: （一）, 一、
    return text if text.endswith(tuple("、）．，。")) else text + here.tab


def printed(number: int, form: str) -> str:
    """Return `number` as the format (ST_NumberFormat, ECMA-376 17.18.59) prints it."""
    writer = _FORMS.get(form)
    if writer is None and form.startswith(("chinese", "japaneseCounting", "taiwaneseCounting")):
        return _chinese(number, _DIGITS, "十百千")
    return writer(number) if writer and number > 0 else str(number)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)


def _mapped(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _enclosed(number: int, first: str) -> str:
    return chr(ord(first) + number - 1) if number <= 20 else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value) if number < 5000 else (0, number)
        written += sign * count
    return written or str(number)


def _chinese(number: int, digits: str, units: str) -> str:
    """Write a number below 10,000 in words: 十二, 一百〇五 as Word writes 一百零五."""
    if not 0 < number < 10000:
        return str(number)
    words, gap = "", False
    for place in range(len(str(number)) - 1, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + digits[digit] + (units[place - 1] if place else "")
        gap = False
    return words.removeprefix("一") if words.startswith("一十") else words


_FORMS: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": lambda n: f"{n:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": lambda n: _roman(n).lower(),
    "upperRoman": _roman,
    "ideographDigital": lambda n: _mapped(n, _DIGITS),
    "japaneseDigitalTenThousand": lambda n: _mapped(n, _DIGITS),
    "taiwaneseDigital": lambda n: _mapped(n, _DIGITS),
    "decimalFullWidth": lambda n: _mapped(n, "０１２３４５６７８９"),
    "decimalFullWidth2": lambda n: _mapped(n, "０１２３４５６７８９"),
    "decimalEnclosedCircle": lambda n: _enclosed(n, "①"),
    "decimalEnclosedCircleChinese": lambda n: _enclosed(n, "①"),
    "decimalEnclosedParen": lambda n: _enclosed(n, "⑴"),
    "decimalEnclosedFullstop": lambda n: _enclosed(n, "⒈"),
    "chineseLegalSimplified": lambda n: _chinese(n, _FORMAL, "拾佰仟"),
    "ideographLegalTraditional": lambda n: _chinese(n, _FORMAL, "拾佰仟"),
    "ideographTraditional": lambda n: _STEMS[(n - 1) % 10],
    "ideographZodiac": lambda n: _BRANCHES[(n - 1) % 12],
}
