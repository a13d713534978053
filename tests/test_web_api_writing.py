"""Can a program do at the desks what a person can, under the same rules and in the same log?"""

import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response

from indexer import writing
from library.accounts import Accounts, AuditQuery, Role
from library.jobs import State
from search import Settings, open_service, open_store
from tests.accounts import TERMINAL, Browser, open_accounts, people
from tests.evaluations import keep_run, sheet_of
from tests.homes import DELIVERY, JOB, small_home
from tests.test_jobs import noted, working
from tests.test_web_import import TEXT
from web import (
    ROUTES,
    desk_examples,
    desk_schemas,
    entry_schemas,
    evaluation_schemas,
    import_schemas,
    schemas,
    user_schemas,
    word_schemas,
)
from web.desk_routes import DESK_ROUTES

pytestmark = pytest.mark.once


RUN = "20260101-080000-000000"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return small_home(tmp_path)


@pytest.fixture
def accounts(settings: Settings) -> Iterator[Accounts]:
    with open_accounts(settings.home) as accounts:
        people(accounts, [Role.READER, Role.EDITOR, Role.ADMINISTRATOR])
        yield accounts


class Program:
    """Calls the API with the token of a person."""

    def __init__(self, settings: Settings, accounts: Accounts, role: Role) -> None:
        service = open_service(settings)
        self.client = Browser(accounts, settings=settings, service=service).client
        secret = accounts.tokens.issue(TERMINAL, accounts.users.named(role.value), "程序")
        self.headers = {"Authorization": f"Bearer {secret}"}

    def get(self, path: str, **options: Any) -> Response:
        return self.client.get(f"/api/v1{path}", headers=self.headers, **options)

    def post(self, path: str, json: object = None, **options: Any) -> Response:
        return self.client.post(f"/api/v1{path}", json=json, headers=self.headers, **options)

    def given(self, path: str, schema: type[Any]) -> dict[str, Any]:
        """Return what is there, which fits its description."""
        return fitting(self.get(path), schema)

    def ended(self, job: str) -> dict[str, Any]:
        """Return a job at its end."""
        for _ in range(300):
            told = self.given(f"/jobs/{job}", import_schemas.JobAnswer)
            if told["ended"]:
                return told
            time.sleep(0.1)
        raise AssertionError(told)


def fitting(answer: Response, schema: type[Any]) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    fields = schema.model_validate(body).model_dump(exclude_unset=True)
    assert set(fields) == set(body) == set(schema.model_fields)
    return body


