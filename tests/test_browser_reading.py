"""Can a person search, read and cite in a real browser, with whatever they have at hand?"""

from typing import TYPE_CHECKING

import pytest

from tests.browser import DESK, EVERY_LOOK, PAGES, PHONE, Look, Shown, looking, show

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

pytestmark = pytest.mark.browser
QUERY = "安全责任"


def search(page: "Page", query: str) -> None:
    page.goto("/")
    page.get_by_label("检索词").fill(query)
    page.get_by_role("button", name="检索").click()


@EVERY_LOOK
def test_search_open_a_hit_and_copy_its_citation(page: "Page") -> None:
    search(page, QUERY)
    hit = page.locator("article.hit").first
    assert "安全" in "".join(hit.locator(".snippet mark").all_inner_texts())
    citation = hit.locator(".citation").inner_text()
    hit.get_by_role("heading").get_by_role("link").click()
    page.wait_for_url("**/documents/**")
    clause = page.locator(f"section.clause:has(.citation:text-is('{citation}'))")
    assert page.url.partition("#")[2] == clause.get_attribute("id")
    assert clause.locator("mark").count()
    clause.get_by_role("button", name="复制引用").click()
    page.get_by_role("status").get_by_text("已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == citation
    assert copied.startswith("《")


@EVERY_LOOK
def test_filter_by_a_facet_and_take_the_filter_off(page: "Page") -> None:
    search(page, QUERY)
    all_of_them = page.locator(".summary strong").first.inner_text()
    filters = page.get_by_role("complementary", name="筛选")
    option = filters.get_by_role("link", name="事故案例")
    count = option.locator(".count").inner_text()
    option.click()
    page.wait_for_url("**kind=case**")
    assert page.locator(".summary strong").first.inner_text() == count != all_of_them
    kinds = page.locator("article.hit .facts").all_inner_texts()
    assert kinds
    assert all("事故案例" in kind for kind in kinds)
    page.get_by_role("list", name="已选条件").get_by_role("link").first.click()
    page.wait_for_url(lambda url: "kind=case" not in url)
    assert page.locator(".summary strong").first.inner_text() == all_of_them


def test_everything_on_the_way_is_done_with_the_keyboard(page: "Page") -> None:
    page.goto("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type(QUERY)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    tab_to(page, "article.hit h2 a")
    assert outlined(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    tab_to(page, "button.copy")
    assert outlined(page)
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("已复制").wait_for()
    assert page.evaluate("document.activeElement.matches('button.copy')")


def tab_to(page: "Page", selector: str) -> None:
    """Press Tab until what is meant has the focus; fail where that takes for ever."""
    for _ in range(150):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def outlined(page: "Page") -> bool:
    """Tell whether it can be seen where the focus is (WCAG 2.2, 2.4.7)."""
    style = "getComputedStyle(document.activeElement)"
    return bool(page.evaluate(f"{style}.outlineStyle != 'none' && {style}.outlineWidth != '0px'"))


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.name)
def test_every_page_fits_its_screen_and_axe_finds_nothing_serious(
    page: "Page", shown: Shown
) -> None:
    """On a desk in the light, and on a telephone in the dark."""
    show(page, shown)
    assert_skips(page)
    assert overflow(page) <= 0
    assert serious(page) == []
    page.set_viewport_size({"width": PHONE.width, "height": PHONE.height})
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert overflow(page) <= 0
    assert serious(page) == []


def assert_skips(page: "Page") -> None:
    """Fail unless a link leads past the header (WCAG 2.2, 2.4.1), and is the first in the order."""
    page.evaluate("document.activeElement.blur()")
    page.locator("body").press("Tab")
    skip = page.get_by_role("link", name="跳到正文")
    if page.evaluate("document.querySelector('[autofocus]') === null"):
        assert skip.evaluate("node => node === document.activeElement")
    skip.focus()
    assert skip.bounding_box()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def overflow(page: "Page") -> int:
    """Return by how many pixels a page is wider than its screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def serious(page: "Page") -> list[tuple[str, str, str]]:
    """Return what axe calls serious or critical."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        (rule["id"], node["html"], node["failureSummary"])
        for rule in found["violations"]
        if rule["impact"] in {"serious", "critical"}
        for node in rule["nodes"]
    ]


def test_the_first_page_is_light(page: "Page") -> None:
    answers: list[Response] = []
    # Playwright takes functions, and not methods that are built in.
    page.on("response", lambda answer: answers.extend([answer]))
    page.goto("/", wait_until="networkidle")
    assert len(answers) >= 3
    assert sum(len(answer.body()) for answer in answers) < 100_000


@pytest.mark.parametrize("look", [DESK, PHONE], ids=str)
def test_reading_and_searching_need_no_script(chromium: "Browser", site: str, look: Look) -> None:
    with looking(chromium, site, look, java_script_enabled=False) as page:
        search(page, QUERY)
        page.get_by_role("link", name="事故案例").first.click()
        assert "kind=case" in page.url
        page.go_back()
        page.locator("article.hit h2 a").first.click()
        assert page.locator("section.clause mark").count()
        assert not page.get_by_role("button", name="复制引用").first.is_visible()
        page.get_by_role("navigation", name="目录").get_by_role("link").last.click()
        assert "#" in page.url


def test_the_menu_of_the_head_opens_and_closes_by_hand_and_by_key(page: "Page") -> None:
    page.goto("/")
    more, inside = page.get_by_text("更多", exact=True), page.get_by_role("link", name="核对引用")
    link = page.get_by_role("navigation", name="站点").get_by_role("link", name="核对引用")
    assert inside.count() == 1  # the card below; what is in a closed menu nobody can press
    more.press("Enter")
    link.wait_for()
    page.keyboard.press("Escape")
    assert link.count() == 0
    assert more.evaluate("summary => summary === document.activeElement")
    more.click()
    page.get_by_role("heading", name="智库").click()
    assert link.count() == 0
