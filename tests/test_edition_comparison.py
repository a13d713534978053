"""Is every clause of two editions told once, its fate right, and no number cut in two?"""

import json
import re
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.records import Clause, Document
from corpus.structure import cited_place
from library.editions import Change, Comparison, Op, Row, compare, comparison_json, in_order
from library.editions.alignment import Unit, align
from library.editions.wording import Wording, tokens
from tests.edition_texts import edition, two_editions
from web.edition_examples import COMPARISON
from web.edition_schemas import ComparisonAnswer

Held = tuple[Document, Sequence[Clause]]


def law(document_id: str, *articles: str) -> Held:
    """Return a law of these articles, numbered from one."""
    numbers = "一二三四五六七八九"
    lines = [f"第{numbers[n]}条　{words}" for n, words in enumerate(articles)]
    return edition(document_id, "\n".join(("某某管理办法", *lines, "")), None)


def fates(found: Comparison) -> list[tuple[str, str | None, str | None]]:
    return [
        (
            row.change.label,
            row.old.name if row.old else None,
            row.new.name if row.new else None,
        )
        for row in found.rows
    ]


def joined(row: Row, *ops: Op) -> str:
    return "".join(piece.text for piece in row.pieces if piece.op in ops)


def marked(old: str, new: str, words: Sequence[str] = ()) -> str:
    """Return the comparison of two texts with [-…-] and {+…+} around what changed."""
    signs = {Op.SAME: "{}", Op.DELETED: "[-{}-]", Op.INSERTED: "{{+{}+}}"}
    pieces = Wording(words).pieces(old, new)
    return "".join(signs[op].format(text) for op, text in pieces)


def test_each_clause_finds_its_successor() -> None:
    found = compare(*two_editions())
    assert fates(found) == [
        ("未变", "第一条", "第一条"),
        ("新增", None, "第二条"),
        ("有修改", "第二条", "第三条"),
        ("仅条号变动", "第三条", "第四条"),
        ("有修改", "第四条", "第五条"),
    ]
    assert {change.value: count for change, count in found.counts.items()} == {
        "added": 1, "removed": 0, "changed": 2, "renumbered": 1, "unchanged": 1,
    }  # fmt: skip


def test_the_pieces_are_both_texts_whole_and_without_their_numbers() -> None:
    for row in compare(*two_editions()).rows:
        if row.change is Change.CHANGED:
            assert row.old
            assert row.new
            assert joined(row, Op.SAME, Op.DELETED) == row.old.words
            assert joined(row, Op.SAME, Op.INSERTED) == row.new.words
            assert not row.old.words.startswith("第")
            assert row.new.clause.text.strip().endswith(row.new.words)


def test_a_clause_that_is_gone_stands_where_it_stood() -> None:
    old = law("a", "为了检查，制定本办法。", "检查人员应当持有证件。", "检查不收取任何费用。")
    new = law("b", "为了检查，制定本办法。", "检查不收取任何费用。")
    assert fates(compare(old, new)) == [
        ("未变", "第一条", "第一条"), ("删去", "第二条", None), ("仅条号变动", "第三条", "第二条"),
    ]  # fmt: skip


def test_a_clause_that_was_moved_is_one_clause() -> None:
    moved = "检查人员应当两人以上，并出示执法证件。"
    rest = ("工地应当设置围挡，高度不低于规定。", "夜间施工应当公告，写明起止时间。")
    found = compare(law("a", moved, *rest), law("b", *rest, moved))
    assert fates(found) == [
        ("仅条号变动", "第二条", "第一条"), ("仅条号变动", "第三条", "第二条"),
        ("仅条号变动", "第一条", "第三条"),
    ]  # fmt: skip


def test_a_new_subject_under_an_old_number_is_no_change_of_wording() -> None:
    found = compare(law("a", "检查人员应当出示证件。"), law("b", "噪声不得超过规定的限值。"))
    assert fates(found) == [("删去", "第一条", None), ("新增", None, "第一条")]


def test_blanks_and_widths_change_nothing() -> None:
    found = compare(law("a", "高度 5 米，（含）以上。"), law("b", "高度５米,(含)以上。"))
    assert [row.change for row in found.rows] == [Change.UNCHANGED]