def problem(answer: Response, status: int, name: str) -> str:
    """Return what the problem says, which is told as RFC 9457 wants it."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = schemas.Problem.model_validate(answer.json())
    assert told.type == f"/api/docs#{name}"
    return told.detail


@pytest.fixture
def editor(settings: Settings, accounts: Accounts) -> Program:
    return Program(settings, accounts, Role.EDITOR)


@pytest.fixture
def admin(settings: Settings, accounts: Accounts) -> Program:
    return Program(settings, accounts, Role.ADMINISTRATOR)


def sent(*files: tuple[str, bytes]) -> list[tuple[str, tuple[str, io.BytesIO]]]:
    return [("files", (name, io.BytesIO(content))) for name, content in files]


def actions(accounts: Accounts) -> list[str]:
    return [entry.action for entry in reversed(accounts.trail.entries(AuditQuery(who="编辑")))]


def test_sent_tried_confirmed_indexed_and_found(editor: Program, accounts: Accounts) -> None:
    answer = editor.post("/imports", files=sent(("通知.txt", TEXT.encode()), ("甲.exe", b"MZ")))
    told = fitting(answer, import_schemas.ImportAnswer)
    assert [file["name"] for file in told["files"]] == ["通知.txt"]
    assert "甲.exe：暂不支持这种格式" in told["refused"][0]
    place = f"/imports/{told['delivery']}"
    assert editor.ended(told["job"]["job"])["state"] == "已完成"
    tried = editor.given(place, import_schemas.ImportAnswer)
    assert (tried["state"], tried["report"]["imported"]) == ("待确认", False)
    assert tried["report"]["files"][0]["result"] == "新增"
    began = fitting(editor.post(f"{place}/confirm"), import_schemas.ImportAnswer)
    editor.ended(began["job"]["job"])
    done = editor.given(place, import_schemas.ImportAnswer)
    assert (done["state"], done["report"]["imported"]) == ("已导入", True)
    assert "先试导入" in problem(editor.post(f"{place}/confirm"), 409, "conflict")
    assert editor.given("/imports", import_schemas.ImportsAnswer)["imports"][0]["state"] == "已导入"
    assert editor.given("/reindex", import_schemas.ReindexAnswer)["index"] is None
    job = fitting(editor.post("/reindex", {}), import_schemas.JobAnswer)
    assert "索引已更新：新增" in editor.ended(job["job"])["said"]
    state = editor.given("/reindex", import_schemas.ReindexAnswer)
    assert (state["behind"], state["running"]) == (False, None)
    assert state["index"]["documents"] == state["documents"] == 2
    hits = editor.get("/search", params={"q": "塔机基础沉降异常"}).json()["hits"]
    assert hits[0]["title"] == "关于加强示例工地塔机管理的通知"
    assert actions(accounts) == [
        "上传文件", "试导入", "试导入结束", "导入文件", "导入文件结束", "更新索引", "更新索引结束",
    ]  # fmt: skip


def test_nothing_sent_and_nothing_taken_are_refused(editor: Program) -> None:
    problem(editor.post("/imports"), 400, "parameter-rejected")
    answer = editor.post("/imports", files=sent(("甲.exe", b"MZ")))
    assert "暂不支持这种格式" in problem(answer, 400, "parameter-rejected")


def test_one_thing_at_a_time(editor: Program, settings: Settings) -> None:
    with working(settings.home) as process:
        noted(settings.home, state=State.RUNNING, pid=process.pid)
        assert "还在进行" in problem(editor.post("/reindex", {}), 409, "busy")
        problem(editor.post("/imports", files=sent(("通知.txt", TEXT.encode()))), 409, "busy")
        [left] = editor.given("/imports", import_schemas.ImportsAnswer)["imports"]
        assert left["delivery"] == DELIVERY  # what was not tried is not kept either
        assert editor.given("/reindex", import_schemas.ReindexAnswer)["running"]["job"] == JOB
        fitting(editor.post(f"/jobs/{JOB}/cancel"), import_schemas.JobAnswer)
        process.wait(10)
    assert editor.given(f"/jobs/{JOB}", import_schemas.JobAnswer)["state"] == "已取消"
    problem(editor.get("/jobs/nothing"), 404, "not-found")


def test_a_delivery_is_thrown_away(editor: Program, accounts: Accounts) -> None:
    fitting(editor.post(f"/imports/{DELIVERY}/discard"), import_schemas.ImportsAnswer)
    problem(editor.get(f"/imports/{DELIVERY}"), 404, "not-found")
    problem(editor.get("/imports/..%2f..%2fzhiku.db"), 404, "not-found")
    assert actions(accounts) == ["放弃上传的文件"]


def test_an_entry_is_put_right_confirmed_and_taken_back(
    editor: Program, accounts: Accounts, settings: Settings
) -> None:
    place = "/documents/notice/corrections"
    body = {"field": "issuer", "value": "某某市住房局", "basis": " "}
    assert "没有写明凭什么" in problem(editor.post(place, body), 400, "parameter-rejected")
    told = fitting(editor.post(place, body | {"basis": "公报"}), entry_schemas.EntryAnswer)
    values = {one["field"]: one for one in told["fields"]}
    assert values["issuer"]["value"] == "某某市住房局"
    assert values["issuer"]["remark"] == "人工更正，文件里是：未载明"
    assert (told["history"][0]["who"], told["history"][0]["basis"]) == ("编辑", "公报")
    confirmed = {"field": "title", "confirm": True, "basis": "原件"}
    assert editor.post(place, confirmed).json()["history"][0]["field"] == "title"
    taken = editor.post(f"{place}/withdraw", {"field": "issuer", "basis": "看错了"})
    assert fitting(taken, entry_schemas.EntryAnswer)["history"][0]["done"] == "撤回更正"
    with writing(settings.home, "导入文件"):
        problem(editor.post(place, body | {"basis": "公报"}), 409, "busy")
    problem(editor.post(place, body | {"field": "origin"}), 400, "parameter-rejected")
    wrong = body | {"field": "issued_on", "value": "2024-02-31", "basis": "公报"}
    problem(editor.post(place, wrong), 400, "parameter-rejected")
    problem(editor.post("/documents/none/corrections", body), 400, "parameter-rejected")
    problem(editor.get("/documents/none/corrections"), 404, "not-found")
    assert actions(accounts) == ["更正著录", "确认著录", "撤回更正"]


def test_a_document_is_removed(editor: Program, accounts: Accounts, settings: Settings) -> None:
    told = fitting(editor.post("/documents/notice/remove"), entry_schemas.RemovalAnswer)
    assert told["title"] == "关于推进安全发展工作的通知"
    problem(editor.post("/documents/notice/remove"), 404, "not-found")
    with open_store(settings) as store:
        assert store.counts() == (0, 0)
    assert actions(accounts) == ["移除文件"]


def test_words_are_changed_on_their_version_and_remarks_stay(
    editor: Program, accounts: Accounts, settings: Settings
) -> None:
    settings.dictionary.write_text("term\tcategory\n# 机械\n盘扣架\t设备\n爬架\t设备\n", "utf-8")
    words = editor.given("/dictionary", word_schemas.WordsAnswer)
    assert words["rows"] == [["盘扣架", "设备"], ["爬架", "设备"]]
    body = {"version": words["version"], "rows": [["爬架", "设备"], ["吊篮", ""]]}
    tried = fitting(editor.post("/dictionary/preview", body), word_schemas.WordsTrialAnswer)
    assert (tried["added"], tried["removed"]) == (["吊篮"], ["盘扣架\t设备"])
    assert "暂停服务" in tried["fault"]
    saved = fitting(editor.post("/dictionary", body), word_schemas.WordsAnswer)
    assert saved["rows"] == [["爬架", "设备"], ["吊篮"]]
    kept = settings.dictionary.read_text("utf-8")
    assert kept == "term\tcategory\n# 机械\n爬架\t设备\n吊篮\n"
    assert "没有保存" in problem(editor.post("/dictionary", body), 409, "conflict")
    problem(editor.post("/dictionary/preview", body), 409, "conflict")
    assert settings.dictionary.read_text("utf-8") == kept
    earlier = editor.get("/dictionary", params={"earlier": saved["earlier"][0]["name"]})
    assert fitting(earlier, word_schemas.WordsAnswer)["rows"] == words["rows"]
    problem(editor.get("/dictionary?earlier=x"), 400, "parameter-rejected")
    assert actions(accounts) == ["修改词典"]


def test_synonyms_in_fault_are_refused(editor: Program, settings: Settings) -> None:
    version = editor.given("/synonyms", word_schemas.WordsAnswer)["version"]
    for row in (
        ["爬架", "脚手架"],
        ["爬架", "脚手架", "亲戚"],
        ["爬架", "", "俗称"],
        ["a\tb", "", ""],
    ):
        answer = editor.post("/synonyms", {"version": version, "rows": [row]})
        problem(answer, 400, "parameter-rejected")
    assert not settings.synonyms.exists()
    rows = [["附着式升降脚手架", "爬架;整体提升架", "俗称"]]
    saved = editor.post("/synonyms", {"version": version, "rows": rows})
    assert fitting(saved, word_schemas.WordsAnswer)["rows"] == rows


def test_synonyms_are_tried_on_what_serves(editor: Program) -> None:
    editor.ended(editor.post("/reindex", {}).json()["job"])
    version = editor.given("/synonyms", word_schemas.WordsAnswer)["version"]
    body = {"version": version, "rows": [["安全", "平安", "俗称"]], "queries": ["平安", "？"]}
    tried = fitting(editor.post("/synonyms/preview", body), word_schemas.WordsTrialAnswer)
    found, refused = tried["queries"]
    assert found["changed"] is True
    assert found["after"]["total"] > found["before"]["total"]
    assert refused["refused"]


def test_accounts_are_added_changed_and_closed(admin: Program, accounts: Accounts) -> None:
    added = admin.post("/users", {"name": "新人", "roles": ["读者"]})
    told = fitting(added, user_schemas.NewPasswordAnswer)
    assert added.headers["cache-control"] == "no-store"
    assert accounts.sign_in("新人", told["password"], "").temporary
    place = f"/users/{told['number']}"
    roles = fitting(admin.post(f"{place}/roles", {"roles": ["编辑"]}), user_schemas.UserAnswer)
    assert roles["roles"] == ["编辑"]
    again = fitting(admin.post(f"{place}/password"), user_schemas.NewPasswordAnswer)
    assert again["password"] != told["password"]
    closed = fitting(admin.post(f"{place}/state", {"disabled": True}), user_schemas.UserAnswer)
    assert closed["disabled"]
    assert len(admin.given("/users", user_schemas.UsersAnswer)["users"]) == 4
    assert admin.given(place, user_schemas.UserAnswer)["disabled"]
    problem(admin.get("/users/99"), 404, "not-found")
    for body in ({"name": "新人", "roles": ["读者"]}, {"name": "甲", "roles": ["国王"]}):
        problem(admin.post("/users", body), 400, "parameter-rejected")
    last = accounts.users.named("管理员").user_id
    answer = admin.post(f"/users/{last}/state", {"disabled": True})
    assert "最后一个" in problem(answer, 400, "parameter-rejected")
    log = admin.given("/audit?who=管理员&limit=2", user_schemas.AuditAnswer)
    assert (log["total"], len(log["entries"])) == (4, 2)
    assert log["entries"][0]["after"] == {"停用": True}
    assert log["next"].startswith("/api/v1/audit?")
    problem(admin.get("/audit?from=x"), 400, "parameter-rejected")


def test_evaluation_is_begun_and_says_what_became_of_it(editor: Program) -> None:
    sheet = {"questions": ("常见问题.csv", "查询,预期条款\n塔机基础,notice:1\n".encode())}
    begun = fitting(editor.post("/evaluations", files=sheet), evaluation_schemas.EvaluationBegun)
    for _ in range(300):
        work = editor.given("/evaluations", evaluation_schemas.EvaluationsAnswer)["work"]
        if not work["running"]:
            break
        time.sleep(0.1)
    assert (work["title"], work["running"]) == ("常见问题.csv", False)
    assert "zhiku reindex" in work["fault"]  # this home has no index
    assert "没有做完" in problem(editor.get(f"/evaluations/{begun['name']}"), 404, "not-found")
    wrong = {"questions": ("x.txt", b"")}
    problem(editor.post("/evaluations", files=wrong), 400, "parameter-rejected")


def test_evaluations_are_repeated_and_compared(editor: Program, settings: Settings) -> None:
    earlier = "20260101-070000-000000"
    for name in (earlier, RUN):
        keep_run(settings.home, name)
    told = editor.given(
        f"/evaluations/{RUN}/compare?against={earlier}", evaluation_schemas.EvaluationComparison
    )
    assert (told["better"], told["worse"], told["unmatched"]) == ([], [], 0)
    assert told["same"] == told["after"]["figures"]["questions"] > 0
    problem(editor.post(f"/evaluations/{RUN}/again"), 404, "not-found")  # its sheet is gone
    (settings.home / "evaluations" / RUN / "questions.tsv").write_bytes(
        sheet_of("1\t塔机\tnotice:1\t\t")
    )
    again = editor.post(f"/evaluations/{RUN}/again")
    assert fitting(again, evaluation_schemas.EvaluationBegun)["name"] > RUN
    problem(editor.get(f"/evaluations/{RUN}/compare?against=none"), 404, "not-found")


def test_backup_is_made_checked_and_found_broken(admin: Program, settings: Settings) -> None:
    job = fitting(admin.post("/backups"), import_schemas.JobAnswer)["job"]
    assert admin.ended(job)["state"] == "已完成"
    held, *_ = admin.given("/backups", desk_schemas.BackupsAnswer)["backups"]
    place = f"/backups/{held['name']}/check"
    fetched = admin.client.get(held["url"], headers=admin.headers).content
    assert fetched == (settings.home / "backups" / held["name"]).read_bytes()
    assert fitting(admin.post(place), desk_schemas.BackupCheck)["sound"]
    archive = settings.home / "backups" / held["name"]
    archive.write_bytes(archive.read_bytes()[:-40])
    broken = fitting(admin.post(place), desk_schemas.BackupCheck)
    assert (broken["sound"], broken["documents"]) == (False, None)
    assert broken["fault"]
    problem(admin.post("/backups/none.zip/check"), 404, "not-found")


def test_gaps_and_evaluations_are_given(editor: Program, settings: Settings) -> None:
    groups = editor.given("/gaps", desk_schemas.GapsAnswer)["groups"]
    assert len(groups) > 3
    assert all(group["advice"] for group in groups)
    one = editor.given(f"/gaps?kind={groups[0]['name']}", desk_schemas.GapsAnswer)["groups"]
    assert [group["name"] for group in one] == [groups[0]["name"]]
    keep_run(settings.home, RUN)
    [run] = editor.given("/evaluations", evaluation_schemas.EvaluationsAnswer)["evaluations"]
    whole = editor.given(f"/evaluations/{RUN}", evaluation_schemas.EvaluationAnswer)
    assert whole["figures"] == run["figures"]
    assert len(whole["answers"]) == run["figures"]["questions"]
    problem(editor.get("/evaluations/none"), 404, "not-found")


def test_who_may_not_is_told_so(settings: Settings, accounts: Accounts) -> None:
    reader = Program(settings, accounts, Role.READER)
    for route in DESK_ROUTES:
        path = route.path.removeprefix("/api/v1").format(
            delivery=DELIVERY,
            job=JOB,
            document_id="notice",
            name=RUN,
            number=1,
            archive="none.zip",
        )
        asked = reader.get if route.method == "GET" else reader.post
        problem(asked(path), 403, "forbidden")
    reader.headers = {"Authorization": "Bearer zhiku_wrong"}
    problem(reader.post("/reindex", {}), 401, "sign-in-needed")


def test_a_page_cannot_be_made_to_call_it(settings: Settings, accounts: Accounts) -> None:
    browser = Browser(accounts, settings=settings)
    browser.sign_in("编辑")
    problem(browser.client.post("/api/v1/reindex", json={}), 403, "form-refused")


@pytest.mark.parametrize("route", [one for one in DESK_ROUTES if one.manual], ids=str)
def test_examples_fit_their_schemas(route: Any) -> None:
    manual = route.manual
    assert set(manual.example) == set(manual.schema.model_fields)
    manual.schema.model_validate(manual.example)


def test_every_example_is_used() -> None:
    used = [id(route.manual.example) for route in DESK_ROUTES if route.manual]
    assert all(id(getattr(desk_examples, name)) in used for name in desk_examples.__all__)
    assert all(route in ROUTES for route in DESK_ROUTES)
