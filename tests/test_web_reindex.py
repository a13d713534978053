"""Is what was imported, put right or removed in the browser what a search then finds?"""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus import Doubt
from indexer import writing
from library.accounts import Accounts, AuditQuery, Role
from library.jobs import State
from search import Settings, open_service, open_store
from tests.accounts import Browser, open_accounts, people
from tests.fake_search import make_document
from tests.homes import JOB, small_home
from tests.test_jobs import noted, working
from tests.test_web_import import TEXT, imported, settled, shown
from tests.test_web_security import assert_inert

pytestmark = pytest.mark.once


NOTICE = "/admin/documents/notice"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return small_home(tmp_path)


@pytest.fixture
def accounts(settings: Settings) -> Iterator[Accounts]:
    with open_accounts(settings.home) as accounts:
        people(accounts, [Role.EDITOR])
        yield accounts


@pytest.fixture
def browser(settings: Settings, accounts: Accounts) -> Browser:
    browser = Browser(accounts, settings=settings, service=open_service(settings))
    assert browser.sign_in("编辑").status_code == 303
    return browser


def events(browser: Browser, url: str) -> list[dict[str, object]]:
    """Return the data of each event that is sent until the end."""
    answer = browser.get(url)
    assert answer.headers["content-type"].startswith("text/event-stream")
    return [json.loads(data) for data in re.findall(r"^data: (.*)$", answer.text, re.M)]


def test_upload_report_confirm_reindex_found_by_search(browser: Browser) -> None:
    assert browser.get("/search?q=塔机").status_code == 503  # no index yet, and not "0 条"
    imported(browser, ("通知.txt", TEXT.encode()))
    page = browser.get("/admin/reindex").text
    assert "还没有索引" in shown(page)
    assert browser.post("/admin/reindex").status_code == 303
    page = browser.get("/admin/reindex").text
    assert 'http-equiv="refresh"' in page
    found = re.search(r'data-job="([^"]+)"', page)
    assert found
    told = events(browser, found[1])
    assert told[-1]["ended"] is True
    assert "索引已更新：新增" in str(told[-1]["said"])
    words = shown(settled(browser, "/admin/reindex"))
    assert "资料库和词典都没有新的改动" in words
    assert "更新索引已完成" in words
    answer = browser.get("/search?q=塔机基础沉降异常")
    assert answer.status_code == 200
    assert "关于加强示例工地塔机管理的通知" in answer.text
    browser.post(NOTICE, {"values": values(browser, title="改过的标题"), "basis": "公报"})
    assert "资料库有改动，尚未反映在检索里" in shown(browser.get("/admin/documents").text)


def test_changed_words_and_an_index_about_to_serve_are_told(
    browser: Browser, accounts: Accounts, settings: Settings
) -> None:
    browser.post("/admin/reindex")
    assert "几秒后换上" not in shown(settled(browser, "/admin/reindex"))
    settings.dictionary.write_text("塔机基础\t设备\n", "utf-8")
    words = shown(browser.get("/admin/reindex").text)
    assert "词典或同义词有改动，尚未反映在检索里" in words
    assert "zhiku" not in words
    other = Browser(accounts, settings=settings)  # serves something else still
    other.sign_in("编辑")
    assert "几秒后换上" in shown(other.get("/admin/reindex").text)


def values(browser: Browser, **changed: str) -> list[str]:
    """Return the values of the form of the notice, some of them changed."""
    html = browser.get(NOTICE).text
    form = html[html.index('<div class="entry">') : html.index('id="basis"')]
    found: list[str] = []
    for name, field in re.findall(r'id="f-(\w+)"(.*?)</p>', form, re.S):
        selected = re.search(r'value="([^"]*)" selected', field)
        given = selected or re.search(r'value="([^"]*)"', field)
        assert given
        found.append(changed.get(name, given[1]))
    return found


def test_a_running_build_is_followed_and_called_off(browser: Browser, settings: Settings) -> None:
    with working(settings.home) as process:
        noted(settings.home, state=State.RUNNING, pid=process.pid, phase="建立语义索引", total=9)
        page = browser.get("/admin/reindex").text
        assert "正在更新索引" in shown(page)
        assert f'data-job="/admin/jobs/{JOB}/events"' in page
        assert browser.post("/admin/reindex").status_code == 409
        assert browser.post(f"/admin/jobs/{JOB}/cancel").status_code == 303
        process.wait(10)
    assert events(browser, f"/admin/jobs/{JOB}/events")[-1]["state"] == "已取消"
    assert "更新索引已取消" in shown(browser.get("/admin/reindex").text)


def test_a_build_that_was_interrupted_is_shown_so(browser: Browser, settings: Settings) -> None:
    noted(settings.home, state=State.RUNNING, pid=1, heard_at=time.time())
    words = shown(browser.get("/admin/reindex").text)
    assert "更新索引已中断" in words
    assert "原有索引照常使用，请重试" in words


def test_there_are_no_events_of_no_job(browser: Browser) -> None:
    assert browser.get("/admin/jobs/nothing/events").status_code == 404


