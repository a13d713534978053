"""Is everything of a clause indexed, once, and cut only where sentences end?"""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.records import Clause, Document, Kind
from indexer import passages

DOCUMENT = Document("d", "危大工程管理规定", Kind.REGULATION, "", doc_no="住建部令第37号")


def clause(text: str, *path: str) -> Clause:
    return Clause("d:1", "d", 1, "1", path, "", text, 0, len(text))


def test_title_number_headings_and_text_are_one_text() -> None:
    found = passages.keyword_text(DOCUMENT, clause("应当论证。", "第三章 专项施工方案", "第十二条"))
    assert found == "危大工程管理规定\n住建部令第37号\n第三章 专项施工方案\n第十二条\n应当论证。"


def test_a_heading_that_begins_the_text_is_not_counted_twice() -> None:
    found = passages.parts(DOCUMENT, clause("(一)目标。到二〇三五年。", "一、总体要求", "(一)目标"))
    assert found[2:] == ("一、总体要求", "(一)目标。到二〇三五年。")
    cut_short = clause("6.所有权人应承担责任，", "6.所有权人应…")
    assert passages.parts(DOCUMENT, cut_short)[2:] == ("6.所有权人应承担责任，",)


def test_a_document_without_number() -> None:
    document = Document("d", "通知", Kind.POLICY, "")
    assert passages.parts(document, clause("正文")) == ("通知", "正文")


def test_folded_text_is_one_line_whose_parts_stay_apart() -> None:
    found = passages.folded_text(DOCUMENT, clause("ＧＢ 50656，\n应当", "第三章"))
    assert found == "危大工程管理规定\t住建部令第37号\t第三章\tgb50656应当"


def test_checksum_follows_everything_that_is_indexed() -> None:
    first = clause("应当论证。", "第十二条")
    others = [clause("应当论证", "第十二条"), clause("应当论证。", "第十三条")]
    other_title = Document("d", "别的规定", Kind.REGULATION, "", doc_no="住建部令第37号")
    sums = {passages.checksum(DOCUMENT, c) for c in [first, *others]}
    sums.add(passages.checksum(other_title, first))
    assert len(sums) == 4


def test_short_text_is_one_piece_with_title_and_innermost_heading() -> None:
    assert passages.embedded_pieces(DOCUMENT, clause("应当论证。", "第三章", "第十二条")) == (
        "危大工程管理规定\n第十二条\n应当论证。",
    )


def test_an_empty_clause_is_known_by_its_title() -> None:
    assert passages.embedded_pieces(DOCUMENT, clause(" \n")) == ("危大工程管理规定",)


def test_long_text_is_cut_at_sentence_ends() -> None:
    text = "甲" * 30 + "。" + "乙" * 30 + "；" + "丙" * 30 + "。"
    found = passages.embedded_pieces(DOCUMENT, clause(text), longest=70)
    bodies = [piece.removeprefix("危大工程管理规定\n") for piece in found]
    assert bodies == [text[:62], text[62:]]


@settings(max_examples=200, derandomize=True)
@given(st.text("甲乙丙。；！\n ", max_size=200), st.integers(1, 40))
def test_pieces_lose_nothing_and_keep_their_length(text: str, longest: int) -> None:
    found = passages.embedded_pieces(DOCUMENT, clause(text), longest)
    bodies = [piece.removeprefix("危大工程管理规定").removeprefix("\n") for piece in found]
    assert "".join("".join(bodies).split()) == "".join(text.split())
    assert all(len(body) <= longest for body in bodies)
