"""Is of what a language model drafts only that taken which the clause bears out?"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli import app
from library.errors import ModelFailed
from library.language_model import LanguageModel
from library.questions import BankFile, Batch, ItemState, ItemType, Origin, Wish
from library.questions.deciding import Decision, decide
from library.questions.model_drafts import proposed, reworded
from search import read_settings
from tests.question_items import make_items
from tests.statutes_for_questions import rule
from tests.test_language_model import Stub, served

ARTICLE = "施工单位应当自验收合格之日起三十日内，向主管部门办理起重机械使用登记。"
QUOTE = ARTICLE.rstrip("。")


@pytest.fixture
def stub() -> Iterator[Stub]:
    with served() as stub:
        yield stub


def drafts(stub: Stub, *told: dict[str, Any], said: str = "") -> Batch:
    """Return what is made of the answer of a model that was asked about one article."""
    stub.answer = said or f"好的：{json.dumps(told, ensure_ascii=False)}"
    texts = [rule(ARTICLE, "监理单位应当编制监理规划。")]
    return proposed(texts, Wish(count=9), LanguageModel(stub.url, "m"), [])


SINGLE = {
    "type": "单选", "quote": QUOTE, "key": [1],
    "stem": "施工单位应当自验收合格之日起（　　）内，向主管部门办理起重机械使用登记。",
    "options": ["十五日", "三十日", "四十五日", "六十日"],
}  # fmt: skip


def test_what_the_clause_bears_out_is_taken_as_a_draft(stub: Stub) -> None:
    batch = drafts(stub, SINGLE)
    [item] = batch.items
    assert item.stem.startswith("根据《某某安全条例》，施工单位应当自")
    assert [item.options[at] for at in item.key] == ["三十日"]
    assert item.sources[0].quote == QUOTE
    assert item.rule == "语言模型·单选"
    assert item.explanation.startswith("应选“三十日”。《某某安全条例》第一条规定：")
    sent = [message["content"] for _, _, body in stub.asked for message in body["messages"]]
    assert sum(ARTICLE in content for content in sent) == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"key": [0]}, "正确的选项不在所引的原话里"),
        ({"options": ["十五日", "三十日", "施工单位", "六十日"]}, "错误的选项在条文里也说得通"),
        ({"options": ["三十日", "三十日", "十日", "六十日"]}, "错误的选项在条文里也说得通"),
    ],
)
def test_what_it_does_not_bear_out_is_set_aside(
    stub: Stub, change: dict[str, Any], why: str
) -> None:
    batch = drafts(stub, SINGLE | change)
    assert batch.items == []
    assert {each.reason for each in batch.failed} == {why}


@pytest.mark.parametrize(
    "told",
    [
        SINGLE | {"quote": "条文里没有的一句话，不能算数"},
        SINGLE | {"key": [7]},
        SINGLE | {"type": "论述"},
        {"type": "单选"},
    ],
)
def test_what_describes_no_question_of_the_clause_gives_none(
    stub: Stub, told: dict[str, Any]
) -> None:
    assert drafts(stub, told) == Batch()


@pytest.mark.parametrize("said", ["我不知道", "[{", "[1, null]", "{}"])
def test_an_answer_that_is_no_list_gives_none(stub: Stub, said: str) -> None:
    assert drafts(stub, said=said) == Batch()


def test_a_blank_and_a_changed_sentence_must_be_words_of_the_clause(stub: Stub) -> None:
    blank = {"type": "填空", "quote": QUOTE, "stem": QUOTE.replace("三十日", "____") + "。"}
    false = {"type": "判断", "quote": QUOTE, "key": [1], "before": "三十日", "after": "五日"}
    batch = drafts(
        stub,
        blank | {"answers": ["三十日"]},
        blank | {"answers": ["二十日"]},
        false | {"stem": QUOTE.replace("三十日", "五日") + "。"},
        false | {"stem": "监理单位应当在十日内办理登记。"},
        false | {"stem": QUOTE + "。", "after": "三十日"},
    )
    assert {item.type for item in batch.items} == {ItemType.BLANK, ItemType.TRUE_FALSE}
    assert len(batch.failed) == 3


def test_other_words_keep_what_the_answer_hangs_on(stub: Stub) -> None:
    [item] = drafts(stub, SINGLE).items
    model = LanguageModel(stub.url, "m")
    stub.answer = (
        "根据《某某安全条例》，施工单位向主管部门办理使用登记，应当自验收合格之日起（　　）内完成。"
    )
    [made] = reworded([item], model, [item]).items
    assert (made.stem, made.options, made.key) == (stub.answer, item.options, item.key)
    assert made.item_id != item.item_id
    for wrong, what in (
        ("施工单位应当自验收合格之日起（　　）内向主管部门办理使用登记。", "法规名称"),
        (stub.answer.replace("应当", "可以"), "情态和限定的词"),
        (stub.answer.replace("施工单位", "监理单位"), "机关和单位"),
        (stub.answer.replace("（　　）", "三日"), "空"),
        (item.stem, "没有改"),
    ):
        stub.answer, kept = wrong, stub.answer
        [failed] = reworded([item], model, [item]).failed
        assert what in failed.reason
        stub.answer = kept


def test_a_model_that_fails_is_told(stub: Stub) -> None:
    stub.status = 500
    with pytest.raises(ModelFailed):
        drafts(stub, SINGLE)


def test_the_commands_say_where_the_text_goes_and_keep_drafts(
    stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, home = CliRunner().invoke, str(tmp_path / "home")
    (tmp_path / "某某安全条例.txt").write_text(f"某某安全条例\n第一条　{ARTICLE}\n", "utf-8")
    for words in (["import", str(tmp_path / "某某安全条例.txt")], ["reindex"]):
        assert run(app, [*words, "--home", home]).exit_code == 0
    none = run(app, ["questions", "propose", "--home", home])
    assert none.exit_code == 2
    assert "没有设置语言模型" in none.output
    monkeypatch.setenv("ZHIKU_LLM_URL", stub.url)
    monkeypatch.setenv("ZHIKU_LLM_MODEL", "m")
    stub.answer = json.dumps([SINGLE], ensure_ascii=False)
    done = run(app, ["questions", "propose", "--home", home])
    assert done.exit_code == 0, done.output
    assert f"正发送给语言模型（{stub.url.split('/')[2]}）" in done.output
    assert "存为草稿 1 道，需人工审核" in done.output
    with BankFile(read_settings(tmp_path / "home").questions) as bank:
        [held] = bank.items()
        assert (held.state, held.origin) == (ItemState.DRAFT, Origin.MODEL)
        assert held.origin.label == "语言模型，需人工审核"


def test_what_a_model_drafted_is_accepted_one_by_one(tmp_path: Path) -> None:
    one, other = make_items(2)
    with BankFile(tmp_path / "questions.db") as bank:
        bank.add([one, other], origin=Origin.MODEL)
        both = decide(bank, [one.item_id, other.item_id], Decision.ACCEPT, "甲")
        assert both.done == 0
        assert all("逐道看过" in why for why in both.refused.values())
        assert decide(bank, [one.item_id], Decision.ACCEPT, "甲").done == 1
