"""Can people sign in, and can nobody else in their name?"""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from urllib.parse import quote

import anyio
import pytest
from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import Message

from library.accounts import AuditQuery, Role
from library.accounts.accounts import Accounts
from tests.accounts import PASSWORD, TERMINAL, Browser, Clock, open_accounts, people
from tests.fake_search import Page
from tests.test_web_security import assert_inert
from web.bodies import LARGEST, bounded

pytestmark = pytest.mark.once


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    with open_accounts(tmp_path, clock) as opened:
        people(opened, [Role.ADMINISTRATOR, Role.READER])
        yield opened


@pytest.fixture
def browser(accounts: Accounts) -> Browser:
    return Browser(accounts)


def cookies(answer: object) -> dict[str, str]:
    """Return the attributes of each cookie that an answer sets."""
    lines = answer.headers.get_list("set-cookie")  # type: ignore[attr-defined]
    return {line.partition("=")[0]: line.partition(";")[2].lower() for line in lines}


def test_signing_in_and_out(browser: Browser, accounts: Accounts) -> None:
    home = Page(browser.get("/").text)
    assert home.find("a", href="/sign-in") == ["登录"]
    wanted = f"/search?q={quote('安全')}"
    answer = browser.sign_in("读者", wanted=wanted)
    assert (answer.status_code, answer.headers["location"]) == (303, wanted)
    home = Page(browser.get("/").text)
    assert home.find("span", class_="who") == ["读者"]
    assert home.find("a", href="/admin/users") == []
    assert browser.get("/sign-in").headers["location"] == "/"
    answer = browser.post("/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.get("/account").headers["location"] == "/sign-in?next=/account"
    assert accounts.sessions.of(accounts.users.named("读者").user_id) == []
    told = [entry.action for entry in accounts.trail.entries(AuditQuery(who="读者"))]
    assert told == ["退出", "登录"]


def test_the_administration_is_shown_to_whom_it_is_for(browser: Browser) -> None:
    browser.sign_in("管理员")
    assert "管理" in Page(browser.get("/").text).find("a", href="/admin/import")[0]
    page = Page(browser.get("/admin/users").text)
    assert page.find("a", href="/admin/users", aria_current="page") == ["用户与角色"]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_cookies_are_kept_from_scripts_and_other_sites(accounts: Accounts, scheme: str) -> None:
    browser = Browser(accounts, url=f"{scheme}://testserver")
    form, session = cookies(browser.get("/sign-in")), cookies(browser.sign_in("读者"))
    for told in (form["zhiku_form"], session["zhiku_session"]):
        assert "httponly" in told
        assert "path=/" in told
        assert "domain" not in told
        assert ("secure" in told) is (scheme == "https")
    assert "samesite=lax" in session["zhiku_session"]
    assert "samesite=strict" in form["zhiku_form"]


def test_a_planted_session_is_not_taken_over(browser: Browser, accounts: Accounts) -> None:
    browser.client.cookies.set("zhiku_session", "planted")
    browser.sign_in("读者")
    assert accounts.by_session("planted") is None
    assert {c.value for c in browser.client.cookies.jar if c.name == "zhiku_session"} != {"planted"}


def test_signing_in_anew_ends_the_session_before(browser: Browser, accounts: Accounts) -> None:
    browser.sign_in("读者")
    before = browser.client.cookies["zhiku_session"]
    form = {"form_token": browser.token("/account"), "name": "管理员", "password": PASSWORD}
    assert browser.client.post("/sign-in", data=form).status_code == 303
    assert accounts.by_session(before) is None
    assert browser.client.cookies["zhiku_session"] != before


def test_a_session_that_ran_out_leads_to_the_form(browser: Browser, clock: Clock) -> None:
    browser.sign_in("读者")
    clock.seconds += 8 * 3600 + 1
    assert browser.get("/account").status_code == 303
    answer = browser.client.post("/account/tokens", data={"purpose": "x"})
    assert answer.status_code == 401
    assert "登录后按“后退”再提交" in answer.text


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.invalid/", "//evil.invalid/", "/\\evil.invalid", "\\\\evil.invalid", "evil",
        "/\t/evil.invalid", "\n//evil.invalid", "javascript:alert(1)", " //evil.invalid", "/a\\b",
    ],
)  # fmt: skip
def test_one_is_led_to_no_other_site(browser: Browser, wanted: str) -> None:
    assert browser.sign_in("读者", wanted=wanted).headers["location"] == "/"
    assert browser.get(f"/sign-in?next={quote(wanted)}").headers["location"] == "/"


