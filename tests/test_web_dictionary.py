"""Can an editor change the words of the department, see what that does, and lose nothing?"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from httpx2 import Response

from indexer import WordSheet, faults_of, load_lexicon
from library.accounts import Accounts, AuditQuery, Role
from library.errors import WordsChanged, WordsRejected
from library.words import Edit, WordFile, change_of, edited, lexicon_with, tidy
from search import Settings, open_service, open_store, rebuild
from tests.accounts import Browser, open_accounts, people
from tests.fake_search import NOTICE, Page, make_document, standard_service
from tests.test_web_security import assert_inert

DICTIONARY, SYNONYMS = WordSheet.DICTIONARY, WordSheet.SYNONYMS
DESK = "/admin/dictionary"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with open_accounts(tmp_path) as opened:
        people(opened, [Role.EDITOR])
        yield opened


@pytest.fixture
def browser(accounts: Accounts, tmp_path: Path) -> Browser:
    browser = Browser(accounts, settings=Settings(tmp_path))
    browser.sign_in(Role.EDITOR)
    return browser


def version(browser: Browser, sheet: str = "dictionary") -> str:
    found = re.search(r'name="version" value="(\w+)"', browser.get(f"{DESK}?sheet={sheet}").text)
    assert found
    return found[1]


def send(browser: Browser, action: str, where: str = "", **values: object) -> Response:
    """Send a form of the desk as it stands now; `where` is the preview, or saving."""
    sheet = str(values.get("sheet", "dictionary"))
    form = {"sheet": sheet, "version": version(browser, sheet), "action": action, **values}
    return browser.post(f"{DESK}{where}", form)


def test_a_word_is_previewed_then_saved_and_noted(
    browser: Browser, accounts: Accounts, tmp_path: Path
) -> None:
    seen = send(browser, "edit", "/preview", cells=["装配式叠合板", "材料"])
    assert seen.status_code == 200
    assert "新增 1 行" in seen.text
    assert not (tmp_path / "dictionary.tsv").exists()
    saved = send(browser, "edit", cells=["装配式叠合板", "材料"])
    assert (saved.status_code, saved.headers["location"]) == (
        303, f"{DESK}?sheet=dictionary&done=saved",
    )  # fmt: skip
    kept = (tmp_path / "dictionary.tsv").read_text("utf-8")
    assert kept == "term\tcategory\n装配式叠合板\t材料\n"
    told = Page(browser.get(saved.headers["location"]).text)
    assert told.find("a", href="/admin/reindex") == ["更新索引", "重建索引"]
    assert "装配式叠合板" in load_lexicon(tmp_path / "dictionary.tsv").terms
    [entry] = accounts.trail.entries(AuditQuery(action="修改词典"))
    assert json.loads(entry.after) == {"新增": ["装配式叠合板\t材料"]}
    assert json.loads(entry.before) == {"删去": []}


def test_a_line_is_changed_and_deleted_and_remarks_stay(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "dictionary.tsv"
    path.write_text("# 本站自有\nterm\tcategory\n地锚\t构件\n马凳\n", "utf-8-sig")
    assert send(browser, "edit", line=3, cells=["地锚桩", ""]).status_code == 303
    assert path.read_text("utf-8") == "# 本站自有\nterm\tcategory\n地锚桩\n马凳\n"
    assert send(browser, "delete", line=4).status_code == 303
    assert path.read_text("utf-8") == "# 本站自有\nterm\tcategory\n地锚桩\n"
    page = Page(browser.get(f"{DESK}?line=3").text)
    assert "地锚桩" in page.values("input", "value")


@pytest.mark.parametrize(
    ("sheet", "action", "values", "message"),
    [
        ("dictionary", "edit", {"cells": ["两个 词", ""]}, "第 2 行的词条“两个 词”"),
        ("dictionary", "edit", {"cells": ["", "类"]}, "第 2 行的词条“”是空的"),
        ("dictionary", "edit", {"cells": ["", ""]}, "没有填写"),
        ("dictionary", "edit", {}, "没有填写"),
        ("dictionary", "edit", {"cells": ["#注释", ""]}, "以 # 开头"),
        ("dictionary", "edit", {"cells": ["term", ""]}, "是表头"),
        ("dictionary", "edit", {"cells": ["甲\t乙", ""]}, "不能有制表符或换行"),
        ("dictionary", "edit", {"cells": ["甲", "乙\n丙"]}, "不能有制表符或换行"),
        ("dictionary", "edit", {"cells": ["长" * 201, ""]}, "最长 200 个字"),
        ("dictionary", "delete", {"line": 9}, "第 9 行不是词条"),
        ("dictionary", "delete", {"line": -1}, "第 -1 行不是词条"),
        ("synonyms", "edit", {"cells": ["地锚", "锚桩", "近亲"]}, "关系“近亲”不认识"),
        ("synonyms", "edit", {"cells": ["地锚", "；", "俗称"]}, "没有词或没有其他叫法"),
        ("dictionary", "all", {"text": "马凳\n两个 词\n又 一个\n"}, "第 3 行的词条“又 一个”"),
        ("synonyms", "all", {"text": "地锚\t锚桩\n"}, "第 1 行有 2 列"),
        ("dictionary", "all", {"text": "a" * 900_000}, "最大 800 KB"),
    ],
)
@pytest.mark.parametrize("where", ["/preview", ""])
def test_what_the_lexicon_would_refuse_is_refused(
    browser: Browser, tmp_path: Path, sheet: str, action: str, where: str,
    values: dict[str, object], message: str,
) -> None:  # fmt: skip
    answer = send(browser, action, where, sheet=sheet, **values)
    assert answer.status_code == 400
    assert any(message in told for told in Page(answer.text).find("div", role="alert"))
    assert str(tmp_path) not in answer.text
    assert not (tmp_path / f"{sheet}.tsv").exists()


def test_what_is_there_already_is_refused(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "dictionary.tsv").write_text("马凳\n", "utf-8")
    assert "第 1 行已有“马凳”" in send(browser, "edit", cells=["马凳", "构件"]).text


def test_a_stale_form_is_refused_with_both_versions(browser: Browser, tmp_path: Path) -> None:
    old, path = version(browser), tmp_path / "dictionary.tsv"
    path.write_text("别人的词\n", "utf-8")
    for where in ("/preview", ""):
        answer = send(browser, "all", where, version=old, text="我的词\n")
        assert answer.status_code == 409
        shown = Page(answer.text).find("textarea", readonly="")
        assert shown == ["别人的词", "我的词"]
        assert path.read_text("utf-8") == "别人的词\n"
    assert "删去 1 行" in send(browser, "all", "/preview", text="我的词\n").text


def test_a_change_between_reading_and_writing_is_seen(tmp_path: Path) -> None:
    file = WordFile(tmp_path / "dictionary.tsv", DICTIONARY)
    first = file.read().version
    file.save("马凳\n", first)
    with pytest.raises(WordsChanged):
        file.save("地锚\n", first)
    assert file.read().text == "马凳\n"


def test_earlier_versions_are_kept_and_restored(browser: Browser, tmp_path: Path) -> None:
    for word in ("甲词", "乙词"):
        assert send(browser, "all", text=f"{word}\n").status_code == 303
    page = Page(browser.get(f"{DESK}/all").text)
    [link] = [href for href in page.values("a", "href") if "/all?" in href and "earlier=" in href]
    restoring = Page(browser.get(link).text)
    assert restoring.find("textarea", name="text") == ["甲词"]
    assert browser.get(link.replace("/all?", ".tsv?")).text == "甲词\n"
    assert send(browser, "all", text="甲词\n").status_code == 303
    assert (tmp_path / "dictionary.tsv").read_text("utf-8") == "甲词\n"


def test_only_the_last_versions_are_kept(tmp_path: Path) -> None:
    file = WordFile(tmp_path / "synonyms.tsv", SYNONYMS)
    for number in range(24):
        file.save(f"# {number}\n", file.read().version)
    kept = file.earlier()
    assert len(kept) == 20
    assert [file.earlier_text(kept[at].name) for at in (0, -1)] == ["# 22\n", "# 3\n"]
    assert not list(tmp_path.glob("*.tmp"))


@pytest.mark.parametrize("name", ["../zhiku.db", "/etc/passwd", "dictionary-1.tsv", "x"])
def test_only_versions_can_be_asked_for(browser: Browser, name: str) -> None:
    for path in ("/all", ".tsv"):
        asked = urlencode({"earlier": name})
        assert browser.get(f"{DESK}{path}?{asked}").status_code == 400


def test_a_file_is_uploaded_and_downloaded(browser: Browser, tmp_path: Path) -> None:
    def upload(content: bytes) -> Response:
        form = {"sheet": "dictionary", "version": version(browser), "action": "all"}
        return browser.post(f"{DESK}/preview", form, files={"upload": ("词.tsv", content)})

    answer = upload("\ufeffterm\tcategory\r\n马凳\t构件\r\n".encode())
    assert Page(answer.text).find("textarea", name="text") == ["term category 马凳 构件"] * 2
    refused = upload("马凳\n".encode("gb18030"))
    assert (refused.status_code, "第 1 行不是 UTF-8" in refused.text) == (400, True)
    assert upload(b"\0\n").status_code == 400
    assert upload(b"x" * 5_000_000).status_code == 413
    send(browser, "all", text="马凳\n")
    taken = browser.get(f"{DESK}.tsv")
    assert (taken.text, "attachment" in taken.headers["content-disposition"]) == ("马凳\n", True)


def test_a_broken_file_can_be_put_right(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "dictionary.tsv"
    path.write_bytes("马凳\n".encode("gb18030"))
    assert "不是 UTF-8 编码" in browser.get(DESK).text
    path.write_text("两个 词\n", "utf-8")
    assert "第 1 行的词条" in browser.get(DESK).text
    assert send(browser, "all", text="两个词\n").status_code == 303


def test_hostile_words_are_inert(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "dictionary.tsv").write_text(f'{HOSTILE}\t"><img src=x>\n', "utf-8")
    for url in (DESK, f"{DESK}?q={HOSTILE}", f"{DESK}?line=1", f"{DESK}/all"):
        assert_inert(browser.get(url).text)
    for action, cells in (("edit", [HOSTILE + "2", HOSTILE]), ("edit", ["a b", HOSTILE])):
        assert_inert(send(browser, action, "/preview", cells=cells, samples=HOSTILE).text)
    text = f"{HOSTILE}3\n</textarea>{HOSTILE}\n"
    assert_inert(send(browser, "all", "/preview", text=text).text)
    assert_inert(send(browser, "all", version="old", text=text).text)


def test_it_can_be_saved_while_nothing_can_be_searched(accounts: Accounts, tmp_path: Path) -> None:
    service = standard_service()
    service.broken = "没有索引"
    browser = Browser(accounts, settings=Settings(tmp_path), service=service)
    browser.sign_in(Role.EDITOR)
    assert "看不到效果" in send(browser, "edit", "/preview", cells=["马凳", ""]).text
    assert send(browser, "edit", cells=["马凳", ""]).status_code == 303


def test_without_a_home_there_is_no_dictionary(accounts: Accounts) -> None:
    browser = Browser(accounts)
    browser.sign_in(Role.EDITOR)
    assert browser.get(DESK).status_code == 403


def test_editing_keeps_the_order_and_all_faults_are_told() -> None:
    text = "term\tcategory\n乙\n甲\n"
    assert edited(text, DICTIONARY, Edit(0, ("丙", "类"))) == f"{text}丙\t类\n"
    assert edited(text, DICTIONARY, Edit(2, ())) == "term\tcategory\n甲\n"
    assert tidy("\r\n乙\r\n\r\n", DICTIONARY) == "乙\n"
    assert len(faults_of("a b\n甲\nc d\n", DICTIONARY)) == 2
    with pytest.raises(WordsRejected) as caught:
        tidy("a b\n甲\nc d\n", DICTIONARY)
    assert len(caught.value.problems) == 2


def test_a_change_names_its_words() -> None:
    change = change_of("地锚\t锚桩\t俗称\n", "地锚\t锚桩；拉桩\t俗称\n", SYNONYMS)
    assert (change.words, change.names) == (("拉桩",), ("地锚", "锚桩", "拉桩"))
    assert not change_of("甲\n乙\n", "# 新\n乙\n甲\n", DICTIONARY)


def test_the_effect_is_what_the_search_then_does(tmp_path: Path) -> None:
    """The preview finds by synonyms what the search finds once it was rebuilt."""
    settings = Settings(tmp_path, model="none")
    with open_store(settings) as store:
        store.put(*make_document("notice", NOTICE))
    rebuild(settings)
    service = open_service(settings)
    lexicon = lexicon_with("排查隐患\n", "排查\t摸底摸排\t口语\n")
    told = service.effects(lexicon, ["排查隐患"], ["要排查隐患"], ["摸底摸排", "？"])
    [word], [text], [query, refused] = told.words, told.texts, told.queries
    assert word.clauses >= 1
    assert "排查隐患" in word.example.after
    assert "排查隐患" not in word.example.before
    assert (text.before, text.after) == (("要", "排查", "隐患"), ("要", "排查隐患"))
    assert query.before is not None
    assert query.after is not None
    assert query.changed
    assert ("摸底摸排", ("排查",)) in query.after.words
    assert "标点" in refused.refused
    (tmp_path / "synonyms.tsv").write_text("排查\t摸底摸排\t口语\n", "utf-8")
    rebuild(settings)
    found = open_service(settings).effects(lexicon, [], [], ["摸底摸排"]).queries[0]
    assert found.before is not None
    assert [h.clause_id for h in found.before.hits] == [h.clause_id for h in query.after.hits]
    assert found.before.hits
    assert not found.changed
