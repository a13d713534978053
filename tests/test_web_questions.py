"""Can a trainer fill the bank, judge, change and take along its questions, and nobody else?"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from httpx2 import Response

from corpus import Kind
from library.accounts import Accounts, AuditQuery, Role
from library.questions import BankFile, ItemFilter, ItemState, ItemType, Measured
from library.questions.formats import read_questions
from library.sharing import ChangeLog
from search import Settings
from tests.accounts import Browser, open_accounts, people
from tests.fake_search import FakeSearch, Page, make_document
from web import question_examples as shown
from web import question_schemas as told
from web.question_routes import QUESTION_ROUTES
from web.watching import Watcher

RULE = """某某安全管理条例
第一条　施工单位应当在事故发生后一小时内向主管部门报告。
第二条　施工单位应当每年至少组织一次应急演练并记录在案。
第三条　监理单位应当审查专项施工方案，签署意见并承担责任。
第四条　建设单位不得压缩合同约定的合理工期。
第五条　专项施工方案的论证专家不得少于五名，并且应当具有高级职称。
第六条　施工单位应当自验收合格之日起三十日内将起重机械的登记情况报送备案。
第七条　违反本条例规定，施工单位未编制专项施工方案的，处一万元以上三万元以下罚款。
第八条　监理单位应当自收到专项施工方案之日起七日内组织审查并签署书面意见。
第九条　施工现场的临时建筑使用年限不得超过五年，期满的应当及时拆除。
"""
GIFT = """根据《某某安全管理条例》第二条，施工单位应当每年至少组织一次应急演练并记录在案。{T}

龙王每年过几次生日？{=三次 ~四次}

