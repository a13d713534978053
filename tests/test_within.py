"""Are results searched within honestly, and do they stand by date, before they are paged?"""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from search import (
    Mode,
    QueryRejected,
    SearchRequest,
    SearchResults,
    Settings,
    Sort,
    open_service,
    open_store,
    rebuild,
)
from search.ranking import exactly
from search.within import left_of, read_also
from tests.indexing import put

pytestmark = pytest.mark.once

DAYS = {"old": date(2015, 3, 1), "new": date(2024, 5, 6), "middle": date(2020, 1, 1), "none": None}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(tmp_path_factory.mktemp("home"))
    with open_store(settings) as store:
        for name, day in DAYS.items():
            texts = [
                f"塔吊检查由{name}单位进行，并且填写月报表。",
                "塔吊检查应当逐台进行，检查结果存档。",
                "脚手架验收合格以后方可使用。",
            ]
            put(store, name, *texts, title=f"{name}通知")
            number = "测发〔2024〕1号" if name == "new" else None
            document = replace(store.get(name), issued_on=day, doc_no=number)
            store.put(document, store.clauses(name))
    rebuild(settings)
    return settings


def search(settings: Settings, query: str = "塔吊 检查", **values: object) -> SearchResults:
    return open_service(settings).search(SearchRequest(query, **values))  # type: ignore[arg-type]


def documents(results: SearchResults) -> list[str]:
    return [hit.document_id for hit in results.hits]


@pytest.mark.parametrize("group", [True, False])
def test_the_newest_stand_first_and_the_undated_last(settings: Settings, group: bool) -> None:
    results = search(settings, sort=Sort.DATE, group=group)
    assert documents(results) == ["new"] * 2 + ["middle"] * 2 + ["old"] * 2 + ["none"] * 2
    plain = search(settings, group=group)
    assert {hit.clause_id for hit in plain.hits} == {hit.clause_id for hit in results.hits}
    assert results.facets == plain.facets


def test_those_of_one_day_stay_as_ranked(settings: Settings) -> None:
    ranked = [hit.clause_id for hit in search(settings).hits if hit.document_id == "new"]
    by_date = search(settings, sort=Sort.DATE)
    assert [hit.clause_id for hit in by_date.hits[:2]] == ranked


def test_the_order_is_that_of_all_pages(settings: Settings) -> None:
    whole = [hit.clause_id for hit in search(settings, sort=Sort.DATE).hits]
    paged = [
        hit.clause_id
        for offset in range(0, 8, 3)
        for hit in search(settings, sort=Sort.DATE, limit=3, offset=offset).hits
    ]
    assert paged == whole


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("query", ["塔吊 检查", "塔吊应当怎样检查？", "塔吊"])
def test_what_is_searched_within_is_a_part_of_the_results(
    settings: Settings, query: str, mode: Mode
) -> None:
    all_ = search(settings, query, mode=mode, limit=100)
    kept = search(settings, query, mode=mode, limit=100, also=("月报",))
    assert kept.total == len(kept.hits)
    # 月报 stands in 月报表: the characters count, not the words
    expected = [hit.clause_id for hit in all_.hits if "月报" in hit.text]
    assert [hit.clause_id for hit in kept.hits] == expected
    assert expected
    assert sum(kept.facets["kind"].values()) == kept.total


def test_every_word_must_be_there_and_is_marked(settings: Settings) -> None:
    results = search(settings, also=("月報 填写", "new单位"), explain=True)
    assert documents(results) == ["new"]
    [hit] = results.hits
    marked = {hit.text[start:end] for start, end in hit.highlights}
    assert {"填写月报", "new单位"} <= marked
    assert results.explanation
    assert any("再查：月報 填写、new单位" in step for step in results.explanation.steps)


def test_nothing_left_is_not_a_slip_of_the_pen(settings: Settings) -> None:
    results = search(settings, also=("混凝土",))
    assert (results.total, results.hits, results.facets["kind"]) == (0, [], {})
    assert not any("没有找到" in notice for notice in results.notices)


def test_a_text_that_is_named_is_searched_within_too(settings: Settings) -> None:
    assert documents(search(settings, "测发〔2024〕1号", also=("月报",))) == ["new"]
    assert search(settings, "测发〔2024〕1号", also=("存档",)).total == 0


def test_words_without_characters_are_refused(settings: Settings) -> None:
    with pytest.raises(QueryRejected, match="没有可以检索的文字"):
        search(settings, also=("、，",))
    assert read_also(["月报　填写", "月报"]) == ("月报", "填写")
    assert read_also(["、 月报"]) == ("月报",)


def test_what_is_left_is_told_anew() -> None:
    found = exactly(np.arange(4), 6)
    held = np.array([True, True, False, False, True, True])
    left = left_of(replace(found, match=replace(found.match, held=held)), ~held)
    assert left.rows.tolist() == [2, 3]
    assert (left.match.full, left.match.relaxed) == (0, True)
    assert left_of(found, held).match.full == 2


@pytest.mark.parametrize("query", ["塔吊 检查", "塔吊应当怎样检查？"])
def test_each_hit_says_why(settings: Settings, query: str) -> None:
    for hit in search(settings, query, explain=True).hits:
        assert hit.reasons[0].startswith("原文含有：" if hit.matched_terms else "原文没有检索词")
        assert any(reason.startswith("关键词") for reason in hit.reasons)
        assert any("余弦" in reason for reason in hit.reasons)
    assert all(not hit.reasons for hit in search(settings, query).hits)
    [named] = search(settings, "测发〔2024〕1号", explain=True).hits
    assert "直接指明" in named.reasons[0]
