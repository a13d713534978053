"""Do files come in through the browser only as a person wants, and safely whatever they are?"""

import io
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from httpx2 import Response

from indexer import writing
from library.accounts import Accounts, AuditQuery, Role
from library.collection import Spool
from library.errors import DeliveryRefused, UnknownDelivery
from library.jobs import State
from search import Settings, open_store
from tests.accounts import Browser, open_accounts, people
from tests.fake_search import Page
from tests.homes import DELIVERY, small_home
from tests.test_jobs import noted, working
from tests.test_web_security import ATTACKS, assert_inert

pytestmark = pytest.mark.once


TEXT = """关于加强示例工地塔机管理的通知
示建函〔2024〕7号
各县住房和城乡建设局：
一、总体要求
塔机基础沉降异常时立即停用。
示例省住房和城乡建设厅
2024年3月1日
"""
OTHER = TEXT.replace("塔机", "吊篮").replace("7号", "8号")
OTHER = OTHER.replace("基础沉降异常时立即停用", "钢丝绳每月检查一次，安全锁按期标定，由专人记录")
Upload = tuple[str, bytes]


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
    browser = Browser(accounts, settings=settings)
    assert browser.sign_in("编辑").status_code == 303
    return browser


def shown(html: str) -> str:
    """Return the words of a page."""
    return " ".join(" ".join(Page(html).find("main")).split())


def upload(browser: Browser, *files: Upload, **options: object) -> Response:
    """Fill in the form of the page."""
    html = browser.get("/admin/import").text
    found = re.search(r'name="delivery" value="([0-9a-f]{32})"', html)
    assert found
    parts = [("files", (name, io.BytesIO(content))) for name, content in files]
    return browser.post(
        "/admin/import", {"delivery": found[1]}, "/admin/import", files=parts, **options
    )


def settled(browser: Browser, url: str) -> str:
    """Return a page once nothing is under way on it any more."""
    for _ in range(300):
        html = browser.get(url).text
        if "data-job" not in html:
            return html
        time.sleep(0.1)
    raise AssertionError(url)


def imported(browser: Browser, *files: Upload) -> str:
    """Upload, try and confirm; return the page of the report."""
    url = upload(browser, *files).headers["location"]
    assert "确认导入" in settled(browser, url)
    assert browser.post(f"{url}/confirm").headers["location"] == url
    return settled(browser, url)


def titles(settings: Settings) -> list[str]:
    with open_store(settings) as store:
        return sorted(document.title for document in store.documents())


def test_nothing_changes_before_it_is_confirmed(browser: Browser, settings: Settings) -> None:
    before = titles(settings)
    answer = upload(browser, ("通知.txt", TEXT.encode()))
    url = answer.headers["location"]
    assert (answer.status_code, bool(re.fullmatch("/admin/import/[0-9a-f]{32}", url))) == (
        303,
        True,
    )
    words = shown(settled(browser, url))
    assert "还没有写入" in words
    assert "新增（1）" in words
    assert titles(settings) == before
    assert browser.post(f"{url}/confirm").status_code == 303
    words = shown(settled(browser, url))
    assert "已导入" in words
    assert "更新索引" in words
    assert titles(settings) == sorted([*before, "关于加强示例工地塔机管理的通知"])


def test_after_the_import_only_the_report_is_left(browser: Browser, settings: Settings) -> None:
    imported(browser, ("通知.txt", TEXT.encode()))
    left = list((settings.home / "incoming").rglob("*.txt"))
    assert [path.parent.name for path in left] == [DELIVERY]


def test_the_same_name_again_brings_the_document_up_to_date(
    browser: Browser, settings: Settings
) -> None:
    imported(browser, ("通知.txt", TEXT.encode()))
    again = imported(browser, ("通知.txt", TEXT.replace("立即停用", "立即停用并撤人").encode()))
    assert "更新（1）" in shown(again)
    assert "条款：改动 1 条" in shown(again)
    assert titles(settings).count("关于加强示例工地塔机管理的通知") == 1


def test_changed_fields_are_named(browser: Browser) -> None:
    imported(browser, ("通知.txt", TEXT.encode()))
    again = imported(browser, ("通知.txt", TEXT.replace("2024年3月1日", "2024年3月5日").encode()))
    assert "印发日期：2024-03-01 → 2024-03-05" in shown(again)


