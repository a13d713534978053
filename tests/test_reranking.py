"""Does the learned order say what was learned, and give way where it cannot be had?"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import search.assembly
import search.opening
from corpus import files_under, import_files
from indexer import Floats
from search import (
    Mode,
    SearchRequest,
    Settings,
    examine,
    open_service,
    open_store,
    read_settings,
    rebuild,
)
from search.errors import ForestBroken
from search.ranking import exactly, texts_first
from search.reranking import (
    BUILTIN_FOREST,
    FEATURES,
    Evidence,
    Forest,
    load_forest,
    measure,
    read_forest,
)
from search.reranking.training import flattened

pytestmark = pytest.mark.once

POLICIES = Path(__file__).parent.parent / "corpus" / "documents"
QUESTION = "施工单位没有编制专项施工方案就开工会受到什么处罚"


def evidence(size: int = 40, seed: int = 0) -> Evidence:
    dice = np.random.default_rng(seed)
    values = dice.random((6, size), dtype=np.float32)
    return Evidence(
        words=values[0] * 30,
        bigrams=values[1] * 20,
        cosine=values[2],
        coverage=values[3],
        length=dice.integers(5, 900, size),
        document=dice.integers(0, 9, size),
        title_share=values[4],
        title_cosine=values[5],
    )


def small_dump() -> dict[str, Any]:
    """A dump as LightGBM writes it: one tree of two questions, one of a single leaf."""
    inner = {
        "split_feature": 1, "threshold": 2.5, "internal_value": 1.0,
        "left_child": {"leaf_value": 0.5}, "right_child": {"leaf_value": 3.0},
    }  # fmt: skip
    tree = {
        "split_feature": 0, "threshold": 0.0, "internal_value": 0.25,
        "left_child": {"leaf_value": -1.0}, "right_child": inner,
    }  # fmt: skip
    return {
        "feature_names": ["a", "b"],
        "tree_info": [{"tree_structure": tree}, {"tree_structure": {"leaf_value": 10.0}}],
    }


@pytest.fixture
def small(tmp_path: Path) -> Forest:
    path = tmp_path / "forest.json"
    path.write_text(flattened(small_dump()), "utf-8")
    return read_forest(path)


def test_a_forest_answers_as_its_trees_read(small: Forest) -> None:
    rows = np.array([[0, 9], [1, 2.5], [1, 2.6]], np.float32)
    assert small.predict(rows).tolist() == [9.0, 10.5, 13.0]


def test_contributions_sum_to_the_prediction(small: Forest) -> None:
    rows = np.array([[0, 9], [1, 2.5], [1, 2.6]], np.float32)
    moved = small.contributions(rows)
    assert moved.tolist() == [[-1.25, 0.0], [0.75, -0.5], [0.75, 2.0]]
    base = small.value[small.roots].sum()
    assert (base + moved.sum(axis=1)).tolist() == small.predict(rows).tolist()


@pytest.mark.parametrize(
    "damage",
    [
        lambda held: held.pop("value"),
        lambda held: held["left"].__setitem__(0, 99),
        lambda held: held["feature"].__setitem__(0, 7),
        lambda held: held["roots"].clear(),
        lambda held: held["threshold"].pop(),
    ],
)
def test_a_damaged_forest_is_refused(tmp_path: Path, damage: Any) -> None:
    held = json.loads(flattened(small_dump()))
    damage(held)
    path = tmp_path / "forest.json"
    path.write_text(json.dumps(held), "utf-8")
    with pytest.raises(ForestBroken, match=r"forest\.json"):
        read_forest(path)


def test_the_built_in_forest_knows_todays_features() -> None:
    forest = load_forest()
    assert forest.features == tuple(FEATURES)
    assert BUILTIN_FOREST.stat().st_size < 300_000
    features = measure(evidence())
    values = forest.predict(features)
    assert values.std() > 0
    base = forest.value[forest.roots].sum()
    np.testing.assert_allclose(base + forest.contributions(features).sum(axis=1), values, atol=1e-9)


def test_lightgbm_says_the_same(tmp_path: Path) -> None:
    lightgbm = pytest.importorskip("lightgbm", reason="needs the extra `train`")
    features: Floats = np.concatenate([measure(evidence(50, seed)) for seed in range(8)])
    labels = (features[:, 0] * features[:, 4] > 0.4).astype(np.int32)
    data = lightgbm.Dataset(features, labels, group=[50] * 8, feature_name=list(FEATURES))
    parameters = {"objective": "lambdarank", "verbose": -1, "num_threads": 1, "num_leaves": 7}
    booster = lightgbm.train(parameters, data, 20)
    path = tmp_path / "forest.json"
    path.write_text(flattened(booster.dump_model()), "utf-8")
    other = measure(evidence(300, 99))
    np.testing.assert_allclose(
        read_forest(path).predict(other), booster.predict(other), rtol=0, atol=1e-6
    )


def test_features_do_not_depend_on_the_scale_of_bm25() -> None:
    one = evidence()
    larger = Evidence(
        one.words * 4, one.bigrams * 4, one.cosine, one.coverage, one.length, one.document,
        one.title_share, one.title_cosine,
    )  # fmt: skip
    np.testing.assert_allclose(measure(one), measure(larger), atol=1e-5)


def test_features_do_not_depend_on_how_documents_are_numbered() -> None:
    one = evidence()
    other = Evidence(
        one.words, one.bigrams, one.cosine, one.coverage, one.length, 1000 - one.document,
        one.title_share, one.title_cosine,
    )  # fmt: skip
    assert measure(one).tolist() == measure(other).tolist()


def test_one_candidate_can_be_measured() -> None:
    assert np.isfinite(measure(evidence(1))).all()


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(tmp_path_factory.mktemp("home"))
    with open_store(settings) as store:
        import_files(store, list(files_under([POLICIES])))
    rebuild(settings)
    return settings


def order(settings: Settings, text: str, mode: Mode = Mode.HYBRID) -> list[str]:
    results = open_service(settings).search(SearchRequest(text, mode, limit=50))
    return [hit.clause_id for hit in results.hits]


@pytest.fixture
def without_forest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let the model be missing; return where it would be."""
    path = tmp_path / "reranker.json"
    monkeypatch.setattr(search.assembly, "load_forest", lambda: load_forest(path))
    return path


