"""Where did the source visibly lose a character? The place is marked 缺字, the text left alone."""

import re
from collections.abc import Iterator, Sequence

from corpus.records import Defect, Node
from corpus.structure.numbering import find_skips

__all__ = ["find_defects"]

_NO_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=(?:1[0-2]|[1-9])月)")
_NO_DAY = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}$", re.MULTILINE)
_LIST_MARK = re.compile(r"(?:^|[,，。；;：:、\s])[\d一二三四五六七八九十a-zA-Z]{1,2}$")
_PAIRS = {"《": "》", "“": "”", "（": "）", "(": ")", "〔": "〕"}
_TWINS = {"（": "(", "）": ")"}  # a full-width bracket may close a half-width one
_CLOSERS = {"》", "”", ")", "〕"}


def find_defects(text: str, outline: Sequence[Node]) -> list[Defect]:
    """Return the visible losses in a document's text, in reading order.

    Known kinds: a heading without its numeral, 年 missing in a date (20205月), 日 missing at the
    end of a date line, half of a pair of brackets or quotation marks, and articles whose numbers
    skip or repeat. A form's flattened cells are not examined for pairs.
    """
    found = [
        Defect(node.start + defect.start, node.start + defect.end, defect.note)
        for node in outline
        for defect in _in_node(text[node.start : node.end], node)
    ]
    return sorted(
        (*found, *find_skips(text, outline)), key=lambda defect: (defect.start, defect.end)
    )


def _in_node(text: str, node: Node) -> Iterator[Defect]:
    if node.supplied:
        yield Defect(0, len(node.marker), "缺字：标题序号在来源中脱落，按前后标题推定，请核对原件")
    for match in _NO_YEAR.finditer(text):
        yield Defect(match.end() - 1, match.end(), "缺字：日期中疑脱“年”字，请核对原件")
    for match in _NO_DAY.finditer(text):
        yield Defect(match.end() - 1, match.end(), "缺字：日期末尾疑脱“日”字，请核对原件")
    if node.title != "表格":
        for match in re.finditer(r"[^\n]+", text):
            yield from _lone_brackets(match[0], match.start())


def _lone_brackets(line: str, offset: int) -> Iterator[Defect]:
    open_at: list[tuple[str, int]] = []
    for at, char in enumerate(line):
        if char in _PAIRS:
            open_at.append((_TWINS.get(_PAIRS[char], _PAIRS[char]), at))
        elif (closer := _TWINS.get(char, char)) in _CLOSERS:
            if open_at and open_at[-1][0] == closer:
                open_at.pop()
            elif not (closer == ")" and _LIST_MARK.search(line[max(at - 3, 0) : at])):
                yield _lone(line, at, offset)
    for _, at in open_at:
        yield _lone(line, at, offset)


def _lone(line: str, at: int, offset: int) -> Defect:
    return Defect(offset + at, offset + at + 1, f"缺字：“{line[at]}”没有配对，疑有脱字，请核对原件")
