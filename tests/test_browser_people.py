"""Can people sign in, be let in or refused, and look after each other in a real browser?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from library.accounts import Role
from tests.browser import EVERY_LOOK, PASSWORD, PHONE_DARK, looking, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
OWN = "自己想的口令 2026 年"


@EVERY_LOOK
def test_sign_in_stay_signed_in_and_sign_out(page: "Page") -> None:
    sign_in(page, Role.READER, "不对的口令就是不对")
    assert "用户名或口令不对" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("用户名").input_value() == Role.READER
    assert page.evaluate("document.activeElement.name") == "password"
    sign_in(page, Role.READER)
    name = page.get_by_role("navigation", name="站点").get_by_text("读者", exact=True)
    name.wait_for()
    page.reload()
    name.click()
    page.get_by_role("link", name="账户").click()
    assert page.get_by_role("heading", level=1).inner_text() == "读者"
    name.click()
    page.get_by_role("button", name="退出登录").click()
    page.get_by_role("link", name="登录").wait_for()
    page.goto("/account")
    assert page.url.endswith("/sign-in?next=/account")


def test_whoever_must_sign_in_first_arrives_where_they_wanted_to_go(page: "Page") -> None:
    page.goto("/admin/audit?action=登录")
    page.wait_for_url("**/sign-in?next=**")
    page.get_by_label("用户名").fill(Role.ADMINISTRATOR)
    page.get_by_label("口令").fill("")
    page.keyboard.press("Enter")
    assert page.get_by_label("口令").evaluate("field => field.matches(':invalid')")
    sign_in_here(page, Role.ADMINISTRATOR)
    page.wait_for_url("**/admin/audit?action=**")
    assert page.get_by_label("做了什么").input_value() == "登录"


def sign_in_here(page: "Page", name: str) -> None:
    """Fill in the form that is shown already, and send it with the keyboard."""
    page.get_by_label("用户名").fill(name)
    page.get_by_label("口令").fill(PASSWORD)
    page.keyboard.press("Enter")


@EVERY_LOOK
def test_a_reader_neither_sees_nor_gets_the_administration(page: "Page") -> None:
    sign_in(page, Role.READER)
    head = page.get_by_role("navigation", name="站点")
    head.get_by_text("更多", exact=True).click()
    head.get_by_role("link", name="接口说明").wait_for()
    assert head.get_by_role("link", name="管理 ").count() == 0
    for path in ("/admin/users", "/admin/audit", "/admin/users/1"):
        answer = page.goto(path)
        assert answer
        assert answer.status == 403
        assert page.get_by_role("heading", level=1).inner_text() == "没有权限"


def test_a_new_user_must_make_the_password_their_own(
    page: "Page", chromium: "Browser", site: str
) -> None:
    name = f"新人{uuid4().hex[:8]}"
    sign_in(page, Role.ADMINISTRATOR)
    given = added(page, name)
    with elsewhere(chromium, site) as theirs:
        sign_in(theirs, name, given)
        theirs.wait_for_url("**/account?done=due")
        theirs.goto("/search?q=安全")
        assert theirs.url.endswith("/account?done=due")
        assert not theirs.get_by_role("heading", name="接口令牌").count()
        change_password(theirs, given, OWN)
        assert "口令" in theirs.get_by_role("main").get_by_role("status").inner_text()
        theirs.goto("/search?q=安全")
        assert theirs.locator("article.hit").count()
    page.goto("/admin/users")
    row = page.get_by_role("row").filter(has_text=name)
    assert "可用" in row.inner_text()
    page.goto(f"/admin/audit?who={name}")
    assert "修改口令" in page.get_by_role("table").inner_text()


def added(page: "Page", name: str) -> str:
    """Add a user as an administrator does, and return the password that is shown once."""
    page.get_by_text("更多", exact=True).click()
    page.get_by_role("navigation", name="站点").get_by_role("link", name="管理 ").click()
    page.goto("/admin/users")
    page.get_by_label("用户名").fill(name)
    page.get_by_role("checkbox", name="编辑").check()
    page.get_by_role("button", name="新增用户").click()
    shown = page.locator("#secret").inner_text()
    page.get_by_role("button", name="复制").click()
    page.get_by_role("button", name="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == shown
    return shown


@contextmanager
def elsewhere(chromium: "Browser", site: str) -> Iterator["Page"]:
    """Open the browser of another person."""
    with looking(chromium, site, PHONE_DARK) as page:
        yield page


def change_password(page: "Page", current: str, new: str) -> None:
    page.get_by_label("现在的口令").fill(current)
    page.get_by_label("新口令", exact=True).fill(new)
    page.get_by_label("再输一次新口令").fill(new)
    page.get_by_role("button", name="修改口令").click()
    page.wait_for_url("**/account?done=password")


def test_a_form_that_is_not_ours_is_refused_in_words(page: "Page") -> None:
    sign_in(page, Role.ADMINISTRATOR)
    page.goto("/admin/users")
    page.get_by_label("用户名").fill("不该有的人")
    page.get_by_role("checkbox", name="读者").check()
    page.evaluate(
        "for (const field of document.getElementsByName('form_token')) field.value = 'wrong'"
    )
    with page.expect_response("**/admin/users") as waiting:
        page.get_by_role("button", name="新增用户").click()
    assert waiting.value.status == 403
    assert page.get_by_role("heading", level=1).inner_text() == "表单已失效"
    assert "没有提交" in page.get_by_role("main").inner_text()
    page.goto("/admin/users")
    assert "不该有的人" not in page.get_by_role("table").inner_text()


def test_a_token_of_the_api_is_shown_once_and_works_until_it_is_revoked(page: "Page") -> None:
    sign_in(page, Role.TRAINER)
    page.goto("/account")
    purpose = f"同步程序{uuid4().hex[:6]}"
    page.get_by_label("新令牌的用途").fill(purpose)
    page.get_by_role("button", name="新建令牌").click()
    bearer = {"Authorization": f"Bearer {page.locator('#secret').inner_text()}", "Cookie": ""}
    assert page.request.get("/api/v1/suggest?q=基坑", headers=bearer).status == 200
    page.goto("/account")
    assert not page.locator("#secret").count()
    row = page.get_by_role("row").filter(has_text=purpose)
    row.get_by_role("button", name="撤销").click()
    row.wait_for(state="detached")
    assert page.request.get("/api/v1/suggest?q=基坑", headers=bearer).status == 401
