"""Does the model learn a department's words without forgetting, and is it judged honestly?"""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from indexer.embedding import BUILTIN_MODEL, StaticEmbedder
from indexer.embedding.adapting import AskedText, Material
from indexer.embedding.adapting.contrast import contrast
from indexer.embedding.adapting.descent import Descent
from indexer.embedding.adapting.examination import GENERAL, PASSAGES, QUESTIONS, prepare
from indexer.embedding.adapting.growth import grow
from indexer.embedding.adapting.holding_out import part
from indexer.embedding.adapting.lessons import Lessons
from indexer.embedding.adapting.static_model import StaticModel, read_model, write_model
from indexer.embedding.adapting.verdict import ALL_HELD, judge
from indexer.embedding.features import default_extractor
from indexer.embedding.own_terms import OwnTerms
from indexer.embedding.training.articles import Article
from indexer.embedding.training.pairs import PairSettings
from indexer.embedding.training.vocabulary import Ragged

pytestmark = pytest.mark.once


RANDOM = np.random.default_rng(5)


def bags(*rows: list[int]) -> Ragged:
    starts = np.cumsum([0, *(len(row) for row in rows)])
    return Ragged(np.array([i for row in rows for i in row], np.int64), starts.astype(np.int64))


def random_bags(pairs: int, words: int) -> Ragged:
    drawn = [RANDOM.integers(1, words, RANDOM.integers(1, 9)).tolist() for _ in range(2 * pairs)]
    return bags(*drawn)


def material(laws: int = 30, each: int = 10, questions: int = 0) -> Material:
    articles = [
        Article(
            f"第{law:02}号规定", f"第{n}条", "", f"{law:02}号塔吊第{n}次检查由监理单位负责。" * 2
        )
        for law in range(laws)
        for n in range(each)
    ]
    asked = [AskedText(f"第{n}问", frozenset({n, n + 1})) for n in range(questions)]
    return Material(articles, ("塔吊",), asked)


@pytest.mark.torch
def test_loss_and_gradient_are_those_of_the_training() -> None:
    import torch

    from indexer.embedding.training.model import WeightedBag, contrastive_loss

    rows = RANDOM.standard_normal((40, 12)).astype(np.float32)
    batch = random_bags(9, 40)
    model = WeightedBag(torch.from_numpy(rows.copy()), torch.ones(40))
    both = model(batch)
    loss = contrastive_loss(both[:9], both[9:], 20.0)
    torch.autograd.backward(loss)
    found = contrast(rows, batch, 20.0)
    assert found.loss == pytest.approx(loss.item(), rel=1e-5)
    assert model.vectors.grad is not None
    theirs = model.vectors.grad.numpy()
    np.testing.assert_allclose(found.gradient, theirs[found.present], atol=1e-5)
    absent = np.setdiff1d(np.arange(40), found.present)
    assert not theirs[absent].any()


def test_the_gradient_is_the_slope_of_the_loss_where_some_pairs_are_alike() -> None:
    rows = RANDOM.standard_normal((12, 6)).astype(np.float32)
    batch = random_bags(5, 12)
    alike = np.eye(5, dtype=bool)
    alike[0, 1] = alike[3, 2] = True
    found = contrast(rows, batch, 4.0, alike)
    assert found.loss < contrast(rows, batch, 4.0).loss
    for place, row in enumerate(found.present.tolist()):
        for column in range(6):
            moved = []
            for way in (1, -1):
                changed = rows.copy()
                changed[row, column] += way * 0.01
                moved.append(contrast(changed, batch, 4.0, alike).loss)
            slope = (moved[0] - moved[1]) / 0.02
            assert found.gradient[place, column] == pytest.approx(slope, abs=2e-3)


