"""Does folding keep every character's place in the source?"""

from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise import fold, nfkc, spans_of


def test_full_width_becomes_half_width_with_offsets() -> None:
    folded = nfkc("ＧＢ５０６５６－２０１１，㎡")
    assert folded.text == "GB50656-2011,m2"
    assert folded.source_span(folded.text.index("m2"), len(folded.text)) == (13, 14)


def test_folding_drops_punctuation_and_white_space_only() -> None:
    assert fold("“双随机、 一公开”　75% A类").text == "双随机一公开75%a类"


def test_spans_point_at_the_source() -> None:
    text = "推行“双随机、一公开”制度和“双随机一公开”检查"
    spans = list(spans_of("双随机一公开", fold(text)))
    assert [text[start:end] for start, end in spans] == ["双随机、一公开", "双随机一公开"]


@given(st.text())
def test_every_folded_character_has_an_origin(text: str) -> None:
    for folded in (nfkc(text), fold(text)):
        assert len(folded.origin) == len(folded.text) + 1
        assert list(folded.origin) == sorted(folded.origin)
        assert folded.origin[-1] == len(text)
        for at in range(len(folded.text)):
            start, end = folded.source_span(at, at + 1)
            assert end - start == 1
            assert 0 <= start < len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once
