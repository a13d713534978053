"""What becomes of the rows of a file of cases in the store?

A row is a new case, or brings the one with its id, or with its name and day, up to date. Columns
that the file lacks stay as they are; a row in fault changes nothing and stops no other.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from corpus import BadRecord, Clause, Document, DocumentStore, Kind, Result
from corpus.composing import OWN, compose_case
from corpus.corrections import corrected
from corpus.references import title_key
from library.cases.catalogue import cases_among
from library.cases.filters import UNKNOWN
from library.cases.persons import redact
from library.cases.record import LABELS, Case, as_record, read_case
from library.cases.sheet_reading import Row
from library.errors import CaseRejected

__all__ = ["RowOutcome", "import_rows"]

_ID = re.compile(r"(?=.*\w)[\w.-]{1,64}")


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row, with a Chinese message: 新增, 更新, 未变 or 失败."""

    number: int
    result: Result
    case_id: str
    name: str
    message: str


@dataclass(slots=True)
class _Register:
    """The cases there are, by id and by name and day, and which row brought which."""

    store: DocumentStore
    by_id: dict[str, Case] = field(default_factory=dict)
    by_name: dict[tuple[str, date], str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)

    def add(self, case: Case) -> None:
        self.by_id[case.case_id] = case
        self.by_name.setdefault((title_key(case.name), case.date), case.case_id)


def import_rows(store: DocumentStore, rows: Sequence[Row], today: date) -> list[RowOutcome]:
    """Bring the rows into the store in one transaction; return what became of each, in order.

    A day after `today` is refused. Names of persons that are seen as such are hidden. Raise
    StoreBroken; then nothing has changed.
    """
    register = _Register(store)
    documents = list(store.documents())
    register.others = {d.document_id for d in documents if d.kind is not Kind.CASE}
    for case in cases_among([d for d in documents if d.kind is Kind.CASE])[0]:
        register.add(case)
    with store.batch():
        return [_settle(register, row, today) for row in rows]


def _settle(register: _Register, row: Row, today: date) -> RowOutcome:
    name = str(row.values.get("name") or "")
    try:
        return _import(register, row, today)
    except CaseRejected as error:
        said = "；".join(error.problems)
    except BadRecord as error:
        said = str(error)
    return RowOutcome(row.number, Result.FAILED, row.case_id, name[:60], said)


def _import(register: _Register, row: Row, today: date) -> RowOutcome:
    if row.problem:
        raise CaseRejected([row.problem])
    before = _before(register, row)
    values, hidden = _redacted(row.values)
    record = (as_record(before) if before else {}) | values
    case = read_case(record, before.case_id if before else row.case_id)
    if case.date > today:
        raise CaseRejected([f"事故日期 {case.date} 在今天之后"])
    document, clauses = compose_case(as_record(case), case.case_id or None)
    _claim(register, row, document)
    result, message = _changes(before, case)
    if result is not Result.SAME:
        _put(register.store, document, clauses)
        register.add(read_case(document.facts, document.document_id))
    if hidden:
        message += f"；隐去人名 {hidden} 处，请核对"
    return RowOutcome(row.number, result, document.document_id, case.name, message)


def _before(register: _Register, row: Row) -> Case | None:
    """Return the case that the row is about, None for a new one; raise CaseRejected."""
    if row.case_id:
        if not _ID.fullmatch(row.case_id):
            raise CaseRejected([f"编号“{row.case_id[:40]}”应是 1 到 64 个文字、数字、点或连字符"])
        return register.by_id.get(row.case_id)
    try:
        key = title_key(str(row.values["name"])), date.fromisoformat(str(row.values["date"]))
    except (KeyError, ValueError):
        return None  # `read_case` says what is wrong
    return register.by_id.get(register.by_name.get(key, ""))


def _claim(register: _Register, row: Row, document: Document) -> None:
    """Note that this row brings the case; raise CaseRejected where another one or a file does."""
    case_id = document.document_id
    if case_id in register.rows:
        raise CaseRejected([f"与第 {register.rows[case_id]} 行是同一起事故，只导入了前一行"])
    if case_id in register.others:
        raise CaseRejected([f"编号“{case_id}”已是另一份文件的编号"])
    register.rows[case_id] = row.number


def _redacted(values: Mapping[str, Any]) -> tuple[dict[str, Any], int]:
    """Return the values with the names of persons hidden, and in how many places those stood."""
    places = 0

    def clean(value: Any) -> Any:
        nonlocal places
        if isinstance(value, list):
            return [clean(item) for item in value]
        if not isinstance(value, str):
            return value
        text, found = redact(value)
        places += found
        return text

    return {name: clean(value) for name, value in values.items()}, places


def _changes(before: Case | None, case: Case) -> tuple[Result, str]:
    if before is None:
        return Result.NEW, f"等级{case.comparison.verdict}：{case.comparison.reason}"
    old, new = as_record(before), as_record(case)
    changed = [name for name in new if old[name] != new[name]]
    if not changed:
        return Result.SAME, "与库中一致"
    told = [f"{LABELS[name]} {_brief(old[name])} → {_brief(new[name])}" for name in changed]
    return Result.UPDATED, "；".join(told)


def _brief(value: Any) -> str:
    if value in (None, []):
        return UNKNOWN
    text = "、".join(value) if isinstance(value, list) else str(value)
    return text if len(text) <= 30 else f"{text[:29]}…"


def _put(store: DocumentStore, document: Document, clauses: Sequence[Clause]) -> None:
    document = corrected(document, store.corrections(document.document_id))
    store.put(document, clauses, OWN + document.document_id)
