"""What can a person change about their own account: password, sessions, API tokens?"""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from library.accounts import LONGEST_PASSWORD, SHORTEST_PASSWORD
from library.errors import AccountRejected, SignInRefused
from web.service import accounts_of, person_of
from web.templating import render
from web.visitors import give_session, user_of

__all__ = ["account", "change_password", "end_session", "issue_token", "revoke_token"]

_DONE = {
    "password": "口令已修改，其他浏览器上的登录已全部退出。",
    "revoked": "令牌已撤销，用它的程序从现在起不能再访问。",
    "ended": "已退出那处登录。",
    "others": "其他各处的登录已全部退出。",
    "due": "您的口令是管理员给的，请先改成只有自己知道的口令，再使用其他功能。",
}
_BROWSERS = (
    ("MicroMessenger", "微信"), ("Edg", "Edge"), ("QQBrowser", "QQ浏览器"), ("Firefox", "火狐"),
    ("Chrome", "Chrome"), ("Safari", "Safari"), ("Trident", "IE"),
)  # fmt: skip
_SYSTEMS = (
    ("HarmonyOS", "鸿蒙"), ("Android", "安卓"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"),
)  # fmt: skip
"""By what a browser says of itself; the first that fits, for one also names those it is like."""


def account(request: Request, done: str = "") -> Response:
    """Show the account of whoever is signed in."""
    return _page(request, done=_DONE.get(done, ""))


def change_password(
    request: Request,
    current: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    again: Annotated[str, Form()] = "",
) -> Response:
    """Change the password; every session ends, and this browser gets a new one."""
    accounts, visitor, user = accounts_of(request), user_of(request), person_of(request)
    try:
        accounts.check_password(user, current, visitor.address)
        if password != again:
            raise AccountRejected("两次输入的新口令不一致，请重新输入。")
        if password == current:
            raise AccountRejected("新口令与现在的相同，请换一个。")
        accounts.users.set_password(visitor, user, password)
    except (AccountRejected, SignInRefused) as error:
        return _page(request, refused=str(error))
    agent = request.headers.get("user-agent", "")
    token = accounts.sessions.begin(user.user_id, visitor.address, agent)
    response = RedirectResponse("/account?done=password", 303)
    give_session(request, response, token)
    return response


def issue_token(request: Request, purpose: Annotated[str, Form()] = "") -> Response:
    """Make a token and show it this once."""
    try:
        secret = accounts_of(request).tokens.issue(user_of(request), person_of(request), purpose)
    except AccountRejected as error:
        return _page(request, refused=str(error))
    return _page(request, secret=secret)


def revoke_token(request: Request, token: Annotated[int, Form()]) -> Response:
    """Make one of the person's own tokens worthless."""
    try:
        accounts_of(request).tokens.revoke(user_of(request), person_of(request), token)
    except AccountRejected as error:
        return _page(request, refused=str(error))
    return RedirectResponse("/account?done=revoked", 303)


def end_session(request: Request, session: Annotated[str, Form()] = "") -> Response:
    """End one of the person's own sessions, or without a name all but this one."""
    accounts, visitor, user = accounts_of(request), user_of(request), person_of(request)
    if session:
        accounts.sessions.end(user.user_id, session)
        accounts.audit(visitor, "结束会话", user.name)
        return RedirectResponse("/account?done=ended", 303)
    accounts.sessions.end_others(user.user_id, visitor.session.digest if visitor.session else "")
    accounts.audit(visitor, "结束会话", user.name, after="除本处以外的全部")
    return RedirectResponse("/account?done=others", 303)


def _page(request: Request, *, refused: str = "", done: str = "", secret: str = "") -> Response:
    accounts, user = accounts_of(request), person_of(request)
    here = user_of(request).session
    tokens = accounts.tokens.of(user.user_id)
    return render(
        request,
        "account.html",
        status_code=400 if refused else 200,
        user=user,
        roles=sorted(user.roles),
        refused=refused,
        done=done,
        secret=secret,
        tokens=[token for token in tokens if token.revoked_at is None],
        sessions=accounts.sessions.of(user.user_id),
        browser_name=_browser_name,
        here=here.digest if here else "",
        shortest=SHORTEST_PASSWORD,
        longest=LONGEST_PASSWORD,
    )


def _browser_name(agent: str) -> str:
    """Return what a person calls the browser that names itself so, as far as it can be told."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "其他程序")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    return f"{browser}，{system}" if system else browser
