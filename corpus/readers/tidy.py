"""What belongs to the portal or the export, not to the document?"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.normalise import fold, nfkc
from corpus.places import Edits, Stretch, edited

__all__ = ["Tidied", "tidy"]

_BUTTONS = re.compile(r"【?打印(?:本页)?】?\s*【?关闭(?:窗口|本页)?】?")
# Above the body only, and never a sentence: 「时间：9月1日，游客来源广泛。」 is the document's own.
_FURNITURE = re.compile(
    r"(?:您的位置|当前位置|当前页面|首页\s*[>»])"
    r"|[您你]?的?(?:当前|现在)?的?(?:所在)?的?(?:位置|页面)\s*:"
    r"|(?:发布日期|发布时间|时间)\s*:\s*(?:19|20)\d\d\D{1,2}\d.*(?:来源|浏览|点击)"
    r"|(?:信息|文章)?来源\s*:\s*\S{0,30}\s*(?:发布)?(?:日期|时间)\s*:"
    r"|[\[【(]?字[体号](?:大小)?\s*:\s*[\[【(]?\s*大\s*中\s*小"
)
# Below the body: what only portals print, and what stands beside it.
_FOOT = re.compile(
    r"(?:版权所有|copyright|©|网站地图|网站标识码|分享到|[上下]一[篇条]\s*:|扫一扫)"
    r"|.*(?:ICP备|公网安备)",
    re.IGNORECASE,
)
_BESIDE_FOOT = re.compile(r"(?:主办|承办)(?:单位)?\s*:|技术支持|(?:联系|关于)我们|【?打印")
_COMMENT = re.compile(r"<!--(?:(?!-->).)*-->")
_TOP = 12  # filled lines in which a portal prints its navigation
_EXPORT_NOISE = re.compile(r"\[bookmark: \w+\]")
_INVISIBLE = re.compile("[\ufeff\u200b\u200c\u200d\u2060]")


class Tidied(NamedTuple):
    """The text that stays, a note on everything left out, and the edits that lead back."""

    text: str
    notes: list[str]
    edits: tuple[Edits, ...]


def tidy(text: str) -> Tidied:
    """Return `text` without page furniture and export marks, and notes on what was left out.

    Lines lose white space at their ends, at most one empty line stays between two; no word of
    the document itself is touched. Every line left out is quoted in a note.
    """
    text, unseen = _without(_INVISIBLE, text)
    marks = map(_EXPORT_NOISE.findall, text.splitlines())
    notes = [f"已略去文字处理软件留下的标记：{'、'.join(found)}" for found in marks if found]
    text, unmarked = _without(_EXPORT_NOISE, text)
    lines = list(_kept(text, notes))
    if _is_page_title([line for _, line in lines]):
        notes.append(f"已略去与标题重复的网页标题：{lines.pop(0)[1]}")
    del lines[_foot(lines, notes) :]
    while lines and not lines[0][1]:
        lines.pop(0)
    while lines and not lines[-1][1]:
        lines.pop()
    body = "\n".join(line for _, line in lines) + "\n"
    return Tidied(body, notes, (unseen, unmarked, Edits(list(_joined(lines)))))


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, Edits]:
    return edited(text, ((*match.span(), "") for match in pattern.finditer(text)))


def _kept(text: str, notes: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that stay, each with its offset; say in `notes` which do not."""
    above: list[str] = []
    at, before = 0, ""
    for raw in text.splitlines(keepends=True):
        line, start = raw.strip(), at + len(raw) - len(raw.lstrip())
        at += len(raw)
        if _is_furniture(line, above):
            notes.append(f"已略去网页导航行：{line}")
        elif _COMMENT.fullmatch(line):
            notes.append(f"已略去文件里的注释标记：{line}")
        elif line or before:
            if len(above) < 2 * _TOP:
                above.append(line)
            before = line
            yield start, line


def _joined(lines: Sequence[tuple[int, str]]) -> Iterator[Stretch]:
    at = 0
    for start, line in lines:
        yield Stretch(start, start + len(line), at, at + len(line))
        at += len(line) + 1


def _is_furniture(raw: str, above: Sequence[str]) -> bool:
    top = len(above) < 2 * _TOP
    if not top and "打印" not in raw:
        return False
    line = nfkc(raw).text
    if _BUTTONS.fullmatch(line):
        return True
    if not top or not _FURNITURE.match(line) or line.endswith(("。", ";")):
        return False
    filled = [text for text in above if text]
    return len(filled) < _TOP and not any("。" in text for text in filled)


def _foot(lines: Sequence[tuple[int, str]], notes: list[str]) -> int:
    """Return where the portal's foot begins below the body, the end where there is none."""
    first = at = len(lines)
    while at > 0:
        line = nfkc(lines[at - 1][1]).text
        if (line and not (_FOOT.match(line) or _BESIDE_FOOT.match(line))) or line.endswith("。"):
            break
        at -= 1
        first = at if line else first
    if not any(_FOOT.match(nfkc(line).text) for _, line in lines[first:]):
        return len(lines)
    notes.extend(f"已略去网页页脚：{line}" for _, line in lines[first:] if line)
    return first


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
