"""Which questions do the catchwords of a notice give, like 「四不两直」: what do they mean?"""

import re
from collections.abc import Iterator, Sequence

from library.questions.records import Item, ItemType
from library.questions.rules.making import chooser, explained, make_item
from library.questions.rules.statement import Statement

__all__ = ["quoted_terms"]

_TERM = re.compile(r"“(?P<term>[^“”]{3,14})”")
_MEANING = re.compile(r"”[（(](?P<list>[^（）()]{8,90})[）)]")
_LONGEST = 110  # characters of a sentence in which a term is worth asking for


def quoted_terms(statements: Sequence[Statement], seed: str) -> Iterator[Item]:
    """Yield a 简答 for a quoted term of which the text says what it is.

    Each term is asked once: of a text that explains it, and whose title says whose it is.
    """
    asked: set[str] = set()
    for statement in sorted(statements, key=_telling, reverse=True):
        found = [
            m
            for m in _TERM.finditer(statement.text)
            if _fit(statement.text, m["term"]) and m["term"] not in asked
        ]
        if found:
            match = chooser(seed, statement.source.clause_id, statement.source.start).choice(found)
            asked.add(match["term"])
            yield from _asked(statement, match)


def _telling(statement: Statement) -> tuple[bool, bool]:
    return bool(_MEANING.search(statement.text)), statement.law.endswith("》")


def _fit(text: str, term: str) -> bool:
    return _counts(term) and text.count(term) == 1 and len(text) <= _LONGEST and len(term) <= 8


def _counts(term: str) -> bool:
    """Whether the term is one to be known by heart, such as 四不两直, and no phrase in quotes."""
    return bool(re.match("[三四五六七八九十双两]", term))


def _asked(statement: Statement, match: re.Match[str]) -> Iterator[Item]:
    meaning = _MEANING.match(statement.text, match.end() - 1)
    points = re.split("[、，,；]", meaning["list"]) if meaning else []
    if len(points) >= 3 and all(len(point) >= 3 for point in points):
        yield make_item(
            ItemType.SHORT, "简答·用语",
            f"根据{statement.law}，“{match['term']}”的内容是什么？", [statement.source],
            explained(statement.source, verbatim=True, answer=""),
            statement.headings, points=points,
        )  # fmt: skip
