"""Which clauses answer this?

words typed → query → rows by words and by meaning → one order → hits with citations
"""

from search.asked import today
from search.assembly import model_name, open_store, rebuild
from search.checks import Check, examine
from search.dossier import Dossier, Edition
from search.effects import Cut, Effects, QueryEffect, Reading, WordEffect
from search.errors import NotSearchable, NotTrainable, QueryRejected, SearchError
from search.evaluation import Evaluation, evaluate_mode, read_corpus, read_judged
from search.excerpts import Excerpt, excerpt
from search.ports import Health, SearchService
from search.results import Explanation, Hit, Mode, SearchRequest, SearchResults, Sort
from search.results_json import as_json, clause_json, document_json
from search.service import is_behind, open_service
from search.settings import SETTINGS, Settings, read_settings
from search.suggest import Suggestion

__all__ = [
    "SETTINGS",
    "Check",
    "Cut",
    "Dossier",
    "Edition",
    "Effects",
    "Evaluation",
    "Excerpt",
    "Explanation",
    "Health",
    "Hit",
    "Mode",
    "NotSearchable",
    "NotTrainable",
    "QueryEffect",
    "QueryRejected",
    "Reading",
    "SearchError",
    "SearchRequest",
    "SearchResults",
    "SearchService",
    "Settings",
    "Sort",
    "Suggestion",
    "WordEffect",
    "as_json",
    "clause_json",
    "document_json",
    "evaluate_mode",
    "examine",
    "excerpt",
    "is_behind",
    "model_name",
    "open_service",
    "open_store",
    "read_corpus",
    "read_judged",
    "read_settings",
    "rebuild",
    "today",
]
