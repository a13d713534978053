"""Where does a handler get the search service and the libraries of its application?"""

from fastapi import Request

from library.accounts import Accounts
from library.cases import CaseLibrary
from search.ports import SearchService
from search.settings import Settings
from web.errors import Forbidden

__all__ = ["accounts_of", "cases_of", "service_of", "settings_of"]


def accounts_of(request: Request) -> Accounts:
    """Return the accounts and their audit log; raise Forbidden where there are none."""
    accounts: Accounts | None = request.app.state.accounts
    if accounts is None:
        raise Forbidden("这个服务没有启用账户，只能检索和阅读。")
    return accounts


def service_of(request: Request) -> SearchService:
    """Return the service that `create_app` was given."""
    service: SearchService = request.app.state.service
    return service


def settings_of(request: Request) -> Settings:
    """Return what is set, and where the home lies; raise Forbidden where there is none."""
    settings: Settings | None = request.app.state.settings
    if settings is None:
        raise Forbidden("这个服务没有数据目录，只能检索和阅读。")
    return settings


def cases_of(request: Request) -> CaseLibrary:
    """Return the case library over that service."""
    library: CaseLibrary = request.app.state.cases
    return library
