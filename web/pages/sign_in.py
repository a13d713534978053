"""Who are you? Signing in and out."""

import re
from typing import Annotated

from fastapi import Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from library.errors import SignInRefused
from web.service import accounts_of
from web.templating import render
from web.visitors import SESSION_COOKIE, drop_session, give_session, user_of

__all__ = ["form", "sign_in", "sign_out"]

Next = Annotated[str, Query(alias="next", description="登录以后去哪里，只能是本站的地址")]


def form(request: Request, wanted: Next = "") -> Response:
    """Show the form; who is signed in already goes on."""
    accounts = accounts_of(request)
    if user_of(request).user:
        return RedirectResponse(_own_address(wanted), 303)
    nobody_yet = not accounts.users.all()
    return render(
        request, "sign_in.html", wanted=wanted, name="", refused="", nobody_yet=nobody_yet
    )


def sign_in(
    request: Request,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    wanted: Annotated[str, Form(alias="next")] = "",
) -> Response:
    """Open a session of its own, whatever the browser brought, so that none can be planted."""
    accounts, visitor = accounts_of(request), user_of(request)
    try:
        user = accounts.sign_in(name, password, visitor.address)
    except SignInRefused as refused:
        return _refused(request, name, wanted, refused)
    if visitor.user and visitor.session:
        accounts.sessions.end(visitor.user.user_id, visitor.session.digest)
    agent = request.headers.get("user-agent", "")
    token = accounts.sessions.begin(user.user_id, visitor.address, agent)
    address = "/account?done=due" if user.temporary else _own_address(wanted)
    response = RedirectResponse(address, 303)
    give_session(request, response, token)
    return response


def sign_out(request: Request) -> Response:
    """End the session here and in the browser."""
    visitor = user_of(request)
    if visitor.user and visitor.session:
        accounts = accounts_of(request)
        accounts.sessions.end(visitor.user.user_id, visitor.session.digest)
        accounts.audit(visitor, "退出", visitor.name)
    response = RedirectResponse("/", 303)
    if SESSION_COOKIE in request.cookies:
        drop_session(response)
    return response


def _refused(request: Request, name: str, wanted: str, refused: SignInRefused) -> Response:
    response = render(
        request, "sign_in.html", wanted=wanted, name=name[:40], refused=str(refused),
        nobody_yet=False, status_code=429 if refused.wait else 400,
    )  # fmt: skip
    if refused.wait:
        response.headers["Retry-After"] = str(refused.wait)
    return response


def _own_address(wanted: str) -> str:
    """Return the address where it is one of this site, else the home page.

    Browsers read a backslash as a slash and skip control characters, so that neither may be there.
    """
    return wanted if re.fullmatch(r"/(?![/\\])[^\x00-\x20\\\x7f]*", wanted) else "/"
