"""Which questions do the cards of standards give? Which standard is about what.

That a standard has this number and no other is nothing to learn by heart, and is not asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus import Clause, Document
from library.questions.making import GAP, chooser, make_item
from library.questions.records import Item, ItemType
from library.questions.statement import source_of

__all__ = ["standard_items"]

Card = tuple[Document, Sequence[Clause]]


def standard_items(cards: Sequence[Card], seed: str) -> Iterator[Item]:
    """Yield one item on each standard; the wrong answers are other standards held."""
    for document, clauses in cards:
        others = [each.facts for each, _ in cards if each is not document]
        if clauses and document.facts.get("number"):
            yield from _of_card(document, clauses[0], others, seed)


def _given_away(scope: str, title: str) -> bool:
    """Whether the name of the standard can be told from its contents by their common words."""
    pairs = {scope[at : at + 2] for at in range(len(scope) - 1)}
    return sum(pair in title for pair in pairs) > len(pairs) / 4


def _of_card(
    document: Document, clause: Clause, others: Sequence[Mapping[str, Any]], seed: str
) -> Iterator[Item]:
    own = document.facts
    title, number, scope = own["title"], own["number"], own["scope"]
    source = source_of(document, clause, clause.start, clause.end)
    chance = chooser(seed, document.document_id)
    far = [each for each in others if not set(each["topics"]) & set(own["topics"])]
    card = f"《{title}》（{number}）"
    if len(far) >= 3 and scope and not _given_away(scope, title):
        options = [title, *(each["title"] for each in chance.sample(far, 3))]
        chance.shuffle(options)
        yield make_item(
            ItemType.SINGLE, "单选·文件（内容）",
            f"下列标准中，规定“{scope}”的是{GAP}。",
            [source], f"应选《{title}》。{card}的内容：{scope}。", own["topics"],
            options=[f"《{name}》" for name in options], key=[options.index(title)],
        )  # fmt: skip
