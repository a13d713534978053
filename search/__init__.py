"""Which clauses answer this?

    words typed → query → rows by words and by meaning → one order → hits with citations
"""

from search.errors import NotSearchable, QueryRejected, SearchError
from search.ports import Health, SearchService
from search.results import Explanation, Hit, Mode, SearchRequest, SearchResults
from search.results_json import as_json, clause_json, document_json
from search.settings import SETTINGS, Settings, read_settings

__all__ = [
    "SETTINGS",
    "Explanation",
    "Health",
    "Hit",
    "Mode",
    "NotSearchable",
    "QueryRejected",
    "SearchError",
    "SearchRequest",
    "SearchResults",
    "SearchService",
    "Settings",
    "as_json",
    "clause_json",
    "document_json",
    "read_settings",
]
