"""Can papers be made and tests sat in a browser, and does no key or name go where it must not?"""

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from library.accounts import Accounts, AuditQuery, Permission, Role
from library.exams import Exam, Exams
from library.papers import PaperDesk, PaperLinks
from library.questions import ItemType
from tests.accounts import TERMINAL, Browser, open_accounts, people
from tests.exam_homes import PAPER_ID, right_answers, with_paper
from web import exam_examples, exam_schemas
from web.exam_routes import EXAM_ROUTES
from web.moments import iso
from web.visitors import SITTING_COOKIE

pytestmark = pytest.mark.once

NAME = "欧阳某某"
WHO = {"name": NAME, "unit": "=甲公司", "audience": "安管人员"}
RULES = {
    "paper": PAPER_ID, "title": "季度测试", "opens": "2020-01-01T08:00",
    "closes": "2020-01-02T08:00", "minutes": "30", "attempts": "1", "identity": "姓名和单位",
    "showing": "交卷后看成绩和解析", "partial": "0.5", "keep_days": "90", "versions": "AB",
}  # fmt: skip


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Accounts]:
    with open_accounts(tmp_path_factory.mktemp("home")) as made:
        people(made, [Role.READER, Role.TRAINER])
        yield made


@pytest.fixture
def trainer(accounts: Accounts) -> Browser:
    browser = Browser(accounts)
    browser.sign_in(Role.TRAINER)
    state: Any = browser.client.app
    with_paper(state.state.papers)
    return browser


def exams_of(browser: Browser) -> Exams:
    app: Any = browser.client.app
    exams: Exams = app.state.exams
    return exams


def other(browser: Browser) -> Browser:
    """Return another browser before the same application."""
    own = object.__new__(Browser)
    own.client = TestClient(
        browser.client.app, follow_redirects=False, raise_server_exceptions=False
    )
    return own


def opened(trainer: Browser, **changes: str) -> Exam:
    """Open a test that began long ago and ends in a while."""
    now = exams_of(trainer).now()
    opens, closes = (iso(now + days * 86_400) for days in (-1, 1))
    page = f"/exams/new?paper={PAPER_ID}"
    rules = {**RULES, "opens": opens, "closes": closes, **changes}
    answer = trainer.post("/exams", rules, page=page)
    assert answer.status_code == 303, answer.text
    return exams_of(trainer).all()[0]


def begun(browser: Browser, exam: Exam, **changes: str) -> Browser:
    """Return a browser of its own in which somebody sits the test."""
    own = other(browser)
    url = f"/exam/{exam.token}"
    answer = own.post(url, {**WHO, **changes}, page=url)
    assert answer.status_code == 303, answer.text
    return own


def filled(exam: Exam, version: str) -> dict[str, Any]:
    """Return the fields of a form with all that is right."""
    found: dict[str, Any] = {}
    for one in exam.variant(version).questions:
        given = right_answers(exam.variant(version)).get(one.number, ())
        if one.item.blanks:
            found |= {f"q{one.number}_{at}": text for at, text in enumerate(given, 1)}
        elif given:
            found[f"q{one.number}"] = list(given)
    return found


def secrets_of(exam: Exam) -> list[str]:
    """Return texts that only a key has."""
    found = []
    for item in exam.paper.items:
        found += [item.explanation, *item.points, *(source.quote for source in item.sources)]
        found += [accepted for each in item.blanks for accepted in each]
        found += [source.citation for source in item.sources]
    return [text for text in found if text]


def save(browser: Browser, exam: Exam, fields: dict[str, Any], **options: Any) -> Response:
    """Save as the script does."""
    url = f"/exam/{exam.token}"
    data = {"form_token": browser.token(url), "revision": "0", **fields}
    headers = {"accept": "application/json"}
    return browser.client.post(f"{url}/answers", data=data, headers=headers, **options)


