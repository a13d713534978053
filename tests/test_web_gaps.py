"""Does the page of gaps show what `zhiku gaps` shows?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from corpus.records import Status
from library.accounts import Accounts, Role
from library.gaps import find_gaps
from search import Settings, open_store
from tests.accounts import Browser, open_accounts, people
from tests.fake_search import HOSTILE, NOTICE, Page, make_document
from tests.test_web_security import assert_inert

pytestmark = pytest.mark.once

DESK = "/admin/gaps"


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with open_accounts(tmp_path) as opened:
        people(opened, [Role.EDITOR])
        yield opened


@pytest.fixture
def browser(accounts: Accounts, tmp_path: Path) -> Browser:
    with open_store(Settings(tmp_path)) as store:
        store.put(*make_document("notice", NOTICE, status=Status.UNVERIFIED))
        store.put(*make_document("hostile", HOSTILE, title="=1+1<script>alert(1)</script>"))
    browser = Browser(accounts, settings=Settings(tmp_path))
    browser.sign_in(Role.EDITOR)
    return browser


def test_every_gap_is_on_the_page(browser: Browser, tmp_path: Path) -> None:
    page = Page(browser.get(f"{DESK}?as_of=2026-01-01").text)
    with open_store(Settings(tmp_path)) as store:
        groups = find_gaps(store, date(2026, 1, 1))
    subjects = [" ".join(gap.subject.split()) for group in groups for gap in group.gaps]
    assert subjects
    assert page.find("td", class_="subject") == subjects
    assert f"{len(subjects)} 项" in page.find("span")


def test_filters(browser: Browser) -> None:
    page = Page(browser.get(f"{DESK}?kind=著录不全").text)
    assert [head.partition(" ")[0] for head in page.find("h2")] == ["著录不全"]
    assert "没有符合条件的缺口" in browser.get(f"{DESK}?q=没有这样的话").text
    assert "没有符合条件的缺口" not in browser.get(f"{DESK}?q=notice").text
    assert browser.get(f"{DESK}?as_of=x").status_code == 400
    assert browser.get(f"{DESK}?page=99").status_code == 200


def test_gaps_are_taken_away(browser: Browser, tmp_path: Path) -> None:
    text = browser.get(f"{DESK}.csv?kind=著录不全").content.decode("utf-8-sig")
    assert text.startswith("类别,文件,编号,情况,处数,位置")
    assert "\n=" not in text
    assert ",=" not in text
    path = tmp_path / "g.xlsx"
    path.write_bytes(browser.get(f"{DESK}.xlsx?kind=著录不全").content)
    assert load_workbook(path).sheetnames == ["总览", "著录不全"]


def test_what_changed_is_counted_anew(browser: Browser, tmp_path: Path) -> None:
    before = browser.get(f"{DESK}?q=新来的").text
    assert "没有符合条件的缺口" in before
    with open_store(Settings(tmp_path)) as store:
        store.put(*make_document("new", NOTICE.replace("关于推进", "新来的关于推进")))
    assert "新来的" in " ".join(Page(browser.get(f"{DESK}?q=新来的").text).find("td"))


def test_a_long_count_shows_that_it_goes_on(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.gap_counts._PATIENCE", 0.0)
    shown = browser.get(DESK)
    assert ("正在清点" in shown.text) == ("refresh" in shown.headers)
    browser.client.app.state.gaps.wait(20)  # type: ignore[attr-defined]
    assert "refresh" not in browser.get(DESK).headers


def test_nothing_to_count(accounts: Accounts, tmp_path: Path) -> None:
    browser = Browser(accounts, settings=Settings(tmp_path))
    browser.sign_in(Role.EDITOR)
    assert "资料库还没有建立" in browser.get(DESK).text
    assert browser.get(f"{DESK}.csv").status_code == 503
    assert not (tmp_path / "zhiku.db").exists()


def test_hostile_titles_are_inert(browser: Browser) -> None:
    for url in (DESK, f"{DESK}?q=<script>alert(1)</script>", f"{DESK}?kind=<script>"):
        assert_inert(browser.get(url).text)
