"""Is every spelling of an identifier one key?"""

import pytest

from corpus.identifiers import doc_no_key, find_identifiers, standard_key
from corpus.normalise import nfkc


@pytest.mark.parametrize(
    "text",
    [
        f"吉粮安函{opening}2020{closing}133号"
        for opening, closing in ("〔〕", "﹝﹞", "［］", "【】", "[]", "()", "（）", "{}")
    ]
    + [
        "吉粮安函 〔 2020 〕 第 133 号",
        "吉粮安函〔２０２０〕１３３号",
        "依据吉粮安函〔2020〕133号",
    ],
)
def test_one_key_for_every_bracket_and_width(text: str) -> None:
    assert doc_no_key(nfkc(text).text) == "吉粮安函〔2020〕133号"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ＧＢ５０６５６－２０１１", "GB50656-2011"),
        ("GB/T33000—2016", "GB/T33000-2016"),
        ("GB/T 33000-2016", "GB/T33000-2016"),
        ("JGJ 59-2011", "JGJ59-2011"),
        ("db11/t 1234", "DB11/T1234"),
    ],
)
def test_standard_numbers(text: str, key: str) -> None:
    assert standard_key(nfkc(text).text) == key


def test_articles_orders_and_numbers_in_one_sentence() -> None:
    text = "按国务院令第393号第二十六条之一、第 １２ 条第二款和37号令、建办质〔2018〕31号办理"
    keys = [found.key for found in find_identifiers(nfkc(text).text)]
    assert keys == [
        "令第393号", "第26条之1", "第12条", "第2款", "令第37号", "建办质〔2018〕31号",
    ]  # fmt: skip


def test_a_number_alone_is_no_identifier() -> None:
    assert list(find_identifiers("专家不得少于5名，2020年底前，12条")) == []
