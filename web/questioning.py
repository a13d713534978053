"""What is done with questions, by a page or a program? Each is audited."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import Request, UploadFile

from library.background import Background, Progress, Work
from library.errors import ImportRejected, JobBusy
from library.questions import (
    Decided,
    Decision,
    Item,
    Wish,
    decide,
    generate_items,
    item_json,
    texts_in_force,
)
from library.questions.formats import (
    IMPORT_SUFFIXES,
    ClauseMatcher,
    Draft,
    Row,
    bring_in,
    read_questions,
)
from library.questions.revising import revise
from web.errors import ParameterRejected
from web.question_results import Brought, Made
from web.service import accounts_of, bank_of, service_of
from web.visitors import user_of

__all__ = [
    "LARGEST_FILE", "begin_import", "begin_making", "decide_questions", "edit_question", "work_of",
]  # fmt: skip

LARGEST_FILE = 16 * 2**20
"""Bytes of a file of questions."""
_PATIENCE = 2.0
"""Seconds for which a beginning waits: what is small is over when the page comes back."""
_MOST_NAMED = 200  # questions that a line of the log names
_BUSY = "正在出题或导入题目，请等它结束后再试。"


def decide_questions(
    request: Request, item_ids: Sequence[str], decision: Decision, note: str = ""
) -> Decided:
    """Accept, reject, put back or uphold; raise ItemRejected."""
    decided = decide(bank_of(request), item_ids, decision, user_of(request).name, note)
    told = [name for name in item_ids if name not in decided.refused]
    if decided.done:
        subject = told[0] if len(told) == 1 else f"{decided.done} 道题"
        after = {"题目": told[:_MOST_NAMED], "题数": decided.done, "理由": note.strip()}
        _audit(request, f"题目{decision.label}", subject, after=after)
    return decided


def edit_question(request: Request, item_id: str, draft: Draft, note: str = "") -> Item:
    """Give a question other words; raise UnknownItem or ItemRejected."""
    bank, before = bank_of(request), bank_of(request).item(item_id).item
    name = user_of(request).name
    made = revise(bank, service_of(request), item_id, draft, name, note)
    if made != before:
        was, now = item_json(before), item_json(made)
        changed = [field for field in now if was[field] != now[field]]
        _audit(
            request, "修改题目", item_id,
            {field: was[field] for field in changed}, {field: now[field] for field in changed},
        )  # fmt: skip
    return made


def begin_making(request: Request, wish: Wish) -> Work:
    """Make questions in the background; raise JobBusy where that, or an import, is under way."""
    service, bank, name = service_of(request), bank_of(request), user_of(request).name

    def make(progress: Progress) -> Made:
        known = [held.item for held in bank.items()]
        batch = generate_items(texts_in_force(service), wish, known, progress)
        bank.add(batch.items, person=name)
        bank.set_aside(batch.failed)
        return Made(wish, tuple(batch.items), tuple(batch.failed))

    asked = {"主题": wish.topics, "题型": wish.types, "题数": wish.count, "种子": wish.seed}
    return _begin(request, "出题", make, asked | {"文件": wish.document_id})


def begin_import(request: Request, upload: UploadFile, *, dry_run: bool) -> Work:
    """Bring the questions of a file in, in the background.

    Raise ParameterRejected for a file that is none, and JobBusy as above.
    """
    title = Path((upload.filename or "").replace("\\", "/")).name[:100]
    suffix = Path(title).suffix.lower()
    if suffix not in IMPORT_SUFFIXES:
        raise ParameterRejected("file", f"只能导入 {'、'.join(IMPORT_SUFFIXES)} 文件。")
    content = upload.file.read()
    service, bank, name = service_of(request), bank_of(request), user_of(request).name

    def bring(progress: Progress) -> Brought:
        rows = _rows(content, suffix)
        matcher = ClauseMatcher(service)
        found = bring_in(rows, matcher, bank, name, dry_run=dry_run, progress=progress)
        return Brought(title, tuple(found), dry_run)

    return _begin(request, "试导入题目" if dry_run else "导入题目", bring, {"文件": title})


def work_of(request: Request) -> Work | None:
    """Return what is made or imported now, or what became of the last."""
    background: Background = request.app.state.making
    return background.work


def _rows(content: bytes, suffix: str) -> list[Row]:
    with TemporaryDirectory(prefix="zhiku-questions-") as folder:
        path = Path(folder) / f"题目{suffix}"
        path.write_bytes(content)
        try:
            return read_questions(path)
        except OSError as error:
            raise ImportRejected("这个文件读不出来，请另存后再试。") from error


def _begin(
    request: Request, name: str, work: Callable[[Progress], object], asked: dict[str, object]
) -> Work:
    background: Background = request.app.state.making
    if not background.start(name, work):
        raise JobBusy(_BUSY)
    _audit(request, name, "题库", after=asked)
    found = background.wait(_PATIENCE)
    if found is None:
        raise JobBusy(_BUSY)
    return found


def _audit(
    request: Request, action: str, subject: str, before: object = None, after: object = None
) -> None:
    accounts_of(request).audit(user_of(request), action, subject, before, after)