def test_a_value_is_put_right_on_a_stated_basis(
    browser: Browser, settings: Settings, accounts: Accounts
) -> None:
    refused = browser.post(NOTICE, {"values": values(browser, issuer="某某市住房局")})
    assert refused.status_code == 400
    assert "没有写明凭什么" in refused.text
    assert 'value="某某市住房局"' in refused.text  # what was typed stays
    kept = browser.post(NOTICE, {"values": values(browser, issuer="某某市住房局"), "basis": "公报"})
    assert kept.headers["location"] == f"{NOTICE}?done=saved"
    with open_store(settings) as store:
        assert store.get("notice").issuer == "某某市住房局"
        made = store.corrections("notice")
    assert [(one.field, one.who, one.basis) for one in made] == [("issuer", "编辑", "公报")]
    entry = accounts.trail.entries(AuditQuery(action="更正著录"))[0]
    assert json.loads(entry.before) == {"发文机关": "未载明"}
    assert json.loads(entry.after) == {"发文机关": "某某市住房局", "依据": "公报"}
    words = shown(browser.get(NOTICE).text)
    assert "人工更正，文件里是：未载明" in words


def test_a_form_sent_as_it_is_changes_nothing(browser: Browser, settings: Settings) -> None:
    answer = browser.post(NOTICE, {"values": values(browser), "basis": "公报"})
    assert answer.headers["location"] == f"{NOTICE}?done=same"
    with open_store(settings) as store:
        assert store.corrections("notice") == []


@pytest.mark.parametrize("field", [{"issued_on": "2024-02-31"}, {"title": ""}, {"kind": "x"}])
def test_what_is_no_value_is_refused(browser: Browser, field: dict[str, str]) -> None:
    answer = browser.post(NOTICE, {"values": values(browser, **field), "basis": "公报"})
    assert answer.status_code == 400
    assert "没有更正任何一项" in shown(answer.text)


def test_a_doubt_is_confirmed_and_taken_back(browser: Browser, settings: Settings) -> None:
    with open_store(settings) as store:
        doubt = Doubt("doc_no", "测安函〔2020〕133号", "年份像是误写")
        store.put(*make_document("doubtful", TEXT, doc_no=doubt.value, doubts=(doubt,)))
    url = "/admin/documents/doubtful"
    assert "年份像是误写" in browser.get(url).text
    assert "doubtful" in browser.get("/admin/documents?doubts=1").text
    asked = {"field": "doc_no", "how": "confirm", "basis": "原件", "back": "/admin/import/x"}
    answer = browser.post(f"{url}/settle", asked)
    assert answer.headers["location"] == "/admin/import/x?done=doubt#doubts"
    assert "年份像是误写" not in browser.get(url).text
    answer = browser.post(f"{url}/settle", asked | {"back": "//evil.example.invalid"})
    assert answer.headers["location"] == f"{url}?done=saved"
    taken = browser.post(f"{url}/withdraw", {"field": "doc_no", "basis": "看错了"})
    assert taken.status_code == 303
    assert "撤回更正" in browser.get(url).text
    again = browser.post(f"{url}/withdraw", {"field": "doc_no", "basis": "看错了"})
    assert (again.status_code, "没有人工更正" in again.text) == (400, True)


def test_a_document_is_removed_after_a_question(
    browser: Browser, settings: Settings, accounts: Accounts
) -> None:
    assert "不能恢复" in shown(browser.get(f"{NOTICE}/remove").text)
    with writing(settings.home, "导入文件"):
        busy = browser.post(f"{NOTICE}/remove")
    assert (busy.status_code, "正在导入文件" in busy.text) == (409, True)
    assert browser.post(f"{NOTICE}/remove").status_code == 303
    assert browser.get(NOTICE).status_code == 404
    entry = accounts.trail.entries(AuditQuery(action="移除文件"))[0]
    assert json.loads(entry.before)["title"] == "关于推进安全发展工作的通知"


def test_the_list_is_filtered(browser: Browser, settings: Settings) -> None:
    with open_store(settings) as store:
        for number in range(60):
            store.put(*make_document(f"d{number:02}", f"第{number:02}份通知\n一、要求\n甲。\n"))
    assert "61 份文件" in shown(browser.get("/admin/documents").text)
    assert 'href="/admin/documents?page=2"' in browser.get("/admin/documents").text
    assert "1 份文件" in shown(browser.get("/admin/documents?q=d07+通知").text)
    assert "没有符合条件的文件" in browser.get("/admin/documents?kind=case").text
    assert browser.get("/admin/documents?kind=x").status_code == 400


def test_hostile_values_are_inert(browser: Browser, settings: Settings) -> None:
    with open_store(settings) as store:
        store.put(*make_document("x", "<script>1</script>\n一、甲\n乙。", issuer='"><b onclick=1>'))
    for url in ("/admin/documents", "/admin/documents/x", "/admin/documents/x/remove"):
        assert_inert(browser.get(url).text)
