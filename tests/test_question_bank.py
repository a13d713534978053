"""Does the bank keep questions, their states, their history, their uses and what failed?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus import Kind, Status
from corpus.standing.standing import Standing
from library.errors import UnknownItem
from library.questions import (
    BankFile,
    Change,
    Item,
    ItemFilter,
    ItemState,
    ItemType,
    Measured,
    Origin,
    SetAside,
    Source,
    Use,
    item_from_json,
    item_json,
    reconsider,
)
from search.dossier import Dossier
from tests.fake_search import FakeSearch, make_document

TEXT = """某某规定
第一条　施工单位应当在3日内报告。
第二条　施工单位应当每年至少组织1次演练。
"""


def item(item_id: str = "q1", **values: object) -> Item:
    start = TEXT.index("施工单位应当在3日内报告")
    source = Source(
        "rule",
        "rule:a1",
        "《某某规定》第一条",
        "《某某规定》",
        start,
        start + 12,
        "施工单位应当在3日内报告",
    )
    made = Item(
        item_id,
        ItemType.TRUE_FALSE,
        "施工单位应当在5日内报告。",
        ("正确", "错误"),
        (1,),
        (),
        (),
        (source,),
        "判断·期限",
        Change("期限", "3日", "5日"),
        "错误。《某某规定》第一条：“施工单位应当在3日内报告”。",
        "事故报告",
        0.4,
    )
    return replace(made, **values)  # type: ignore[arg-type]


@pytest.fixture(params=["memory", "file"])
def bank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[BankFile]:
    path = tmp_path / "questions.db" if request.param == "file" else None
    with BankFile(path, now=lambda: 1000.0) as opened:
        yield opened


def test_an_item_comes_back_as_it_went_in(bank: BankFile) -> None:
    assert bank.add([item()], person="甲") == 1
    kept = bank.item("q1")
    assert kept.item == item() == item_from_json(item_json(item()))
    assert (kept.state, kept.origin, kept.reconsider) == (ItemState.DRAFT, Origin.RULE, "")
    assert [(e.person, e.action) for e in bank.history("q1")] == [("甲", "入库")]
    with pytest.raises(UnknownItem, match="q2"):
        bank.item("q2")


def test_adding_again_renews_a_draft_and_leaves_what_was_reviewed(bank: BankFile) -> None:
    bank.add([item("q1"), item("q2")])
    bank.judge(["q2"], ItemState.REVIEWED, "乙", "核对过")
    assert bank.add([item("q1", stem="新"), item("q2", stem="新"), item("q3")]) == 1
    assert [each.item.stem for each in bank.items()] == ["新", item().stem, item().stem]


def test_states_are_told_with_who_and_when(bank: BankFile) -> None:
    bank.add([item("q1"), item("q2")])
    assert bank.judge(["q1", "nothing"], ItemState.RETIRED, "乙", "太偏") == 1
    kept = bank.item("q1")
    assert (kept.state, kept.reviewer, kept.reviewed_at) == (ItemState.RETIRED, "乙", 1000.0)
    assert bank.history("q1")[-1].note == "太偏"
    bank.edit(item("q1", stem="改过的"), "丙")
    again = bank.item("q1")
    assert (again.state, again.reviewer, again.item.stem) == (ItemState.DRAFT, "", "改过的")
    with pytest.raises(UnknownItem):
        bank.edit(item("q9"), "丙")


def test_a_filter_restricts_by_every_field(bank: BankFile) -> None:
    bank.add([item("q1"), item("q2", topic="基坑", difficulty=0.8, rule="单选·数字")])
    bank.record_use(["q1"], "2026Q3", "甲卷")
    asked = {
        "topics": ItemFilter(topics=("基坑",)),
        "difficulty": ItemFilter(difficulty=(0.7, 1.0)),
        "rules": ItemFilter(rules=("单选·数字",)),
        "unused": ItemFilter(unused_in=("2026Q2", "2026Q3")),
    }
    assert {name: [e.item.item_id for e in bank.items(f)] for name, f in asked.items()} == {
        name: ["q2"] for name in asked
    }
    assert bank.count(ItemFilter(words=("5日", "报告"), document_id="rule")) == 2
    assert bank.count(ItemFilter(types=(ItemType.CASE,))) == 0
    assert [e.item.item_id for e in bank.items(limit=1, offset=1)] == ["q2"]


def test_uses_and_measures(bank: BankFile) -> None:
    bank.add([item()])
    bank.record_use(["q1"], "2026Q4", "B")
    bank.record_use(["q1"], "2026Q4", "B")
    bank.record_use(["q1"], "2026Q1", "A")
    assert bank.uses("q1") == [Use("2026Q1", "A"), Use("2026Q4", "B")]
    bank.forget_use("B")
    assert bank.uses("q1") == [Use("2026Q1", "A")]
    bank.record_measured({"q1": Measured(30, 0.9, 0.2)})
    assert bank.item("q1").difficulty == 0.9
    assert bank.count(ItemFilter(difficulty=(0.85, 1.0))) == 1


def test_what_failed_is_counted_by_its_gate(bank: BankFile) -> None:
    bank.add([item("q1")])
    bank.set_aside([SetAside(item("q2"), "指代", "有“前款”"), SetAside(item("q3"), "重复", "同q1")])
    bank.set_aside([SetAside(item("q3"), "指代", "有“其”")])
    assert dict(bank.counts().set_aside) == {"指代": 2}
    assert [each.reason for each in bank.failed("指代")] == ["有“前款”", "有“其”"]
    bank.add([item("q2")])
    assert bank.counts().set_aside == {"指代": 1}
    assert bank.counts().by_type == {"判断": 2}


def _service(text: str, status: Status = Status.IN_FORCE) -> FakeSearch:
    service = FakeSearch(make_document("rule", text, kind=Kind.REGULATION))
    service.dossiers["rule"] = Dossier(date(2026, 1, 5), Standing(status, "被某令废止"))
    return service


def test_an_item_is_marked_when_its_words_change_or_its_text_ends(bank: BankFile) -> None:
    bank.add([item()])
    assert reconsider(_service(TEXT), bank) == 0
    moved = TEXT.replace("某某规定\n", "某某规定\n（修订）\n")
    assert reconsider(_service(moved), bank) == 0
    assert reconsider(_service(TEXT.replace("3日", "5日")), bank) == 1
    assert bank.item("q1").reconsider == "《某某规定》第一条的文字已改变"
    assert bank.count(ItemFilter(flagged=True)) == 1
    assert reconsider(_service(TEXT), bank) == 0
    assert bank.item("q1").reconsider == ""
    assert reconsider(_service(TEXT, Status.REPEALED), bank) == 1
    assert bank.item("q1").reconsider == "《某某规定》已废止：被某令废止"


def test_a_person_upholds_an_item_once_and_for_all(bank: BankFile) -> None:
    bank.add([item()])
    reconsider(_service(TEXT, Status.AMENDED), bank)
    assert bank.uphold(["q1"], "乙", "该条未动") == 1
    assert reconsider(_service(TEXT, Status.AMENDED), bank) == 0
    assert bank.item("q1").reconsider == ""
    assert reconsider(FakeSearch(), bank) == 1
    assert bank.item("q1").reconsider == "《某某规定》已不在库中"


def test_an_item_without_a_basis_is_kept_and_never_marked(bank: BankFile) -> None:
    bank.add([item(sources=())], origin=Origin.IMPORT)
    assert reconsider(FakeSearch(), bank) == 0
    assert bank.item("q1").item.sources == ()
