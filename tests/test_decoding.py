"""Is the encoding found from the content, and is no damaged byte lost in silence?"""

from pathlib import Path

from corpus.readers.decoding import decode
from corpus.readers.private_use import doubtful_characters

TEXT = "第一条　各单位应当落实安全生产责任，加强检查。\n" * 20


def test_a_cut_character_does_not_turn_the_text_into_another() -> None:
    decoded = decode(Path("a.txt"), TEXT.encode()[:-5])
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("第一条　各单位")
    assert decoded.text.endswith("\ufffd")
    assert "损坏" in decoded.notes[0]


def test_characters_that_gb18030_has_moved_get_their_place() -> None:
    data = TEXT.encode("gb18030") + bytes.fromhex("fe59a6d9")
    decoded = decode(Path("a.txt"), data)
    assert decoded.text.endswith("龴︐")
    assert "2 个字" in decoded.notes[0]


def test_private_use_characters_stay_with_their_place_named() -> None:
    text, notes = doubtful_characters("围挡\n不得低于2\ue0105米。\x00\ud800")
    assert text == "围挡\n不得低于2\ue0105米。\ufffd\ufffd"
    assert notes[0].startswith("第 2 行“围挡 不得低于2\ue0105米。")
    assert "2 个控制符或残缺的字" in notes[1]


def test_many_private_use_characters_are_summed_up() -> None:
    text, notes = doubtful_characters("\ue000" * 30)
    assert (len(text), len(notes)) == (30, 21)
    assert "另有 10 个" in notes[-1]


def test_the_lost_decimal_point_of_a_real_statute(test_data: Path) -> None:
    [path] = (test_data / "inputs" / "oddities").glob("杭州市*")
    text, notes = doubtful_characters(decode(path, path.read_bytes()).text)
    assert "2\ue0105米" in text
    assert len(notes) == 2
