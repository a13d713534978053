"""Does a department that exports once and then follows the changes hold what we hold?"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from corpus import import_files
from library.errors import CursorExpired
from library.sharing import ChangeLog, canonical
from search import SearchService, Settings, open_service, open_store, rebuild
from tests.fake_search import FakeSearch, make_document, standard_service
from web import create_app

pytestmark = pytest.mark.once

TEXT = "关于{0}的通知\n一、要求\n{0}要落实。\n"


class Follower:
    """Another department: it holds lines by document id, from an export and the changes."""

    def __init__(self, client: TestClient) -> None:
        self._client = client
        self.held: dict[str, bytes] = {}
        self.cursor = ""

    def take_all(self) -> None:
        manifest = self._client.get("/api/v1/export/manifest").json()
        lines = self._client.get("/api/v1/export").content.splitlines()
        self.held = {json.loads(line)["document_id"]: line for line in lines}
        sums = {name: hashlib.sha256(line).hexdigest() for name, line in self.held.items()}
        assert sums == {entry["document_id"]: entry["sha256"] for entry in manifest["entries"]}
        self.cursor = manifest["cursor"]

    def follow(self, limit: int = 100) -> list[tuple[str, str]]:
        told: list[tuple[str, str]] = []
        more = True
        while more:
            asked: dict[str, str | int] = {"since": self.cursor, "limit": limit}
            answer = self._client.get("/api/v1/changes", params=asked).json()
            assert len(answer["changes"]) <= limit
            for change in answer["changes"]:
                told.append((change["document_id"], change["change"]))
                self._apply(change)
            self.cursor, more = answer["cursor"], answer["more"]
        return told

    def _apply(self, change: dict[str, Any]) -> None:
        if change["change"] == "removed":
            self.held.pop(change["document_id"], None)
            return
        line = json.dumps(
            change["document"], ensure_ascii=False, sort_keys=True, separators=(",", ":")
        ).encode()
        assert hashlib.sha256(line).hexdigest() == change["sha256"]
        self.held[change["document_id"]] = line


@pytest.fixture
def service() -> FakeSearch:
    return standard_service()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[ChangeLog]:
    log = ChangeLog(tmp_path / "changes.db")
    yield log
    log.close()


@pytest.fixture
def client(service: FakeSearch, log: ChangeLog) -> Iterator[TestClient]:
    with TestClient(create_app(service, version="9.9", changes=log)) as client:
        yield client


def put(service: FakeSearch, name: str, about: str) -> None:
    service.documents_held[name] = make_document(name, TEXT.format(about))


def publish(service: FakeSearch, generation: str) -> None:
    service.generation = generation


def held_by(service: FakeSearch) -> dict[str, bytes]:
    return {name: canonical(*both) for name, both in service.documents_held.items()}


def test_export_and_changes_lead_to_what_is_held(client: TestClient, service: FakeSearch) -> None:
    follower = Follower(client)
    follower.take_all()
    assert follower.follow() == []
    put(service, "a", "甲")
    put(service, "b", "乙")
    publish(service, "g2")
    assert follower.follow() == [("a", "added"), ("b", "added")]
    put(service, "a", "甲之二")
    del service.documents_held["b"]
    del service.documents_held["hostile"]
    publish(service, "g3")
    told = [("a", "changed"), ("b", "removed"), ("hostile", "removed")]
    assert follower.follow() == told
    assert follower.held == held_by(service)
    assert follower.follow() == []


def test_whoever_sleeps_through_generations_gets_there_too(
    client: TestClient, service: FakeSearch
) -> None:
    follower = Follower(client)
    follower.take_all()
    for number in range(12):
        put(service, f"d{number % 5}", f"第{number}")
        service.documents_held.pop(f"d{(number * 3) % 5}", None) if number % 2 else None
        publish(service, f"g{number}x")
        client.get("/api/v1/changes")  # recorded each time
    told = follower.follow(limit=1)
    assert len({name for name, _ in told}) == len(told)  # each once, however often it changed
    assert follower.held == held_by(service)


def test_a_document_that_comes_back(client: TestClient, service: FakeSearch) -> None:
    follower = Follower(client)
    follower.take_all()
    kept = service.documents_held.pop("notice")
    publish(service, "g2")
    client.get("/api/v1/changes")
    service.documents_held["notice"] = kept
    publish(service, "g3")
    assert follower.follow() == [("notice", "added")]
    del service.documents_held["notice"]
    publish(service, "g4")
    assert follower.follow() == [("notice", "removed")]
    assert follower.held == held_by(service)


def test_an_export_taken_while_the_index_changes_is_mended_by_the_changes(
    client: TestClient, service: FakeSearch
) -> None:
    follower = Follower(client)
    follower.cursor = client.get("/api/v1/export/manifest").json()["cursor"]
    put(service, "between", "中途")
    publish(service, "g2")
    lines = client.get("/api/v1/export").content.splitlines()
    follower.held = {json.loads(line)["document_id"]: line for line in lines}
    del service.documents_held["between"]
    publish(service, "g3")
    follower.follow()
    assert follower.held == held_by(service)


def test_without_a_cursor_all_is_given(client: TestClient, service: FakeSearch) -> None:
    del service.documents_held["digest"]
    publish(service, "g0")
    client.get("/api/v1/changes")
    follower = Follower(client)
    told = follower.follow(limit=2)
    assert {change for _, change in told} == {"added"}
    assert follower.held == held_by(service)


def test_pages_lead_to_the_next(client: TestClient) -> None:
    answer = client.get("/api/v1/changes?limit=1")
    assert answer.json()["more"] is True
    assert answer.headers["link"] == f'<{answer.json()["next"]}>; rel="next"'
    following = client.get(answer.json()["next"]).json()
    assert following["changes"][0] != answer.json()["changes"][0]
    assert "link" not in client.get("/api/v1/changes").headers


@pytest.mark.parametrize("cursor", ["nonsense", "！", "MTIz", "OTk5OTkuYWJj", "LTEuYQ", "a" * 500])
def test_what_is_no_cursor_of_ours_says_to_start_anew(client: TestClient, cursor: str) -> None:
    answer = client.get("/api/v1/changes", params={"since": cursor})
    assert answer.status_code == 410
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/api/docs#cursor-expired"
    assert "重新取全量" in answer.json()["detail"]


def test_a_limit_that_is_none(client: TestClient) -> None:
    answer = client.get("/api/v1/changes?limit=501")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "limit")


def test_a_cursor_of_a_log_that_was_restored_is_refused(
    service: FakeSearch, log: ChangeLog, tmp_path: Path
) -> None:
    """After a restore the same numbers are given to other changes; a cursor must not fit them."""
    log.record(service.collection())
    backup = sqlite3.connect(tmp_path / "restored.db")
    with backup, sqlite3.connect(tmp_path / "changes.db") as held:
        held.backup(backup)
    backup.close()
    held.close()
    put(service, "lost", "备份以后")
    publish(service, "g2")
    log.record(service.collection())
    cursor = log.manifest()[2]
    del service.documents_held["lost"]
    put(service, "other", "恢复以后")
    publish(service, "g3")
    restored = ChangeLog(tmp_path / "restored.db")
    restored.record(service.collection())
    with pytest.raises(CursorExpired):
        restored.since(cursor, 10)
    restored.close()


def test_what_went_long_ago_is_forgotten_and_old_cursors_with_it(tmp_path: Path) -> None:
    service = standard_service()
    log = ChangeLog(tmp_path / "few.db", marks=3)
    log.record(service.collection())
    cursors = [log.manifest()[2]]
    del service.documents_held["digest"]
    for number in range(2, 7):
        put(service, "notice", f"第{number}")
        publish(service, f"g{number}")
        log.record(service.collection())
        cursors.append(log.manifest()[2])
    for old in cursors[:-3]:
        with pytest.raises(CursorExpired):
            log.since(old, 10)
    for known in cursors[-3:-1]:
        assert [c.document_id for c in log.since(known, 10).changes] == ["notice"]
    with sqlite3.connect(tmp_path / "few.db") as held:
        [(removed,)] = held.execute("SELECT count(*) FROM documents WHERE removed").fetchall()
    held.close()
    assert removed == 0
    log.close()


def test_recorded_once_and_read_no_more_than_needed(service: FakeSearch, log: ChangeLog) -> None:
    log.record(service.collection())
    before = log.manifest()
    log.record(service.collection())
    assert log.manifest() == before
    put(service, "a", "甲")
    publish(service, "g2")
    collection = service.collection()
    read: list[str] = []

    def reading(name: str) -> Any:
        read.append(name)
        return collection.read(name)

    log.record(replace(collection, read=reading, changed_since=lambda _: {"a"}))
    assert read == ["a"]


# Over a real home


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "home", model="none")


def build(settings: Settings, texts: dict[str, str], *removed: str) -> None:
    folder = settings.home.parent / "files"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    with open_store(settings) as store:
        import_files(store, [folder / f"{name}.md" for name in texts])
        for title in removed:
            [gone] = [d.document_id for d in store.documents() if d.title == title]
            store.delete(gone)
    rebuild(settings)


def stored(service: SearchService) -> dict[str, bytes]:
    collection = service.collection()
    names = [document.document_id for document in collection.documents]
    return {name: canonical(*collection.read(name)) for name in names}


def test_a_real_home_is_followed_past_generations_that_are_gone(settings: Settings) -> None:
    build(settings, {name: TEXT.format(name) for name in ("甲乙", "丙丁", "戊己")})
    service = open_service(settings)
    log = ChangeLog(settings.changes)
    with TestClient(create_app(service, version="1", changes=log)) as client:
        follower = Follower(client)
        follower.take_all()
        assert len(follower.held) == 3
        # Four generations, of which the server sees only the last: two are left on the disk.
        build(
            settings,
            {"甲乙": TEXT.format("甲乙") + "二、又\n又改。\n", "新来": TEXT.format("新来")},
        )
        build(settings, {"又来": TEXT.format("又来")})
        build(settings, {}, "关于又来的通知")
        build(settings, {}, "关于丙丁的通知")
        told = follower.follow()
        assert sorted(change for _, change in told) == ["added", "changed", "removed"]
        assert follower.held == stored(service)
        # One generation, told by the difference of the two copies that are there.
        build(settings, {"甲乙": TEXT.format("甲乙") + "落款之外的一行\n"}, "关于新来的通知")
        changed = service.collection().changed_since(log_generation(settings))
        assert changed is not None
        assert len(changed) == 2
        assert sorted(change for _, change in follower.follow()) == ["changed", "removed"]
        assert follower.held == stored(service)
    log.close()


def log_generation(settings: Settings) -> str:
    with sqlite3.connect(settings.changes) as held:
        query = "SELECT generation FROM marks ORDER BY number DESC LIMIT 1"
        [(name,)] = held.execute(query).fetchall()
    held.close()
    return str(name)
