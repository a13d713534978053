"""Do search, results, comparison and cases work as one way through the pages in a real browser?"""

import re
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from tests.browser import EVERY_LOOK, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
TOTAL = ".summary strong"
IN_SIGHT = """selector => {
    const box = document.querySelector(selector).getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
}"""
"""A function, for our pages let no text become a program."""


@EVERY_LOOK
def test_type_take_a_suggestion_step_through_the_hits_and_copy_a_clause(page: "Page") -> None:
    page.goto("/")
    page.keyboard.type("专项施工")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    taken = page.get_by_role("combobox").input_value()
    assert taken.startswith("专项施工")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    assert page.get_by_role("combobox").input_value() == taken
    page.locator("article.hit h2 a").first.click()
    page.wait_for_url("**/documents/**")
    step_with_keys_and_buttons(page)
    section = page.locator("section.clause:has(mark)").first
    section.get_by_role("button", name="复制条文").click()
    page.get_by_role("status").get_by_text("已复制").wait_for()
    assert clipboard(page) == quoted(page, section.get_attribute("id") or "")


def step_with_keys_and_buttons(page: "Page") -> None:
    """Go to the next hit and back; where one is, is told and can be seen."""
    steps = page.get_by_role("group", name="逐处查看")
    last = page.locator(".body mark").count()
    page.keyboard.press("n")
    found = re.fullmatch(r"第 (\d+) / (\d+) 处", steps.get_by_role("status").inner_text())
    assert found
    assert int(found[2]) == last
    first = int(found[1])
    steps.get_by_role("button", name="下一处").click()
    assert steps.get_by_role("status").inner_text() == f"第 {first % last + 1} / {last} 处"
    page.wait_for_function(IN_SIGHT, arg="mark.current")
    page.keyboard.press("p")
    assert steps.get_by_role("status").inner_text() == f"第 {first} / {last} 处"
    assert page.locator("mark.current").count() == 1


def clipboard(page: "Page") -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def quoted(page: "Page", address: str) -> str:
    """Return a clause as a letter quotes it, by what the API says of it."""
    document = page.url.partition("/documents/")[2].partition("?")[0].partition("#")[0]
    clause = page.request.get(f"/api/v1/clauses/{document}:{address}").json()
    heading, words = page.locator(f"section[id='{address}'] :is(h3, h4, h5, h6)"), clause["text"]
    marker = heading.first.inner_text().strip()
    says = "规定：" if clause["verbatim"] else "："
    return f"{clause['citation']}{says}“{words.removeprefix(marker).strip()}”"


@EVERY_LOOK
def test_search_within_the_results_and_take_the_condition_off(page: "Page") -> None:
    page.goto("/search?q=基坑")
    every = page.locator(TOTAL).inner_text()
    page.get_by_label("在结果中再查").fill("监测")
    page.get_by_role("button", name="再查").click()
    page.wait_for_url("**also=**")
    assert number(page.locator(TOTAL).inner_text()) < number(every)
    assert page.get_by_role("combobox").input_value() == "基坑"
    chip = page.get_by_role("list", name="已选条件").get_by_role("link")
    assert "监测" in chip.inner_text()
    chip.click()
    page.wait_for_url(lambda url: "also" not in url)
    assert page.locator(TOTAL).inner_text() == every


def number(text: str) -> int:
    return int(text.replace(",", ""))


@EVERY_LOOK
def test_the_reasons_of_a_hit_open_where_it_stands(page: "Page") -> None:
    page.goto("/search?q=基坑监测")
    address = page.url
    hit = page.locator("article.hit").nth(1)
    hit.get_by_role("link", name="为什么命中").click()
    hit.locator("details.why[open]").wait_for()
    assert page.url == address
    reasons = hit.locator(".why li").all_inner_texts()
    assert any("关键词" in reason for reason in reasons)
    assert any("索引版本" in reason for reason in reasons)
    assert page.locator("details.why[open]").count() == 1
    assert page.evaluate("document.activeElement.localName") == "summary"


