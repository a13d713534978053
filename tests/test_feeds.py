"""Does any feed reader take our feeds, whatever stands in a title, and who can have them?"""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from library.accounts import Accounts, Role
from library.atom import Entry, Feed, atom_bytes, lasting_id
from tests.accounts import TERMINAL, Browser, open_accounts, people
from tests.fake_search import FakeSearch, make_document

pytestmark = pytest.mark.once

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = "]]><script>alert(1)</script>&amp;\x00\x0b\ufffe\ud800 \"'通知"


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with open_accounts(tmp_path) as accounts:
        people(accounts, [Role.READER, Role.ADMINISTRATOR])
        yield accounts


@pytest.fixture
def browser(accounts: Accounts) -> Browser:
    browser = Browser(accounts)
    browser.sign_in("读者")
    return browser


def text_of(element: ET.Element, name: str) -> str:
    [found] = element.findall(f"{ATOM}{name}")  # exactly one, RFC 4287 4.1.1 and 4.1.2
    assert found.text
    return found.text


def check(content: bytes) -> ET.Element:
    """Parse a feed and hold it against what RFC 4287 asks for; return its root."""
    root = ET.fromstring(content)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", text_of(element, "id"))
        assert text_of(element, "title").strip()
        assert datetime.fromisoformat(text_of(element, "updated")).tzinfo is not None
    [author] = root.findall(f"{ATOM}author")
    assert text_of(author, "name")
    relations = [link.get("rel") for link in root.findall(f"{ATOM}link")]
    assert sorted(relations, key=str) == ["alternate", "self"]
    entries = root.findall(f"{ATOM}entry")
    for entry in entries:
        [link] = entry.findall(f"{ATOM}link")
        assert link.get("rel") == "alternate"
        assert (link.get("href") or "").startswith("http://")
        assert text_of(entry, "summary")
    ids = [text_of(entry, "id") for entry in entries]
    assert len(ids) == len(set(ids))
    return root


def test_hostile_titles_are_text() -> None:
    entry = Entry(lasting_id("x"), HOSTILE, 'http://x/"><a', 0.0, HOSTILE)
    feed = Feed(lasting_id("f"), HOSTILE, "http://x/f", "http://x/", 0.0, [entry])
    root = check(atom_bytes(feed))
    told = "]]><script>alert(1)</script>&amp; \"'通知"
    [shown] = root.findall(f"{ATOM}entry")
    assert (text_of(root, "title"), text_of(shown, "title")) == (told, told)
    assert not [e for e in root.iter() if e.tag.endswith("script")]


def test_an_empty_feed_is_a_feed() -> None:
    root = check(atom_bytes(Feed(lasting_id("f"), "空", "http://x/f", "http://x/", 0.0, [])))
    assert text_of(root, "updated") == "1970-01-01T00:00:00+00:00"


