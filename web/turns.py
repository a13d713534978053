"""How many requests are worked on at once, and what is said to those for whom there is no room?

Handlers are plain functions that compute, and more threads than cores only take turns at one
interpreter. So few work and the others wait in line on the event loop, which stays free for the
health check and the static files. A line that is too long, or too slow, is told so at once.
"""

import os
from collections.abc import Awaitable, Callable
from functools import partial, wraps

from anyio import Semaphore, move_on_after, to_thread
from fastapi import Request, Response

from web.errors import Overloaded

__all__ = ["Turns"]

_GONE = 499
"""Nobody reads this answer; nginx logs a client that closed the connection so."""


class Turns:
    """Lets so many handlers of one application work at once, each in a thread of its own."""

    def __init__(
        self, at_once: int = 0, *, most_waiting: int = 128, longest_wait: float = 20.0
    ) -> None:
        """Let `at_once` work, by default one more than there are cores, from 3 to 8.

        Who would be one of more than `most_waiting`, or has waited for `longest_wait` seconds, is
        turned away.
        """
        self._turn = Semaphore(at_once or min(8, max(3, (os.cpu_count() or 1) + 1)))
        self._most_waiting, self._longest_wait = most_waiting, longest_wait

    def taking(self, answer: Callable[..., Response]) -> Callable[..., Awaitable[Response]]:
        """Return the handler that waits for its turn; it raises Overloaded where none comes."""

        @wraps(answer)
        async def in_turn(**values: object) -> Response:
            await self._wait()
            try:
                if await _has_gone(values.get("request")):
                    return Response(status_code=_GONE)
                return await to_thread.run_sync(partial(answer, **values))
            finally:
                self._turn.release()

        return in_turn

    async def _wait(self) -> None:
        if self._turn.statistics().tasks_waiting >= self._most_waiting:
            raise Overloaded
        with move_on_after(self._longest_wait) as wait:
            await self._turn.acquire()
        if wait.cancelled_caught:
            raise Overloaded


async def _has_gone(request: object) -> bool:
    """Tell whether whoever asked has closed the connection, impatient or gone on."""
    return isinstance(request, Request) and await request.is_disconnected()
