"""What belongs to the portal or the export, not to the document?"""

import re
from collections.abc import Sequence

from corpus.normalise import fold, nfkc

__all__ = ["tidy"]

_BUTTONS = re.compile(r"【?打印(?:本页)?】?\s*【?关闭(?:窗口|本页)?】?")
# Above the body only, and never a sentence: 「时间：9月1日，游客来源广泛。」 is the document's own.
_FURNITURE = re.compile(
    r"(?:您的位置|当前位置|当前页面|首页\s*[>»])"
    r"|(?:发布日期|发布时间|时间)\s*:\s*(?:19|20)\d\d\D{1,2}\d.*(?:来源|浏览|点击)"
)
_COMMENT = re.compile(r"<!--(?:(?!-->).)*-->")
_TOP = 12  # filled lines in which a portal prints its navigation
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
        if _is_furniture(line, kept):
            notes.append(f"已略去网页导航行：{line}")
        elif _COMMENT.fullmatch(line):
            notes.append(f"已略去文件里的注释标记：{line}")
        elif line or (kept and kept[-1]):
            kept.append(line)
    if _is_page_title(kept):
        notes.append(f"已略去与标题重复的网页标题：{kept.pop(0)}")
    return "\n".join(kept).strip() + "\n", notes


def _is_furniture(raw: str, above: Sequence[str]) -> bool:
    line = nfkc(raw).text
    if _BUTTONS.fullmatch(line):
        return True
    if not _FURNITURE.match(line) or line.endswith(("。", ";")):
        return False
    filled = [text for text in above[: 2 * _TOP] if text]
    return len(filled) < _TOP and not any("。" in text for text in filled)


def _is_page_title(lines: Sequence[str]) -> bool:
    """Tell whether the first line only repeats the title that stands below it, in pieces or not.

    A line marked as the title (`# …`) is not the portal's.
    """
    if lines and lines[0].startswith("#"):
        return False
    filled = [fold(line).text for line in lines[:12] if line]
    return bool(filled) and any(
        filled[0] == "".join(filled[1:end]) for end in range(2, min(6, len(filled) + 1))
    )
