"""Do searches go on while indexes and words change, and is every fault said?"""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import import_files
from indexer.manifest import SCHEMA
from search import (
    NotSearchable,
    SearchRequest,
    Settings,
    examine,
    open_service,
    open_store,
    rebuild,
)

NOTICE = (
    "关于{0}的通知\n\n一、主要任务\n\n（一）开展{0}。各单位应当每季度检查一次。\n\n"
    "（二）加强培训。\n"
)


def add(settings: Settings, name: str, subject: str) -> None:
    path = settings.home / "inbox" / f"{name}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(NOTICE.format(subject), encoding="utf-8")
    with open_store(settings) as store:
        import_files(store, [path])


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(tmp_path, model="none")
    add(settings, "a", "塔吊检查")
    rebuild(settings)
    return settings


def titles(settings: Settings, query: str) -> list[str]:
    return [hit.title for hit in open_service(settings).search(SearchRequest(query)).hits]


def test_a_home_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotSearchable, match="zhiku init"):
        open_service(Settings(tmp_path / "nowhere")).search(SearchRequest("塔吊"))
    with pytest.raises(NotSearchable, match="zhiku init"):
        rebuild(Settings(tmp_path / "nowhere"))


def test_a_home_without_index_says_what_to_do(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    add(settings, "a", "塔吊检查")
    with pytest.raises(NotSearchable, match="zhiku reindex"):
        open_service(settings).search(SearchRequest("塔吊"))


def test_a_new_generation_is_served_without_restart(settings: Settings) -> None:
    service = open_service(settings)
    assert service.search(SearchRequest("基坑支护")).total == 0
    add(settings, "b", "基坑支护检查")
    assert service.search(SearchRequest("基坑支护")).total == 0
    rebuild(settings)
    assert service.search(SearchRequest("基坑支护")).total > 0


def test_new_words_wait_for_the_rebuild_and_never_hide_hits(settings: Settings) -> None:
    settings.dictionary.write_text("term\tcategory\n塔吊检查\t自定\n", encoding="utf-8")
    service = open_service(settings)
    assert service.search(SearchRequest("塔吊检查")).total > 0
    assert any("reindex" in problem for problem in service.health().problems)
    rebuild(settings)
    assert service.search(SearchRequest("塔吊检查")).total > 0
    assert service.health().problems == ()


def test_own_synonyms_are_used(settings: Settings) -> None:
    assert titles(settings, "大铁架子") == []
    settings.synonyms.write_text(
        "canonical\taliases\trelation\n塔吊\t大铁架子\t俗称\n", encoding="utf-8"
    )
    rebuild(settings)
    assert set(titles(settings, "大铁架子")) == {"关于塔吊检查的通知"}


def test_a_missing_model_costs_only_the_semantic_half(settings: Settings) -> None:
    missing = replace(settings, model="/nowhere/model")
    _, notices = rebuild(missing)
    assert any("只建立了关键词索引" in notice for notice in notices)
    service = open_service(missing)
    assert service.search(SearchRequest("塔吊")).total > 0
    assert not service.health().semantic
    assert any("关键词" in problem for problem in service.health().problems)


def test_a_broken_index_is_never_zero_hits(settings: Settings) -> None:
    pointer = settings.home / "generations" / "CURRENT"
    folder = pointer.parent / pointer.read_text(encoding="utf-8").split()[0]
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    service = open_service(settings)
    with pytest.raises(NotSearchable):
        service.search(SearchRequest("塔吊"))
    assert not service.health().searchable
    assert any(check.state == "broken" for check in examine(settings))
    rebuild(settings)
    assert service.search(SearchRequest("塔吊")).total > 0


def test_a_sound_home_is_examined_as_well(settings: Settings) -> None:
    assert {check.state for check in examine(settings)} <= {"well", "warning"}
    add(settings, "b", "基坑支护检查")
    messages = [check.message for check in examine(settings)]
    assert any("有改动" in message for message in messages)


def test_threads_share_a_service_while_it_is_rebuilt(settings: Settings) -> None:
    service = open_service(settings)
    faults: list[BaseException] = []
    stop = threading.Event()

    def ask() -> None:
        try:
            while not stop.is_set():
                assert service.search(SearchRequest("塔吊")).total > 0
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(3):
        add(settings, f"n{number}", f"脚手架第{number}次检查")
        rebuild(settings)
    stop.set()
    for thread in threads:
        thread.join()
    assert faults == []


def test_an_index_that_is_behind_says_so(settings: Settings) -> None:
    service = open_service(settings)
    assert not any("尚未反映" in n for n in service.search(SearchRequest("塔吊")).notices)
    add(settings, "b", "基坑支护检查")
    assert any("尚未反映" in n for n in service.search(SearchRequest("基坑支护")).notices)


def test_an_emptied_collection_does_not_empty_the_index(settings: Settings) -> None:
    settings.database.unlink()
    settings.database.touch()
    with pytest.raises(NotSearchable, match="没有更新索引"):
        rebuild(settings)
    assert titles(settings, "塔吊") != []
    rebuild(settings, full=True)
    assert titles(settings, "塔吊") == []


def test_a_broken_dictionary_costs_a_warning_not_the_search(settings: Settings) -> None:
    settings.synonyms.write_text("塔吊\t大铁架\n", encoding="utf-8")
    service = open_service(settings)
    assert service.search(SearchRequest("塔吊")).total > 0
    assert any("synonyms.tsv" in problem for problem in service.health().problems)


def test_an_index_of_an_older_form_says_so_and_is_rebuilt(settings: Settings) -> None:
    [manifest] = settings.home.glob("generations/*/manifest.json")
    text = manifest.read_text("utf-8")
    manifest.write_text(text.replace(f'"schema": {SCHEMA}', '"schema": 1'), "utf-8")
    with pytest.raises(NotSearchable, match=r"格式版本是 1.*zhiku reindex"):
        open_service(settings).search(SearchRequest("塔吊"))
    rebuild(settings)
    assert open_service(settings).search(SearchRequest("塔吊")).total > 0


def test_a_quoted_measure_is_not_one_with_a_decimal_point(settings: Settings) -> None:
    add(settings, "b", "高度2.5米的基坑检查")
    add(settings, "c", "高度25米的塔吊检查")
    rebuild(settings)
    assert set(titles(settings, "“2.5米”")) == {"关于高度2.5米的基坑检查的通知"}
    assert set(titles(settings, "“25米”")) == {"关于高度25米的塔吊检查的通知"}
    assert set(titles(settings, "“5米的基坑”")) == set()
