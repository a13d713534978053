"""Do 令第37号 and the lists of 建办质〔2018〕31号 come in with all their articles and items?"""

import re
from pathlib import Path

import pytest

from corpus import Clause, read_document
from corpus.structure import find_place

RULES = "危险性较大的分部分项工程安全管理规定"
LISTS = "危险性较大的分部分项工程范围清单（建办质〔2018〕31号附件1、附件2）"
ITEMS = {  # by （N） of 一、 and of 二、: how many items
    "1": (2, 3, 3, 6, 0, 0, 6),
    "2": (0, 3, 2, 3, 2, 0, 6),
}


@pytest.fixture(scope="module")
def rules(test_data: Path) -> dict[str, Clause]:
    _, clauses = read_document(test_data / "inputs" / "statutes" / f"{RULES}.txt")
    return {clause.address: clause for clause in clauses}


@pytest.fixture(scope="module")
def lists(test_data: Path) -> dict[str, Clause]:
    _, clauses = read_document(test_data / "inputs" / "statutes" / f"{LISTS}.txt")
    return {clause.address: clause for clause in clauses}


def test_the_forty_articles_in_seven_chapters(rules: dict[str, Clause]) -> None:
    articles = [clause for address, clause in rules.items() if address.startswith("a")]
    assert list(rules) == ["0", *(f"a{n}" for n in range(1, 41))]
    assert len({clause.path[0] for clause in articles}) == 7
    assert rules["a12"].path == ("第三章 专项施工方案", "第十二条")
    assert re.fullmatch(f"《{RULES}》(?:（.*）)?第十二条", rules["a12"].citation)
    assert rules["a40"].text == "第四十条 本规定自2018年6月1日起施行。"


def test_paragraphs_and_items_inside_an_article(rules: dict[str, Clause]) -> None:
    second = find_place(rules["a3"].text, 2, 0)
    assert second is not None
    assert rules["a3"].text[second.start : second.end].startswith("危大工程及超过一定规模的")
    assert find_place(rules["a3"].text, 4, 0) is None


def test_every_item_of_both_lists(lists: dict[str, Clause]) -> None:
    wanted = [
        f"{part}.{section}.{item}" if count else f"{part}.{section}"
        for part, counts in ITEMS.items()
        for section, count in enumerate(counts, 1)
        for item in range(1, max(count, 1) + 1)
    ]
    assert len(wanted) == 40
    assert list(lists) == ["0", *wanted]


@pytest.mark.parametrize(
    ("address", "place", "words"),
    [
        ("1.1.1", "一、（一）1", ("3m（含3m）", "土方开挖")),
        ("1.2.2", "一、（二）2", ("5m及以上", "10m及以上", "10kN/m²", "15kN/m")),
        ("1.5", "一、（五）", ("（五）拆除工程", "可能影响行人")),
        ("2.2.2", "二、（二）2", ("8m及以上", "18m及以上", "15kN/m²", "20kN/m")),
        ("2.3.2", "二、（三）2", ("300kN", "200m")),
        ("2.7.5", "二、（七）5", ("1000kN",)),
    ],
)
def test_items_are_cited_and_keep_their_figures(
    lists: dict[str, Clause], address: str, place: str, words: tuple[str, ...]
) -> None:
    assert lists[address].citation.endswith(f"》{place}")
    assert all(word in lists[address].text for word in words)
