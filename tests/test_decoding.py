"""Is the encoding found from the content, and is no damaged byte lost in silence?"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import UnreadableFile
from corpus.readers import read_file
from corpus.readers.decoding import decode
from corpus.readers.private_use import doubtful_characters

TEXT = "第一条　各单位应当落实安全生产责任，加强检查。\n" * 20


def test_a_cut_character_does_not_turn_the_text_into_another() -> None:
    decoded = decode(Path("a.txt"), TEXT.encode()[:-5])
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith("第一条　各单位")
    assert decoded.text.endswith("\ufffd")
    assert "损坏" in decoded.notes[0]


TRADITIONAL = "關於加強建設工程安全生產管理的通知。各單位應當落實責任，檢查高處作業。\n"


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950"])
@pytest.mark.parametrize("times", [1, 200])
def test_big5_is_told_from_gb18030_by_its_characters(encoding: str, times: int) -> None:
    decoded = decode(Path("a.txt"), (TRADITIONAL * times).encode(encoding))
    assert decoded.text == TRADITIONAL * times
    assert "Big5" in decoded.notes[0]


def test_traditional_characters_in_gb18030_are_no_big5() -> None:
    assert decode(Path("a.txt"), TRADITIONAL.encode("gb18030")) == (TRADITIONAL, "gb18030", ())


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", [TEXT, "落实安全生产责任", "　　一、一律　一致　一方　落实责任", "a1\n"]
)
def test_utf_16_without_a_mark(encoding: str, text: str) -> None:
    decoded = decode(Path("a.txt"), text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert "UTF-16" in decoded.notes[0]


@pytest.mark.parametrize(
    "data", [TRADITIONAL.encode("big5") * 9 + b"\xa4", "安全は大切です。".encode("shift-jis") * 9]
)
def test_other_bytes_that_happen_to_be_gb18030_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="编码无法识别"):
        decode(Path("a.txt"), data)


@given(st.text(st.sampled_from(TEXT + TRADITIONAL + "abc 12\n"), min_size=1))
def test_no_encoding_is_ever_mistaken_for_another(text: str) -> None:
    for encoding in ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"):
        try:
            data = text.encode(encoding)
            assert decode(Path("a.txt"), data).text == text or len(text) < 12
        except (UnicodeEncodeError, UnreadableFile):
            continue


def test_every_encoding_at_hand(test_data: Path) -> None:
    expected = {
        "_mozilla": ("gb18030", "网费"), "coverer": ("gb18030", "的"),
        "real_gb": ("gb18030", "允许"),
        "softsea": ("gb18030", "软件"), "w3cn": ("gb18030", "标准"),
        "transcoded_gb18030_meta": ("gb18030", "公司董事会可以决定"),
        "transcoded_gb18030_建设": ("gb18030", "国务院第28次常务会议"),
        "transcoded_utf16le": ("utf-16", "国务院第28次常务会议"),
        "transcoded_utf8bom": ("utf-8-sig", "国务院第28次常务会议"),
    }  # fmt: skip
    for path in (test_data / "inputs" / "encoding").iterdir():
        [(encoding, words)] = [v for key, v in expected.items() if path.name.startswith(key)]
        decoded = decode(path, path.read_bytes())
        assert (decoded.encoding, decoded.notes) == (encoding, ()), path.name
        assert words in decoded.text, path.name
        assert "\ufffd" not in decoded.text


def test_a_page_is_read_whatever_its_label_says(test_data: Path) -> None:
    folder = test_data / "inputs" / "encoding"
    pages = [read_file(path).text for path in sorted(folder.glob("transcoded*.html"))]
    assert len(pages) == 2
    assert pages[0] == pages[1]


def test_characters_that_gb18030_has_moved_get_their_place() -> None:
    data = TEXT.encode("gb18030") + bytes.fromhex("fe59a6d9")
    decoded = decode(Path("a.txt"), data)
    assert decoded.text.endswith("龴︐")
    assert "2 个字" in decoded.notes[0]


def test_private_use_characters_stay_with_their_place_named() -> None:
    text, notes = doubtful_characters("围挡\n不得低于2\ue0105米。\x00\ud800")
    assert text == "围挡\n不得低于2\ue0105米。\ufffd\ufffd"
    assert notes[0].startswith("第 2 行“围挡 不得低于2\ufffd5米。")
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
