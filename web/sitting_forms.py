"""How do the pages of a test know whose sitting it is, and read what was answered?

A sitting without an account belongs to a cookie that only the pages of that test are sent, and
that no script can read. With an account it belongs to whoever is signed in.
"""

from collections.abc import Mapping, Sequence

from fastapi import Request, Response

from library.exams import Answers, Exam, Identity, Sitting, read_answers
from web.form_fields import values_in
from web.service import exams_of
from web.visitors import SITTING_COOKIE, user_of

__all__ = [
    "LARGEST_ANSWERS",
    "answers_in",
    "drop_sitting",
    "give_sitting",
    "secret_in",
    "sitting_in",
]

LARGEST_ANSWERS = 512 * 1024
"""Bytes of all answers to a paper; a text of 2,000 characters takes 18,000 in a form."""
_LONGEST_COOKIE = 400 * 86_400  # seconds; browsers keep none longer


def secret_in(request: Request) -> str:
    """Return what the browser keeps of its sitting, '' where there is none."""
    return request.cookies.get(SITTING_COOKIE, "")


def sitting_in(request: Request, exam: Exam) -> Sitting | None:
    """Return the sitting of whoever asks, the last one, None where there is none."""
    kept = exams_of(request).sittings
    if exam.terms.identity is Identity.ACCOUNT:
        user = user_of(request).user
        return kept.by_user(exam, user.user_id) if user else None
    secret = secret_in(request)
    return kept.by_secret(exam, secret) if secret else None


def give_sitting(request: Request, response: Response, exam: Exam, secret: str) -> None:
    """Let the browser keep the secret; Lax, so that the link in a chat leads back to it."""
    response.set_cookie(
        SITTING_COOKIE, secret, path=f"/exam/{exam.token}", httponly=True, samesite="lax",
        secure=request.url.scheme == "https", max_age=_LONGEST_COOKIE,
    )  # fmt: skip


def drop_sitting(response: Response, exam: Exam) -> None:
    """Let the browser forget the sitting, as for the next person at the same device."""
    response.delete_cookie(
        SITTING_COOKIE, path=f"/exam/{exam.token}", httponly=True, samesite="lax"
    )


def answers_in(request: Request, exam: Exam, sitting: Sitting) -> tuple[Answers, int]:
    """Return the answers of the form that was sent, and the revision of the page it was on."""
    fields = values_in(request)
    answers = read_answers(exam.variant(sitting.version), fields)
    return answers, _whole(fields, "revision", sitting.revision - 1)


def _whole(fields: Mapping[str, Sequence[str]], name: str, default: int) -> int:
    """Return a small whole number of a form, the default where there is none."""
    said = fields.get(name, [""])[0]
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 9 else default
