"""Where does a handler get the search service of its application?"""

from fastapi import Request

from search.ports import SearchService

__all__ = ["service_of"]


def service_of(request: Request) -> SearchService:
    """Return the service that `create_app` was given."""
    service: SearchService = request.app.state.service
    return service
