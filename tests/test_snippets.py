"""Are marks on the source's own characters, and is the shown stretch the telling one?"""

from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise import visible
from indexer import JiebaSegmenter, load_lexicon
from search.query import QueryReader
from search.snippets import WIDTH, cut_snippet, mark

LEXICON = load_lexicon()
SEGMENTER = JiebaSegmenter(LEXICON)
READER = QueryReader(SEGMENTER, LEXICON)


def marked(query: str, text: str) -> list[str]:
    return [text[a:b] for a, b in mark(READER.read(query), text, SEGMENTER).spans]


def test_marks_fall_on_the_source() -> None:
    assert marked("5名", "专家不得少于５名。") == ["５名"]
    assert marked("第12条", "依照第十二条办理") == ["第十二条"]
    assert marked("双随机一公开", "推行“双随机、一公开”制度") == ["双随机、一公开"]
    assert marked("建办质﹝2018﹞31号", "按建办质〔2018〕31号文") == ["建办质〔2018〕31号"]


def test_synonyms_are_marked() -> None:
    assert marked("危大工程", "《危险性较大的分部分项工程安全管理规定》") == [
        "危险性较大的分部分项工程"
    ]


def test_a_word_inside_another_is_not() -> None:
    assert marked("施工单位", "编制专项施工方案") == []


def test_short_texts_are_shown_whole() -> None:
    assert cut_snippet("短文。", [((0, 2), 1.0)]) == (0, "短文。")


def test_the_stretch_with_most_marks_is_shown_from_its_sentence() -> None:
    text = "前言甲乙丙丁。" * 40 + "企业每半年至少组织一次演练。" + "后话戊己庚辛。" * 40
    start, snippet = cut_snippet(text, mark(READER.read("演练"), text, SEGMENTER).places)
    assert snippet.startswith("企业每半年至少组织一次演练。")
    assert text[start : start + len(snippet)] == snippet


def test_near_the_end_too_the_stretch_begins_with_a_sentence() -> None:
    text = "前言甲乙丙丁戊己。" * 30 + "企业每半年组织演练。" + "后话。"
    start, snippet = cut_snippet(text, mark(READER.read("演练"), text, SEGMENTER).places)
    assert snippet.startswith("前言")
    assert snippet.endswith("企业每半年组织演练。后话。")
    assert text[start : start + len(snippet)] == snippet


@given(st.text(max_size=600), st.data())
def test_a_snippet_is_always_a_part_of_the_text(text: str, data: st.DataObject) -> None:
    points = data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8).map(sorted))
    spans = [(a, b) for a, b in zip(points[::2], points[1::2], strict=False) if a < b]
    start, snippet = cut_snippet(text, [(span, 1.0) for span in spans])
    assert visible(text[start : start + len(snippet)]) == snippet
    assert len(snippet) <= WIDTH


def test_the_rare_word_is_shown_rather_than_the_frequent_one() -> None:
    text = "安全生产安全管理安全责任。" * 20 + "拆装塔吊时须设警戒。" + "安全检查安全教育。" * 20
    snippet = cut_snippet(text, mark(READER.read("塔吊 安全"), text, SEGMENTER).places)[1]
    assert "塔吊" in snippet
