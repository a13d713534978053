"""How are files imported into a home, by whoever asks: a terminal or a browser?"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus import (
    DocumentStore,
    ImportInterrupted,
    ImportReport,
    Originals,
    UnkeptOriginals,
    file_key,
    import_files,
    rehearsal,
)
from indexer import writing
from search import Settings, open_store

__all__ = ["import_into"]

Advance = Callable[[int, int, str], None]
"""Called with how many files are done, how many there are, and the name of the next one."""


def import_into(
    settings: Settings,
    paths: Sequence[Path],
    advance: Advance | None = None,
    *,
    key_of: Callable[[Path], str] = file_key,
    named: Callable[[Path], Path] = lambda path: path,
    keeps: bool = True,
    dry_run: bool = False,
    again: bool = False,
) -> ImportReport:
    """Import the files into the home as its one writer; see `corpus.import_files`.

    With `dry_run` the same is done in a copy that is thrown away, and the home stays as it is.
    Originals are kept as the settings say, unless not `keeps`. Raise BuildBusy, StoreBroken,
    ImportInterrupted, and KeyboardInterrupt where nothing of a dry run is kept.
    """
    kept = settings.keeps_originals and keeps
    originals = (UnkeptOriginals() if dry_run else Originals(settings.originals)) if kept else None
    opened = rehearsal(settings.database) if dry_run else _written(settings)
    with opened as store:
        try:
            return import_files(
                store, paths, advance, key_of=key_of, originals=originals, again=again, named=named
            )
        except ImportInterrupted as error:
            if dry_run:  # nothing of it is kept
                raise KeyboardInterrupt from error
            raise


@contextmanager
def _written(settings: Settings) -> Iterator[DocumentStore]:
    with writing(settings.home, "导入文件"), open_store(settings) as store:
        yield store
