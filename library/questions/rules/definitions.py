"""Which terms does a text define, and what 单选 asks which of its terms is meant?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from library.questions.records import Item, ItemType
from library.questions.rules.making import GAP, chooser, explained, make_item
from library.questions.rules.statement import Statement

__all__ = ["Definition", "definition_in", "term_choice"]

_WRONG = 3
_DEFINES = re.compile(
    r"^(?:该(?:法|条例|规定|办法)所称的?)?(?P<term>[^，、。；的]{2,16})，"
    r"是?指(?!导|定|派|挥)(?P<what>.{12,160})$"
)


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means, as a statement says."""

    statement: Statement
    term: str
    what: str


def definition_in(statement: Statement) -> Definition | None:
    """Return the definition that the statement is, None where it is none."""
    match = _DEFINES.match(statement.text)
    if match is None or re.match("包括|上述|前款", match["what"]):
        return None
    return Definition(statement, match["term"], match["what"])


def term_choice(own: Definition, others: Sequence[Definition], seed: str) -> Iterator[Item]:
    """Yield the item that asks which term is meant; `others` are those of the same document.

    All are of one kind, as 公园绿地 and 防护绿地: of terms of several kinds the meaning tells
    which is right even to those who know none of them.
    """
    named = sum(char in own.what for char in set(own.term)) > len(set(own.term)) / 2
    if named or "包括" in own.what:
        return  # the meaning names the term, or examples of it
    kind = own.term[-2:]
    alike = (each.term for each in others if each.term.endswith(kind) and kind != each.term)
    apart = (term for term in dict.fromkeys(alike) if len(set(term) ^ set(own.term)) > 2)
    free = [term for term in apart if term != own.term][:5]  # 厨余垃圾 may hold 餐厨垃圾
    if len(free) < _WRONG or kind == own.term:
        return
    source = own.statement.source
    chance = chooser(seed, source.clause_id, source.start, "定义")
    options = [own.term, *chance.sample(free, _WRONG)]
    chance.shuffle(options)
    yield make_item(
        ItemType.SINGLE,
        "单选·定义",
        f"根据{own.statement.law}，{GAP}是指{own.what}。",
        own.statement.sources,
        explained(source, verbatim=own.statement.verbatim, answer=f"应选“{own.term}”。"),
        own.statement.headings,
        options=options,
        key=[options.index(own.term)],
    )
