"""What is answered while more is asked than can be worked on at once?"""

import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager

import httpx2
import pytest
from starlette.testclient import TestClient

from search.results import SearchRequest, SearchResults
from tests.fake_search import FakeSearch, Page, standard_service
from web import create_app
from web.turns import Turns

Response = httpx2.Response


class SlowSearch:
    """A service whose searches do not end before `let_go`; `begun` counts them."""

    def __init__(self, held: FakeSearch) -> None:
        self._held = held
        self.begun = threading.Semaphore(0)
        self.let_go = threading.Event()

    def __getattr__(self, name: str) -> object:
        return getattr(self._held, name)

    def search(self, request: SearchRequest) -> SearchResults:
        self.begun.release()
        assert self.let_go.wait(10)
        return self._held.search(request)


@contextmanager
def asked(turns: Turns) -> Iterator[tuple[SlowSearch, TestClient, ThreadPoolExecutor]]:
    service = SlowSearch(standard_service())
    app = create_app(service, version="9.9", turns=turns)  # type: ignore[arg-type]
    with TestClient(app) as client, ThreadPoolExecutor() as pool:
        try:
            yield service, client, pool
        finally:
            service.let_go.set()


def test_searches_take_turns_and_nothing_else_waits_for_them() -> None:
    with asked(Turns(1, most_waiting=1)) as (service, client, pool):
        waiting = [pool.submit(client.get, "/api/v1/search?q=安全") for _ in range(2)]
        assert service.begun.acquire(timeout=10)
        assert client.get("/health").status_code == 200
        assert client.get("/static/style.css").status_code == 200
        assert not any(one.done() for one in waiting)
        service.let_go.set()
        assert [one.result().status_code for one in waiting] == [200, 200]


def turned_away(client: TestClient, pool: ThreadPoolExecutor, url: str) -> Response:
    """Ask twice, so that one waits in line, and return the answer that comes at once."""
    both = [pool.submit(client.get, url) for _ in range(2)]
    done, _ = wait(both, timeout=10, return_when=FIRST_COMPLETED)
    return done.pop().result()


@pytest.mark.parametrize("url", ["/api/v1/search?q=安全", "/search?q=安全"])
def test_a_line_that_is_too_long_is_told_so(url: str) -> None:
    with asked(Turns(1, most_waiting=1)) as (service, client, pool):
        pool.submit(client.get, "/api/v1/search?q=安全")
        assert service.begun.acquire(timeout=10)
        response = turned_away(client, pool, url)
        assert response.status_code == 503
        assert response.headers["retry-after"] == "5"
        assert "同时检索的人太多" in response.text
        if url.startswith("/api/"):
            assert response.json()["type"] == "/api/docs#overloaded"
        else:
            page = Page(response.text)
            assert page.unbalanced == []
            assert page.values("input", "value")[0] == "安全"


def test_nobody_waits_for_ever() -> None:
    with asked(Turns(1, longest_wait=0.05)) as (service, client, pool):
        pool.submit(client.get, "/api/v1/search?q=安全")
        assert service.begun.acquire(timeout=10)
        assert client.get("/api/v1/search?q=安全").status_code == 503
