"""How does a sheet of experts that was uploaded come into the library?"""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import Request, UploadFile

from corpus.errors import UnreadableFile
from library.errors import SheetRejected
from library.experts import SHEET_SUFFIXES, RowOutcome, import_rows, read_rows
from search import today
from web.service import accounts_of, experts_of
from web.visitors import user_of

__all__ = ["import_file"]


def import_file(request: Request, file: UploadFile, *, trial: bool) -> list[RowOutcome]:
    """Return what became of the rows of a file; raise SheetRejected or UnreadableFile.

    The file lies in a folder of its own only while it is read.
    """
    suffix = Path(file.filename or "").suffix.lower()
    if suffix not in SHEET_SUFFIXES:
        raise SheetRejected(f"只能导入 {'、'.join(SHEET_SUFFIXES)} 文件。")
    desk = experts_of(request)
    with TemporaryDirectory(prefix="zhiku-experts-") as folder:
        path = Path(folder) / f"专家{suffix}"
        path.write_bytes(file.file.read())
        try:
            rows = read_rows(path)
        except (SheetRejected, UnreadableFile) as error:
            raise SheetRejected(str(error).replace(str(path), "这个文件")) from error
    outcomes = import_rows(
        desk.pool, user_of(request).name, rows, desk.taxonomy, today(), rules=desk.rules,
        dry_run=trial,
    )  # fmt: skip
    if outcomes and not trial:
        told = dict(Counter(one.result.value for one in outcomes))
        accounts_of(request).audit(user_of(request), "专家：导入", "专家库", after=told)
    return outcomes
