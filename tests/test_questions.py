"""Does the product's own collection give enough questions of every type, each with its basis?"""

import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from corpus import Defect
from library.questions import (
    TOPICS,
    BankFile,
    Batch,
    Item,
    ItemType,
    Wish,
    generate_items,
    texts_in_force,
)
from library.questions.generating import Text
from search import open_service, read_settings
from tests.statutes_for_questions import rule


@pytest.fixture(scope="module")
def texts(furnished: Path) -> list[Text]:
    return texts_in_force(open_service(read_settings(furnished, {})))


@pytest.fixture(scope="module")
def batch(texts: list[Text]) -> Batch:
    return generate_items(texts, Wish())


def test_there_are_600_of_every_type(batch: Batch) -> None:
    kinds = Counter(item.type for item in batch.items)
    assert len(batch.items) >= 600
    assert set(kinds) == set(ItemType)
    assert len({item.item_id for item in batch.items}) == len(batch.items)


def test_every_quote_stands_in_its_document(batch: Batch, texts: list[Text]) -> None:
    documents = {document.document_id: document for document, _ in texts}
    clauses = {clause.clause_id: clause for _, found in texts for clause in found}
    for item in batch.items:
        assert item.sources
        for source in item.sources:
            assert documents[source.document_id].text[source.start : source.end] == source.quote
            clause = clauses[source.clause_id]
            assert clause.start <= source.start < source.end <= clause.end
            assert source.citation == clause.citation


def test_keys_and_forms_fit_the_type(batch: Batch) -> None:
    for item in batch.items:
        _check(item)


def _check(item: Item) -> None:
    assert item.topic in TOPICS
    assert 0 < item.difficulty < 1
    assert item.explanation
    match item.type:
        case ItemType.TRUE_FALSE:
            assert (item.options, len(item.key)) == (("正确", "错误"), 1)
            assert (item.key == (1,)) == (item.change is not None)
        case ItemType.SINGLE:
            assert (len(item.options), len(item.key)) == (3 if "分级" in item.rule else 4, 1)
        case ItemType.MULTIPLE:
            assert 2 <= len(item.key) < len(item.options)
        case ItemType.BLANK:
            assert item.stem.count("____") == len(item.blanks) > 0
        case _:
            assert len(item.points) >= 2


def test_nothing_rests_on_what_has_ended_or_is_a_draft(texts: list[Text]) -> None:
    names = {document.document_id for document, _ in texts}
    assert "changji-2020-sannian-xingdong" not in names
    assert "anshan-2018-chengshi-anquan-draft" not in names
    assert "jilin-2018-chengshi-anquan" in names


def test_a_limit_holds_at_its_number(batch: Batch) -> None:
    for item in batch.items:
        if item.rule == "判断·界限（危大工程限值）":
            assert item.key == ((1,) if item.change else (0,))
            assert ("不属于" in item.stem) == (item.change is not None)


def test_a_size_between_the_limits_is_of_the_lower_class(batch: Batch) -> None:
    stems = {
        i.stem: i.options[i.key[0]] for i in batch.items if i.rule == "单选·界限（危大工程分级）"
    }
    [pit] = [told for stem, told in stems.items() if "开挖深度为5m" in stem]
    assert pit == "属于超过一定规模的危险性较大的分部分项工程"
    reviewed = [item for item in batch.items if "专家论证）" in item.rule]
    assert all("第十二条" in item.sources[1].citation for item in reviewed)
    assert {item.key for item in reviewed} == {(0,), (1,)}


def test_a_digest_is_spelled_out_as_papers_print_it(batch: Batch) -> None:
    asked = "\n".join(item.stem for item in batch.items)
    for note in (
        "施组",
        "总监审查",
        "特设监管",
        "不许上岗",
        "应当特殊建设工程",
        "造成0人",
        "应当使用前",
    ):
        assert note not in asked, note
    assert "总监理工程师" in asked


def test_no_rote_and_no_list_of_duties_that_lacks_some(batch: Batch) -> None:
    rules = {item.rule for item in batch.items}
    assert not rules & {"单选·文件（编号）", "简答·主体的义务"}
    assert not any("决定是否" in item.stem for item in batch.items)


def test_the_level_follows_from_the_stem(batch: Batch) -> None:
    """138 injured may be 100 and more 重伤: of them the stem says how many are."""
    [shiyan] = [i for i in batch.items if i.type is ItemType.CASE and "138人受伤" in i.stem]
    assert "138人受伤（其中重伤37人）" in shiyan.stem
    for item in batch.items:
        if "事故等级" in item.rule and (told := re.search(r"(\d+)人受伤(?!（)", item.stem)):
            limit = {"一般": 10, "较大": 50, "重大": 100}.get(_level(item), 10**6)
            assert int(told[1]) < limit, item.stem


def _level(item: Item) -> str:
    told = re.search("第三条：(.+?)事故", item.explanation)
    assert told
    return told[1]


