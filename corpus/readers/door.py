"""Which reader reads a file, and what is done to every text alike?"""

import re
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.places import moved
from corpus.readers import office, text
from corpus.readers.formats import recognise
from corpus.readers.guard import Guard
from corpus.readers.opening import unopened
from corpus.readers.port import RawText
from corpus.readers.private_use import doubtful_characters
from corpus.readers.recognition import installed
from corpus.readers.scans import ADVICE
from corpus.readers.tidy import tidy

__all__ = ["read_file"]

_PAGED = frozenset({"pdf", "ofd"})
_LONGEST = 4_000_000  # characters; the longest statute we know has 0.3 million


def read_file(path: Path, guard: Guard | None = None) -> RawText:
    """Read a file of any known format into Markdown; raise UnreadableFile.

    Many files share one `guard`, else each starts a child process of its own.
    """
    form, note = recognise(path)
    with nullcontext(guard) if guard else Guard() as guarded:
        try:
            raw = _read(form.key, path, guarded)
        except OSError as error:
            raise unopened(path, error) from error
    return _finish(path, replace(raw, notes=(note, *raw.notes)) if note else raw)


def _read(form: str, path: Path, guard: Guard) -> RawText:
    if form == "text":
        return text.read(path)
    if form == "office":
        return office.read(path, guard)
    if form == "zip":
        raise UnreadableFile(
            path, "压缩包里有多份文件，不能当作一份来读", "请用 zhiku import 导入整个压缩包。"
        )
    return _recognised(form, path, guard) if form in _PAGED else guard.read(form, path)


def _recognised(form: str, path: Path, guard: Guard) -> RawText:
    """Read a file of pages, those without text by recognition where that is installed."""
    raw, failure = guard.read(form, path), ""
    if raw.unread and installed():
        try:
            raw = guard.scans.read(f"{form}-scan", path)
        except UnreadableFile as error:
            failure = error.reason
    if not raw.text:
        reason = f"全部 {raw.unread} 页都没有文字，像是扫描件或图片"
        raise UnreadableFile(path, reason, _failed(failure) if installed() else ADVICE)
    if raw.unread:
        told = _failed(failure) if installed() else ADVICE
        raw = replace(raw, notes=(*raw.notes, f"没有文字的页：{told}"))
    return raw


def _failed(failure: str) -> str:
    why = f"文字识别没有成功（{failure}）" if failure else "文字识别没有认出文字"
    return f"{why}，请核对原件；确有文字的，请另行录入后再导入。"


def _finish(path: Path, raw: RawText) -> RawText:
    if len(raw.text) > _LONGEST:
        raise UnreadableFile(
            path,
            f"正文有 {len(raw.text) // 10000} 万字，超过 {_LONGEST // 10000} 万字",
            "请拆分后再导入。",
        )
    tidied = tidy(raw.text)
    body, doubtful = doubtful_characters(tidied.text)
    if not re.search(r"\w", body):
        raise UnreadableFile(path, "文件里没有文字", "请确认文件不是空的，再重新导入。")
    notes = (*raw.notes, *tidied.notes, *doubtful)
    places = moved(raw.places, tidied.edits, len(body))
    return replace(raw, text=body, notes=notes, places=places)
