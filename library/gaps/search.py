"""Which gaps does the collection have, in the order in which they should be closed?"""

from collections.abc import Callable, Iterator
from datetime import date

from corpus import DocumentStore
from library.gaps.gap import Collection, Gap, GapGroup
from library.gaps.holdings import (
    alike,
    contradicted,
    damaged,
    doubtful,
    incomplete,
    unread,
    unverified,
)
from library.gaps.references import not_held, still_used

__all__ = ["find_gaps"]


def find_gaps(store: DocumentStore, as_of: date) -> list[GapGroup]:
    """Return all gaps of the collection on a day, by kind; a kind without gaps is there too."""
    collection = Collection(store, as_of)
    return [
        GapGroup(name, advice, tuple(find(collection)), command)
        for name, advice, command, find in _KINDS
    ]


_KINDS: tuple[tuple[str, str, str, Callable[[Collection], Iterator[Gap]]], ...] = (
    (
        "状态前后不一",
        "著录的状态与日期或其他文件的说法不一致。请核对原文，更正状态或日期。",
        "zhiku correct 编号 状态=…",
        contradicted,
    ),
    (
        "已失效仍被引用",
        "有效的文件还在引用。使用这些条款前，请核对引用的内容现在由哪份文件规定，并导入新文件。",
        "",
        still_used,
    ),
    (
        "待核实",
        "读得没有把握的值。请对照原件确认或更正。",
        "zhiku correct 编号 --confirm 字段 或 字段=值",
        doubtful,
    ),
    (
        "没有读出的页和图",
        "这些文字检索不到。请换用有文字的版本，或安装文字识别后重新导入。",
        "zhiku import --again",
        unread,
    ),
    (
        "引用而没有原文",
        "被引用最多的排在前面。请取得原文后导入。",
        "",
        not_held,
    ),
    (
        "可能重复",
        "请核对两份是否同一文件，移除多余的一份。",
        "zhiku remove 编号",
        alike,
    ),
    (
        "著录不全",
        "没有条款的检索不到，没有日期、机关的筛选不出。请补上。",
        "zhiku correct 编号 字段=值",
        incomplete,
    ),
    (
        "来源有损坏",
        "脱字、缺号等，只标注不改动。请取得完好的版本重新导入。",
        "",
        damaged,
    ),
    (
        "状态未核实",
        "被引用最多的排在前面，请先核对，写明状态和依据。",
        "zhiku correct 编号 状态=现行有效 --basis 依据",
        unverified,
    ),
)  # fmt: skip
"""Name, advice, command and finder of each kind; what may mislead a reader comes first."""
