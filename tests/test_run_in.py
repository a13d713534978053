"""Are articles found that begin in the middle of a line, and references there left alone?"""

import re
from pathlib import Path

import pytest

from corpus import read_document
from corpus.structure import read_outline


def articles(text: str) -> dict[str, str]:
    nodes = read_outline(f"示例规则\n{text}\n").nodes
    whole = f"示例规则\n{text}\n"
    return {n.address: whole[n.start : n.end] for n in nodes if n.address.startswith("a")}


@pytest.mark.parametrize(
    "text",
    [
        "第一条 甲。 第二条 乙。\n第三条 丙。",
        "第一条　甲。第二条　乙。　第三条　丙。",
        "第一章 总则 第一条 甲。 第二条 乙。\n第二章 附则\n第三条 丙。",
        "第一条 甲。 第二条 乙。 第二章 附则 第三条 丙。",
        "第一条 甲。第二条乙。\n第三条 丙。",  # just the one that is missing
    ],
)
def test_articles_that_run_together_are_parted(text: str) -> None:
    found = {at: re.sub("条[　 ]?", "条 ", words) for at, words in articles(text).items()}
    assert found == {"a1": "第一条 甲。", "a2": "第二条 乙。", "a3": "第三条 丙。"}


@pytest.mark.parametrize(
    "sentence",
    [
        "违反本规则 第二条 规定的，处罚。",  # within a sentence
        "处罚。第九条 另有规定的除外。",  # not the next number
        "处罚。第二条 另有规定的除外。",  # the next number, but that article is printed below
        "处罚。第二条另有规定的除外。",  # not set off by white space
    ],
)
def test_references_within_a_line_begin_no_article(sentence: str) -> None:
    found = articles(f"第一条 {sentence}\n第二条 乙。\n第三条 丙。")
    assert found == {"a1": f"第一条 {sentence}", "a2": "第二条 乙。", "a3": "第三条 丙。"}


def test_every_article_of_a_statute_run_together(test_data: Path) -> None:
    name = "飞行基本规则(2007-10-18).md"
    _, clauses = read_document(test_data / "inputs" / "oddities" / name)
    found = [clause for clause in clauses if clause.address.startswith("a")]
    assert [clause.address for clause in found] == [f"a{n}" for n in range(1, 125)]
    assert found[8].text.startswith("第九条 飞行人员在飞行中")
    assert found[10].path == ("第二章 空域管理", "第十一条")
    assert found[-1].text.endswith("同时废止。")  # the annexes below are none of its words
    assert clauses[-1].address == "z"
    assert clauses[-1].text.startswith("附件一")
