"""How does a brief read as Markdown?"""

import re
import shlex
from collections.abc import Iterator

from library.brief.records import Brief, Part, Section

__all__ = ["SOURCES", "brief_markdown", "day_in_words"]

SOURCES = "依据清单"
_MEANT = re.compile(r"[^\w ]")
_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_<>|#"})


def brief_markdown(brief: Brief) -> str:
    """Return the brief as a Markdown text; what came from outside is escaped."""
    return "\n".join(_lines(brief)) + "\n"


def day_in_words(brief: Brief) -> str:
    """Return the day of a brief as a letter writes it."""
    return f"{brief.as_of.year}年{brief.as_of.month}月{brief.as_of.day}日"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# 研判单：{_plain(brief.subject)}"
    yield ""
    yield f"**{_plain(brief.headline)}**"
    yield ""
    yield f"时效截至 {day_in_words(brief)}　索引版本 {brief.generation}"
    if brief.reading:
        yield ""
        yield f"读作：{_plain('；'.join(brief.reading))}"
    if brief.summary:
        yield from ("", "## 摘要（需人工审核）", "")
        yield "".join(f"{_plain(one.text)}{brief.marks(one)}" for one in brief.summary.statements)
        yield ""
        name = _plain(brief.summary.model)
        yield f"由语言模型 {name} 起草，每句所引条款已核对在本单之内，须经人工审核。"
    for number, section in enumerate(brief.sections):
        yield from ("", f"## {'一二三四五六'[number]}、{section.name}")
        yield from _section(brief, section)
    yield from ("", f"## 六、{SOURCES}", "")
    yield "| 序号 | 文件 | 库中所存 | 状态 | 依据 |"
    yield "|--:|---|---|---|---|"
    for source in brief.sources:
        cells = (source.title, source.words, source.status, source.basis)
        yield f"| {source.number} | {' | '.join(map(_plain, cells))} |"


def _section(brief: Brief, section: Section) -> Iterator[str]:
    for part in section.parts:
        yield from ("", f"**{_plain(part.name)}**", "")
        yield from _part(brief, part)
    if section.note or not section.parts:
        yield from ("", _plain(section.note or "没有找到。"))


def _part(brief: Brief, part: Part) -> Iterator[str]:
    if part.short:
        yield (
            "；".join(
                f"{_plain(one.text.rstrip('。'))}{brief.marks(one)}" for one in part.statements
            )
            + "。"
        )
        return
    for one in part.statements:
        time = f"【{one.time}】" if one.time else ""
        yield f"- {_plain(one.text + time)}{brief.marks(one)}"
    if part.left:
        yield f"- 另有 {part.left} 条：`zhiku duties {_argument(part.query)} --actor {part.name}`"


def _argument(words: str) -> str:
    """Return words so that a shell takes them for nothing but words, between backticks."""
    return shlex.quote(words.replace("`", "")) if _MEANT.search(words) else words


def _plain(text: str) -> str:
    return text.translate(_SPECIAL).replace("\n", " ")
