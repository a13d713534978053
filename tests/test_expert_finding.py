"""Do people's words find the right specialty, and who of it had the fewest reviews?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from library.experts import ExpertDesk, ExpertFilter, Review, State
from library.experts.finding import SpecialtyFinder
from library.hazard_table import load_hazard_table
from library.links import SpecialtyProvider
from library.thresholds import judge, the_works
from search import Settings, open_service
from tests.experts import TAXONOMY, TODAY, expert

GOLD = Path(__file__).parent / "golden" / "expert_phrases.tsv"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ExpertDesk]:
    folder = tmp_path_factory.mktemp("home")
    for command in ("init", "reindex"):
        assert CliRunner().invoke(app, [command, "--home", str(folder)]).exit_code == 0
    settings = Settings(folder)
    with ExpertDesk(settings, open_service(settings)) as opened:
        yield opened


def gold() -> list[tuple[str, str]]:
    lines = [line for line in GOLD.read_text("utf-8").splitlines() if not line.startswith("#")]
    pairs = [line.split("\t") for line in lines[1:]]
    return [(phrase, specialty) for phrase, specialty in pairs]


def test_the_phrases_find_their_specialty(desk: ExpertDesk) -> None:
    pairs = gold()
    assert len(pairs) == 60
    right = [_first(desk.finder, phrase) == specialty for phrase, specialty in pairs]
    tuned, held_out = right[0::2], right[1::2]
    assert sum(held_out) / len(held_out) >= 0.95
    assert sum(tuned) / len(tuned) >= 0.95


def _first(finder: SpecialtyFinder, phrase: str) -> str:
    found = finder.matches(phrase)
    return found[0].specialty.name if found else ""


def test_each_way_says_why(desk: ExpertDesk) -> None:
    phrases = ("脚手架", "盾构", "某某区塔吊拆卸", "咬合桩围护", "高大模板支撑系统")
    said = {phrase: desk.finder.matches(phrase)[0].reason for phrase in phrases}
    assert said["脚手架"] == "就是“脚手架”（专业目录）"
    assert said["盾构"] == "就是“盾构”（隧道与轨道交通的又称）"
    assert said["某某区塔吊拆卸"] == "说到“塔吊拆卸”（起重机械的又称）"
    assert "的同义词" in said["高大模板支撑系统"]
    assert said["咬合桩围护"].startswith("意思相近：")
    assert desk.finder.matches("退休金怎么算") == []
    assert desk.finder.matches("") == []


def test_without_a_model_words_still_find() -> None:
    finder = SpecialtyFinder(TAXONOMY)
    assert finder.matches("深基坑支护")[0].specialty.name == "基坑工程"
    assert finder.matches("咬合桩围护") == []


def test_the_fewest_reviews_come_first_and_filters_hold(desk: ExpertDesk) -> None:
    pool = desk.pool
    for n, region in ((1, "甲市"), (2, "甲市"), (3, "乙市")):
        pool.add("测试", expert(n, "YT1", region=region, title="教授" if n == 2 else "高级工程师"))
    pool.add("测试", expert(4, "YT"))
    pool.add("测试", expert(5, "YT1", standing=State.SUSPENDED))
    pool.reviewed("测试", 1, Review(date(2026, 6, 1), "甲", "示例工程", "通过"))

    def found(phrase: str, **wanted: object) -> list[int]:
        whole = ExpertFilter(**({"state": State.ENGAGED} | wanted))  # type: ignore[arg-type]
        experts = desk.finder.find(pool, phrase, whole, TODAY).experts
        return [one.expert.expert_id for one in experts]

    assert found("深基坑支护") == [2, 3, 1]
    assert found("岩土") == [2, 3, 4, 1]  # the wider specialty takes in the narrower ones
    assert found("深基坑支护", region="甲市") == [2, 1]
    assert found("深基坑支护", title="教授") == [2]
    assert found("深基坑支护", most=0) == [2, 3]
    assert found("深基坑支护", state=State.SUSPENDED) == [5]
    assert found("养老金") == []
    works = the_works("深基坑", load_hazard_table())
    needed = desk.for_works(works, TODAY)
    assert [(one.specialty.name, one.needed, one.engaged) for one in needed] == [
        ("基坑工程", 3, 3), ("结构工程", 1, 0), ("建筑施工", 1, 0),
    ]  # fmt: skip


def test_works_propose_five_at_least_and_say_what_needs_no_review(desk: ExpertDesk) -> None:
    table = load_hazard_table()
    both = [judge(table, "基坑", {"depth": "6"}), judge(table, "高支模", {"height": "9"})]
    proposal = desk.propose(both)
    assert [(need.specialty, need.number) for need in proposal.needs] == [
        ("YT1", 3), ("JG", 1), ("SG", 1), ("MJ1", 3),
    ]  # fmt: skip
    assert "非法定" in proposal.basis
    provider: SpecialtyProvider = desk
    assert provider.specialties("暗挖工程") == ["隧道与轨道交通", "基坑工程", "建筑施工"]
    assert "非法定" in provider.note
    small = desk.propose([judge(table, "基坑", {"depth": "4"}, ("1=否",))])
    assert small.needs == ()
    assert "不必专家论证" in small.notes[0]
