"""Which questions do the times give that a digest records apart from the duty?

Only times with a number are asked for: that somebody must be trained 上岗前 goes without saying.
Where an action goes on with what has a time of its own, its first act alone is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from library.questions.records import Change, Item, ItemType, Source
from library.questions.references import dangling
from library.questions.rules.digest_wording import first_act
from library.questions.rules.making import GAP, chooser, explained, make_item
from library.questions.rules.quantities import Quantity, alternatives, quantities_in, written
from library.questions.rules.sayings import Saying, asked_of
from library.questions.rules.statement import Statement
from library.questions.rules.true_false import OPTIONS

__all__ = ["recorded_times", "time_sayings"]

_LABEL = "期限或频次："


@dataclass(frozen=True, slots=True)
class _Timed:
    """A duty up to where it turns, the words of its time, the number in them, and their source."""

    statement: Statement
    words: str
    quantity: Quantity
    source: Source

    @property
    def others(self) -> list[str]:
        """The words with other usual numbers, the nearest first."""
        near = alternatives(self.quantity)[:5]
        return [self.with_(written(value, self.quantity)) for value in near]

    def with_(self, other: str) -> str:
        """Return the words with something else for the number."""
        return self.words[: self.quantity.start] + other + self.words[self.quantity.end :]


def recorded_times(statements: Sequence[Statement], seed: str) -> Iterator[Item]:
    """Yield a 单选, a 填空 and a 判断 for each recorded time that is one number."""
    for each in _timed(statements):
        yield from _of_number(each, seed)


def time_sayings(statements: Sequence[Statement], seed: str) -> Iterator[Item]:
    """Yield 单选 and 多选 on the recorded times of all digests together."""
    chance = chooser(seed, "时限", "说法")
    known = []
    for each in _timed(statements):
        wrong = chance.choice(each.others[:3])
        said = f"{each.statement.law}规定，{each.statement.text}，时间要求是“{{}}”"
        mistake = f"“{wrong}”有误，应是“{each.words}”："
        why = explained(each.source, verbatim=False, answer="").rstrip("。") + "。"
        known.append(Saying(said.format(each.words), said.format(wrong), mistake, why, each.source))
    asked = "关于法律、法规规定的时限，下列说法中"
    yield from asked_of(known, asked, "说法（时限）", (), chance, times=4)


def _timed(statements: Sequence[Statement]) -> Iterator[_Timed]:
    for each in statements:
        if each.verbatim or each.modal is None or dangling(each.text):
            continue
        begins = each.modal[1]
        told = replace(each, text=each.text[:begins] + first_act(each.text[begins:]))
        if (found := _time_of(told)) is None:
            continue
        words, source = found
        quantities = list(quantities_in(words))
        if len(quantities) != 1 or quantities[0].upper is not None:
            continue
        timed = _Timed(told, words, quantities[0], source)
        number = words[timed.quantity.start : timed.quantity.end]
        if number not in told.text and len(timed.others) >= 3:
            yield timed


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


def _of_number(timed: _Timed, seed: str) -> Iterator[Item]:
    words, quantity, source = timed.words, timed.quantity, timed.source
    chance = chooser(seed, source.clause_id, source.start, "时间")
    told = words[quantity.start : quantity.end]
    chosen = sorted([*chance.sample(alternatives(quantity)[:5], 3), quantity.value])
    options = [
        words if value == quantity.value else timed.with_(written(value, quantity))
        for value in chosen
    ]
    yield _item(
        timed, ItemType.SINGLE, "单选·期限（要点）", f"{_stem(timed.statement)}{GAP}。",
        f"应选“{words}”。", options=options, key=[options.index(words)],
    )  # fmt: skip
    yield _item(
        timed, ItemType.BLANK, "填空·期限（要点）",
        f"{_stem(timed.statement)}：{timed.with_('____')}。",
        f"应填“{told}”。", blanks=[(told,)],
    )  # fmt: skip
    yield from _judged(timed, options, seed)


def _judged(timed: _Timed, others: Sequence[str], seed: str) -> Iterator[Item]:
    words, source = timed.words, timed.source
    chance = chooser(seed, source.clause_id, source.start, "时间判断")
    wrong = [other for other in others if other != words]
    said = words if chance.random() < 0.4 else chance.choice(wrong)
    change = None if said == words else Change("期限", words, said)
    answer = f"错误。题中把“{words}”改成了“{said}”。" if change else "正确。"
    rule = "判断·期限（要点）" if change else "判断·原意（要点）"
    yield _item(
        timed, ItemType.TRUE_FALSE, rule, f"{_stem(timed.statement)}“{said}”。", answer,
        options=OPTIONS, key=[1 if change else 0], change=change,
    )  # fmt: skip


def _item(
    timed: _Timed,
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
        kind, rule, stem, [timed.source],
        explained(timed.source, verbatim=False, answer=answer), timed.statement.headings,
        options=options, key=key, blanks=blanks, change=change,
    )  # fmt: skip
