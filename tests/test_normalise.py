"""Does folding keep every character's place in the source?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.normalise import fold, folded, nfkc, places_of, spans_of

pytestmark = pytest.mark.once


def test_full_width_becomes_half_width_with_offsets() -> None:
    made = nfkc("ＧＢ５０６５６－２０１１，㎡")
    assert made.text == "GB50656-2011,m2"
    assert made.source_span(made.text.index("m2"), len(made.text)) == (13, 14)


def test_folding_drops_punctuation_and_white_space_only() -> None:
    assert fold("“双随机、 一公开”　75% A类").text == "双随机一公开75%a类"


def test_a_decimal_point_stays() -> None:
    assert fold("搭设高度2.5米，跨度２．５ｍ。").text == "搭设高度2.5米跨度2.5m"
    assert fold("“7·16”事故 1. 总则 1,000 kN；第3.0.1条。5").text == "7.16事故1总则1000kn第3.0.1条5"


def test_a_measure_is_not_found_within_a_decimal_number() -> None:
    text = fold("高2.5米，宽25米，长5米").text
    assert list(places_of("25米", text)) == [text.index("25米")]
    assert list(places_of("2.5米", text)) == [1]
    assert [text[at - 1] for at in places_of("5米", text)] == ["2", "长"]
    assert list(places_of("2018", fold("2018.3.11").text)) == [0]


def test_spans_point_at_the_source() -> None:
    text = "推行“双随机、一公开”制度和“双随机一公开”检查"
    spans = list(spans_of("双随机一公开", fold(text)))
    assert [text[start:end] for start, end in spans] == ["双随机、一公开", "双随机一公开"]


@given(st.text())
def test_every_folded_character_has_an_origin(text: str) -> None:
    for made in (nfkc(text), fold(text)):
        assert len(made.origin) == len(made.text) + 1
        assert list(made.origin) == sorted(made.origin)
        assert made.origin[-1] == len(text)
        for at in range(len(made.text)):
            start, end = made.source_span(at, at + 1)
            assert end - start == 1
            assert 0 <= start < len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


@given(st.text(alphabet=st.characters() | st.sampled_from("25.．·米 Ａ％")))
def test_the_fast_way_folds_alike(text: str) -> None:
    assert folded(text) == fold(text).text
