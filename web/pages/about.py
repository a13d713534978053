"""What is running here: which versions, model, index and licences?"""

from fastapi import Request, Response

from indexer import ENGINES, GenerationBroken, Manifest, current
from library.accounts import Permission
from library.packages import product
from search import Settings
from web.service import service_of
from web.templating import render
from web.visitors import user_of

__all__ = ["about"]


def about(request: Request) -> Response:
    """Tell what everybody may know; where files lie is for administrators only."""
    settings: Settings | None = request.app.state.settings
    administers = user_of(request).may(Permission.ADMINISTER)
    manifest = _manifest(settings) if settings else None
    return render(
        request,
        "about.html",
        health=service_of(request).health(),
        manifest=manifest,
        engine=ENGINES[manifest.keyword].label if manifest and manifest.keyword in ENGINES else "",
        product=product(),
        settings=settings if administers else None,
    )


def _manifest(settings: Settings) -> Manifest | None:
    """Return with what the serving index was built, None where there is none that can be read."""
    try:
        found = current(settings.home)
        return found.manifest() if found else None
    except GenerationBroken:
        return None
