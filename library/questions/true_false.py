"""Which 判断 does a statement give: true as it stands, or false by one change?"""

from collections.abc import Iterator

from library.questions.changing import Changed, doubtful, falsehoods
from library.questions.evidence import Evidence
from library.questions.making import chooser, explained, make_item
from library.questions.records import Change, Item, ItemType
from library.questions.statements import Statement

__all__ = ["OPTIONS", "true_false"]

OPTIONS = ("正确", "错误")
_TRUE_SHARE = 0.45
_BARE_SHARE = 0.5  # of what no change makes false: they would outnumber those that are
_RECORDED_SHARE = 0.6  # the same of a digest
_SPARED = 0.25  # of those that only a modal word could make false; too many are alike


def true_false(statement: Statement, evidence: Evidence, seed: str) -> Iterator[Item]:
    """Yield one item: true, or false by the kind of change that chance picks of those possible."""
    chance = chooser(seed, statement.source.clause_id, statement.source.start, "判断")
    changes = falsehoods(statement, evidence, chance)
    if not changes:
        share = _BARE_SHARE if doubtful(statement) else 0
        if chance.random() < (share if statement.verbatim else _RECORDED_SHARE):
            yield _item(statement, statement.text, None)
        return  # else nobody would take it for false
    if all(each.change.kind == "情态" for each in changes) and chance.random() < _SPARED:
        return
    if chance.random() < _TRUE_SHARE:
        yield _item(statement, statement.text, None)
        return
    rare = [each for each in changes if each.change.kind in {"例外", "界限", "数字", "期限"}]
    others = [each for each in changes if each.change.kind != "情态"]
    yield _false(statement, chance.choice(rare or others or changes))


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
        [statement.source],
        explained(statement.source, verbatim=statement.verbatim, answer=answer),
        statement.headings,
        options=OPTIONS,
        key=[1 if change else 0],
        change=change,
    )
