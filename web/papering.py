"""How is a paper made, changed, withdrawn, verified, by a page or a program? Each is audited."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from fastapi import Request

from library.errors import UnknownItem
from library.papers import (
    VERSIONS,
    Blueprint,
    Paper,
    Variant,
    Verified,
    Wishes,
    answer_sheet,
    key_sheet,
    paper_sheet,
    variant,
    verify_folder,
    write_folder,
)
from library.printing import Sheet, sheet_bytes
from library.questions import Item
from library.questions.formats import Format, question_bytes
from web.service import accounts_of, exams_of, papers_of
from web.visitors import user_of

__all__ = ["FILES", "file_of", "make_paper", "swap_question", "verify_paper", "withdraw_paper"]

_SHEETS: Mapping[str, Callable[[Paper, Variant], Sheet]] = {
    "试卷": paper_sheet, "答题卡": answer_sheet, "答案": key_sheet,
}  # fmt: skip
_CALLED = {Format.EXCEL: "Excel", Format.MOODLE: "Moodle"}
FILES: Mapping[str, tuple[tuple[str, str], ...]] = {
    name: (
        *((f"{sheet}{name}{suffix}", f"{sheet} {kind}")
          for sheet in _SHEETS for suffix, kind in ((".docx", "Word"), (".pdf", "PDF"))),
        *((f"题目{name}{form.suffix}", _CALLED.get(form, form.name))
          for form in Format),
    )
    for name in VERSIONS
}  # fmt: skip
"""By version, the files of a paper: each name with what it is called."""


def make_paper(request: Request, plan: Blueprint, quarter: str, seed: str, wishes: Wishes) -> Paper:
    """Assemble a paper and keep it; raise PaperLacking, PaperRejected, StateRefused."""
    desk = papers_of(request)
    made = desk.make(plan, quarter, seed, wishes, may_replace=exams_of(request).require_unused)
    told = {"名称": made.title, "季度": made.quarter, "种子": made.seed, "题数": len(made.items)}
    _audit(request, "组卷", made.paper_id, after=told)
    return made


def swap_question(request: Request, paper_id: str, item_id: str, by: str) -> Paper:
    """Put another question in place of one; raise PaperRejected, StateRefused, UnknownPaper."""
    exams_of(request).require_unused(paper_id)
    desk = papers_of(request)
    before = {item.item_id for item in desk.papers.paper(paper_id).items}
    made = desk.swap(paper_id, item_id, by.strip())
    new = next(item.item_id for item in made.items if item.item_id not in before)
    _audit(request, "换题", paper_id, {"题目": item_id}, {"题目": new})
    return made


def withdraw_paper(request: Request, paper_id: str) -> None:
    """Let go of a paper; raise StateRefused where a test was opened of it, UnknownPaper."""
    exams_of(request).require_unused(paper_id)
    title = papers_of(request).papers.paper(paper_id).title
    papers_of(request).withdraw(paper_id)
    _audit(request, "收回试卷", paper_id, before={"名称": title})


def verify_paper(request: Request, paper_id: str) -> Verified:
    """Print the paper anew, read it back and compare each key with the bank's."""
    desk = papers_of(request)
    paper = desk.papers.paper(paper_id)

    def held(item_id: str) -> Item | None:
        try:
            return desk.bank.item(item_id).item
        except UnknownItem:
            return None

    with tempfile.TemporaryDirectory() as folder:
        write_folder(paper, Path(folder), (".docx",))
        return verify_folder(Path(folder), held)


def file_of(paper: Paper, name: str) -> bytes | None:
    """Return one of the files of a paper, None where there is none of that name."""
    for version, known in FILES.items():
        if name not in dict(known):
            continue
        shown = variant(paper, version)
        for form in Format:
            if name == f"题目{version}{form.suffix}":
                return question_bytes([one.item for one in shown.questions], form)
        title, suffix = name.split(version, maxsplit=1)[0], Path(name).suffix
        return sheet_bytes(_SHEETS[title](paper, shown), suffix)
    return None


def _audit(
    request: Request, action: str, paper_id: str, before: object = None, after: object = None
) -> None:
    subject = f"试卷 {paper_id}"
    accounts_of(request).audit(user_of(request), action, subject, before, after)