def test_a_wrong_password_keeps_the_name_and_tells_nothing(browser: Browser) -> None:
    answers = [browser.sign_in(name, "wrong") for name in ("读者", "没有这个人")]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert Page(answers[0].text).values("input", "value").count("读者") == 1
    told = {tuple(Page(answer.text).find("p", role="alert")) for answer in answers}
    assert len(told) == 1
    assert PASSWORD not in answers[0].text


def test_guessing_is_slowed_down_by_the_clock(browser: Browser, clock: Clock) -> None:
    for _ in range(5):
        assert browser.sign_in("读者", "wrong").status_code == 400
    answer = browser.sign_in("读者")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "2")
    assert "请在 2 秒后再试" in answer.text
    clock.seconds += 2
    assert browser.sign_in("读者").status_code == 303


FORMS = (
    "/account/password", "/account/tokens", "/account/tokens/revoke", "/account/sessions/end",
    "/admin/users", "/admin/users/2/roles", "/admin/users/2/password", "/admin/users/2/state",
    "/sign-out",
)  # fmt: skip


@pytest.mark.parametrize("url", FORMS)
def test_a_form_without_its_token_does_nothing(
    browser: Browser, accounts: Accounts, url: str
) -> None:
    browser.sign_in("管理员")
    entries = accounts.trail.count(AuditQuery())
    for data in ({}, {"form_token": ""}, {"form_token": "0" * 64}, {"form_token": "我"}):
        answer = browser.client.post(url, data=data)
        assert answer.status_code == 403
        assert "刷新后再提交一次" in answer.text
    assert accounts.trail.count(AuditQuery()) == entries
    assert browser.get("/account").status_code == 200


def test_a_token_of_one_session_is_none_of_another(accounts: Accounts) -> None:
    one, other = Browser(accounts), Browser(accounts)
    one.sign_in("读者")
    other.sign_in("管理员")
    data = {"purpose": "x", "form_token": other.token("/account")}
    assert one.client.post("/account/tokens", data=data).status_code == 403


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({"Origin": "http://evil.invalid"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://testserver:81"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://behind.a.proxy"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({}, True),
    ],
)
def test_what_another_site_sends_is_refused(
    browser: Browser, headers: dict[str, str], passes: bool
) -> None:
    data = {"name": "读者", "password": PASSWORD, "form_token": browser.token("/sign-in")}
    answer = browser.client.post("/sign-in", data=data, headers=headers)
    assert answer.status_code == (303 if passes else 403)


def test_a_script_may_send_the_token_in_a_header(browser: Browser) -> None:
    browser.sign_in("读者")
    headers = {"X-Form-Token": browser.token("/account")}
    answer = browser.client.post("/account/tokens", data={"purpose": "同步"}, headers=headers)
    assert answer.status_code == 200


def test_the_sign_in_form_needs_its_cookie(browser: Browser) -> None:
    data = {"name": "读者", "password": PASSWORD, "form_token": browser.token("/sign-in")}
    browser.client.cookies.clear()
    assert browser.client.post("/sign-in", data=data).status_code == 403


def test_changing_ones_password(browser: Browser, accounts: Accounts) -> None:
    elsewhere = Browser(accounts)
    for one in (browser, elsewhere):
        one.sign_in("读者")
    new = "another long password"
    for form, told in (
        ({"current": "wrong", "password": new, "again": new}, "现在的口令不对"),
        ({"current": PASSWORD, "password": new, "again": "x"}, "不一致"),
        ({"current": PASSWORD, "password": "short", "again": "short"}, "至少"),
        ({"current": PASSWORD, "password": PASSWORD, "again": PASSWORD}, "相同"),
    ):
        answer = browser.post("/account/password", form)
        assert answer.status_code == 400
        assert told in answer.text
    before = browser.client.cookies["zhiku_session"]
    answer = browser.post("/account/password", {"current": PASSWORD, "password": new, "again": new})
    assert answer.headers["location"] == "/account?done=password"
    assert browser.client.cookies["zhiku_session"] != before
    assert browser.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303


