"""What do folder and file name say of a statute in a copy of the repository LawRefBook/Laws?

The repository shelves its Markdown files by level of effect, local rules by province too, puts the
day of the edition behind the title in the file name, closes the head of every text with a mark, and
may carry a register (db.sqlite3) that knows which texts are repealed.
"""

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from corpus.records import Kind, Level, Status

__all__ = ["read_shelf"]

_MARK = "INFO END"
_LOCAL, _DEPARTMENTS, _CASES, _CIVIL_CODE = "地方性法规", "部门规章", "案例", "民法典"
_STATE = "中华人民共和国"
_SHELVES: Mapping[str, Level | None] = {
    "宪法": Level.CONSTITUTION,
    **dict.fromkeys(
        (
            "宪法相关法", "民法典", "民法商法", "刑法", "行政法", "经济法", "社会法",
            "诉讼与非诉讼程序法",
        ),
        Level.LAW,
    ),
    "司法解释": Level.JUDICIAL_INTERPRETATION,
    "行政法规": Level.ADMINISTRATIVE_REGULATION,
    _LOCAL: Level.LOCAL_REGULATION,
    _DEPARTMENTS: Level.DEPARTMENT_RULE,
    _CASES: Level.CASE,
    "其他": None,
}  # fmt: skip
_NAME = re.compile(r"(?P<name>.+?)\s*\((?P<day>\d{4}-\d\d-\d\d)\)")
_REGISTER = "db.sqlite3"
_EXPIRED = "SELECT max(expired) FROM law WHERE name = ? AND publish = ?"
_UNCHECKED = "LawRefBook/Laws 所收文本，未另行核对"
_REPEALED = "LawRefBook/Laws 的目录标为已废止，未另行核对"


def read_shelf(
    path: Path, title: str, notes: Sequence[str]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the fields that the shelf of a text tells, and its notes without that on the mark.

    Both come back as given for a file that is not of this layout. `title` is the printed one.
    """
    kept = tuple(note for note in notes if _MARK not in note)
    shelf = _shelf(path)
    if shelf is None or len(kept) == len(notes):
        return {}, tuple(notes)
    place, level = shelf
    return {name: value for name, value in _fields(path, title, place, level) if value}, kept


def _shelf(path: Path) -> tuple[tuple[str, ...], Level | None] | None:
    """Return the folders from the shelf down, with its level; None where there is no shelf."""
    folders = path.parent.parts
    for at in reversed(range(len(folders))):
        if folders[at] in _SHELVES:
            first = at - (at > 0 and folders[at - 1] == _CASES)
            return folders[first:], _SHELVES[folders[first]]
    return None


def _fields(
    path: Path, title: str, place: tuple[str, ...], level: Level | None
) -> Iterator[tuple[str, Any]]:
    match = _NAME.fullmatch(path.stem)
    day = _day(match["day"]) if match else None
    yield "kind", {Level.CASE: Kind.CASE, None: None}.get(level, Kind.REGULATION)
    yield "level", level and str(level)
    yield "region", place[1] if place[0] == _LOCAL and len(place) > 1 else None
    yield "issuer", place[1] if place[0] == _DEPARTMENTS and len(place) > 1 else None
    yield "published_on", day
    yield "source", f"LawRefBook/Laws 仓库：{'/'.join((*place, path.name))}"
    yield "aliases", tuple(_aliases(title, place))
    if match and day and _is_expired(path, match["name"], day):
        yield "status", Status.REPEALED
        yield "status_basis", _REPEALED
    else:
        yield "status_basis", _UNCHECKED


def _aliases(title: str, place: tuple[str, ...]) -> Iterator[str]:
    """Yield the short title; the parts of the civil code are all cited as 《民法典》."""
    if title.startswith(_STATE):
        yield title.removeprefix(_STATE)
    if place == (_CIVIL_CODE,):
        yield _CIVIL_CODE


def _day(printed: str) -> date | None:
    try:
        return date.fromisoformat(printed)
    except ValueError:
        return None


def _is_expired(path: Path, name: str, day: date) -> bool:
    """Tell whether the nearest register above the file says that this edition is repealed."""
    registers = (folder / _REGISTER for folder in path.parents)
    register = next((file for file in registers if file.is_file()), None)
    if register is None:
        return False
    try:
        uri = f"{register.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            found = connection.execute(_EXPIRED, (name, day.isoformat())).fetchone()
    except sqlite3.Error:  # a register of another make says nothing
        return False
    return bool(found and found[0])
