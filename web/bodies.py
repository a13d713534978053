"""How much may a request bring, and how slowly, before it is refused?"""

from anyio import fail_after
from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import Message

__all__ = ["LARGEST", "SLOWEST", "bounded"]

LARGEST = 64 * 1024
"""Bytes of an ordinary form; a route of uploads says its own limit."""
SLOWEST = 30.0
"""Seconds without any data after which nobody waits for the rest."""


def bounded(request: Request, largest: int, slowest: float = SLOWEST) -> Request:
    """Return the request, whose body raises HTTPException 413 or 408 where it is out of bounds."""
    stated = request.headers.get("content-length", "0")
    if stated.isdecimal() and int(stated) > largest:
        raise HTTPException(413)
    received, complete = 0, False

    async def receive() -> Message:
        nonlocal received, complete
        if complete:
            return await request.receive()  # whether the visitor has gone: no matter when
        try:
            with fail_after(slowest):
                message = await request.receive()
        except TimeoutError:
            raise HTTPException(408) from None
        received += len(message.get("body", b""))
        complete = not message.get("more_body", False)
        if received > largest:
            raise HTTPException(413)
        return message

    return Request(request.scope, receive, request._send)
