"""Which 单选 and 多选 ask which sayings on one document are right?

Each option is a statement that tells a number: as the clause has it, or with one number changed so
that it is false by its own clause. No option stands on the words of another, so none helps.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from library.questions.changing import Changed, falsehoods
from library.questions.evidence import Evidence
from library.questions.making import GAP, chooser, explained, make_item
from library.questions.records import Item, ItemType
from library.questions.references import dangling
from library.questions.statement import Statement
from library.questions.statements import own_words
from library.questions.topics import topic_of

__all__ = ["sayings"]

_LONGEST = 90  # characters of an option
_OPTIONS = 4
_TIMES = 2  # how often a statement is an option of each type, every time among others
_KINDS = frozenset({"数字", "期限", "界限"})


@dataclass(frozen=True, slots=True)
class _Saying:
    """A statement, and what is false of it; None where no change makes it false for sure."""

    statement: Statement
    wrong: Changed | None


def sayings(statements: Sequence[Statement], evidence: Evidence, seed: str) -> Iterator[Item]:
    """Yield items on the numbers of one document, each statement in two 多选 and two 单选."""
    told = [each for each in statements if _fit(each)]
    if len(told) < _OPTIONS:
        return
    chance = chooser(seed, told[0].source.document_id, "说法")
    known = [_Saying(each, _wrong(each, evidence, chance)) for each in told]
    for _ in range(_TIMES):
        for group in _groups(known, chance):
            yield from _multiple(group, chance)
        for group in _groups(known, chance):
            yield from _single(group, chance)


def _fit(statement: Statement) -> bool:
    same = own_words(statement.source.quote) == statement.text
    whole = same or not statement.verbatim
    short = 15 <= len(statement.text) <= _LONGEST and "\n" not in statement.text
    return whole and short and bool(statement.quantities) and not dangling(statement.text)


def _wrong(statement: Statement, evidence: Evidence, chance: random.Random) -> Changed | None:
    changes = falsehoods(statement, evidence, chance)
    return next((each for each in changes if each.change.kind in _KINDS), None)


def _groups(known: Sequence[_Saying], chance: random.Random) -> Iterator[list[_Saying]]:
    """Yield groups of as many as there are options, no two of one clause."""
    left = chance.sample(known, len(known))
    while len(left) >= _OPTIONS:
        group: list[_Saying] = []
        for each in left:
            clauses = {one.statement.source.clause_id for one in group}
            if len(group) < _OPTIONS and each.statement.source.clause_id not in clauses:
                group.append(each)
        if len(group) < _OPTIONS:
            return
        left = [each for each in left if each not in group]
        yield group


def _multiple(group: Sequence[_Saying], chance: random.Random) -> Iterator[Item]:
    right = chance.choice((2, 2, 3))
    yield from _item(ItemType.MULTIPLE, group, _OPTIONS - right, chance)


def _single(group: Sequence[_Saying], chance: random.Random) -> Iterator[Item]:
    yield from _item(ItemType.SINGLE, group, chance.choice((1, 3)), chance)


def _item(
    kind: ItemType, group: Sequence[_Saying], wrong: int, chance: random.Random
) -> Iterator[Item]:
    """Yield the item with so many wrong options, if so many can be made wrong."""
    able = [each for each in group if each.wrong is not None]
    if len(able) < wrong:
        return
    false = chance.sample(able, wrong)
    options = [_words(each, changed=each in false) for each in group]
    asks_wrong = kind is ItemType.SINGLE and wrong == 1
    key = [at for at, each in enumerate(group) if (each in false) is asks_wrong]
    verb = "有" if kind is ItemType.MULTIPLE else "是"
    law = group[0].statement.law
    yield make_item(
        kind,
        f"{kind}·说法",
        f"根据{law}，下列说法中，{'错误' if asks_wrong else '正确'}的{verb}{GAP}。",
        [each.statement.source for each in group],
        "".join(_explained(each, changed=each in false) for each in group),
        group[0].statement.headings,
        options=options,
        key=key,
        topic=topic_of(law + "".join(options), group[0].statement.headings),
    )


def _words(saying: _Saying, *, changed: bool) -> str:
    return saying.wrong.text if changed and saying.wrong else saying.statement.text


def _explained(saying: _Saying, *, changed: bool) -> str:
    statement, answer = saying.statement, ""
    if changed and saying.wrong:
        change = saying.wrong.change
        answer = f"“{change.after}”有误，应是“{change.before}”："
    return (
        explained(statement.source, verbatim=statement.verbatim, answer=answer).rstrip("。") + "。"
    )
