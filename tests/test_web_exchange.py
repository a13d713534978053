"""Can anybody ask and see the answer, and do only those decide who may, on pages and in the API?"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response

from corpus.records import Kind
from library.accounts import Accounts, AuditQuery, Role
from library.exchange import Exchange, Person, State
from library.exchange.pace import PER_VISITOR
from search import Settings
from tests.accounts import TERMINAL, Browser, open_accounts, people
from tests.fake_search import FakeSearch, Page, main_of, make_document
from tests.homes import small_home
from web import exchange_examples as shown
from web import exchange_schemas as told
from web.exchange_routes import EXCHANGE_ROUTES

pytestmark = pytest.mark.once

RULE = """某省工地办法
第一条　为了管好工地，制定本办法。
第二条　任何人不得在吊物下方停留。
"""
UNIT = "某某住建局"


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with open_accounts(tmp_path) as made:
        people(made, [Role.READER, Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR])
        yield made


@pytest.fixture
def service() -> FakeSearch:
    return FakeSearch(make_document("rule", RULE, kind=Kind.REGULATION))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


@pytest.fixture
def browser(accounts: Accounts, settings: Settings, service: FakeSearch) -> Browser:
    return Browser(accounts, settings=settings, service=service)


def signed_in(browser: Browser, role: Role) -> Browser:
    """Return a browser of its own before the same application, where the role has signed in."""
    own = object.__new__(Browser)
    own.client = type(browser.client)(
        browser.client.app, follow_redirects=False, raise_server_exceptions=False
    )
    assert own.sign_in(role).status_code == 303
    return own


def ask(browser: Browser, **fields: str) -> Response:
    filled = {"matter": "提问", "text": "吊物下方能不能停留？", "clause": "rule:a2"} | fields
    return browser.post("/ask", filled, page="/ask")


def exchange_of(browser: Browser) -> Exchange:
    app: Any = browser.client.app
    exchange: Exchange = app.state.exchange
    return exchange


def log(accounts: Accounts) -> str:
    return repr(accounts.trail.entries(AuditQuery()))


def test_a_question_from_asking_to_the_list_of_answers(
    browser: Browser, accounts: Accounts
) -> None:
    answer = ask(browser, name="钱七", contact="13812345678", text="吊物下方能停吗？13912345678")
    place = answer.headers["location"]
    assert re.fullmatch(r"/ask/(?:[0-9A-Z]{6}-){3}[0-9A-Z]{6}\?new=1", place)
    receipt = place[5:-6]
    page = browser.get(place)
    assert "已收到。请记下回执号" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert (
        browser.get(f"/ask?receipt={receipt.lower()}").headers["location"].endswith(receipt.lower())
    )

    moderator = signed_in(browser, Role.MODERATOR)
    listed = moderator.get("/admin/exchange").text
    assert "吊物下方能停吗？〔手机号码已隐去〕" in listed
    one = moderator.get("/admin/exchange/1").text
    for secret in ("钱七", "13812345678", "13912345678", receipt):
        assert secret not in listed + one + page.text.replace(receipt, "") + log(accounts)
    reached = moderator.post("/admin/exchange/1/contact", page="/admin/exchange/1").text
    assert "钱七" in reached
    assert "13812345678" in reached
    assert "查看联系方式" in log(accounts)

    def send(path: str = "", **fields: str) -> Response:
        return moderator.post(f"/admin/exchange/1{path}", fields, page="/admin/exchange/1")

    found = send(do="find", find="吊物", text="不能。", unit=UNIT).text
    assert 'value="rule:a2"' in found
    assert ">不能。</textarea>" in found
    with_it = send(do="insert", pick="rule:a2", text="不能。", unit=UNIT).text
    assert "不能。\n依据《某省工地办法》第二条，</textarea>" in with_it
    wrong = send(do="save", text="依据《某省工地办法》第九条，不能。", unit=UNIT)
    assert (wrong.status_code, "条文不存在" in wrong.text) == (400, True)
    assert "第九条，不能。</textarea>" in wrong.text
    text = "不能。依据《某省工地办法》第二条。"
    assert send(do="save", text=text, unit=UNIT).status_code == 303
    assert text in browser.get(f"/ask/{receipt}").text
    assert text not in browser.get("/faq").text
    done = send("/decision", decision="publish", title="吊物下方", asked="能停吗？13912345678")
    assert done.status_code == 303
    listed = browser.get("/faq?q=吊物").text
    assert text in listed
    assert "能停吗？〔手机号码已隐去〕" in listed
    assert '<a href="/clauses/rule:a2">《某省工地办法》第二条</a>' in listed
    assert "没有符合条件的问答" in browser.get("/faq?q=没有的词").text
    again = send("/decision", decision="close", reason="重复")
    assert (again.status_code, "现在是“已发布”" in again.text) == (409, True)
    assert send("/decision", decision="take_down", reason="要改").status_code == 303
    assert text not in browser.get("/faq").text
    assert send("/decision", decision="close", reason="个人事务").status_code == 303
    assert "个人事务" in browser.get(f"/ask/{receipt}").text
    entries = log(accounts)
    for action in ("提交提问", "答复提问", "发布问答", "撤下问答", "不予公开"):
        assert action in entries
    for secret in ("钱七", "13812345678", "13912345678", receipt):
        assert secret not in entries


def test_hostile_words_are_inert(browser: Browser) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{ 7*7 }} \x00\u202e"
    place = ask(browser, text=hostile, name=hostile[:50], contact=hostile[:50]).headers["location"]
    moderator = signed_in(browser, Role.MODERATOR)
    reached = moderator.post("/admin/exchange/1/contact", page="/admin/exchange/1")
    for answer in (
        browser.get(place), moderator.get("/admin/exchange"), reached,
        browser.get("/faq", params={"q": hostile}), browser.get("/ask", params={"clause": hostile}),
    ):  # fmt: skip
        assert answer.status_code == 200
        assert Page(answer.text).unbalanced == []
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert "{{ 7*7 }}" in answer.text or "49" not in main_of(answer.text).find("main")[0]


def test_who_asks_too_much_waits_and_loses_nothing(browser: Browser) -> None:
    for number in range(PER_VISITOR):
        assert ask(browser, text=f"第 {number} 个问题是什么？").status_code == 303
    late = ask(browser, text="再问一个，别丢掉")
    assert (late.status_code, "再问一个，别丢掉</textarea>" in late.text) == (429, True)
    assert int(late.headers["retry-after"]) > 0
    assert len(exchange_of(browser).enquiries.all()) == PER_VISITOR
    reader = signed_in(browser, Role.READER)
    assert ask(reader).status_code == 303  # counted by name, not by address


@pytest.mark.parametrize(
    "fields",
    [
        {"text": "短"}, {"text": "长" * 2001}, {"matter": "投诉"}, {"contact": "9" * 61},
        {"website": "https://example.invalid"},
    ],
)  # fmt: skip
def test_what_is_no_question_is_not_kept(browser: Browser, fields: dict[str, str]) -> None:
    answer = ask(browser, **fields)
    assert (answer.status_code, "banner bad" in answer.text) == (400, True)
    assert exchange_of(browser).enquiries.all() == []


def test_asking_needs_our_own_form_and_leave_to_read(
    browser: Browser, accounts: Accounts, settings: Settings
) -> None:
    data = {"matter": "提问", "text": "吊物下方能不能停留？"}
    assert browser.client.post("/ask", data=data).status_code == 403
    closed = Browser(accounts, anonymous=False, settings=settings)
    assert closed.get("/ask").headers["location"].startswith("/sign-in")
    assert browser.get("/ask/000000-000000-000000-000000").status_code == 404


def test_an_interpretation_from_the_draft_to_the_clause(
    browser: Browser, accounts: Accounts, service: FakeSearch
) -> None:
    editor, moderator = signed_in(browser, Role.EDITOR), signed_in(browser, Role.MODERATOR)
    assert "写解读" in editor.get("/documents/rule").text
    assert "写解读" not in browser.get("/documents/rule").text
    new = "/admin/interpretations/new?clause=rule:a2"
    text = "吊物包括空钩。\n见《某省工地办法》第九条。"
    fields = {"clause": "rule:a2", "text": text, "unit": UNIT}
    checked = editor.post("/admin/interpretations", fields | {"do": "check"}, page=new).text
    assert "其中 1 处有误" in checked
    made = editor.post("/admin/interpretations", fields | {"do": "save"}, page=new)
    place = made.headers["location"].partition("?")[0]
    refused = editor.post(f"{place}/submit", page=place)
    assert (refused.status_code, "条文不存在" in refused.text) == (400, True)
    better = {"text": "吊物包括空钩。", "unit": UNIT, "upon": "1", "do": "save"}
    assert editor.post(place, better, page=place).status_code == 303
    assert editor.post(place, better, page=place).status_code == 409
    going_on = editor.post(place, better | {"do": "check"}, page=place).text
    assert '<input type="hidden" name="upon" value="1">' in going_on  # on what it was begun
    compared = editor.get(place).text
    assert "与第 1 版对照" in compared
    assert "第九条" in Page(compared).find("del")[0]
    assert editor.post(f"{place}/submit", page=place).status_code == 303
    decide = {"decision": "publish", "upon": "2"}
    assert editor.post(f"{place}/decision", decide, page=place).status_code == 403
    assert "吊物包括空钩" not in browser.get("/documents/rule").text
    older = moderator.post(f"{place}/decision", decide | {"upon": "1"}, page=place)
    assert (older.status_code, "没有发布" in older.text) == (409, True)
    assert 'value="publish"><input type="hidden" name="upon" value="2">' in older.text
    assert moderator.post(f"{place}/decision", decide, page=place).status_code == 303
    page = browser.get("/documents/rule").text
    assert "解读，非原文" in page
    assert "吊物包括空钩。" in page
    assert f"{UNIT}　编辑" in page
    assert "待复核" not in page
    assert "吊物包括空钩。" in browser.get("/interpretations").text

    changed = RULE.replace("下方停留", "下方停留、通过")
    service.documents_held["rule"] = make_document("rule", changed, kind=Kind.REGULATION)
    service.generation = "g2"
    for url in ("/documents/rule", "/interpretations"):
        assert "待复核" in browser.get(url).text
    staff = editor.get(place).text
    assert "、通过" in Page(staff).find("ins")
    reason = {"decision": "withdraw", "reason": "条款已改"}
    assert moderator.post(f"{place}/decision", reason, page=place).status_code == 303
    assert "吊物包括空钩" not in browser.get("/documents/rule").text
    assert "条款已改" in editor.get(place).text
    for action in ("撰写解读", "修改解读", "提交解读", "发布解读", "撤回解读"):
        assert action in log(accounts)


def test_an_answer_is_not_written_over_that_of_another(browser: Browser) -> None:
    ask(browser)
    moderator, place = signed_in(browser, Role.MODERATOR), "/admin/exchange/1"
    seen = exchange_of(browser).enquiries.get(1).seen
    first, second = (
        {"text": f"{word}停。依据《某省工地办法》第二条。", "unit": UNIT, "seen": seen}
        for word in ("不能", "可以")
    )
    assert moderator.post(place, first | {"do": "save"}, page=place).status_code == 303
    going_on = moderator.post(place, second | {"do": "check"}, page=place).text
    assert f'<input type="hidden" name="seen" value="{seen}">' in going_on  # on what it was begun
    late = moderator.post(place, second | {"do": "save"}, page=place)
    assert (late.status_code, "别人刚改了答复" in late.text) == (409, True)
    assert f"{first['text']}</blockquote>" in late.text
    assert f"{second['text']}</textarea>" in late.text
    publish = {"decision": "publish", "title": "吊物", "asked": "能停吗？", "seen": seen}
    assert moderator.post(f"{place}/decision", publish, page=place).status_code == 409


def test_nobody_publishes_their_own(browser: Browser) -> None:
    moderator = signed_in(browser, Role.MODERATOR)
    fields = {"clause": "rule:a2", "text": "吊物包括空钩。", "unit": UNIT, "do": "save"}
    page = "/admin/interpretations/new?clause=rule:a2"
    place = moderator.post("/admin/interpretations", fields, page=page).headers["location"]
    place = place.partition("?")[0]
    moderator.post(f"{place}/submit", page=place)
    answer = moderator.post(f"{place}/decision", {"decision": "publish"}, page=place)
    assert (answer.status_code, "另一个人" in answer.text) == (409, True)
    assert exchange_of(browser).interpretations.get(1).state is State.WAITING


def test_a_program_does_the_same(browser: Browser, accounts: Accounts) -> None:
    ask(browser, name="钱七", contact="13812345678")

    def call(role: Role, path: str, json: Any = None, schema: Any = None, status: int = 200) -> Any:
        secret = accounts.tokens.issue(TERMINAL, accounts.users.named(role.value), path[:20])
        headers = {"Authorization": f"Bearer {secret}"}
        method = "GET" if json is None else "POST"
        answer = browser.client.request(method, f"/api/v1{path}", json=json, headers=headers)
        assert answer.status_code == status, answer.text
        body: Any = answer.json()
        if schema:
            model = schema.model_validate(body).model_dump(mode="json", exclude_unset=True)
            assert set(model) == set(schema.model_fields)
        for secret in ("钱七", "13812345678"):
            assert secret not in answer.text
        return body

    editor, moderator = Role.EDITOR, Role.MODERATOR
    record, enquiry = told.InterpretationRecordAnswer, told.EnquiryAnswer
    draft = {"clause_id": "rule:a2", "text": "吊物包括空钩。", "unit": UNIT}
    call(editor, "/interpretations", draft | {"clause_id": "none:a1"}, status=404)
    call(editor, "/interpretations", draft | {"text": ""}, status=400)
    assert call(editor, "/interpretations", draft, record)["state"] == "草稿"
    version = {"text": "吊物也包括空钩。", "unit": UNIT, "upon": 1}
    call(editor, "/interpretations/1/versions", version, record)
    call(editor, "/interpretations/1/versions", version, status=409)
    call(editor, "/interpretations/1/submit", {}, record)
    call(editor, "/interpretations/1/decision", {"decision": "publish"}, status=403)
    call(moderator, "/interpretations/1/decision", {"decision": "burn"}, status=400)
    publish = {"decision": "publish"}
    call(moderator, "/interpretations/1/decision", publish, status=409)
    done = call(moderator, "/interpretations/1/decision", publish | {"upon": 2}, record)
    assert (done["state"], done["published"]) == ("已发布", 2)
    listed = browser.get("/api/v1/interpretations?clause_id=rule:a2").json()
    told.InterpretationsAnswer.model_validate(listed)
    assert listed["interpretations"][0]["text"] == "吊物也包括空钩。"
    assert browser.get("/api/v1/interpretations?document_id=none").json()["total"] == 0
    call(moderator, "/interpretations/9", status=404)

    assert call(moderator, "/enquiries", schema=told.EnquiriesAnswer)["total"] == 1
    call(moderator, "/enquiries?state=x", status=400)
    answer = {"text": "不能，见《某省工地办法》第二条。", "unit": UNIT}
    call(editor, "/enquiries/1/answer", answer, status=403)
    assert call(moderator, "/enquiries/1/answer", answer, enquiry)["clauses"] == ["rule:a2"]
    decision = {"decision": "publish", "title": "吊物", "question": "能停吗？"}
    assert call(moderator, "/enquiries/1/decision", decision, enquiry)["has_contact"] is True
    faq = browser.get("/api/v1/faq?q=吊物").json()
    told.FaqAnswer.model_validate(faq)
    assert faq["faq"][0]["clauses"][0]["clause_id"] == "rule:a2"
    assert "13812345678" not in str(faq)


@pytest.mark.parametrize("route", [one for one in EXCHANGE_ROUTES if one.manual], ids=str)
def test_examples_fit_their_schemas(route: Any) -> None:
    model = route.manual.schema.model_validate(route.manual.example)
    assert set(model.model_dump(exclude_unset=True)) == set(route.manual.schema.model_fields)
    assert route.manual.example in [getattr(shown, name) for name in shown.__all__]


def test_the_desk_says_that_the_index_lags(accounts: Accounts, tmp_path: Path) -> None:
    browser = Browser(accounts, settings=small_home(tmp_path))
    administrator = signed_in(browser, Role.ADMINISTRATOR)
    assert "尚未反映在检索里" not in administrator.get("/admin/interpretations").text
    kept = exchange_of(browser).interpretations
    kept.submit(Person(1, "编辑"), 1)
    kept.publish(Person(2, "审核"), 1, upon=1)
    assert "尚未反映在检索里" in administrator.get("/admin/interpretations").text
    assert administrator.get("/api/v1/reindex").json()["behind"] is True
