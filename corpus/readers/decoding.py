"""Which encoding do these bytes have, whatever their label says?"""

import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus.errors import UnreadableFile

__all__ = ["Decoded", "decode"]

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# Characters that GB 18030-2000 put into the private use area and GB 18030-2005 and -2022 moved to
# their place in Unicode; Python's codec follows the edition of 2000.
_MOVED = str.maketrans(
    {0xE78D + i: c for i, c in enumerate("︐︒︑︓︔︕︖︗︘︙")}
    | {0xE7C7: "ḿ", 0xE81E: "龴", 0xE826: "龵", 0xE82B: "龶", 0xE82C: "龷", 0xE832: "龸"}
    | {0xE843: "龹", 0xE854: "龺", 0xE864: "龻", 0xE816: "\U00020087", 0xE817: "\U00020089"}
    | {0xE818: "\U000200cc", 0xE831: "\U000215d7", 0xE83B: "\U0002298f", 0xE855: "\U000241fe"}
)


_RARE = {"big5hkscs": "Big5（繁体）", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_LIKELY, _POSSIBLE = 0.9, 0.5  # shares of common characters; wrong decoding gives about a third


class Decoded(NamedTuple):
    """Text, the encoding that was found, and notes on bytes that could not be read."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(path: Path, data: bytes) -> Decoded:
    """Decode by content: byte order mark, UTF-8, UTF-16 without mark, GB18030, Big5.

    A few damaged bytes in UTF-8 become U+FFFD and are noted; taken for GB18030 they would turn
    the whole text into other characters. Big5 and unmarked UTF-16 are taken where GB18030 would
    give rare characters and they give common ones. Raise UnreadableFile for all that is no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return Decoded(_strict(path, data, encoding), encoding)
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            damaged = _damaged_utf8(data) if encoding == "utf-8" else None
            if damaged:
                return damaged
            continue
        if _is_text(text, guessed=encoding != "utf-8") and _is_likely(text, encoding, data):
            return _from_gb18030(text) if encoding == "gb18030" else _named(text, encoding)
    raise UnreadableFile(
        path, "不是文本，或编码无法识别", "请用文字处理软件打开，另存为 UTF-8 编码的文本后再导入。"
    )


def _candidates(data: bytes) -> tuple[str, ...]:
    if 0 not in data[:4096]:
        return ("utf-8", "big5hkscs", "utf-16-le", "utf-16-be", "gb18030")
    # Of an ASCII character the zero byte stands second or first; of 「一」 and 「　」 contrariwise.
    first, second = data[0:4096:2].count(0), data[1:4096:2].count(0)
    orders = ("utf-16-le", "utf-16-be") if second > first else ("utf-16-be", "utf-16-le")
    return (max(orders, key=lambda order: _share(data[:4096].decode(order, "ignore"))),)


def _is_likely(text: str, encoding: str, data: bytes) -> bool:
    """Tell whether the characters are such as Chinese text has; UTF-8 and zero bytes decide alone.

    GB18030 comes last, and even rare names and terms leave it with more common characters than
    other bytes do that happen to decode.
    """
    if encoding == "utf-8" or 0 in data[:4096]:
        return True
    if encoding == "gb18030":
        few = sum(char > "\x7f" for char in text[:20000]) < 20
        return few or _share(text) > _POSSIBLE
    return _share(text) > _LIKELY


def _share(text: str) -> float:
    """Return which part of the characters beyond ASCII are common ones; 0 for fewer than four.

    Bytes of another encoding give characters from all over the 20,000 and more.
    """
    sample = Counter(text[:20000])
    beyond = sum(count for char, count in sample.items() if char > "\x7f")
    usual = sum(count for char, count in sample.items() if char in _common())
    return usual / beyond if usual >= 4 else 0.0


@cache
def _common() -> frozenset[str]:
    """Return the commoner half of GB 2312 and of Big5, with the marks of both."""
    simple = (
        bytes((high, low)).decode("gb2312", "ignore")
        for high in (0xA1, 0xA3, *range(0xB0, 0xD8))
        for low in range(0xA1, 0xFF)
    )
    traditional = (
        bytes((high, low)).decode("big5", "ignore")
        for high in (0xA1, 0xA2, *range(0xA4, 0xC7))
        for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    )
    return frozenset(char for char in (*simple, *traditional) if char)


def _named(text: str, encoding: str) -> Decoded:
    name = _RARE.get(encoding)
    note = f"编码没有标明，从内容判断为 {name}，如有乱码请核对原件"
    return Decoded(text, encoding, (note,) if name else ())


def _damaged_utf8(data: bytes) -> Decoded | None:
    """Return UTF-8 in which hardly anything is broken; other encodings break at every word."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    foreign = sum(char > "\x7f" for char in text[:20000]) - broken
    if (
        foreign < 20 * broken
        or broken > max(1, len(text) // 200)
        or not _is_text(text, guessed=False)
    ):
        return None
    return Decoded(
        text, "utf-8", (f"有 {broken} 处字节损坏，读不出的字以“\ufffd”代替，请对照原件",)
    )


def _from_gb18030(text: str) -> Decoded:
    moved = text.translate(_MOVED)
    changed = sum(old != new for old, new in zip(text, moved, strict=True))
    note = f"{changed} 个字按 GB 18030—2022 的规定由私用区码位改为标准码位"
    return Decoded(moved, "gb18030", (note,) if changed else ())


def _is_text(text: str, *, guessed: bool) -> bool:
    """Tell text from bytes that happen to decode: hardly any control or unassigned characters.

    In a guessed encoding private-use characters too speak against the guess.
    """
    sample = Counter(text[:20000])
    strange = {"Cc", "Cn", "Co"} if guessed else {"Cc", "Cn"}
    odd = (char for char in sample if unicodedata.category(char) in strange)
    count = sum(sample[char] for char in odd if char not in "\n\r\t\f\v")
    return count <= sample.total() // 100


def _strict(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            path, f"文件开头标明 {encoding}，内容却不合", "文件可能被截断，请重新取得原件。"
        ) from error
