"""What are the pages made of? Every component with its states, for whoever works on them."""

from dataclasses import replace
from datetime import date

from fastapi import Request, Response

from corpus.records import Kind, Status
from search.results import Hit, KeywordScore, Scores, SearchRequest, SemanticScore
from web.filters import Option, mode_options, sort_options
from web.hits import shower_of
from web.pagination import pages_of
from web.templating import render

__all__ = ["gallery"]

_ASKED = SearchRequest("专项施工方案", offset=40, group=True)
_TEXT = (
    "第十条　施工单位应当在危大工程施工前组织工程技术人员编制专项施工方案。"
    "实行施工总承包的，专项施工方案应当由施工总承包单位组织编制。"
)
_WORD = "专项施工方案"
_LONG = "关于印发《某某省房屋建筑和市政基础设施工程危险性较大的分部分项工程安全管理实施细则》的通知"
_INNER = str.maketrans("《》", "〈〉")  # as a citation prints them
_HIT = Hit(
    rank=1, clause_id="sample:a10", document_id="sample", kind=Kind.REGULATION,
    title="危险性较大的分部分项工程安全管理规定", doc_no="住房和城乡建设部令第37号",
    issuer="住房和城乡建设部", region="全国", issued_on=date(2018, 3, 8), published_on=None,
    effective_on=date(2018, 6, 1), status=Status.IN_FORCE, status_basis="示例", status_as_of=None,
    path=("第三章　专项施工方案", "第十条"),
    citation="《危险性较大的分部分项工程安全管理规定》（住房和城乡建设部令第37号）第十条",
    text=_TEXT, snippet=_TEXT, snippet_start=0,
    highlights=((_TEXT.index(_WORD), _TEXT.index(_WORD) + len(_WORD)),), verbatim=True,
    scores=Scores(KeywordScore(1, 6.9), SemanticScore(2, 0.61), 1.0), matched_terms=(_WORD,),
)  # fmt: skip
_HITS = (
    replace(_HIT, reasons=("原文含有：专项施工方案", "关键词第 1 位，BM25 6.900"), more=12),
    replace(
        _HIT, rank=2, kind=Kind.DIGEST, title=_LONG * 2,
        citation=f"《{_LONG.translate(_INNER) * 2}》第十条", status=Status.REPEALED, verbatim=False,
        notes=("本条在来源中有 2 处疑问，引用前请核对。",),
    ),
)  # fmt: skip
_COLOURS = (
    "paper", "sheet", "ink", "soft", "line", "wash", "blue", "blue-wash", "red", "red-wash", "mark",
    "on-blue",
)  # fmt: skip


def gallery(request: Request) -> Response:
    """Show the components that all pages are built of; there in development only."""
    shown = shower_of(_ASKED, 5, opened=1)
    return render(
        request,
        "gallery.html",
        colours=_COLOURS,
        statuses=tuple(Status),
        modes_row=mode_options(_ASKED),
        sorts_row=sort_options(_ASKED),
        active=[Option("政策文件", "#", selected=True), Option("再查：方案", "#", selected=True)],
        choices=[Option("现行有效", "#", True, 1234), Option(_LONG, "#", count=5)],
        hits=[shown(hit) for hit in _HITS],
        pages=pages_of(_ASKED, 10_000),
    )