def test_descent_lowers_the_loss_and_the_anchor_holds_it_back() -> None:
    start = RANDOM.standard_normal((30, 8)).astype(np.float32)
    batch = random_bags(8, 30)
    ends = {}
    for anchor in (0.0, 0.5):
        descent = Descent(start.copy(), anchor)
        for _ in range(40):
            descent.follow(contrast(descent.rows, batch, 10.0), 0.02, 1.0)
        ends[anchor] = descent.rows
    losses = {anchor: contrast(rows, batch, 10.0).loss for anchor, rows in ends.items()}
    assert losses[0.0] < losses[0.5] < contrast(start, batch, 10.0).loss
    moved = {anchor: float(np.abs(rows - start).sum()) for anchor, rows in ends.items()}
    assert moved[0.5] < moved[0.0] / 2


def test_terms_of_a_model_come_on_top_of_the_stock_features() -> None:
    stock = default_extractor()
    knowing = stock.knowing(OwnTerms(["危大工程", "大工程", "塔", "bim", "高支模"]))
    text = "危大工程与ＢＩＭ，高支、模"
    assert stock.features(text) == knowing.features(text)[: len(stock.features(text))]
    assert knowing.features(text)[len(stock.features(text)) :] == ["危大工程", "大工程"]


def test_a_word_that_the_model_lacks_begins_near_its_parts_and_its_texts() -> None:
    base, cut = read_model(BUILTIN_MODEL), default_extractor()
    texts = ["高支模坍塌，必须设监测", "高支模专项方案", "高支模验收", "只有一次的挂篮铺", "qqzx"]
    grown = grow(base, texts, ["高支模", "挂篮铺", "住房和城乡建设部门规章"], cut)
    assert grown.new == ("高支模",)
    assert grown.model.own.terms == {"高支模"}
    np.testing.assert_array_equal(grown.model.rows[:-1], base.rows)
    row, around = grown.model.rows[-1], StaticEmbedder().embed(["高支模专项方案", "商标注册"])
    cosines = around @ row / np.linalg.norm(row)
    assert cosines[0] > 0.5 > cosines[1]
    assert grow(base, texts, [], cut).new == ()


def test_a_model_never_outgrows_its_limit() -> None:
    rows = np.broadcast_to(np.float32(1), (7, 5_000_000))
    base = StaticModel(("", *"abcdef"), rows, OwnTerms())
    assert grow(base, ["甲乙"] * 3, [], default_extractor()).new == ()


