"""Is every command, option, setting, route and dependency documented, and nothing else?"""

import importlib.util
import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import ModuleType

import pytest
import typer.main

from cli import app
from search import SETTINGS
from web import ROUTES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def document(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, f"no section {heading}"
    return found[1]


def commands() -> dict[str, object]:
    return dict(typer.main.get_command(app).commands)  # type: ignore[attr-defined]


def parameters(name: str) -> Iterator[object]:
    """Yield the parameters of a command, or of all commands of a library."""
    command = commands()[name]
    for one in getattr(command, "commands", {"": command}).values():
        yield from one.params


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_and_option_is_documented(name: str) -> None:
    text = section(document("cli.md"), f"zhiku {name}")
    for parameter in parameters(name):
        for option in (o for o in parameter.opts if o.startswith("--")):  # type: ignore[attr-defined]
            assert f"`{option}" in text or option in {"--home", "--json", "--help"}, option
    for below in getattr(commands()[name], "commands", {}):
        assert f"\n### zhiku {name} {below}\n" in text


def test_no_command_is_documented_that_does_not_exist() -> None:
    named = re.findall(r"^## zhiku (\S+)", document("cli.md"), re.M)
    assert sorted(named) == sorted(commands())


def test_every_setting_is_documented() -> None:
    assert set(re.findall(r"`(ZHIKU_\w+)`", document("settings.md"))) == set(SETTINGS)


def test_every_setting_of_the_code_is_declared() -> None:
    rooms = ("corpus", "indexer", "search", "library", "web", "commands")
    used = {
        name
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        for name in re.findall(r"ZHIKU_[A-Z_]+", path.read_text(encoding="utf-8"))
    }
    assert used == set(SETTINGS)


def test_every_route_is_documented() -> None:
    text = document("api.md")
    listed = re.findall(r"^\| `(/[^`]*)` \|", text, re.M)
    sections = re.findall(r"^### `((?:GET|POST) /[^`]*)`", text, re.M)
    routes = {f"{route.method} {route.path}" for route in ROUTES}
    expected = sorted(routes | {"GET /api/openapi.json", "GET /static/"})
    assert sorted(sections) == expected
    assert sorted(listed) == sorted({route.partition(" ")[2] for route in expected})


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[<>=\[ ]", requirement)[0] for requirement in wanted}
    cells = re.findall(r"^\| (.+?) \|", document("dependencies.md"), re.M)
    listed = {
        re.split(r"[ =（]", name.strip())[0]
        for cell in cells
        for name in cell.split("、")
        if re.match(r"[A-Za-z]", name)
    }
    assert names == listed


def test_the_readme_names_the_two_commands_and_every_document() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "\nmake run\n" in readme
    assert "\nmake test\n" in readme
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", readme):
        assert (ROOT / link).exists(), link
    assert "exec make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_pins_name_no_cuda_package() -> None:
    pins = (ROOT / "requirements" / "pins.txt").read_text(encoding="utf-8").lower()
    assert "torch==2.13.0" in pins
    assert not re.search(r"^(nvidia|cuda|triton)", pins, re.M)


def test_ci_may_not_skip_what_it_claims_to_hold() -> None:
    """The suite fails on CI without real data, torch or rjieba; `.ci/run` says that it is CI."""
    assert "export CI=true" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


@pytest.fixture
def installer() -> ModuleType:
    path = ROOT / "requirements" / "cpu_torch.py"
    spec = importlib.util.spec_from_file_location("cpu_torch", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("resolving", "brought", "index", "installing", "code"),
    [
        (0, "sympy", "", 0, 0),
        (0, "nvidia-cublas-cu12", "", 0, 3),
        (1, "", "", 0, 3),
        (1, "", "https://example.invalid/cpu", 0, 1),
        (0, "sympy", "", 1, 1),
    ],
)
def test_torch_is_left_out_or_installed_or_fails(
    installer: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    resolving: int,
    brought: str,
    index: str,
    installing: int,
    code: int,
) -> None:
    asked: list[list[str]] = []

    def pip(words: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(words)
        report = json.dumps({"install": [{"metadata": {"name": brought}}]})
        ends = resolving if "--dry-run" in words else installing
        return subprocess.CompletedProcess(words, ends, report, "")

    monkeypatch.setattr(subprocess, "run", pip)
    monkeypatch.setenv("TORCH_INDEX", index)
    assert installer.main() == code
    for words in asked:
        assert words[words.index("-c") + 1].endswith("pins.txt")
        assert (index in words) is bool(index)


def test_a_torch_index_given_later_is_not_ignored() -> None:
    """`make install TORCH_INDEX=…`, which the advice names, runs the installer once more."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"ifdef TORCH_INDEX\n\.PHONY: \$\(VENV\)/\.models\n", makefile)
