"""What is told of a list of hits outside the product: conditions, and each hit with its source?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from search.results import Hit, SearchResults

__all__ = ["MOST", "Listed", "Listing", "day_of", "place_of"]

MOST = 500
"""So many hits go into one file; more are a collection, not a list to read."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A hit with the lasting address of its clause."""

    hit: Hit
    url: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Results to be written to a file.

    `conditions` are the filters in force as a page shows them, `url` is the address of the search,
    `made_on` the day on which the file is written. The results must have been explained, so that
    they name their generation.
    """

    results: SearchResults
    hits: Sequence[Listed]
    conditions: Sequence[str]
    sort: str
    url: str
    made_on: date

    def particulars(self) -> Iterator[tuple[str, str]]:
        """Yield what a reader must know to judge the list, each with its name."""
        results = self.results
        yield "检索词", results.query
        yield "筛选条件", "；".join(self.conditions) or "无"
        yield "检索方式", f"{results.mode.label}，{self.sort}"
        yield "条数", self.counted()
        yield "时效", f"按 {day_of(results.as_of)} 判断"
        yield "导出日期", day_of(self.made_on)
        yield "索引版本", results.explanation.generation if results.explanation else "未载明"
        yield "检索网址", self.url
        for notice in results.notices:
            yield "提示", notice
        yield "说明", "内容取自库内文件，引用前请核对原文和时效；没有列出不等于没有规定。"

    def counted(self) -> str:
        """Say how many were found and how many of them are here."""
        results, here = self.results, len(self.hits)
        if not results.total:
            return "没有找到"
        folded = f"，其中 {results.folded} 条并入同一文件，没有列出" if results.folded else ""
        listed = results.total - results.folded
        cut = (
            f"，一个文件最多导出 {MOST} 条，其余 {listed - here} 条没有列出"
            if listed > here
            else ""
        )
        return f"找到 {results.total} 条，列出 {here} 条{folded}{cut}"


def day_of(day: date | None) -> str:
    """Return a day as it is written, '' for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def place_of(path: Sequence[str]) -> str:
    """Return where in its document a clause stands."""
    return " › ".join(path)
