"""Can people and programs keep the ledger from the pages, each step under its rules?"""

import json
import re
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from library.accounts import Accounts, AuditQuery, Role
from library.ledger import Kind, Ledger, State
from search import Settings
from tests.accounts import TERMINAL, Browser, open_accounts, people
from tests.fake_search import Page
from tests.ledgers import PICTURE, fill_ledger
from web import ledger_examples, ledger_schemas

pytestmark = pytest.mark.once

HAZARD = {
    "kind": "问题隐患", "text": "<script>alert(1)</script>井口没有防护门", "grade": "一般",
    "found_on": "2026-01-02", "region": "昌吉市", "unit": "示例公司", "person": "赵某某",
    "measure": "装门", "due_on": "2026-01-20",
}  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


@pytest.fixture
def accounts(home: Settings) -> Iterator[Accounts]:
    with open_accounts(home.home) as opened:
        people(opened)
        yield opened


@pytest.fixture
def ledger(home: Settings) -> Iterator[Ledger]:
    with Ledger(home.ledger) as opened:
        yield opened


def browsing(home: Settings, accounts: Accounts, role: Role) -> Browser:
    browser = Browser(accounts, settings=home)
    assert browser.sign_in(role.value).status_code == 303
    return browser


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_hazard_goes_its_way_on_the_pages(
    home: Settings, accounts: Accounts, ledger: Ledger
) -> None:
    editor, moderator = (browsing(home, accounts, r) for r in (Role.EDITOR, Role.MODERATOR))
    refused = editor.post("/ledger", HAZARD | {"grade": ""}, page="/ledger/new")
    assert (refused.status_code, "请填写隐患等级" in refused.text) == (400, True)
    assert "井口没有防护门" in refused.text  # what was typed stays
    made = editor.post("/ledger", HAZARD, page="/ledger/new")
    assert made.headers["location"] == "/ledger/YH0001?done=added"

    def step(browser: Browser, action: str, note: str = "") -> Any:
        data = {"action": action, "note": note, "seen": str(ledger.get(1).seen)}
        return browser.post("/ledger/YH0001/steps", data, page="/ledger/YH0001")

    assert step(editor, "开始整改").status_code == 303
    refused = step(editor, "报请复查")
    assert (refused.status_code, "请先附上整改后的证据" in refused.text) == (400, True)
    files = {"file": ("整改后.png", PICTURE)}
    editor.post("/ledger/YH0001/evidence", page="/ledger/YH0001", files=files)
    assert editor.get("/ledger/1/evidence/1").content == PICTURE
    assert step(editor, "报请复查").status_code == 303
    assert "复查须由报请人以外的人办理" in editor.get("/ledger/YH0001").text
    assert step(editor, "复查合格", "好").status_code == 400
    assert step(moderator, "复查合格", "到位").status_code == 303
    page = Page(moderator.get("/ledger/YH0001").text)
    assert page.unbalanced == []
    assert "<script>alert" not in editor.get("/ledger/YH0001").text + editor.get("/ledger").text
    assert ledger.get(1).state is State.CLOSED
    said = accounts.trail.entries(AuditQuery())
    actions = [e.action for e in said if e.action.startswith("台账")]
    assert actions == [
        f"台账：{w}" for w in ("复查合格", "报请复查", "附上证据", "开始整改", "登记")
    ]
    told = json.dumps([(e.object, e.before, e.after) for e in said], ensure_ascii=False)
    assert "赵某某" not in told
    assert "防护门" not in told


def test_who_comes_second_loses_nothing(home: Settings, accounts: Accounts, ledger: Ledger) -> None:
    editor = browsing(home, accounts, Role.EDITOR)
    editor.post("/ledger", HAZARD, page="/ledger/new")
    seen = str(ledger.get(1).seen)
    ledger.edit("审核", 1, {"place": "5 层"})
    sent = {"text": "改了", "seen": seen}
    answer = editor.post("/ledger/YH0001/edit", sent, page="/ledger/YH0001/edit")
    assert (answer.status_code, "已被别人改动" in answer.text) == (409, True)
    assert 'name="text"' in answer.text
    assert ">改了<" in answer.text
    assert ledger.get(1).text == HAZARD["text"]


def test_a_measure_is_registered_against_a_hazard(
    home: Settings, accounts: Accounts, ledger: Ledger
) -> None:
    editor = browsing(home, accounts, Role.EDITOR)
    editor.post("/ledger", HAZARD, page="/ledger/new")
    form = editor.get("/ledger/new?kind=整改措施&belongs=YH0001").text
    assert 'value="示例公司"' in form
    measure = {"kind": "整改措施", "text": "换门", "belongs": "YH0001"}
    editor.post("/ledger", measure, page="/ledger/new")
    assert [other.number for other in ledger.linked(1)] == ["CS0002"]
    assert editor.get("/ledger/CS0001").status_code == 404  # the hazard is YH0001
    off = {"other": "CS0002", "off": "1"}
    editor.post("/ledger/YH0001/links", off, page="/ledger/YH0001")
    assert ledger.linked(1) == []
    report = {"recipient": "企业职代会", "made_on": "2026-01-03"}
    editor.post("/ledger/YH0001/reports", report, page="/ledger/YH0001")
    assert "企业职代会：2026-01-03 已报告" in text_of(editor.get("/ledger/YH0001").text)


