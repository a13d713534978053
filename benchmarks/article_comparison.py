"""Which articles of a statute do we read as a reference does, and what differs in the others?"""

import json
import lzma
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import Clause, Document

__all__ = ["Difference", "Statute", "differences", "load_reference"]

_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")
_BEGINS = re.compile(r"[第笫]\s*[〇零一二三四五六七八九十百－]+\s*条")
_UNITS = "编章节"
_UNIT = re.compile(r"第[〇零一二三四五六七八九十百]+分?([编章节])")
_ARTICLE = re.compile(r"(?:^|\.)a(\d+)(?:-(\d+))?(?:~\d+)?$")


@dataclass(frozen=True, slots=True)
class Statute:
    """One statute of the reference: where its file lies, its title, its articles in order."""

    source: str
    title: str
    articles: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One article that is not read alike: its number, in which respect, and both readings."""

    number: str
    respect: str
    reference: str
    ours: str


def load_reference(folder: Path) -> dict[str, Statute]:
    """Read `docs.jsonl.xz` and `articles.jsonl.xz`; keys are the paths of the source files."""
    articles = defaultdict(list)
    for row in _rows(folder / "articles.jsonl.xz"):
        if row["kind"] == "article":
            articles[row["doc_id"]].append(row)
    return {
        row["source_path"]: Statute(
            row["source_path"], row["title"], tuple(articles[row["doc_id"]])
        )
        for row in _rows(folder / "docs.jsonl.xz")
    }


def differences(
    statute: Statute, document: Document, clauses: Sequence[Clause]
) -> Iterator[Difference]:
    """Yield the articles that differ in number, path or text; else nothing.

    Articles numbered alike are compared in their order. Line ends and the white space around
    lines do not count, and in headings none at all (总 则 is 总则); every other character does.
    """
    ours, theirs = _ours(document, clauses), _theirs(statute)
    for key in [*theirs, *(key for key in ours if key not in theirs)]:
        number = f"第{key[0]}条" + (f"之{key[1]}" if key[1] else "")
        mine, wanted = ours.get(key, []), theirs.get(key, [])
        for (path, text), (their_path, their_text) in zip(mine, wanted, strict=False):
            if text != their_text:
                yield Difference(number, _respect(text, their_text), their_text, text)
            elif path != their_path:
                respect = _path_respect(path, their_path)
                yield Difference(number, respect, "/".join(their_path), "/".join(path))
        for path, text in mine[len(wanted) :]:
            yield Difference(number, "参考没有的条", "", f"{'/'.join(path)}|{text}")
        for path, text in wanted[len(mine) :]:
            yield Difference(number, "引用的条文", f"{'/'.join(path)}|{text}", "")


_Articles = dict[tuple[int, int], list[tuple[tuple[str, ...], str]]]


def _ours(document: Document, clauses: Sequence[Clause]) -> _Articles:
    markers = {node.address: node.marker for node in document.outline}
    found: _Articles = defaultdict(list)
    for clause in clauses:
        if match := _ARTICLE.search(clause.address):
            text = clause.text.lstrip("# ")[len(markers[clause.address].lstrip("# ")) :]
            key = int(match[1]), int(match[2] or 0)
            found[key].append((_folded_path(clause.path[:-1]), _lines(text)))
    return found


def _theirs(statute: Statute) -> _Articles:
    found: _Articles = defaultdict(list)
    for row in statute.articles:
        found[row["n"], row["sub"]].append((_folded_path(row["path"]), _lines(row["text"])))
    return found


def _respect(ours: str, theirs: str) -> str:
    if ours == _lines(_INVISIBLE.sub("", theirs)):
        return "零宽字符"
    if theirs.startswith(ours):
        extra = theirs[len(ours) :].lstrip()
        if extra.startswith("附"):
            return "附件并入末条"
        if (unit := _UNIT.match(extra)) and "\n" not in extra and unit[1] == "章":
            return "漏认没有空格的章名"
        return "连排的条并入上一条" if _BEGINS.match(extra) else "修正案所引的条文"
    return "修正案所引的条文" if ours.startswith(theirs) else "文字不同"


def _path_respect(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    """Name the difference; 编, 章 and 节 must stand in this order, and no 节 without its 章."""
    ranks = [_UNITS.index(match[1]) for name in theirs if (match := _UNIT.match(name))]
    if "" in theirs:
        return "空的标题"
    if ranks != sorted(set(ranks)) or ranks == [_UNITS.index("节")]:
        return "章节次序颠倒"
    if ours[1:] == theirs:
        return "附件是另一份文本"
    return "漏认没有空格的章名" if ours[-1:] != theirs[-1:] else "编章节不同"


def _folded_path(path: Sequence[str]) -> tuple[str, ...]:
    return tuple("".join(heading.split()) for heading in path)


def _lines(text: str) -> str:
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
