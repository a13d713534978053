"""Does a person find their own searches again, and hear of what is new, they alone?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from library.accounts import MOST_SAVED, Accounts, AuditQuery, Role, User
from library.errors import AccountRejected, UnknownSearch
from library.exams import Exams
from library.papers import PaperDesk, PaperFile
from library.questions import BankFile
from library.sharing import ChangeLog
from search.results import SearchRequest
from tests.accounts import TERMINAL, Browser, Clock, open_accounts, people
from tests.exam_homes import NOW, person, terms, with_paper
from tests.fake_search import FakeSearch, Page, make_document
from web.errors import ParameterRejected
from web.saving import asked_of, read_asked
from web.watching import Watcher, look_again

pytestmark = pytest.mark.once

NEW = "关于又一个安全通知\n一、要求\n安全要再抓。\n"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    with open_accounts(tmp_path, clock) as accounts:
        people(accounts, [Role.READER, Role.ADMINISTRATOR])
        yield accounts


@pytest.fixture
def reader(accounts: Accounts) -> User:
    return accounts.users.named("读者")


@pytest.fixture
def browser(accounts: Accounts) -> Browser:
    browser = Browser(accounts)
    browser.sign_in("读者")
    return browser


def service_of(browser: Browser) -> FakeSearch:
    service = browser.client.app.state.service  # type: ignore[attr-defined]
    assert isinstance(service, FakeSearch)
    return service


def publish(browser: Browser, document_id: str = "new", text: str = NEW) -> None:
    """Let another generation serve, that holds one document more."""
    service = service_of(browser)
    service.documents_held[document_id] = make_document(document_id, text)
    service.generation += "+"


def save(browser: Browser, asked: str = "q=安全", name: str = "") -> None:
    answer = browser.post("/account/searches", {"asked": asked, "name": name})
    assert answer.headers["location"] == "/account/searches?done=saved"


# What is kept


@pytest.mark.parametrize(
    "query",
    [
        "q=安全&kind=policy&status=全部&region=甲&from=2020&also=责任&sort=date&page=3&limit=50",
        "q=a%26b%3D%22&explain=true",
        "q=安全&group=false&document=notice&as_of=2020-01-01",
    ],
)
def test_a_search_is_kept_as_it_was_asked(query: str) -> None:
    asked = read_asked(query)
    assert read_asked(asked_of(asked)) == asked
    assert (asked.offset, asked.limit, asked.explain) == (0, 10, False)


@pytest.mark.parametrize("junk", ["", "q=", "kind=x&q=a", "from=去年&q=a", "q=" + "长" * 501])
def test_junk_is_not_kept(junk: str, browser: Browser, accounts: Accounts, reader: User) -> None:
    with pytest.raises(ParameterRejected):
        read_asked(junk)
    assert browser.post("/account/searches", {"asked": junk}).status_code == 400
    assert accounts.searches.of(reader.user_id) == []


def test_another_page_of_a_search_is_the_same_search() -> None:
    assert asked_of(SearchRequest("安全", offset=20)) == asked_of(SearchRequest("安全"))


# Saved searches


def test_saved_from_the_results_and_found_again(browser: Browser) -> None:
    page = Page(browser.get("/search?q=安全&kind=policy").text)
    assert page.find("button", type_="submit").count("保存这次检索") == 1
    hidden = [a["value"] for t, a, _ in page.elements if t == "input" and a.get("name") == "asked"]
    save(browser, hidden[0])
    shown = Page(browser.get("/account/searches").text)
    assert shown.unbalanced == []
    assert shown.find("h3") == ["安全"]
    assert "/search?q=%E5%AE%89%E5%85%A8&kind=policy" in shown.values("a", "href")
    again = browser.get("/search?q=安全&kind=policy").text
    assert "已保存" in again
    assert "保存这次检索" not in again


def test_what_finds_nothing_yet_can_be_saved_too(browser: Browser) -> None:
    assert "保存这次检索" in browser.get("/search?q=尚未收录").text
    save(browser, "q=尚未收录")
    publish(browser, text="关于新事的通知\n一、甲\n尚未收录的事。\n")
    page = Page(browser.get("/account/searches").text)
    assert "新 1" in page.find("span", class_="badge fresh")


def test_renamed_and_removed(browser: Browser, accounts: Accounts, reader: User) -> None:
    save(browser, name="  每周 看一次 ")
    [saved] = accounts.searches.of(reader.user_id)
    assert saved.name == "每周 看一次"
    at = f"/account/searches/{saved.search_id}"
    assert browser.post(f"{at}/name", {"name": "改过的"}).status_code == 303
    assert accounts.searches.get(reader, saved.search_id).name == "改过的"
    assert browser.post(f"{at}/name", {"name": " "}).status_code == 400
    assert browser.post(f"{at}/name", {"name": "长" * 51}).status_code == 400
    assert browser.post(f"{at}/remove").status_code == 303
    assert accounts.searches.of(reader.user_id) == []
    assert browser.post(f"{at}/remove").status_code == 404


def test_not_twice_and_not_without_end(accounts: Accounts, reader: User) -> None:
    for number in range(MOST_SAVED):
        accounts.searches.keep(TERMINAL, reader, "名", f"q={number}")
        with pytest.raises(AccountRejected, match="已经保存过"):
            accounts.searches.keep(TERMINAL, reader, "名", f"q={number}")
    with pytest.raises(AccountRejected, match="最多保存"):
        accounts.searches.keep(TERMINAL, reader, "名", "q=x")


def test_hostile_words_are_inert(browser: Browser) -> None:
    service_of(browser).documents_held.clear()
    save(browser, "q=<script>alert(1)</script>安全", '"><img src=x onerror=alert(2)>')
    publish(browser, "x", "<script>alert(3)</script>\n一、<script>alert(1)</script>安全\n")
    page = browser.get("/account/searches").text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(3)" in page


# What is new


def test_a_new_document_is_told_until_it_was_looked_at(browser: Browser) -> None:
    save(browser)
    assert Page(browser.get("/account/searches").text).find("span", class_="badge fresh") == []
    publish(browser)
    page = Page(browser.get("/account/searches").text)
    told = ["1 份新文件"] * 2  # at the name, and in the menu below it
    assert page.find("span", class_="badge fresh") == [*told, "新 1", "新"]
    assert "/documents/new" in page.values("a", "href")
    assert "1 份新文件" in Page(browser.get("/").text).find("span", class_="badge fresh")
    answer = browser.post("/account/searches/1/look")
    assert answer.headers["location"] == "/search?q=%E5%AE%89%E5%85%A8"
    assert Page(browser.get("/account/searches").text).find("span", class_="badge fresh") == []


def test_what_does_not_match_is_no_news(browser: Browser) -> None:
    save(browser)
    browser.get("/account/searches")
    publish(browser, text="关于别的\n一、别的\n别的。\n")
    assert Page(browser.get("/account/searches").text).find("span", class_="badge fresh") == []


def test_news_that_are_gone_are_no_news(browser: Browser, accounts: Accounts) -> None:
    save(browser)
    browser.get("/account/searches")
    publish(browser)
    browser.get("/account/searches")
    del service_of(browser).documents_held["new"]
    service_of(browser).generation = "g3"
    assert Page(browser.get("/account/searches").text).find("span", class_="badge fresh") == []
    publish(browser)
    browser.get("/account/searches")
    assert accounts.searches.fresh_count(1) == 1


def test_looked_for_in_the_background(browser: Browser, accounts: Accounts, reader: User) -> None:
    watcher = Watcher(service_of(browser), accounts, ChangeLog())
    save(browser)
    watcher.step()
    publish(browser)
    asked = len(service_of(browser).asked)
    watcher.step()
    watcher.step()
    assert len(service_of(browser).asked) == asked + 1  # once for each generation
    assert accounts.searches.fresh_count(reader.user_id) == 1
    assert service_of(browser).asked[-1].limit == 200


def test_an_outage_neither_breaks_nor_forgets(browser: Browser, accounts: Accounts) -> None:
    save(browser)
    browser.get("/account/searches")
    publish(browser)
    service_of(browser).broken = "还没有索引。"
    Watcher(service_of(browser), accounts, ChangeLog()).step()
    assert browser.get("/account/searches").status_code == 200
    service_of(browser).broken = ""
    look_again(service_of(browser), accounts)
    assert accounts.searches.fresh_count(1) == 1


def test_names_of_a_test_go_though_nobody_looks(
    accounts: Accounts, caplog: pytest.LogCaptureFixture
) -> None:
    clock = [NOW]
    exams, bank = Exams(None, now=lambda: clock[0]), BankFile(None)
    fake = FakeSearch()
    fake.broken = "还没有索引。"
    watcher = Watcher(fake, accounts, ChangeLog(), bank=bank, exams=exams)
    exam = exams.open(with_paper(PaperDesk(bank, PaperFile(None))), terms(), "培训")
    exams.sittings.begin(exam, person())
    watcher.tend()
    [held] = exams.sittings.of_exam(exam.number)
    assert held.examinee.name
    clock[0] += 400 * 86_400
    watcher.tend()  # not again so soon
    assert exams.sittings.named(exam.number) == 1
    watcher._tended = float("-inf")
    watcher.tend()
    assert exams.sittings.named(exam.number) == 0
    assert exams.get(exam.number).measured_at == clock[0]
    exams.close()
    watcher._tended = float("-inf")
    watcher.tend()
    assert "考试没有处理" in caplog.text
    bank.close()


def test_a_disabled_user_is_not_looked_for(accounts: Accounts, reader: User) -> None:
    accounts.searches.keep(TERMINAL, reader, "名", "q=a")
    assert len(accounts.searches.stale("g1")) == 1
    accounts.users.disable(TERMINAL, reader)
    assert accounts.searches.stale("g1") == []


# History


def test_history_tells_when_and_how_many(browser: Browser, clock: Clock) -> None:
    for query in ("安全", "责任", "安全"):
        browser.get(f"/search?q={query}")
        clock.seconds += 60
    browser.get("/search?q=安全&page=2")
    browser.client.head("/search?q=加强")
    browser.get("/search?q=？")
    table = Page(browser.get("/account/searches").text).find("tr")
    assert len(table) == 3
    assert [word for word in ("安全", "责任") if word in table[1]] == ["安全"]
    assert "责任" in table[2]


def test_a_hundred_are_remembered(accounts: Accounts, reader: User, clock: Clock) -> None:
    for number in range(120):
        clock.seconds += 1
        accounts.history.add(reader.user_id, f"q={number}", number)
    kept = accounts.history.of(reader.user_id)
    assert [past.total for past in kept] == list(range(119, 19, -1))


def test_history_can_be_cleared_and_switched_off(browser: Browser, accounts: Accounts) -> None:
    browser.get("/search?q=安全")
    browser.post("/account/searches/history/clear")
    assert accounts.history.of(1) == []
    browser.get("/search?q=安全")
    browser.post("/account/searches/history", {"on": "false"})
    browser.get("/search?q=责任")
    assert accounts.history.of(1) == []
    browser.post("/account/searches/history", {"on": "true"})
    browser.get("/search?q=责任")
    assert [past.asked for past in accounts.history.of(1)] == ["q=%E8%B4%A3%E4%BB%BB"]


def test_nobody_signed_in_is_remembered(accounts: Accounts) -> None:
    answer = Browser(accounts).get("/search?q=安全")
    assert "保存这次检索" not in answer.text
    assert accounts.history.of(1) == accounts.history.of(2) == []


# Who sees it


def test_others_do_not_see_it_not_even_an_administrator(
    browser: Browser, accounts: Accounts
) -> None:
    browser.get("/search?q=五到位")
    save(browser, "q=五到位", "五到位的检索")
    other = Browser(accounts)
    other.sign_in("管理员")
    for url in ("/account/searches", "/account", "/admin/users", "/admin/users/1", "/admin/audit"):
        assert "五到位" not in other.get(url).text
    for act in ("look", "name", "remove", "feed", "feed/close"):
        answer = other.post(f"/account/searches/1/{act}", {"name": "x"})
        assert answer.status_code == 404
    with pytest.raises(UnknownSearch):
        accounts.searches.get(accounts.users.named("管理员"), 1)
    assert len(accounts.searches.of(1)) == 1


def test_the_audit_log_knows_that_but_not_what(browser: Browser) -> None:
    save(browser, "q=五到位", "五到位的检索")
    browser.post("/account/searches/1/name", {"name": "五到位之二"})
    browser.post("/account/searches/1/feed")
    browser.post("/account/searches/1/feed/close")
    browser.post("/account/searches/1/remove")
    accounts: Accounts = browser.client.app.state.accounts  # type: ignore[attr-defined]
    entries = accounts.trail.entries(AuditQuery(who="读者"))
    assert [entry.action for entry in entries[:5]] == [
        "删除检索", "停用订阅地址", "新建订阅地址", "重命名检索", "保存检索",
    ]  # fmt: skip
    assert all("五到位" not in f"{entry}" for entry in entries)


def test_a_form_of_another_site_changes_nothing(browser: Browser, accounts: Accounts) -> None:
    answer = browser.client.post("/account/searches", data={"asked": "q=a"})
    assert answer.status_code == 403
    assert accounts.searches.of(1) == []
