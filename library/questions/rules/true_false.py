"""Which 判断 does a statement give: true as it stands, or false by one change?"""

import re
from collections.abc import Iterator

from library.questions.records import Change, Item, ItemType
from library.questions.rules.changing import Changed, doubtful, falsehoods
from library.questions.rules.evidence import Evidence
from library.questions.rules.making import chooser, explained, make_item
from library.questions.rules.party_kinds import authority
from library.questions.rules.quantities import quantities_in
from library.questions.rules.statement import Statement

__all__ = ["OPTIONS", "telling", "true_false"]

OPTIONS = ("正确", "错误")
_TRUE_SHARE = 0.45
_BARE_SHARE = 0.5  # of what no change makes false: they would outnumber those that are

_TURNS_TO = re.compile(
    "(?:向|报|经|由|会同)[^，。；]{2,24}?(?:部门|机构|机关|政府|工程师|技术负责人)"
)
"""To whom one turns, or whose leave one needs: that has to be known."""


def telling(statement: Statement) -> bool:
    """Whether it tells what has to be known, and does not merely proclaim what all would grant."""
    if statement.verbatim or any(True for _ in quantities_in(statement.text)):
        return any(True for _ in quantities_in(statement.text))
    duty = statement.duty
    if duty is None or duty.modality.force in {"不得", "可以"} or authority(statement.party_words):
        return False  # what is forbidden anybody would tick as right
    rest = statement.text[statement.modal[1] :] if statement.modal else statement.text
    return bool(_TURNS_TO.search(rest))


def true_false(statement: Statement, evidence: Evidence, seed: str) -> Iterator[Item]:
    """Yield one item: true, or false by the kind of change that chance picks of those possible."""
    chance = chooser(seed, statement.source.clause_id, statement.source.start, "判断")
    changes = falsehoods(statement, evidence, chance)
    if not changes:
        bare = _BARE_SHARE if doubtful(statement) else 0
        share = bare if statement.verbatim else 1
        if telling(statement) and not _timed(statement) and chance.random() < share:
            yield _item(statement, statement.text, None)
        return  # else nobody would take it for false
    if chance.random() < _TRUE_SHARE and telling(statement):
        yield _item(statement, statement.text, None)
        return
    rare = [each for each in changes if each.change.kind in {"例外", "界限", "数字", "期限"}]
    others = [each for each in changes if each.change.kind != "情态"]
    yield _false(statement, chance.choice(rare or others or changes))


def _timed(statement: Statement) -> bool:
    """Whether a digest records a time beside, without which little is told."""
    return statement.record is not None and "期限或频次：" in statement.record.quote


def _false(statement: Statement, changed: Changed) -> Item:
    return _item(statement, changed.text, changed.change)


def _item(statement: Statement, text: str, change: Change | None) -> Item:
    answer = "正确。"
    if change is not None:
        answer = f"错误。题中把“{change.before}”改成了“{change.after}”。"
        if change.kind == "例外":
            answer = f"错误。题中去掉了例外“{change.before}”。"
    return make_item(
        ItemType.TRUE_FALSE,
        f"判断·{change.kind if change else '原意'}",
        f"根据{statement.law}，{text}。",
        statement.sources,
        explained(
            statement.source, verbatim=statement.verbatim, answer=answer, lead=statement.lead
        ),
        statement.headings,
        options=OPTIONS,
        key=[1 if change else 0],
        change=change,
    )
