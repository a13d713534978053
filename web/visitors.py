"""Who is asking? A signed-in person, a program with a person's token, or anybody."""

from dataclasses import dataclass

from anyio import to_thread
from fastapi import Request, Response

from library.accounts import (
    LONGEST_SESSION,
    Accounts,
    Actor,
    Permission,
    Session,
    User,
)

__all__ = [
    "SESSION_COOKIE",
    "SITTING_COOKIE",
    "Visitor",
    "drop_session",
    "give_session",
    "user_of",
    "visitor_of",
]

SESSION_COOKIE = "zhiku_session"
SITTING_COOKIE = "zhiku_sitting"
"""What a browser keeps of a test that is sat with it; it is sent to the pages of that test only."""
_BEARER = "bearer "


@dataclass(frozen=True)
class Visitor(Actor):
    """Whoever asks: `user` is None for anybody, `session` where a browser is signed in.

    `by_token` means that a token of the API was shown, whether it is worth anything or not.
    """

    user: User | None = None
    session: Session | None = None
    by_token: bool = False
    permissions: frozenset[Permission] = frozenset()

    def may(self, permission: Permission) -> bool:
        """Tell whether this is allowed to whoever asks."""
        return permission in self.permissions


def user_of(request: Request) -> Visitor:
    """Return who asks, who goes into the audit log as well; raise AccountsBroken."""
    known = getattr(request.state, "visitor", None)
    if not isinstance(known, Visitor):
        request.state.visitor = nobody = Visitor("匿名", _address(request))  # where this fails
        known = request.state.visitor = _identified(request, nobody)
    return known


async def visitor_of(request: Request) -> Visitor:
    """Return `user_of`, in a thread of its own where the database must be asked."""
    asks = SESSION_COOKIE in request.cookies or "authorization" in request.headers
    return await to_thread.run_sync(user_of, request) if asks else user_of(request)


def give_session(request: Request, response: Response, token: str) -> None:
    """Let the browser keep the token of its session.

    Lax, not Strict: who follows a link from a letter or a chat shall arrive signed in.
    """
    response.set_cookie(
        SESSION_COOKIE, token, max_age=int(LONGEST_SESSION), path="/", httponly=True,
        samesite="lax", secure=request.url.scheme == "https",
    )  # fmt: skip


def drop_session(response: Response) -> None:
    """Let the browser forget the token."""
    response.delete_cookie(SESSION_COOKIE, path="/", httponly=True, samesite="lax")


def _identified(request: Request, nobody: Visitor) -> Visitor:
    accounts: Accounts | None = request.app.state.accounts
    shown = request.headers.get("authorization", "")
    if accounts and request.url.path.startswith("/api/") and shown.lower().startswith(_BEARER):
        user = accounts.by_token(shown[len(_BEARER) :].strip())
        return _visitor(user, None, nobody.address) if user else _with_a_wrong_token(nobody)
    token = request.cookies.get(SESSION_COOKIE)
    found = accounts.by_session(token) if accounts and token else None
    if found:
        return _visitor(*found, nobody.address)
    reading = frozenset({Permission.READ}) if request.app.state.anonymous else frozenset()
    return Visitor(nobody.name, nobody.address, permissions=reading)


def _visitor(user: User, session: Session | None, address: str) -> Visitor:
    return Visitor(user.name, address, user, session, session is None, user.permissions)


def _with_a_wrong_token(nobody: Visitor) -> Visitor:
    return Visitor(nobody.name, nobody.address, by_token=True)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
