"""How does a draft come in, and how is what was found in it laid out? Nothing of it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import Request, UploadFile

from corpus.errors import UnreadableFile
from corpus.readers import read_file
from library.citations import Checked, CitationChecker, Report, Verdict
from web.errors import ParameterRejected

__all__ = [
    "ACCEPTED", "LARGEST_DRAFT", "LONGEST_DRAFT", "Stretch", "check_draft", "read_upload",
    "stretches", "tone_of",
]  # fmt: skip

LARGEST_DRAFT = 10 * 2**20
"""Bytes of a file."""
LONGEST_DRAFT = 200_000
"""Characters of a draft."""
ACCEPTED = (".txt", ".md", ".docx")
_TONES = {
    Verdict.EXISTS: "good",
    Verdict.ENDED: "bad",
    Verdict.NO_ARTICLE: "bad",
    Verdict.NO_PART: "bad",
    Verdict.MISMATCH: "bad",
}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a draft: plain words, or a citation with its number on the page, from 1."""

    text: str
    number: int = 0
    checked: Checked | None = None
    quoted: bool = False


def check_draft(request: Request, text: str, as_of: date | None = None) -> Report:
    """Return what is found in a draft; raise ParameterRejected or NotSearchable."""
    if not text.strip():
        raise ParameterRejected("text", "稿子是空的，请粘贴文字或选择文件。")
    if len(text) > LONGEST_DRAFT:
        raise ParameterRejected(
            "text", f"稿子有 {len(text)} 字，最长 {LONGEST_DRAFT} 字，请分几次核对。"
        )
    checker: CitationChecker = request.app.state.citations
    return checker.check(text, as_of)


def read_upload(upload: UploadFile) -> str:
    """Return the text of an uploaded draft, read in the guarded process; raise ParameterRejected.

    The file lies in a folder of its own for as long as it is read.
    """
    suffix = Path((upload.filename or "").replace("\\", "/")).suffix.lower()
    if suffix not in ACCEPTED:
        raise ParameterRejected("file", f"只能核对 {'、'.join(ACCEPTED)} 文件，请另存后再试。")
    with TemporaryDirectory(prefix="zhiku-draft-") as folder:
        path = Path(folder) / f"稿子{suffix}"
        path.write_bytes(upload.file.read())
        try:
            return read_file(path).text
        except UnreadableFile as error:
            raise ParameterRejected("file", str(error).replace(str(path), "稿子")) from error


def stretches(report: Report) -> Iterator[Stretch]:
    """Yield the draft in stretches, which joined are the draft; what overlaps is left plain."""
    marks = []
    for number, one in enumerate(report.checked, 1):
        marks.append((one.cited.start, one.cited.end, number, one, False))
        if one.cited.quote and one.misquoted:
            marks.append((*one.cited.quote, number, one, True))
    at = 0
    for start, end, number, one, quoted in sorted(marks, key=lambda mark: mark[:2]):
        if start < at:
            continue
        yield Stretch(report.text[at:start])
        yield Stretch(report.text[start:end], number, one, quoted)
        at = end
    yield Stretch(report.text[at:])


def tone_of(one: Checked) -> str:
    """Return the class of a badge; the word itself always stands in it."""
    return _TONES.get(one.verdict, "open")
