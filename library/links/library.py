"""What hangs together with a document or a clause, over whichever service holds them?"""

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from threading import Lock

from library.accounts import Permission
from library.cases import Case
from library.hazard_table import HazardRow, load_hazard_table
from library.links.collected import Collected
from library.links.providers import LinkProvider, SpecialtyProvider, SuggestedSpecialties
from library.links.records import DocumentLinks, Link, LinkKind
from search.ports import SearchService

__all__ = ["EVERYTHING", "LinkLibrary"]

EVERYTHING = frozenset(Permission)
"""What whoever sits at the machine may see."""

_KEPT = 64  # documents whose links are remembered
_ORDER = {kind: n for n, kind in enumerate(LinkKind)}


class LinkLibrary:
    """The links of the serving generation, each document's found once; threads may share it.

    Libraries whose things change at any time join as providers and are asked every time.
    """

    def __init__(
        self,
        service: SearchService,
        rows: Callable[[], Sequence[HazardRow]] = load_hazard_table,
        experts: SpecialtyProvider | None = None,
    ) -> None:
        """`rows` reads the table of limits, `experts` knows the specialties of works."""
        self._service = service
        self._rows = rows
        self._experts: SpecialtyProvider = experts or SuggestedSpecialties()
        self._providers: list[LinkProvider] = []
        self._lock = Lock()
        self._collected: Collected | None = None
        self._found: OrderedDict[tuple[str, str, date], DocumentLinks] = OrderedDict()

    def join(self, provider: LinkProvider) -> None:
        """Let another library tell what of its own stands on clauses."""
        self._providers.append(provider)

    def of_document(
        self, document_id: str, allowed: Collection[Permission] = EVERYTHING
    ) -> DocumentLinks:
        """Return the links of a document and of each of its clauses.

        What a provider needs more than `allowed` for is left out. Raise UnknownDocument or
        NotSearchable.
        """
        own = self._own(document_id)
        told = [
            link
            for provider in self._providers
            if provider.needs in allowed
            for link in provider.links_of(document_id)
        ]
        return _ordered(own, told) if told else own

    def of_clause(
        self, clause_id: str, allowed: Collection[Permission] = EVERYTHING
    ) -> tuple[DocumentLinks, Sequence[Link]]:
        """Return the links of one clause, with those of its document; raise as above."""
        _, clause = self._service.clause(clause_id)
        found = self.of_document(clause.document_id, allowed)
        return found, found.at(clause.address)

    def cases_by_clause(self) -> Mapping[str, Sequence[Case]]:
        """Return, by clause id, the cases that name a clause, the newest first.

        They are found once for a generation. Raise NotSearchable.
        """
        return self._current().cases

    def _own(self, document_id: str) -> DocumentLinks:
        """Return what the collection itself tells, remembered for the day and the generation."""
        collected = self._current()
        key = collected.generation, document_id, datetime.now().astimezone().date()
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        document, clauses = self._service.document(document_id)
        dossier = self._service.dossier(document_id)
        links = collected.links(document, clauses, dossier)
        found = DocumentLinks(collected.generation, document, clauses, dossier, ())
        found = _ordered(found, list(links))
        with self._lock:
            self._found[key] = found
            if len(self._found) > _KEPT:
                self._found.popitem(last=False)
        return found

    def _current(self) -> Collected:
        collection = self._service.collection()
        with self._lock:
            if self._collected is None or self._collected.generation != collection.generation:
                self._found.clear()
                self._collected = Collected(self._service, collection, self._rows, self._experts)
            return self._collected


def _ordered(found: DocumentLinks, links: Sequence[Link]) -> DocumentLinks:
    """Return the same with more links, in the order of clauses and kinds, each once."""
    places = {clause.address: n for n, clause in enumerate(found.clauses)}
    everything = dict.fromkeys((*found.links, *links))
    return DocumentLinks(
        found.generation, found.document, found.clauses, found.dossier,
        tuple(sorted(everything, key=lambda k: (places.get(k.here, -1), _ORDER[k.kind]))),
    )  # fmt: skip