def test_a_duty_fills_the_form(home: Settings, accounts: Accounts) -> None:
    editor = browsing(home, accounts, Role.EDITOR)
    page = editor.get("/ledger/new?clause=notice:2.1").text
    assert 'value="notice:2.1"' in page
    assert "压实安全责任" in page
    assert "没有这个条款" in editor.get("/ledger/new?clause=none").text


def test_lists_leave_and_come_back(home: Settings, accounts: Accounts) -> None:
    fill_ledger(home.home, time.time)
    editor = browsing(home, accounts, Role.EDITOR)
    content = editor.get("/ledger.xlsx").content
    assert load_workbook(BytesIO(content)).sheetnames[0] == "问题隐患清单"
    assert editor.get("/ledger.docx?kind=问题隐患").content.startswith(b"PK")
    files = {"file": ("台账.xlsx", content)}
    answer = editor.post("/ledger/import", page="/ledger/import", files=files)
    assert "未变 5 行" in text_of(answer.text)
    files = {"file": ("台账.xlsx", b"PK\x03\x04rubbish")}
    answer = editor.post("/ledger/import", page="/ledger/import", files=files)
    assert (answer.status_code, "/tmp" in answer.text) == (400, False)
    assert "2 项" in text_of(editor.get("/ledger?kind=问题隐患&state=open").text)
    assert editor.get("/ledger?state=gone").status_code == 400


def test_the_form_is_filled_and_completed(home: Settings, accounts: Accounts) -> None:
    fill_ledger(home.home, time.time)
    editor = browsing(home, accounts, Role.EDITOR)
    url = "/ledger/form?period=2026-01&region=昌吉市&unit=昌吉市住建局"
    assert Page(editor.get(url).text).unbalanced == []
    sent = {"month": "2026-01", "region": "昌吉市", "shut": "1", "fines": "x"}
    answer = editor.post("/ledger/form", sent, page="/ledger/form")
    assert (answer.status_code, "处罚罚款（万元）应为" in answer.text) == (400, True)
    answer = editor.post("/ledger/form", sent | {"fines": "4"}, page="/ledger/form")
    assert answer.status_code == 303
    answer = editor.post(
        "/ledger/form", sent | {"fines": "4", "month": "2090-01"}, page="/ledger/form"
    )
    assert (answer.status_code, "还没有到" in answer.text) == (400, True)
    told = editor.get("/api/v1/ledger/form?period=2026-01&region=昌吉市").json()
    assert (told["figures"]["shut"], told["figures"]["fines"]) == (1, 4)
    assert editor.get(url.replace("form?", "form.xlsx?")).content.startswith(b"PK")
    assert editor.get("/ledger/form?period=二月").status_code == 400
    reader = browsing(home, accounts, Role.READER)
    assert "保存" not in text_of(reader.get(url).text).replace("系统不保存", "")


def test_a_program_does_the_same(home: Settings, accounts: Accounts, ledger: Ledger) -> None:
    client = Browser(accounts, settings=home).client

    def calling(role: Role) -> dict[str, str]:
        secret = accounts.tokens.issue(TERMINAL, accounts.users.named(role.value), "程序")
        return {"Authorization": f"Bearer {secret}"}

    editor, moderator = calling(Role.EDITOR), calling(Role.MODERATOR)

    def post(path: str, headers: dict[str, str] = editor, **options: Any) -> dict[str, Any]:
        answer = client.post(f"/api/v1/ledger{path}", headers=headers, **options)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    made = post("", json=HAZARD)
    assert (made["number"], made["steps"]) == ("YH0001", ["开始整改", "作废"])
    post("/YH0001/steps", json={"action": "开始整改"})
    post("/YH0001/evidence", files={"file": ("a.png", PICTURE)})
    post("/YH0001/reports", json={"recipient": "属地住建部门", "made_on": "2026-01-03"})
    post("/YH0001/steps", json={"action": "报请复查"})
    done = {"action": "复查合格", "note": "到位", "seen": ledger.get(1).seen}
    closed = post("/YH0001/steps", moderator, json=done)
    ledger_schemas.ItemAnswer.model_validate(closed)
    assert (closed["label"], closed["reports"][0]["made_on"]) == ("已销号", "2026-01-03")
    late = client.post("/api/v1/ledger/YH0001/steps", headers=moderator, json=done)
    assert late.status_code == 409
    missing = client.get("/api/v1/ledger/YH0009", headers=editor)
    assert (missing.status_code, missing.json()["title"]) == (404, "没有找到")
    listed = client.get("/api/v1/ledger?state=closed", headers=editor).json()
    assert [item["number"] for item in listed["items"]] == ["YH0001"]
    content = client.get("/ledger.xlsx")
    assert content.status_code == 303  # a page needs a session


@pytest.mark.parametrize(
    ("schema", "example"),
    [
        (ledger_schemas.LedgerAnswer, ledger_examples.LEDGER),
        (ledger_schemas.ItemAnswer, ledger_examples.ITEM),
        (ledger_schemas.ImportedAnswer, ledger_examples.IMPORTED),
        (ledger_schemas.FormAnswer, ledger_examples.FORM),
    ],
)
def test_the_examples_are_as_described(schema: type[Any], example: dict[str, object]) -> None:
    schema.model_validate(example)
    documented = (Path(__file__).parent.parent / "docs" / "api.md").read_text("utf-8")
    assert json.dumps(example, ensure_ascii=False, indent=2) in documented
    assert list(Kind)
