"""Which article of the same law punishes the breach of a duty?

Either the article of 法律责任 names the number (「违反本法第二十四条」), or one of its items says
nearly the same words of the same party: 「未…」 for what one must do.
"""

import re
from collections.abc import Mapping, Sequence

from corpus import Clause
from corpus.numerals import to_int
from library.duties.parties import canonical
from library.duties.records import Duty

__all__ = ["penalties"]

_CHAPTER = re.compile("法律责任|罚则")
_NUMBERED = re.compile(
    r"违反本(?:法|条例|规定|办法)[^，。；]{0,6}第(?P<n>[〇零一二三四五六七八九十百]+)条"
)
_ARTICLE = re.compile(r"^\s*第(?P<n>[〇零一二三四五六七八九十百千\d]+)条")
_ITEMS = re.compile(r"[（(][一二三四五六七八九十]+[)）](?P<words>[^；。\n]{6,})")
_NOISE = re.compile(r"未|按照|规定|本法|本条例|本规定|的|应当|或者|不得|进行|依法|，|、")
_SHARE = 0.75
_PAIRS = 6


def penalties(clauses: Sequence[Clause], duties: Sequence[Duty]) -> Mapping[tuple[str, int], str]:
    """Return the clause_id of the penalty by clause_id and start of each duty that has one."""
    articles = [clause for clause in clauses if any(map(_CHAPTER.search, clause.path))]
    named = {
        to_int(match["n"]): article.clause_id
        for article in reversed(articles)
        for match in _NUMBERED.finditer(article.text)
    }
    items = [(article.clause_id, *item) for article in articles for item in _items(article)]
    numbers = {clause.clause_id: _number(clause) for clause in clauses}
    found = {}
    for duty in duties:
        link = named.get(numbers[duty.clause_id]) or _alike(duty, items)
        if link:
            found[duty.clause_id, duty.start] = link
    return found


def _number(clause: Clause) -> int:
    match = _ARTICLE.match(clause.text)
    return to_int(match["n"]) if match else -1


def _items(article: Clause) -> list[tuple[tuple[str, ...], frozenset[str]]]:
    lead = article.text.split("\n", 1)[0]
    parties = canonical(lead.split("有下列", 1)[0])
    items = [match["words"] for match in _ITEMS.finditer(article.text)]
    found = [(canonical(words) or parties, _pairs(words)) for words in items]
    return found or [(parties, _pairs(lead.split("责令", 1)[0]))]


def _alike(duty: Duty, items: Sequence[tuple[str, tuple[str, ...], frozenset[str]]]) -> str:
    words = _pairs(duty.action)
    best = ("", 0.0)
    for clause_id, parties, pairs in items:
        if len(pairs) >= _PAIRS and set(parties) & set(duty.parties):
            share = len(words & pairs) / len(pairs)
            best = max(best, (clause_id, share), key=lambda each: each[1])
    return best[0] if best[1] >= _SHARE else ""


def _pairs(words: str) -> frozenset[str]:
    bare = _NOISE.sub("", words)
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))
