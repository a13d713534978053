"""Are texts that are nearly the same found, and no others, in linear time?"""

import random

import pytest

from corpus.near_duplicates import ALIKE, Sketches, likeness, sketch

LETTERS = "".join(map(chr, range(0x4E00, 0x4E00 + 2000)))


def notice(seed: int, length: int = 2000) -> str:
    chosen = random.Random(seed)
    return "".join(chosen.choice(LETTERS) for _ in range(length))


def test_noise_around_a_text_does_not_hide_it() -> None:
    text = notice(1)
    posted = f"来源：某网站　打印本页\n{text[:900]}\n\n{text[900:]}\n责任编辑：〔已隐去〕"
    assert likeness(text, posted) > 0.95
    assert Sketches({"a": sketch(text)}).near(sketch(posted)) == ["a"]


def test_width_space_and_punctuation_do_not_count() -> None:
    assert sketch("深度５ｍ，及以上。") == sketch("深度 5m 及 以上")
    assert likeness("深度５ｍ，及以上。", "深度 5m 及 以上") == 1


def test_other_texts_are_not_near() -> None:
    sketches = Sketches({str(n): sketch(notice(n)) for n in range(50)})
    assert sketches.near(sketch(notice(99))) == []
    assert likeness(notice(1), notice(2)) < 0.01


def test_the_most_alike_comes_first() -> None:
    text = notice(1)
    sketches = Sketches({"b": sketch(text), "a": sketch(text[:1700] + notice(2, 300))})
    assert sketches.near(sketch(text)) == ["b", "a"]
    sketches.put("b", sketch(notice(3)))
    assert sketches.near(sketch(text)) == ["a"]
    sketches.discard("a")
    assert sketches.near(sketch(text)) == []


@pytest.mark.parametrize("share", [0.9, ALIKE])
def test_texts_from_the_limit_on_are_met(share: float) -> None:
    missed = 0
    for seed in range(200):
        text = notice(seed)
        other = text[: int(2000 * share)] + notice(-seed - 1, 2000 - int(2000 * share))
        missed += not Sketches({"a": sketch(text)}).near(sketch(other))
    assert missed == 0


@pytest.mark.parametrize("text", ["", "安全", "，。！", "\U00020000" * 3])
def test_texts_without_words_are_near_to_nothing(text: str) -> None:
    assert sketch(text) == b""
    assert Sketches({"a": sketch(text)}).near(sketch(text)) == []
    assert likeness(text, text) == 1
    assert likeness(text, notice(1)) == 0


def test_a_sketch_is_the_same_for_ever() -> None:
    """Sketches are stored; another program must find with them."""
    assert sketch("落实安全生产责任。")[:8].hex() == "69a55037ead9d312"
