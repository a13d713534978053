"""How are plain text and Markdown files read, whatever their encoding?"""

import unicodedata
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import UnreadableFile
from corpus.readers.port import RawText
from corpus.readers.tidy import tidy

__all__ = ["read_text", "suffixes"]

suffixes = (".txt", ".md")
"""The file name endings that can be imported."""

_LARGEST = 64 * 1024 * 1024  # bytes; the largest statute we know has under one megabyte
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_FENCE = "---\n"


def read_text(path: Path) -> RawText:
    """Read a .txt or .md file; a leading block between `---` lines is YAML front matter.

    The encoding is found from the content: byte order mark, UTF-8, UTF-16 without mark, else
    GB18030. Raise UnreadableFile for anything that is not text.
    """
    if path.suffix.lower() not in suffixes:
        raise UnreadableFile(
            path, "暂不支持这种格式", f"目前可导入 {'、'.join(suffixes)}，请先另存为纯文本。"
        )
    raw = _decode(path, _bytes(path)).replace("\r\n", "\n").replace("\r", "\n")
    front, body = _split_front(path, raw)
    text, notes = tidy(body)
    if not text.strip():
        raise UnreadableFile(path, "文件里没有文字", "请确认文件不是空的，再重新导入。")
    return RawText(text, front, tuple(notes))


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise UnreadableFile(
                path,
                f"文件有 {size / 2**20:.0f} MB，超过 64 MB",
                "请确认它是文本，或拆分后再导入。",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(path, "找不到这个文件", "请核对路径。") from error
    except OSError as error:
        raise UnreadableFile(path, f"读不出来（{error.strerror}）", "请检查权限和磁盘。") from error


def _decode(path: Path, data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(path, data, encoding)
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
    raise UnreadableFile(
        path, "不是文本，或编码无法识别", "请用文字处理软件打开，另存为 UTF-8 编码的文本后再导入。"
    )


def _candidates(data: bytes) -> tuple[str, ...]:
    if 0 not in data[:4096]:
        return ("utf-8", "gb18030")
    # In UTF-16 the zero byte of an ASCII character stands first or second throughout.
    first, second = data[0:4096:2].count(0), data[1:4096:2].count(0)
    return ("utf-16-le",) if second > first else ("utf-16-be",)


def _is_text(text: str) -> bool:
    """Tell text from bytes that happen to decode: hardly any control or unassigned characters."""
    sample = text[:20000]
    odd = sum(unicodedata.category(char) in {"Cc", "Cn", "Co"} for char in sample)
    return odd - sum(sample.count(char) for char in "\n\r\t\f\v") <= len(sample) // 100


def _strict(path: Path, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            path, f"文件开头标明 {encoding}，内容却不合", "文件可能被截断，请重新取得原件。"
        ) from error


def _split_front(path: Path, raw: str) -> tuple[dict[str, Any], str]:
    if not raw.startswith(_FENCE) or f"\n{_FENCE}" not in raw[4:]:
        return {}, raw
    block, _, body = raw[len(_FENCE) :].partition(f"\n{_FENCE}")
    try:
        front = yaml.safe_load(block)
    except yaml.YAMLError as error:
        raise UnreadableFile(
            path, "文首信息（--- 之间）不是有效的 YAML", "请改正缩进、引号和冒号。"
        ) from error
    if not isinstance(front, dict):
        return {}, raw  # a horizontal rule, not front matter
    return front, body
