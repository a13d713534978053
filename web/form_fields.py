"""What does a form hold whose fields are not known beforehand?"""

from anyio import from_thread
from fastapi import Request
from starlette.datastructures import FormData

__all__ = ["texts_in", "values_in"]


def texts_in(request: Request) -> dict[str, str]:
    """Return the texts by the names of their fields, the last of each name; files are left out."""
    return {name: values[-1] for name, values in values_in(request).items()}


def values_in(request: Request) -> dict[str, list[str]]:
    """Return all texts by the names of their fields; for handlers, which run in a thread.

    The guard has read the form already, with its bounds.
    """
    found: dict[str, list[str]] = {}
    for name, value in from_thread.run(_read, request).multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found


async def _read(request: Request) -> FormData:
    return await request.form()
