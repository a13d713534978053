"""How does a person see it? Pages and a JSON API over `search.ports.SearchService`."""

from web.app import create_app
from web.routes import ROUTES

__all__ = ["ROUTES", "create_app"]
