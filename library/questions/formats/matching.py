"""On which clause of the collection does a question from somebody else's file rest?

On the one that it cites, where the words of its answer stand there; else on one that a search for
its words finds, on the same condition and if most of what it asks stands there too. What neither
gives has no basis here (无依据): that is said, and not that the question is wrong.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus import Clause, Document, Kind, Status, UnknownDocument
from corpus.normalise import folded
from library.citations import Checked, CitationChecker
from library.questions.formats.draft import Draft, item_of
from library.questions.formats.gaps import BRACKET, GAP
from library.questions.formats.rows import Row
from library.questions.records import Item, ItemType, Source
from library.questions.rules.statement import source_of
from library.questions.topics import topic_of
from search.errors import QueryRejected
from search.ports import SearchService
from search.results import Hit, SearchRequest

__all__ = ["Basis", "ClauseMatcher", "Matched"]

_CITED, _FOUND = 0.4, 0.6
"""So much of the stem must stand in a clause that is cited, or only found."""
_TRUE, _FALSE, _POINT = 0.85, 0.7, 0.7
"""The same of a statement that is true; of one that is false; of each point of an answer."""
_HITS = 8
_OUT = frozenset({
    Status.AMENDED, Status.REPEALED, Status.REPLACED, Status.EXPIRED, Status.DRAFT, Status.NOT_YET,
})  # fmt: skip
_NAME = re.compile(
    r"(?:根据|依据|按照)?《[^《》]{2,60}》(?:第[零〇一二三四五六七八九十百千\d]+条)?(?:的?规定)?"
)
_ASKING = re.compile(
    r"下列|以下|关于|说法|选项|哪些|哪项|哪个|什么|多少|正确的(?:是|有)|错误的(?:是|有)|的是|的有|包括|属于"
)
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")


class Basis(StrEnum):
    """How the clause of an imported question became known."""

    OURS = "本库题目"
    CITED = "依所引条款"
    FOUND = "经检索"
    NONE = "无依据"


@dataclass(frozen=True, slots=True)
class Matched:
    """An imported question; `note` says in Chinese why it has no basis, or not the one it cites."""

    place: str
    item: Item
    basis: Basis
    note: str = ""


class ClauseMatcher:
    """Matches questions with the clauses of the serving generation."""

    def __init__(self, service: SearchService) -> None:
        self._service = service
        self._checker = CitationChecker(service)

    def match(self, row: Row) -> Matched:
        """Return the question of a row that has one, with its basis; raise NotSearchable."""
        if row.draft is None:
            raise ValueError(row.place)
        if row.record and row.record.sources and all(map(self._stands, row.record.sources)):
            return Matched(row.place, row.record, Basis.OURS)
        cited, within, note = self._cited(row.draft)
        if cited:
            return Matched(row.place, _item(row.draft, cited), Basis.CITED, note)
        if found := self._found(row.draft, within):
            return Matched(row.place, _item(row.draft, [found]), Basis.FOUND, note)
        said = note or "库里没有一条同时写有题干所问和答案的字句"
        return Matched(row.place, _item(row.draft, ()), Basis.NONE, said)

    def _stands(self, source: Source) -> bool:
        """Tell whether the words of a record, which anyone may have written, stand there."""
        try:
            document, clauses = self._service.document(source.document_id)
        except UnknownDocument:
            return False
        clause = next((c for c in clauses if c.clause_id == source.clause_id), None)
        return (
            clause is not None
            and clause.citation == source.citation
            and clause.start <= source.start < source.end <= clause.end
            and document.text[source.start : source.end] == source.quote
        )

    def _cited(self, draft: Draft) -> tuple[list[Source], list[str], str]:
        """Return the sources that the question cites and that hold its answer.

        With them the documents that it names as a whole, and what is amiss where nothing holds it.
        """
        named = "\n".join(filter(None, (draft.basis, draft.explanation, draft.stem)))
        sources: list[Source] = []
        within, doubts = [], []
        for one in self._checker.check(named).checked:
            if one.document and not one.cited.address:
                within.append(one.document.document_id)
            elif one.document is None or one.clause is None or one.status in _OUT:
                doubts.append(f"“{one.text[:40]}”{_amiss(one)}")
            elif proof := _proof(draft, one.clause.text, _CITED):
                sources.append(_source(*self._service.clause(one.clause.clause_id), proof))
            else:
                doubts.append(f"{one.clause.citation}里没有答案的字句")
        note = "" if sources else "；".join(dict.fromkeys(doubts))
        return list(dict.fromkeys(sources)), within, note

    def _found(self, draft: Draft, within: Sequence[str]) -> Source | None:
        """Return the first clause that a search finds and that proves the answer.

        Documents that the question names are searched first. A case proves what is asked of a case.
        """
        query = f"{_asked(draft.stem)} {' '.join(_keys(draft))}"[:200]
        for document_id in (*dict.fromkeys(within), ""):
            share = _CITED if document_id else _FOUND
            for hit in self._hits(SearchRequest(query, limit=_HITS, within=document_id)):
                asked_otherwise = hit.kind is Kind.CASE and draft.type is not ItemType.CASE
                if asked_otherwise or hit.status in _OUT:
                    continue
                if proof := _proof(draft, hit.text, share):
                    return _source(*self._service.clause(hit.clause_id), proof)
        return None

    def _hits(self, request: SearchRequest) -> Sequence[Hit]:
        """Return the hits, words of the source before what was composed of it."""
        try:
            hits = self._service.search(request).hits
        except QueryRejected:
            return ()
        return sorted(hits, key=lambda hit: not hit.verbatim)


def _amiss(one: Checked) -> str:
    return one.verdict.label if one.clause is None else f"是{one.status}的文件"


def _item(draft: Draft, sources: Sequence[Source]) -> Item:
    """Return the item; the topic that its file does not tell is that of its words."""
    quotes = "".join(source.quote for source in sources)
    topic = draft.topic or topic_of(f"{draft.stem}{quotes}", ())
    return item_of(replace(draft, topic=topic), sources)


def _source(document: Document, clause: Clause, span: tuple[int, int]) -> Source:
    return source_of(document, clause, clause.start + span[0], clause.start + span[1])


def _proof(draft: Draft, text: str, share: float) -> tuple[int, int] | None:
    """Return the span of the sentences of a clause that hold the answer, None where none do."""
    asked = _pairs(_asked(draft.stem))
    whole = _pairs(folded(text))
    keys = [folded(key) for key in _keys(draft)]
    if draft.type is ItemType.TRUE_FALSE:
        share = _TRUE if draft.key == (0,) else _FALSE
    elif not keys or not all(_said(draft, key, folded(text)) for key in keys):
        return None
    if not asked or len(asked & whole) < share * len(asked):
        return None
    return _span(text, asked, keys)


def _said(draft: Draft, key: str, text: str) -> bool:
    """Tell whether a clause says an answer: word for word, of what is free in most of its words."""
    if draft.type in {ItemType.SHORT, ItemType.CASE}:
        pairs = _pairs(key)
        return len(pairs & _pairs(text)) >= _POINT * len(pairs)
    return key in text


def _span(text: str, asked: frozenset[str], keys: Sequence[str]) -> tuple[int, int]:
    """Return the sentences with what is asked and each of the answers."""
    sentences = [
        (m.start(), m.end(), folded(m[0])) for m in _SENTENCE.finditer(text) if m[0].strip()
    ]
    best = max(sentences, key=lambda each: len(_pairs(each[2]) & asked))
    held = [best]
    for key in keys:
        if not any(key in each[2] for each in held):
            held.extend([each for each in sentences if key in each[2]][:1])
    start, end = min(each[0] for each in held), max(each[1] for each in held)
    if not all(key in folded(text[start:end]) for key in keys):
        start, end = 0, len(text)
    lead = len(text[start:end]) - len(text[start:end].lstrip())
    return start + lead, end


def _keys(draft: Draft) -> Iterator[str]:
    """Yield what a right answer says."""
    if draft.type is not ItemType.TRUE_FALSE:
        yield from (draft.options[at] for at in draft.key)
        yield from (accepted[0] for accepted in draft.blanks)
        yield from draft.points


def _asked(stem: str) -> str:
    """Return what a stem asks, folded, without the law it names and the words of asking."""
    bare = _NAME.sub("", GAP.sub("", BRACKET.sub("", stem)))
    return folded(_ASKING.sub("", bare))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
