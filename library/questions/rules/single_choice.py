"""Which 单选 does a statement give: for its number, its time, or its party?"""

import random
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from library.duties import canonical
from library.questions.records import Item, ItemType
from library.questions.rules.evidence import Evidence
from library.questions.rules.making import GAP, chooser, explained, make_item
from library.questions.rules.party_kinds import (
    authority,
    everybodys,
    in_a_list,
    own_business,
    rivals,
    siblings,
    told_by,
)
from library.questions.rules.quantities import (
    Quantity,
    alternatives,
    between,
    other_ranges,
    quantities_in,
    spellings,
    written,
)
from library.questions.rules.statement import Statement

__all__ = ["single_choices"]

_WRONG = 3
_NUMBERS = 3  # asked of one sentence, each in an item of its own


def single_choices(statement: Statement, evidence: Evidence, seed: str) -> Iterator[Item]:
    """Yield at most three items for numbers, one for the party and one for whom it turns to."""
    chance = chooser(seed, statement.source.clause_id, statement.source.start, "单选")
    yield from _number(statement, evidence, chance)
    if not statement.asked_from:
        yield from _party(statement, evidence, chance)
        yield from _receiver(statement, evidence, chance)


def _number(statement: Statement, evidence: Evidence, chance: random.Random) -> Iterator[Item]:
    text = statement.text
    quantities, made = list(quantities_in(text)), 0
    for quantity in chance.sample(asked := statement.quantities, len(asked)):
        words = text[quantity.start : quantity.end]
        if text.count(words) > 1 or (quantity.unit == "次" and quantity.value == 1):
            continue
        wrong = _wrong_numbers(text, quantity, quantities, evidence, chance)
        if wrong is None:
            continue
        options = [words if v is None else w for v, w in wrong]
        stem = f"根据{statement.law}，{text[: quantity.start]}{GAP}{text[quantity.end :]}。"
        kind = "期限" if quantity.timed else "数字"
        yield _item(statement, kind, stem, options, options.index(words))
        made += 1
        if made == _NUMBERS:
            return


def _wrong_numbers(
    text: str,
    quantity: Quantity,
    all_: Sequence[Quantity],
    evidence: Evidence,
    chance: random.Random,
) -> list[tuple[Decimal | None, str]] | None:
    """Return four options in natural order, the right one with None; None where none are found."""
    rest = text[: quantity.start] + text[quantity.end :]
    if "单数" in text:
        return None  # only one of the numbers, or of the ends of a range, would be odd
    if quantity.upper is not None:
        return _wrong_ranges(quantity, _base(text, quantity, all_), rest, evidence, chance)
    taken = {each.value for each in all_ if each.unit == quantity.unit}
    low, high = between(text, quantity, all_)
    free = [
        value
        for value in alternatives(quantity)
        if low < value < high
        and value not in taken
        and not evidence.says(rest, spellings(value, quantity.unit))
    ]
    if len(free) < _WRONG:
        return None
    chosen = sorted(chance.sample(free[:5], _WRONG))
    told: list[tuple[Decimal, Decimal | None, str]] = [
        (value, value, written(value, quantity)) for value in chosen
    ]
    told.append((quantity.value, None, ""))
    return [(value, words) for _, value, words in sorted(told, key=lambda each: each[0])]


_GRAVER = re.compile("情节|逾期|拒不|后果|再次")


def _base(text: str, quantity: Quantity, all_: Sequence[Quantity]) -> Decimal:
    """Return the most that a lesser breach costs, below which no graver one can lie; 0 for none."""
    before = [q for q in all_ if q.end <= quantity.start and q.unit == quantity.unit and q.upper]
    if not before or not _GRAVER.search(text[before[-1].end : quantity.start]):
        return Decimal(0)
    return before[-1].upper or Decimal(0)


def _wrong_ranges(
    quantity: Quantity, base: Decimal, rest: str, evidence: Evidence, chance: random.Random
) -> list[tuple[Decimal | None, str]] | None:
    own = quantity.value, quantity.upper or Decimal(0)
    near = other_ranges(quantity)
    told = {
        pair: f"{written(pair[0], quantity)}以上{written(pair[1], quantity)}以下" for pair in near
    }
    free = [p for p in near if p[0] >= base and not evidence.says(rest, [told[p]])]
    if len(free) < _WRONG:
        return None
    chosen = [*chance.sample(free, _WRONG), own]
    return [(None, "") if pair == own else (pair[0], told[pair]) for pair in sorted(chosen)]


