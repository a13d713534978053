"""Is this a file that can be opened, how large is it, and how does it begin?"""

import errno
import os
import stat
from pathlib import Path

from corpus.errors import UnreadableFile

__all__ = ["look", "unopened"]

_HEAD = 4096
_REASONS = {
    errno.ENOENT: ("找不到这个文件，或链接指向的文件已不在", "请核对路径。"),
    errno.ENOTDIR: ("找不到这个文件", "请核对路径。"),
    errno.ELOOP: ("符号链接绕成了圈", "请改为指向真正的文件。"),
    errno.EACCES: ("没有读取权限", "请检查文件和所在文件夹的权限。"),
    errno.EPERM: ("没有读取权限", "请检查文件和所在文件夹的权限。"),
    errno.ENAMETOOLONG: ("文件名或路径太长", "请改短后再导入。"),
}


def look(path: Path) -> tuple[bytes, int]:
    """Return the first bytes and the size; raise UnreadableFile for all but a regular file."""
    try:
        status = path.stat()  # before it is opened: a pipe would be waited for
        _check(path, status)
        with path.open("rb") as file:
            return file.read(_HEAD), status.st_size
    except OSError as error:
        raise unopened(path, error) from error


def unopened(path: Path, error: OSError) -> UnreadableFile:
    """Return what to say of a file that the system does not give."""
    unknown = (f"读不出来（{error.strerror}）", "请检查权限和磁盘。")
    return UnreadableFile(path, *_REASONS.get(error.errno or 0, unknown))


def _check(path: Path, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UnreadableFile(
            path, "这是文件夹，里面的文件列不出来", "请检查打开它的权限，再导入其中的文件。"
        )
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableFile(
            path, "不是普通文件（是管道、套接字或设备）", "请先把内容存为普通文件再导入。"
        )
