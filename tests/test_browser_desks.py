"""Do the desks of an editor work in a real browser, from an upload until it is found?"""

import base64
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document

from library.accounts import Role
from search import Settings
from tests.browser import DESK, EVERY_LOOK, PHONE_DARK, looking, serving, sign_in
from tests.furnishing import FURNITURE, people, zhiku
from tests.test_web_security import ATTACKS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.browser
NOTICE = """关于加强龙门吊夜间作业管理的通知
示建函〔2024〕7号
各县住房和城乡建设局：
一、龙门吊夜间作业前，应当按照《示例办法》（示建规〔2030〕5号）检查夹轨器。
二、风力达到六级时，立即停止作业并锚定。
示例省住房和城乡建设厅
2024年3月1日
"""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DROP = """([name, content]) => {
    const dropped = new DataTransfer();
    const bytes = Uint8Array.from(atob(content), letter => letter.charCodeAt(0));
    dropped.items.add(new File([bytes], name));
    const event = new DragEvent("drop", {dataTransfer: dropped, bubbles: true, cancelable: true});
    document.querySelector(".drop").dispatchEvent(event);
}"""
"""As a file manager does it: no script can read a disk."""


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a server over a small home that the tests here change."""
    home = tmp_path_factory.mktemp("desks") / "home"
    zhiku("import", str(FURNITURE / "rules"), "--home", str(home))
    zhiku("reindex", "--home", str(home))
    people(Settings(home), [Role.EDITOR, Role.READER])
    with serving(home) as address:
        yield address


@pytest.fixture
def page(chromium: "Browser", desks: str, request: pytest.FixtureRequest) -> Iterator["Page"]:
    """Yield the page of an editor who has signed in."""
    with looking(chromium, desks, getattr(request, "param", DESK)) as page:
        sign_in(page, Role.EDITOR)
        yield page


@pytest.fixture
def refused(tmp_path: Path) -> list[Path]:
    """Return a file of no format that is read, and a text that is too large."""
    program, large = tmp_path / f"{ATTACKS[0].replace('/', '')}.exe", tmp_path / "太大.txt"
    program.write_bytes(b"MZ")
    with large.open("wb") as file:
        file.truncate(16 * 2**20 + 1)
    return [program, large]


def written_in_word(text: str) -> bytes:
    document, written = Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(written)
    return written.getvalue()


def main(page: "Page") -> "Locator":
    return page.get_by_role("main")


def go_to_desk(page: "Page", name: str) -> None:
    page.get_by_text("更多", exact=True).click()
    page.get_by_role("navigation", name="站点").get_by_role("link", name="管理 ").click()
    page.get_by_role("navigation", name="管理").get_by_role("link", name=name).click()


def search(page: "Page", query: str) -> None:
    page.goto("/")
    page.get_by_label("检索词").fill(query)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")


MACHINES = {
    (True, False): (7, "龙门吊"),
    (True, True): (8, "架桥机"),
    (False, False): (9, "卷扬机"),
    (False, True): (10, "履带吊"),
}


@EVERY_LOOK
def test_what_is_brought_is_tried_imported_put_right_indexed_and_found(page: "Page") -> None:
    on_desk = page.viewport_size == {"width": DESK.width, "height": DESK.height}
    dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    number, machine = MACHINES[on_desk, dark]  # each look brings a notice of its own
    text = NOTICE.replace("龙门吊", machine).replace("7号", f"{number}号")
    search(page, f'"{machine}"')
    assert "没有找到" in main(page).inner_text()
    bring(page, f"{machine}.docx", written_in_word(text), dropped=not on_desk)
    look_at_what_was_tried(page)
    put_right(page)
    bring_the_index_up_to_date(page)
    search(page, f'"{machine}"')
    hit = page.locator("article.hit").first
    assert machine in hit.locator("mark").all_inner_texts()
    hit.get_by_role("heading").get_by_role("link").click()
    page.wait_for_url("**/documents/**")
    title = f"关于加强{machine}夜间作业管理的通知"
    assert page.get_by_role("heading", level=1).inner_text() == title
    assert "2024-03-02" in main(page).inner_text()


def bring(page: "Page", name: str, content: bytes, *, dropped: bool) -> None:
    """Choose a file, or drop it, and send the form once it has been received."""
    go_to_desk(page, "导入文件")
    assert not page.get_by_role("button", name="试导入").is_visible()
    if dropped:
        page.evaluate(DROP, [name, base64.b64encode(content).decode()])
    else:
        page.get_by_label("选择文件").set_input_files(
            {"name": name, "mimeType": WORD, "buffer": content}
        )
    page.get_by_role("list", name="上传的文件").get_by_text("已收下").wait_for()
    page.get_by_role("button", name="试导入这 1 个文件").click()


def look_at_what_was_tried(page: "Page") -> None:
    """Wait for the trial, which changes nothing, and confirm it."""
    page.get_by_text("试导入的结果，还没有写入").wait_for()
    assert page.get_by_role("heading", name="新增（1）").is_visible()
    page.get_by_text("待核实 1 处").click()
    assert page.get_by_text("印发日期：2024-03-01").is_visible()
    page.get_by_role("button", name="确认导入").click()
    page.get_by_role("heading", level=1, name="导入报告").wait_for()
    main(page).get_by_role("status").filter(has_text="已导入").wait_for()


def put_right(page: "Page") -> None:
    """Answer what is doubtful in the report, as one who has looked it up."""
    page.get_by_label("核实后的值").fill("2024-03-02")
    page.get_by_role("button", name="改为所填").click()
    assert page.get_by_label("依据").evaluate("field => field.matches(':invalid')")
    page.get_by_label("依据").fill("示例省政府公报2024年第3期")
    page.get_by_role("button", name="改为所填").click()
    page.get_by_text("已保存，并记入审计日志").wait_for()
    assert not page.get_by_label("核实后的值").count()


def bring_the_index_up_to_date(page: "Page") -> None:
    """Follow it while it goes on; the page comes anew by itself at the end."""
    page.locator(".actions").get_by_role("link", name="更新索引").click()
    assert "资料库有改动" in main(page).inner_text()
    with page.expect_response("**/events") as following:
        page.get_by_role("button", name="更新索引").click()
    assert following.value.headers["content-type"].startswith("text/event-stream")
    page.get_by_text("索引已更新：").wait_for()
    page.get_by_text("几秒后换上").wait_for(state="detached")
    assert "资料库和词典都没有新的改动" in main(page).inner_text()


def test_a_synonym_is_tried_out_saved_and_waits_for_the_next_index(page: "Page") -> None:
    go_to_desk(page, "词典与同义词")
    page.get_by_role("list", name="词表").get_by_role("link", name="同义词").click()
    page.get_by_label("规范词").fill("居民")
    page.get_by_label("其他叫法").fill("街坊")
    page.get_by_role("button", name="预览效果").click()
    assert "居民　街坊" in page.get_by_text("新增 1 行").locator("xpath=../..").inner_text()
    tried = page.locator("section.tried").filter(has=page.get_by_role("heading", name="街坊"))
    now, then = tried.locator(".side").all_inner_texts()
    assert "没有结果" in now
    assert "第五条" in then
    page.get_by_role("button", name="保存", exact=True).click()
    note = main(page).get_by_role("status")
    assert "重建索引" in note.inner_text()
    assert page.get_by_role("row").filter(has_text="街坊").count() == 1
    search(page, "街坊")
    assert not page.locator("article.hit").count()
    go_to_desk(page, "更新索引")
    assert "尚未反映在检索里" in main(page).inner_text()


def test_what_cannot_be_taken_is_refused_in_words_before_it_is_sent(
    page: "Page", refused: list[Path]
) -> None:
    go_to_desk(page, "导入文件")
    page.get_by_label("选择文件").set_input_files(refused)
    rejected = page.get_by_role("list", name="上传的文件").get_by_role("listitem")
    rejected.nth(1).wait_for()
    rows = rejected.all_inner_texts()
    assert rows[0].startswith(refused[0].name)
    assert "暂不支持这种格式" in rows[0]
    assert "超过这种格式的上限 16.0 MB" in rows[1]
    assert not page.get_by_role("button", name="试导入").is_visible()


def test_a_form_without_scripts_does_as_well(
    chromium: "Browser", desks: str, refused: list[Path]
) -> None:
    with looking(chromium, desks, PHONE_DARK, java_script_enabled=False) as page:
        sign_in(page, Role.EDITOR)
        page.goto("/admin/import")
        page.get_by_label("选择文件").set_input_files(refused)
        page.get_by_role("button", name="上传并试导入").click()
        told = page.get_by_role("alert").inner_text()
        assert re.search(r"\.exe.*暂不支持这种格式", told)
        assert re.search(r"太大\.txt.*最大 16 MB", told)
        page.get_by_label("选择文件").set_input_files(
            {"name": "塔机.txt", "mimeType": "text/plain", "buffer": NOTICE.encode()}
        )
        page.get_by_role("button", name="上传并试导入").click()
        page.get_by_text("试导入的结果，还没有写入").wait_for()  # the page comes anew by itself
        page.get_by_role("button", name="放弃这一批").click()
        page.wait_for_url("**/admin/import")
        assert not page.get_by_role("link", name="塔机.txt").count()


def test_a_reader_reaches_none_of_the_desks(chromium: "Browser", desks: str) -> None:
    with looking(chromium, desks) as page:
        sign_in(page, Role.READER)
        for path in ("import", "documents", "reindex", "dictionary", "evaluation", "gaps"):
            answer = page.goto(f"/admin/{path}")
            assert answer
            assert answer.status == 403
            assert page.get_by_role("heading", level=1).inner_text() == "没有权限"
            assert not page.get_by_role("navigation", name="管理").count()
