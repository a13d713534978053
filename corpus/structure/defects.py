"""Where did the source visibly lose a character? The place is marked 缺字, the text left alone."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.normalise import PRIVATE_USE
from corpus.records import Defect, Node
from corpus.structure.numbering import find_skips
from corpus.structure.pairs import lone_halves, without_wrapped

__all__ = ["find_defects"]

_NO_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=(?:1[0-2]|[1-9])月)")
_NO_DAY = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}$", re.MULTILINE)


def find_defects(text: str, outline: Sequence[Node]) -> list[Defect]:
    """Return the visible losses in a document's text, in reading order.

    Known kinds: a character of private use, which may stand for a decimal point; a heading
    without its numeral; 年 missing in a date (20205月), 日 missing at the end of a date line; half
    of a pair of brackets or quotation marks; articles and clauses whose numbers skip or repeat;
    a text or annex of which there is only the title. A form's flattened cells are not examined
    for pairs.
    """
    found = [
        Defect(node.start + defect.start, node.start + defect.end, defect.note)
        for node in outline
        for defect in _in_node(text[node.start : node.end], node)
    ]
    found = without_wrapped(text, found)
    found += [*find_skips(text, outline), *_without_body(outline)]
    return sorted(found, key=lambda defect: (defect.start, defect.end))


def _without_body(outline: Sequence[Node]) -> Iterator[Defect]:
    """Yield a defect for each text or annex that has only a title, with a note on its making."""
    for _, group in groupby(outline, key=_part):
        nodes = list(group)
        bare = [node for node in nodes if _is_bare(node)]
        if len(bare) == len(nodes) and nodes[0].title:
            last = nodes[-1]
            yield Defect(last.start, last.end, "缺文：来源中只有标题，没有正文，请核对原件")


def _part(node: Node) -> str:
    first, dot, _ = node.address.partition(".")
    return first if dot and re.fullmatch(r"p\d+", first) else ""


def _is_bare(node: Node) -> bool:
    step = node.address.rpartition(".")[2]
    return step == "t" or (step == "0" and node.title == "题注")


def _in_node(text: str, node: Node) -> Iterator[Defect]:
    for match in PRIVATE_USE.finditer(text):
        note = f"不明字符：U+{ord(match[0]):04X} 可能是小数点或生僻字，已原样保留，请核对原件"
        yield Defect(*match.span(), note)
    if node.supplied:
        yield Defect(0, len(node.marker), "缺字：标题序号在来源中脱落，按前后标题推定，请核对原件")
    for match in _NO_YEAR.finditer(text):
        yield Defect(match.end() - 1, match.end(), "缺字：日期中疑脱“年”字，请核对原件")
    for match in _NO_DAY.finditer(text):
        yield Defect(match.end() - 1, match.end(), "缺字：日期末尾疑脱“日”字，请核对原件")
    if node.title != "表格":
        for match in re.finditer(r"[^\n]+", text):
            yield from lone_halves(match[0], match.start())
