"""Does `zhiku train` keep the better model, serve while it changes, and leave no mess behind?"""

import errno
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from cli import app
from corpus import SqliteStore
from indexer import BuildBusy, current, writing
from indexer.embedding import BUILTIN_MODEL, StaticEmbedder, chosen_model
from indexer.embedding.adapting import static_model, teaching
from indexer.errors import EmbedderUnavailable
from search import Mode, SearchRequest, Settings, examine, open_service
from search.adapting import train_model
from search.training_report import TrainingPlan
from tests.indexing import put

pytestmark = pytest.mark.once


JARGON = [f"{a}{b}{c}" for a in "bdfgkpstvz" for b in "aeiou" for c in "lmnr"]
"""Words that no model knows: each subject has five of its own."""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def fill(home: Path, documents: int = 26, each: int = 10, *, jargon: bool = True) -> None:
    """Put documents whose clauses speak of one subject each, in jargon or in common words."""
    rng = np.random.default_rng(1)
    words = JARGON if jargon else list("安全生产管理检查验收监理施工消防燃气房屋道路桥梁隧道")
    home.mkdir(parents=True, exist_ok=True)
    with SqliteStore(home / "zhiku.db") as store, store.batch():
        for number in range(documents):
            texts = []
            for _ in range(each):
                subject = int(rng.integers(len(words) // 5)) * 5
                texts.append(" ".join(rng.choice(words[subject : subject + 5], 16)))
            put(store, f"d{number}", *texts, title=f"第{number}号通知")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """A home that was indexed, then trained and not indexed again."""
    home = tmp_path_factory.mktemp("trained") / "home"
    fill(home)
    assert run("reindex", "--home", str(home)).exit_code == 0
    done = run("train", "--home", str(home), "--threads", "1", "--json")
    assert done.exit_code == 0, done.output
    report = json.loads(done.stdout)
    assert report["kept"], report
    return home, report


@pytest.fixture
def home(trained: tuple[Path, dict[str, object]], tmp_path: Path) -> Path:
    """A copy of the trained home."""
    shutil.copytree(trained[0], tmp_path / "home")
    return tmp_path / "home"


def test_a_better_model_is_kept_and_says_how_it_was_made(
    trained: tuple[Path, dict[str, object]],
) -> None:
    home, report = trained
    assert report["base"] == "zhiku-static"
    assert report["new_words"] > 150  # type: ignore[operator]
    assert report["taught"] + report["held_out"] == 260  # type: ignore[operator]
    score = report["scores"][0]  # type: ignore[index]
    assert score["mrr_10"][1] > score["mrr_10"][0]
    folder = chosen_model(home)
    assert folder.name == report["model"]
    assert StaticEmbedder(folder).dimension == StaticEmbedder().dimension
    card = (folder / "README.md").read_text(encoding="utf-8")
    assert f"{report['taught']} 段" in card
    assert str(report["model"]) in card
    assert {path.name for path in (home / "models").glob("*")} >= {"CURRENT", folder.name}
    assert not list((home / "models").glob(".training-*"))


def test_the_old_model_serves_until_the_index_is_renewed(home: Path) -> None:
    settings = Settings(home)
    service = open_service(settings)
    asked = SearchRequest(f"{JARGON[0]} {JARGON[1]}", Mode.SEMANTIC)
    health = service.health()
    assert health.semantic
    assert health.model == "zhiku-static"
    assert any("换成了 own-" in problem for problem in health.problems)
    assert not service.search(SearchRequest("安全", Mode.SEMANTIC)).hits
    assert run("reindex", "--home", str(home)).exit_code == 0
    assert service.search(asked).mode is Mode.SEMANTIC
    assert service.health().problems == ()
    assert str(service.health().model).startswith("own-")
    assert {hit.document_id for hit in service.search(asked).hits}


def test_doctor_and_stats_name_the_model(home: Path) -> None:
    name = chosen_model(home).name
    told = {check.name: check.message for check in examine(Settings(home))}["语义模型"]
    assert name in told
    assert "zhiku train" in told
    assert f"语义模型：{name}" in run("stats", "--home", str(home)).stdout
    assert json.loads(run("stats", "--home", str(home), "--json").stdout)["model"] == name
    path = home / "models" / name / "training.json"
    record = {**json.loads(path.read_text("utf-8")), "builtin": "zhiku-static:older"}
    path.write_text(json.dumps(record), "utf-8")
    assert any("--afresh" in check.message for check in examine(Settings(home)))


def test_a_model_that_is_set_wins(home: Path) -> None:
    explicit = Settings(home, model=str(BUILTIN_MODEL))
    assert open_service(explicit).health().problems == ()
    assert open_service(explicit).health().model == "zhiku-static"


def test_reverting_goes_back_to_the_built_in_model(home: Path) -> None:
    run("reindex", "--home", str(home))
    done = run("train", "--revert", "--reindex", "--home", str(home))
    assert done.exit_code == 0
    assert "已改回内置模型" in done.stdout
    assert chosen_model(home) == BUILTIN_MODEL
    found = current(home)
    assert found is not None
    assert found.manifest().stamp.model == "zhiku-static"
    assert "没有改动" in run("train", "--revert", "--home", str(home)).stdout


def test_a_lost_model_says_so_and_can_be_reverted(home: Path) -> None:
    shutil.rmtree(home / "models" / chosen_model(home).name)
    with pytest.raises(EmbedderUnavailable, match="zhiku train --revert"):
        chosen_model(home)
    done = run("doctor", "--home", str(home))
    assert done.exit_code == 3
    assert "--revert" in done.stdout
    assert run("train", "--revert", "--home", str(home)).exit_code == 0
    assert open_service(Settings(home)).health().semantic


def test_nothing_changes_where_training_did_not_help(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teaching, "tune", lambda model, *_, **__: (model.rows, 0))
    fill(tmp_path, jargon=False)
    done = run("train", "--home", str(tmp_path), "--reindex")
    assert done.exit_code == 0, done.output
    assert "没有变好，保留原模型 zhiku-static" in done.stdout
    assert chosen_model(tmp_path) == BUILTIN_MODEL
    assert list((tmp_path / "models").glob("*own*")) == []
    assert current(tmp_path) is None


@pytest.mark.parametrize(("documents", "each"), [(10, 10), (1, 300)])
def test_too_little_is_refused_with_the_reason(tmp_path: Path, documents: int, each: int) -> None:
    fill(tmp_path, documents, each)
    done = run("train", "--home", str(tmp_path))
    assert done.exit_code == 3
    assert "语义模型不变" in done.stderr
    assert not list((tmp_path / "models").glob("*own*"))


def test_an_empty_home_and_a_wrong_option_have_their_codes(tmp_path: Path) -> None:
    assert run("train", "--home", str(tmp_path / "none")).exit_code == 3
    SqliteStore(tmp_path / "zhiku.db").close()
    assert run("train", "--home", str(tmp_path)).exit_code == 1
    assert run("train", "--minutes", "0", "--home", str(tmp_path)).exit_code == 2


@pytest.mark.parametrize(
    ("failure", "said"),
    [(KeyboardInterrupt(), "已中断"), (OSError(errno.ENOSPC, "No space left"), "磁盘已满")],
)
def test_an_interruption_or_a_full_disk_leaves_the_old_model(
    home: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException, said: str
) -> None:
    before = chosen_model(home)

    def fail(*_: object) -> None:
        raise failure

    monkeypatch.setattr(static_model, "save_file", fail)
    done = run("train", "--minutes", "0.1", "--home", str(home))
    assert done.exit_code == 3
    assert said in done.stderr
    assert chosen_model(home) == before
    assert StaticEmbedder(before).embed(["安全"]).any()
    assert not list((home / "models").glob(".training-*"))


def test_one_training_at_a_time_and_imports_go_on(home: Path) -> None:
    with writing(home / "models", "训练语义模型"):
        with pytest.raises(BuildBusy, match="训练语义模型"):
            train_model(Settings(home), TrainingPlan())
        with writing(home):
            pass


def test_a_model_of_another_kind_cannot_be_taught(tmp_path: Path) -> None:
    fill(tmp_path, 2, 2)
    with pytest.raises(Exception, match="ZHIKU_MODEL"):
        train_model(Settings(tmp_path, model="BAAI/bge-small-zh-v1.5"), TrainingPlan())


def test_leftovers_and_models_out_of_use_are_removed(home: Path) -> None:
    models = home / "models"
    (models / ".training-own-1").mkdir()
    shutil.copytree(chosen_model(home), models / "own-unused")
    in_use = chosen_model(home).name
    done = run("train", "--minutes", "0.1", "--home", str(home), "--json")
    report = json.loads(done.stdout)
    assert report["base"] == in_use
    left = {path.name for path in models.iterdir() if path.is_dir()}
    assert left == {in_use, report["model"]}


def test_questions_teach_and_examine(home: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    rows = [f"{JARGON[n]} {JARGON[n + 1]}\td{n % 26}:1" for n in range(40)]
    table.write_text(
        "\n".join(["查询\t预期条款", *rows, "没有的\t《无此法》第一条", "空\t无"]), "utf-8"
    )
    arguments = ("--minutes", "0.1", "--home", str(home), "--json")
    done = run("train", "--questions", str(table), "--afresh", *arguments)
    assert done.exit_code == 0, done.output
    report = json.loads(done.stdout)
    assert report["base"] == "zhiku-static"
    assert report["taught_questions"] + report["held_questions"] == 40
    assert report["held_questions"] >= 20
    assert [row["row"] for row in report["bad_rows"]] == [42, 43]
    assert "查询表" in [score["subject"] for score in report["scores"]]
