"""Which 单选 and 多选 ask which of several sayings are right?

Each option tells a number: as the text has it, or with one number changed so that it is false by
its own clause. No option stands on the words of another, so none helps.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.near_duplicates import likeness
from library.questions.records import Item, ItemType, Source
from library.questions.references import dangling
from library.questions.rules.changing import falsehoods
from library.questions.rules.evidence import Evidence
from library.questions.rules.making import GAP, chooser, explained, make_item
from library.questions.rules.statement import Statement
from library.questions.rules.statements import own_words
from library.questions.topics import topic_of

__all__ = ["Saying", "asked_of", "sayings"]

_LONGEST = 90  # characters of an option
_OPTIONS = 4
_TIMES = 5  # how often a saying is an option of each type, every time among others
_ALIKE = 0.3
_KINDS = frozenset({"数字", "期限", "界限"})


@dataclass(frozen=True, slots=True)
class Saying:
    """What is right by its source, and what an explanation says of it; `wrong` is '' for none.

    `wrong` is false by the source, and `mistake` says how.
    """

    right: str
    wrong: str
    mistake: str
    why: str
    source: Source


def sayings(statements: Sequence[Statement], evidence: Evidence, seed: str) -> Iterator[Item]:
    """Yield items on the numbers of one document."""
    told = [each for each in statements if _fit(each)]
    if len(told) >= _OPTIONS:
        chance = chooser(seed, told[0].source.document_id, "说法")
        known = [_saying(each, evidence, chance) for each in told]
        yield from asked_of(
            known, f"根据{told[0].law}，下列说法中", "说法", told[0].headings, chance
        )


def _fit(statement: Statement) -> bool:
    same = own_words(statement.source.quote) == statement.text
    whole = same or not statement.verbatim
    whole = whole and "，是指" not in statement.text
    short = 15 <= len(statement.text) <= _LONGEST and "\n" not in statement.text
    return whole and short and bool(statement.quantities) and not dangling(statement.text)


def _saying(statement: Statement, evidence: Evidence, chance: random.Random) -> Saying:
    changes = falsehoods(statement, evidence, chance)
    wrong = next((each for each in changes if each.change.kind in _KINDS), None)
    why = explained(statement.source, verbatim=statement.verbatim, answer="").rstrip("。") + "。"
    if wrong is None:
        return Saying(statement.text, "", "", why, statement.source)
    mistake = f"“{wrong.change.after}”有误，应是“{wrong.change.before}”："
    return Saying(statement.text, wrong.text, mistake, why, statement.source)


def asked_of(
    known: Sequence[Saying],
    asked: str,
    rule: str,
    headings: Sequence[str],
    chance: random.Random,
    times: int = _TIMES,
) -> Iterator[Item]:
    """Yield items, each saying so often in a 多选 and a 单选; `asked` begins their stems."""
    for _ in range(times):
        for group in _groups(known, chance):
            wrong = _OPTIONS - chance.choice((2, 2, 3))
            yield from _item(ItemType.MULTIPLE, group, wrong, asked, rule, headings, chance)
        for group in _groups(known, chance):
            wrong = chance.choice((1, 3))
            yield from _item(ItemType.SINGLE, group, wrong, asked, rule, headings, chance)


def _groups(known: Sequence[Saying], chance: random.Random) -> Iterator[list[Saying]]:
    """Yield groups of as many as there are options, no two of one place."""
    left = chance.sample(known, len(known))
    while len(left) >= _OPTIONS:
        group: list[Saying] = []
        for each in left:
            if len(group) < _OPTIONS and not any(_of_one_matter(each, one) for one in group):
                group.append(each)
        if len(group) < _OPTIONS:
            return
        left = [each for each in left if each not in group]
        yield group


def _of_one_matter(one: Saying, other: Saying) -> bool:
    """Whether one may tell something of the other: they are of one clause, or speak alike.

    Lines of a table are clauses of their own.
    """
    if one.source.quote.startswith("|"):
        return one.source.quote == other.source.quote
    same = one.source.clause_id == other.source.clause_id
    return same or likeness(one.right, other.right) >= _ALIKE


def _item(
    kind: ItemType,
    group: Sequence[Saying],
    wrong: int,
    asked: str,
    rule: str,
    headings: Sequence[str],
    chance: random.Random,
) -> Iterator[Item]:
    """Yield the item with so many wrong options, if so many can be made wrong."""
    able = [each for each in group if each.wrong]
    if len(able) < wrong:
        return
    false = chance.sample(able, wrong)
    options = [each.wrong if each in false else each.right for each in group]
    asks_wrong = kind is ItemType.SINGLE and wrong == 1
    verb = "有" if kind is ItemType.MULTIPLE else "是"
    yield make_item(
        kind,
        f"{kind}·{rule}",
        f"{asked}，{'错误' if asks_wrong else '正确'}的{verb}{GAP}。",
        list(dict.fromkeys(each.source for each in group)),
        "".join(f"{each.mistake if each in false else ''}{each.why}" for each in group),
        headings,
        options=options,
        key=[at for at, each in enumerate(group) if (each in false) is asks_wrong],
        topic=topic_of(asked + "".join(options), headings),
    )
