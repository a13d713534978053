"""How does an archive of a home come about while the home is in use?

Nothing has to stop: databases are copied by SQLite as they are at one moment, and what never
changes under its name is linked, so that it cannot vanish while it is compressed. The right to
write is not needed, so a running build or import does not keep a backup from being made.
"""

import hashlib
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from indexer import writing
from indexer.files import link_file
from library.backups.manifest import INDEX_FOLDER, MANIFEST, BackupManifest, Entry
from library.errors import BackupFailed
from search import Settings, open_store

__all__ = ["Advance", "write_backup"]

Advance = Callable[[int, int], None]
"""Called with how many bytes are done, and how many there are."""

_FOLDER = ".backup"
_PIECE = 2**20
_CHANGING = {".db", ".tsv"}


def write_backup(
    settings: Settings, target: Path, *, with_index: bool = False, advance: Advance | None = None
) -> BackupManifest:
    """Write the archive of a home, which only its owner may read, as a whole or not at all.

    An archive at `target` is replaced. Raises BackupFailed, BuildBusy where another backup is
    being made, OSError where the disk is full or the place cannot be written.
    """
    if not settings.database.is_file():
        raise BackupFailed(f"数据目录 {settings.home} 里没有资料库，没有可以备份的。")
    folder = settings.home / _FOLDER
    with writing(folder, "备份"):
        stage = folder / "stage"
        shutil.rmtree(stage, ignore_errors=True)  # what a killed backup left
        stage.mkdir(mode=0o700)
        try:
            counts = _collect(settings, stage, with_index=with_index)
            return _pack(stage, target, counts, advance or (lambda _done, _all: None))
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def _collect(settings: Settings, stage: Path, *, with_index: bool) -> BackupManifest:
    """Gather in `stage` what belongs to one moment; return the counts, with no files yet."""
    home = settings.home
    # Before the database: an original that its documents lose meanwhile is linked already.
    _link_tree(home / "originals", stage / "originals")
    databases = {path: path.stat().st_mtime for path in sorted(home.glob("*.db"))}
    for database in databases:
        _snapshot(database, stage / database.name)
    with open_store(replace(settings, home=stage)) as store:
        documents, clauses = store.counts()
        origins = {document.origin for document in store.documents() if document.origin}
    for database, modified in databases.items():
        os.utime(stage / database.name, (modified, modified))
    originals = _settle_originals(home / "originals", stage / "originals", origins)
    for words in sorted(home.glob("*.tsv")):
        shutil.copy2(words, stage / words.name)
    _link_tree(home / "evidence", stage / "evidence")
    for folder in ("evaluations", "words"):
        _link_tree(home / folder, stage / folder, copied=True)
    _link_named(home / "models", stage / "models")
    if with_index:
        _link_named(home / INDEX_FOLDER, stage / INDEX_FOLDER, most=1)
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return BackupManifest(version("zhiku"), now, documents, clauses, originals, with_index, {})


def _snapshot(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, and see that it is sound; raise BackupFailed."""
    try:
        # Not read-only: what a killed writer left half done has to be undone first.
        uri = f"{source.resolve().as_uri()}?mode=rw"
        with (
            closing(sqlite3.connect(uri, uri=True, timeout=30)) as held,
            closing(sqlite3.connect(target)) as copy,
        ):
            held.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, whatever the home uses
            [(state,), *_] = copy.execute("PRAGMA quick_check").fetchall()
    except sqlite3.Error as error:
        raise BackupFailed(
            f"数据库 {source} 读不出（{error}），没有备份。请检查磁盘空间和权限；"
            "若文件已损坏，请用以前的备份恢复（zhiku restore）。"
        ) from error
    if state != "ok":
        raise BackupFailed(
            f"数据库 {source} 已损坏，没有备份，以前的备份请留好。"
            "请用以前的备份恢复（zhiku restore）。"
        )


def _settle_originals(folder: Path, stage: Path, origins: set[str]) -> int:
    """Have in `stage` exactly the kept originals of the documents; return how many."""
    for path in (one for one in stage.glob("*/*") if one.name not in origins):
        path.unlink()
    for name in origins:
        target = stage / name[:2] / name
        if not target.exists() and (folder / name[:2] / name).is_file():  # came meanwhile
            target.parent.mkdir(parents=True, exist_ok=True)
            link_file(folder / name[:2] / name, target)
    return sum(1 for _ in stage.glob("*/*"))


def _link_named(folder: Path, stage: Path, most: int = 2) -> None:
    """Take the first folders that CURRENT names, and a CURRENT that names them."""
    with suppress(FileNotFoundError):
        names = (folder / "CURRENT").read_text("utf-8").split()
        held = [name for name in names if (folder / name).is_dir()][:most]
        for name in held:
            _link_tree(folder / name, stage / name)
        if held:
            (stage / "CURRENT").write_text("".join(f"{name}\n" for name in held), "utf-8")


def _link_tree(folder: Path, stage: Path, *, copied: bool = False) -> None:
    """Link the files of a folder; what goes away meanwhile is left out, links are no files."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file() or path.name.startswith((".", "new-")):
            continue
        target = stage / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            if copied:
                shutil.copy2(path, target)
            else:
                link_file(path, target)


def _pack(stage: Path, target: Path, counts: BackupManifest, advance: Advance) -> BackupManifest:
    """Write the archive beside `target`, then in its place."""
    files = sorted(_files(stage))
    size = sum(path.stat().st_size for path in files)
    part = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    opened = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(opened, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                entries, done = dict[str, Entry](), 0
                for path in files:
                    name = path.relative_to(stage).as_posix()
                    entries[name] = _add(archive, name, path)
                    done += entries[name].size
                    advance(done, size)
                manifest = replace(counts, files=entries)
                archive.writestr(_info(MANIFEST), manifest.to_json())
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _files(stage: Path) -> Iterator[Path]:
    """Yield what goes into the archive; SQLite may have left files of its own beside."""
    for path in stage.rglob("*"):
        top = path.parent == stage
        if path.is_file() and (path.suffix in _CHANGING if top else True):
            yield path


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> Entry:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, archive.open(_info(name), "w", force_zip64=True) as copy:
        while piece := source.read(_PIECE):
            digest.update(piece)
            size += len(piece)
            copy.write(piece)
    return Entry(size, digest.hexdigest(), path.stat().st_mtime)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, datetime.now().astimezone().timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o100600 << 16
    return info
