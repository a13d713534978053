"""How does a filter of questions read as a condition of SQL?"""

from collections.abc import Iterator, Sequence

from library.questions.bank import ItemFilter

__all__ = ["condition"]

Value = str | float


def condition(wanted: ItemFilter) -> tuple[str, list[Value]]:
    """Return what stands after WHERE, and the values of its marks."""
    parts = list(_parts(wanted))
    values = [value for _, of_part in parts for value in of_part]
    return " AND ".join(text for text, _ in parts) or "1", values


def _parts(wanted: ItemFilter) -> Iterator[tuple[str, Sequence[Value]]]:
    columns = {
        "type": wanted.types,
        "topic": wanted.topics,
        "state": wanted.states,
        "rule": wanted.rules,
        "origin": wanted.origins,
    }
    for column, chosen in columns.items():
        if chosen:
            yield f"{column} IN ({_marks(chosen)})", [str(value) for value in chosen]
    for column, value in (("document_id", wanted.document_id), ("clause_id", wanted.clause_id)):
        if value:
            yield f"{column} = ?", [value]
    for word in wanted.words:
        yield "instr(record, ?) > 0", [word]
    if wanted.difficulty is not None:
        yield "coalesce(measured, difficulty) BETWEEN ? AND ?", wanted.difficulty
    if wanted.flagged is not None:
        yield ("reconsider != ''" if wanted.flagged else "reconsider = ''"), []
    if wanted.unused_in:
        used = f"SELECT item_id FROM uses WHERE quarter IN ({_marks(wanted.unused_in)})"  # noqa: S608
        yield f"item_id NOT IN ({used})", wanted.unused_in


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
