"""How do the pages look? `make screenshots` draws the list of `tests.browser` anew.

The pages are those of the documents that come with the product, in the palette of each picture, so
that the files stay small; the same program draws the same pictures.
"""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from library.accounts import Role
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
    sign_in,
)
from tests.furnishing import furnish, furnish_many

if TYPE_CHECKING:
    from playwright.sync_api import Browser, StorageState

    Who = StorageState | None

FOLDER = ROOT / "docs" / "screenshots"
MANY = (
    Shown("search-many", "/search?q=安全&group=false"),
    Shown("search-many-last", "/search?q=安全&group=false&page=1000"),
)
"""Of a home in which a word is in 10,000 clauses."""
ALIKE = {
    "home-signed-in", "search-by-date", "search-filtered", "search-blank", "document-digest",
    "document-card", "document-case", "cases-filtered", "saved-searches-none", "admin-dictionary",
    "admin-documents-empty", "admin-user", "gallery", "search-many",
}  # fmt: skip
"""Pages that look like another one, or are for us: drawn where they are named only."""
IN_THE_DARK = {"home", "search", "document"}
"""Pages that are drawn in the dark too."""
LONGEST = 1200
"""Pixels of a page's height that are drawn; what follows looks no different."""
SAME_TIME = r"""
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
    const text = texts.currentNode;
    const same = text.data
        .replace(/用时 [\d.]+ (秒|毫秒)/, "用时 8 $1")
        .replace(/20\d\d-\d\d-\d\d \d\d:\d\d/, "2026-01-05 09:30")
        .replace(/(09:30):\d\d/, "$1:00")
        .replace(/20\d{6}-\d{6}-[0-9a-f]{4}/, "20260105-093000-0a1b");
    if (same !== text.data) text.data = same;
}
"""
"""So that a picture differs only where the page does."""
MOST = 75 * 1024
"""Bytes of one picture."""


def looks(shown: Shown) -> Iterator[Look]:
    """Yield on what a page is drawn."""
    yield from (DESK, PHONE)
    if shown.name in IN_THE_DARK:
        yield from (DESK_DARK, PHONE_DARK)


def draw(browser: "Browser", site: str, shown: Shown, look: Look, who: "Who") -> bytes:
    """Return a page as a PNG with a palette, as many colours as fit into `MOST`."""
    with looking(browser, site, look, reduced_motion="reduce", storage_state=who) as page:
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
        (png for colours in (48, 32, 24) if len(png := _png(picture, colours)) <= MOST),
        _png(picture, 16),
    )


def _png(picture: "Image.Image", colours: int) -> bytes:
    written = BytesIO()
    picture.quantize(colours, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


def draw_all(browser: "Browser", home: Path, pages: Sequence[Shown]) -> None:
    """Draw pages over a home; each role signs in once, or the audit log would hold little else."""
    who: dict[Role | None, Who] = {None: None}
    with serving(home) as site:
        for shown in pages:
            if shown.role not in who:
                with looking(browser, site) as page:
                    sign_in(page, shown.role or "")
                    who[shown.role] = page.context.storage_state()
            for look in looks(shown):
                png = draw(browser, site, shown, look, who[shown.role])
                path = FOLDER / f"{shown.name}-{look}.png"
                path.write_bytes(png)
                sys.stdout.write(f"{path.relative_to(ROOT)}  {len(png) / 1024:.0f} KB\n")


def is_wanted(name: str) -> bool:
    """Tell whether a page is to be drawn."""
    named = sys.argv[1:]
    return name in named if named else name not in ALIKE


def main() -> None:
    """Draw every page, or those named on the command line."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, launched(chromium_path()) as browser:
        for furnishing, pages in ((furnish, PAGES), (furnish_many, MANY)):
            wanted = [page for page in pages if is_wanted(page.name)]
            if wanted:
                home = Path(folder) / furnishing.__name__
                furnishing(home)
                draw_all(browser, home, wanted)


if __name__ == "__main__":
    main()
