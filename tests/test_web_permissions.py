"""May each role, and anybody, reach exactly what is meant for them? A table, route by route."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from library.accounts import ALLOWED, Permission, Role
from search import read_settings
from tests.accounts import TERMINAL, Browser, open_accounts, people
from tests.browser import CONCLUDED
from tests.evaluations import keep_run
from tests.exam_homes import PAPER_ID
from tests.homes import ARCHIVE, DELIVERY, JOB, QUESTION, small_home
from web import ROUTES

pytestmark = pytest.mark.once


READ, KEEP = Permission.READ, Permission.KEEP
ADMINISTER, IMPORT = Permission.ADMINISTER, Permission.IMPORT
QUESTIONS = Permission.QUESTIONS
INTERPRET, MODERATE = Permission.INTERPRET, Permission.MODERATE
SEE, LEDGER = Permission.SEE_LEDGER, Permission.LEDGER
SEE_EXPERTS, EXPERTS = Permission.SEE_EXPERTS, Permission.EXPERTS
CONTACTS = Permission.CONTACTS
EXPECTED = {
    "GET /": READ,
    "GET /search": READ,
    "GET /search/export.xlsx": READ,
    "GET /search/export.docx": READ,
    "GET /documents/{document_id}": READ,
    "GET /clauses/{clause_id}": READ,
    "GET /documents/{document_id}/compare": READ,
    "GET /documents/{document_id}/links": READ,
    "GET /documents/{document_id}/graph.svg": READ,
    "GET /documents/{document_id}/impact": READ,
    "GET /documents/{document_id}/impact.csv": READ,
    "GET /documents/{document_id}/impact.xlsx": READ,
    "GET /api/v1/documents/{document_id}/links": READ,
    "GET /api/v1/documents/{document_id}/impact": READ,
    "GET /api/v1/clauses/{clause_id}/links": READ,
    "GET /cases": READ,
    "GET /cases.csv": READ,
    "GET /cases.xlsx": READ,
    "GET /cases/statistics": READ,
    "GET /cases/statistics/{chart}.svg": READ,
    "GET /cases/statistics/{chart}.csv": READ,
    "GET /cases/{case_id}": READ,
    "GET /duties": READ,
    "GET /duties.csv": READ,
    "GET /duties.xlsx": READ,
    "GET /duties.docx": READ,
    "GET /duties.ics": READ,
    "GET /thresholds": READ,
    "GET /cite": READ,
    "POST /cite": READ,
    "GET /api/docs": READ,
    "GET /sign-in": None,
    "POST /sign-in": None,
    "POST /sign-out": None,
    "GET /account": KEEP,
    "POST /account/password": KEEP,
    "POST /account/tokens": KEEP,
    "POST /account/tokens/revoke": KEEP,
    "POST /account/sessions/end": KEEP,
    "GET /feeds/new.atom": READ,
    "GET /feeds/{secret}.atom": None,
    "GET /account/searches": KEEP,
    "POST /account/searches": KEEP,
    "POST /account/searches/history": KEEP,
    "POST /account/searches/history/clear": KEEP,
    "POST /account/searches/{number}/look": KEEP,
    "POST /account/searches/{number}/name": KEEP,
    "POST /account/searches/{number}/remove": KEEP,
    "POST /account/searches/{number}/feed": KEEP,
    "POST /account/searches/{number}/feed/close": KEEP,
    "GET /admin/import": IMPORT,
    "POST /admin/import": IMPORT,
    "GET /admin/import/{delivery}": IMPORT,
    "POST /admin/import/{delivery}/rehearsal": IMPORT,
    "POST /admin/import/{delivery}/confirm": IMPORT,
    "POST /admin/import/{delivery}/discard": IMPORT,
    "GET /admin/reindex": IMPORT,
    "POST /admin/reindex": IMPORT,
    "GET /admin/jobs/{job}/events": IMPORT,
    "POST /admin/jobs/{job}/cancel": IMPORT,
    "GET /admin/documents": IMPORT,
    "GET /admin/documents/{document_id}": IMPORT,
    "POST /admin/documents/{document_id}": IMPORT,
    "POST /admin/documents/{document_id}/settle": IMPORT,
    "POST /admin/documents/{document_id}/withdraw": IMPORT,
    "GET /admin/documents/{document_id}/remove": IMPORT,
    "POST /admin/documents/{document_id}/remove": IMPORT,
    "GET /admin/users": ADMINISTER,
    "POST /admin/users": ADMINISTER,
    "GET /admin/users/{number}": ADMINISTER,
    "POST /admin/users/{number}/roles": ADMINISTER,
    "POST /admin/users/{number}/password": ADMINISTER,
    "POST /admin/users/{number}/state": ADMINISTER,
    "GET /admin/audit": ADMINISTER,
    "GET /admin/audit.csv": ADMINISTER,
    "GET /admin/backup": ADMINISTER,
    "POST /admin/backup": ADMINISTER,
    "GET /admin/backup/{archive}": ADMINISTER,
    "POST /admin/backup/{archive}/check": ADMINISTER,
    "GET /admin/dictionary": Permission.DICTIONARY,
    "POST /admin/dictionary": Permission.DICTIONARY,
    "POST /admin/dictionary/preview": Permission.DICTIONARY,
    "GET /admin/dictionary/all": Permission.DICTIONARY,
    "GET /admin/dictionary.tsv": Permission.DICTIONARY,
    "GET /admin/evaluation": Permission.EVALUATE,
    "POST /admin/evaluation": Permission.EVALUATE,
    "GET /admin/evaluation/template": Permission.EVALUATE,
    "GET /admin/evaluation/{name}": Permission.EVALUATE,
    "GET /admin/evaluation/{name}/report": Permission.EVALUATE,
    "POST /admin/evaluation/{name}/again": Permission.EVALUATE,
    "GET /admin/gaps": Permission.IMPORT,
    "GET /admin/gaps.csv": Permission.IMPORT,
    "GET /admin/gaps.xlsx": Permission.IMPORT,
    "GET /about": READ,
    "GET /papers": QUESTIONS,
    "GET /papers/new": QUESTIONS,
    "POST /papers/new": QUESTIONS,
    "GET /papers/{paper}": QUESTIONS,
    "POST /papers/{paper}/swap": QUESTIONS,
    "POST /papers/{paper}/verify": QUESTIONS,
    "POST /papers/{paper}/withdraw": QUESTIONS,
    "GET /papers/{paper}/files/{file}": QUESTIONS,
    "GET /exams": QUESTIONS,
    "POST /exams": QUESTIONS,
    "GET /exams/new": QUESTIONS,
    "GET /exams/record.csv": QUESTIONS,
    "GET /exams/record.xlsx": QUESTIONS,
    "GET /exams/{number}": QUESTIONS,
    "POST /exams/{number}": QUESTIONS,
    "GET /exams/{number}/poster": QUESTIONS,
    "GET /exams/{number}/qr.svg": QUESTIONS,
    "GET /exams/{number}/analysis": QUESTIONS,
    "POST /exams/{number}/analysis": QUESTIONS,
    "GET /exams/{number}/marking": QUESTIONS,
    "POST /exams/{number}/marking": QUESTIONS,
    "GET /exams/{number}/results.csv": QUESTIONS,
    "GET /exams/{number}/results.xlsx": QUESTIONS,
    "POST /exams/{number}/forget": QUESTIONS,
    "POST /exams/{number}/sittings/{sitting}/release": QUESTIONS,
    "GET /exam/{token}": None,
    "POST /exam/{token}": None,
    "POST /exam/{token}/answers": None,
    "POST /exam/{token}/submit": None,
    "POST /exam/{token}/leave": None,
    "GET /results": None,
    "GET /results/{receipt}": None,
    "GET /account/mistakes": KEEP,
    "GET /api/v1/papers": QUESTIONS,
    "POST /api/v1/papers": QUESTIONS,
    "GET /api/v1/papers/{paper}": QUESTIONS,
    "GET /api/v1/exams": QUESTIONS,
    "POST /api/v1/exams": QUESTIONS,
    "GET /api/v1/exams/{number}": QUESTIONS,
    "GET /api/v1/exams/{number}/results": QUESTIONS,
    "GET /api/v1/exams/{number}/analysis": QUESTIONS,
    "GET /api/v1/training": QUESTIONS,
    "GET /interpretations": READ,
    "GET /faq": READ,
    "GET /ask": READ,
    "POST /ask": READ,
    "GET /ask/{receipt}": READ,
    "GET /admin/interpretations": INTERPRET,
    "POST /admin/interpretations": INTERPRET,
    "GET /admin/interpretations/new": INTERPRET,
    "GET /admin/interpretations/{number}": INTERPRET,
    "POST /admin/interpretations/{number}": INTERPRET,
    "POST /admin/interpretations/{number}/submit": INTERPRET,
    "POST /admin/interpretations/{number}/decision": MODERATE,
    "GET /admin/exchange": MODERATE,
    "GET /admin/exchange/{number}": MODERATE,
    "POST /admin/exchange/{number}": MODERATE,
    "POST /admin/exchange/{number}/contact": MODERATE,
    "POST /admin/exchange/{number}/decision": MODERATE,
    "GET /api/v1/interpretations": READ,
    "POST /api/v1/interpretations": INTERPRET,
    "GET /api/v1/interpretations/{number}": INTERPRET,
    "POST /api/v1/interpretations/{number}/versions": INTERPRET,
    "POST /api/v1/interpretations/{number}/submit": INTERPRET,
    "POST /api/v1/interpretations/{number}/decision": MODERATE,
    "GET /api/v1/faq": READ,
    "GET /api/v1/enquiries": MODERATE,
    "GET /api/v1/enquiries/{number}": MODERATE,
    "POST /api/v1/enquiries/{number}/answer": MODERATE,
    "POST /api/v1/enquiries/{number}/decision": MODERATE,
    "GET /questions": QUESTIONS,
    "GET /questions/export": QUESTIONS,
    "GET /questions/review": QUESTIONS,
    "POST /questions/review": QUESTIONS,
    "POST /questions/bulk": QUESTIONS,
    "GET /questions/generate": QUESTIONS,
    "POST /questions/generate": QUESTIONS,
    "GET /questions/import": QUESTIONS,
    "POST /questions/import": QUESTIONS,
    "GET /questions/import/template": QUESTIONS,
    "GET /questions/aside": QUESTIONS,
    "GET /questions/statistics": QUESTIONS,
    "GET /questions/{question}": QUESTIONS,
    "POST /questions/{question}/decision": QUESTIONS,
    "GET /questions/{question}/edit": QUESTIONS,
    "POST /questions/{question}/edit": QUESTIONS,
    "GET /api/v1/questions": QUESTIONS,
    "POST /api/v1/questions/decision": QUESTIONS,
    "POST /api/v1/questions/generate": QUESTIONS,
    "POST /api/v1/questions/import": QUESTIONS,
    "GET /api/v1/questions/work": QUESTIONS,
    "GET /api/v1/questions/aside": QUESTIONS,
    "GET /api/v1/questions/statistics": QUESTIONS,
    "GET /api/v1/questions/export": QUESTIONS,
    "GET /api/v1/questions/{question}": QUESTIONS,
    "POST /api/v1/questions/{question}": QUESTIONS,
    "GET /ledger": SEE,
    "POST /ledger": LEDGER,
    "GET /ledger.xlsx": SEE,
    "GET /ledger.docx": SEE,
    "GET /ledger.pdf": SEE,
    "GET /ledger/template.xlsx": SEE,
    "GET /ledger/new": LEDGER,
    "GET /ledger/import": LEDGER,
    "POST /ledger/import": LEDGER,
    "GET /ledger/form": SEE,
    "POST /ledger/form": LEDGER,
    "GET /ledger/form.xlsx": SEE,
    "GET /ledger/form.docx": SEE,
    "GET /ledger/form.pdf": SEE,
    "GET /ledger/{number}": SEE,
    "GET /ledger/{number}/edit": LEDGER,
    "POST /ledger/{number}/edit": LEDGER,
    "POST /ledger/{number}/steps": LEDGER,
    "POST /ledger/{number}/evidence": LEDGER,
    "GET /ledger/{number}/evidence/{evidence}": SEE,
    "POST /ledger/{number}/evidence/{evidence}/withdraw": LEDGER,
    "POST /ledger/{number}/reports": LEDGER,
    "POST /ledger/{number}/links": LEDGER,
    "GET /api/v1/ledger": SEE,
    "POST /api/v1/ledger": LEDGER,
    "POST /api/v1/ledger/import": LEDGER,
    "GET /api/v1/ledger/form": SEE,
    "POST /api/v1/ledger/form": LEDGER,
    "GET /api/v1/ledger/{number}": SEE,
    "POST /api/v1/ledger/{number}": LEDGER,
    "POST /api/v1/ledger/{number}/steps": LEDGER,
    "POST /api/v1/ledger/{number}/evidence": LEDGER,
    "GET /api/v1/ledger/{number}/evidence/{evidence}": SEE,
    "POST /api/v1/ledger/{number}/reports": LEDGER,
    "POST /api/v1/ledger/{number}/links": LEDGER,
    "GET /experts": SEE_EXPERTS,
    "POST /experts": EXPERTS,
    "GET /experts.xlsx": EXPERTS,
    "GET /experts.csv": EXPERTS,
    "POST /experts/contacts.xlsx": CONTACTS,
    "GET /experts/template.xlsx": EXPERTS,
    "GET /experts/new": EXPERTS,
    "GET /experts/import": EXPERTS,
    "POST /experts/import": EXPERTS,
    "GET /experts/statistics": EXPERTS,
    "GET /experts/verify": READ,
    "POST /experts/verify": READ,
    "GET /experts/draws": SEE_EXPERTS,
    "POST /experts/draws": EXPERTS,
    "GET /experts/draws/new": EXPERTS,
    "GET /experts/draws/{draw}": SEE_EXPERTS,
    "GET /experts/draws/{draw}/candidates": EXPERTS,
    "POST /experts/draws/{draw}/commit": EXPERTS,
    "POST /experts/draws/{draw}/reveal": EXPERTS,
    "POST /experts/draws/{draw}/replies": EXPERTS,
    "POST /experts/draws/{draw}/conclusion": EXPERTS,
    "POST /experts/draws/{draw}/again": EXPERTS,
    "POST /experts/draws/{draw}/withdraw": EXPERTS,
    "GET /experts/draws/{draw}/record.json": SEE_EXPERTS,
    "GET /experts/draws/{draw}/record.docx": SEE_EXPERTS,
    "GET /experts/draws/{draw}/record.pdf": SEE_EXPERTS,
    "GET /experts/draws/{draw}/auditor.json": EXPERTS,
    "GET /experts/draws/{draw}/attendance.docx": EXPERTS,
    "GET /experts/draws/{draw}/attendance.pdf": EXPERTS,
    "GET /experts/draws/{draw}/scan": EXPERTS,
    "GET /experts/{number}": SEE_EXPERTS,
    "GET /experts/{number}/edit": EXPERTS,
    "POST /experts/{number}/edit": EXPERTS,
    "POST /experts/{number}/contact": CONTACTS,
    "GET /api/v1/experts": SEE_EXPERTS,
    "POST /api/v1/experts": EXPERTS,
    "POST /api/v1/experts/import": EXPERTS,
    "GET /api/v1/experts/statistics": EXPERTS,
    "GET /api/v1/experts/proposal": EXPERTS,
    "GET /api/v1/experts/draws": SEE_EXPERTS,
    "POST /api/v1/experts/draws": EXPERTS,
    "POST /api/v1/experts/verify": READ,
    "GET /api/v1/experts/draws/{draw}": SEE_EXPERTS,
    "GET /api/v1/experts/draws/{draw}/record": SEE_EXPERTS,
    "POST /api/v1/experts/draws/{draw}/commit": EXPERTS,
    "POST /api/v1/experts/draws/{draw}/reveal": EXPERTS,
    "POST /api/v1/experts/draws/{draw}/replies": EXPERTS,
    "POST /api/v1/experts/draws/{draw}/conclusion": EXPERTS,
    "POST /api/v1/experts/draws/{draw}/again": EXPERTS,
    "POST /api/v1/experts/draws/{draw}/withdraw": EXPERTS,
    "GET /api/v1/experts/{number}": SEE_EXPERTS,
    "POST /api/v1/experts/{number}": EXPERTS,
    "POST /api/v1/experts/{number}/contact": CONTACTS,
    "GET /api/v1/search": READ,
    "GET /api/v1/suggest": READ,
    "GET /api/v1/documents": READ,
    "GET /api/v1/export": READ,
    "GET /api/v1/export/manifest": READ,
    "GET /api/v1/changes": READ,
    "GET /api/v1/searches": KEEP,
    "POST /api/v1/searches": KEEP,
    "GET /api/v1/searches/history": KEEP,
    "POST /api/v1/searches/history": KEEP,
    "POST /api/v1/searches/history/clear": KEEP,
    "POST /api/v1/searches/{number}/look": KEEP,
    "POST /api/v1/searches/{number}/name": KEEP,
    "POST /api/v1/searches/{number}/remove": KEEP,
    "POST /api/v1/searches/{number}/feed": KEEP,
    "POST /api/v1/searches/{number}/feed/close": KEEP,
    "GET /api/v1/documents/{document_id}/compare": READ,
    "GET /api/v1/documents/{document_id}": READ,
    "GET /api/v1/clauses/{clause_id}/cases": READ,
    "GET /api/v1/clauses/{clause_id}": READ,
    "GET /api/v1/cases": READ,
    "GET /api/v1/cases/stats": READ,
    "GET /api/v1/cases/{case_id}/similar": READ,
    "GET /api/v1/cases/{case_id}": READ,
    "GET /api/v1/imports": IMPORT,
    "POST /api/v1/imports": IMPORT,
    "GET /api/v1/imports/{delivery}": IMPORT,
    "POST /api/v1/imports/{delivery}/rehearsal": IMPORT,
    "POST /api/v1/imports/{delivery}/confirm": IMPORT,
    "POST /api/v1/imports/{delivery}/discard": IMPORT,
    "GET /api/v1/reindex": IMPORT,
    "POST /api/v1/reindex": IMPORT,
    "GET /api/v1/jobs/{job}": IMPORT,
    "POST /api/v1/jobs/{job}/cancel": IMPORT,
    "GET /api/v1/documents/{document_id}/corrections": IMPORT,
    "POST /api/v1/documents/{document_id}/corrections": IMPORT,
    "POST /api/v1/documents/{document_id}/corrections/withdraw": IMPORT,
    "POST /api/v1/documents/{document_id}/remove": IMPORT,
    "GET /api/v1/dictionary": Permission.DICTIONARY,
    "POST /api/v1/dictionary": Permission.DICTIONARY,
    "POST /api/v1/dictionary/preview": Permission.DICTIONARY,
    "GET /api/v1/synonyms": Permission.DICTIONARY,
    "POST /api/v1/synonyms": Permission.DICTIONARY,
    "POST /api/v1/synonyms/preview": Permission.DICTIONARY,
    "GET /api/v1/evaluations": Permission.EVALUATE,
    "POST /api/v1/evaluations": Permission.EVALUATE,
    "GET /api/v1/evaluations/{name}": Permission.EVALUATE,
    "POST /api/v1/evaluations/{name}/again": Permission.EVALUATE,
    "GET /api/v1/evaluations/{name}/compare": Permission.EVALUATE,
    "GET /api/v1/backups": Permission.ADMINISTER,
    "POST /api/v1/backups": Permission.ADMINISTER,
    "GET /api/v1/backups/{archive}": Permission.ADMINISTER,
    "POST /api/v1/backups/{archive}/check": Permission.ADMINISTER,
    "GET /api/v1/gaps": IMPORT,
    "GET /api/v1/users": ADMINISTER,
    "POST /api/v1/users": ADMINISTER,
    "GET /api/v1/users/{number}": ADMINISTER,
    "POST /api/v1/users/{number}/roles": ADMINISTER,
    "POST /api/v1/users/{number}/password": ADMINISTER,
    "POST /api/v1/users/{number}/state": ADMINISTER,
    "GET /api/v1/audit": ADMINISTER,
    "GET /api/v1/duties": READ,
    "GET /api/v1/thresholds": READ,
    "GET /api/v1/thresholds/accident": READ,
    "POST /api/v1/citations/check": READ,
    "GET /brief": READ,
    "POST /brief": KEEP,
    "GET /brief/export": READ,
    "GET /brief/{number}": KEEP,
    "GET /brief/{number}/export": KEEP,
    "POST /brief/{number}/again": KEEP,
    "POST /brief/{number}/remove": KEEP,
    "GET /api/v1/briefs": KEEP,
    "POST /api/v1/briefs": KEEP,
    "GET /api/v1/briefs/{number}": KEEP,
    "POST /api/v1/briefs/{number}/again": KEEP,
    "POST /api/v1/briefs/{number}/remove": KEEP,
    "GET /health": None,
}
"""What each address asks for, said a second time on purpose; None lets in everybody."""
VISITORS = (*Role, "anybody", "nobody", "no accounts")
"""Signed in with a role; not signed in where reading is free, and where it is not; no accounts."""
RUN = "20260101-080000-000000"
GUESSED = {"/feeds/{secret}.atom", "/ask/{receipt}", "/exam/{token}", "/results/{receipt}"}
NOT_HERE = {"/sign-in", "/sign-out", "/feeds/{secret}.atom"}


def test_the_table_names_every_route() -> None:
    stated = {
        f"{route.method} {route.path}": None if route.open else route.needs for route in ROUTES
    }
    assert stated == EXPECTED


@pytest.fixture(scope="module", params=VISITORS)
def visiting(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Browser]]:
    visitor = str(request.param)
    if visitor == "no accounts":
        yield visitor, Browser(None)
        return
    home = Path(tmp_path_factory.mktemp("home"))
    with open_accounts(home) as accounts:
        people(accounts)
        settings = small_home(home)
        keep_run(home, RUN)
        browser = Browser(accounts, anonymous=visitor != "nobody", settings=settings)
        if visitor in set(Role):
            assert browser.sign_in(visitor).status_code == 303
        yield visitor, browser


def status_wanted(visitor: str, needs: Permission | None, *, page: bool, reads: bool) -> int | None:
    """Return with what a visitor is turned away, None where they are not."""
    if needs is None:
        return None
    if visitor in set(Role):
        return None if needs in ALLOWED[Role(visitor)] else 403
    if needs is READ and visitor != "nobody":
        return None
    if visitor == "no accounts":
        return 403
    return 303 if page and reads else 401


@pytest.mark.parametrize("address", EXPECTED)
def test_who_may_have_what(visiting: tuple[str, Browser], address: str) -> None:
    """A POST comes without its form token: whoever may is told so, who may not never gets there."""
    visitor, browser = visiting
    method, _, path = address.partition(" ")
    url = path.format(
        document_id="notice",
        clause_id="notice:2.1",
        case_id="case",
        chart="type",
        number=1,
        evidence=1,
        draw=CONCLUDED,
        secret="guessed",
        receipt="guessed",
        question=QUESTION,
        name=RUN,
        delivery=DELIVERY,
        job=JOB,
        archive=ARCHIVE,
        paper=PAPER_ID,
        file="题目A.csv",
        sitting=1,
        token="guessed",
    )
    asked = {"q": "安全"} if "search" in url else {}
    asked |= {"q": "深基坑", "form": "md"} if "/brief" in url else {}
    asked |= {"with": "hostile", "against": RUN} if url.endswith("/compare") else {}
    asked |= {"paper": PAPER_ID} if url.endswith("/exams/new") else {}
    asked |= {"works": "基坑"} if url.endswith("/thresholds") else {}
    answer = browser.client.request(method, url, params=asked)
    page, reads = not path.startswith(("/api/v", "/health")), method == "GET"
    wanted = status_wanted(visitor, EXPECTED[address], page=page, reads=reads)
    if wanted is not None:
        assert answer.status_code == wanted
        assert wanted != 303 or answer.headers["location"].startswith("/sign-in")
        assert "安全第一" not in answer.text
        assert "表单已失效" not in answer.text
    elif not reads:
        assert (answer.status_code, "表单已失效" in answer.text) == (403, True)
    elif visitor == "no accounts" and path in NOT_HERE:
        assert answer.status_code == 403
    elif path in GUESSED:
        assert answer.status_code == 404  # what is guessed opens nothing
    else:
        assert answer.status_code in {200, 303, 307}
        assert not answer.headers.get("location", "").startswith("/sign-in")


@pytest.mark.parametrize("url", ["/static/style.css", "/health"])
def test_what_is_always_open(visiting: tuple[str, Browser], url: str) -> None:
    assert visiting[1].get(url).status_code == 200


def test_head_is_guarded_too(tmp_path: Path) -> None:
    with open_accounts(tmp_path) as accounts:
        browser = Browser(accounts, anonymous=False)
        for url, status in (("/search", 303), ("/admin/users", 303), ("/api/v1/cases", 401)):
            assert browser.client.head(url).status_code == status


def test_the_api_says_how_to_come_in(tmp_path: Path) -> None:
    with open_accounts(tmp_path) as accounts:
        answer = Browser(accounts, anonymous=False).get("/api/v1/search?q=安全")
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert answer.json()["type"] == "/api/docs#sign-in-needed"


def test_a_token_opens_the_api_and_nothing_else(tmp_path: Path) -> None:
    with open_accounts(tmp_path) as accounts:
        people(accounts, [Role.ADMINISTRATOR, Role.READER])
        user = accounts.users.named("管理员")
        secret = accounts.tokens.issue(TERMINAL, user, "同步")
        browser = Browser(accounts, anonymous=False)

        def status(url: str, shown: str) -> int:
            return browser.get(url, headers={"Authorization": shown}).status_code

        assert status("/api/v1/search?q=安全", f"Bearer {secret}") == 200
        assert status("/api/v1/search?q=安全", f"bearer {secret}") == 200
        for wrong in (f"Bearer {secret}x", "Bearer ", f"Basic {secret}", secret):
            assert status("/api/v1/search?q=安全", wrong) == 401
        for page in ("/search?q=安全", "/admin/users", "/account"):
            assert status(page, f"Bearer {secret}") == 303
        accounts.tokens.revoke(TERMINAL, user, 1)
        assert status("/api/v1/search?q=安全", f"Bearer {secret}") == 401
        assert (
            "已撤销"
            in browser.get(
                "/api/v1/search?q=安全", headers={"Authorization": f"Bearer {secret}"}
            ).text
        )


def test_a_wrong_token_is_told_even_where_reading_is_free(tmp_path: Path) -> None:
    with open_accounts(tmp_path) as accounts:
        headers = {"Authorization": "Bearer zhiku_wrong"}
        assert Browser(accounts).get("/api/v1/search?q=安全", headers=headers).status_code == 401


def test_a_role_taken_away_is_gone_at_the_next_request(tmp_path: Path) -> None:
    with open_accounts(tmp_path) as accounts:
        people(accounts, [Role.ADMINISTRATOR])
        accounts.users.add(TERMINAL, "另一个", "a long password", [Role.ADMINISTRATOR])
        browser = Browser(accounts)
        browser.sign_in("管理员")
        assert browser.get("/admin/users").status_code == 200
        accounts.users.set_roles(TERMINAL, accounts.users.named("管理员"), [Role.READER])
        assert browser.get("/admin/users").status_code == 403


@pytest.mark.parametrize(
    ("set_to", "host", "free"),
    [
        ("", "127.0.0.1", True), ("", "127.8.8.8", True), ("", "::1", True),
        ("auto", "localhost", True), ("auto", "0.0.0.0", False), ("auto", "::", False),
        ("auto", "10.0.0.8", False), ("auto", "zhiku.example.invalid", False),
        ("yes", "0.0.0.0", True), ("no", "127.0.0.1", False),
    ],
)  # fmt: skip
def test_where_reading_is_free(set_to: str, host: str, free: bool) -> None:
    settings = read_settings(Path("home"), {"ZHIKU_ANONYMOUS": set_to})
    assert settings.reads_anonymously(host) is free


def test_a_misspelt_setting_opens_nothing() -> None:
    with pytest.raises(ValueError, match="ZHIKU_ANONYMOUS 应为 auto、yes 或 no"):
        read_settings(Path("home"), {"ZHIKU_ANONYMOUS": "off"})
