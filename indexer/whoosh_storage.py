"""How do counted terms get into a Whoosh index, and out of it again as arrays?

Whoosh is the posting storage and the segment writer here; the files are those of its standard
codec. Its per-posting paths (a tuple, a sort and a method call for each) are replaced by arrays:
terms arrive counted, are inverted in memory and written in blocks, and are read block-wise.
A segment file is written once and never again; a deletion only appears in the next table of
contents, so the files of one generation may be hard links to those of another.
"""

import re
from array import array
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh import columns
from whoosh.codec.whoosh3 import W3PostingsWriter
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence
from whoosh.index import FileIndex
from whoosh.reading import TermNotFound
from whoosh.writing import SegmentWriter

from indexer.files import link_file
from indexer.inversion import Inversion
from indexer.ports import FIELDS, IndexedClause

__all__ = [
    "Postings",
    "add_clauses",
    "column",
    "copy_index",
    "create_index",
    "deleted_numbers",
    "open_index",
    "read_postings",
]

Postings = tuple[NDArray[np.int64], NDArray[np.float32]]
"""Document numbers in rising order, and how often each holds the term."""

_SHARED = re.compile(r"MAIN_[0-9a-z]+\.seg|_MAIN_\d+\.toc")
"""Files that Whoosh writes once; its lock file is not among them."""

_BLOCK = 4096
"""Postings per block; few large blocks decode faster than Whoosh's 128."""

_WORTH_COMPRESSING = 48
"""Postings from which zlib saves more than it costs."""

_SEGMENT = 50_000
"""Clauses per segment at most; bounds the memory of a build."""


