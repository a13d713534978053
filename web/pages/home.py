"""What does a visitor see first: the search box, and what can be searched?"""

from collections.abc import Iterable
from datetime import date
from heapq import nlargest

from fastapi import Request, Response

from corpus.records import Document
from search import today
from search.results import SearchRequest
from web.parameters import search_url
from web.service import service_of
from web.templating import render

__all__ = ["EXAMPLES", "home"]

EXAMPLES = ("危大工程 施工单位 应当做什么", "吉粮安函〔2020〕133号", "五到位", "专家论证 不少于5名")
_NEWEST = 4


def home(request: Request) -> Response:
    """Show the search box with what the collection holds, and what is broken."""
    examples = [(query, search_url(SearchRequest(query, group=True))) for query in EXAMPLES]
    health = service_of(request).health()
    documents = service_of(request).documents() if health.searchable else ()
    return render(
        request,
        "home.html",
        health=health,
        examples=examples,
        newest=_newest(documents, today()),
    )


def _newest(documents: Iterable[Document], until: date) -> list[Document]:
    """Return the originals that were issued last, the latest first."""
    return nlargest(
        _NEWEST,
        (one for one in documents if one.verbatim and one.dated and one.dated <= until),
        key=lambda document: document.dated or date.min,
    )
