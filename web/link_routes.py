"""Where is shown what hangs together? The addresses of links and of what to review."""

from web import link_examples, link_schemas
from web.api import links as api
from web.pages import impact, links
from web.routing import Manual, Route

__all__ = ["LINK_ROUTES"]

LINK_ROUTES = (
    Route("/documents/{document_id}/links", links.links),
    Route("/documents/{document_id}/graph.svg", links.graph),
    Route("/documents/{document_id}/impact", impact.impact),
    Route("/documents/{document_id}/impact.csv", impact.as_csv),
    Route("/documents/{document_id}/impact.xlsx", impact.as_workbook),
    Route("/api/v1/documents/{document_id}/links", api.links_of_document, Manual(
        "文件的关联", "取一份文件和各条款的引用、案例、义务、阈值、专业、题目、试卷和研判单。",
        link_schemas.LinksAnswer, link_examples.DOCUMENT_LINKS, (404, 503),
    )),
    Route("/api/v1/documents/{document_id}/impact", api.impact, Manual(
        "复核清单", "文件被替代、修改、废止以后，哪些条款变了，哪些引用、案例、义务、题目要复核。",
        link_schemas.ImpactAnswer, link_examples.IMPACT, (404, 503),
    )),
    Route("/api/v1/clauses/{clause_id}/links", api.links_of_clause, Manual(
        "条款的关联", "取一条条款的引用、案例、义务、阈值、专业、题目、试卷和研判单。",
        link_schemas.LinksAnswer, link_examples.CLAUSE_LINKS, (404, 503),
    )),
)  # fmt: skip
