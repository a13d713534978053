"""What do the tests in a real browser share? A server, Debian's Chromium, and the list of pages.

Playwright drives a Chromium that is installed already; it downloads nothing. Only functions import
it, so that this module can be read where it is not installed.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import urlsplit

import pytest
from filelock import FileLock

from library.accounts import Role
from tests.exam_homes import PAPER_ID, TOKEN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

ROOT = Path(__file__).parent.parent
PASSWORD = "correct horse battery 电池"
IMPORTED, TRIED = "1" * 32, "2" * 32
"""Deliveries of the furnished home: one with its report, and one that waits to be confirmed."""
CONCLUDED, SEALED = "2026-0001", "2026-0002"
"""Draws of the furnished home."""
RUN, EARLIER_RUN = "20260105-093000-000000", "20251201-140000-000000"
"""Evaluations of the furnished home."""


CHANGED_QUESTION = "q0007"
"""A question of the furnished home whose clause is no longer as it was."""


class Shown(NamedTuple):
    """A page as tests and screenshots visit it; `role` is whose user has signed in, if any.

    What is no address of its own is reached by pressing the first button of the name `press`.
    """

    name: str
    path: str
    role: Role | None = None
    press: str = ""


_COMPARED = "/documents/lighting-2023/compare?with=lighting-2019"
PAGES = (
    Shown("home", "/"),
    Shown("home-signed-in", "/", Role.ADMINISTRATOR),
    Shown("search", "/search?q=危大工程 施工单位 应当做什么"),
    Shown("search-explained", "/search?q=基坑监测&explain=true&why=1"),
    Shown("search-by-date", "/search?q=安全责任&sort=date"),
    Shown("search-filtered", "/search?q=坍塌 类型:案例&group=false"),
    Shown("search-empty", "/search?q=鼋鼍蛟螭魑魅魍魉"),
    Shown("search-blank", "/search"),
    Shown("search-refused", "/search?q=安全&from=2020-13-01"),
    Shown("document", "/documents/jilin-2018-chengshi-anquan?q=安全责任"),
    Shown("document-editions", "/documents/lighting-2023"),
    Shown("document-digest", "/documents/digest-安全生产法"),
    Shown("document-card", "/documents/card-JGJ-80-2016"),
    Shown("document-case", "/documents/case-20200307-7ed06469"),
    Shown("document-table", "/documents/thresholds-hazardous-works"),
    Shown("links", "/documents/digest-危险性较大的分部分项工程安全管理规定/links"),
    Shown("links-clause", "/documents/digest-安全生产法/links?clause=a41"),
    Shown("impact", "/documents/lighting-2019/impact"),
    Shown("compare", _COMPARED),
    Shown("compare-inline", f"{_COMPARED}&view=inline"),
    Shown("cases", "/cases"),
    Shown("cases-filtered", "/cases?q=塔吊&type=起重伤害"),
    Shown("cases-empty", "/cases?q=鼋鼍蛟螭"),
    Shown("case", "/cases/case-20200307-7ed06469"),
    Shown("case-statistics", "/cases/statistics"),
    Shown("duties", "/duties?q=应急演练"),
    Shown("duties-by-deadline", "/duties?order=deadline&modality=要求"),
    Shown("duties-empty", "/duties?q=鼋鼍蛟螭"),
    Shown("thresholds", "/thresholds"),
    Shown("thresholds-judged", "/thresholds?works=高支模&height=6"),
    Shown("cite", "/cite"),
    Shown("faq", "/faq"),
    Shown("interpretations", "/interpretations"),
    Shown("ask", "/ask?clause=lighting-2023:a4"),
    Shown("admin-interpretations", "/admin/interpretations", Role.EDITOR),
    Shown("admin-interpretation-new", "/admin/interpretations/new?q=照度", Role.EDITOR),
    Shown("admin-interpretation", "/admin/interpretations/1", Role.EDITOR),
    Shown("admin-exchange", "/admin/exchange", Role.MODERATOR),
    Shown("admin-enquiry", "/admin/exchange/1", Role.MODERATOR),
    Shown("questions", "/questions?type=判断", Role.TRAINER),
    Shown("questions-empty", "/questions?q=鼋鼍蛟螭", Role.TRAINER),
    Shown("question-review", "/questions/review?type=单选", Role.TRAINER),
    Shown("question-reconsider", "/questions/review?flagged=true", Role.TRAINER),
    Shown("question", f"/questions/{CHANGED_QUESTION}", Role.TRAINER),
    Shown("question-edit", f"/questions/{CHANGED_QUESTION}/edit", Role.TRAINER),
    Shown("question-bulk", "/questions", Role.TRAINER, "通过…"),
    Shown("question-generate", "/questions/generate", Role.TRAINER),
    Shown("question-import", "/questions/import", Role.TRAINER),
    Shown("question-aside", "/questions/aside", Role.TRAINER),
    Shown("question-statistics", "/questions/statistics", Role.TRAINER),
    Shown("brief", "/brief"),
    Shown("brief-made", "/brief?q=某工地开挖6米基坑，周边有燃气管道"),
    Shown("brief-signed-in", "/brief?q=城镇燃气", Role.READER),
    Shown("papers", "/papers", Role.TRAINER),
    Shown("paper-new", "/papers/new?preset=安管人员安全生产知识考核", Role.TRAINER),
    Shown("paper", f"/papers/{PAPER_ID}?version=B", Role.TRAINER),
    Shown("exam-new", f"/exams/new?paper={PAPER_ID}", Role.TRAINER),
    Shown("exams", "/exams", Role.TRAINER),
    Shown("exam", "/exams/1", Role.TRAINER),
    Shown("exam-poster", "/exams/1/poster", Role.TRAINER),
    Shown("exam-analysis", "/exams/1/analysis", Role.TRAINER),
    Shown("exam-marking", "/exams/1/marking", Role.TRAINER),
    Shown("exam-begin", f"/exam/{TOKEN}"),
    Shown("exam-results", "/results"),
    Shown("mistakes", "/account/mistakes", Role.READER),
    Shown("sign-in", "/sign-in"),
    Shown("account", "/account", Role.MODERATOR),
    Shown("saved-searches", "/account/searches", Role.READER),
    Shown("saved-searches-none", "/account/searches", Role.TRAINER),
    Shown("admin-import", "/admin/import", Role.EDITOR),
    Shown("admin-import-trial", f"/admin/import/{TRIED}", Role.EDITOR),
    Shown("admin-import-report", f"/admin/import/{IMPORTED}", Role.EDITOR),
    Shown("admin-reindex", "/admin/reindex", Role.EDITOR),
    Shown("admin-documents", "/admin/documents", Role.EDITOR),
    Shown("admin-documents-empty", "/admin/documents?q=鼋鼍蛟螭", Role.EDITOR),
    Shown("admin-document", "/admin/documents/cranes-2024", Role.EDITOR),
    Shown("admin-remove", "/admin/documents/cranes-2024/remove", Role.EDITOR),
    Shown("admin-dictionary", "/admin/dictionary", Role.EDITOR),
    Shown("admin-synonyms", "/admin/dictionary?sheet=synonyms&line=2", Role.EDITOR),
    Shown("admin-dictionary-whole", "/admin/dictionary/all?sheet=synonyms", Role.EDITOR),
    Shown("admin-dictionary-preview", "/admin/dictionary?sheet=synonyms", Role.EDITOR, "删去 沟槽"),
    Shown("admin-evaluation", "/admin/evaluation", Role.EDITOR),
    Shown("admin-evaluation-run", f"/admin/evaluation/{RUN}?against={EARLIER_RUN}", Role.EDITOR),
    Shown("admin-gaps", "/admin/gaps", Role.EDITOR),
    Shown("admin-users", "/admin/users", Role.ADMINISTRATOR),
    Shown("admin-user", "/admin/users/2", Role.ADMINISTRATOR),
    Shown("admin-audit", "/admin/audit", Role.ADMINISTRATOR),
    Shown("admin-backup", "/admin/backup", Role.ADMINISTRATOR),
    Shown("ledger", "/ledger", Role.READER),
    Shown("ledger-filtered", "/ledger?kind=问题隐患&state=open&overdue=true", Role.EDITOR),
    Shown("ledger-item", "/ledger/YH0001", Role.MODERATOR),
    Shown("ledger-review", "/ledger/YH0004", Role.MODERATOR),
    Shown("ledger-new", "/ledger/new?clause=jilin-2018-chengshi-anquan:p1.2.1", Role.EDITOR),
    Shown("ledger-edit", "/ledger/YH0001/edit", Role.EDITOR),
    Shown("ledger-import", "/ledger/import", Role.EDITOR),
    Shown("ledger-form", "/ledger/form?region=昌吉市", Role.EDITOR),
    Shown("experts", "/experts", Role.READER),
    Shown("experts-found", "/experts?q=深基坑支护", Role.EXPERT_OFFICER),
    Shown("expert", "/experts/1", Role.EXPERT_OFFICER),
    Shown("expert-read", "/experts/1", Role.READER),
    Shown("expert-edit", "/experts/1/edit", Role.EXPERT_OFFICER),
    Shown("experts-import", "/experts/import", Role.EXPERT_OFFICER),
    Shown("experts-statistics", "/experts/statistics", Role.EXPERT_OFFICER),
    Shown("expert-draws", "/experts/draws", Role.READER),
    Shown("expert-draw-new", "/experts/draws/new?work=基坑:深度=6.5", Role.EXPERT_OFFICER),
    Shown("expert-draw", f"/experts/draws/{CONCLUDED}", Role.EXPERT_OFFICER),
    Shown("expert-draw-sealed", f"/experts/draws/{SEALED}", Role.READER),
    Shown("expert-candidates", f"/experts/draws/{CONCLUDED}/candidates", Role.EXPERT_OFFICER),
    Shown("expert-verify", "/experts/verify"),
    Shown("forbidden", "/admin/users", Role.READER),
    Shown("about", "/about"),
    Shown("api-docs", "/api/docs"),
    Shown("gallery", "/gallery"),
    Shown("not-found", "/documents/none"),
)
"""Every page that people see. Whoever builds a page adds a line: it is then examined by axe, for
overflow, foreign hosts and errors, and drawn by `make screenshots`."""


@dataclass(frozen=True, slots=True)
class Look:
    """On what a page is looked at: width and height in CSS pixels, light or dark."""

    width: int
    height: int
    scheme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"


DESK, DESK_DARK = Look(1440, 900, "light"), Look(1440, 900, "dark")
PHONE, PHONE_DARK = Look(390, 844, "light"), Look(390, 844, "dark")
LOOKS = (DESK, DESK_DARK, PHONE, PHONE_DARK)
EVERY_LOOK = pytest.mark.parametrize("page", LOOKS, indirect=True, ids=str)


def shared_home(temporary: pytest.TempPathFactory) -> Path:
    """Return a furnished home that all workers of a run share; tests only read it."""
    from tests.furnishing import furnish

    folder = temporary.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        folder = folder.parent
    home = folder / "furnished"
    with FileLock(f"{home}.lock"):
        if not home.exists():
            furnish(made := folder / "furnishing")
            made.rename(home)
    return home


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """Run `zhiku serve` over a home, with the gallery, and yield its address once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as place:
        port = place.getsockname()[1]
    words = [sys.executable, "-u", "-m", "cli", "serve", "--home", str(home), "--port", str(port)]
    develops = os.environ | {"ZHIKU_DEVELOP": "1"}
    with subprocess.Popen(
        words, cwd=ROOT, env=develops, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout is not None
            told = server.stdout.readline()
            assert "智库已就绪" in told, told
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def chromium_path() -> str:
    """Return Debian's Chromium; its absence fails on CI and is a stated skip elsewhere."""
    found = shutil.which("chromium")
    if found:
        return found
    message = "there is no chromium (Debian: apt-get install chromium fonts-noto-cjk)"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


@contextmanager
def launched(path: str) -> Iterator["Browser"]:
    """Run a browser without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def looking(browser: "Browser", site: str, look: Look = DESK, **options: Any) -> Iterator["Page"]:
    """Open a page of a new visitor; fail where it reports an error or asks another host."""
    context = browser.new_context(
        base_url=site,
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        permissions=["clipboard-read", "clipboard-write"],
        **options,
    )
    try:
        page = context.new_page()
        page.set_default_timeout(15_000)
        wrong: list[str] = []
        page.on("console", lambda message: wrong.extend(_complaint(message)))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        context.on("request", lambda request: wrong.extend(_foreign(request.url, site)))
        yield page
        assert wrong == []
    finally:
        context.close()


def _complaint(message: "ConsoleMessage") -> Iterator[str]:
    """Yield what the console calls wrong; that a page answered 404 it says of every error page."""
    of_page = message.location.get("url") == (message.page.url if message.page else None)
    if message.type in {"error", "warning"} and not (
        of_page and message.text.startswith("Failed to load resource")
    ):
        yield f"{message.text} ({message.location})"


def _foreign(url: str, site: str) -> Iterator[str]:
    parts = urlsplit(url)
    if parts.scheme not in {"data", "blob"} and f"{parts.scheme}://{parts.netloc}" != site:
        yield url


_DRAWN = """
Promise.all([...document.images].map(image => {
    image.loading = "eager";
    return image.decode();
}))
"""
"""So that pictures further down are there as well."""


def show(page: "Page", shown: Shown) -> None:
    """Go to a page of the list, as who it is for."""
    if shown.role and not page.context.cookies():
        sign_in(page, shown.role)
    page.goto(shown.path)
    if shown.press:
        page.get_by_role("button", name=shown.press).first.click()
    page.evaluate("document.fonts.ready")
    page.evaluate(_DRAWN)


def sign_in(page: "Page", name: str, password: str = PASSWORD) -> None:
    """Sign in on the page for it; the user of a role bears its name."""
    page.goto("/sign-in")
    page.get_by_label("用户名").fill(name)
    page.get_by_label("口令").fill(password)
    page.get_by_role("main").get_by_role("button", name="登录").click()
