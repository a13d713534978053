"""What do the pages of the exchange share: the number in an address, and whether the index lags?"""

from typing import Annotated

from fastapi import Path, Request

from library.exchange import uncollected
from search.settings import Settings
from web.service import exchange_of

__all__ = ["Number", "uncollected_in"]

Number = Annotated[int, Path(description="编号", ge=1, le=2**53, examples=[1])]


def uncollected_in(request: Request) -> bool:
    """Tell whether something was published or withdrawn that searches do not know of yet."""
    settings: Settings | None = request.app.state.settings
    return settings is not None and uncollected(settings, exchange_of(request))
