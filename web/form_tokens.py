"""How does a form prove that it is one of ours? By what no other site can read or guess.

A form of a signed-in person carries what follows from the token of the session. Before there is a
session, as at signing in, a cookie takes its place, and the form must match the cookie.
Whoever sits a test has the cookie of the sitting, which goes before both: signing in or out
meanwhile, or following the link once more, must not cost the answers.
"""

from fastapi import Request, Response
from markupsafe import Markup

from library.accounts import form_token, new_secret
from web.visitors import SESSION_COOKIE, SITTING_COOKIE, user_of

__all__ = ["FORM_COOKIE", "FORM_FIELD", "FORM_HEADER", "form_field", "keep_form", "token_expected"]

FORM_COOKIE, FORM_FIELD, FORM_HEADER = "zhiku_form", "form_token", "X-Form-Token"


def token_expected(request: Request) -> str | None:
    """Return what a form sent with this request must carry, None where nothing will do."""
    signed_in = user_of(request).session is not None
    secret = request.cookies.get(SESSION_COOKIE if signed_in else FORM_COOKIE, "")
    secret = request.cookies.get(SITTING_COOKIE, "") or secret
    return form_token(secret) if secret else None


def form_field(request: Request) -> Markup:
    """Return the hidden field for a form of a page; `keep_form` must see the answer then."""
    token = token_expected(request)
    if token is None:
        fresh = getattr(request.state, "form_secret", None) or new_secret()
        request.state.form_secret, token = fresh, form_token(fresh)
    return Markup('<input type="hidden" name="{}" value="{}">').format(FORM_FIELD, token)


def keep_form(request: Request, response: Response) -> None:
    """Give the browser the cookie that goes with a form shown before there is a session."""
    if secret := getattr(request.state, "form_secret", None):
        response.set_cookie(
            FORM_COOKIE, secret, path="/", httponly=True, samesite="strict",
            secure=request.url.scheme == "https",
        )  # fmt: skip
