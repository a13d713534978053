"""Which rows of the package are a law's own articles, and what was glued to them?

The package cut its articles by their numbers. Where a number was lost, one row holds two articles;
where a text quotes another, the quoted articles became rows; headings, annexes and tax tables
after an article stayed in its row. A heading is put back in its place; the rest is left out with
its reason, so that nobody cites it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.collections.package_rows import Holding, Law, Row
from corpus.normalise import nfkc
from corpus.numerals import to_chinese, to_int

__all__ = ["Block", "LeftOut", "Parted", "left_out", "part_rows"]

_ARTICLE = re.compile(r"第(.+)条(?:之(.+))?")
_ITEM = re.compile(r"条目(.+)")
_WHOLE = "全文"
_NUMBERED_ON = "修正案"  # the amendments of the constitution number their articles through
_LOST = 2  # a step in the numbering with which one article can be missing
_HEADING = re.compile(r"第[一二三四五六七八九十]+(?:分编|编)(?=\s).*|附\s*则")
_DASH = re.compile(r"(?<=[\u4e00-\u9fff])---(?=[\u4e00-\u9fff])")
_ESCAPED = re.compile(r"\\([<>])")
_ANNEX = re.compile(
    r"附\s*[件表录]?\s*[一二三四五六七八九十\d]{0,3}\s*(?::.*)?|\S{2,12}税率表[一二三]?(?:\(.*\))?"
)


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in the composed text: a heading, or a row with the lines that are its own."""

    row: Row | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is no text of the law's own, under the number of its row, and why."""

    number: str
    reason: str
    characters: int


@dataclass(frozen=True, slots=True)
class Parted:
    """A law's headings and articles in order, and what was left out."""

    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...]


def part_rows(law: Law) -> Parted:
    """Return the law's own articles under their headings; without blocks none can be trusted."""
    refused = _refused(law)
    blocks: list[Block] = []
    annexes: list[LeftOut] = []
    named = ("", "")
    for row in law.rows:
        lines, headings = _split_headings([_plain(line) for line in row.text.splitlines()])
        lines, annex = _split_annex(lines) if row is law.rows[-1] else (lines, 0)
        if annex and row.number not in refused:
            annexes.append(
                LeftOut(row.number, "其后的附件在来源里与本条连成一段，不属于本条", annex)
            )
        if row.number not in refused:
            blocks += [Block(None, (name,)) for name in _changed(named, row)]
            blocks.append(Block(row, tuple(lines)))
            named = row.chapter, row.section
        blocks += [Block(None, (heading,)) for heading in headings]
    gone = [
        LeftOut(row.number, refused[row.number], len(row.text))
        for row in law.rows
        if row.number in refused
    ]
    own = any(block.row for block in blocks)
    return Parted(tuple(blocks) if own else (), (*gone, *annexes))


def left_out(holding: Holding) -> Iterator[tuple[str, LeftOut]]:
    """Yield what is left out of all laws, each with the title of its law."""
    for law in holding.laws:
        for gone in part_rows(law).left_out:
            yield law.title, gone


def _refused(law: Law) -> dict[str, str]:
    """Return the numbers of rows that may not be cited, with the reason."""
    numbers = [_number(row.number) for row in law.rows]
    if None in numbers:
        return {}
    found = [number for number in numbers if number]
    ascending = all(before < after for before, after in pairwise(found))
    if not ascending or (found[0] != (1, 0) and _NUMBERED_ON not in law.title):
        reason = "编号不从第一条起，或者前后重复，是引自别的文件的条文"
        return dict.fromkeys((row.number for row in law.rows), reason)
    return dict(_gaps(law.rows, found))


def _gaps(rows: Sequence[Row], numbers: Sequence[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    for at, (before, after) in enumerate(pairwise(numbers)):
        step = after[0] - before[0]
        if step < _LOST:
            continue
        missing = f"第{to_chinese(before[0] + 1)}条"
        if step == _LOST:
            yield rows[at].number, f"来源缺{missing}，其文字粘连在本条里"
            continue
        yield rows[at].number, "其内容在来源里被误拆成了后面的几条"
        for row in rows[at + 1 :]:
            yield row.number, "是前一条引用的内容，不是本文件的条"
        return


def _number(name: str) -> tuple[int, int] | None:
    """Return number and sub-number of 「第八十二条之一」; None for 条目 and 全文."""
    match = _ARTICLE.fullmatch(name)
    return (to_int(match[1]), to_int(match[2]) if match[2] else 0) if match else None


def _plain(line: str) -> str:
    """Undo what the converter of the package wrote for a dash and for pointed brackets."""
    return _ESCAPED.sub(r"\1", _DASH.sub("—", line)).strip()


def _split_headings(lines: list[str]) -> tuple[list[str], list[str]]:
    """Cut off the headings (第二编 分则) that follow an article in its row."""
    end = len(lines)
    while end > 1 and (not lines[end - 1] or _HEADING.fullmatch(lines[end - 1])):
        end -= 1
    return lines[:end], [line for line in lines[end:] if line]


def _split_annex(lines: list[str]) -> tuple[list[str], int]:
    """Cut off what follows the last article; return its length in characters too."""
    for at, line in enumerate(lines):
        if at and _ANNEX.fullmatch(nfkc(line).text):
            return lines[:at], sum(map(len, lines[at:]))
    return lines, 0


def _changed(before: tuple[str, str], row: Row) -> Iterator[str]:
    """Yield the headings that begin at the row: chapter and section, where they are others."""
    if row.chapter and row.chapter != before[0]:
        yield row.chapter
    if row.section and (row.chapter, row.section) != before:
        yield row.section
