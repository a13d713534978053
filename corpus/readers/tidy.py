"""What belongs to the portal or the export, not to the document?"""

import re
from collections.abc import Sequence

from corpus.normalise import fold, nfkc

__all__ = ["tidy"]

_FURNITURE = re.compile(
    r"^(?:您的位置|当前位置|当前页面|首页\s*[>»])"
    r"|^(?:发布日期|发布时间|时间)\s*:.*(?:来源|浏览|点击)"
    r"|^【?打印(?:本页)?】?\s*【?关闭(?:窗口|本页)?】?$"
)
_EXPORT_NOISE = re.compile(r"\[bookmark: \w+\]")
_INVISIBLE = re.compile("[\ufeff\u200b\u200c\u200d\u2060]")


def tidy(text: str) -> tuple[str, list[str]]:
    """Return `text` without page furniture and export marks, and notes on what was left out.

    Lines lose white space at their ends, at most one empty line stays between two; no word of
    the document itself is touched. Every line left out is quoted in a note.
    """
    kept: list[str] = []
    notes: list[str] = []
    for raw in _INVISIBLE.sub("", text).splitlines():
        line = raw.strip()
        if noise := _EXPORT_NOISE.findall(line):
            notes.append(f"已略去文字处理软件留下的标记：{'、'.join(noise)}")
            line = _EXPORT_NOISE.sub("", line).strip()
        if line and _FURNITURE.search(nfkc(line).text):
            notes.append(f"已略去网页导航行：{line}")
        elif line or (kept and kept[-1]):
            kept.append(line)
    if _is_page_title(kept):
        notes.append(f"已略去与标题重复的网页标题：{kept.pop(0)}")
    return "\n".join(kept).strip() + "\n", notes


def _is_page_title(lines: Sequence[str]) -> bool:
    """Tell whether the first line only repeats the title that stands below it, in pieces or not."""
    filled = [fold(line).text for line in lines[:12] if line]
    return bool(filled) and any(
        filled[0] == "".join(filled[1:end]) for end in range(2, min(6, len(filled) + 1))
    )