def test_the_older_stands_first_whichever_is_asked() -> None:
    old, new = two_editions()
    assert in_order(old, new) == in_order(new, old) == (old, new)
    undated = [(replace(held[0], issued_on=None), held[1]) for held in (old, new)]
    assert in_order(undated[0], undated[1]) == (undated[1], undated[0])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("不少于12人。", "不少于15人。", "不少于[-12-]{+15+}人。"),
        ("满三十五日。", "满三十日。", "满[-三十五-]{+三十-}日。".replace("-}", "+}")),
        ("依照本法第十二条处罚", "依照本法第十三条处罚", "依照本法[-第十二条-]{+第十三条+}处罚"),
        ("第八十二条", "第八十二条之一", "[-第八十二条-]{+第八十二条之一+}"),
        ("建办质〔2018〕31号", "建办质〔2018〕37号", "建办质[-〔2018〕31号-]{+〔2018〕37号+}"),
        ("罚款1,000元", "罚款1,500元", "罚款[-1,000-]{+1,500+}元"),
        ("坡度2.5%", "坡度2.8%", "坡度[-2.5%-]{+2.8%+}"),
        ("第（三）项", "第（四）项", "[-第（三）项-]{+第（四）项+}"),
        ("自1995年9月1日起", "自2026年3月1日起", "自[-1995年9月1日-]{+2026年3月1日+}起"),
        ("百分之十五", "百分之二十五", "[-百分之十五-]{+百分之二十五+}"),
    ],
)  # fmt: skip
def test_numbers_and_places_change_whole(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected
    assert marked(old, new, ["三十", "十五", "百分", "第十"]) == expected


def test_words_change_whole_where_a_dictionary_is_given() -> None:
    old, new = "由人民政府批准", "由人员批准"
    assert marked(old, new, ["人民", "政府", "人员", "批准"]) == "由[-人民政府-]{+人员+}批准"


texts = st.text("第十二三五条款一百元统安全0123.,%〔〕号\n 之", max_size=40)


@given(texts, texts)
def test_any_two_texts_are_told_whole_and_no_token_is_cut(old: str, new: str) -> None:
    pieces = Wording(["统一", "安全", "一百", "第一", "元安"]).pieces(old, new)
    assert "".join(p.text for p in pieces if p.op is not Op.INSERTED) == old
    assert "".join(p.text for p in pieces if p.op is not Op.DELETED) == new
    known = {"统一", "安全", "元安"}
    for text, gone in ((old, Op.INSERTED), (new, Op.DELETED)):
        ends = set()
        at = 0
        for token in tokens(text, known):
            at += len(token)
            ends.add(at)
        at = 0
        for piece in (p for p in pieces if p.op is not gone):
            at += len(piece.text)
            assert at in ends


units = st.lists(
    st.builds(Unit, st.sampled_from("abcd"), st.text("甲乙丙丁", max_size=6)), max_size=9
)


@given(units, units)
def test_every_clause_is_told_once(old: list[Unit], new: list[Unit]) -> None:
    matches = align(old, new)
    assert sorted(m.old for m in matches if m.old is not None) == list(range(len(old)))
    assert [m.new for m in matches if m.new is not None] == list(range(len(new)))


@given(units, units)
def test_texts_too_long_to_align_are_paired_by_words_and_numbers(
    old: list[Unit], new: list[Unit]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("library.editions.alignment._MOST_PAIRS", -1)
        matches = align(old, new)
    assert sorted(m.old for m in matches if m.old is not None) == list(range(len(old)))
    assert [m.new for m in matches if m.new is not None] == list(range(len(new)))
    for match in matches:
        if match.old is not None and match.new is not None:
            one, other = old[match.old], new[match.new]
            assert one.words == other.words or one.address == other.address


def test_a_clause_that_would_take_too_long_is_told_at_once() -> None:
    old = "".join(chr(0x4E00 + (n * 7919) % 9000) for n in range(60_000))
    new = "".join(chr(0x4E00 + (n * 104_729) % 9000) for n in range(60_000))
    begun = time.monotonic()
    pieces = Wording().pieces(old, new)
    assert time.monotonic() - begun < 20  # without a limit this takes minutes
    assert "".join(p.text for p in pieces if p.op is not Op.INSERTED) == old


def test_the_documented_example_is_true() -> None:
    found = comparison_json(compare(*two_editions()))
    assert found == COMPARISON
    text = (Path(__file__).parent.parent / "docs" / "api.md").read_text("utf-8")
    blocks = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    assert found in [json.loads(block) for block in blocks]
    assert ComparisonAnswer.model_validate(found).model_dump(mode="json") == found


@pytest.mark.parametrize(
    ("citation", "place"),
    [
        ("《某法》第十二条", "第十二条"),
        ("《某通知》（测安函〔2020〕133号）三、（三）", "三、（三）"),
        ("《某办法》（2018修正）（部令第37号）第二条", "第二条"),
        ("《某通知》（测安函〔2020〕133号）", ""),
    ],
)
def test_the_place_is_what_follows_title_and_number(citation: str, place: str) -> None:
    assert cited_place(citation) == place


def test_days_alone_order_editions() -> None:
    one, other = two_editions()
    earlier = (replace(other[0], issued_on=date(2001, 1, 1)), other[1])
    assert in_order(one, earlier) == (earlier, one)
    assert re.fullmatch(r"check-\d{4}", in_order(one, earlier)[0][0].document_id)
