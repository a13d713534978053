"""Does anything that we send make a browser ask another host? There is none to ask."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from tests.fake_search import Page, standard_service
from web import ROUTES, create_app

WEB = Path(__file__).parent.parent / "web"
ASSETS = [
    path for path in sorted(WEB.rglob("*")) if path.suffix in {".html", ".css", ".js", ".svg"}
]
LOADED = {"src", "srcset", "action", "formaction", "data", "poster", "background", "ping"}
"""Attributes whose address a browser asks by itself, or sends a form to."""
HELD = ("/documents/notice?q=安全", "/documents/hostile", "/documents/digest", "/search?q=安全")


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = create_app(standard_service(), version="9.9")
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize("path", ASSETS, ids=lambda path: path.name)
def test_no_asset_names_another_host(path: Path) -> None:
    text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"""https?:|wss?:|["'(=]\s*//(?!\s)|@import""", text)


def addresses() -> list[str]:
    """Return every page without an id in its address, and some with one."""
    plain = [
        route.path
        for route in ROUTES
        if route.manual is None and route.method == "GET" and "{" not in route.path
    ]
    return [*plain, *HELD, "/documents/none"]


def foreign(page: Page) -> Iterator[tuple[str, str]]:
    """Yield what a page loads or sends elsewhere; a link may lead to the source of a document."""
    for tag, attributes, text in page.elements:
        links = tag in {"a", "area"}
        told = links and "noreferrer" not in attributes.get("rel", "")
        for name in LOADED | {"href"}:
            if urlsplit(attributes.get(name, "")).netloc and (told or not links or name != "href"):
                yield tag, attributes[name]
        if "url(" in attributes.get("style", "") or (tag == "style" and text):
            yield tag, "style"


@pytest.mark.parametrize("address", addresses())
def test_no_page_asks_another_host(client: TestClient, address: str) -> None:
    answer = client.get(address)
    if answer.headers["content-type"].startswith("text/html"):
        assert list(foreign(Page(answer.text))) == []
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_foreign_address_would_be_found() -> None:
    page = Page(
        '<link href="//x.invalid/a.css"><img src="https://x.invalid/b"><a href="https://x.invalid"'
        ' rel="noopener noreferrer">x</a><a href="//x.invalid">z</a><a href="/search">y</a>'
        '<script src="/static/copy.js"></script>'
    )
    assert [tag for tag, _ in foreign(page)] == ["link", "img", "a"]