没有答案的题{}
"""


def service() -> FakeSearch:
    return FakeSearch(make_document("rule", RULE, kind=Kind.REGULATION))


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with open_accounts(tmp_path) as accounts:
        people(accounts, (Role.TRAINER, Role.READER))
        yield accounts


@pytest.fixture
def browser(accounts: Accounts, tmp_path: Path) -> Browser:
    """A trainer at the desk of a bank with the questions of one rule."""
    browser = Browser(accounts, settings=Settings(tmp_path), service=service())
    browser.sign_in(Role.TRAINER.value)
    assert browser.post("/questions/generate", {"count": "0"}).status_code == 303
    return browser


def _main(html: str) -> str:
    return html.partition("<main")[2]


def bank_of(browser: Browser) -> BankFile:
    bank: BankFile = browser.client.app.state.bank  # type: ignore[attr-defined]
    return bank


def review(browser: Browser, url: str = "/questions/review") -> dict[str, str]:
    """Return what the form of the review page holds, and the address it was on."""
    page = browser.get(url).text
    names = ("question", "here", "following")
    found = {n: re.search(rf'name="{n}" value="([^"]*)"', page) for n in names}
    return {n: m[1].replace("&amp;", "&") if m else "" for n, m in found.items()}


def decided(browser: Browser, url: str, **form: str) -> Response:
    return browser.post("/questions/review", review(browser, url) | form)


def test_questions_are_made_listed_filtered_and_shown_with_their_clause(
    browser: Browser, accounts: Accounts
) -> None:
    made = _main(browser.get("/questions/generate").text)
    bank = bank_of(browser)
    total = bank.count()
    assert total > 5
    assert f"刚才出题 {total} 道" in made
    assert accounts.trail.entries(AuditQuery())[0].action == "出题"
    page = browser.get("/questions").text
    assert not Page(page).unbalanced
    assert f"<strong>{total}</strong> 道题" in page
    for gist in bank.gists():
        assert f'href="/questions/{gist.item_id}"' in page
    some = browser.get("/questions?type=判断&q=施工单位&difficulty=易").text
    wanted = ItemFilter(types=(ItemType.TRUE_FALSE,), words=("施工单位",), difficulty=(0, 0.34))
    assert f"<strong>{bank.count(wanted)}</strong> 道题" in some
    assert "没有第 9 页" in browser.get("/questions?page=9").text
    assert browser.get("/questions?state=乱").status_code == 400
    changed = next(held for held in bank.items() if held.item.change)
    one = _main(browser.get(f"/questions/{changed.item.item_id}").text)
    quote = changed.item.sources[0].quote
    marked = re.sub("<[^>]+>", "", re.findall("<mark>(.*?)</mark>", one, re.S)[0])
    assert marked == quote
    assert f"<del>{changed.item.change.before}</del>" in one  # type: ignore[union-attr]
    assert "入库" in one
    assert browser.get("/questions/none").status_code == 404


def test_the_review_goes_on_keeps_the_filters_and_can_be_undone(
    browser: Browser, accounts: Accounts
) -> None:
    bank, url = bank_of(browser), "/questions/review?type=判断"
    first = review(browser, url)
    total = bank.count(ItemFilter(types=(ItemType.TRUE_FALSE,)))
    assert f"还剩 <strong>{total}</strong> 道" in browser.get(url).text
    answer = decided(browser, url, decision="accept")
    assert answer.status_code == 303
    asked = parse_qs(urlsplit(answer.headers["location"]).query)
    assert asked["type"] == ["判断"]
    assert asked["at"] == [first["following"]]
    assert bank.item(first["question"]).state is ItemState.REVIEWED
    assert bank.item(first["question"]).reviewer == "培训"
    assert accounts.trail.entries(AuditQuery())[0].action == "题目通过"
    then = browser.get(answer.headers["location"]).text
    assert f"还剩 <strong>{total - 1}</strong> 道" in then
    assert f'value="{first["following"]}"' in then
    undone = decided(
        browser, answer.headers["location"], decision="draft", question=asked["last"][0]
    )
    assert parse_qs(urlsplit(undone.headers["location"]).query)["at"] == asked["last"]
    assert bank.item(first["question"]).state is ItemState.DRAFT
    refused = decided(browser, url, decision="reject")
    assert (refused.status_code, "停用要写明理由" in refused.text) == (400, True)
    decided(browser, url, decision="reject", reason="有歧义")
    assert bank.history(first["question"])[-1].note == "有歧义"
    assert (
        decided(browser, url, decision="accept", here="//evil.example")
        .headers["location"]
        .startswith("/questions/review?")
    )
    for _ in range(total):
        if review(browser, url)["question"]:
            decided(browser, url, decision="accept")
    assert "没有要审的题了" in browser.get(url).text


def test_an_edited_question_passes_the_gates_again_and_keeps_where_it_came_from(
    browser: Browser,
) -> None:
    bank = bank_of(browser)
    held = next(h for h in bank.items() if h.item.type is ItemType.SINGLE)
    item, url = held.item, f"/questions/{held.item.item_id}/edit"
    assert item.options[0] in browser.get(url).text
    form: dict[str, Any] = {
        "stem": item.stem, "option": [*item.options, ""], "right": [str(item.key[0])],
        "explanation": "解析<b>改", "topic": item.topic, "basis": "", "note": "说得更清楚",
    }  # fmt: skip
    refused = browser.post(url, form | {"stem": f"前款规定的{item.stem}"})
    assert refused.status_code == 400
    assert "没有过“指代不明”这道闸门" in refused.text
    assert "解析&lt;b&gt;改" in refused.text
    assert bank.item(item.item_id).item == item
    assert "单选题有几个答案" in browser.post(url, form | {"right": ["0", "1"]}).text
    assert "所写的依据不成立" in browser.post(url, form | {"basis": "《没有的法》第九条"}).text
    answer = browser.post(url, form | {"do": "accept", "back": "/questions/review?at=x"})
    assert answer.headers["location"] == "/questions/review?at=x"
    made = bank.item(item.item_id)
    assert (made.state, made.item.explanation) == (ItemState.REVIEWED, "解析<b>改")
    assert (made.item.rule, made.item.sources) == (item.rule, item.sources)
    assert [each.action for each in bank.history(item.item_id)] == ["入库", "修改", "已审"]
    bank.judge([item.item_id], ItemState.DRAFT, "甲")
    bank.add([item])
    assert bank.item(item.item_id).item.explanation == "解析<b>改"  # nothing a person wrote is lost


def test_many_are_decided_on_after_a_second_look(browser: Browser) -> None:
    bank = bank_of(browser)
    some = [gist.item_id for gist in bank.gists()][:2]
    asked = {
        "decision": "accept",
        "item": some,
        "here": f"/questions?{urlencode({'type': '判断'})}",
    }
    assert "把这 2 道题通过？" in browser.post("/questions/bulk", asked).text
    assert bank.count(ItemFilter(states=(ItemState.REVIEWED,))) == 0
    done = browser.post("/questions/bulk", asked | {"confirmed": "1"}).text
    assert "已办妥 2 道" in done
    assert f'href="{asked["here"]}"' in done
    total = bank.count(ItemFilter(types=(ItemType.TRUE_FALSE,)))
    whole = asked | {"everything": "1", "decision": "reject"}
    assert f"把这 {total} 道题停用？" in browser.post("/questions/bulk", whole).text
    without = browser.post("/questions/bulk", whole | {"confirmed": "1"})
    assert (without.status_code, "停用要写明理由" in without.text) == (400, True)
    browser.post("/questions/bulk", whole | {"confirmed": "1", "reason": "换新"})
    assert bank.count(ItemFilter(states=(ItemState.RETIRED,))) == total
    assert "没有选中题目" in browser.post("/questions/bulk", {"decision": "accept"}).text


def test_a_file_comes_in_row_by_row_and_all_goes_out_again(
    browser: Browser, tmp_path: Path
) -> None:
    bank, before = bank_of(browser), bank_of(browser).count()
    files = {"file": ("C:\\题<i>.gift", GIFT.encode())}
    browser.post("/questions/import", {"trial": "1"}, files=files)
    assert bank.count() == before
    assert "没有写入" in browser.get("/questions/import").text
    browser.post("/questions/import", files=files)
    page = browser.get("/questions/import").text
    assert "题&lt;i&gt;.gift" in page
    assert [page.count(f">{word}<") for word in ("新增", "失败", "无依据")] == [2, 1, 1]
    assert bank.count() == before + 2
    baseless = next(held for held in bank.items() if not held.item.sources)
    answer = decided(
        browser, "/questions/review", decision="accept", question=baseless.item.item_id
    )
    assert answer.status_code == 409
    assert browser.post("/questions/import", files={"file": ("题.exe", b"MZ")}).status_code == 400
    for form, suffix in (
        ("gift", ".gift"),
        ("moodle", ".xml"),
        ("qti", ".zip"),
        ("excel", ".xlsx"),
    ):
        answer = browser.get(f"/questions/export?format={form}&type=判断")
        path = tmp_path / f"out{suffix}"
        path.write_bytes(answer.content)
        rows = read_questions(path)
        assert len(rows) == bank.count(ItemFilter(types=(ItemType.TRUE_FALSE,)))
    assert browser.get("/questions/export?format=乱").status_code == 400
    assert browser.get("/questions/import/template").content.startswith(b"PK")


def test_a_changed_clause_is_shown_beside_what_it_was(browser: Browser, accounts: Accounts) -> None:
    fake: FakeSearch = browser.client.app.state.service  # type: ignore[attr-defined]
    bank = bank_of(browser)
    changed = RULE.replace("一小时", "两小时")
    fake.documents_held["rule"] = make_document("rule", changed, kind=Kind.REGULATION)
    fake.generation = "g2"
    Watcher(fake, accounts, ChangeLog(), bank=bank).step()
    flagged = bank.count(ItemFilter(flagged=True))
    assert 0 < flagged < bank.count()
    url = "/questions/review?flagged=true"
    page = browser.get(url).text
    assert f"还剩 <strong>{flagged}</strong> 道" in page
    assert re.search("<del>一小?时?</del><ins>两", page) or "<del>一小时</del>" in page
    assert "仍然成立" in page
    name = review(browser, url)["question"]
    assert review(browser)["question"] != name
    decided(browser, url, decision="uphold")
    assert bank.item(name).reconsider == ""
    assert bank.history(name)[-1].action == "仍然成立"
    assert decided(browser, url, decision="uphold", question=name).status_code == 409


def test_a_clause_tells_of_its_questions_to_trainers_alone(
    browser: Browser, accounts: Accounts
) -> None:
    page = browser.get("/documents/rule/links?clause=a1").text
    assert "题目" in _main(page)
    assert "/questions/Q" in page
    assert "题库" in page
    reader = Browser(accounts, service=service())
    reader.sign_in(Role.READER.value)
    assert "/questions" not in reader.get("/documents/rule/links?clause=a1").text


def test_the_statistics_tell_what_is_there_what_is_not_and_what_is_weak(browser: Browser) -> None:
    bank = bank_of(browser)
    page = browser.get("/questions/statistics").text
    assert "还没有足够的答卷" in page
    gists = bank.gists()
    bank.record_measured({gists[0].item_id: Measured(20, 0.75, 0.3)})
    page = _main(browser.get("/questions/statistics").text)
    assert "失分 75%" in page
    covered = len({gist.clause_id for gist in gists})
    assert (
        f"有题 <strong>{covered}</strong> 条"
        in browser.get("/questions/statistics?document=rule").text
    )
    aside = _main(browser.get("/questions/aside").text)
    assert aside.count("<strong>") == min(50, sum(bank.counts().set_aside.values()))


def test_programs_do_the_same(browser: Browser) -> None:
    bank = bank_of(browser)
    headers = {"X-Form-Token": browser.token("/account")}

    def ask(path: str, schema: type[Any], body: object = None, status: int = 200) -> Any:
        url = f"/api/v1/questions{path}"
        answer = (
            browser.get(url)
            if body is None
            else browser.client.post(url, json=body, headers=headers)
        )
        assert answer.status_code == status, answer.text
        if status == 200:
            schema.model_validate(answer.json())
        return answer.json()

    listed = ask("?limit=2", told.ItemsAnswer)
    assert (listed["total"], len(listed["questions"])) == (bank.count(), 2)
    assert listed["next"].endswith("page=2")
    one = listed["questions"][0]
    name = f"/{one['item_id']}"
    assert ask(name, told.QuestionAnswer)["history"][0]["action"] == "入库"
    edited = ask(name, told.QuestionAnswer, {"explanation": "改过"})
    assert (edited["explanation"], edited["state"]) == ("改过", "草稿")
    assert ask(name, told.QuestionAnswer, {"key": [9]}, 400)["parameter"] == "key"
    assert (
        "闸门"
        in ask(name, told.QuestionAnswer, {"stem": "依照前款规定，应当报告。"}, 400)["detail"]
    )
    decision = {"items": [one["item_id"], "none"], "decision": "accept"}
    judged = ask("/decision", told.JudgedAnswer, decision)
    assert judged["done"] == 1
    assert "none" in judged["refused"]
    ask("/decision", told.JudgedAnswer, decision | {"decision": "reject"}, 400)
    made = ask("/generate", told.WorkAnswer, {"types": ["判断"], "document_id": "rule"})
    assert made["made"]["items"] == []
    ask("/generate", told.WorkAnswer, {"topics": ["乱"]}, 400)
    assert ask("/work", told.WorkAnswer)["name"] == "出题"
    assert ask("/statistics", told.StatisticsAnswer)["total"] == bank.count()
    assert ask("/aside", told.FailedAnswer)["total"] == len(bank.failed())
    files = {"file": ("题.gift", GIFT.encode())}
    answer = browser.client.post(
        "/api/v1/questions/import", files=files, data={"trial": "true"}, headers=headers
    )
    assert answer.json()["brought"]["baseless"] == 1
    ask("/none", told.QuestionAnswer, status=404)


@pytest.mark.parametrize("route", [one for one in QUESTION_ROUTES if one.manual], ids=str)
def test_examples_fit_their_schemas(route: Any) -> None:
    model = route.manual.schema.model_validate(route.manual.example)
    assert set(json.loads(model.model_dump_json())) == set(route.manual.schema.model_fields)
    assert route.manual.example in [getattr(shown, name) for name in shown.__all__]
