"""Where does a handler get the search service and the libraries of its application?"""

from fastapi import Request

from library.accounts import Accounts
from library.cases import CaseLibrary
from library.collection import Spool
from library.jobs import Jobs
from search import Settings
from search.ports import SearchService
from web.errors import Forbidden

__all__ = ["accounts_of", "cases_of", "jobs_of", "service_of", "settings_of", "spool_of"]


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


def cases_of(request: Request) -> CaseLibrary:
    """Return the case library over that service."""
    library: CaseLibrary = request.app.state.cases
    return library


def settings_of(request: Request) -> Settings:
    """Return the settings of the home; raise Forbidden where the pages may not change it."""
    settings: Settings | None = request.app.state.settings
    if settings is None:
        raise Forbidden("这个服务没有数据目录可写，只能检索和阅读。")
    return settings


def jobs_of(request: Request) -> Jobs:
    """Return what is done in the background; raise Forbidden as `settings_of` does."""
    settings_of(request)
    jobs: Jobs = request.app.state.jobs
    return jobs


def spool_of(request: Request) -> Spool:
    """Return the files that came through the browser; raise Forbidden as `settings_of` does."""
    settings_of(request)
    spool: Spool = request.app.state.spool
    return spool
