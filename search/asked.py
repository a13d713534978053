"""What is asked: which words, what is named, which editions of it on which day?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from search.editions import Choice, EditionChooser
from search.lookup import Directory, Named, article_in
from search.outright import NamedRows
from search.query import Query, QueryReader
from search.results import Mode, SearchRequest, Sort
from search.within import read_also

__all__ = ["Asked", "RequestReader", "today"]


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


@dataclass(frozen=True, slots=True)
class RequestReader:
    """Reads requests for one generation; `semantic` is whether it can be searched by meaning."""

    queries: QueryReader
    directory: Directory
    outright: NamedRows
    editions: EditionChooser
    semantic: bool

    def read(self, request: SearchRequest) -> Asked:
        """Return what is asked; raise QueryRejected."""
        query = self.queries.read(request.query)
        also = read_also(request.also)
        mode = request.mode if self.semantic else Mode.KEYWORD
        filters = query.operators.filters
        as_of = request.as_of or filters.as_of or today()
        named = self.directory.named(query.asked) if query.asked else None
        if named is None and query.doc_nos and not query.phrases:
            named = self._numbered(query)
        if named is None or not named.documents or request.statuses or filters.statuses:
            return Asked(request, query, mode, as_of, named, also=also)
        choice = self.editions.choose(named, as_of)
        named = replace(named, documents=choice.meant)
        return Asked(request, query, mode, as_of, named, choice, also)

    def _numbered(self, query: Query) -> Named | None:
        """Return what a query names that is nothing but numbers, or a number and an article."""
        owners = tuple(n for key in query.doc_nos for n in self.outright.owners(key))
        words = [concept.word for concept in query.concepts]
        if not words:
            return Named(owners, by_number=True) if owners else None
        return article_in(owners, words) if owners else None

    def of_text(self, absent: Named | None, asked: Asked) -> Iterator[str]:
        """Yield that the text of an article that was named, and not found, is not held."""
        if absent and absent.documents and not self.outright.has_text(absent):
            yield f"“{asked.query.asked}”所指文件的原文未收录，以下是与它有关的条款。"

    def of_named(self, asked: Asked) -> Iterator[str]:
        """Yield what must be known of operators not understood, short names and editions."""
        yield from asked.query.operators.remarks
        alias = self.directory.unheld(asked.query.asked) if asked.named is None else None
        if alias:
            number = f"（{alias.number}）" if alias.number else ""
            yield f"“{alias.name}”一般指《{alias.title}》{number}，库中未收录。"
        elif asked.named is None:
            for title in self.directory.absent(asked.query.asked):
                yield f"库中没有收录《{title}》。"
        yield from self.outright.other_orders(asked.query.doc_nos)
        if asked.named and asked.choice:
            yield from self.editions.notices(asked.named, asked.choice, asked.as_of)


def today() -> date:
    """Return the day on which the answer is given, in the machine's own time zone."""
    return datetime.now().astimezone().date()
