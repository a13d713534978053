"""What is asked, once the words of a request have been read?"""

from dataclasses import dataclass, replace
from datetime import date

from search.editions import Choice
from search.lookup import Named
from search.query import Query
from search.results import Mode, SearchRequest, Sort

__all__ = ["Asked"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as read: what it names, and which editions of that are meant on the day.

    `also` are the folded words that each hit must hold.
    """

    request: SearchRequest
    query: Query
    mode: Mode
    as_of: date
    named: Named | None
    choice: Choice | None = None
    also: tuple[str, ...] = ()

    @property
    def reordered(self) -> bool:
        """Whether hits may come to the front from far behind."""
        return bool(self.also) or self.request.sort is not Sort.RELEVANCE

    @property
    def marked(self) -> Query:
        """The query for what is to be marked: the words searched within the results too."""
        return replace(self.query, phrases=(*self.query.phrases, *self.also))
