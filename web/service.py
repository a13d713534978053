"""Where does a handler get the search service and the libraries of its application?"""

from fastapi import Request

from library.cases import CaseLibrary
from search.ports import SearchService

__all__ = ["cases_of", "service_of"]


def service_of(request: Request) -> SearchService:
    """Return the service that `create_app` was given."""
    service: SearchService = request.app.state.service
    return service


def cases_of(request: Request) -> CaseLibrary:
    """Return the case library over that service."""
    library: CaseLibrary = request.app.state.cases
    return library
