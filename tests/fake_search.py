"""What stands in for the search service where pages and API are tested? Substrings in memory."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from corpus.errors import UnknownDocument
from corpus.records import Clause, Document, Kind, Status
from corpus.standing.standing import Standing
from corpus.structure import cut_clauses, find_defects, read_outline
from indexer import Floats, Lexicon
from search.dossier import Dossier
from search.effects import Cut, Effects, QueryEffect, Reading, WordEffect
from search.errors import NotSearchable, QueryRejected
from search.lookup import place_in
from search.ports import Collection, Health
from search.query import LONGEST
from search.results import (
    AppliedFilter,
    Explanation,
    Hit,
    KeywordScore,
    Scores,
    SearchRequest,
    SearchResults,
    SemanticScore,
    Sort,
)
from search.suggest import Source, Suggestion
from tests.case_records import case_document
from tests.indexing import Hashing

NOTICE = """关于推进安全发展工作的通知
测安函〔2020〕133号
各县（市、区）住房和城乡建设局：
为做好安全发展工作，现通知如下。
一、总体要求
坚持安全第一。
二、主要任务
（一）落实责任。各地要压实安全责任，做到“五到位”。
（二）排查隐患。开展隐患排查。
1.不得把 *星号*、_下划线_ 和 <b>标签</b> 当作格式。
、保障措施
各地要加强领导。
四、施行日期
本通知自印发之日起施行。
某某住房和城乡建设局
2020年12月1日
"""
HOSTILE = """<script>alert(1)</script>
一、<img src=x onerror=alert(2)>
[点此](javascript:alert(3)) 安全
| 名称 | 数量 |
|:--|--:|
| <i>甲</i> 安全 | 1 |
"""


def make_document(document_id: str, text: str, **values: object) -> tuple[Document, list[Clause]]:
    """Return a document with outline, defects and clauses, as an import would."""
    nodes = read_outline(text).nodes
    stated = {"title": text.partition("\n")[0], "kind": Kind.POLICY} | values
    document = Document(document_id, text=text, outline=nodes, **stated)  # type: ignore[arg-type]
    document = replace(document, defects=tuple(find_defects(text, nodes)))
    return document, cut_clauses(document)


class FakeSearch:
    """A `SearchService` over documents in memory; `broken` makes every question fail."""

    def __init__(self, *documents: tuple[Document, list[Clause]], broken: str = "") -> None:
        self.documents_held = {document.document_id: (document, cs) for document, cs in documents}
        self.broken = broken
        self.semantic = False
        self.generation = "g1"
        self.dossiers: dict[str, Dossier] = {}
        self.asked: list[SearchRequest] = []
        self.notices: tuple[str, ...] = ()
        self.hidden = 0
        self.folded = 0
        self.filters: tuple[AppliedFilter, ...] = ()
        self.suggestions: tuple[str, ...] = ()
        self.problems: tuple[str, ...] = ()

    def search(self, request: SearchRequest) -> SearchResults:
        self._check()
        self.asked.append(request)
        found = [
            (document, clause, marks)
            for document, clauses in self.documents_held.values()
            for clause in clauses
            if (marks := self.marks(request.query, clause.text))
            and (not request.kinds or document.kind in request.kinds)
            and all(word in clause.text for word in request.also)
        ]
        if request.sort is Sort.DATE:
            found.sort(key=lambda entry: entry[0].dated or date.min, reverse=True)
        page = list(enumerate(found, 1))[request.offset : request.offset + request.limit]
        hits = [_hit(rank, *entry) for rank, entry in page]
        if request.explain:
            hits = [replace(hit, reasons=("原文含有：安全", "综合得分 1.000")) for hit in hits]
        if hits and self.folded:
            hits[-1] = replace(hits[-1], more=self.folded)
        return SearchResults(
            query=request.query,
            as_of=request.as_of or date(2026, 1, 5),
            mode=request.mode,
            relaxed=bool(self.notices),
            total=len(found),
            took_ms=8.4,
            facets={
                "kind": dict(Counter(str(document.kind) for document, *_ in found)),
                "status": dict(Counter(str(document.status) for document, *_ in found)),
                "issuer": dict(Counter(d.issuer for d, *_ in found if d.issuer)),
                "region": {},
                "year": dict(Counter(str(d.dated.year) for d, *_ in found if d.dated)),
            },
            hits=hits,
            folded=self.folded,
            notices=self.notices,
            hidden=self.hidden,
            filters=self.filters,
            suggestions=self.suggestions,
            explanation=Explanation(self.generation, ("按词语检索。",))
            if request.explain
            else None,
        )

    def document(self, document_id: str) -> tuple[Document, Sequence[Clause]]:
        self._check()
        if document_id not in self.documents_held:
            raise UnknownDocument(document_id)
        return self.documents_held[document_id]

    def dossier(self, document_id: str, as_of: date | None = None) -> Dossier:
        document, _ = self.document(document_id)
        standing = Standing(document.status, document.status_basis, document.status_as_of)
        known = self.dossiers.get(document_id, Dossier(date(2026, 1, 5), standing))
        return replace(known, as_of=as_of or known.as_of)

    def clause(self, clause_id: str) -> tuple[Document, Clause]:
        self._check()
        for document, clauses in self.documents_held.values():
            for clause in clauses:
                if clause.clause_id == clause_id:
                    return document, clause
        raise UnknownDocument(clause_id)

    def documents(self, kind: Kind | None = None) -> list[Document]:
        self._check()
        found = (document for document, _ in self.documents_held.values())
        return [document for document in found if kind in {None, document.kind}]

    def collection(self) -> Collection:
        self._check()
        held = dict(sorted(self.documents_held.items()))

        def read(name: str) -> tuple[Document, Sequence[Clause]]:
            if name not in held:
                raise UnknownDocument(name)
            return held[name]

        listed = [document for document, _ in held.values()]

        def select(wanted: SearchRequest) -> list[tuple[Document, Standing]]:
            return [
                (document, self.dossier(document.document_id, wanted.as_of).standing)
                for document in listed
                if (not wanted.kinds or document.kind in wanted.kinds)
                and (not wanted.statuses or document.status in wanted.statuses)
                and (not wanted.regions or document.region in wanted.regions)
            ]

        relations = [r for document in listed for r in document.relations]
        return Collection(
            self.generation, listed, read, lambda _before: None, select, lambda: relations
        )

    def cited(self, citation: str) -> list[tuple[Document, Clause]]:
        self._check()
        return [
            (document, clause)
            for document, clauses in self.documents_held.values()
            for clause in clauses
            if place_in(clause.citation) == place_in(citation)
        ]

    def embed(self, texts: Sequence[str]) -> Floats | None:
        self._check()
        return Hashing().embed(texts) if self.semantic else None

    def terms(self, text: str) -> list[str]:
        self._check()
        return re.findall(r"\w\w", text)

    def suggest(self, prefix: str, limit: int) -> list[Suggestion]:
        self._check()
        titles = (document.title for document, _ in self.documents_held.values())
        found = [Suggestion(title, Source.TITLE) for title in titles if title.startswith(prefix)]
        return found[:limit]

    def marks(self, query: str, text: str) -> list[tuple[int, int]]:
        if not re.search(r"[^\W_]", query) or len(query) > LONGEST:
            raise QueryRejected("检索词里没有可以检索的文字，请至少输入一个词。")
        return [
            match.span() for word in query.split() for match in re.finditer(re.escape(word), text)
        ]

    def effects(
        self,
        lexicon: Lexicon,
        words: Sequence[str],
        texts: Sequence[str] = (),
        queries: Sequence[str] = (),
    ) -> Effects:
        self._check()

        def reading(query: str, *synonyms: str) -> Reading:
            found = self.search(SearchRequest(query, limit=5))
            return Reading(((query, synonyms),), (), tuple(found.hits), found.total)

        return Effects(
            tuple(WordEffect(word, 3, Cut(word, tuple(word), (word,))) for word in words),
            tuple(Cut(text, tuple(text), (text,)) for text in texts),
            tuple(QueryEffect(q, reading(q), reading(q, *lexicon.equivalents(q))) for q in queries),
        )

    def health(self) -> Health:
        clauses = sum(len(clauses) for _, clauses in self.documents_held.values())
        ok = not self.broken
        problems = (self.broken,) if self.broken else self.problems
        return Health(
            ok,
            ok and not problems,
            self.generation,
            len(self.documents_held),
            clauses,
            None,
            problems,
        )

    def _check(self) -> None:
        if self.broken == "crash":
            raise RuntimeError("secret detail")
        if self.broken:
            raise NotSearchable(self.broken)


def standard_service() -> FakeSearch:
    """Return a service with a notice, a hostile text, a repealed digest and a case."""
    return FakeSearch(
        make_document(
            "notice", NOTICE, doc_no="测安函〔2020〕133号", issuer="某某住房和城乡建设局",
            region="某某州", issued_on=date(2020, 12, 1),
            status_basis="来源未载明有效期", notes=("联系方式已隐去",),
            status_as_of=date(2026, 1, 5), source="客户提供的文本",
        ),
        make_document("hostile", HOSTILE, issuer='"><script>alert(4)</script>'),
        make_document(
            "digest", "安全要点\n一、要点\n安全生产要点。\n", kind=Kind.DIGEST,
            status=Status.REPEALED, source="https://example.invalid/a?b=1",
        ),
        case_document("case"),
    )  # fmt: skip


def _hit(rank: int, document: Document, clause: Clause, marks: list[tuple[int, int]]) -> Hit:
    start = max(0, marks[0][0] - 5)
    return Hit(
        rank=rank,
        clause_id=clause.clause_id,
        document_id=document.document_id,
        kind=document.kind,
        title=document.title,
        doc_no=document.doc_no,
        issuer=document.issuer,
        region=document.region,
        issued_on=document.issued_on,
        published_on=document.published_on,
        effective_on=document.effective_on,
        status=document.status,
        status_basis=document.status_basis,
        status_as_of=document.status_as_of,
        path=clause.path,
        citation=clause.citation,
        text=clause.text,
        snippet=clause.text[start : start + 30],
        snippet_start=start,
        highlights=tuple(marks),
        verbatim=document.verbatim,
        scores=Scores(KeywordScore(rank, 3.5), SemanticScore(None, None), 1.0),
        matched_terms=("安全",),
        notes=("请核对原件。",),
    )


class Page(HTMLParser):
    """A parsed page: every element as (tag, attributes, its own text), in order of opening."""

    VOID = frozenset({"meta", "link", "input", "br", "img"})

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[tuple[str, list[str]]] = []
        self.unbalanced: list[str] = []
        self.feed(html)
        self.close()
        self.unbalanced += [tag for tag, _ in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text: list[str] = []
        self.elements.append((tag, {name: value or "" for name, value in attrs}, text))
        if tag not in self.VOID:
            self._open.append((tag, text))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop()[0] != tag:
            self.unbalanced.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        for _, text in self._open:
            text.append(data)

    def find(self, tag: str, **attributes: str) -> list[str]:
        """Return the text of each element with this tag and these attributes."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            " ".join("".join(text).split())
            for name, attrs, text in self.elements
            if name == tag and wanted.items() <= attrs.items()
        ]

    def values(self, tag: str, attribute: str) -> list[str]:
        """Return the attribute of each element that has it."""
        return [a[attribute] for name, a, _ in self.elements if name == tag and attribute in a]


def main_of(html: str) -> Page:
    """Return what a page itself says, without the head and the foot that all pages have."""
    return Page("<main" + html.partition("<main")[2].partition("</main>")[0] + "</main>")
