"""Does every package say truly what it offers, and does each room keep to itself?"""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.once

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


def modules() -> dict[str, ast.Module]:
    """Return the modules of all rooms by name, read and not imported."""
    paths = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    named = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in paths}
    return {
        name.removesuffix(".__init__"): ast.parse(path.read_text("utf-8"))
        for name, path in named.items()
    }


def offered(module: ast.Module) -> set[str]:
    """Return the names in `__all__`."""
    for statement in module.body:
        target = statement.targets[0] if isinstance(statement, ast.Assign) else None
        target = statement.target if isinstance(statement, ast.AnnAssign) else target
        if isinstance(target, ast.Name) and target.id == "__all__":
            return set(ast.literal_eval(statement.value))  # type: ignore[attr-defined]
    return set()


def borrowed(module: ast.Module, known: set[str]) -> Iterator[tuple[str, str]]:
    """Yield (module, name) for each name imported from our own modules; modules are no names."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module in known:
            for alias in node.names:
                if f"{node.module}.{alias.name}" not in known:
                    yield node.module, alias.name


def test_no_module_takes_what_another_does_not_offer() -> None:
    found = modules()
    offers = {name: offered(module) for name, module in found.items()}
    taken = {
        (name, source, what)
        for name, module in found.items()
        for source, what in borrowed(module, set(found))
        if what not in offers[source]
    }
    assert taken == set()
