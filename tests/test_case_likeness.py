"""Are the cases nearest to one those that a person judged near, and is the reason said?"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks.similar_cases import built_in, figures, rank, read_gold
from indexer import Floats
from library.cases import Case, Likeness, Similar, read_case
from tests.case_records import record
from tests.indexing import Hashing


def case(case_id: str, **values: object) -> Case:
    return read_case(record(**values), case_id)


def terms(text: str) -> list[str]:
    return [text[i : i + 2] for i in range(len(text) - 1)]


def most_similar(
    one: Case,
    others: Sequence[Case],
    words: Callable[[str], list[str]],
    embed: Callable[[Sequence[str]], Floats | None],
) -> list[Similar]:
    likeness = Likeness(words, embed)
    found = likeness.nearest(one, others)
    assert likeness.nearest(one, others) == found
    return found


def no_model(texts: Sequence[str]) -> Floats | None:
    assert texts
    return None


def test_equal_cases_are_wholly_alike_and_a_case_is_not_like_itself() -> None:
    one, twin = case("a"), case("b")
    near = most_similar(one, [one, twin], terms, Hashing().embed)
    assert [similar.case.case_id for similar in near] == ["b"]
    assert {c.name: c.score for c in near[0].components if c.name != "causes"} == {
        "type": 1, "works": 1, "project": 1, "meaning": 1,
    }  # fmt: skip
    assert sum(c.weight for c in near[0].components) == pytest.approx(1, abs=0.001)


def test_each_grade_says_why() -> None:
    one = case(
        "a", hazard_works="起重机械安装和拆卸工程（塔式起重机顶升）", accident_type="沟槽坍塌"
    )
    other = case("b", hazard_works="起重机械安装和拆卸工程（施工升降机）", accident_type="坍塌")
    reason = most_similar(one, [other], terms, no_model)[0].reason
    assert "事故类型同属坍塌（沟槽坍塌、坍塌）" in reason
    assert "危大工程类别同属起重机械安装和拆卸工程" in reason
    assert "工程类型相同（房屋建筑（住宅））" in reason


def test_what_is_unknown_is_nothing_in_common() -> None:
    unknown: dict[str, Any] = {"accident_type": None, "hazard_works": None, "project_type": None}
    blank: dict[str, Any] = {"direct_cause": None, "indirect_causes": [], "lessons": []}
    near = most_similar(
        case("a", **unknown, **blank), [case("b", **unknown, **blank)], terms, no_model
    )
    assert near == []


def test_cases_with_nothing_in_common_are_not_shown() -> None:
    other = case(
        "b", accident_type="触电", hazard_works=None, project_type="市政管网",
        direct_cause="电缆破损漏电。", indirect_causes=[], name="乙“1·1”触电事故",
    )  # fmt: skip
    assert most_similar(case("a"), [other], terms, no_model) == []


def test_without_a_model_the_score_still_reaches_one() -> None:
    near = most_similar(case("a"), [case("b")], terms, no_model)
    assert "meaning" not in {c.name for c in near[0].components}
    assert sum(c.weight for c in near[0].components) == pytest.approx(1, abs=0.001)


def test_the_built_in_cases_rank_as_judged() -> None:
    """Floors a little under what is measured; see docs/benchmarks.md."""
    assert len(read_gold()) == 32
    found = figures(rank(built_in()))
    assert found["第一个是相近的"] >= 0.96
    assert found["nDCG@5"] >= 0.9
    bare = figures(rank(built_in(), semantic=False))
    assert bare["第一个是相近的"] >= 0.8


def test_the_gold_names_cases_that_are_there() -> None:
    names = {document.title for document in built_in()}
    gold = read_gold()
    assert set(gold) <= names
    assert {name for grades in gold.values() for name in grades} <= names
    assert Path(__file__).parent.joinpath("golden", "similar_cases.tsv").is_file()
