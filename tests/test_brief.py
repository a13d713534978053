"""Is a brief right, cited sentence by sentence, the same each time, and kept as it was?"""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from library.accounts import Permission
from library.brief import (
    Brief,
    BriefLinks,
    Briefs,
    Expert,
    Part,
    Section,
    brief_bytes,
    brief_json,
    brief_markdown,
    compose,
    differences,
    read_brief,
    remake,
)
from library.brief.situation import read_situation
from library.duties import DutyLibrary
from library.errors import BriefRejected, UnknownBrief
from library.links import LinkKind, LinkLibrary
from library.thresholds import rows_in
from search import SearchService, Settings, open_service
from search.dossier import Dossier

pytestmark = pytest.mark.once

DAY = date(2026, 11, 28)
EXAMPLES = Path(__file__).parent.parent / "docs" / "examples"
TOPICS = ("深基坑", "起重机械拆装", "城镇燃气")
SITUATION = "某工地开挖6米基坑，周边有燃气管道"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("home")
    for command in ("init", "reindex"):
        assert CliRunner().invoke(app, [command, "--home", str(home)]).exit_code == 0
    return Settings(home)


@pytest.fixture(scope="module")
def service(settings: Settings) -> SearchService:
    return open_service(settings)


@pytest.fixture
def briefs(tmp_path: Path) -> Iterator[Briefs]:
    with Briefs(tmp_path / "briefs.db") as briefs:
        yield briefs


Maker = Callable[..., Brief]


@pytest.fixture(scope="module")
def made(service: SearchService) -> Maker:
    """Return what makes a brief on a subject, each once, with duties that were read once."""
    duties = DutyLibrary(service)

    @cache
    def make(subject: str, as_of: date = DAY) -> Brief:
        return compose(service, subject, as_of, rows_in(None), duties=duties)

    return make


def part(brief: Brief, section: str, name: str) -> list[str]:
    """Return the sentences of the part whose name begins so."""
    return [
        one.text + one.time
        for s in brief.sections
        if s.name == section
        for p in s.parts
        if p.name.startswith(name)
        for one in p.statements
    ]


@pytest.mark.parametrize(
    ("text", "works", "sizes"),
    [
        ("深基坑", "土方开挖、支护、降水", {}),
        (SITUATION, "土方开挖、支护、降水", {"depth": "6米"}),
        ("基坑深4800mm", "土方开挖、支护、降水", {"depth": "4800mm"}),
        ("距离基坑5米处有燃气管道", "土方开挖、支护、降水", {}),
        ("高支模搭设高度8.5米，跨度18m", "混凝土模板支撑", {"height": "8.5米", "span": "18m"}),
        ("开挖深度3m，局部5.2m深的基坑", "土方开挖、支护、降水", {"depth": "5.2m"}),
        ("塔吊起重量30t", "起重机械安装和拆卸", {"weight": "30t"}),
    ],
)
def test_a_situation_is_read(text: str, works: str, sizes: dict[str, str]) -> None:
    found = read_situation(text, rows_in(None))
    assert [one.name for one in found.works] == [works]
    assert dict(next(iter(found.sizes.values()))) == sizes


def test_an_accident_is_read() -> None:
    found = read_situation("燃气爆炸致3人死亡，重伤十人，直接经济损失1200万元", rows_in(None))
    assert (found.works, found.accidents) == ((), ("其他爆炸",))
    assert (found.deaths, found.injured, found.loss) == (3, 10, "1200万元")
    assert [theme.name for theme in found.themes] == ["城镇燃气"]
    assert read_situation("脚手架24米高", rows_in(None)).unclear[0][0] == "脚手架"


@pytest.mark.parametrize(
    ("text", "deaths", "injured"),
    [
        ("坍塌造成死亡3人重伤15人", 3, 15),
        ("坍塌致重伤5人死亡13人", 13, 5),
        ("3人死亡10人重伤", 3, 10),
        ("两名工人死亡、一百二十人重伤", 2, 120),
        ("有工人死亡2026年以来第二起", None, None),
    ],
)
def test_numbers_of_people_are_those_of_their_own_word(
    text: str, deaths: int | None, injured: int | None
) -> None:
    found = read_situation(text, rows_in(None))
    assert (found.deaths, found.injured) == (deaths, injured)


