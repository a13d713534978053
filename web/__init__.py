"""How does a person see it? Pages and a JSON API over `search.ports.SearchService`."""

from web.app import create_app

__all__ = ["create_app"]
