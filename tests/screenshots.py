"""How do the pages look? `make screenshots` draws the list of `tests.browser` anew.

The pages are those of the documents that come with the product, in the palette of each picture, so
that the files stay small; the same program draws the same pictures.
"""

import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.browser import (
    DESK,
    DESK_DARK,
    PAGES,
    PHONE,
    PHONE_DARK,
    ROOT,
    Look,
    Shown,
    chromium_path,
    launched,
    looking,
    serving,
    show,
)
from tests.furnishing import furnish

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = ROOT / "docs" / "screenshots"
IN_THE_DARK = {"home", "search", "document"}
"""Pages that are drawn in the dark too."""
LONGEST = 1600
"""Pixels of a page's height that are drawn; what follows looks no different."""
SAME_TIME = """
for (const line of document.querySelectorAll(".summary .quiet"))
    line.textContent = line.textContent.replace(/用时.*毫秒/, "用时 8 毫秒");
for (const time of document.querySelectorAll("td.when"))
    time.textContent = time.textContent.replace(/^20.*:.*/, "2026-01-05 09:30:00");
"""
"""So that a picture differs only where the page does."""
MOST = 150 * 1024
"""Bytes of one picture."""


def looks(shown: Shown) -> Iterator[Look]:
    """Yield on what a page is drawn."""
    yield from (DESK, PHONE)
    if shown.name in IN_THE_DARK:
        yield from (DESK_DARK, PHONE_DARK)


def draw(browser: "Browser", site: str, shown: Shown, look: Look) -> bytes:
    """Return a page as a PNG with a palette, as many colours as fit into `MOST`."""
    with looking(browser, site, look, reduced_motion="reduce") as page:
        show(page, shown)
        page.evaluate(SAME_TIME)
        height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST)
        drawn = page.screenshot(
            clip={"x": 0, "y": 0, "width": look.width, "height": max(height, look.height)},
            full_page=True,
            animations="disabled",
            caret="hide",
        )
    picture = Image.open(BytesIO(drawn)).convert("RGB")
    return next(
        (png for colours in (128, 64, 32) if len(png := _png(picture, colours)) <= MOST),
        _png(picture, 16),
    )


def _png(picture: "Image.Image", colours: int) -> bytes:
    written = BytesIO()
    picture.quantize(colours, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def main() -> None:
    """Draw every page, or those named on the command line."""
    wanted = set(sys.argv[1:])
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        furnish(home := Path(folder) / "home")
        with serving(home) as site, launched(chromium_path()) as browser:
            for shown in PAGES:
                if wanted and shown.name not in wanted:
                    continue
                for look in looks(shown):
                    png = draw(browser, site, shown, look)
                    path = FOLDER / f"{shown.name}-{look}.png"
                    path.write_bytes(png)
                    sys.stdout.write(f"{path.relative_to(ROOT)}  {len(png) / 1024:.0f} KB\n")


if __name__ == "__main__":
    main()