def test_the_clauses_of_a_case_speak_of_its_facts(batch: Batch) -> None:
    """A rusty rope is no switched-off alarm; where one clause fits, none is asked for."""
    cases = [item for item in batch.items if item.type is ItemType.CASE]
    [rope] = [item for item in cases if "料斗承载钢丝绳锈蚀" in item.stem]
    assert not any("监控报警" in point for point in rope.points)
    for item in cases:
        laws = sum(point.startswith("《") for point in item.points)
        assert (laws >= 2) == ("可以对照" in item.stem)
        assert laws != 1


def test_no_party_is_asked_for_where_the_article_names_none(batch: Batch) -> None:
    for item in batch.items:
        if "主体" in item.rule:
            assert "条文未写义务人" not in item.explanation
    plans = [i for i in batch.items if i.rule in {"单选·主体", "判断·主体"} and "第十七条" in
             i.sources[0].citation and "建设工程安全生产" in i.sources[0].citation]  # fmt: skip
    assert not any("拆装方案" in item.stem for item in plans)


def test_a_case_is_compared_with_duties_and_not_with_what_is_noted_beside(batch: Batch) -> None:
    told = [point for item in batch.items for point in item.points]
    assert not [point for point in told if re.search("罚则|所涉危大工程|对象", point)]


def test_an_accident_that_the_decree_does_not_grade_gives_none(batch: Batch) -> None:
    assert not any("松海小区" in source.quote for i in batch.items for source in i.sources)


def test_what_is_true_and_what_is_false_are_about_as_many(batch: Batch) -> None:
    judged = [item.key == (0,) for item in batch.items if item.type is ItemType.TRUE_FALSE]
    assert 0.4 < sum(judged) / len(judged) < 0.6


def test_the_same_seed_gives_the_same_and_another_seed_another(texts: list[Text]) -> None:
    few = [text for text in texts if text[0].document_id.startswith("digest-")]
    one, again, other = (generate_items(few, Wish(seed=seed)).items for seed in ("1", "1", "2"))
    assert one == again
    assert one != other


def test_a_wish_is_kept(texts: list[Text]) -> None:
    wish = Wish(("危大工程与专项方案",), (ItemType.SINGLE, ItemType.BLANK), 7)
    found = generate_items(texts, wish).items
    assert len(found) == 7
    assert {item.topic for item in found} == {"危大工程与专项方案"}
    assert {item.type for item in found} == {ItemType.SINGLE, ItemType.BLANK}


def test_what_the_bank_holds_is_not_made_again(texts: list[Text]) -> None:
    first = generate_items(texts, Wish(count=50)).items
    second = generate_items(texts, Wish(count=50), first).items
    assert len(second) == 50
    assert not {item.item_id for item in first} & {item.item_id for item in second}


def test_a_damaged_sentence_gives_none() -> None:
    whole = rule("施工单位应当自验收合格之日起十五日内将验收情况报住房城乡建设主管部门备案。")
    assert generate_items([whole], Wish()).items
    document, clauses = whole
    at = document.text.index("验收情况")
    broken = replace(document, defects=(Defect(at, at + 4, "缺字"),))
    assert generate_items([(broken, clauses)], Wish()).items == []


def test_the_command_fills_the_bank(
    furnished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.settings.Settings.questions", property(lambda _: tmp_path / "q.db"))
    run = CliRunner().invoke
    told = run(app, ["questions", "generate", "--count", "6", "--home", str(furnished), "--json"])
    assert told.exit_code == 0, told.output
    made = json.loads(told.stdout)
    assert len(made["items"]) == 6
    with BankFile(tmp_path / "q.db") as bank:
        assert {each.item.item_id for each in bank.items()} == {i["item_id"] for i in made["items"]}
    stats = json.loads(run(app, ["questions", "stats", "--home", str(furnished), "--json"]).stdout)
    assert (stats["items"], stats["by_state"]) == (6, {"草稿": 6})
    again = run(app, ["questions", "reconsider", "--home", str(furnished)])
    assert again.stdout == "新标待复核 0 道，现在共有 0 道待复核。\n"
    assert (
        run(app, ["questions", "generate", "--topic", "航天", "--home", str(furnished)]).exit_code
        == 2
    )


def test_a_new_index_marks_what_rests_on_changed_words(tmp_path: Path) -> None:
    run, home = CliRunner().invoke, str(tmp_path / "home")
    source = tmp_path / "某某安全条例.txt"
    said = (
        "某某安全条例\n第一条　施工单位应当在验收后{}日内将基坑工程验收情况报建设主管部门备案。\n"
    )
    source.write_text(said.format("十五"), "utf-8")
    for words in (["import", str(source)], ["reindex"], ["questions", "generate"]):
        done = run(app, [*words, "--home", home])
        assert done.exit_code == 0, done.output
    source.write_text(said.format("七"), "utf-8")
    run(app, ["import", str(source), "--home", home])
    told = run(app, ["reindex", "--home", home])
    assert "道题的条文变了，已标为待复核" in told.output
    with BankFile(tmp_path / "home" / "questions.db") as bank:
        assert bank.counts().flagged == bank.counts().items > 0
        assert "的文字已改变" in bank.items()[0].reconsider
