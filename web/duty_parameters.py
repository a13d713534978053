"""How do query parameters ask for duties, and how are duties asked for by an address again?"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from urllib.parse import urlencode

from library.duties import DutyFilter, DutyOrder, Modality
from search.query import LONGEST
from web.errors import ParameterRejected
from web.parameters import read_as_of, read_document
from web.values import read_choice, read_flag, read_number, read_values

__all__ = ["DutiesAsked", "RawDuties", "read_asked"]

_PAGE, _LARGEST_PAGE, _DEEPEST = 50, 200, 100_000
_ALL = DutyFilter()


class RawDuties(Protocol):
    """The parameters as they came, all text; `web.duty_schemas` holds what FastAPI fills."""

    q: str
    actor: list[str]
    modality: list[str]
    timed: str
    document: str
    as_of: str
    order: str
    page: str
    limit: str


@dataclass(frozen=True, slots=True)
class DutiesAsked:
    """A list of duties as a page asks for it: words, filters, order, and which part of it."""

    query: str = ""
    wanted: DutyFilter = _ALL
    order: DutyOrder = DutyOrder.PARTY
    page: int = 1
    limit: int = _PAGE

    @property
    def part(self) -> slice:
        """Which of all duties stand on the page."""
        return slice((self.page - 1) * self.limit, self.page * self.limit)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters that ask for this list, defaults and the page left out."""
        wanted = self.wanted
        pairs = [("q", self.query)] if self.query else []
        pairs += [("actor", name) for name in wanted.parties]
        pairs += [("modality", modality.value) for modality in wanted.modalities]
        pairs += [("timed", str(wanted.timed).lower())] if wanted.timed is not None else []
        pairs += [("document", wanted.document_id)] if wanted.document_id else []
        pairs += [("as_of", wanted.as_of.isoformat())] if wanted.as_of else []
        pairs += [("order", self.order.value)] if self.order is not DutyOrder.PARTY else []
        return pairs + ([("limit", str(self.limit))] if self.limit != _PAGE else [])

    def url(self, path: str = "/duties", page: int = 1) -> str:
        """Return the address of a page of this list, or of another form of the same duties."""
        pairs = [*self.pairs(), *([("page", str(page))] if page > 1 else [])]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def filtered(self, **changes: object) -> "DutiesAsked":
        """Return the first page of the list with other filters."""
        return replace(self, wanted=replace(self.wanted, **changes), page=1)  # type: ignore[arg-type]


def read_asked(raw: RawDuties) -> DutiesAsked:
    """Return the list that the parameters ask for; raise ParameterRejected."""
    if len(raw.q) > LONGEST:
        raise ParameterRejected("q", f"检索词最长 {LONGEST} 个字，请缩短后再试。")
    limit = read_number("limit", raw.limit, _PAGE, _LARGEST_PAGE)
    return DutiesAsked(
        query=raw.q.strip(),
        wanted=_filter(raw, read_as_of(raw.as_of)),
        order=read_choice("order", DutyOrder, raw.order.strip() or DutyOrder.PARTY),
        page=read_number("page", raw.page, 1, _DEEPEST // limit),
        limit=limit,
    )


def _filter(raw: RawDuties, as_of: date | None) -> DutyFilter:
    modalities = read_values("modality", raw.modality)
    return DutyFilter(
        parties=read_values("actor", raw.actor),
        modalities=tuple(read_choice("modality", Modality, value) for value in modalities),
        document_id=read_document(raw.document),
        timed=read_flag("timed", raw.timed) if raw.timed.strip() else None,
        as_of=as_of,
    )
