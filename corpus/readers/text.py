"""How are plain text and Markdown files read, whatever their encoding?"""

import errno
import os
import stat
import unicodedata
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.front_matter import split_front
from corpus.readers.port import RawText
from corpus.readers.tidy import tidy

__all__ = ["read_text", "suffixes"]

suffixes = (".txt", ".md")
"""The file name endings that can be imported."""

_LARGEST = 64 * 1024 * 1024  # bytes; the largest statute we know has under one megabyte
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_REASONS = {
    errno.ENOENT: ("找不到这个文件，或链接指向的文件已不在", "请核对路径。"),
    errno.ENOTDIR: ("找不到这个文件", "请核对路径。"),
    errno.ELOOP: ("符号链接绕成了圈", "请改为指向真正的文件。"),
    errno.EACCES: ("没有读取权限", "请检查文件和所在文件夹的权限。"),
    errno.EPERM: ("没有读取权限", "请检查文件和所在文件夹的权限。"),
    errno.ENAMETOOLONG: ("文件名或路径太长", "请改短后再导入。"),
}


def read_text(path: Path) -> RawText:
    """Read a .txt or .md file; a leading block between `---` lines is YAML front matter.

    The encoding is found from the content: byte order mark, UTF-8, UTF-16 without mark, else
    GB18030. Raise UnreadableFile for anything that is not text.
    """
    data = _bytes(path)
    raw = _decode(path, data).replace("\r\n", "\n").replace("\r", "\n")
    front, body = split_front(path, raw)
    text, notes = tidy(body)
    if not text.strip():
        raise UnreadableFile(path, "文件里没有文字", "请确认文件不是空的，再重新导入。")
    return RawText(text, front, tuple(notes))


def _bytes(path: Path) -> bytes:
    try:
        _check(path, path.stat())  # before it is opened: a pipe would be waited for
        return path.read_bytes()
    except OSError as error:
        unknown = (f"读不出来（{error.strerror}）", "请检查权限和磁盘。")
        raise UnreadableFile(path, *_REASONS.get(error.errno or 0, unknown)) from error


def _check(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFile(
            path, "这是文件夹，里面的文件列不出来", "请检查打开它的权限，再导入其中的文件。"
        )
    if path.suffix.lower() not in suffixes:
        raise UnreadableFile(
            path, "暂不支持这种格式", f"目前可导入 {'、'.join(suffixes)}，请先另存为纯文本。"
        )
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile(
            path, "不是普通文件（是管道、套接字或设备）", "请先把内容存为文本文件再导入。"
        )
    if status.st_size > _LARGEST:
        size = f"{status.st_size / 2**20:.0f} MB"
        raise UnreadableFile(path, f"文件有 {size}，超过 64 MB", "请确认它是文本，或拆分后再导入。")


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
