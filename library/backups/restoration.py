"""How does an archive become a home again, wholly or not at all?

    1. The archive is read through: what it names, how large it is, by which version it was made.
    2. It is unpacked beside the home; every file is compared with its SHA-256.
    3. The databases are opened, and so brought to this version.
    4. The new folder and the home change places at one moment; the old one stays, under a name
       that says when.

Until then, whatever happens, the home is as it was.
"""

import errno
import hashlib
import os
import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from corpus import CorpusError
from indexer import writing
from indexer.files import sync_tree
from library.backups.exchange import take_place
from library.backups.manifest import (
    FORMAT,
    MANIFEST,
    BackupManifest,
    format_of,
    has_place,
)
from library.errors import BackupRejected
from search import Settings, open_store

__all__ = ["Restored", "inspect_backup", "restore_backup"]

_PIECE = 2**20
_LONGEST_MANIFEST = 2**26
_SPARE = 2**26
"""Bytes that shall be free once everything is unpacked."""
_BARE = {"writer.lock", "writer.json", ".backup"}
"""What may lie in a home that holds nothing."""
_DAMAGED = "备份文件已损坏或不完整：{}。数据目录没有改动。请换一份备份，或重新复制这个文件后再试。"
_STRANGE = (
    "这不是智库写出的备份，或者被人改动过：{}。没有恢复，数据目录没有改动。请核对文件的来历。"
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where the home that was there before is kept, if there was one."""

    manifest: BackupManifest
    aside: Path | None


def inspect_backup(archive: Path) -> BackupManifest:
    """Return what an archive says of itself, once that fits what lies in it.

    Its files are not compared with their sums yet. Raises BackupRejected, OSError.
    """
    with _opened(archive) as opened:
        return _examine(opened)


def restore_backup(
    home: Path,
    archive: Path,
    *,
    replacing: bool = False,
    advance: Callable[[int, int], None] | None = None,
) -> Restored:
    """Make of an archive the home at `home`; one that holds something only with `replacing`.

    Raises BackupRejected, BuildBusy where another process writes into the home, OSError where the
    disk is full and the like; the home is then as it was.
    """
    home = home.resolve()
    held = _held(home)
    if held and not replacing:
        raise BackupRejected(
            f"数据目录 {home} 里已经有内容，没有恢复。请用 --home 另给一个空目录；"
            "确要用备份代替它，请加 --replace，原来的会另存一边。"
        )
    with _opened(archive) as opened:
        manifest = _examine(opened)
        with writing(home, "恢复备份"):  # what is imported now would be lost
            _clear(home)
            unpacked = Path(tempfile.mkdtemp(prefix=_prefix(home), dir=home.parent))
            try:
                _refuse_full(unpacked, manifest)
                _unpack(opened, manifest, unpacked, advance or (lambda _done, _all: None))
                _open(unpacked, manifest)
                sync_tree(unpacked)
                aside = _aside(home)
                _switch(unpacked, home, aside)
            finally:
                shutil.rmtree(unpacked, ignore_errors=True)
    if not held:
        shutil.rmtree(aside, ignore_errors=True)
    return Restored(manifest, aside if held else None)


def _switch(unpacked: Path, home: Path, aside: Path) -> None:
    try:
        take_place(unpacked, home, aside)
    except OSError as error:
        if error.errno not in {errno.EBUSY, errno.EXDEV}:
            raise
        raise BackupRejected(
            f"数据目录 {home} 是单独挂载的，不能整个换下，没有改动。"
            "请恢复到其中的一个子目录，再用 ZHIKU_HOME 指向它。"
        ) from error


def _held(home: Path) -> bool:
    return home.exists() and any(path.name not in _BARE for path in home.iterdir())


def _prefix(home: Path) -> str:
    return f".{home.name}.restoring-"


def _clear(home: Path) -> None:
    """Remove what a killed restoration left: it is not whole, and holds personal data."""
    for left in home.parent.glob(f"{_prefix(home)}*"):
        shutil.rmtree(left, ignore_errors=True)


def _aside(home: Path) -> Path:
    """Return a name beside the home that is free."""
    name = f"{home.name}.replaced-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    names = (home.with_name(f"{name}{end}") for end in ("", *(f"-{n}" for n in range(2, 100))))
    return next(path for path in names if not path.exists())


@contextmanager
def _opened(archive: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive; whatever the library says of its form is told in Chinese."""
    try:
        with zipfile.ZipFile(archive) as opened:
            yield opened
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError) as error:
        raise BackupRejected(_DAMAGED.format(f"{archive.name} 读不出")) from error
    except (zlib.error, UnicodeError) as error:
        raise BackupRejected(_DAMAGED.format(f"{archive.name} 里的数据解不开")) from error


