"""How do the posting arrays of one generation become those of the next?

Clauses are numbered in the order in which they came and keep their numbers; a generation says
which row each number is, and -1 for those that have gone. New clauses come in a segment of their
own. A segment with gone clauses is read as before; what remains of each term's clauses is
counted anew beside it.
"""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.errors import GenerationBroken
from indexer.files import link_file, write_array
from indexer.inversion import Inversion, join_postings
from indexer.ports import FIELDS, IndexedClause
from indexer.posting_files import PostingFiles, write_postings

__all__ = [
    "Numbering",
    "add_segments",
    "copy_segments",
    "join_segments",
    "open_segments",
    "read_ids",
    "read_numbering",
    "seal",
]

_ROWS, _LENGTHS, _IDS = "rows.npy", "lengths.npy", "ids.txt"
_SEGMENT, _LEFT = "postings-", "left-"

_CLAUSES = 250_000
"""Clauses of a segment; bounds the memory of a build to about a gigabyte."""

_MOST = 8
"""With more segments, all but the largest are joined."""

_SLIGHT = 50
"""All but the largest are joined too where they are together so many times smaller."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """Which row each number is (-1: none) and back; `lengths` (2, rows) counts terms by field."""

    row_of: NDArray[np.int32]
    number_of: NDArray[np.int32]
    lengths: NDArray[np.int64]


def read_numbering(folder: Path) -> Numbering:
    """Read what `seal` wrote; raise GenerationBroken."""
    try:
        row_of: NDArray[np.int32] = np.load(folder / _ROWS)
        lengths: NDArray[np.int64] = np.load(folder / _LENGTHS)
    except (OSError, ValueError, EOFError) as error:
        raise GenerationBroken(folder, f"关键词索引读不出（{error}）") from error
    number_of = np.full(lengths.shape[1], -1, np.int32)
    live = row_of >= 0
    if np.count_nonzero(live) != len(number_of) or row_of.max(initial=-1) >= len(number_of):
        raise GenerationBroken(folder / _ROWS, "行号表与关键词索引不一致")
    number_of[row_of[live]] = np.flatnonzero(live)
    return Numbering(row_of, number_of, lengths)


def read_ids(folder: Path) -> list[str]:
    """Return the clause of each row; raise GenerationBroken."""
    try:
        text = (folder / _IDS).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise GenerationBroken(folder / _IDS, f"读不出（{error}）") from error
    return text.split("\n") if text else []


def open_segments(folder: Path) -> list[Mapping[str, PostingFiles]]:
    """Open the segments of a generation, those with the lowest numbers first.

    Raises GenerationBroken.
    """
    return [
        {field: PostingFiles(segment, field, _left(folder, segment, field)) for field in FIELDS}
        for segment in _folders(folder)
    ]


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob(f"{_SEGMENT}*") if path.is_dir())


def _left(folder: Path, segment: Path, field: str) -> Path:
    return folder / f"{_LEFT}{segment.name}-{field}.npy"


def copy_segments(source: Path, folder: Path) -> None:
    """Take over the segments of a generation, sharing their files."""
    for segment in _folders(source):
        (folder / segment.name).mkdir()
        for file in sorted(segment.iterdir()):
            link_file(file, folder / segment.name / file.name)


def add_segments(
    folder: Path, numbered: Iterable[tuple[int, IndexedClause]]
) -> dict[str, tuple[int, list[int]]]:
    """Write clauses as new segments; return the number and lengths of each by its id."""
    added: dict[str, tuple[int, list[int]]] = {}
    inversions = {field: Inversion() for field in FIELDS}
    number = 0
    for number, clause in numbered:
        for field in FIELDS:
            inversions[field].add(number, getattr(clause, field))
        lengths = [sum(getattr(clause, field).values()) for field in FIELDS]
        added[clause.clause_id] = number, lengths
        if len(added) % _CLAUSES == 0:
            _write_segment(folder, number, inversions)
            inversions = {field: Inversion() for field in FIELDS}
    if len(added) % _CLAUSES:
        _write_segment(folder, number, inversions)
    return added


def _write_segment(folder: Path, last: int, inversions: dict[str, Inversion]) -> None:
    segment = folder / f"{_SEGMENT}{last:010d}"
    segment.mkdir()
    for field in FIELDS:
        write_postings(segment, field, inversions.pop(field).postings())


def join_segments(folder: Path, *, whole: bool) -> None:
    """Make one segment of all where a build is `whole`, else of many or slight ones.

    A term is looked up in every segment, so that each costs every query the same.
    """
    segments = _folders(folder)
    if not whole and segments:
        size = {path: (path / "words-clauses.npy").stat().st_size for path in segments}
        segments.remove(max(segments, key=lambda path: size[path]))
        slight = _SLIGHT * sum(size[path] for path in segments) < max(size.values())
        segments = segments if slight or len(segments) >= _MOST else []
    if len(segments) < 2:
        return
    joined = folder / f".{_SEGMENT}joined"
    joined.mkdir()
    for field in FIELDS:
        parts = [PostingFiles(segment, field).postings for segment in segments]
        write_postings(joined, field, join_postings(parts))
    for segment in segments:
        shutil.rmtree(segment)
    joined.rename(segments[-1])


def seal(
    folder: Path, row_of: NDArray[np.int32], order: Sequence[str], lengths: NDArray[np.int64]
) -> None:
    """Write which row each number is, which clause each row, and what is left of the postings.

    `lengths` has shape (2, rows).
    """
    write_array(folder / _ROWS, row_of)
    write_array(folder / _LENGTHS, lengths)
    (folder / _IDS).write_bytes("\n".join(order).encode())
    live = row_of >= 0
    for segment in _folders(folder):
        for field in FIELDS:
            found = PostingFiles(segment, field).postings
            if len(found.clauses) and not (kept := live[found.clauses]).all():
                left = np.add.reduceat(kept, found.starts[:-1], dtype=np.int32)
                write_array(_left(folder, segment, field), left)
