"""What does a search take, and what does it give? The contract of the CLI's JSON and of the API."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.records import Kind, Status

__all__ = [
    "AppliedFilter",
    "Explanation",
    "Facets",
    "Hit",
    "KeywordScore",
    "Mode",
    "Scores",
    "SearchRequest",
    "SearchResults",
    "SemanticScore",
    "Sort",
]

Span = tuple[int, int]


class Mode(StrEnum):
    """How hits are found."""

    HYBRID = "hybrid"
    KEYWORD = "keyword"
    SEMANTIC = "semantic"

    @property
    def label(self) -> str:
        """The word that staff use for this mode."""
        return {"hybrid": "综合", "keyword": "关键词", "semantic": "语义"}[self.value]


class Sort(StrEnum):
    """How hits stand."""

    RELEVANCE = "relevance"
    DATE = "date"

    @property
    def label(self) -> str:
        """The word that staff use for this order."""
        return {"relevance": "按相关", "date": "按日期"}[self.value]


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search.

    `as_of` is the day on which documents must stand, None for today. Empty filter tuples mean no
    restriction, except that without `statuses` what is 已废止 or 被替代 on the day, and what was
    not issued yet, is hidden. `since` and `until` are inclusive and compare with the day of issue,
    or of publication where no day of issue is known. `limit` counts clauses; whoever asks bounds
    it. `offset` skips that many. With `group` the clauses of one document are listed up to a few,
    the others folded behind them; `within` is the one document to search, by its id, "" for all.

    `also` are words searched within what was found: of its hits those are left that hold the
    characters of each, no others come in. By `sort` the newest stand first, those of one day as
    they are ranked, those of no known day last.
    """

    query: str
    mode: Mode = Mode.HYBRID
    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = ()
    issuers: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    limit: int = 10
    offset: int = 0
    explain: bool = False
    as_of: date | None = None
    group: bool = False
    within: str = ""
    sort: Sort = Sort.RELEVANCE
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeywordScore:
    """Rank among all keyword matches (1 is best) and BM25 score; both None where none matched."""

    rank: int | None
    score: float | None


@dataclass(frozen=True, slots=True)
class SemanticScore:
    """Rank among the nearest clauses (1 is best) and cosine, -1 to 1; None without a model."""

    rank: int | None
    cosine: float | None


@dataclass(frozen=True, slots=True)
class Scores:
    """The two opinions, kept apart, and the value by which hits are ordered.

    `fused` is a whole number that grows with the share of the query's words held (0 throughout
    for a sentence) plus the weighted sum of both scores, 0 to 1. Where the
    learned order is used (questions to a large collection) it is that order's score, 0 to 1.
    """

    keyword: KeywordScore
    semantic: SemanticScore
    fused: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One clause that answers the query.

    `status` holds on the day asked for, on the ground of `status_basis`; `status_as_of` is the last
    day for which anybody or a date vouches for it, None where nobody does.
    `highlights` are [start, end) offsets into `text`, the source's own characters; `snippet` is
    `text[snippet_start : snippet_start + len(snippet)]`. `more` counts the other clauses of the
    document that answer, said by its last hit on a page where some of them are folded. `reasons`
    are Chinese sentences that say why it is a hit and stands here, where that was asked for.
    """

    rank: int
    clause_id: str
    document_id: str
    kind: Kind
    title: str
    doc_no: str | None
    issuer: str | None
    region: str | None
    issued_on: date | None
    published_on: date | None
    effective_on: date | None
    status: Status
    status_basis: str
    status_as_of: date | None
    path: tuple[str, ...]
    citation: str
    text: str
    snippet: str
    snippet_start: int
    highlights: tuple[Span, ...]
    verbatim: bool
    scores: Scores
    matched_terms: tuple[str, ...]
    notes: tuple[str, ...] = ()
    more: int = 0
    reasons: tuple[str, ...] = ()


Facets = Mapping[str, Mapping[str, int]]
"""Counts over all results by facet (kind, status, issuer, region, year), largest first."""


@dataclass(frozen=True, slots=True)
class AppliedFilter:
    """A filter written into a query as it is shown (「地区：吉林」); the query without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the query was read: each step is one Chinese sentence; `generation` names the index."""

    generation: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The answer to one request; `notices` are Chinese sentences that a person must see.

    `total` counts the clauses that answer, `folded` those of them that no page lists because
    others of their document stand before them. `hidden` counts the documents that would answer
    too, had they not ended on the day. `filters` are those written among the words. `suggestions`
    are queries that may have been meant where little was found; none of them was searched.
    """

    query: str
    as_of: date
    mode: Mode
    relaxed: bool
    total: int
    took_ms: float
    facets: Facets
    hits: Sequence[Hit]
    notices: tuple[str, ...] = ()
    explanation: Explanation | None = field(default=None)
    hidden: int = 0
    filters: tuple[AppliedFilter, ...] = ()
    suggestions: tuple[str, ...] = ()
    folded: int = 0
