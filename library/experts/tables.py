"""Which rows does a table of the product hold, or the department's own in its place?"""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from library.errors import ExpertTableRejected

__all__ = ["read_table"]


def read_table(home: Path | None, name: str, columns: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the rows of `<home>/<name>` where there is one, else of the product's table.

    Lines that begin with `#` and empty ones are skipped. Raise ExpertTableRejected naming the line.
    """
    own = home / name if home else None
    if own and own.is_file():
        try:
            text = own.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ExpertTableRejected(name, 0, "不是 UTF-8 编码，请另存为 UTF-8") from error
    else:
        text = (files("library") / "data" / name).read_text("utf-8")
    lines = [
        (number, tuple(cell.strip() for cell in line.split("\t")))
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip() and not line.startswith("#")
    ]
    if not lines or lines[0][1] != tuple(columns):
        number = lines[0][0] if lines else 1
        raise ExpertTableRejected(name, number, f"列应为 {'、'.join(columns)}，以制表符隔开")
    for number, cells in lines[1:]:
        if len(cells) > len(columns):
            raise ExpertTableRejected(name, number, f"多于 {len(columns)} 列")
    return [cells + ("",) * (len(columns) - len(cells)) for _, cells in lines[1:]]
