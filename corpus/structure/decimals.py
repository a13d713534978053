"""Which lines are numbered 1, 1.1, 1.1.1, as chapters, sections and clauses of a standard are?

《工程建设标准编写规定》（建标〔2008〕182号）numbers 章 3, 节 3.1 and 条 3.1.1, or 条 3.0.1 where a
chapter has no sections; GB/T 1.1—2020 numbers 章 4 and 条 4.1, 4.1.1. Both have 附录 A with A.1 or
A.0.1. The list within a clause (1 …；2 …) is numbered like chapters and must not be taken for them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.structure.covers import is_cover_line
from corpus.structure.lines import Line, Style

__all__ = ["find_decimals"]

_Number = tuple[int, ...]  # (3, 0, 1); the annexes A, B … count from 101
_ANNEX = 100
_DOTTED = re.compile(
    r"(?P<head>[A-Z]|\d{1,2})(?P<rest>(?:\s?\.\s?\d{1,3}){1,4})(?=\s|[\u4e00-\u9fff“《(]|$)"
)
_CHAPTER = re.compile(r"(?:(?P<head>\d{1,2})\s*|附录\s*(?P<annex>[A-Z])\s*)(?=[\u4e00-\u9fff(]|$)")
_SENTENCE = re.compile(r"[。;:,!?]")
_EXPLAINS = re.compile(r"(?:附:?)?(?:[^。,;]{0,40})条文说明")
_UNNUMBERED = {"用词说明": "w", "标准名录": "r", "参考文献": "r"}  # 本规范用词说明, 引用标准名录
_FIRST = {(), (1,), (0, 1), (1, 1), (1, 1, 1)}
_LONGEST_NAME = 30
_LARGEST_GAP = 9


def find_decimals(lines: Sequence[Line]) -> list[Line]:
    """Return the lines; in a standard, those that open a chapter, section or clause say so.

    A standard has no articles and no 一、二、; its numbers count on without a break. What follows
    「条文说明」 is numbered like the clauses it explains and bears the label 「e.3.0.1」.
    """
    if any(line.style is Style.ARTICLE for line in lines):
        return list(lines)
    dotted = {at: number for at, line in enumerate(lines) if (number := _dotted(line))}
    if len(dotted) < 3:
        return list(lines)
    until = next((at for at in _explanations(lines, dotted)), len(lines))
    found = _numbered(lines, dotted, 0, until)
    if not _is_standard(lines, found):
        return list(lines)
    marked = {at: _mark(lines[at], number) for at, number in found.items()}
    explained = _numbered(lines, dotted, until + 1, len(lines))
    marked |= {at: _mark(lines[at], number, "e.") for at, number in explained.items()}
    first = min(found)
    for at, line in enumerate(lines):
        if at > first and (label := _UNNUMBERED.get(_bare(line).lstrip("本")[-4:])):
            marked[at] = replace(line, style=Style.DECIMAL, label=label, depth=1)
    return _with_cover([marked.get(at, line) for at, line in enumerate(lines)], until)


def _with_cover(lines: list[Line], at: int) -> list[Line]:
    """Join 「条文说明」 with its cover above: body, title and number of the standard."""
    if at == len(lines):
        return lines
    first = at
    while first > 0 and is_cover_line(lines[first - 1]):
        first -= 1
    heading = lines[at]
    heading = replace(heading, start=lines[first].start, text="条文说明", style=Style.DECIMAL)
    return [*lines[:first], replace(heading, label="e", marker="", hashes=0), *lines[at + 1 :]]


def _dotted(line: Line) -> _Number:
    match = _DOTTED.match(line.text, _hashes(line))
    if line.style not in (None, Style.DIGIT, Style.MARKDOWN) or not match:
        return ()
    return _first(match["head"]), *(int(n) for n in match["rest"].split(".")[1:])


def _first(head: str) -> int:
    return int(head) if head.isdecimal() else _ANNEX + ord(head) - ord("A") + 1


def _hashes(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip("# ")) if line.hashes else 0


def _bare(line: Line) -> str:
    return "".join(line.text.lstrip("# ").split())


def _explanations(lines: Sequence[Line], dotted: Mapping[int, _Number]) -> Iterator[int]:
    """Yield the lines 「条文说明」 below a whole standard, not those in its table of contents."""
    clauses = [at for at in dotted if "。" in lines[at].text]
    for at, line in enumerate(lines):
        if clauses and at > clauses[0] and line.is_title_like and _EXPLAINS.fullmatch(_bare(line)):
            yield at


def _numbered(
    lines: Sequence[Line], dotted: Mapping[int, _Number], start: int, stop: int
) -> dict[int, _Number]:
    """Return the lines in [start, stop) whose numbers count on, with those of their chapters."""
    ats = [at for at in dotted if start <= at < stop]
    kept: dict[int, _Number] = {}
    last: _Number = ()
    has_sentence = False
    for at, after in zip(ats, [*ats[1:], None], strict=False):
        number, following = dotted[at], dotted[after] if after is not None else ()
        again = number[0] == 1 or number == next(iter(kept.values()), ())
        if again and number < last and not has_sentence:  # so far a table of contents
            kept, last = {}, ()
        if _follows(number, last) or (_skips(number, last) and _follows(following, number)):
            kept[at] = last = number
            has_sentence = has_sentence or "。" in lines[at].text
    return dict(sorted((kept | _chapters(lines, kept, start, stop)).items()))


def _follows(number: _Number, last: _Number) -> bool:
    if not number:
        return False
    if not last:
        return number[0] <= 5 and number[1:] in _FIRST
    if number[: len(last)] == last:
        return number[len(last) :] in _FIRST - {()}
    at = next((i for i, (a, b) in enumerate(zip(number, last, strict=False)) if a != b), None)
    if at is None:
        return False
    if at == 0:  # a chapter or more without sections may lie between
        begins_annexes = number[0] == _ANNEX + 1 > last[0]
        return (0 < number[0] - last[0] <= 3 or begins_annexes) and number[1:] in _FIRST
    return number[at] == last[at] + 1 and number[at + 1 :] in _FIRST


def _skips(number: _Number, last: _Number) -> bool:
    """Tell whether only siblings are missing before the number."""
    return number[:-1] == last[:-1] and 1 < number[-1] - last[-1] <= _LARGEST_GAP


def _chapters(
    lines: Sequence[Line], kept: Mapping[int, _Number], start: int, stop: int
) -> dict[int, _Number]:
    """Return the chapters: the last line fit for each just above the first of its clauses."""
    found: dict[int, _Number] = {}
    edges = [(start - 1, (0,)), *kept.items()]
    for (above, last), (below, number) in pairwise(edges):
        wanted = number[0]
        for at in range(below - 1, above, -1):
            if last[0] < wanted and _names(lines[at]) == wanted:
                found[at] = (wanted,)
                wanted -= 1
    if kept:
        end, last = max(kept.items())
        for at in range(end + 1, stop):
            if (name := _names(lines[at])) and name in {last[0] + 1, _ANNEX + 1}:
                found[at] = last = (name,)
    return found


def _names(line: Line) -> int:
    """Return the number of the chapter or annex that the line could be the heading of, else 0."""
    text = line.text[_hashes(line) :]
    match = _CHAPTER.match(text)
    if not match or line.style not in (None, Style.MARKDOWN):
        return 0
    name = text[match.end() :]
    fit = len(name) <= _LONGEST_NAME and not _SENTENCE.search(name)
    return _first(match["head"] or match["annex"]) if fit and (name or match["annex"]) else 0


def _is_standard(lines: Sequence[Line], found: Mapping[int, _Number]) -> bool:
    if not found:
        return False
    depths = [len(number) for number in found.values()]
    enums = {line.number for line in lines if line.style is Style.ENUM}
    has_clauses = sum(depth > 1 for depth in depths) >= 3
    return has_clauses and (max(depths) >= 3 or 1 in depths) and not {1, 2} <= enums


def _mark(line: Line, number: _Number, prefix: str = "") -> Line:
    head = number[0]
    first = str(head) if head < _ANNEX else chr(ord("A") + head - _ANNEX - 1)
    label = ".".join((first, *map(str, number[1:])))
    begins = _hashes(line)
    pattern = _DOTTED if len(number) > 1 else _CHAPTER
    match = pattern.match(line.text, begins)
    end = match.end() if match else begins
    return replace(
        line,
        style=Style.DECIMAL,
        number=number[-1],
        marker=line.text[:end].rstrip(),
        label=prefix + label,
        depth=len(number),
    )
