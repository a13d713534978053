"""May whoever asks have this, and did they mean it? Decided here alone, before a body is read.

In this order: is the body within bounds, who asks, may they, does the form come from our page.
"""

import hmac
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request, Response
from fastapi.routing import APIRoute

from library.accounts import Permission
from web.bodies import bounded
from web.errors import Forbidden, FormRefused, PasswordDue, SignInNeeded
from web.form_tokens import FORM_FIELD, FORM_HEADER, token_expected
from web.visitors import Visitor, user_of, visitor_of

__all__ = ["guarding"]

Answer = Callable[[Request], Coroutine[Any, Any, Response]]


def guarding(needs: Permission | None, *, largest: int, changes: bool) -> type[APIRoute]:
    """Return the class of routes that let only those in who may; None lets in everybody.

    `largest` is the limit of a body in bytes; what `changes` something takes only our own forms.
    """

    class Guarded(APIRoute):
        """A route that asks before it answers."""

        def get_route_handler(self) -> Answer:
            answer = super().get_route_handler()

            async def guarded(request: Request) -> Response:
                request = bounded(request, largest)
                if needs is not None:
                    _permit(request, await visitor_of(request), needs)
                if changes and not (await visitor_of(request)).by_token:
                    await _refuse_foreign(request)
                return _private(request, await answer(request), needs)

            return guarded

    return Guarded


def _permit(request: Request, visitor: Visitor, needs: Permission) -> None:
    """Raise Forbidden, SignInNeeded or PasswordDue where the visitor may not."""
    if visitor.user and visitor.user.temporary and not request.url.path.startswith("/account"):
        raise PasswordDue
    if visitor.may(needs):
        return
    if visitor.user:
        raise Forbidden(f"您的角色不能“{needs.value}”。如需使用，请联系管理员。")
    if request.app.state.accounts is None:
        raise Forbidden("这个服务没有启用账户，只能检索和阅读。")
    raise SignInNeeded("令牌无效或已撤销。" if visitor.by_token else "")


async def _refuse_foreign(request: Request) -> None:
    """Raise FormRefused for what another site, or an old page, makes a browser send."""
    if _crosses_sites(request):
        raise FormRefused
    expected, given = token_expected(request), request.headers.get(FORM_HEADER, "")
    if not given:
        given = str((await request.form()).get(FORM_FIELD, ""))
    if expected is None or not hmac.compare_digest(expected.encode(), given.encode()):
        await request.close()  # and with it the files that were sent
        raise FormRefused


def _crosses_sites(request: Request) -> bool:
    """Judge by what browsers say of themselves; plain http has no Sec-Fetch-Site, but Origin."""
    if site := request.headers.get("sec-fetch-site"):
        return site not in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


def _private(request: Request, response: Response, needs: Permission | None) -> Response:
    """Keep what is shown to one person out of the stores of proxies and shared computers."""
    if needs is not Permission.READ:
        response.headers["Cache-Control"] = "no-store"
    elif user_of(request).user:
        response.headers.setdefault("Cache-Control", "private, no-cache")
    return response
