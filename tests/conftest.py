"""What do the tests share?"""

import os
from pathlib import Path

import pytest


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
