"""Which lines that begin with 第N条 are articles, and which only refer to one?"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from corpus.structure.lines import Line, Style, article_key, follows

__all__ = ["find_articles", "opens_articles"]

_HEADINGS = (Style.BOOK, Style.CHAPTER, Style.SECTION)
_ANNOUNCES = re.compile(r"(?:如下|修改为|修正为|作为.{1,20}):“?$")
_Run = list[int]  # the lines, by index, of articles numbered in one sequence


def find_articles(lines: Sequence[Line]) -> list[Line]:
    """Return the lines; one that begins with 第N条 and is no article becomes body text.

    An article continues its numbering, or is set off by white space. A text with 一、 headings
    and without 第一条 is a notice: whatever articles stand in it are quoted.
    """
    enums = [at for at, line in enumerate(lines) if line.style is Style.ENUM]
    quoted = set(_quoted(lines))
    runs = _runs(lines, quoted)
    kept = {at for run in runs if _is_statute(lines, run, enums) for at in run}
    return [
        replace(line, style=None, number=0, sub=0, marker="")
        if at in quoted or (line.style is Style.ARTICLE and at not in kept and not line.hashes)
        else line
        for at, line in enumerate(lines)
    ]


def opens_articles(line: Line) -> bool:
    """Tell whether the line is 第一条, with which the numbering begins (again)."""
    return line.style is Style.ARTICLE and line.number == 1 and not line.sub


def _quoted(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines of new articles, with headings, that an amendment quotes after a colon.

    「增加一节，内容如下：」 is followed by articles whose numbering is not the amendment's own;
    they end with the first line that goes on with that.
    """
    last: Line | None = None
    inner: Line | None = None
    above: list[int] = []
    for at, line in enumerate(lines):
        if line.style in _HEADINGS:
            above.append(at)
            continue
        if line.style is Style.ARTICLE:
            announced = _ANNOUNCES.search(lines[at - len(above) - 1].text)
            if last and not follows(line, last) and (announced or follows(line, inner or line)):
                inner = line
                yield from (*above, at)
            else:
                last, inner = line, None
        above = []


def _runs(lines: Sequence[Line], quoted: Set[int]) -> list[_Run]:
    candidates = [
        at for at, line in enumerate(lines) if line.style is Style.ARTICLE and at not in quoted
    ]
    runs: list[_Run] = [[]]
    for at, after in zip(candidates, [*candidates[1:], None], strict=False):
        line, following = lines[at], lines[after] if after is not None else None
        last = lines[runs[-1][-1]] if runs[-1] else None
        if opens_articles(line) and (line.is_spaced or follows(following, line)):
            runs.append([at])
        elif _continues(line, last, following):
            runs[-1].append(at)
    return [run for run in runs if run]


def _continues(line: Line, last: Line | None, following: Line | None) -> bool:
    """Tell whether an article stands here, by the one before and the candidate after it."""
    if last is None:
        return line.is_spaced
    resumed = follows(following, last) and article_key(line) != article_key(last)
    if follows(line, last):
        again = (
            following is not None
            and following.is_spaced
            and article_key(following) == article_key(line)
        )
        return line.is_spaced or not again
    if line.is_spaced:
        return not resumed
    return article_key(line) > article_key(last) and follows(following, line) and not resumed


def _is_statute(lines: Sequence[Line], run: _Run, enums: Sequence[int]) -> bool:
    """Tell a statute from the articles that a notice or a judgment quotes."""
    if opens_articles(lines[run[0]]):
        return not _is_quoted(lines, run, enums)
    has_headings = any(lines[at].number == 1 for at in enums)
    return len(run) > 1 and not has_headings


def _is_quoted(lines: Sequence[Line], run: _Run, enums: Sequence[int]) -> bool:
    """Tell whether the 一、二、 of a notice go on around the articles, which have gaps."""
    if len(run) > 1 and all(follows(lines[b], lines[a]) for a, b in pairwise(run)):
        return False
    after = bisect_left(enums, run[0])
    if not 0 < after < len(enums):
        return False
    return lines[enums[after]].number == lines[enums[after - 1]].number + 1
