"""Does one document leave room for the others, and do ended editions stand behind current ones?"""

import numpy as np
import pytest

from search import SearchRequest, Settings, open_service, open_store, rebuild
from search.grouping import arrange, current_first
from search.ranking import Ranking, exactly
from tests.indexing import put


def ranking(rows: int) -> Ranking:
    return exactly(np.arange(rows), rows)


def numbers(*documents: int) -> np.ndarray:
    return np.array(documents, dtype=np.int32)


def test_a_document_is_listed_three_times_where_others_answer() -> None:
    of_row = numbers(*[0] * 8, *range(1, 9))
    found = arrange(ranking(16), of_row, fold=True)
    assert found.ranking.rows.tolist() == [0, 1, 2, *range(8, 16), *range(3, 8)]
    assert (found.listed, found.clauses) == (11, {0: 8})


def test_nothing_is_folded_that_would_hide_no_other() -> None:
    found = arrange(ranking(12), numbers(*[0] * 10, 1, 1), fold=True)
    assert found.listed == 10
    assert found.clauses == {0: 10}
    alone = arrange(ranking(7), numbers(*[0] * 7), fold=True)
    assert (alone.listed, alone.clauses) == (7, {})


def test_without_folding_the_order_is_that_of_the_ranking() -> None:
    found = arrange(ranking(16), numbers(*[0] * 16), fold=False)
    assert (found.listed, found.clauses) == (16, {})
    assert found.ranking.rows.tolist() == list(range(16))


@pytest.mark.parametrize("empty", [True, False])
def test_an_empty_ranking_stays_empty(empty: bool) -> None:
    assert arrange(ranking(0), numbers(), fold=empty).listed == 0


def test_an_ended_edition_stands_behind_the_current_one() -> None:
    shown = np.array([False, True, False, True])
    others = {0: [1], 1: [0], 2: [], 3: []}
    of_row = numbers(0, 2, 0, 1, 3)  # documents 0 and 1 are editions, 2 has ended alone
    moved = current_first(ranking(5), of_row, shown, others.__getitem__)
    assert moved.rows.tolist() == [1, 3, 0, 2, 4]
    same = current_first(ranking(2), numbers(1, 3), shown, others.__getitem__)
    assert same.rows.tolist() == [0, 1]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(tmp_path_factory.mktemp("home"), model="none")
    with open_store(settings) as store:
        long = [f"第{n}项：塔吊检查应当逐台进行。" for n in range(12)]
        put(store, "long", *long, title="塔吊检查通知")
        for n in range(9):
            put(store, f"other{n}", f"塔吊检查由{n}号单位进行，并且报告结果。", title=f"通知{n}")
    rebuild(settings)
    return settings


def test_pages_of_a_grouped_search_are_honest(settings: Settings) -> None:
    service = open_service(settings)
    flat = service.search(SearchRequest("塔吊检查", limit=200))
    first = service.search(SearchRequest("塔吊检查", group=True))
    second = service.search(SearchRequest("塔吊检查", group=True, offset=10))
    assert (flat.total, flat.folded) == (21, 0)
    assert (first.total, first.folded) == (21, 9)
    listed = [*first.hits, *second.hits]
    assert [hit.rank for hit in listed] == list(range(1, 13))
    assert len({hit.clause_id for hit in listed}) == 12
    assert {hit.clause_id for hit in listed} <= {hit.clause_id for hit in flat.hits}
    told = [hit for hit in listed if hit.more]
    assert {hit.document_id for hit in told} == {"long"}
    assert first.facets == flat.facets


def test_one_document_is_searched_alone(settings: Settings) -> None:
    service = open_service(settings)
    within = service.search(SearchRequest("塔吊检查", group=True, within="long", limit=200))
    assert (within.total, len(within.hits), within.folded) == (12, 12, 0)
    flat = service.search(SearchRequest("塔吊检查", within="long", limit=200))
    assert {hit.document_id for hit in flat.hits} == {"long"}
    assert service.search(SearchRequest("塔吊检查", within="none")).total == 0