def test_the_order_by_date_is_a_click_away_and_lasts(page: "Page") -> None:
    page.goto("/search?q=安全责任&kind=policy&group=false")
    page.get_by_role("list", name="次序").get_by_role("link", name="按日期").click()
    page.wait_for_url("**sort=date**")
    days = [
        [int(part) for part in re.findall(r"\d+", found[0])]
        for facts in page.locator("article.hit .facts").all_inner_texts()
        if (found := re.search(r"\d{4}年\d{1,2}月\d{1,2}日", facts))
    ]
    assert len(days) > 2
    assert days == sorted(days, reverse=True)
    page.reload()
    assert page.locator(".sorts [aria-current]").inner_text() == "按日期"


def test_results_are_taken_along_to_excel_and_word(page: "Page") -> None:
    page.goto("/search?q=基坑监测")
    sheet = load_workbook(BytesIO(downloaded(page, "Excel", ".xlsx"))).worksheets[0]
    assert "基坑" in "".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    with ZipFile(BytesIO(downloaded(page, "Word", ".docx"))) as letter:
        assert letter.testzip() is None
        assert "基坑" in letter.read("word/document.xml").decode()


def downloaded(page: "Page", link: str, suffix: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).click()
    assert waiting.value.suggested_filename.endswith(suffix)
    return Path(waiting.value.path()).read_bytes()


@EVERY_LOOK
def test_compare_two_editions_and_jump_from_change_to_change(page: "Page") -> None:
    page.goto("/documents/lighting-2023")
    page.get_by_role("link", name="与2019年版本对照").click()
    page.wait_for_url("**/compare?**")
    told = page.locator(".counts").inner_text().split()
    assert told == "新增 1 条 删去 1 条 有修改 4 条 仅条号变动 2 条 未变 2 条".split()
    steps = page.get_by_role("group", name="逐处查看")
    steps.get_by_role("button", name="下一处").click()
    current = page.locator(".pair.current")
    assert current.locator("ins").first.inner_text()
    page.keyboard.press("n")
    assert steps.get_by_role("status").inner_text().startswith("第 2 / ")
    assert page.locator(".sides").count() > 2
    page.get_by_role("link", name="合并显示").click()
    page.wait_for_url("**view=inline**")
    assert page.locator(".sides").count() == 0
    changed = page.locator(".pair", has_text="作业面").locator(".words")
    assert {"五", "七"} <= set("".join(changed.locator("del, ins").all_inner_texts()))


@EVERY_LOOK
def test_from_the_list_of_cases_to_one_and_to_one_like_it(page: "Page") -> None:
    page.goto("/")
    page.get_by_role("navigation", name="站点").get_by_role("link", name="案例").click()
    page.get_by_label("在案例中查找").fill("塔吊")
    page.get_by_role("button", name="查找").click()
    page.wait_for_url("**/cases?q=**")
    first = page.locator("article.hit h2 a").first
    name = first.inner_text()
    first.click()
    assert page.get_by_role("heading", level=1).inner_text() == name
    page.get_by_role("link", name="怎样得出").click()
    assert page.url.endswith("#level")
    page.get_by_role("complementary", name="相近的案例").get_by_role("link").first.click()
    page.wait_for_function("name => document.querySelector('h1').textContent != name", arg=name)


def test_charts_are_drawn_and_have_their_numbers(page: "Page") -> None:
    page.goto("/cases/statistics")
    charts = page.locator("section.chart")
    assert charts.count() >= 4
    for drawing in charts.locator("img").all():
        drawing.scroll_into_view_if_needed()
        handle = drawing.element_handle()
        page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=handle)
    charts.first.get_by_text("数据表").click()
    assert charts.first.get_by_role("row").count() > 2
    with page.expect_download() as waiting:
        charts.first.get_by_role("link", name="下载 CSV").click()
    assert Path(waiting.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("page", [PHONE], indirect=True, ids=str)
def test_on_a_telephone_the_filters_and_the_contents_are_within_reach(page: "Page") -> None:
    page.goto("/search?q=安全责任")
    page.get_by_role("link", name="筛选", exact=True).click()
    filters = page.get_by_role("complementary", name="筛选")
    page.wait_for_function(IN_SIGHT, arg="#filters h2")
    assert filters.is_visible()
    page.goto("/documents/jilin-2018-chengshi-anquan")
    contents = page.get_by_role("navigation", name="目录")
    contents.locator("summary").click()
    contents.get_by_role("link").nth(5).click()
    assert not contents.get_by_role("link").first.is_visible()
