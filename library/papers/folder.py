"""Which files make a paper: what is printed, what other systems read, and the record of it?"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from library.errors import PaperRejected
from library.papers.paper import Paper, Variant, variant
from library.papers.papers_json import paper_from_json, paper_json
from library.papers.sheets import answer_sheet, key_sheet, paper_sheet
from library.printing import Sheet, sheet_bytes
from library.questions.formats import Format, question_bytes

__all__ = ["KEY", "PAPER", "RECORD", "VERSIONS", "exchange_name", "read_record", "write_folder"]

RECORD = "试卷.json"
PAPER, SHEET, KEY = "试卷", "答题卡", "答案"
VERSIONS = ("A", "B")
_SHEETS: tuple[tuple[str, Callable[[Paper, Variant], Sheet]], ...] = (
    (PAPER, paper_sheet),
    (SHEET, answer_sheet),
    (KEY, key_sheet),
)


def exchange_name(version: str, form: Format) -> str:
    """Return the name of the file with the questions of a version in a format."""
    return f"题目{version}{form.suffix}"


def write_folder(
    paper: Paper, folder: Path, suffixes: tuple[str, ...] = (".docx", ".pdf")
) -> list[Path]:
    """Write all files of the paper into a folder that is made if need be; return them.

    The record comes last, so a folder that has one is whole. Raise PaperRejected for a folder that
    holds something else, NoChineseFont, OSError.
    """
    if folder.exists() and not folder.is_dir():
        raise PaperRejected(f"{folder} 是一个文件，请另选文件夹。")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / RECORD).is_file():
        raise PaperRejected(f"文件夹 {folder} 里有别的文件，请另选一个空的文件夹。")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RECORD).unlink(missing_ok=True)
    written = []
    for name, data in _files(paper, suffixes):
        (folder / name).write_bytes(data)
        written.append(folder / name)
    return written


def _files(paper: Paper, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for name in VERSIONS:
        version = variant(paper, name)
        for title, sheet in _SHEETS:
            for suffix in suffixes:
                yield f"{title}{name}{suffix}", sheet_bytes(sheet(paper, version), suffix)
        items = [question.item for question in version.questions]
        for form in Format:
            yield exchange_name(name, form), question_bytes(items, form)
    record = json.dumps(paper_json(paper), ensure_ascii=False, indent=1)
    yield RECORD, record.encode()


def read_record(folder: Path) -> Paper:
    """Return the paper whose files lie in a folder; raise PaperRejected where there is none."""
    path = folder / RECORD
    try:
        return paper_from_json(json.loads(path.read_text("utf-8")))
    except FileNotFoundError as error:
        raise PaperRejected(f"{folder} 里没有 {RECORD}，不是组卷得到的文件夹。") from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PaperRejected(f"{path} 读不出来，可能被改动过。请重新组卷。") from error