def test_tokens_are_shown_once(browser: Browser, accounts: Accounts) -> None:
    browser.sign_in("读者")
    [secret] = re.findall("zhiku_[A-Za-z0-9_-]{43}", browser.post(
        "/account/tokens", {"purpose": "同步程序"}).text)  # fmt: skip
    page = browser.get("/account")
    assert secret not in page.text
    assert "同步程序" in page.text
    assert page.headers["cache-control"] == "no-store"
    answer = browser.get("/api/v1/search?q=安全", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 200
    assert browser.post("/account/tokens/revoke", {"token": "1"}).status_code == 303
    assert accounts.by_token(secret) is None
    assert browser.post("/account/tokens/revoke", {"token": "1"}).status_code == 400


def test_sessions_elsewhere_can_be_ended(browser: Browser, accounts: Accounts) -> None:
    others = [Browser(accounts) for _ in range(3)]
    for one in (browser, *others):
        one.sign_in("读者")
    mine = accounts.by_session(others[0].client.cookies["zhiku_session"])
    assert mine is not None
    browser.post("/account/sessions/end", {"session": mine[1].digest})
    assert [one.get("/account").status_code for one in others] == [303, 200, 200]
    browser.post("/account/sessions/end")
    assert [one.get("/account").status_code for one in (browser, *others)] == [200, 303, 303, 303]


def test_nobody_ends_the_session_of_another(accounts: Accounts) -> None:
    one, other = Browser(accounts), Browser(accounts)
    one.sign_in("读者")
    other.sign_in("管理员")
    found = accounts.by_session(other.client.cookies["zhiku_session"])
    assert found is not None
    one.post("/account/sessions/end", {"session": found[1].digest})
    assert other.get("/account").status_code == 200


def test_a_new_person_gets_a_password_that_must_be_changed(accounts: Accounts) -> None:
    administrator, person = Browser(accounts), Browser(accounts)
    administrator.sign_in("管理员")
    shown = administrator.post(
        "/admin/users", {"name": "李四", "roles": ["编辑", "培训"]}, page="/admin/users"
    )
    [password] = re.findall(r"[a-z2-9]{4}(?:-[a-z2-9]{4}){3}", shown.text)
    answer = person.sign_in("李四", password)
    assert answer.headers["location"] == "/account?done=due"
    assert person.get("/search?q=安全").headers["location"] == "/account?done=due"
    assert person.get("/api/v1/search?q=安全").json()["type"] == "/api/docs#password-due"
    new = "a password of my own"
    person.post("/account/password", {"current": password, "password": new, "again": new})
    assert person.get("/search?q=安全").status_code == 200
    assert accounts.users.named("李四").roles == {Role.EDITOR, Role.TRAINER}


def test_an_administrator_changes_accounts(browser: Browser, accounts: Accounts) -> None:
    browser.sign_in("管理员")
    reader = accounts.users.named("读者").user_id
    page = f"/admin/users/{reader}"

    def send(what: str, **form: object) -> int:
        return browser.post(f"{page}/{what}", form, page=page).status_code

    assert send("roles", roles=["审核"]) == 303
    assert accounts.users.get(reader).roles == {Role.MODERATOR}
    assert send("roles", roles=["皇帝"]) == 400
    assert send("roles") == 400
    assert send("state", disable="true") == 303
    assert accounts.users.get(reader).disabled
    assert send("state", disable="false") == 303
    assert send("password") == 200
    assert accounts.users.get(reader).temporary
    who = {entry.who for entry in accounts.trail.entries(AuditQuery(action="改变角色"))}
    assert who == {"管理员"}
    own = accounts.users.named("管理员").user_id
    for what, form in (("roles", {"roles": ["读者"]}), ("state", {"disable": "true"})):
        answer = browser.post(f"/admin/users/{own}/{what}", form, page=page)
        assert answer.status_code == 400
        assert "最后一个可用的管理员" in answer.text
    assert browser.get("/admin/users/99").status_code == 404
    assert browser.get("/admin/users/x").status_code == 400


def test_the_log_is_shown_filtered_and_paged(browser: Browser, accounts: Accounts) -> None:
    browser.sign_in("管理员")
    for number in range(120):
        accounts.audit(TERMINAL, "更正文件", f"文件{number}", {"状态": "现行"})
    page = browser.get("/admin/audit?action=更正文件&page=3")
    assert "120 条" in page.text
    assert "第 3 / 3 页" in page.text
    assert "文件19" in page.text
    assert "文件20<" not in page.text
    assert "没有符合条件" in browser.get("/admin/audit?who=无此人").text
    assert browser.get("/admin/audit?from=去年").status_code == 400
    assert browser.get("/admin/audit?from=2000&to=2001").status_code == 200


def test_the_log_leaves_as_a_harmless_file(browser: Browser, accounts: Accounts) -> None:
    browser.sign_in("管理员")
    for attack in ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", " =1", "\t=1"):
        accounts.audit(TERMINAL, "试", attack)
    answer = browser.get("/admin/audit.csv?action=试")
    assert answer.headers["content-type"].startswith("text/csv")
    cells = [cell for line in answer.text.splitlines()[1:] for cell in line.split(",")]
    assert not [cell for cell in cells if re.match(r"[\"\s]*[=+@-]", cell)]
    assert len([cell for cell in cells if re.match(r"\"?'", cell)]) == 6
    assert accounts.trail.count(AuditQuery(action="导出审计日志")) == 1


def test_hostile_names_are_inert(browser: Browser, accounts: Accounts) -> None:
    attack = '"><script>alert(1)</script>'
    assert_inert(browser.sign_in(attack, attack).text)
    assert_inert(browser.get(f"/sign-in?next={quote(attack)}").text)
    browser.sign_in("管理员")
    browser.client.headers["user-agent"] = attack
    assert_inert(browser.post("/account/tokens", {"purpose": attack}).text)
    assert_inert(browser.post("/admin/users", {"name": attack}, page="/admin/users").text)
    for url in ("/account", "/admin/users", "/admin/users/1", "/admin/audit"):
        page = assert_inert(browser.get(url).text)
        assert len(page.find("h1")) == 1
        identities = [one["id"] for _, one, _ in page.elements if "id" in one]
        assert len(identities) == len(set(identities))


def test_a_broken_file_stops_nobody_who_is_not_signed_in(
    browser: Browser, accounts: Accounts
) -> None:
    browser.sign_in("读者")
    accounts.close()
    answer = browser.get("/search?q=安全")
    assert answer.status_code == 503
    assert "登录暂时不可用" in answer.text
    assert browser.get("/health").status_code == 200
    browser.client.cookies.clear()
    assert browser.get("/search?q=安全").status_code == 200


def test_large_forms_are_refused(browser: Browser) -> None:
    token = browser.token("/sign-in")
    data = {"form_token": token, "name": "x" * LARGEST}
    for answer in (
        browser.client.post("/sign-in", data=data),
        browser.client.post(
            "/sign-in",
            content=iter([b"name=", b"x" * LARGEST, b"x"]),  # of a length that is not stated
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        ),
    ):
        assert answer.status_code == 413
        assert "超过了上限" in answer.text


def test_slow_forms_are_given_up() -> None:
    async def never() -> Message:
        await anyio.sleep(60)
        raise AssertionError

    async def send(_: Message) -> None:
        raise AssertionError

    async def read() -> None:
        scope = {"type": "http", "method": "POST", "headers": []}
        await bounded(Request(scope, never, send), LARGEST, slowest=0.05).body()

    began = monotonic()
    # In a thread of its own: a browser of other tests may be running a loop in this one.
    with ThreadPoolExecutor(1) as thread, pytest.raises(HTTPException) as refused:
        thread.submit(anyio.run, read).result()
    assert refused.value.status_code == 408
    assert monotonic() - began < 10