def _party(statement: Statement, evidence: Evidence, chance: random.Random) -> Iterator[Item]:
    duty = statement.duty
    if duty is None or statement.party is None or len(duty.parties) != 1 or not statement.single:
        return
    if not statement.acts or statement.unnamed or duty.modality.force in {"不得", "可以"}:
        return  # nobody may do it, or others may as well
    if authority(statement.party_words):
        return  # the law's title tells which authority it is
    start, end = statement.party
    rest = statement.text[:start] + statement.text[end:]
    if in_a_list(statement.text, start, end) or everybodys(rest) or own_business(rest):
        return
    if statement.verbatim and len(rest) < _LEAST_TOLD and not statement.quantities:
        return
    if duty.parties == (_EVERYWHERE,) and chance.random() < _LEFT_OUT:
        return
    yield from _among_parties(statement, statement.party, duty.parties[0], "主体", evidence, chance)


_LEAST_TOLD = 25  # characters, of which something other than the party's business is told
_EVERYWHERE, _LEFT_OUT = "建设单位", 0.5
"""Most statutes on building bind it: if it were the answer each time, all would tick it."""

_TOLD = re.compile(
    "(?:向|报|经|由)(?P<who>(?:[^，。、；向报经由和或]{0,12}?)(?:部门|机构|机关|单位))"
    "(?=报告|备案|批准|申请|提出|审批|办理|审核|移交|通报|提交|同意|审查|申报|审定)"
)


def _receiver(statement: Statement, evidence: Evidence, chance: random.Random) -> Iterator[Item]:
    """Ask to whom something is reported, or whose leave it needs."""
    found = list(_TOLD.finditer(statement.text))
    if len(found) != 1 or statement.penalty:
        return
    parties = canonical(found[0]["who"])
    if len(parties) == 1 and not authority(found[0]["who"]):
        span = _without_place(statement.text, *found[0].span("who"))
        yield from _among_parties(statement, span, parties[0], "对象", evidence, chance)


def _without_place(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the name stands, without 「所在地县级以上人民政府」 before it."""
    place = re.match(
        ".*(?:人民政府|所在地的?|以上(?:地方)?|(?<!城)市(?!场|政|容)|[县区级])(?=.)",
        text[start:end],
    )
    return start + (place.end() if place else 0), end


def _among_parties(
    statement: Statement,
    span: tuple[int, int],
    right: str,
    kind: str,
    evidence: Evidence,
    chance: random.Random,
) -> Iterator[Item]:
    start, end = span
    words = statement.text[start:end]
    rest = statement.text[:start] + statement.text[end:]
    named = set(canonical(rest))
    if right in named or told_by(words, rest) or (authority(words) and words[:2] in statement.law):
        return  # the stem would give it away, or the law's title: 《城乡规划条例》
    free = [
        other
        for other in siblings(right, statement.law, wide=kind == "主体")
        if other not in named
        and not told_by(other, rest)
        and (other in statement.bound or kind != "主体")
        and not evidence.binds(rest, other)
    ]
    if len(free) < _WRONG or len(words) > 2 * max(map(len, free)):
        return
    near = [each for each in free if each in rivals(right)]
    if kind == "主体" and rivals(right) and not near:
        return  # without whoever has to do with the same thing the rest are too easy
    first = near[:1]
    others = [each for each in free if each not in first][:4]
    options = [words, *first, *chance.sample(others, _WRONG - len(first))]
    chance.shuffle(options)
    stem = f"根据{statement.law}，{statement.text[:start]}{GAP}{statement.text[end:]}。"
    yield _item(statement, kind, stem, options, options.index(words))


def _item(statement: Statement, kind: str, stem: str, options: Sequence[str], key: int) -> Item:
    return make_item(
        ItemType.SINGLE,
        f"单选·{kind}",
        stem,
        statement.sources,
        explained(
            statement.source,
            verbatim=statement.verbatim,
            answer=f"应选“{options[key]}”。",
            lead=statement.lead,
        ),
        statement.headings,
        options=options,
        key=[key],
    )
