"""Does every package say truly what it offers, and does each room keep to itself?"""

import ast
import importlib
import pkgutil
import re
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ["corpus", "indexer", "search", "library", "web", "commands"]


def packages() -> list[str]:
    found = []
    for room in ROOMS:
        found.append(room)
        module = importlib.import_module(room)
        found += [m.name for m in pkgutil.walk_packages(module.__path__, f"{room}.") if m.ispkg]
    return sorted(found)


def public_names(module: ModuleType) -> set[str]:
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }


@pytest.mark.parametrize("name", packages())
def test_the_door_of_a_package_is_complete_and_sorted(name: str) -> None:
    module = importlib.import_module(name)
    assert module.__doc__, name
    assert set(module.__all__) == public_names(module)
    assert len(module.__all__) == len(set(module.__all__))


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_answers_a_question(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        if path.name != "__main__.py":
            document = ast.get_docstring(ast.parse(path.read_text("utf-8")))
            assert document, path
            assert document.splitlines()[0].endswith(("?", ".", "。")), path


@pytest.mark.parametrize("room", ROOMS)
def test_no_other_distribution_owns_a_room(room: str) -> None:
    assert set(packages_distributions().get(room, ["zhiku"])) == {"zhiku"}


def test_nothing_imports_the_command_table() -> None:
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            assert not re.search(r"^\s*(?:from|import) cli\b", path.read_text("utf-8"), re.M), path
