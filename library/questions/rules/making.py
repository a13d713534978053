"""How does a question come to have its number, its explanation, its topic and its difficulty?"""

import hashlib
import random
import re
from collections.abc import Sequence

from library.questions.records import Change, Item, ItemType, Source
from library.questions.topics import topic_of

__all__ = ["GAP", "chooser", "explained", "make_item"]

GAP = "（　　）"
"""Where the answer of a 单选 or 多选 belongs in its stem."""

_BASE = {
    ItemType.TRUE_FALSE: 0.2,
    ItemType.SINGLE: 0.35,
    ItemType.BLANK: 0.45,
    ItemType.MULTIPLE: 0.5,
    ItemType.SHORT: 0.6,
    ItemType.CASE: 0.7,
}
_HARDER = {"数字": 0.15, "期限": 0.15, "界限": 0.2, "例外": 0.2, "主体": 0.1, "情态": 0.05}


def make_item(
    kind: ItemType,
    rule: str,
    stem: str,
    sources: Sequence[Source],
    explanation: str,
    headings: Sequence[str],
    *,
    options: Sequence[str] = (),
    key: Sequence[int] = (),
    blanks: Sequence[tuple[str, ...]] = (),
    points: Sequence[str] = (),
    change: Change | None = None,
    topic: str = "",
) -> Item:
    """Return the item; its number follows from the clause, the rule and what is asked."""
    stem, options, points = _printed(stem), [*map(_printed, options)], [*map(_printed, points)]
    told = sorted(options) if "下列" in stem else ()  # there the options are the question
    asked = "\n".join((sources[0].clause_id, rule, stem, *told))
    return Item(
        item_id="Q" + hashlib.sha256(asked.encode()).hexdigest()[:16],
        type=kind,
        stem=stem,
        options=tuple(options),
        key=tuple(key),
        blanks=tuple(blanks),
        points=tuple(points),
        sources=tuple(sources),
        rule=rule,
        change=change,
        explanation=explanation,
        topic=topic or topic_of(stem, headings),
        difficulty=_difficulty(kind, rule, stem, options),
    )


_HALF = str.maketrans(",;()", "，；（）")
_NARROW = re.compile("(?<=[一-龥”》])[,;](?=\\D)|\\((?=[一-龥])|(?<=[一-龥”])\\)")


def _printed(words: str) -> str:
    """Return the words with the full-width marks that belong between Chinese characters."""
    return _NARROW.sub(lambda match: match[0].translate(_HALF), words)


def _difficulty(kind: ItemType, rule: str, stem: str, options: Sequence[str]) -> float:
    """Estimate by type, by what is asked, and by how much there is to read.

    To the base of the type (判断 0.2 … 案例分析 0.7) comes what the rule adds (numbers and times
    0.15, limits and exceptions 0.2, parties 0.1, modal words 0.05), and 0.03 for each 50
    characters, at most 0.12. The sum lies between 0.05 and 0.95.
    """
    asked = max((more for word, more in _HARDER.items() if word in rule), default=0.0)
    length = len(stem) + sum(map(len, options))
    return round(min(0.95, _BASE[kind] + asked + min(0.12, 0.03 * (length // 50))), 2)


def explained(source: Source, *, verbatim: bool, answer: str, lead: Source | None = None) -> str:
    """Return the explanation: the answer, and the words of the clause with their citation.

    `lead` is where the words stand that lead to a list of which the source is an item, or the
    article that is breached.
    """
    quote = " ".join(source.quote.split())
    if lead is not None and lead.clause_id != source.clause_id:
        answer += f"{lead.citation}规定：“{' '.join(lead.quote.split())}”；"
    elif lead is not None:
        quote = f"{lead.quote}……{quote}"
    if verbatim:
        return f"{answer}{source.citation}规定：“{quote}”。"
    return f"{answer}{source.citation}：{quote}"


def chooser(seed: str, *parts: object) -> random.Random:
    """Return the chance by which one question is made; the same seed and parts give the same."""
    text = "\n".join(map(str, (seed, *parts)))
    return random.Random(hashlib.sha256(text.encode()).digest())  # noqa: S311 - no secret
