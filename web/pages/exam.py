"""How does somebody sit a test? With its link alone, on a telephone, with or without scripts."""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from library.errors import ExamRejected, StateRefused
from library.exams import (
    CHOSEN,
    GRACE,
    LONGEST_BLANK,
    LONGEST_TEXT,
    Audience,
    Exam,
    Examinee,
    Identity,
    Sitting,
    receipt_of,
    unanswered,
)
from library.exams.sittings import LONGEST_NAME, LONGEST_UNIT
from web.pages.results import result_page
from web.service import exams_of
from web.sitting_forms import answers_in, drop_sitting, give_sitting, secret_in, sitting_in
from web.templating import render
from web.visitors import user_of

__all__ = ["answers", "begin", "leave", "sit", "submit"]

_NOT_KEPT = {"X-Robots-Tag": "noindex"}


def sit(request: Request, token: str, saved: str = "") -> Response:
    """Show where whoever asks stands: before it, in it, or after it; raise UnknownExam."""
    exam = exams_of(request).by_token(token)
    sitting = _mine(request, exam)
    if sitting is None:
        return _before(request, exam)
    if sitting.submitted_at is None:
        return _paper(request, exam, sitting, done="已保存。" if saved else "")
    return _after(request, exam, sitting)


def begin(
    request: Request,
    token: str,
    name: Annotated[str, Form()] = "",
    unit: Annotated[str, Form()] = "",
    audience: Annotated[str, Form()] = "",
) -> Response:
    """Let somebody begin, once more where they may, or go on; the browser keeps the sitting."""
    exams = exams_of(request)
    exam = exams.by_token(token)
    sitting = _mine(request, exam)
    if sitting is not None and sitting.submitted_at is None:
        return RedirectResponse(_url(exam), 303)
    typed = Examinee(name, unit, audience)
    if sitting is not None and sitting.examinee.name:  # whoever sat it tries again
        typed = sitting.examinee
    if exam.terms.identity is Identity.ACCOUNT:
        user = user_of(request).user
        if user is None:
            return RedirectResponse(f"/sign-in?next={_url(exam)}", 303)
        typed = Examinee(user.name, typed.unit, typed.audience, user.user_id)
    try:
        _, secret = exams.sittings.begin(exam, typed)
    except (ExamRejected, StateRefused) as error:
        status = 400 if isinstance(error, ExamRejected) else 409
        return _before(request, exam, typed, refused=str(error), status=status)
    response = RedirectResponse(_url(exam), 303)
    if secret:
        give_sitting(request, response, exam, secret)
    return response


def answers(request: Request, token: str) -> Response:
    """Save what was answered so far; a script is told in JSON, a person on the page."""
    exam = exams_of(request).by_token(token)
    sitting = _mine(request, exam)
    if sitting is None:
        return _told(request, exam, "没有找到这次作答，请重新打开考试链接。", 409)
    try:
        kept, merged = _save(request, exam, sitting)
    except StateRefused as error:
        exams_of(request).sittings.submit(sitting.number)
        return _told(request, exam, str(error), 409)
    if not _by_script(request):
        return RedirectResponse(f"{_url(exam)}?saved=1", 303)
    left = kept.due_at - exams_of(request).now()
    return JSONResponse(
        {"saved_at": kept.saved_at, "left": left, "revision": kept.revision, "merged": merged}
    )


def submit(request: Request, token: str, confirm: Annotated[str, Form()] = "") -> Response:
    """Save, then name what is unanswered and ask; confirmed, hand it in. Twice does no harm."""
    exams = exams_of(request)
    exam = exams.by_token(token)
    sitting = _mine(request, exam)
    if sitting is None:
        return _told(request, exam, "没有找到这次作答，请重新打开考试链接。", 409)
    if sitting.submitted_at is None and confirm != "yes":
        try:
            sitting, _ = _save(request, exam, sitting)
        except StateRefused:
            exams.sittings.submit(sitting.number)
            return RedirectResponse(_url(exam), 303)
        if confirm != "time":
            return _asked(request, exam, sitting)
    exams.sittings.submit(sitting.number)
    return RedirectResponse(_url(exam), 303)


def leave(request: Request, token: str) -> Response:
    """Make room for the next person at this device, once the last has handed in."""
    exam = exams_of(request).by_token(token)
    sitting = _mine(request, exam)
    response = RedirectResponse(_url(exam), 303)
    if sitting is None or sitting.submitted_at is not None:
        drop_sitting(response, exam)
    return response


def _mine(request: Request, exam: Exam) -> Sitting | None:
    """Return the sitting of whoever asks, handed in where its time is up."""
    exams = exams_of(request)
    sitting = sitting_in(request, exam)
    if sitting is None or sitting.submitted_at is not None:
        return sitting
    if exams.now() > sitting.due_at + GRACE:
        return exams.sittings.submit(sitting.number)
    return sitting


def _save(request: Request, exam: Exam, sitting: Sitting) -> tuple[Sitting, bool]:
    """Save the form; tell also whether another page had saved since it was shown."""
    given, revision = answers_in(request, exam, sitting)
    kept = exams_of(request).sittings.save(sitting.number, given, revision)
    return kept, kept.revision != revision + 1


def _before(
    request: Request, exam: Exam, typed: Examinee | None = None, *, refused: str = "",
    status: int = 200,
) -> Response:  # fmt: skip
    user = user_of(request).user
    by_account = exam.terms.identity is Identity.ACCOUNT
    return _shown(
        request, "sit_begin.html", status_code=status, exam=exam, refused=refused,
        typed=typed or Examinee("", "", ""), user=user, by_account=by_account,
        state=exam.state(exams_of(request).now()), audiences=Audience,
        questions=len(exam.paper.items), longest_name=LONGEST_NAME, longest_unit=LONGEST_UNIT,
    )  # fmt: skip


def _paper(
    request: Request, exam: Exam, sitting: Sitting, *, done: str = "", refused: str = ""
) -> Response:
    version = exam.variant(sitting.version)
    return _shown(
        request, "sit.html", exam=exam, sitting=sitting, parts=version.parts, done=done,
        refused=refused, left=max(0, int(sitting.due_at - exams_of(request).now())),
        chosen=CHOSEN, longest_text=LONGEST_TEXT, longest_blank=LONGEST_BLANK,
    )  # fmt: skip


def _asked(request: Request, exam: Exam, sitting: Sitting) -> Response:
    missing = unanswered(exam.variant(sitting.version), sitting.answers)
    left = max(0, int(sitting.due_at - exams_of(request).now()))
    return _shown(
        request, "sit_confirm.html", exam=exam, sitting=sitting, missing=missing, left=left
    )


def _after(request: Request, exam: Exam, sitting: Sitting) -> Response:
    secret = secret_in(request)
    receipt = receipt_of(secret) if secret and exam.terms.identity is Identity.NAME else ""
    return result_page(request, exam, sitting, receipt=receipt, own=True)


def _told(request: Request, exam: Exam, text: str, status: int) -> Response:
    """Tell a script or a person why nothing was saved."""
    if _by_script(request):
        return JSONResponse({"detail": text}, status)
    sitting = _mine(request, exam)
    if sitting is None:
        return _before(request, exam, refused=text, status=status)
    response = _after(request, exam, sitting)
    response.status_code = status
    return response


def _by_script(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _shown(request: Request, template: str, **values: object) -> Response:
    status = values.pop("status_code", 200)
    response = render(request, template, status_code=int(str(status)), **values)
    response.headers.update(_NOT_KEPT)
    return response


def _url(exam: Exam) -> str:
    return f"/exam/{exam.token}"