def _examine(opened: zipfile.ZipFile) -> BackupManifest:
    """Compare what an archive says of itself with what lies in it, before anything is written."""
    infos = opened.infolist()
    manifest = _manifest(opened)
    for info in infos:
        _refuse_strange(info)
    names = [info.filename for info in infos if info.filename != MANIFEST]
    if len({name.casefold() for name in names}) != len(names):
        raise BackupRejected(_STRANGE.format("有两个同名的文件"))
    if set(names) != set(manifest.files) or "zhiku.db" not in manifest.files:
        raise BackupRejected(_STRANGE.format("里面的文件与清单不一致"))
    for name in names:
        if opened.getinfo(name).file_size != manifest.files[name].size:
            raise BackupRejected(_STRANGE.format(f"{name} 的大小与清单不一致"))
    return manifest


def _manifest(opened: zipfile.ZipFile) -> BackupManifest:
    try:
        info = opened.getinfo(MANIFEST)
    except KeyError as error:
        raise BackupRejected(_STRANGE.format(f"没有清单 {MANIFEST}")) from error
    if info.file_size > _LONGEST_MANIFEST:
        raise BackupRejected(_STRANGE.format("清单太大"))
    content = opened.read(info)
    try:
        if format_of(content) > FORMAT:
            raise BackupRejected(_newer("格式更新"))
        manifest = BackupManifest.from_json(content)
        numbers = _numbers(manifest.version)
    except ValueError as error:
        raise BackupRejected(_STRANGE.format("清单读不懂")) from error
    if numbers > _numbers(version("zhiku")):
        raise BackupRejected(_newer(f"版本是 {manifest.version}，本程序是 {version('zhiku')}"))
    return manifest


def _newer(how: str) -> str:
    return f"备份由更新版本的智库写成（{how}），没有恢复。请先升级本程序。"


def _numbers(stated: str) -> tuple[int, ...]:
    return tuple(int(part) for part in stated.partition("+")[0].split("."))


def _refuse_strange(info: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in {0, stat.S_IFREG} or info.is_dir():
        raise BackupRejected(_STRANGE.format(f"“{info.filename}”不是普通文件"))
    if info.flag_bits & 1:
        raise BackupRejected(_STRANGE.format(f"“{info.filename}”加了密"))
    if info.filename != MANIFEST and not has_place(info.filename):
        raise BackupRejected(_STRANGE.format(f"“{info.filename}”不该在备份里"))


def _refuse_full(folder: Path, manifest: BackupManifest) -> None:
    free = shutil.disk_usage(folder).free
    if free < manifest.size + _SPARE:
        raise BackupRejected(
            f"磁盘空间不够：备份解开后是 {manifest.size / 2**20:,.0f} MB，{folder.parent} 所在磁盘"
            f"只剩 {free / 2**20:,.0f} MB。请腾出空间后重试，数据目录没有改动。"
        )


def _unpack(
    opened: zipfile.ZipFile,
    manifest: BackupManifest,
    folder: Path,
    advance: Callable[[int, int], None],
) -> None:
    """Write every file, readable by its owner alone; raise BackupRejected where a sum differs."""
    done = 0
    for name, entry in manifest.files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if _copied(opened, name, target) != (entry.size, entry.sha256):
            raise BackupRejected(_DAMAGED.format(f"{name} 的内容与校验和不符"))
        os.utime(target, (entry.modified, entry.modified))
        done += entry.size
        advance(done, manifest.size)
    for path in folder.rglob("*"):
        if path.is_dir():
            path.chmod(0o700)


def _copied(opened: zipfile.ZipFile, name: str, target: Path) -> tuple[int, str]:
    """Copy a file out of the archive, no more of it than it declares; return size and sum."""
    digest, size = hashlib.sha256(), 0
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with opened.open(name) as source, os.fdopen(handle, "wb") as copy:
        while piece := source.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            copy.write(piece)
    return size, digest.hexdigest()


def _open(folder: Path, manifest: BackupManifest) -> None:
    """See that the databases are what the manifest says, as this version of the product reads."""
    try:
        with open_store(Settings(folder)) as store:
            counts = store.counts()
    except CorpusError as error:
        raise BackupRejected(f"备份里的资料库打不开，数据目录没有改动。{error}") from error
    if counts != (manifest.documents, manifest.clauses):
        raise BackupRejected(_STRANGE.format("资料库里的文件数与清单不一致"))