def test_a_situation_is_judged(made: Maker) -> None:
    brief = made(SITUATION)
    assert brief.headline == "基坑：超过一定规模的危大工程，方案须经专家论证"
    assert [section.name for section in brief.sections] == [
        "事项与判断", "各方职责", "类似事故", "需要的专业", "缺口与待核实",
    ]  # fmt: skip
    assert any("“开挖深度≥5m”" in text for text in part(brief, "事项与判断", "基坑"))
    assert "不少于 5 名" in part(brief, "事项与判断", "须专家论证")[0]
    assert any("查明地下燃气管线" in text for text in part(brief, "各方职责", "建设单位"))
    assert part(brief, "类似事故", "杭州地铁湘湖站")
    assert any("邻近天然气管道" in text for text in part(brief, "类似事故", "廊坊燕郊"))
    assert "岩土工程" in part(brief, "需要的专业", "基坑工程")[0]
    level = made("基坑坍塌死亡3人")
    assert part(level, "事项与判断", "事故等级")[0].startswith("至少较大")


@pytest.mark.parametrize("subject", [*TOPICS, SITUATION, "有限空间", "脚手架24米高", "安全生产"])
def test_every_sentence_has_its_ground(service: SearchService, made: Maker, subject: str) -> None:
    """And the grounds are as the collection has them; what is not held is only told as a gap."""
    brief = made(subject)
    for section, _, one in brief.statements():
        assert one.grounds or section == "缺口与待核实", one.text
        assert all(1 <= number <= len(brief.grounds) for number in one.grounds)
    for ground in brief.grounds:
        if ground.clause_id and ground.citation == service.clause(ground.clause_id)[1].citation:
            assert ground.text == service.clause(ground.clause_id)[1].text
        assert 1 <= ground.source <= len(brief.sources)
    used = {brief.ground(n).source for _, _, one in brief.statements() for n in one.grounds}
    assert used == {source.number for source in brief.sources}
    assert all(source.status and source.basis for source in brief.sources)


def test_duties_stand_in_the_words_of_their_clause(made: Maker) -> None:
    brief = made("城镇燃气")
    [duties] = [section for section in brief.sections if section.name == "各方职责"]
    assert duties.parts
    for own in duties.parts:
        assert len(own.statements) <= 4
        for one in own.statements:
            action = re.sub(r"（与.*?）$", "", one.text.partition("：")[2] or one.text[2:])
            assert action[:12] in brief.ground(one.grounds[0]).text


def test_what_has_ended_is_left_out_and_told(made: Maker) -> None:
    now, then = made("深基坑"), made("深基坑", date(2021, 6, 1))
    assert any("实施期满" in text for text in part(now, "缺口与待核实", "没有列入的"))
    assert not part(then, "缺口与待核实", "没有列入的")
    assert not part(then, "类似事故", "济南历城")  # had not happened