def test_the_newest_documents(browser: Browser) -> None:
    answer = browser.get("/feeds/new.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert len(check(answer.content).findall(f"{ATOM}entry")) == 4
    service = browser.client.app.state.service  # type: ignore[attr-defined]
    assert isinstance(service, FakeSearch)
    service.documents_held["new"] = make_document("new", "<b>新</b>通知\n一、甲\n甲。\n")
    service.generation = "g2"
    again = check(browser.get("/feeds/new.atom").content)
    first = again.findall(f"{ATOM}entry")[0]
    assert text_of(first, "title") == "<b>新</b>通知"


def feed_of(browser: Browser) -> str:
    browser.post("/account/searches", {"asked": "q=安全", "name": '安全<&"'})
    page = browser.post("/account/searches/1/feed").text
    found = re.search(r"http://testserver(/feeds/[\w-]{43}\.atom)", page)
    assert found
    return found[1]


def test_a_feed_of_a_saved_search_needs_no_session(browser: Browser, accounts: Accounts) -> None:
    url = feed_of(browser)
    reader = Browser(accounts, anonymous=False)
    service = reader.client.app.state.service  # type: ignore[attr-defined]
    service.documents_held["new"] = make_document("new", "又一个\n一、甲\n安全甲。\n")
    service.generation = "g2"
    answer = reader.get(url)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    root = check(answer.content)
    assert text_of(root, "title") == '智库：安全<&"'
    titles = [text_of(entry, "title") for entry in root.findall(f"{ATOM}entry")]
    assert "又一个" in titles
    assert reader.client.head(url).status_code == 200
    assert accounts.searches.fresh_count(1) == 1  # a feed reader is not the person


def test_its_secret_is_not_kept(browser: Browser, accounts: Accounts, tmp_path: Path) -> None:
    secret = feed_of(browser).removeprefix("/feeds/").removesuffix(".atom")
    assert secret not in browser.get("/account/searches").text
    accounts.close()
    assert all(secret.encode() not in path.read_bytes() for path in tmp_path.glob("accounts.db*"))


def test_a_feed_ends_when_it_is_closed_replaced_or_its_search_goes(browser: Browser) -> None:
    first = feed_of(browser)
    page = browser.post("/account/searches/1/feed").text
    second = re.search(r"/feeds/[\w-]{43}\.atom", page)
    assert second
    assert browser.get(first).status_code == 404
    assert browser.get(second[0]).status_code == 200
    browser.post("/account/searches/1/feed/close")
    assert browser.get(second[0]).status_code == 404
    browser.post("/account/searches/1/remove")
    assert browser.get("/feeds/x.atom").status_code == 404


def test_a_feed_ends_with_the_account(browser: Browser, accounts: Accounts) -> None:
    url = feed_of(browser)
    accounts.users.disable(TERMINAL, accounts.users.named("读者"))
    assert browser.get(url).status_code == 404


# The same by the API


def test_saved_searches_by_token(browser: Browser, accounts: Accounts) -> None:
    user = accounts.users.named("读者")
    token = {"Authorization": f"Bearer {accounts.tokens.issue(TERMINAL, user, '同步')}"}
    call = browser.client
    saved = call.post("/api/v1/searches", json={"asked": "q=安全&page=3"}, headers=token).json()
    assert (saved["number"], saved["name"], saved["asked"]) == (1, "安全", "q=%E5%AE%89%E5%85%A8")
    service = call.app.state.service  # type: ignore[attr-defined]
    service.documents_held["new"] = make_document("new", "又一个\n一、甲\n安全甲。\n")
    service.generation = "g2"
    [listed] = call.get("/api/v1/searches", headers=token).json()["searches"]
    assert [one["document_id"] for one in listed["new"]] == ["new"]
    at = "/api/v1/searches/1"
    assert call.post(f"{at}/look", headers=token).json()["new"] == []
    named = call.post(f"{at}/name", json={"name": "改过"}, headers=token).json()
    assert named["name"] == "改过"
    url = call.post(f"{at}/feed", headers=token).json()["url"]
    assert call.get(url).status_code == 200
    assert call.post(f"{at}/feed/close", headers=token).json()["feed"] is False
    assert call.get(url).status_code == 404
    assert call.post(f"{at}/remove", headers=token).json() == {"searches": []}
    assert call.post(f"{at}/remove", headers=token).status_code == 404
    assert call.get("/api/v1/searches/history", headers=token).json()["recording"] is True
    off = call.post("/api/v1/searches/history", json={"recording": False}, headers=token).json()
    assert off == {"recording": False, "searches": []}


@pytest.mark.parametrize(
    ("url", "body", "status"),
    [
        ("/api/v1/searches", {}, 400),
        ("/api/v1/searches", {"asked": "q="}, 400),
        ("/api/v1/searches", {"asked": "q=\ud800"}, 400),
        ("/api/v1/searches", {"asked": "q=a", "name": "长" * 51}, 400),
        ("/api/v1/searches/9/name", {"name": "x"}, 404),
        ("/api/v1/searches/99999999999999999999/look", None, 400),
        ("/api/v1/searches/x/look", None, 400),
    ],
)
def test_what_means_nothing_is_told(
    browser: Browser, accounts: Accounts, url: str, body: object, status: int
) -> None:
    user = accounts.users.named("读者")
    token = {"Authorization": f"Bearer {accounts.tokens.issue(TERMINAL, user, '同步')}"}
    sent = {"Content-Type": "application/json"} | token
    answer = browser.client.post(url, content=json.dumps(body), headers=sent)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]


def test_a_session_alone_does_not_write_through_the_api(browser: Browser) -> None:
    answer = browser.client.post("/api/v1/searches", json={"asked": "q=a"})
    assert answer.status_code == 403
    assert answer.json()["type"] == "/api/docs#form-refused"
