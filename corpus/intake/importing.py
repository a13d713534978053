"""How does a folder of files become a set of documents in the store?"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from corpus.cataloguing import Draft, read_document, read_draft
from corpus.errors import CorpusError, ImportInterrupted, StoreBroken, UnreadableFile, file_name
from corpus.intake.identity import file_key
from corpus.intake.outcomes import ImportReport, Outcome, Result
from corpus.intake.settling import Settler
from corpus.intake.stamping import Stamper
from corpus.originals import Originals
from corpus.readers import Guard, open_archive, suffixes
from corpus.store import DocumentStore

__all__ = ["files_under", "import_files", "is_hidden", "read_document"]

Progress = Callable[[int, int, str], None]
_BLOCK_FILES = 200
_BLOCK_CHARACTERS = 16_000_000
_BLOCK_SECONDS = 5.0
"""What stops an import loses a block at most: a few seconds of pages read by recognition."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read but is not stored yet: a draft, or why there is none.

    `draft` is None where the file is as it was read the last time. `done` counts the paths that
    are finished with it; those within an archive finish none.
    """

    path: Path
    draft: Draft | Outcome | None
    done: int
    key: str = ""
    stamp: str = ""

    @property
    def size(self) -> int:
        return len(self.draft.document.text) if isinstance(self.draft, Draft) else 0


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield files as given and all files below folders, sorted, hidden ones left out.

    A folder that cannot be listed is yielded itself, and a link that leads nowhere too: both end
    as a failure that names them.
    """
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where it may not look
            yield from sorted(_below(path))
        else:
            yield path


def is_hidden(name: str) -> bool:
    """Tell whether a name is no document's: a hidden file, or the lock of an office program."""
    return name.startswith((".", "~$"))


def _below(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not is_hidden(name)]
        for name in names:
            if not is_hidden(name):
                yield Path(root, name)
    yield from (Path(error.filename) for error in closed)


def import_files(
    store: DocumentStore,
    paths: Sequence[Path],
    progress: Progress | None = None,
    *,
    key_of: Callable[[Path], str] = file_key,
    originals: Originals | None = None,
    again: bool = False,
    named: Callable[[Path], Path] = lambda path: path,
) -> ImportReport:
    """Read every file and put what is new or changed into the store; a bad file stops no other.

    A file that is what it was the last time is not read, unless `again`. Files are written in
    blocks, each in one transaction after all of it is read. `key_of` gives the source key of a
    file; `originals` keeps the files themselves, where it is given. `named` gives the name by which
    a file is known, and of which its key is made, where it is not the one on the disk. Raise
    ImportInterrupted on Ctrl-C, and StoreBroken; the blocks before stay.
    """
    settler, outcomes, kept = Settler(store), list[Outcome](), 0
    try:
        with Guard() as guard:
            reading = _Reading(guard, settler, key_of, originals, named, again=again)
            for block in _blocks(reading, paths, progress):
                with store.batch():
                    written = [_write(store, settler, read) for read in block]
                outcomes += written
                kept = block[-1].done
    except KeyboardInterrupt as error:
        raise ImportInterrupted(kept, len(paths)) from error
    if originals:
        originals.remove_unused(store)
    if progress:
        progress(len(paths), len(paths), "")
    return ImportReport(tuple(outcomes))


def _blocks(
    reading: "_Reading", paths: Sequence[Path], progress: Progress | None
) -> Iterator[list[_Read]]:
    block: list[_Read] = []
    size, began = 0, monotonic()
    for done, path in enumerate(paths):
        if progress:
            progress(done, len(paths), file_name(reading.named(path)))
        for read in reading.reads(path, done):
            block.append(read)
            size += read.size
            full = len(block) >= _BLOCK_FILES or size >= _BLOCK_CHARACTERS
            if full or monotonic() - began >= _BLOCK_SECONDS:
                yield block
                block, size, began = [], 0, monotonic()
    if block:
        yield block


class _Reading:
    """Reads the files of one import that have to be read."""

    def __init__(
        self, guard: Guard, settler: Settler, key_of: Callable[[Path], str],
        originals: Originals | None, named: Callable[[Path], Path], *, again: bool,
    ) -> None:  # fmt: skip
        self._guard, self._settler, self._key_of = guard, settler, key_of
        self._originals, self.named, self._again = originals, named, again
        self._stamper = Stamper(keeps_originals=originals is not None)

    def reads(self, path: Path, done: int) -> Iterator[_Read]:
        """Yield the one file that stands at the path, or all that an archive holds."""
        if path.suffix.lower() != ".zip":
            yield self._read(path, self.named(path), done + 1)
            return
        try:
            for member in open_archive(path):
                shown = self.named(path) / member.name
                if member.copy:
                    yield self._read(member.copy, shown, done)
                elif member.refusal:
                    yield _Read(shown, _failed(shown, member.refusal), done)
        except Exception as error:
            yield _Read(path, _failed(self.named(path), error), done + 1)

    def _read(self, path: Path, shown: Path, done: int) -> _Read:
        suffix = shown.suffix.lower()
        if suffix not in suffixes and path.is_file():
            message = f"暂不支持{f' {suffix} ' if suffix else '没有扩展名'}的文件"
            return _Read(shown, Outcome(shown, Result.SKIPPED, None, message), done)
        try:
            key, stamp = self._key_of(shown), self._stamper.stamp(path)
            if not self._again and self._settler.is_as_read(key, stamp):
                return _Read(shown, None, done, key)
            draft = read_draft(path, self._guard, shown, self._originals)
            return _Read(shown, draft, done, key, stamp)
        except Exception as error:
            return _Read(shown, _failed(shown, error), done)


def _write(store: DocumentStore, settler: Settler, read: _Read) -> Outcome:
    if isinstance(read.draft, Outcome):
        return read.draft
    try:
        if read.draft is None:
            return settler.pass_over(read.path, read.key)
        with store.batch():
            return settler.settle(read.path, read.draft, read.key, read.stamp)
    except StoreBroken:
        raise
    except Exception as error:
        return _failed(read.path, error)


def _failed(path: Path, error: Exception) -> Outcome:
    """Say why a file gave no document; what nobody foresaw is named, so that it can be reported."""
    if isinstance(error, UnreadableFile):
        return Outcome(path, Result.FAILED, None, f"{error.reason}。{error.advice}")
    if isinstance(error, CorpusError):
        return Outcome(path, Result.FAILED, None, str(error))
    return Outcome(
        path, Result.FAILED, None,
        f"处理这个文件时出了没有预料到的错误（{type(error).__name__}），其他文件不受影响。"
        "请把这一行和该文件一起报告给维护人员。",
    )  # fmt: skip