class CountedTerms(FieldType):  # type: ignore[misc]  # Whoosh has no types
    """An indexed field whose value is a dict of terms and counts; keeps no positions."""

    def __init__(self) -> None:
        super().__init__(Existence(), None)

    def index(
        self, value: dict[str, int], **_: object
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (term, frequency, weight, value) as Whoosh's own writer wants them."""
        for term, count in value.items():
            yield term.encode(), count, float(count), b""


class Kept(FieldType):  # type: ignore[misc]
    """A field that is only kept, as a column."""

    indexed = False

    def __init__(self, kept_as: Any) -> None:
        super().__init__(Existence(), None, sortable=kept_as)


SCHEMA = Schema(
    clause_id=Kept(columns.VarBytesColumn()),
    words=CountedTerms(),
    bigrams=CountedTerms(),
    words_length=Kept(columns.NumericColumn("I")),
    bigrams_length=Kept(columns.NumericColumn("I")),
)


def create_index(folder: Path) -> FileIndex:
    """Create an empty index in an existing folder."""
    index: FileIndex = FileStorage(str(folder)).create_index(SCHEMA)
    return index


def open_index(folder: Path) -> FileIndex:
    """Open the index in `folder`; raises whatever Whoosh raises where it is missing or damaged."""
    storage = _Files(str(folder))
    try:
        return FileIndex(storage, schema=SCHEMA)
    except Exception:
        storage.close_all()
        raise


class _Files(FileStorage):  # type: ignore[misc]
    """Remembers what it opened: Whoosh leaves a file open when its content is damaged."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        file = super().open_file(name, **options)
        self._opened.append(file)
        return file

    def close_all(self) -> None:
        """Close every file opened so far."""
        for file in self._opened:
            file.close()


def copy_index(source: Path, folder: Path) -> FileIndex:
    """Open in `folder` an index with the same content as the one in `source`, sharing its files."""
    for file in sorted(source.iterdir()):
        if _SHARED.fullmatch(file.name):
            link_file(file, folder / file.name)
    return open_index(folder)


def add_clauses(index: FileIndex, clauses: Iterable[IndexedClause], deleted: Iterable[int]) -> None:
    """Append the clauses as new segments and mark document numbers as deleted; commit."""
    remaining, numbers = iter(clauses), list(deleted)
    first = next(remaining, None)
    while first is not None or numbers:
        rest = islice(remaining, _SEGMENT - 1)
        _write_segment(index, chain([first], rest) if first is not None else (), numbers)
        first, numbers = next(remaining, None), []


def _write_segment(
    index: FileIndex, clauses: Iterable[IndexedClause], deleted: Iterable[int]
) -> None:
    writer = _BulkWriter(index)
    try:
        for number in deleted:
            writer.delete_document(number)
        for clause in clauses:
            writer.add(clause)
        writer.commit(merge=False)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise


def deleted_numbers(reader: Any) -> set[int]:
    """Return the document numbers that are marked as deleted."""
    return {
        base + int(number)
        for leaf, base in _leaves(reader)
        for number in leaf.segment().deleted_docs()
    }


def column(reader: Any, name: str) -> list[Any]:
    """Return the kept values of a field for every document number, deleted ones included."""
    values: list[Any] = []
    for leaf, _ in _leaves(reader):
        read = leaf.column_reader(name, SCHEMA[name].column_type, translate=False)
        values.extend(read[number] for number in range(leaf.doc_count_all()))
    return values


def read_postings(reader: Any, field: str, term: str) -> Postings:
    """Return all postings of a term, those of deleted documents included."""
    ids: list[NDArray[np.int64]] = []
    counts: list[NDArray[np.float32]] = []
    for leaf, base in _leaves(reader):
        for block_ids, block_counts in _blocks(leaf, field, term.encode()):
            ids.append(block_ids + base)
            counts.append(block_counts)
    if not ids:
        return np.empty(0, np.int64), np.empty(0, np.float32)
    return np.concatenate(ids), np.concatenate(counts)


def _leaves(reader: Any) -> list[tuple[Any, int]]:
    """Return the readers of the segments, each with its first document number."""
    return [pair for pair in reader.leaf_readers() if pair[0].segment() is not None]


def _blocks(leaf: Any, field: str, term: bytes) -> Iterator[Postings]:
    try:
        matcher = leaf._terms.matcher(field, term, SCHEMA[field].format)
    except TermNotFound:
        return
    while matcher.is_active():
        matcher._read_data()
        deltas, weights, _ = matcher._data
        ids = np.cumsum(np.array(deltas, np.int64))
        if isinstance(weights, tuple):
            yield ids, np.array(weights, np.float32)
        else:  # one weight for the whole block, None for 1.0
            yield ids, np.full(len(ids), 1.0 if weights is None else weights, np.float32)
        matcher._next_block()


class _BulkWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's segment writer with its posting pool replaced by an inversion in memory."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index)
        self._inversions = {field: Inversion() for field in FIELDS}

    def add(self, clause: IndexedClause) -> None:
        """Add one clause as the next document."""
        kept: dict[str, Any] = {"clause_id": clause.clause_id.encode()}
        document = self.perdocwriter
        document.start_doc(self.docnum)
        for field in FIELDS:
            counts: dict[str, int] = getattr(clause, field)
            self._inversions[field].add(self.docnum, counts)
            kept[f"{field}_length"] = sum(counts.values())
        for name, value in kept.items():
            document.add_column_value(name, SCHEMA[name].column_type, value)
        document.finish_doc()
        self._added = True
        self.docnum += 1

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        for field in sorted(FIELDS):
            self.fieldwriter.start_field(field, SCHEMA[field])
            self.fieldwriter._postwriter = _BlockWriter(self.fieldwriter._postfile, _BLOCK)
            found = self._inversions.pop(field).postings()
            for at, term in enumerate(found.terms):
                span = slice(found.starts[at], found.starts[at + 1])
                self.fieldwriter.start_term(term)
                self.fieldwriter._postwriter.extend(
                    found.clauses[span].astype(np.uint32), found.counts[span].astype(np.uint32)
                )
                self.fieldwriter.finish_term()
            self.fieldwriter.finish_field()
        self.fieldwriter.close()


class _BlockWriter(W3PostingsWriter):  # type: ignore[misc]
    """Whoosh's posting writer, fed with whole blocks."""

    _ids: "array[int]"

    def extend(self, ids: NDArray[np.uint32], counts: NDArray[np.uint32]) -> None:
        """Add the postings of the term that was started; the last block waits for the end."""
        for start in range(0, len(ids), self._blocklimit):
            if self._ids:
                self._write_block()
            block = slice(start, start + self._blocklimit)
            self._ids = array("I", ids[block].tobytes())
            self._weights = array("f", counts[block].astype(np.float32).tobytes())
            self._maxweight = float(counts[block].max())
            self._compression = 3 if len(self._ids) >= _WORTH_COMPRESSING else 0

    def _mini_ids(self) -> tuple[int, ...]:
        if len(self._ids) == 1:
            return (self._ids[0],)
        return tuple(np.diff(np.frombuffer(self._ids, np.uint32), prepend=np.uint32(0)).tolist())