def test_a_paper_is_made_changed_verified_and_taken_along(trainer: Browser) -> None:
    form = trainer.get("/papers/new?preset=安全生产知识小测").text
    assert 'value="安全生产知识小测"' in form
    rows = {"题型1": "判断", "题数1": "2", "每题分值1": "2", "题型2": "单选", "题数2": "3",
            "每题分值2": "2.5"}  # fmt: skip
    settings = {
        "名称": "<b>小测</b>",
        "及格": "6",
        "时间": "10",
        "间隔季度": "0",
        "quarter": "2027Q1",
    }
    made = trainer.post("/papers/new", settings | rows, page="/papers/new")
    assert made.status_code == 303
    url = made.headers["location"].partition("?")[0]
    shown = trainer.get(url).text
    assert "&lt;b&gt;小测" in shown
    assert "<b>小测" not in shown
    item = re.findall(r'name="item" value="(q\d+)"', shown)[0]
    assert (
        "换成哪一题" in trainer.post(f"{url}/swap", {"item": item, "do": "choose"}, page=url).text
    )
    assert trainer.post(f"{url}/swap", {"item": item}, page=url).status_code == 303
    assert f'value="{item}"' not in trainer.get(url).text
    assert trainer.post(f"{url}/swap", {"item": "q9999"}, page=url).status_code == 400
    file = trainer.get(f"{url}/files/题目B.csv")
    assert file.headers["content-disposition"].startswith("attachment")
    assert trainer.get(f"{url}/files/../试卷.json").status_code == 404
    assert trainer.get(f"{url}/files/密码.pdf").status_code == 404
    assert trainer.post(f"{url}/withdraw", page=url).status_code == 303
    assert trainer.get(url).status_code == 404


def test_what_lacks_is_named_and_nothing_typed_is_lost(trainer: Browser) -> None:
    rows = {"题型1": "单选", "题数1": "200", "每题分值1": "1", "题型2": "多选", "题数2": "两"}
    answer = trainer.post(
        "/papers/new",
        {"名称": "大卷", "及格": "1", "quarter": "2027Q1", **rows},
        page="/papers/new",
    )
    assert answer.status_code == 400
    assert "第 2 行，题数：写的是“两”" in answer.text
    assert 'value="大卷"' in answer.text
    for count, worth in (("-Infinity", "1"), ("1e900000000", "1"), ("NaN", "1"), ("2", "1e999999")):
        odd = {"题型1": "单选", "题数1": count, "每题分值1": worth, "题型2": "单选",
               "题数2": "Infinity", "每题分值2": "1", "名称": "大卷",
               "quarter": "2027Q1"}  # fmt: skip
        answer = trainer.post("/papers/new", odd, page="/papers/new")
        assert answer.status_code == 400
        assert "第 1 行" in answer.text
    plan = {"名称": "大卷", "及格": "1", "quarter": "2027Q1"}
    row = {"题型1": "单选", "题数1": "200", "每题分值1": "1"}
    answer = trainer.post("/papers/new", plan | row, page="/papers/new")
    assert answer.status_code == 409
    assert re.search(r"单选要 200 题，只能选出 \d+ 题，缺 \d+ 题", answer.text)
    broken = {"file": ("蓝图.yaml", b"- [", "application/yaml")}
    data = {"form_token": trainer.token("/papers/new"), "quarter": "2027Q1"}
    answer = trainer.client.post("/papers/new", data=data, files=broken)
    assert answer.status_code == 400
    assert "不是有效的 YAML" in answer.text


def test_no_key_reaches_the_browser_before_handing_in(trainer: Browser) -> None:
    exam = opened(trainer)
    url = f"/exam/{exam.token}"
    before = other(trainer).get(url)
    sitting = begun(trainer, exam)
    page = sitting.get(url)
    saved = save(sitting, exam, {"q1": "A"})
    sent = {"form_token": sitting.token(url), "revision": "1", "q1": "A"}
    asked = sitting.client.post(f"{url}/submit", data=sent)
    assert saved.json().keys() == {"saved_at", "left", "revision", "merged"}
    seen = "".join(map(str, (before.text, page.text, saved.text, asked.text, page.headers)))
    stems = " ".join(item.stem for item in exam.paper.items)
    for secret in secrets_of(exam):
        assert secret in stems or secret not in seen
    assert not any(item.item_id in seen for item in exam.paper.items)
    assert "还有" in asked.text
    assert "第 2 题" in asked.text
    assert 'href="/search' not in page.text  # nothing of the site around it
    for address in ("/papers", f"/papers/{PAPER_ID}", "/exams/1", "/api/v1/exams/1"):
        assert sitting.get(address).status_code in {303, 401}
    done = sitting.client.post(f"{url}/submit", data={**sent, "confirm": "yes"})
    assert done.status_code == 303
    after = sitting.get(url).text
    assert all(item.explanation in after for item in exam.paper.items)


