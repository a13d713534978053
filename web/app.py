"""How is the web application put together from a search service?"""

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from library.accounts import Accounts
from library.background import Background
from library.brief import BriefLinks
from library.cases import CaseLibrary
from library.citations import CitationChecker
from library.collection import Spool
from library.duties import DutyLibrary
from library.errors import LibraryError
from library.exams import Exams
from library.exchange import Exchange
from library.experts import ExpertDesk
from library.jobs import Jobs
from library.language_model import model_of
from library.ledger import Ledger
from library.links import LinkLibrary
from library.papers import PaperDesk, PaperFile, PaperLinks
from library.questions import BankFile, QuestionBank
from library.questions.linking import QuestionLinks
from library.questions.successors import Successors
from library.sharing import ChangeLog
from library.thresholds import rows_in
from search.ports import SearchService
from search.settings import Settings
from web.errors import add_error_handlers
from web.openapi import Application
from web.routes import DEVELOPMENT, ROUTES
from web.routing import add_routes
from web.security import SecurityHeaders
from web.templating import WEB_FOLDER
from web.turns import Turns

__all__ = ["create_app"]

_DESCRIPTION = "按关键词和语义检索政策、法规、标准与案例，给出原文和可直接引用的出处。"


def create_app(
    service: SearchService,
    *,
    version: str,
    turns: Turns | None = None,
    accounts: Accounts | None = None,
    settings: Settings | None = None,
    changes: ChangeLog | None = None,
    duties: DutyLibrary | None = None,
    bank: QuestionBank | None = None,
    exams: Exams | None = None,
    anonymous: bool = True,
    develop: bool = False,
) -> FastAPI:
    """Return the application that answers from `service`; it keeps no other state.

    Without `accounts` nobody can sign in, and there is only reading. `anonymous` lets people read
    without signing in. Without `settings` there is no home, and nothing that works on its files.
    `changes` is the log that other departments follow; without one it begins anew with the
    application, and cursors of before are worth nothing. `duties` are read anew without one,
    the `bank` of questions and the file of `exams` are opened.
    `develop` adds what only those who work on the product need.

    The interactive documentation of FastAPI is off: it loads scripts from elsewhere.
    """
    app = Application(
        title="智库接口",
        version=version,
        description=_DESCRIPTION,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.service, app.state.cases = service, CaseLibrary(service)
    app.state.duties = duties or DutyLibrary(service)
    home = settings.home if settings else None
    app.state.experts = desk = _experts(settings, service)
    knowing = desk if isinstance(desk, ExpertDesk) else None
    app.state.links = LinkLibrary(service, lambda: rows_in(home), experts=knowing)
    app.state.bank = bank or BankFile(settings.questions if settings else None)
    app.state.successors, app.state.making = Successors(service), Background()
    app.state.links.join(QuestionLinks(app.state.bank))
    if settings:
        app.state.links.join(BriefLinks(settings.briefs))
    app.state.citations = CitationChecker(service)
    app.state.accounts, app.state.anonymous = accounts, anonymous
    app.state.settings = settings
    app.state.evaluation, app.state.gaps = Background(), Background()
    app.state.changes = changes or ChangeLog()
    app.state.exchange = Exchange(settings.exchange if settings else None)
    _open_papers(app, settings, exams)
    app.state.language_model = model_of(settings)
    app.state.jobs = Jobs(settings.home) if settings else None
    app.state.ledger = Ledger(settings.ledger) if settings else None
    app.state.spool = Spool(settings.home) if settings else None
    app.add_middleware(SecurityHeaders)
    add_error_handlers(app)
    app.mount("/static", StaticFiles(directory=WEB_FOLDER / "static"), name="static")
    add_routes(app, (*ROUTES, *(DEVELOPMENT if develop else ())), turns or Turns())
    return app


def _open_papers(app: FastAPI, settings: Settings | None, exams: Exams | None) -> None:
    """Give the application its papers and its tests."""
    papers = PaperFile(settings.papers if settings else None)
    app.state.papers = PaperDesk(app.state.bank, papers)
    app.state.links.join(PaperLinks(app.state.papers))
    app.state.exams = exams or Exams(settings.exams if settings else None)


def _experts(settings: Settings | None, service: SearchService) -> ExpertDesk | LibraryError | None:
    """Open the expert library; where it cannot be used, its pages alone say why."""
    try:
        return ExpertDesk(settings, service) if settings else None
    except LibraryError as error:
        return error
