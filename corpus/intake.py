"""How does a folder of files become a set of documents in the store?"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.cataloguing import Draft, identified, read_document, read_draft
from corpus.errors import CorpusError, ImportInterrupted, StoreBroken, UnreadableFile, file_name
from corpus.identity import Register, file_key, same_source
from corpus.originals import Originals
from corpus.readers import Guard, open_archive, suffixes
from corpus.records import Clause, Document
from corpus.store import DocumentStore

__all__ = ["ImportReport", "Outcome", "files_under", "import_files", "read_document"]

Progress = Callable[[int, int, str], None]
_BLOCK_FILES = 200
_BLOCK_CHARACTERS = 16_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: 新增, 更新, 未变, 失败 or 略过, with a message for the operator.

    The path of a file in an archive is the archive's, followed by the name within.
    """

    path: Path
    result: str
    document_id: str | None
    message: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of every file, in the order in which they were read."""

    outcomes: tuple[Outcome, ...]

    def count(self, result: str) -> int:
        """Return how many files ended so."""
        return sum(outcome.result == result for outcome in self.outcomes)


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read but is not stored yet: a draft, or why there is none.

    `done` counts the paths that are finished with it; those within an archive finish none.
    """

    path: Path
    draft: Draft | Outcome
    done: int

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


def _below(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                yield Path(root, name)
    yield from (Path(error.filename) for error in closed)


def import_files(
    store: DocumentStore,
    paths: Sequence[Path],
    progress: Progress | None = None,
    *,
    key_of: Callable[[Path], str] = file_key,
    originals: Originals | None = None,
) -> ImportReport:
    """Read every file and put what is new or changed into the store; a bad file stops no other.

    Files are written in blocks, each in one transaction after all of it is read. `key_of` gives
    the source key of a file; `originals` keeps the files themselves, where it is given. Raise
    ImportInterrupted on Ctrl-C, and StoreBroken; the blocks before stay.
    """
    register, outcomes, kept = Register(store), list[Outcome](), 0
    try:
        for block in _blocks(paths, progress, originals):
            with store.batch():
                written = [_write(store, register, read, key_of) for read in block]
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
    paths: Sequence[Path], progress: Progress | None, originals: Originals | None
) -> Iterator[list[_Read]]:
    block: list[_Read] = []
    with Guard() as guard:
        for done, path in enumerate(paths):
            if progress:
                progress(done, len(paths), file_name(path))
            for read in _reads(path, done, guard, originals):
                block.append(read)
                if len(block) >= _BLOCK_FILES or sum(r.size for r in block) >= _BLOCK_CHARACTERS:
                    yield block
                    block = []
        if block:
            yield block


def _reads(path: Path, done: int, guard: Guard, originals: Originals | None) -> Iterator[_Read]:
    """Yield the one file that stands at the path, or all that an archive holds."""
    if path.suffix.lower() != ".zip":
        yield _read(path, path, done + 1, guard, originals)
        return
    try:
        for member in open_archive(path):
            shown = path / member.name
            if member.copy:
                yield _read(member.copy, shown, done, guard, originals)
            elif member.refusal:
                yield _Read(shown, _failed(shown, member.refusal), done)
    except Exception as error:
        yield _Read(path, _failed(path, error), done + 1)


def _read(path: Path, shown: Path, done: int, guard: Guard, originals: Originals | None) -> _Read:
    suffix = shown.suffix.lower()
    if suffix not in suffixes and path.is_file():
        message = f"暂不支持{f' {suffix} ' if suffix else '没有扩展名'}的文件"
        return _Read(shown, Outcome(shown, "略过", None, message), done)
    try:
        return _Read(shown, read_draft(path, guard, shown, originals), done)
    except Exception as error:
        return _Read(shown, _failed(shown, error), done)


def _write(
    store: DocumentStore, register: Register, read: _Read, key_of: Callable[[Path], str]
) -> Outcome:
    if isinstance(read.draft, Outcome):
        return read.draft
    try:
        with store.batch():
            return _import_one(store, register, read.path, read.draft, key_of(read.path))
    except StoreBroken:
        raise
    except Exception as error:
        return _failed(read.path, error)


def _failed(path: Path, error: Exception) -> Outcome:
    """Say why a file gave no document; what nobody foresaw is named, so that it can be reported."""
    if isinstance(error, UnreadableFile):
        return Outcome(path, "失败", None, f"{error.reason}。{error.advice}")
    if isinstance(error, CorpusError):
        return Outcome(path, "失败", None, str(error))
    return Outcome(
        path, "失败", None,
        f"处理这个文件时出了没有预料到的错误（{type(error).__name__}），其他文件不受影响。"
        "请把这一行和该文件一起报告给维护人员。",
    )  # fmt: skip


def _import_one(
    store: DocumentStore, register: Register, path: Path, draft: Draft, key: str
) -> Outcome:
    name, held = register.choose(draft, key, path), register.held_by(key)
    before = register.stored(name)
    document, clauses = identified(same_source(draft, before), name)
    changed = before != document or store.clauses(name) != clauses
    message = _message(document, clauses) if changed else "内容与库中一致"
    if before is None and register.is_edition(draft, name):
        message += "；库中另有同名同号而内容不同的文件，两份都保留，请核对"
    if changed or held != name:
        store.put(document, clauses, key)
    if held and held != name:
        message += _leave(store, register, held, key)
    register.settle(draft, key, path, name)
    result = ("更新" if before else "新增") if changed else "未变"
    return Outcome(path, result, name, message)


def _message(document: Document, clauses: Sequence[Clause]) -> str:
    """Say what was read, with the first notes on what was left out or is doubtful."""
    notes = [note if len(note) <= 80 else f"{note[:79]}…" for note in document.notes]
    more = [f"另有 {len(notes) - 4} 条说明"] if len(notes) > 4 else []
    said = "；".join(notes[:4] + more)
    text = f"{len(clauses)} 条，{document.status}（{document.status_basis}）"
    return f"{text}。{said}" if said else text


def _leave(store: DocumentStore, register: Register, held: str, key: str) -> str:
    """Remove the document that the place held before, unless another place still holds it."""
    old = register.stored(held)
    if old is None:
        return ""
    if not register.only_in(held, key):
        return f"；原来的《{old.title}》（{held}）另有文件载有，保留"
    store.delete(held)
    return f"；取代了《{old.title}》（{held}）"
