"""Which questions do the records of accidents and the table of hazardous works give?

Both rest on articles too: the level of an accident, who investigates it, whose plans are examined.
"""

import re
from collections.abc import Iterator, Sequence

from corpus import Clause, Document, Kind
from library.questions.records import Item, Source
from library.questions.rules.case_items import case_items
from library.questions.rules.digest_wording import continued, spelled_out
from library.questions.rules.level_exercises import INVESTIGATION, level_exercises
from library.questions.rules.level_items import LEVEL_ARTICLE
from library.questions.rules.statement import bare_title, source_of
from library.questions.rules.threshold_classes import REVIEW_ARTICLE
from library.questions.rules.threshold_items import threshold_items

__all__ = ["record_items"]

Text = tuple[Document, Sequence[Clause]]


def record_items(texts: Sequence[Text], seed: str) -> Iterator[Item]:
    """Yield the items on accidents and on hazardous works, with the articles that they rest on."""
    articles = {
        (bare_title(str(d.facts.get("law", d.title))), clause.path[-1]): (d, clause)
        for d, clauses in texts
        if d.kind in {Kind.DIGEST, Kind.REGULATION}
        for clause in clauses
        if clause.path
    }
    gists = {place: clause.text for place, (_, clause) in articles.items()}
    penal = {place for text in gists.values() for place in _PENALTY.findall(text)}

    def held(law: str, place: str) -> Source | None:
        found = articles.get((bare_title(law), place))
        return source_of(*found, found[1].start, found[1].end) if found else None

    def gist(law: str, place: str) -> list[str] | None:
        return (
            None if (bare_title(law), place) in penal - gists.keys() else _gist(gists, law, place)
        )

    if levels := held(*LEVEL_ARTICLE) or _card(texts, LEVEL_ARTICLE[0]):
        yield from level_exercises(levels, held(LEVEL_ARTICLE[0], INVESTIGATION), seed)
    reviewed = held(*REVIEW_ARTICLE)
    for document, clauses in texts:
        if "rows" in document.facts:
            yield from threshold_items(document, clauses, reviewed, seed)
        if document.kind is Kind.CASE:
            yield from case_items(document, clauses, seed, gist, held)


_PENALTY = re.compile("罚则：《([^》]+)》(第[^条]+条)")
"""Where a digest records which article threatens a penalty for a breach of the duty."""


def _card(texts: Sequence[Text], law: str) -> Source | None:
    """Return the card of the law, which says what it is about, None where there is none."""
    found = [(d, c) for d, cs in texts if f"《{law}》卡片" == d.title for c in cs]
    return source_of(*found[0], found[0][1].start, found[0][1].end) if found else None


_RECORDED = re.compile("(?:对象|期限或频次|所涉危大工程|罚则|备注)：")
"""How a digest goes on after a duty, with what is no duty."""


def _gist(gists: dict[tuple[str, str], str], law: str, place: str) -> list[str]:
    lines = gists.get((bare_title(law), place), "").split("\n")
    told = [line for line in lines if ("：" in line or "应当" in line) and len(line) <= 160]
    told = [line for line in told if not _RECORDED.match(line)]
    return [_worded(line) for line in told]


def _worded(line: str) -> str:
    words = spelled_out(re.sub("^（\\d+）", "", line).strip(" 。"))
    party, forced, action = words.partition("：")
    return f"{party}{continued(action)}" if forced else words
