"""Are slips of the pen suggested right, and is everything else left in peace?"""

import pytest

from indexer import JiebaSegmenter, load_lexicon
from search.spelling import Speller

LEXICON = load_lexicon()
SEGMENTER = JiebaSegmenter(LEXICON)
TEXT = "危大工程专项施工方案脚手架有限空间计算书第三方监测塔式起重机高支模"
WORDS = ["危大工程", "专项施工方案", "脚手架", "有限空间", "计算书", "塔式起重机", "高支模", "施工"]
SPELLER = Speller(
    lambda: [(word, 5) for word in WORDS],
    ("危大工程", "高支模", "深基坑"),
    lambda word: word in TEXT,
    SEGMENTER.known,
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("为大工程", "危大工程"),
        ("专项施公方案 论证", "专项施工方案 论证"),
        ("塔式起机", "塔式起重机"),
        ("脚手手架", "脚手架"),
        ("高支膜和有限空问", "高支模和有限空间"),
    ],
)
def test_a_slip_is_put_right(typed: str, meant: str) -> None:
    assert SPELLER.suggest(typed)[0] == meant


@pytest.mark.parametrize(
    "typed",
    [
        "危大工程", "量子计算机", "没危大工程", "深基抗", "施工放案", "GB 50656-2011", "a", "",
    ],
)  # fmt: skip
def test_what_is_held_known_or_unlike_stays(typed: str) -> None:
    """深基坑 is a word of the field, but not of this collection."""
    assert SPELLER.suggest(typed) == ()


def test_a_sentence_is_compared_with_words_of_the_field_only() -> None:
    assert SPELLER.suggest("有限空问", of_field=True) == ()
    assert SPELLER.suggest("高支膜", of_field=True) == ("高支模",)