def test_the_cookie_is_of_the_test_alone(trainer: Browser) -> None:
    exam = opened(trainer)
    own, url = other(trainer), f"/exam/{exam.token}"
    cookie = own.post(url, WHO, page=url).headers["set-cookie"]
    assert cookie.startswith(f"{SITTING_COOKIE}=")
    assert f"Path={url}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_saved_resumed_handed_in_and_looked_up(trainer: Browser, accounts: Accounts) -> None:
    exam = opened(trainer)
    url = f"/exam/{exam.token}"
    sitting = begun(trainer, exam)
    assert save(sitting, exam, filled(exam, "A")).status_code == 200
    assert "checked" in sitting.get(url).text
    plain = {"form_token": sitting.token(url), "revision": "1", **filled(exam, "A")}
    short = next(q for q in exam.variant("A").questions if q.item.type is ItemType.SHORT)
    plain[f"q{short.number}"] = "<script>alert(1)</script>"
    again = sitting.client.post(f"{url}/answers", data=plain)
    assert again.headers["location"] == f"{url}?saved=1"
    sent = {**plain, "revision": "2", "confirm": "yes"}
    for _ in range(2):  # a double click
        assert sitting.client.post(f"{url}/submit", data=sent).status_code == 303
    page = sitting.get(url).text
    assert "待阅卷" in page
    assert "<script>alert" not in page
    assert save(sitting, exam, {"q1": "A"}).status_code == 409
    receipt = re.findall(r'id="receipt">([0-9A-Z-]+)<', page)[0]
    stranger = other(trainer)
    found = stranger.get(f"/results/{receipt.lower()}")
    assert NAME in found.text
    assert found.headers["cache-control"] == "no-store"
    assert "错题本" in stranger.get(f"/results/{receipt}?wrong=1").text
    assert stranger.get("/results/AAAAA-AAAAA-AAAAA-AAAAA").status_code == 404
    assert "您已经答过了" in other(trainer).post(url, WHO, page=url).text
    # the trainer marks, and sees what nobody else does
    marking = trainer.get("/exams/1/marking").text
    assert NAME not in marking
    field = re.findall(r'name="(m\d+_\d+)"', marking)[0]
    page_of = "/exams/1/marking"
    assert trainer.post(page_of, {field: "5.1"}, page=page_of).status_code == 400
    both = {field: "4.5", "m999_1": "1"}
    assert trainer.post(page_of, both, page=page_of).status_code == 404
    assert not exams_of(trainer).sittings.get(1).marks  # none of them, then
    assert trainer.post(page_of, {field: "4.5"}, page=page_of).status_code == 303
    total = exam.paper.blueprint.total
    [held] = exams_of(trainer).sittings.of_exam(1)
    assert held.score == total - 9 + type(total)("4.5")
    assert NAME in trainer.get("/exams/1").text
    table = trainer.get("/exams/1/results.csv").text
    assert "'=甲公司" in table
    book = trainer.get("/exams/1/results.xlsx")
    assert book.content[:2] == b"PK"
    told = repr(accounts.trail.entries(AuditQuery()))
    assert "开设考试" in told
    assert "阅卷" in told
    assert NAME not in told
    assert "甲公司" not in told
    gone = trainer.post("/exams/1/forget", {"sitting": "1"}, page="/exams/1")
    assert gone.status_code == 303
    assert NAME not in trainer.get("/exams/1").text
    assert stranger.get(f"/results/{receipt}").status_code == 404


