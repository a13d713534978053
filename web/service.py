"""Where does a handler get the search service and the libraries of its application?"""

from fastapi import Request

from library.accounts import Accounts, User
from library.cases import CaseLibrary
from library.collection import Spool
from library.duties import DutyLibrary
from library.errors import LibraryError
from library.exams import Exams
from library.exchange import Exchange
from library.experts import ExpertDesk
from library.jobs import Jobs
from library.ledger import Ledger
from library.links import DocumentLinks, Impact, LinkLibrary, impact_of
from library.papers import PaperDesk
from library.questions import QuestionBank
from library.sharing import ChangeLog
from search.ports import Collection, SearchService
from search.settings import Settings
from web.errors import Forbidden
from web.visitors import user_of

__all__ = [
    "accounts_of",
    "bank_of",
    "cases_of",
    "changes_of",
    "duties_of",
    "exams_of",
    "exchange_of",
    "experts_of",
    "impact_for",
    "jobs_of",
    "ledger_of",
    "links_of",
    "papers_of",
    "person_of",
    "service_of",
    "settings_of",
    "spool_of",
]


def accounts_of(request: Request) -> Accounts:
    """Return the accounts and their audit log; raise Forbidden where there are none."""
    accounts: Accounts | None = request.app.state.accounts
    if accounts is None:
        raise Forbidden("这个服务没有启用账户，只能检索和阅读。")
    return accounts


def person_of(request: Request) -> User:
    """Return who is signed in; the guard of the route saw to it that somebody is."""
    user = user_of(request).user
    if user is None:
        raise Forbidden("请先登录。")
    return user


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


def changes_of(request: Request) -> tuple[ChangeLog, Collection]:
    """Return the log of changes, brought up to the collection that serves, and that collection."""
    changes: ChangeLog = request.app.state.changes
    collection = service_of(request).collection()
    changes.record(collection)
    return changes, collection


def cases_of(request: Request) -> CaseLibrary:
    """Return the case library over that service."""
    library: CaseLibrary = request.app.state.cases
    return library


def duties_of(request: Request) -> DutyLibrary:
    """Return the duties that the documents of that service lay on people."""
    library: DutyLibrary = request.app.state.duties
    return library


def links_of(request: Request, document_id: str) -> DocumentLinks:
    """Return the links of a document that whoever asks may see; raise UnknownDocument."""
    library: LinkLibrary = request.app.state.links
    return library.of_document(document_id, user_of(request).permissions)


def impact_for(request: Request, document_id: str) -> Impact:
    """Return what to review as a document has ended, as far as whoever asks may see it."""
    library: LinkLibrary = request.app.state.links
    allowed = user_of(request).permissions
    return impact_of(library, service_of(request), document_id, allowed)


def bank_of(request: Request) -> QuestionBank:
    """Return the questions of the home; without one they last as long as the server."""
    bank: QuestionBank = request.app.state.bank
    return bank


def exchange_of(request: Request) -> Exchange:
    """Return the interpretations and questions; without a home they last as long as the server."""
    exchange: Exchange = request.app.state.exchange
    return exchange


def papers_of(request: Request) -> PaperDesk:
    """Return the bank and the papers; without a home they last as long as the server."""
    desk: PaperDesk = request.app.state.papers
    return desk


def exams_of(request: Request) -> Exams:
    """Return the tests held online; without a home they last as long as the server."""
    exams: Exams = request.app.state.exams
    return exams


def experts_of(request: Request) -> ExpertDesk:
    """Return the expert library of the home; raise Forbidden as `settings_of` does.

    Raise ExpertTableRejected or ExpertsBroken where it could not be opened.
    """
    settings_of(request)
    desk: ExpertDesk | LibraryError = request.app.state.experts
    if isinstance(desk, LibraryError):
        raise desk
    return desk


def jobs_of(request: Request) -> Jobs:
    """Return what is done in the background; raise Forbidden as `settings_of` does."""
    settings_of(request)
    jobs: Jobs = request.app.state.jobs
    return jobs


def ledger_of(request: Request) -> Ledger:
    """Return the ledger of the home; raise Forbidden as `settings_of` does."""
    settings_of(request)
    ledger: Ledger = request.app.state.ledger
    return ledger


def spool_of(request: Request) -> Spool:
    """Return the files that came through the browser; raise Forbidden as `settings_of` does."""
    settings_of(request)
    spool: Spool = request.app.state.spool
    return spool
