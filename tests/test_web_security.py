"""Can a hostile text, query or address do anything but be read?"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.fake_search import FakeSearch, Page, standard_service
from web import create_app

pytestmark = pytest.mark.once

WEB = Path(__file__).parent.parent / "web"
ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "{{ 7*7 }}{% raw %}",
    "</title><svg onload=alert(1)>",
    "javascript:alert(1)",
)
PAGES = (
    "/", "/search?q=安全", "/search?q=无此词", "/search", "/documents/notice",
    "/documents/hostile?q=安全", "/documents/digest", "/documents/none", "/api/docs",
)  # fmt: skip


@pytest.fixture
def service() -> FakeSearch:
    return standard_service()


@pytest.fixture
def client(service: FakeSearch) -> Iterator[TestClient]:
    app = create_app(service, version="9.9")
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def assert_inert(html: str) -> Page:
    """Fail where a page has a script of its own, a handler, a style or a strange address."""
    page = Page(html)
    assert page.unbalanced == []
    for tag, attributes, text in page.elements:
        assert tag not in {"style", "iframe", "object", "embed", "base", "svg", "img", "b", "i"}
        assert not (tag == "script" and "".join(text).strip())
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        for name in ("href", "src", "action"):
            if name in attributes:
                assert re.match(r"[/#](?!/)|https://example\.invalid/", attributes[name])
    return page


@pytest.mark.parametrize("path", PAGES)
def test_pages_hold_nothing_active_of_foreign_origin(client: TestClient, path: str) -> None:
    assert_inert(client.get(path).text)


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "pattern",
    [
        "/search?q={}",
        "/search?q=安全&issuer={}",
        "/search?q=安全&mode={}",
        "/search?q=安全&page={}",
        "/documents/notice?q={}",
        "/documents/{}",
        "/clauses/{}",
        "/{}",
    ],
)
def test_addresses_cannot_inject(client: TestClient, pattern: str, attack: str) -> None:
    response = client.get(pattern.format(quote(attack, safe="")))
    page = assert_inert(response.text)
    assert all(src.startswith("/static/") for src in page.values("script", "src"))
    assert "49" not in page.find("h2")


def test_hostile_text_is_shown_as_it_stands(client: TestClient) -> None:
    page = assert_inert(client.get("/documents/hostile").text)
    body = " ".join(page.find("div", class_="body"))
    assert "<script>alert(1)</script>" in body
    assert "[点此](javascript:alert(3)) 安全" in body
    assert '"><script>alert(4)</script>' in " ".join(page.find("dl"))


@cache
def one_client() -> TestClient:
    """Return one application for all examples; making it takes longer than an answer."""
    return TestClient(create_app(standard_service(), version="1"))


@given(query=st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_query_is_answered_inertly(query: str) -> None:
    response = one_client().get("/search", params={"q": query})
    assert response.status_code in {200, 400}
    assert_inert(response.text)


@pytest.mark.parametrize(
    "path", [*PAGES, "/static/style.css", "/static/none.css", "/health", "/api/v1/search", "/nix"]
)
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_a_crash_has_the_headers_too(client: TestClient, service: FakeSearch) -> None:
    service.broken = "crash"
    response = client.get("/search?q=安全")
    assert response.status_code == 500
    assert "frame-ancestors 'none'" in response.headers["content-security-policy"]


def test_first_page_is_small(client: TestClient) -> None:
    page = client.get("/")
    assets = [
        u for t, n in (("link", "href"), ("script", "src")) for u in Page(page.text).values(t, n)
    ]
    size = len(page.content) + sum(len(client.get(url).content) for url in assets)
    assert len(assets) == 5
    assert size < 100_000


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_labelled_for_all_readers(client: TestClient, path: str) -> None:
    page = Page(client.get(path).text)
    assert page.values("html", "lang") == ["zh-CN"]
    assert len(page.find("h1")) == 1
    assert page.find("a", class_="skip", href="#main") == ["跳到正文"]
    assert "main" in page.values("main", "id")
    identities = [attributes["id"] for _, attributes, _ in page.elements if "id" in attributes]
    assert len(identities) == len(set(identities))
    labelled = page.values("label", "for")
    for tag, attributes, _ in page.elements:
        if tag == "input" and attributes.get("type") != "hidden":
            assert attributes["id"] in labelled


def _luminance(colour: str) -> float:
    full = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"), ("ink", "sheet"), ("ink", "mark"), ("ink", "blue-wash"), ("ink", "wash"),
        ("soft", "paper"), ("soft", "sheet"), ("soft", "blue-wash"), ("blue", "paper"),
        ("blue", "sheet"), ("blue", "blue-wash"), ("red", "paper"), ("red", "red-wash"),
        ("red", "blue-wash"), ("on-blue", "blue"),
    ],
)  # fmt: skip
def test_contrast_is_at_least_aa(scheme: int, ink: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text of normal size."""
    css = (WEB / "static" / "style.css").read_text("utf-8")
    colours = dict(re.findall(r"--([\w-]+): #([0-9a-f]{3,6});", css.split("@media")[scheme]))
    dark, light = sorted([_luminance(colours[ink]), _luminance(colours[ground])])
    assert (light + 0.05) / (dark + 0.05) >= 4.5