def test_forged_late_and_absurd(trainer: Browser) -> None:
    exam = opened(trainer)
    url = f"/exam/{exam.token}"
    sitting = begun(trainer, exam)
    assert sitting.client.post(f"{url}/answers", data={"q1": "A"}).status_code == 403
    assert other(trainer).get("/exam/guessed").status_code == 404
    crossed = sitting.client.post(
        f"{url}/answers", data={"form_token": sitting.token(url)},
        headers={"sec-fetch-site": "cross-site"},
    )  # fmt: skip
    assert crossed.status_code == 403
    odd = {"q1": ["A", "B"], "q999": "x" * 60_000, "revision": "-1", "score": "100", "q2": "甲"}
    assert save(sitting, exam, odd).json()["merged"]
    assert save(sitting, exam, {"q1": "x" * 600_000}).status_code == 413
    many = {f"x{n}": "1" for n in range(1200)}
    assert save(sitting, exam, many).status_code in {200, 400}
    stranger = begun(trainer, exam, name="另一人")
    stolen = stranger.client.cookies.get(SITTING_COOKIE)
    assert stolen != sitting.client.cookies.get(SITTING_COOKIE)
    fake = other(trainer)
    fake.client.cookies.set(SITTING_COOKIE, "x" * 43, path=url)
    assert "开始答题" in fake.get(url).text
    exams = exams_of(trainer)
    now = exams.now()
    held = save(sitting, exam, filled(exam, "A")).json()
    exams.sittings._now = exams.now = lambda: now + 31 * 60
    late = save(sitting, exam, {"q1": "B", "revision": str(held["revision"])})
    assert late.status_code == 409
    page = sitting.get(url).text
    assert "成绩" in page
    [first, *_] = exams.sittings.of_exam(1)
    assert first.submitted_at == first.due_at
    assert first.score == exam.paper.blueprint.total - 9


def test_one_sitting_for_each_person_and_the_trainer_lets_them_go_on(trainer: Browser) -> None:
    exam = opened(trainer)
    url = f"/exam/{exam.token}"
    first = begun(trainer, exam)
    save(first, exam, {"q1": "A"})
    elsewhere = other(trainer)
    refused = elsewhere.post(url, WHO, page=url)
    assert refused.status_code == 409
    assert "放行" in refused.text
    trainer.post("/exams/1/sittings/1/release", page="/exams/1")
    assert elsewhere.post(url, WHO, page=url).status_code == 303
    assert "checked" in elsewhere.get(url).text
    assert "开始答题" in first.get(url).text


def test_what_was_used_is_not_changed_any_more(trainer: Browser) -> None:
    opened(trainer)
    url = f"/papers/{PAPER_ID}"
    app: Any = trainer.client.app
    item = app.state.papers.papers.paper(PAPER_ID).items[0].item_id
    assert trainer.post(f"{url}/withdraw", page=url).status_code == 409
    assert trainer.post(f"{url}/swap", {"item": item}, page=url).status_code == 409


def test_by_account_with_a_notebook(trainer: Browser) -> None:
    exam = opened(trainer, identity="账户")
    url = f"/exam/{exam.token}"
    nobody = other(trainer)
    assert "登录后参加" in nobody.get(url).text
    reader = other(trainer)
    reader.sign_in(Role.READER)
    who = {"unit": "某局", "audience": "机关工作人员", "name": "冒名"}
    assert reader.post(url, who, page=url).status_code == 303
    [held] = exams_of(trainer).sittings.of_exam(1)
    assert held.examinee.name == Role.READER
    second = other(trainer)
    second.sign_in(Role.READER)
    assert "还剩" in second.get(url).text  # on another device, without more ado
    sent = {"form_token": reader.token(url), "revision": "0", "confirm": "yes"}
    assert reader.client.post(f"{url}/submit", data=sent).status_code == 303
    book = reader.get("/account/mistakes").text
    assert all(item.explanation in book for item in exam.paper.items)
    assert "还没有用账户参加过考试" in trainer.get("/account/mistakes").text


def test_a_test_for_accounts_is_never_opened_for_names_by_a_slip(trainer: Browser) -> None:
    page = f"/exams/new?paper={PAPER_ID}"
    answer = trainer.post("/exams", {**RULES, "identity": "账号"}, page=page)
    assert answer.status_code == 400
    assert "凭什么参加" in answer.text
    assert exams_of(trainer).all() == []


