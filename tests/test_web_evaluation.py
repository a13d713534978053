"""Can an editor measure the search on a page, look back, and compare?"""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from httpx2 import Response
from openpyxl import load_workbook

from library.accounts import Accounts, AuditQuery, Role
from library.background import Background
from library.evaluation import read_trials
from search import SearchRequest, SearchResults, Settings
from tests.accounts import Browser, open_accounts, people
from tests.evaluations import keep_run, sheet_of
from tests.fake_search import FakeSearch, Page, standard_service
from tests.test_web_security import assert_inert

pytestmark = pytest.mark.once


DESK = "/admin/evaluation"
EARLIER = "20260101-080000-000000"
ROWS = (
    "1\t安全\tnotice:2.1\t短词\t",
    "2\t没有这样的话\t无\t无答案\t",
    "3\t领导\t《没有的法》第九条\t短词\t",
)


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with open_accounts(tmp_path) as opened:
        people(opened, [Role.EDITOR])
        yield opened


def browse(accounts: Accounts, home: Path, service: FakeSearch | None = None) -> Browser:
    browser = Browser(accounts, settings=Settings(home), service=service or standard_service())
    browser.sign_in(Role.EDITOR)
    return browser


@pytest.fixture
def browser(accounts: Accounts, tmp_path: Path) -> Browser:
    return browse(accounts, tmp_path)


def upload(browser: Browser, content: bytes, name: str = "题.tsv", **form: str) -> Response:
    return browser.post(DESK, form, page=DESK, files={"questions": (name, content)})


def test_a_small_set_is_measured_at_once(
    browser: Browser, accounts: Accounts, tmp_path: Path
) -> None:
    answer = upload(browser, sheet_of(*ROWS))
    assert answer.status_code == 303
    url = answer.headers["location"]
    assert url.startswith(f"{DESK}/")
    page = browser.get(url).text
    assert "第 3 条" in page
    assert "什么也没给" in page
    assert "第 4 行“领导”：资料库里没有预期的 《没有的法》第九条" in " ".join(Page(page).find("ul"))
    [kept] = read_trials(tmp_path / "evaluations" / url.rpartition("/")[2] / "result.json")
    assert [answer.query for answer in kept.answers] == ["安全", "没有这样的话"]
    listed = Page(browser.get(DESK).text)
    assert "题.tsv" in listed.find("td", class_="name")
    assert listed.find("a", href=url) == ["题.tsv"]
    [entry] = accounts.trail.entries(AuditQuery(action="评测检索"))
    assert (entry.object, json.loads(entry.after)) == ("题.tsv", {"方式": "综合"})
    again = browser.post(f"{url}/again", page=url)
    assert again.status_code == 303
    assert again.headers["location"] != url


class Slow(FakeSearch):
    """Answers when it is let."""

    def __init__(self) -> None:
        super().__init__(*standard_service().documents_held.values())
        self.let = threading.Event()

    def search(self, request: SearchRequest) -> SearchResults:
        assert self.let.wait(20)
        return super().search(request)


def test_a_long_run_shows_how_far_it_is(
    accounts: Accounts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.evaluation_runs._PATIENCE", 0.1)
    service = Slow()
    browser = browse(accounts, tmp_path, service)
    try:
        answer = upload(browser, sheet_of(*ROWS))
        assert answer.headers["location"] == DESK
        shown = browser.get(DESK)
        assert shown.headers["refresh"] == "5"
        assert Page(shown.text).values("progress", "max") == ["3"]
        assert upload(browser, sheet_of(*ROWS)).status_code == 409
    finally:
        service.let.set()
    browser.client.app.state.evaluation.wait(20)  # type: ignore[attr-defined]
    shown = browser.get(DESK)
    assert "refresh" not in shown.headers
    assert len(Page(shown.text).find("td", class_="name")) == 1


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "", "请选一个查询表文件"),
        ("查询\t答案\n甲\t乙\n".encode(), "q.tsv", "缺少栏目：预期条款"),
        (b"x", "q.docx", "评测集应是"),
        (b"PK\x03\x04broken", "q.xlsx", "questions.xlsx"),
        (sheet_of(), "q.tsv", "没有一个查询"),
        (sheet_of("1\t\t无\t\t"), "q.tsv", "没有写查询"),
        (sheet_of(*(f"{n}\t问{n}\t无\t\t" for n in range(5001))), "q.tsv", "最多评测 5000 个"),
    ],
)
def test_what_is_no_set_is_refused(
    browser: Browser, tmp_path: Path, content: bytes, name: str, message: str
) -> None:
    answer = upload(browser, content, name)
    assert answer.status_code == 400
    assert message in answer.text
    assert str(tmp_path) not in answer.text
    assert not list(tmp_path.glob("evaluations/*"))


