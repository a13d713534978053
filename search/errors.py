"""Why can a search not be answered, and what is a person told?

SearchError            anything below; its text is Chinese and fit to show
├── QueryRejected      the query itself cannot be searched (empty, too long, malformed)
└── NotSearchable      there is no usable index; never to be shown as 「0 条」
"""

__all__ = ["NotSearchable", "QueryRejected", "SearchError"]


class SearchError(Exception):
    """Root of the errors of searching."""


class QueryRejected(SearchError):
    """The query itself cannot be searched: HTTP 400, exit code 2."""


class NotSearchable(SearchError):
    """There is no usable index: HTTP 503, exit code 3; the text says how to build one."""
