"""Which files does a .zip hold, and which of them are too dangerous to unpack?"""

import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpus.errors import UnreadableFile
from corpus.readers.formats import FORMATS, recognise

__all__ = ["Member", "open_archive"]

_DEPTH = 3  # archives within archives
_COUNT = 5000
_TOTAL = 1024 * 2**20  # bytes unpacked, nested archives included
_RATIO = 200
_BROKEN = (
    zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError,
    zlib.error,
)  # fmt: skip
_HAN = re.compile("[\u4e00-\u9fff]")
_AGAIN = "请重新取得压缩包，或解压后直接导入文件夹。"


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its name as packed, and a copy on disk or why there is none.

    The copy is gone when the next member is asked for.
    """

    name: str
    copy: Path | None
    refusal: UnreadableFile | None = None


@dataclass(slots=True)
class _Budget:
    """What the archives within one archive may still take, together."""

    bytes: int = _TOTAL
    files: int = _COUNT


def open_archive(path: Path) -> Iterator[Member]:
    """Yield every file below `path`, nested archives unpacked; raise UnreadableFile at once.

    Copies carry a number as their name, so that no name in the archive can point elsewhere.
    """
    with tempfile.TemporaryDirectory(prefix="zhiku-") as folder:
        yield from _members(path, PurePosixPath(), Path(folder), _Budget(), 1)


def _members(
    path: Path, above: PurePosixPath, folder: Path, budget: _Budget, depth: int
) -> Iterator[Member]:
    with _opened(path) as archive:
        for info in archive.infolist():
            name = member_name(info)
            if info.is_dir() or _is_furniture(name):
                continue
            copy = folder / f"{depth}{PurePosixPath(name).suffix.lower()[:8]}"
            try:
                _unpack(path, archive, info, name, copy, budget)
                yield from _descend(copy, above / name, folder, budget, depth)
            except UnreadableFile as error:
                yield Member(str(above / name), None, error)
            finally:
                copy.unlink(missing_ok=True)
            if budget.files <= 0 or budget.bytes <= 0:
                return


def _descend(
    copy: Path, name: PurePosixPath, folder: Path, budget: _Budget, depth: int
) -> Iterator[Member]:
    if copy.suffix != ".zip" or recognise(copy)[0].key != "zip":
        yield Member(str(name), copy)
    elif depth >= _DEPTH:
        raise UnreadableFile(copy, f"压缩包套了超过 {_DEPTH} 层", "请先解压里层的压缩包再导入。")
    else:
        yield from _members(copy, name, folder, budget, depth + 1)


def member_name(info: zipfile.ZipInfo) -> str:
    """Return the name in UTF-8 or GBK; `zipfile` takes an unmarked one for code page 437."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    read = {form: raw.decode(form, "replace") for form in ("utf-8", "gb18030")}
    whole = [name for name in read.values() if "\ufffd" not in name]
    # 「通知」 in GBK happens to be valid UTF-8 of two foreign letters: Chinese characters decide.
    return next((name for name in whole if _HAN.search(name)), next(iter(whole), info.filename))


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise UnreadableFile(path, "压缩包已损坏，打不开", _AGAIN) from error
    if len(archive.infolist()) > _COUNT:
        archive.close()
        raise UnreadableFile(
            path, f"压缩包里有 {len(archive.infolist())} 个文件，超过 {_COUNT} 个", _AGAIN
        )
    return archive


def _is_furniture(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)


def _unpack(
    path: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, copy: Path,
    budget: _Budget,
) -> None:  # fmt: skip
    if reason := _danger(info, name):
        raise UnreadableFile(path, reason, "没有解压这一个，请核对压缩包的来源。")
    budget.files -= 1
    budget.bytes -= info.file_size
    if budget.files <= 0 or budget.bytes <= 0:
        raise UnreadableFile(
            path, f"压缩包解开后超过 {_TOTAL // 2**20} MB 或 {_COUNT} 个文件，余下的没有读", _AGAIN
        )
    try:
        with archive.open(info) as source, copy.open("wb") as target:
            while piece := source.read(2**20):
                target.write(piece)
    except _BROKEN as error:
        raise UnreadableFile(path, "压缩包里的这个文件已损坏，解不开", _AGAIN) from error


def _danger(info: zipfile.ZipInfo, name: str) -> str:
    parts = name.replace("\\", "/").split("/")
    if (
        ".." in parts
        or name.startswith(("/", "\\"))
        or ":" in parts[0]
        or "\0" in info.orig_filename
    ):
        return "文件名指向压缩包以外的地方"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "这是一个链接，不是文件"
    if info.flag_bits & 0x1:
        return "压缩包里的这个文件有密码"
    largest = max(form.largest for form in FORMATS.values())
    if info.file_size > largest:
        return f"解压后有 {info.file_size / 2**20:.0f} MB，超过 {largest // 2**20} MB"
    if info.file_size > 2**20 and info.file_size > _RATIO * max(info.compress_size, 1):
        return f"压缩比 {info.file_size // max(info.compress_size, 1)}，像是压缩炸弹"
    return ""