def test_an_upload_that_is_too_large_is_refused(browser: Browser) -> None:
    assert upload(browser, b"x" * 4_100_000).status_code == 413


def test_a_failure_is_told(accounts: Accounts, tmp_path: Path) -> None:
    service = standard_service()
    browser = browse(accounts, tmp_path, service)
    service.broken = "没有索引"
    assert upload(browser, sheet_of(*ROWS)).headers["location"] == DESK
    assert "没有评测完：没有索引" in browser.get(DESK).text


def test_two_runs_are_compared(browser: Browser, tmp_path: Path) -> None:
    keep_run(tmp_path, EARLIER)
    keep_run(tmp_path, "20260202-080000-000000", rank=1)
    url = f"{DESK}/20260202-080000-000000"
    page = browser.get(f"{url}?against={EARLIER}").text
    assert "变好 1，变差 0" in " ".join(Page(page).find("p"))
    assert "变好" in Page(page).find("td")
    assert "没有。" in browser.get(f"{url}?show=wrong").text
    assert browser.get(f"{DESK}?page=9").status_code == 200


@pytest.mark.parametrize("kind", ["xlsx", "html", "json"])
def test_a_run_is_taken_away(browser: Browser, tmp_path: Path, kind: str) -> None:
    keep_run(tmp_path, EARLIER, query="=1+1")
    answer = browser.get(f"{DESK}/{EARLIER}/report?kind={kind}&against={EARLIER}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    path = tmp_path / f"r.{kind}"
    path.write_bytes(answer.content)
    if kind == "xlsx":
        sheet = load_workbook(path)["逐条 2 综合"]
        assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")
    elif kind == "json":
        assert len(read_trials(path)) == 2
    else:
        assert "<svg" in answer.text


def test_the_template_can_be_had(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(browser.get(f"{DESK}/template").content)
    assert ZipFile(path).testzip() is None
    assert upload(browser, path.read_bytes(), "t.xlsx").status_code == 303


@pytest.mark.parametrize("name", ["x", "..", "20260101-080000-000001", "%2e%2e%2fzhiku.db"])
def test_only_runs_can_be_asked_for(browser: Browser, name: str) -> None:
    for url in (f"{DESK}/{name}", f"{DESK}/{name}/report"):
        assert browser.get(url).status_code in {303, 404}


def test_hostile_questions_are_inert(browser: Browser, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>"
    good = f"{hostile}\t{hostile}安全\tnotice:2.1\t{hostile}\t{hostile}"
    rows = (good, f"2\t{hostile}\t{hostile}\t\t")
    url = upload(browser, sheet_of(*rows), f"{hostile}.tsv").headers["location"]
    for page in (DESK, url, f"{url}?against={url.rpartition('/')[2]}", f"{DESK}/{hostile}"):
        assert_inert(browser.get(page).text)


def test_work_goes_on_one_at_a_time() -> None:
    background, let = Background(), threading.Event()
    assert background.start("甲", lambda progress: let.wait(20))
    assert not background.start("乙", lambda progress: None)
    let.set()
    done = background.wait(20)
    assert done is not None
    assert (done.name, done.running, done.result) == ("甲", False, True)

    def fail(progress: object) -> None:
        raise ZeroDivisionError

    assert background.start("丙", fail)
    failed = background.wait(20)
    assert failed is not None
    assert "程序出错" in failed.fault