def test_another_document_of_the_same_name_pushes_nothing_out(
    browser: Browser, settings: Settings
) -> None:
    imported(browser, ("通知.txt", TEXT.encode()))
    assert "新增（1）" in shown(imported(browser, ("通知.txt", OTHER.encode())))
    assert {"关于加强示例工地塔机管理的通知", "关于加强示例工地吊篮管理的通知"} <= set(
        titles(settings)
    )


def test_the_same_text_under_another_name_is_a_duplicate(browser: Browser) -> None:
    imported(browser, ("通知.txt", TEXT.encode()))
    words = shown(imported(browser, ("副本.txt", TEXT.encode())))
    assert "重复（1）" in words
    assert "与 通知.txt 内容相同" in words


def test_what_cannot_be_read_says_why_and_what_to_do(browser: Browser) -> None:
    url = upload(browser, ("坏.docx", b"PK\x03\x04rubbish"), ("好.txt", TEXT.encode()))
    words = shown(settled(browser, url.headers["location"]))
    assert "失败（1）" in words
    assert "新增（1）" in words
    assert "请" in words[words.index("坏.docx") :]


def test_formats_and_limits_are_said_beforehand(browser: Browser) -> None:
    html = browser.get("/admin/import").text
    assert "合计 512 MB" in shown(html)
    rows = re.findall(r"<th scope=.row.>([^<]+)</th><td>([^<]+)</td><td[^>]*>([^<]+)<", html)
    assert ("Word 文档", ".docx", "64 MB") in rows
    assert ("压缩包", ".zip", "512 MB") in rows


def test_another_format_is_refused(browser: Browser, settings: Settings) -> None:
    answer = upload(browser, ("工具.exe", b"MZ"))
    assert answer.status_code == 400
    assert "工具.exe：暂不支持这种格式" in shown(answer.text)
    assert upload(browser).status_code == 400


def test_a_script_is_told_of_each_file(browser: Browser) -> None:
    headers = {"X-Upload": "1"}
    good = upload(browser, ("甲.txt", TEXT.encode()), headers=headers)
    assert (good.status_code, good.json()["received"]) == (200, ["甲.txt"])
    bad = upload(browser, ("甲.exe", b"MZ"), headers=headers)
    assert bad.status_code == 422
    assert bad.json()["refused"][0].startswith("甲.exe：暂不支持这种格式")


def test_an_oversized_upload_is_refused_before_it_is_read(browser: Browser) -> None:
    token = browser.token("/admin/import")
    headers = {"X-Form-Token": token, "Content-Length": str(2**30)}
    answer = browser.client.post("/admin/import", content=b"x", headers=headers)
    assert answer.status_code == 413
    assert "超过了上限" in answer.text


def test_a_file_too_large_for_its_format_is_refused(settings: Settings) -> None:
    spool = Spool(settings.home)
    with pytest.raises(DeliveryRefused, match="文本最大 16 MB"):
        spool.receive(DELIVERY, "编辑", "大.txt", io.BytesIO(b"x" * (16 * 2**20 + 1)))
    assert [file.name for file in spool.get(DELIVERY).files] == ["通知.txt"]
    assert len(list((settings.home / "incoming" / DELIVERY).glob("*.txt"))) == 1


def test_a_delivery_too_large_as_a_whole_is_refused(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("library.collection.delivery.LARGEST_DELIVERY", 2**20)
    with pytest.raises(DeliveryRefused, match="合计超过 1 MB"):
        Spool(settings.home).receive(DELIVERY, "编辑", "大.txt", io.BytesIO(b"x" * 2**20))
    monkeypatch.setattr("library.collection.delivery.MOST_FILES", 1)
    with pytest.raises(DeliveryRefused, match="一次最多 1 个文件"):
        Spool(settings.home).receive(DELIVERY, "编辑", "小.txt", io.BytesIO(b"x"))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/告知.txt", "告知.txt"), (r"C:\Users\甲\告知.txt", "告知.txt"),
        ("/etc/告知.txt", "告知.txt"), ("通\x00知\n.txt", "通 知 .txt"),
        ("通知\u202efdp.txt", "通知fdp.txt"), ("长" * 300 + ".txt", "长" * 96 + ".txt"),
    ],
)  # fmt: skip
def test_no_name_of_the_clients_is_a_name_on_our_disk(
    settings: Settings, name: str, kept: str
) -> None:
    file = Spool(settings.home).receive(DELIVERY, "编辑", name, io.BytesIO(b"x"))
    assert (file.name, file.stored) == (kept, "0002.txt")
    names = {path.name for path in (settings.home / "incoming").rglob("*") if path.is_file()}
    assert names == {"0001.txt", "0002.txt", "delivery.json"}


