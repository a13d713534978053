"""Are titles, numbers, short names and words suggested as they are typed?"""

import pytest

from corpus.records import Document, Kind
from indexer import JiebaSegmenter, load_lexicon
from search.suggest import Source, Suggester

LEXICON = load_lexicon()


def held(number: int, title: str, **values: object) -> Document:
    stated = {"title": title, "kind": Kind.POLICY, "text": title} | values
    return Document(f"d{number}", **stated)  # type: ignore[arg-type]


DOCUMENTS = [
    held(0, "关于推进城市安全发展有关工作的通知", doc_no="吉粮安函〔2020〕133号"),
    held(1, "中华人民共和国安全生产法", aliases=("新安全法",)),
    held(2, "中华人民共和国建筑法（2019修正）"),
]
SUGGESTER = Suggester(
    DOCUMENTS,
    LEXICON.terms,
    lambda: [("危大工程", 9), ("危大工程清单", 2), ("安全", 50)],
    JiebaSegmenter(LEXICON).cut,
)


@pytest.mark.parametrize(
    ("prefix", "text", "source"),
    [
        ("危大", "危大工程", Source.WORD),
        ("吉粮", "吉粮安函〔2020〕133号", Source.NUMBER),
        ("关于推", "关于推进城市安全发展有关工作的通知", Source.TITLE),
        ("城市安", "关于推进城市安全发展有关工作的通知", Source.TITLE),
        ("建筑", "中华人民共和国建筑法", Source.TITLE),
        ("建築法", "中华人民共和国建筑法", Source.TITLE),
        ("安法", "中华人民共和国安全生产法", Source.ALIAS),
        ("新安全", "中华人民共和国安全生产法", Source.ALIAS),
    ],
)
def test_a_prefix_is_completed(prefix: str, text: str, source: Source) -> None:
    [first, *_] = SUGGESTER.suggest(prefix)
    assert (first.text, first.source) == (text, source)


@pytest.mark.parametrize("prefix", ["", "，", "深基坑", "质量条例", "安" * 51])
def test_nothing_is_made_up(prefix: str) -> None:
    """深基坑 is in no clause here, and 质量条例 names what is not held."""
    assert SUGGESTER.suggest(prefix) == []


def test_each_suggestion_comes_once_and_the_commoner_word_first() -> None:
    texts = [suggestion.text for suggestion in SUGGESTER.suggest("危")]
    assert texts == ["危大工程", "危大工程清单"]
    assert len(SUGGESTER.suggest("危", limit=1)) == 1
