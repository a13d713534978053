"""Does a search, or the server, load only what it needs, and do builds step back for both?"""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app

pytestmark = pytest.mark.once

HEAVY = {
    "torch", "sentence_transformers", "transformers", "lightgbm", "scipy", "lxml", "pypdfium2",
    "openpyxl", "selectolax", "pypinyin", "rapidocr", "onnxruntime", "pygal",
    "icalendar",
}  # fmt: skip
"""What reads files, trains or draws; together they take longer than a search."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    for command in ("init", "reindex"):
        assert CliRunner().invoke(app, [command, "--home", str(home)]).exit_code == 0
    return home


def printed(code: str, *words: str) -> str:
    """Run the code in a process of its own, its arguments from the second on; return its output."""
    program = [sys.executable, "-c", code, *words]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def test_a_search_in_the_terminal_loads_nothing_heavy(home: Path) -> None:
    code = (
        "import sys, cli\n"
        "try:\n    cli.main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    loaded = set(printed(code, "search", "五到位", "--home", str(home)).split())
    assert {"search", "corpus"} <= loaded
    assert loaded & (HEAVY | {"fastapi", "uvicorn", "web"}) == set()


def test_a_server_loads_nothing_heavy(home: Path) -> None:
    code = (
        "import sys, commands.serve\n"
        "from pathlib import Path\n"
        "from search import SearchRequest, Settings, open_service\n"
        "from web import create_app\n"
        "service = open_service(Settings(Path(sys.argv[1])))\n"
        "create_app(service, version='9')\n"
        "assert service.search(SearchRequest('五到位')).total\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    loaded = set(printed(code, str(home)).split())
    assert {"search", "fastapi"} <= loaded
    assert loaded & HEAVY == set()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no nice values")
def test_a_build_steps_back(home: Path) -> None:
    code = (
        "import os, sys, cli\n"
        "try:\n    cli.main()\n"
        "except SystemExit as end:\n    assert not end.code, end.code\n"
        "print(os.getpriority(os.PRIO_PROCESS, 0))"
    )
    assert int(printed(code, "reindex", "--home", str(home))) >= 10
