"""Which file of questions is read and written how?"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import UnreadableFile
from corpus.readers.decoding import decode
from library.errors import ImportRejected
from library.questions.formats.rows import Row
from library.questions.records import Item

__all__ = ["IMPORT_SUFFIXES", "Format", "question_bytes", "read_questions"]

IMPORT_SUFFIXES = (".xlsx", ".csv", ".gift", ".txt", ".xml", ".zip", ".docx")
_LARGEST = 64 * 2**20  # bytes


class Format(StrEnum):
    """A format that questions are exported in; the value is what a person types."""

    GIFT = "gift"
    MOODLE = "moodle"
    QTI = "qti"
    EXCEL = "excel"
    CSV = "csv"

    @property
    def suffix(self) -> str:
        """How the name of its file ends."""
        return _SUFFIXES[self]


_SUFFIXES = {
    Format.GIFT: ".gift.txt", Format.MOODLE: ".moodle.xml", Format.QTI: ".qti.zip",
    Format.EXCEL: ".xlsx", Format.CSV: ".csv",
}  # fmt: skip


_FORMS = {
    ".gift": Format.GIFT, ".txt": Format.GIFT, ".xml": Format.MOODLE, ".zip": Format.QTI,
    ".xlsx": Format.EXCEL, ".csv": Format.CSV,
}  # fmt: skip


def question_bytes(items: Sequence[Item], form: Format) -> bytes:
    """Return the questions as a file of that format."""
    return _writer(form)(items)


def _writer(form: Format) -> Callable[[Sequence[Item]], bytes]:
    """Load what writes a format; the libraries of most take long to load."""
    from library.questions.formats import gift, moodle, qti, sheet  # noqa: PLC0415

    writers: Mapping[Format, Callable[[Sequence[Item]], bytes]] = {
        Format.GIFT: gift.gift_bytes, Format.MOODLE: moodle.moodle_bytes,
        Format.QTI: qti.qti_bytes, Format.EXCEL: sheet.excel_bytes, Format.CSV: sheet.csv_sheet,
    }  # fmt: skip
    return writers[form]


def read_questions(path: Path) -> list[Row]:
    """Return the questions of a file in turn, each that cannot be used with the reason.

    Where the file is one of ours and a question in it was not touched, `record` is that very item;
    else there is none. Raise ImportRejected for a file that holds no questions, UnreadableFile for
    damage.
    """
    if not path.is_file():
        raise UnreadableFile(path, "没有这个文件", "请核对路径。")
    if path.stat().st_size > _LARGEST:
        raise ImportRejected(f"{path.name} 超过 {_LARGEST // 2**20} MB，请拆分后再导入。")
    rows = _read(path)
    if not rows:
        raise ImportRejected(f"{path.name} 里没有题目。")
    return _untouched(rows, path)


def _read(path: Path) -> list[Row]:
    from library.questions.formats import (  # noqa: PLC0415 - their libraries take long to load
        gift_reading,
        moodle,
        qti_reading,
        sheet,
        word_reading,
    )

    match path.suffix.lower():
        case ".xlsx" | ".csv":
            return list(sheet.read_sheet(path))
        case ".gift" | ".txt":
            return list(gift_reading.read_gift(decode(path, path.read_bytes()).text))
        case ".xml":
            return list(moodle.read_moodle(path.read_bytes()))
        case ".zip":
            return list(qti_reading.read_qti(path))
        case ".docx":
            return list(word_reading.read_word(path))
        case _:
            raise ImportRejected(f"{path.name}：只能导入 {'、'.join(IMPORT_SUFFIXES)} 文件。")


def _untouched(rows: Sequence[Row], path: Path) -> list[Row]:
    """Take off the record of each question whose words are no longer those that we wrote.

    The records are written once more and read again: what comes out is what an untouched file has.
    """
    form = _FORMS.get(path.suffix.lower())
    records = [row.record for row in rows if row.record]
    if form is None or not records:
        return [Row(row.place, row.draft, row.problem) for row in rows]
    with TemporaryDirectory() as folder:
        copy = Path(folder) / f"copy{form.suffix}"
        copy.write_bytes(question_bytes(records, form))
        again = iter([row.draft for row in _read(copy)])
    return [
        row if row.record and next(again, None) == row.draft else Row(
            row.place, row.draft, row.problem
        )
        for row in rows
    ]  # fmt: skip
