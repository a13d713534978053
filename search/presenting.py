"""How is a ranked row shown: hit, notices that a person must see, and the explanation?"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from corpus.records import Clause, Document
from corpus.standing import Standing
from corpus.structure import find_place, place_name
from indexer import Segmenter
from search.lookup import Named
from search.query import Query
from search.ranking import CANDIDATES, Ranking
from search.results import (
    Explanation,
    Hit,
    KeywordScore,
    Mode,
    Scores,
    SearchRequest,
    SemanticScore,
    Sort,
)
from search.snippets import cut_snippet, mark

__all__ = ["explain", "narrow", "notices", "present", "reasons", "told_of_more"]


def present(
    query: Query,
    found: Ranking,
    place: int,
    document: Document,
    standing: Standing,
    clause: Clause,
    segmenter: Segmenter,
) -> Hit:
    """Return the hit at a place (0 is best) of the ranking."""
    marks = mark(query, clause.text, segmenter)
    start, snippet = cut_snippet(clause.text, marks.places)
    return Hit(
        rank=place + 1,
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
        status=standing.status,
        status_basis=standing.basis,
        status_as_of=standing.as_of,
        path=clause.path,
        citation=clause.citation,
        text=clause.text,
        snippet=snippet,
        snippet_start=start,
        highlights=marks.spans,
        verbatim=document.verbatim,
        scores=_scores(found, place),
        matched_terms=marks.words,
        notes=(*_doubts(clause), *filter(None, [standing.warning])),
    )


def narrow(hit: Hit, named: Named) -> Hit:
    """Return the hit of a named article with the named 款 or 项 cited, marked and shown."""
    if not named.paragraph and not named.item:
        return hit
    name = place_name(named.paragraph, named.item)
    place = find_place(hit.text, named.paragraph, named.item)
    if place is None:
        return replace(hit, notes=(*hit.notes, f"这一条没有{name}，以下是全条。"))
    spans = ((place.start, place.end),)
    start, snippet = cut_snippet(hit.text, [(spans[0], 1.0)])
    return replace(
        hit, citation=hit.citation + name, highlights=spans, snippet=snippet, snippet_start=start
    )


def told_of_more(
    hits: Sequence[Hit], clauses: Mapping[int, int], numbers: Mapping[str, int]
) -> list[Hit]:
    """Return the hits of a page, the last of each document saying how many others answer too.

    `clauses` counts all that answer, by the number of a document of which some are folded;
    `numbers` gives the number of a document.
    """
    here = Counter(hit.document_id for hit in hits)
    last = {hit.document_id: place for place, hit in enumerate(hits)}
    told = list(hits)
    for name, place in last.items():
        if (number := numbers[name]) in clauses:
            told[place] = replace(told[place], more=clauses[number] - here[name])
    return told


def notices(
    request: SearchRequest, mode: Mode, query: Query, found: Ranking, *, missing: bool, hidden: int
) -> Iterator[str]:
    """Yield what a person must know to read the answer rightly.

    `missing` says that the query names an article which its document does not have; `hidden`
    counts the documents left out because they had ended or were not issued yet.
    """
    if mode is not request.mode:
        yield "语义检索未启用，本次只按关键词检索。运行 zhiku doctor 可查看原因。"
    if missing:
        yield f"所指文件中没有“{query.asked}”这一条，以下是按词语找到的条款。"
    if found.match.unknown:
        yield f"库中没有出现：{'、'.join(found.match.unknown)}。"
    if found.match.relaxed and query.in_keywords and len(found.rows):
        yield "没有同时含有全部词语的条款，以下条款只含其中一部分。"
    elif query.in_keywords and 0 < found.match.full < len(found.rows) and len(query.concepts) > 1:
        first = "前" if request.sort is Sort.RELEVANCE else "有"
        yield f"{first} {found.match.full} 条含有全部词语，其余只含一部分或意思相近。"
    if hidden:
        day = f"截至 {request.as_of} " if request.as_of else ""
        yield (
            f"另有 {hidden} 份文件也符合，但{day}已废止、被替代或尚未发布，没有显示；"
            "要看它们，请在检索词后加上“状态:已废止,被替代,尚未生效”。"
        )


def explain(generation: str, query: Query, found: Ranking, request: SearchRequest) -> Explanation:
    """Say in steps how the query was read and how the order arose."""
    return Explanation(generation, (*_steps(query, found), *_afterwards(request)))


def reasons(
    query: Query, found: Ranking, place: int, matched: Sequence[str], *, outright: bool
) -> Iterator[str]:
    """Yield why the row at a place is a hit, and what put it there.

    `matched` are the words found in it; `outright` says that the query names it.
    """
    if outright:
        yield "检索词直接指明了它（文号、标题、条款，或只写了筛选条件），不比较得分"
        return
    yield from _words_of(query, found, int(found.rows[place]), matched)
    scores = _scores(found, place)
    yield _ranked("关键词", scores.keyword.rank, "BM25", scores.keyword.score)
    yield _ranked("语义", scores.semantic.rank, "余弦", scores.semantic.cosine)
    moved = found.judgement.reasons(int(found.rows[place])) if found.judgement else ()
    if moved:
        yield f"次序由重排模型给出（{scores.fused:.3f}）：{'、'.join(moved)}"
    else:
        yield f"综合得分 {scores.fused:.3f}"


def _words_of(query: Query, found: Ranking, row: int, matched: Sequence[str]) -> Iterator[str]:
    near = "，因意思相近列出" if row in found.semantic_rank else ""
    yield f"原文含有：{'、'.join(matched)}" if matched else f"原文没有检索词{near}"
    concepts = query.concepts
    for concept in concepts:
        if used := [word for word in concept.synonyms if word in matched]:
            yield f"“{concept.word}”按同义词找到：{'、'.join(used)}"
    if not concepts:
        return
    if found.match.held[row]:
        yield "含有全部检索词，没有放宽"
        return
    if absent := [c.word for c in concepts if not c.terms.keys() & {*matched}]:
        yield f"原文没有：{'、'.join(absent)}"
    if found.match.relaxed:
        yield "没有条款含有全部检索词，已放宽为含有其中一部分"
    elif matched:
        yield "含有全部检索词的条款不多，只含一部分的也列出"


def _ranked(index: str, rank: int | None, measure: str, value: float | None) -> str:
    place = f"第 {rank} 位" if rank else f"不在前 {CANDIDATES} 位"
    return f"{index}{place}，{measure} {value:.3f}" if value is not None else f"{index}没有找到它"


def _afterwards(request: SearchRequest) -> Iterator[str]:
    """Yield what was done with the results when they were found."""
    if request.also:
        yield f"在结果中再查：{'、'.join(request.also)}（逐字含有，标点不计）"
    if request.sort is Sort.DATE:
        yield "按日期排列：新的在前，同一天的按相关程度，日期未载明的在后"


def _steps(query: Query, found: Ranking) -> Iterator[str]:
    yield from _operators(query)
    if query.is_listing:
        yield "只写了筛选条件：列出符合条件的文件，新的在前，每份一条"
        return
    yield from _words(query)
    if found.match.relaxed:
        yield "没有条款含有全部检索词，已放宽为含有其中一部分"
    if found.match.lost:
        yield "多数检索词库中没有，只留下意思也相近的条款"
    if query.in_keywords:
        yield "按关键词读取：先看含有检索词的多少，再看综合得分"
    elif found.judgement:
        yield "按句子读取：次序由重排模型给出，理由见各条；够不够格仍看词语和余弦"
    else:
        yield "按句子读取：词语得分与语义得分各半"
    yield f"词语候选 {len(found.keyword_rank)} 条，语义候选 {len(found.semantic_rank)} 条"


def _operators(query: Query) -> Iterator[str]:
    if query.turns:
        yield f"“{'、'.join(query.turns)}”按条文的说法检索：{query.asked}"
    if query.simplified:
        yield f"按简体“{query.simplified}”检索"
    for applied in query.operators.applied:
        yield f"筛选条件：{applied.label}"
    if query.operators.excluded:
        yield f"排除含有这些词的条款：{'、'.join(e.word for e in query.operators.excluded)}"


def _words(query: Query) -> Iterator[str]:
    if query.doc_nos:
        yield f"识别出文号或标准号：{'、'.join(query.doc_nos)}"
    if query.phrases:
        yield f"必须逐字出现（不计标点）：{'、'.join(query.phrases)}"
    if query.concepts:
        yield f"检索词：{'、'.join(concept.word for concept in query.concepts)}"
    for concept in query.concepts:
        if concept.synonyms:
            yield f"“{concept.word}”同时查找：{'、'.join(concept.synonyms)}"
    if query.related:
        yield f"相关的词略加分：{'、'.join(query.related)}"


def _scores(found: Ranking, place: int) -> Scores:
    row = int(found.rows[place])
    score = float(found.keyword[place])
    cosine = float(found.cosine[place])
    return Scores(
        KeywordScore(found.keyword_rank.get(row), round(score, 4) if score > 0 else None),
        SemanticScore(
            found.semantic_rank.get(row), None if math.isnan(cosine) else round(cosine, 4)
        ),
        round(float(found.order[place]), 4),
    )


def _doubts(clause: Clause) -> Iterator[str]:
    """Yield what makes the citation or the text of a clause doubtful."""
    for label in clause.path:
        if label.startswith("〔"):
            yield f"上级标题“{label}”的序号在来源中脱落，〔〕内按前后标题推定，引用前请核对原件。"
    if clause.defects:
        kinds = dict.fromkeys(defect.note.partition("：")[0] for defect in clause.defects)
        named = "、".join(kind for kind in kinds if len(kind) <= 4) or "疑似脱字"
        yield f"本条在来源中有 {len(clause.defects)} 处疑问（{named}），引用前请核对原件。"