@pytest.fixture
def learned(settings: Settings) -> Settings:
    """The home with the learned order, which is the default."""
    assert settings.learned_order
    return settings


def test_the_fused_order_stands_where_it_is_asked_for(settings: Settings) -> None:
    fused = replace(settings, learned_order=False)
    results = open_service(fused).search(SearchRequest(QUESTION, explain=True))
    assert results.explanation
    assert "按句子读取：词语得分与语义得分各半" in results.explanation.steps


def test_the_setting_is_read_and_a_misspelt_one_refused() -> None:
    assert read_settings(environ={}).learned_order
    assert not read_settings(environ={"ZHIKU_ORDER": "fused"}).learned_order
    with pytest.raises(ValueError, match="ZHIKU_ORDER 应留空或为 fused"):
        read_settings(environ={"ZHIKU_ORDER": "learnt"})


def test_a_question_is_explained_hit_by_hit(learned: Settings) -> None:
    results = open_service(learned).search(SearchRequest(QUESTION, limit=3, explain=True))
    assert results.explanation
    moved = [[r for r in hit.reasons if "重排模型" in r] for hit in results.hits]
    assert [len(reasons) for reasons in moved] == [1, 1, 1]
    assert all(any(label in reason for label in FEATURES.values()) for [reason] in moved)
    values = [hit.scores.fused for hit in results.hits]
    assert values == sorted(values, reverse=True)
    assert 0 <= values[-1] <= values[0] <= 1


def test_keywords_keep_their_tiers(learned: Settings) -> None:
    results = open_service(learned).search(SearchRequest("施工 方案", explain=True))
    assert results.explanation
    assert results.hits
    assert not any("重排模型" in reason for hit in results.hits for reason in hit.reasons)


@pytest.mark.usefixtures("without_forest")
def test_a_missing_model_leaves_the_fused_order_and_is_said(learned: Settings) -> None:
    results = open_service(learned).search(SearchRequest(QUESTION, explain=True))
    assert results.hits
    assert results.explanation
    assert "按句子读取：词语得分与语义得分各半" in results.explanation.steps
    found = [check for check in examine(learned) if "重排模型" in check.message]
    assert [check.state for check in found] == ["warning"]
    assert "reranker.json" in found[0].message


@pytest.mark.parametrize("text", ["今天晚饭吃什么好呢", "量子纠缠是怎么回事，能不能讲讲"])
def test_what_is_no_answer_stays_none(settings: Settings, learned: Settings, text: str) -> None:
    assert order(learned, text) == order(replace(settings, learned_order=False), text) == []


def test_an_article_stands_before_what_only_tells_of_it() -> None:
    found = exactly(np.array([4, 7, 2, 9]), 10)
    found = replace(found, order=np.array([0.9, 0.8, 0.7, 0.1], np.float32))
    ordered = texts_first(found, lambda row: {4: (9,), 2: (4, 5)}.get(row, ()))
    assert ordered.rows.tolist() == [9, 4, 7, 2]
    assert ordered.order.tolist() == np.array([0.9, 0.9, 0.8, 0.7], np.float32).tolist()


def test_an_article_that_holds_fewer_keywords_stays_behind() -> None:
    found = exactly(np.array([4, 7, 9]), 10)
    found = replace(found, order=np.array([2.9, 2.8, 1.1], np.float32))
    assert texts_first(found, lambda row: {4: (9,)}.get(row, ())).rows.tolist() == [4, 7, 9]
