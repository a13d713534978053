"""Which commands are there, and where is each? A command is loaded when it is asked for.

Together they load the web, spreadsheets and readers of files, which a search does without.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, cast

import typer
from typer.main import get_command

from commands.chinese import ChineseCommand
from commands.running import CommandLine

__all__ = ["table_of"]


def table_of(places: Mapping[str, str]) -> type[CommandLine]:
    """Return the class of a command line over 「module:function」, or 「module:app」, by name."""

    class Table(CommandLine):
        """The command line of one table."""

        def __init__(self, **attributes: Any) -> None:
            super().__init__(**attributes)
            self.commands = cast(Any, _Commands(places))

    return Table


class _Commands(Mapping[str, Any]):
    """The commands by name, as typer takes them."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = dict(places)
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._loaded:
            self._loaded[name] = _load(name, self._places[name])
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _load(name: str, place: str) -> Any:
    module, _, attribute = place.partition(":")
    found = getattr(import_module(module), attribute)
    if not isinstance(found, typer.Typer):
        single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        single.command(name, cls=ChineseCommand)(found)
        found = single
    command = get_command(found)
    command.name = name
    return command
