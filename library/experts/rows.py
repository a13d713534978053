"""How does an expert stand in the rows of the database, and which rows are wanted?"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from corpus.normalise import folded
from library.experts.records import Contact, Expert, FormerUnit, Sex, State

__all__ = [
    "SELECTED",
    "ExpertFilter",
    "candidate_of",
    "condition",
    "differences",
    "expert_of",
    "former_unit",
    "row_of",
    "told",
]

_COLUMNS = (
    "expert_id", "name", "sex", "title", "unit", "specialties", "years", "qualifications",
    "region", "term_start", "term_end", "standing", "integrity", "former_units", "avoid_units",
    "avoid_persons", "note",
)  # fmt: skip
SELECTED = ", ".join(f"experts.{column}" for column in _COLUMNS)
"""The columns that `expert_of` takes."""
_LISTS = (
    "specialties", "qualifications", "integrity", "former_units", "avoid_units", "avoid_persons",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ExpertFilter:
    """Which experts are wanted; '' and None ask for all. Region and title match a part.

    `most` is how many reviews of the last 365 days they may have at most.
    """

    region: str = ""
    title: str = ""
    state: State | None = None
    most: int | None = None
    words: str = ""
    """A part of name or unit."""


def condition(
    wanted: ExpertFilter, day: date, specialties: Iterable[str] | None
) -> tuple[str, list[str | int]]:
    """Return the condition of a query for experts, and its values; `specialties` are codes."""
    parts, values = ["1"], list[str | int]()
    if specialties is not None:
        codes = list(specialties)
        marks = ", ".join("?" * len(codes))
        held = f"SELECT expert_id FROM specialties_of WHERE specialty IN ({marks})"  # noqa: S608
        parts.append(f"experts.expert_id IN ({held})")
        values += codes
    for column, part in (("region", wanted.region), ("title", wanted.title)):
        if part.strip():
            parts.append(f"instr({column}, ?) > 0")
            values.append(part.strip())
    if key := folded(wanted.words):
        parts.append("(instr(name_key, ?) > 0 OR instr(unit_key, ?) > 0)")
        values += [key, key]
    if wanted.state is State.EXPIRED:
        parts.append("standing = ? AND term_end < ?")
        values += [State.ENGAGED.value, day.isoformat()]
    elif wanted.state is State.ENGAGED:
        parts.append("standing = ? AND term_end >= ?")
        values += [State.ENGAGED.value, day.isoformat()]
    elif wanted.state is not None:
        parts.append("standing = ?")
        values.append(wanted.state.value)
    return " AND ".join(parts), values


def row_of(expert: Expert) -> dict[str, str | int | None]:
    """Return the columns of an expert but number, identity and contact."""
    values = dict(expert.as_values())
    values |= {name: json.dumps(values[name], ensure_ascii=False) for name in _LISTS}
    return {**values, "name_key": folded(expert.name), "unit_key": folded(expert.unit)}


def expert_of(row: tuple[Any, ...]) -> Expert:
    """Return the expert of a row of SELECTED."""
    values = dict(zip(_COLUMNS, row, strict=True))
    values |= {name: _many(values[name]) for name in _LISTS}
    values["former_units"] = tuple(former_unit(text) for text in values["former_units"])
    values["term_start"] = date.fromisoformat(values["term_start"])
    values["term_end"] = date.fromisoformat(values["term_end"])
    return Expert(**{**values, "sex": Sex(values["sex"]), "standing": State(values["standing"])})


def candidate_of(row: tuple[Any, ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return who an expert is, and what decides whether they may be drawn, as plain values."""
    number, name, title, unit, specialties, region, standing, start, end, former, *avoid = row
    return {"expert_id": number, "name": name, "title": title, "unit": unit}, {
        "specialties": sorted(set(json.loads(specialties))),
        "region": region,
        "standing": standing,
        "term_start": start,
        "term_end": end,
        "former_units": [_left(former_unit(text)) for text in _many(former)],
        "avoid_units": list(_many(avoid[0])),
        "avoid_persons": list(_many(avoid[1])),
    }


def former_unit(text: str) -> FormerUnit:
    """Read 示例单位|2023-06-30, or the unit alone; raise ValueError for a day that is none."""
    unit, _, day = text.partition("|")
    return FormerUnit(unit.strip(), date.fromisoformat(day.strip()) if day.strip() else None)


def told(values: Mapping[str, Any], contact: Contact) -> dict[str, Any]:
    """Return the values with the names of the contact fields that are there, not their content."""
    return {**values, "contact": list(contact.given())} if contact else dict(values)


def differences(
    before: Expert, after: Expert, held: Contact | None, contact: Contact | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the fields that differ, as they were and as they are."""
    old, new = before.as_values(), after.as_values()
    changed = [name for name in new if old[name] != new[name]]
    gone, come = {n: old[n] for n in changed}, {n: new[n] for n in changed}
    if held is not None and contact is not None and held != contact:
        was, now = asdict(held), asdict(contact)
        come["contact"] = [name for name in now if was[name] != now[name]]
    return gone, come


def _left(former: FormerUnit) -> dict[str, str | None]:
    left = former.left_on.isoformat() if former.left_on else None
    return {"unit": former.unit, "left_on": left}


def _many(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()  # most lists of most experts are empty