@pytest.mark.torch
def test_a_written_model_is_what_sentence_transformers_reads(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    grown = grow(read_model(BUILTIN_MODEL), ["高支模方案"] * 3, ["高支模"], default_extractor())
    folder = tmp_path / "own"
    folder.mkdir()
    write_model(grown.model, BUILTIN_MODEL, folder)
    texts = ["高支模专项方案的论证", "脚手架", "", "高支模"]
    model = SentenceTransformer(
        str(folder), trust_remote_code=True, local_files_only=True, device="cpu"
    )
    ours = StaticEmbedder(folder)
    np.testing.assert_allclose(
        ours.embed(texts), model.encode(texts, show_progress_bar=False), atol=1e-5
    )
    assert abs(float(ours.embed(texts)[3] @ StaticEmbedder().embed(texts)[3])) < 0.9999
    model.save(str(tmp_path / "again"), create_model_card=False)
    np.testing.assert_allclose(ours.embed(texts), StaticEmbedder(tmp_path / "again").embed(texts))

    without = ours.fingerprint
    (folder / "terms.txt").write_text("高支模\n塔吊", encoding="utf-8")
    assert StaticEmbedder(folder).fingerprint != without


def test_whole_titles_are_kept_back_and_no_answer_from_them_is_taught() -> None:
    given = material(questions=200)
    parted = part(given, seed=3)
    assert parted is not None
    laws = [{given.articles[n].law for n in numbers} for numbers in (parted.taught, parted.held)]
    assert not laws[0] & laws[1]
    assert 40 <= len(parted.held) <= 60
    assert len(parted.taught) + len(parted.held) == 300
    taught = {n for question in parted.taught_questions for n in question.answers}
    assert taught
    assert not taught & set(parted.held)
    names = [{q.query for q in half} for half in (parted.taught_questions, parted.held_questions)]
    assert not names[0] & names[1]
    assert len(names[0] | names[1]) == 200
    assert parted == part(given, seed=3)
    assert parted != part(given, seed=4)


@pytest.mark.parametrize(("laws", "each"), [(19, 10), (1, 400), (0, 0)])
def test_too_little_or_one_single_text_is_refused(laws: int, each: int) -> None:
    assert part(material(laws, each), seed=1) is None


def test_lessons_oppose_nothing_that_belongs_together() -> None:
    given = material(questions=40)
    parted = part(given, seed=1)
    assert parted is not None
    lessons = Lessons(given, parted, PairSettings(title_share=1), seed=1)
    questions, answers, alike = lessons.draw(100)
    assert len(questions) == len(answers) == 100
    assert alike.diagonal().all()
    law = questions[0].removeprefix("第").removesuffix("规定")
    same = [law in answer for answer in answers]
    assert alike[0].tolist() == same
    assert {q.query for q in parted.taught_questions} & set(questions)
    assert not {q.query for q in parted.held_questions} & set(questions)


def test_a_model_that_knows_every_answer_ranks_first_and_one_that_knows_none_last() -> None:
    given = material(questions=40)
    parted = part(given, seed=1)
    assert parted is not None
    examination = prepare(given, parted, seed=1)
    blind = examination.ranks(lambda texts: np.zeros((len(texts), 4), np.float32))
    assert set(blind) == {PASSAGES, "口语片段", "文件名称", QUESTIONS, GENERAL}
    assert (blind[PASSAGES] == len(given.articles)).all()
    assert len(blind[QUESTIONS]) >= 20
    seeing = examination.ranks(StaticEmbedder().embed)
    assert seeing[GENERAL].mean() < blind[GENERAL].mean() / 10


def ranks(*values: int) -> NDArray[np.int64]:
    return np.array(values * 20, np.int64)


@pytest.mark.parametrize(
    ("before", "after", "better", "said"),
    [
        ({PASSAGES: ranks(5, 4)}, {PASSAGES: ranks(5, 4)}, False, "偶然"),
        ({PASSAGES: ranks(5, 4)}, {PASSAGES: ranks(1, 2)}, True, ALL_HELD),
        ({PASSAGES: ranks(1, 2)}, {PASSAGES: ranks(5, 4)}, False, "变差"),
        ({PASSAGES: ranks(1, 5, 9)}, {PASSAGES: ranks(5, 1, 9)}, False, "偶然"),
        (
            {PASSAGES: ranks(5), GENERAL: ranks(1)},
            {PASSAGES: ranks(1), GENERAL: ranks(3)},
            False,
            GENERAL,
        ),
        (
            {PASSAGES: ranks(5), QUESTIONS: ranks(1)},
            {PASSAGES: ranks(1), QUESTIONS: ranks(2)},
            False,
            QUESTIONS,
        ),
        (
            {PASSAGES: ranks(5), QUESTIONS: ranks(4)},
            {PASSAGES: ranks(5), QUESTIONS: ranks(2)},
            True,
            QUESTIONS,
        ),
    ],
)
def test_only_what_is_surely_better_and_nowhere_worse_is_kept(
    before: dict[str, NDArray[np.int64]],
    after: dict[str, NDArray[np.int64]],
    better: bool,
    said: str,
) -> None:
    verdict = judge(before, after, seed=1)
    assert verdict.better is better
    assert said in verdict.reason


def test_scores_follow_their_definitions() -> None:
    verdict = judge({PASSAGES: ranks(1, 20)}, {PASSAGES: ranks(2, 200)}, seed=1)
    score = verdict.scores[1]
    assert score.mrr_10 == (0.5, 0.25)
    assert score.recall_10 == (0.5, 0.5)
    assert score.recall_100 == (1.0, 0.5)
    assert score.low <= -0.25 <= score.high
