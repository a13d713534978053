"""Can a trainer judge questions with keys alone, in a real browser?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from library.accounts import Role
from search import Settings
from tests.browser import looking, serving, sign_in
from tests.furnishing import FURNITURE, people, zhiku

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a server over a small home with questions that the tests here judge."""
    home = tmp_path_factory.mktemp("review") / "home"
    zhiku("import", str(FURNITURE / "rules"), "--home", str(home))
    zhiku("reindex", "--home", str(home))
    zhiku("questions", "generate", "--count", "0", "--home", str(home))
    people(Settings(home), [Role.TRAINER])
    with serving(home) as address:
        yield address


def left(page: "Page") -> int:
    return int(page.locator("#place strong").first.inner_text())


def press(page: "Page", key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def test_keys_accept_reject_undo_and_lead_on(chromium: "Browser", desk: str) -> None:
    with looking(chromium, desk) as page:
        sign_in(page, Role.TRAINER)
        page.goto("/questions/review")
        total, first = left(page), page.locator(".stem").inner_text()
        press(page, "a")
        assert (left(page), page.locator(".stem").inner_text() != first) == (total - 1, True)
        press(page, "u")
        assert (left(page), page.locator(".stem").inner_text()) == (total, first)
        page.keyboard.press("r")
        page.get_by_label("其他理由").fill("a")  # what is typed is no key
        page.keyboard.press("Escape")
        page.keyboard.press("r")
        press(page, "2")
        assert left(page) == total - 1
        assert "停用" in page.locator(".just-done").inner_text()
        second = page.locator(".stem").inner_text()
        press(page, "n")
        press(page, "p")
        assert page.locator(".stem").inner_text() == second
        page.keyboard.press("?")
        assert page.locator(".keys-help li").first.is_visible()
        press(page, "e")
        page.get_by_label("解析").fill("说得更清楚。")
        page.get_by_role("button", name="只保存").click()
        page.wait_for_url("**/questions/review?**")
        assert "说得更清楚。" in page.locator(".paper").inner_text()