def test_many_duties_cost_no_look_at_each(
    service: SearchService, made: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, look = list[str](), service.dossier

    def dossier(document_id: str, as_of: date | None = None) -> Dossier:
        asked.append(document_id)
        return look(document_id, as_of)

    monkeypatch.setattr(service, "dossier", dossier)
    brief = made("安全", date(2026, 11, 27))
    duties = sum(len(p.statements) + p.left for p in brief.sections[1].parts)
    assert duties > len(asked) > 0


def test_nonsense_is_refused(made: Maker) -> None:
    for subject in ("", "  ", "长" * 501):
        with pytest.raises(BriefRejected):
            made(subject)
    assert made("鼋鼍蛟螭").sections[2].parts == ()


def test_a_brief_is_kept_as_it_was(made: Maker, briefs: Briefs) -> None:
    brief = made(SITUATION)
    assert read_brief(json.loads(json.dumps(brief_json(brief)))) == brief
    head = briefs.save(brief, "编辑")
    again = briefs.save(made("城镇燃气"), "编辑", head.number)
    assert briefs.read(head.number) == brief
    assert [one.number for one in briefs.all()] == [again.number, head.number]
    clause = next(one.clause_id for one in brief.grounds if one.clause_id.startswith("case-2008"))
    assert [one.number for one in briefs.citing([clause, "none:1"])] == [head.number]
    briefs.remove(head.number)
    assert briefs.citing([clause]) == []
    assert briefs.head(again.number).again_of is None
    with pytest.raises(UnknownBrief):
        briefs.read(head.number)


def test_made_anew_says_what_changed(
    service: SearchService, settings: Settings, made: Maker
) -> None:
    before = made(SITUATION)
    same = remake(service, settings, before, rows_in(None))
    assert (same.changes, same.reproduced) == ((), True)
    other = made("开挖4米基坑，周边有燃气管道")
    told = "\n".join(differences(before, other))
    assert "判断：“基坑：超过一定规模" in told
    assert "减少（事项与判断，须专家论证）" in told
    gone = Brief(**{name: getattr(before, name) for name in before.__slots__} | {"generation": "x"})
    assert remake(service, settings, gone, rows_in(None)).reproduced is None


def test_every_form_opens(made: Maker) -> None:
    brief = made("深基坑")
    assert brief_bytes(brief, ".docx")[:2] == b"PK"
    pdf = brief_bytes(brief, ".PDF")
    assert pdf[:5] == b"%PDF-"
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 3  # for a chief
    assert json.loads(brief_bytes(brief, ".json"))["subject"] == "深基坑"
    hostile = made("<script>|*基坑*")
    assert "<script>" not in brief_markdown(hostile)
    left = Part("施工单位", (), 3, "坑`; rm -rf $HOME")
    told = brief_markdown(replace(brief, sections=(Section("各方职责", (left,)),)))
    assert "`zhiku duties '坑; rm -rf $HOME' --actor 施工单位`" in told


def test_named_experts_have_their_source(service: SearchService) -> None:
    class Pool:
        def having(self, specialties: Sequence[str], as_of: date) -> Sequence[Expert]:
            return [Expert("张三", specialties[0], "某院")]

    brief = compose(service, "深基坑", DAY, rows_in(None), pool=Pool())
    [(_, _, one)] = [told for told in brief.statements() if told[1] == "库中专家"]
    assert one.text.startswith("张三（")
    [ground] = [brief.ground(number) for number in one.grounds]
    assert brief.sources[ground.source - 1].title == "专家库"


@pytest.mark.parametrize("topic", TOPICS)
def test_the_examples_are_true(settings: Settings, tmp_path: Path, topic: str) -> None:
    """They are made by `zhiku brief` from the documents of the product, on the day they name."""
    kept = (EXAMPLES / f"研判单-{topic}.md").read_text("utf-8")
    home = shutil.copytree(settings.home, tmp_path / "home")
    words = ["brief", topic, "--as-of", DAY.isoformat(), "-o", str(tmp_path / "brief.md")]
    assert CliRunner().invoke(app, [*words, "--home", str(home)]).exit_code == 0
    fresh = (tmp_path / "brief.md").read_text("utf-8")
    assert _without_generation(fresh) == _without_generation(kept)


def _without_generation(text: str) -> str:
    return re.sub(r"索引版本 \S+", "索引版本 …", text)


def test_the_command(settings: Settings, tmp_path: Path) -> None:
    def run(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(app, ["brief", *words, "--home", str(settings.home)])
        assert result.exit_code == code, result.output
        return result.output

    assert "还没有研判单" in run(code=1)
    first = run("深基坑", "--as-of", "2026-11-28")
    assert "第 1 号研判单" in first
    assert run("--show", "1") == first
    target = tmp_path / "单.docx"
    assert "没有变化" in run("--again", "1", "-o", str(target))
    assert target.read_bytes()[:2] == b"PK"
    told = json.loads(run("--show", "2", "--json"))
    assert (told["number"], told["again_of"], told["subject"]) == (2, 1, "深基坑")
    assert "深基坑" in run()
    assert "已删去第 1 号" in run("--remove", "1")
    run("--show", "1", code=1)
    run("深基坑", "--show", "2", code=2)
    run("深基坑", "-o", "单.txt", code=2)
    assert "ZHIKU_LLM_URL" in run("深基坑", "--summary", code=2)


def test_saved_briefs_are_linked_with_what_they_cite(
    briefs: Briefs, made: Maker, service: SearchService, tmp_path: Path
) -> None:
    saved = briefs.save(made("深基坑"), "张三")
    clause_id = next(one.clause_id for one in made("深基坑").grounds if one.clause_id)
    document_id, _, address = clause_id.rpartition(":")
    library = LinkLibrary(service, lambda: rows_in(None))
    library.join(BriefLinks(tmp_path / "briefs.db"))
    library.join(BriefLinks(tmp_path / "none.db"))
    found = [one for one in library.of_document(document_id).links if one.kind is LinkKind.BRIEF]
    assert address in {one.here for one in found}
    assert {one.page for one in found} == {f"/brief/{saved.number}"}
    reader = library.of_document(document_id, {Permission.READ}).links
    assert LinkKind.BRIEF not in {one.kind for one in reader}