def test_two_files_of_one_name_stay_two(settings: Settings) -> None:
    file = Spool(settings.home).receive(DELIVERY, "编辑", "通知.txt", io.BytesIO(b"x"))
    assert file.name == "通知（2）.txt"


@pytest.mark.parametrize("name", ["..", "../x", "", "A" * 32, "0" * 31, "0" * 33])
def test_the_number_of_a_delivery_is_no_path(settings: Settings, name: str) -> None:
    with pytest.raises(UnknownDelivery):
        Spool(settings.home).receive(name, "编辑", "通知.txt", io.BytesIO(b"x"))


def test_members_of_an_archive_cannot_leave_it(browser: Browser, settings: Settings) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../../外面.txt", TEXT)
        archive.writestr("里面.txt", OTHER)
    words = shown(imported(browser, ("包.zip", packed.getvalue())))
    assert "文件名指向压缩包以外的地方" in words
    assert "新增（1）" in words
    assert not list(settings.home.parent.rglob("外面*"))


def test_hostile_names_are_inert(browser: Browser) -> None:
    named = [(f"{attack}.txt", TEXT.encode()) for attack in ATTACKS]
    unread = [(f"x.{attack}", b"x") for attack in ATTACKS]
    url = upload(browser, *named, *unread).headers["location"]
    assert_inert(settled(browser, url))
    assert_inert(browser.get("/admin/import").text)
    assert_inert(upload(browser, *unread).text)


def test_a_hostile_title_is_inert(browser: Browser, settings: Settings) -> None:
    text = TEXT.replace("关于加强示例", "关于<script>alert(1)</script>加强示例")
    assert_inert(imported(browser, ("通知.txt", text.encode())))
    for page in ("/admin/documents", f"/admin/documents?q={quote(ATTACKS[1])}"):
        assert_inert(browser.get(page).text)


def test_another_writer_is_named(browser: Browser, settings: Settings) -> None:
    url = upload(browser, ("通知.txt", TEXT.encode())).headers["location"]
    settled(browser, url)
    with writing(settings.home, "导入文件"):
        browser.post(f"{url}/confirm")
        html = settled(browser, url)
    assert "正在导入文件，同一时间只能有一个" in shown(html)
    assert "确认导入" in html
    browser.post(f"{url}/confirm")
    assert "已导入" in shown(settled(browser, url))


def test_one_job_at_a_time(browser: Browser, settings: Settings) -> None:
    with working(settings.home):
        noted(settings.home, state=State.RUNNING)
        answer = browser.post(f"/admin/import/{DELIVERY}/rehearsal")
    assert answer.status_code == 409
    assert "还在进行，同一时间只做一项" in shown(answer.text)


def test_what_was_not_tried_is_not_imported(browser: Browser) -> None:
    answer = browser.post(f"/admin/import/{DELIVERY}/confirm")
    assert (answer.status_code, "请先试导入" in answer.text) == (409, True)


def test_a_delivery_is_given_up(browser: Browser, settings: Settings) -> None:
    assert browser.post(f"/admin/import/{DELIVERY}/discard").status_code == 303
    assert browser.get(f"/admin/import/{DELIVERY}").status_code == 404
    assert not (settings.home / "incoming" / DELIVERY).exists()


def test_everything_is_in_the_audit_log(browser: Browser, accounts: Accounts) -> None:
    imported(browser, ("通知.txt", TEXT.encode()))
    entries = accounts.trail.entries(AuditQuery(who="编辑"))
    did = [entry.action for entry in reversed(entries)][-5:]
    assert did == ["上传文件", "试导入", "试导入结束", "导入文件", "导入文件结束"]
    assert "新增 1" in entries[0].after


def test_old_deliveries_are_cleared_away(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("library.collection.delivery._KEPT", -1.0)
    Spool(settings.home).receive("1" * 32, "编辑", "通知.txt", io.BytesIO(b"x"))
    assert [one.delivery_id for one in Spool(settings.home).recent()] == ["1" * 32]
