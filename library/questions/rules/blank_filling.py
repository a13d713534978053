"""Which 填空 does a statement give? Its number, its party, or both are left out."""

from collections.abc import Iterator

from library.questions.records import Item, ItemType
from library.questions.rules.evidence import Evidence
from library.questions.rules.making import chooser, explained, make_item
from library.questions.rules.quantities import Quantity, quantities_in, spellings
from library.questions.rules.statement import Statement

__all__ = ["BLANK", "blank_filling"]

BLANK = "____"
_MOST = 2  # blanks of one item


def blank_filling(statement: Statement, _: Evidence, seed: str) -> Iterator[Item]:
    """Yield one item with the numbers of the statement left out, at most two."""
    chance = chooser(seed, statement.source.clause_id, statement.source.start, "填空")
    text = statement.text
    found = [
        q
        for q in statement.quantities
        if not any(o.unit == q.unit and abs(o.value - q.value) == 1 for o in quantities_in(text))
        and text.count(text[q.start : q.end]) == 1
        and not (q.unit == "次" and q.value == 1)
    ]
    if not found:
        return
    chosen = sorted(
        chance.sample(found, min(len(found), _MOST)), key=lambda quantity: quantity.start
    )
    stem, at, blanks = "", 0, []
    for quantity in chosen:
        stem += text[at : quantity.start] + BLANK
        at = quantity.end
        blanks.append(_accepted(text, quantity))
    answers = "；".join(accepted[0] for accepted in blanks)
    kind = "期限" if chosen[0].timed else "数字"
    yield make_item(
        ItemType.BLANK,
        f"填空·{kind}",
        f"根据{statement.law}，{stem}{text[at:]}。",
        statement.sources,
        explained(
            statement.source,
            verbatim=statement.verbatim,
            answer=f"应填“{answers}”。",
            lead=statement.lead,
        ),
        statement.headings,
        blanks=blanks,
    )


def _accepted(text: str, quantity: Quantity) -> tuple[str, ...]:
    words = text[quantity.start : quantity.end]
    if quantity.upper is None:
        others = spellings(quantity.value, quantity.unit)
    else:
        low, high = quantity.value, quantity.upper
        unit = quantity.unit
        others = (f"{low:f}{unit}以上{high:f}{unit}以下", f"{low:f}至{high:f}{unit}")
    return tuple(dict.fromkeys((words, *others)))
