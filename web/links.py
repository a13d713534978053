"""How does an answer lead to its neighbours? By the header Link (RFC 8288)."""

from collections.abc import Mapping
from urllib.parse import urlencode

from fastapi import Request, Response

__all__ = ["link_pages", "link_to"]


def link_pages(request: Request, response: Response, page: int, last: int) -> None:
    """Name the pages before and after this one, as far as there are any."""
    near = {"first": 1, "prev": page - 1, "next": page + 1, "last": last}
    links = {
        name: link_to(request, page=str(number))
        for name, number in near.items()
        if 1 <= number <= last
    }
    response.headers["Link"] = _written(links)


def link_to(request: Request, **changes: str) -> str:
    """Return the address asked for with some parameters changed, without the host."""
    pairs = [(k, v) for k, v in request.query_params.multi_items() if k not in changes]
    return f"{request.url.path}?{urlencode([*pairs, *changes.items()])}"


def _written(links: Mapping[str, str]) -> str:
    return ", ".join(f'<{url}>; rel="{name}"' for name, url in links.items())
