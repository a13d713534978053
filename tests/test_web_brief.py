"""Is the page of briefs usable and safe, and does what it keeps belong to people?"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from library.accounts import Accounts, AuditQuery, Role
from library.brief import Briefs
from search import Settings
from tests.accounts import TERMINAL, Browser, open_accounts, people
from tests.fake_search import Page
from tests.homes import small_home
from tests.test_language_model import served
from web import brief_examples, brief_schemas, create_app

SUBJECT = "某工地开挖6米基坑"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return small_home(tmp_path)


@pytest.fixture
def accounts(settings: Settings) -> Iterator[Accounts]:
    with open_accounts(settings.home) as accounts:
        people(accounts, [Role.READER, Role.EDITOR, Role.ADMINISTRATOR])
        yield accounts


def browser(settings: Settings, accounts: Accounts, name: str) -> Browser:
    browser = Browser(accounts, settings=settings)
    browser.sign_in(name)
    return browser


def test_anybody_who_reads_gets_a_brief_and_keeps_none(
    settings: Settings, accounts: Accounts
) -> None:
    visitor = Browser(accounts, settings=settings)
    answer = visitor.get("/brief", params={"q": SUBJECT})
    page = Page(answer.text)
    assert (answer.status_code, page.unbalanced) == (200, [])
    assert "超过一定规模的危大工程" in answer.text
    assert "存下这份研判单" not in answer.text
    assert "存下的研判单" not in answer.text
    for form, start in (("md", b"# "), ("docx", b"PK"), ("json", b"{")):
        answer = visitor.get("/brief/export", params={"q": SUBJECT, "form": form})
        assert answer.content.startswith(start)
        assert answer.headers["content-disposition"].startswith("attachment")
    assert visitor.get("/brief/export", params={"q": SUBJECT, "form": "exe"}).status_code == 400
    assert visitor.get("/brief", params={"q": "长" * 501}).status_code == 400
    assert visitor.get("/brief", params={"q": SUBJECT, "as_of": "昨天"}).status_code == 400


def test_what_is_asked_is_hostile(settings: Settings, accounts: Accounts) -> None:
    hostile = '基坑"><script>alert(1)</script>'
    text = Browser(accounts, settings=settings).get("/brief", params={"q": hostile}).text
    assert "<script>alert(1)" not in text


def test_a_brief_is_kept_made_anew_and_removed(settings: Settings, accounts: Accounts) -> None:
    editor = browser(settings, accounts, Role.EDITOR.value)
    answer = editor.post("/brief", {"q": SUBJECT}, page=f"/brief?q={SUBJECT}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/brief/2")
    kept = editor.get("/brief/2")
    assert SUBJECT in kept.text
    assert "不在" in kept.text  # the index of a test is none of the home
    answer = editor.post("/brief/2/again", page="/brief/2")
    again = editor.get(answer.headers["location"])
    assert "没有变化" in again.text
    assert "与存下的一致" in again.text
    assert 'href="/brief/2"' in again.text
    assert editor.get("/brief/3/export?form=md").text.startswith("# 研判单")
    reader = browser(settings, accounts, Role.READER.value)
    assert SUBJECT in reader.get("/brief").text
    assert "删除" not in reader.get("/brief/2").text
    assert reader.post("/brief/2/remove", page="/brief/2").status_code == 403
    administrator = browser(settings, accounts, Role.ADMINISTRATOR.value)
    assert administrator.post("/brief/2/remove", page="/brief/2").status_code == 303
    assert editor.post("/brief/3/remove", page="/brief/3").status_code == 303
    assert editor.get("/brief/3").status_code == 404
    logged = [(one.who, one.action) for one in accounts.trail.entries(AuditQuery())]
    for action in ("保存研判单", "重做研判单", "删除研判单"):
        assert (Role.EDITOR.value, action) in logged


def test_a_program_does_the_same(settings: Settings, accounts: Accounts) -> None:
    secret = accounts.tokens.issue(TERMINAL, accounts.users.named(Role.EDITOR.value), "程序")
    client, headers = (
        Browser(accounts, settings=settings).client,
        {"Authorization": f"Bearer {secret}"},
    )
    made = client.post("/api/v1/briefs", json={"subject": SUBJECT}, headers=headers).json()
    brief_schemas.BriefAnswer.model_validate(made)
    assert set(made) == set(brief_examples.BRIEF)
    number = made["number"]
    assert client.get(f"/api/v1/briefs/{number}", headers=headers).json() == made
    again = client.post(f"/api/v1/briefs/{number}/again", headers=headers).json()
    assert (again["changes"], again["reproduced"]) == ([], True)
    assert set(again) == set(brief_examples.REMADE)
    listed = client.get("/api/v1/briefs", headers=headers).json()
    assert [one["number"] for one in listed["briefs"]] == [number + 1, number, 1]
    left = client.post(f"/api/v1/briefs/{number}/remove", headers=headers).json()
    assert left["total"] == 2
    for body, named in (
        ({"subject": " "}, "subject"),
        ({"subject": SUBJECT, "as_of": "昨天"}, "as_of"),
        ({"subject": SUBJECT, "summary": True}, "summary"),
    ):
        refused = client.post("/api/v1/briefs", json=body, headers=headers)
        assert (refused.status_code, refused.json()["parameter"]) == (400, named)
    assert client.get("/api/v1/briefs/99", headers=headers).status_code == 404


@pytest.mark.parametrize(
    ("schema", "example"),
    [
        (brief_schemas.BriefAnswer, brief_examples.BRIEF),
        (brief_schemas.BriefsAnswer, brief_examples.BRIEFS),
        (brief_schemas.RemadeAnswer, brief_examples.REMADE),
    ],
)
def test_examples_fit_their_schemas(schema: type, example: object) -> None:
    told = schema.model_validate(example)  # type: ignore[attr-defined]
    assert told.model_dump(exclude_unset=True).keys() == example.keys()  # type: ignore[attr-defined]


def test_the_page_says_where_a_summary_is_sent(
    tmp_path: Path, settings: Settings, accounts: Accounts
) -> None:
    with served() as stub:
        with_model = Settings(settings.home, llm_url=stub.url, llm_model="qwen")
        editor = browser(with_model, accounts, Role.EDITOR.value)
        host = re.sub(r"^http://|/v1$", "", stub.url)
        assert f"发送到 {host}" in editor.get("/brief", params={"q": SUBJECT}).text
        assert stub.asked == []  # nothing goes anywhere by itself
        stub.answer = "深基坑要论证。"
        page, form = f"/brief?q={SUBJECT}", {"q": SUBJECT, "summary": "1"}
        refused = editor.post("/brief", form, page=page)
        assert refused.status_code == 400
        assert "没有出处" in refused.text
        stub.answer = "开挖深度达到限值，方案须经专家论证［C1］。"
        assert editor.post("/brief", form, page=page).status_code == 303
        kept = editor.get("/brief/2").text
        assert "需人工审核" in kept
        assert "达到限值" in kept
    with Briefs(settings.briefs) as briefs:
        assert briefs.count() == 2


def test_without_accounts_there_is_only_reading(settings: Settings) -> None:
    assert create_app.__kwdefaults__ is not None
    assert Browser(None, settings=settings).get("/brief/1").status_code == 403
