"""How is a search kept as text, and read again? As the parameters of its first page."""

from dataclasses import replace
from urllib.parse import parse_qs, urlencode

from pydantic import ValidationError

from search.results import SearchRequest
from web.errors import ParameterRejected
from web.filters import conditions
from web.parameters import PAGE_SIZE, query_pairs, read_request
from web.schemas import SearchParameters

__all__ = ["asked_of", "described", "read_asked"]


def asked_of(request: SearchRequest) -> str:
    """Return what is kept of a search: one text for all its pages, however it was written."""
    plain = replace(request, offset=0, limit=PAGE_SIZE, explain=False)
    return urlencode(query_pairs(plain))


def read_asked(asked: str) -> SearchRequest:
    """Return the search that was kept; raise ParameterRejected for one that is none."""
    try:
        asked.encode()  # half a surrogate pair, as JSON may bring it, is no text
        given = parse_qs(asked, max_num_fields=200)
        fields = SearchParameters.model_fields.items()
        lists = {n for n, f in fields if f.default == []}
        values = {name: found if name in lists else found[-1] for name, found in given.items()}
        request = read_request(SearchParameters.model_validate(values), grouped=True)
    except (ValidationError, ValueError) as error:
        raise ParameterRejected("asked", "检索条件无法识别，请从检索结果页保存。") from error
    if not request.query:
        raise ParameterRejected("asked", "没有检索词，无法保存。")
    return replace(request, offset=0, limit=PAGE_SIZE, explain=False)


def described(request: SearchRequest) -> tuple[str, ...]:
    """Return the conditions of a search beside its words, as a person reads them."""
    return tuple(option.label for option in conditions(request, None))
