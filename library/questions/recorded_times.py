"""Which questions do the times give that a digest records apart from the duty?

Only times with a number are asked for: that somebody must be trained 上岗前 goes without saying.
Where an action goes on with what has a time of its own, its first act alone is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from library.questions.digest_wording import first_act
from library.questions.making import GAP, chooser, explained, make_item
from library.questions.quantities import Quantity, alternatives, quantities_in, written
from library.questions.records import Change, Item, ItemType, Source
from library.questions.references import dangling
from library.questions.statement import Statement
from library.questions.true_false import OPTIONS

__all__ = ["recorded_times"]

_LABEL = "期限或频次："


def recorded_times(statements: Sequence[Statement], seed: str) -> Iterator[Item]:
    """Yield a 单选, a 填空 and a 判断 for each recorded time that is one number."""
    for each in statements:
        if each.verbatim or each.modal is None or dangling(each.text):
            continue
        begins = each.modal[1]
        told = replace(each, text=each.text[:begins] + first_act(each.text[begins:]))
        if (found := _time_of(told)) is not None:
            words, source = found
            quantities = list(quantities_in(words))
            if len(quantities) == 1 and quantities[0].upper is None:
                yield from _of_number(told, words, quantities[0], source, seed)


def _time_of(statement: Statement) -> tuple[str, Source] | None:
    """Return the time recorded after the duty, with a source that reaches to it."""
    duty = statement.duty
    if duty is None or not duty.deadlines or not statement.record:
        return None
    _, label, rest = statement.record.quote.partition(_LABEL)
    words = rest.split("；")[0].strip()
    if not label or not words or re.search("[：，（或]|[检监]测", words) or words in statement.text:
        return None  # 「消防设施每年至少检测1次」 is another duty, and no time of this one
    return words, statement.record


def _stem(statement: Statement) -> str:
    return f"根据{statement.law}，{statement.text}，规定的时间要求是"


def _of_number(
    statement: Statement, words: str, quantity: Quantity, source: Source, seed: str
) -> Iterator[Item]:
    chance = chooser(seed, source.clause_id, source.start, "时间")
    near = alternatives(quantity)[:5]
    told = words[quantity.start : quantity.end]
    if told in statement.text or len(near) < 3:
        return
    chosen = sorted([*chance.sample(near, 3), quantity.value])
    options = [
        words if value == quantity.value else _with(words, quantity, written(value, quantity))
        for value in chosen
    ]
    yield _item(
        statement, source, ItemType.SINGLE, "单选·期限（要点）", f"{_stem(statement)}{GAP}。",
        f"应选“{words}”。", options=options, key=[options.index(words)],
    )  # fmt: skip
    yield _item(
        statement, source, ItemType.BLANK, "填空·期限（要点）",
        f"{_stem(statement)}：{_with(words, quantity, '____')}。",
        f"应填“{told}”。", blanks=[(told,)],
    )  # fmt: skip
    yield from _judged(statement, source, words, options, seed)


def _with(words: str, quantity: Quantity, other: str) -> str:
    return words[: quantity.start] + other + words[quantity.end :]


def _judged(
    statement: Statement, source: Source, words: str, others: Sequence[str], seed: str
) -> Iterator[Item]:
    chance = chooser(seed, source.clause_id, source.start, "时间判断")
    wrong = [other for other in others if other != words]
    said = words if chance.random() < 0.4 else chance.choice(wrong)
    change = None if said == words else Change("期限", words, said)
    answer = f"错误。题中把“{words}”改成了“{said}”。" if change else "正确。"
    rule = "判断·期限（要点）" if change else "判断·原意（要点）"
    yield _item(
        statement, source, ItemType.TRUE_FALSE, rule,
        f"{_stem(statement)}“{said}”。", answer,
        options=OPTIONS, key=[1 if change else 0], change=change,
    )  # fmt: skip


def _item(
    statement: Statement,
    source: Source,
    kind: ItemType,
    rule: str,
    stem: str,
    answer: str,
    *,
    options: Sequence[str] = (),
    key: Sequence[int] = (),
    blanks: Sequence[tuple[str, ...]] = (),
    change: Change | None = None,
) -> Item:
    return make_item(
        kind, rule, stem, [source], explained(source, verbatim=False, answer=answer),
        statement.headings, options=options, key=key, blanks=blanks, change=change,
    )  # fmt: skip
