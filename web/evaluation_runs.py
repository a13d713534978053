"""Where does a handler get the evaluations that were kept?"""

from typing import TYPE_CHECKING

from fastapi import Request

from web.service import settings_of

if TYPE_CHECKING:
    from library.evaluation.runs import Runs

__all__ = ["runs_of"]


def runs_of(request: Request) -> "Runs":
    """Return the evaluations of the home; raise Forbidden where there is none."""
    from library.evaluation.runs import Runs  # noqa: PLC0415 - a server starts without openpyxl

    return Runs(settings_of(request).home / "evaluations")
