"""Which engine keeps the words, who says so, and what happens when the setting changes?"""

from pathlib import Path

import pytest

from corpus.storing.sqlite_store import SqliteStore
from indexer import choose_engine, current
from indexer.engines import MOST_FOR_WHOOSH
from search import (
    SearchRequest,
    Settings,
    examine,
    open_service,
    open_store,
    read_settings,
    rebuild,
)
from tests.indexing import put

CLAUSES = ("基坑开挖前应当组织专家论证。", "塔式起重机安装后应当检测。", "高支模应当编制专项方案。")


@pytest.mark.parametrize(
    ("wanted", "clauses", "name"),
    [
        ("auto", 0, "whoosh"),
        ("auto", MOST_FOR_WHOOSH, "whoosh"),
        ("auto", MOST_FOR_WHOOSH + 1, "tantivy"),
        ("whoosh", MOST_FOR_WHOOSH + 1, "whoosh"),
        ("tantivy", 1, "tantivy"),
    ],
)
def test_the_engine_is_chosen_by_setting_and_size(wanted: str, clauses: int, name: str) -> None:
    choice = choose_engine(wanted, clauses)
    assert (choice.engine.name, choice.instead) == (name, False)


def test_a_misspelt_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="ZHIKU_KEYWORD_ENGINE 应为"):
        read_settings(Path("/home"), {"ZHIKU_KEYWORD_ENGINE": "lucene"})
    assert read_settings(Path("/home"), {"ZHIKU_KEYWORD_ENGINE": ""}).keyword_engine == "auto"


def filled(settings: Settings) -> None:
    with open_store(settings) as store:
        assert isinstance(store, SqliteStore)
        put(store, "a", *CLAUSES)


def built_with(settings: Settings) -> str:
    found = current(settings.home)
    assert found is not None
    return found.manifest().keyword


def test_a_changed_setting_is_said_and_takes_a_rebuild(tmp_path: Path) -> None:
    before = Settings(tmp_path, model="none")
    filled(before)
    rebuild(before)
    assert built_with(before) == "whoosh"
    changed = Settings(tmp_path, model="none", keyword_engine="tantivy")
    service = open_service(changed)
    request = SearchRequest("塔式起重机 检测")
    found = [hit.clause_id for hit in service.search(request).hits]
    told = "关键词索引由 Whoosh 建立，现在应用 tantivy（设置为 tantivy）。请运行 zhiku reindex"
    assert any(told in problem for problem in service.health().problems)
    checks = {check.name: check for check in examine(changed)}
    assert (checks["关键词引擎"].state, "现用 Whoosh" in checks["关键词引擎"].message) == (
        checks["关键词引擎"].WARNING,
        True,
    )
    rebuild(changed)
    assert built_with(changed) == "tantivy"
    assert [hit.clause_id for hit in service.search(request).hits] == found == ["a:2"]
    assert not any("关键词" in problem for problem in service.health().problems)
    messages = [check.message for check in examine(changed) if check.name == "关键词引擎"]
    assert messages == ["tantivy（设置为 tantivy）"]


def test_without_tantivy_whoosh_serves_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.tantivy_storage._FAULT", "没有这个模块")
    settings = Settings(tmp_path, model="none", keyword_engine="tantivy")
    filled(settings)
    _, notices = rebuild(settings)
    assert notices == (
        "关键词引擎用 Whoosh：本应用 tantivy，但它不能用（没有这个模块）。"
        "请重装 tantivy，再运行 zhiku reindex。",
    )
    assert built_with(settings) == "whoosh"
    service = open_service(settings)
    assert [hit.clause_id for hit in service.search(SearchRequest("专项方案")).hits] == ["a:3"]
    assert any("没有这个模块" in problem for problem in service.health().problems)
    monkeypatch.undo()
    rebuild(settings)
    assert built_with(settings) == "tantivy"


def test_an_index_of_tantivy_is_searched_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(tmp_path, model="none", keyword_engine="tantivy")
    filled(settings)
    rebuild(settings)
    monkeypatch.setattr("indexer.tantivy_storage.tantivy", None)
    monkeypatch.setattr("indexer.tantivy_storage._FAULT", "没有这个模块")
    service = open_service(settings)
    assert [hit.clause_id for hit in service.search(SearchRequest("专项方案")).hits] == ["a:3"]
    problems = service.health().problems
    assert any("由 tantivy 建立，现在应用 Whoosh（本应用 tantivy" in text for text in problems)
    rebuild(settings)
    assert built_with(settings) == "whoosh"
