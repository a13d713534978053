"""Is a query read as a person meant it?"""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise import fold, nfkc
from indexer import JiebaSegmenter, load_lexicon
from search import QueryRejected
from search.query import LONGEST, Query, QueryReader

LEXICON = load_lexicon()
READER = QueryReader(JiebaSegmenter(LEXICON), LEXICON)


def words(query: Query) -> list[str]:
    return [concept.word for concept in query.concepts]


def test_question_words_are_not_required() -> None:
    query = READER.read("危大工程 施工单位 应当做什么")
    assert words(query) == ["危大工程", "施工单位"]
    assert query.in_keywords


def test_synonyms_satisfy_a_concept() -> None:
    [concept] = READER.read("危大工程").concepts
    assert "危险性较大的分部分项工程" in concept.synonyms


def test_related_words_do_not() -> None:
    [concept] = READER.read("沟槽").concepts
    assert concept.synonyms == ()


@pytest.mark.parametrize("quotes", ['""', "“”", "「」", "『』"])
def test_quotes_ask_for_the_letter(quotes: str) -> None:
    query = READER.read(f"{quotes[0]}双随机、一公开{quotes[1]} 检查")
    assert query.phrases == ("双随机一公开",)
    assert words(query) == ["检查"]


@pytest.mark.parametrize(
    "text",
    [
        "名为“个体工商户”实为“合伙”，内部发生纠纷时如何认定？",
        "丈夫出轨赠与「第三者」财物是否有效？",
    ],
)
def test_marks_within_a_question_set_off_a_word_and_require_nothing(text: str) -> None:
    query = READER.read(text)
    assert query.phrases == ()
    assert query.is_open


@pytest.mark.parametrize(
    "text",
    ['名为"个体工商户"实为合伙，如何认定？', "什么是“以非法占有为目的”", "“五到位” 怎么检查"],
)
def test_straight_marks_and_marks_around_most_of_a_question_require_it(text: str) -> None:
    assert len(READER.read(text).phrases) == 1


def test_several_questions_are_sentences_and_several_words_are_not() -> None:
    assert READER.read("重大事故，是指造成 10 人以上 30 人以下死亡的事故").is_open
    assert READER.read("未成年人打伤了他人，应该怎么赔偿？ 孩子打伤同学怎么办？").is_open
    assert READER.read("危大工程 施工单位 应当做什么").in_keywords


@pytest.mark.parametrize(
    "text", ["双随机、一公开", "双随机一公开", "双 随机一公开"[0] + "随机、一公开"]
)
def test_a_name_with_punctuation_is_one_concept(text: str) -> None:
    query = READER.read(text)
    assert words(query) == ["双随机一公开"]
    assert query.single


def test_numbers_of_documents_are_taken_out() -> None:
    query = READER.read("吉粮安函【2020】 133号 演练")
    assert query.doc_nos == ("吉粮安函〔2020〕133号",)
    assert words(query) == ["演练"]


@pytest.mark.parametrize("text", ["专家不得少于5名", "A类人员", "第十二条", "5m"])
def test_small_signs_survive(text: str) -> None:
    wanted = {"专家不得少于5名": "5名", "A类人员": "a类", "第十二条": "第12条", "5m": "5m"}[text]
    assert wanted in words(READER.read(text))


def test_a_sentence_is_not_keywords() -> None:
    assert not READER.read("每半年至少组织1次现场处置方案演练").in_keywords
    assert not READER.read("基坑多深要专家论证？").in_keywords
    assert READER.read("高支模坍塌").in_keywords


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "查询是空的"),
        ("  \t\n", "查询是空的"),
        ("\x00\x07", "查询是空的"),
        ("，。！？《》", "只有标点"),
        ("安" * 100_000, "查询有 100000 个字，超过 500 个字"),
    ],
)
def test_what_cannot_be_searched_is_refused_with_a_reason(text: str, message: str) -> None:
    with pytest.raises(QueryRejected, match=message):
        READER.read(text)


def test_control_characters_are_dropped() -> None:
    assert READER.read("\x00演\u200b练\x1b").text == "演 练"


@given(st.text(max_size=LONGEST))
def test_every_text_is_read_or_refused(text: str) -> None:
    only_excludes = nfkc(text).text.lstrip()[:1] in {*"-−–"}
    if fold(text).text and text.isprintable() and not only_excludes:
        query = READER.read(text)
        assert query.text
    else:
        with suppress(QueryRejected):
            assert READER.read(text).text