def test_the_code_and_the_end(trainer: Browser) -> None:
    exam = opened(trainer)
    drawn = trainer.get("/exams/1/qr.svg")
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert drawn.text.startswith("<svg")
    assert exam.token in trainer.get("/exams/1/poster").text
    assert trainer.post("/exams/1", {"closes": "昨天"}, page="/exams/1").status_code == 400
    assert trainer.post("/exams/1", {"do": "now"}, page="/exams/1").status_code == 303
    assert "考试已经结束" in other(trainer).get(f"/exam/{exam.token}").text
    assert trainer.post("/exams/1/analysis", page="/exams/1/analysis").status_code == 303
    assert "培训记录" in trainer.get("/exams").text


def test_programs_are_told_what_is_described(trainer: Browser, accounts: Accounts) -> None:
    secret = accounts.tokens.issue(TERMINAL, accounts.users.named(Role.TRAINER.value), "程序")
    client, headers = other(trainer).client, {"Authorization": f"Bearer {secret}"}
    rows = "题目:\n  - {题型: 单选, 题数: 2, 每题分值: 1}"
    plan = {"blueprint": f"名称: 小\n总分: 2\n及格: 1\n{rows}", "quarter": "2027Q3"}
    made = client.post("/api/v1/papers", json=plan, headers=headers)
    assert made.status_code == 200, made.text
    exam_schemas.PaperAnswer.model_validate(made.json())
    lacking = client.post("/api/v1/papers", json={"blueprint": "安管人员安全生产知识考核",
                          "quarter": "2027Q3"}, headers=headers)  # fmt: skip
    assert lacking.status_code == 409
    assert "缺" in lacking.json()["detail"]
    body = {"paper_id": made.json()["paper_id"], "opens": "2020-01-01", "closes": "2020-06-01"}
    assert client.post("/api/v1/exams", json=body, headers=headers).status_code == 200
    for route in EXAM_ROUTES:
        manual = route.manual
        if manual is None:
            continue
        schema: Any = manual.schema
        schema.model_validate(manual.example)
        if route.method == "GET":
            path = route.path.format(number=1, paper=PAPER_ID)
            answer = client.get(path, headers=headers)
            assert answer.status_code == 200, path
            told = schema.model_validate(answer.json()).model_dump(exclude_unset=True)
            assert set(told) == set(answer.json()) == set(schema.model_fields)
    used = {id(route.manual.example) for route in EXAM_ROUTES if route.manual}
    assert all(id(getattr(exam_examples, name)) in used for name in exam_examples.__all__)


def test_a_hall_hands_in_at_once(trainer: Browser) -> None:
    exam = opened(trainer)
    url, start = f"/exam/{exam.token}", threading.Barrier(12)
    sitting = [begun(trainer, exam, name=f"人{at}") for at in range(24)]

    def hand_in(own: Browser) -> set[int]:
        token = own.token(url)
        start.wait(30)
        sent = {"form_token": token, "revision": "0", "confirm": "time", "q1": "A"}
        return {own.client.post(f"{url}/submit", data=sent).status_code for _ in range(3)}

    with ThreadPoolExecutor(12) as pool:
        assert set.union(*pool.map(hand_in, sitting)) == {303}
    held = exams_of(trainer).sittings.of_exam(1)
    assert len(held) == 24
    assert all(one.answers == {1: ("A",)} and one.submitted_at for one in held)


def test_a_paper_is_linked_with_the_clauses_it_asks_about(trainer: Browser) -> None:
    app: Any = trainer.client.app
    desk: PaperDesk = app.state.papers
    source = desk.papers.paper(PAPER_ID).items[0].sources[0]
    links = PaperLinks(desk)
    found = list(links.links_of(source.document_id))
    assert {link.page for link in found} == {f"/papers/{PAPER_ID}"}
    assert source.clause_id.rpartition(":")[2] in {link.here for link in found}
    assert list(links.links_of("none")) == []
    assert links.needs is Permission.QUESTIONS
