"""Which documents does the product make from the records that it brings along?"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.composing.case import compose_case
from corpus.composing.digest import compose_digest
from corpus.composing.standard import compose_standard, number_of
from corpus.composing.thresholds import compose_thresholds, read_thresholds
from corpus.corrections import corrected
from corpus.errors import BadRecord, UnknownDocument
from corpus.intake import BUILTIN, Outcome, Result
from corpus.records import Clause, Document
from corpus.store import DocumentStore

__all__ = ["OWN", "import_records", "read_records"]

Composed = tuple[Document, list[Clause]]

OWN = "own:"
"""How the source keys of records begin that the department entered or changed itself."""

CASES = "cases/cases.jsonl"
STANDARDS = "standards/standards.jsonl"
DUTIES = "digests/duties.jsonl"
THRESHOLDS = "thresholds/hazardous-works.tsv"


def import_records(store: DocumentStore, folder: Path) -> list[Outcome]:
    """Bring the store to what the record files in `folder` say; return one outcome for each file.

    What is unchanged stays, and what a later version of the product no longer has is removed.
    Raise BadRecord and StoreBroken; the files before stay.
    """
    return [
        _import_file(store, name, label, list(compose(folder)))
        for name, (label, compose) in _FILES.items()
    ]


def read_records(path: Path) -> list[dict[str, Any]]:
    """Read a file of one JSON object a line; raise BadRecord naming file and line."""
    lines = path.read_text("utf-8").splitlines()
    return [_record(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]


def _record(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise BadRecord(f"{path.name} 第{number}行", "整行", "一个 JSON 对象") from error
    if not isinstance(record, dict):
        raise BadRecord(f"{path.name} 第{number}行", "整行", "一个 JSON 对象")
    return record


def _cases(folder: Path) -> Iterator[Composed]:
    return map(compose_case, read_records(folder / CASES))


def _standards(folder: Path) -> Iterator[Composed]:
    return map(compose_standard, read_records(folder / STANDARDS))


def _digests(folder: Path) -> Iterator[Composed]:
    """Yield a digest for each law, with the number that the law's card gives."""
    by_law: dict[str, list[dict[str, Any]]] = {}
    for duty in read_records(folder / DUTIES):
        by_law.setdefault(str(duty.get("law")), []).append(duty)
    numbers = {card["title"]: number_of(card) for card in read_records(folder / STANDARDS)}
    for law, duties in by_law.items():
        yield compose_digest(law, duties, numbers.get(law))


def _thresholds(folder: Path) -> Iterator[Composed]:
    yield compose_thresholds(read_thresholds(folder / THRESHOLDS))


_FILES: Mapping[str, tuple[str, Callable[[Path], Iterator[Composed]]]] = {
    CASES: ("事故案例", _cases),
    STANDARDS: ("标准和法规的卡片", _standards),
    DUTIES: ("法规要点", _digests),
    THRESHOLDS: ("危大工程阈值表", _thresholds),
}
"""Record file, relative to the built-in documents → its name, and how it becomes documents."""


def _import_file(
    store: DocumentStore, name: str, label: str, composed: Sequence[Composed]
) -> Outcome:
    prefix = f"{BUILTIN}{Path(name).parent.as_posix()}/"
    with store.batch():
        sources = store.sources()
        changes = Counter(_put(store, sources, prefix, *pair) for pair in composed)
        kept = {document.document_id for document, _ in composed}
        changes["移除"] = _remove_others(store, sources, prefix, kept)
    said = "，".join(f"{word} {count}" for word, count in changes.items() if count)
    if changes[Result.NEW] == len(composed):
        result = Result.NEW
    else:
        changed = changes[Result.NEW] + changes[Result.UPDATED] + changes["移除"]
        result = Result.UPDATED if changed else Result.SAME
    return Outcome(Path(name), result, None, f"{label} {len(composed)} 份：{said}")


def _put(
    store: DocumentStore,
    sources: Mapping[str, str],
    prefix: str,
    document: Document,
    clauses: list[Clause],
) -> str:
    """Store what is new or changed; return what was done."""
    if OWN + document.document_id in sources:
        return "保留本单位的修改"
    try:
        before = store.get(document.document_id)
    except UnknownDocument:
        before = None
    document = corrected(document, store.corrections(document.document_id))
    if before == document and store.clauses(document.document_id) == clauses:
        return Result.SAME
    store.put(document, clauses, prefix + document.document_id)
    return Result.UPDATED if before else Result.NEW


def _remove_others(
    store: DocumentStore, sources: Mapping[str, str], prefix: str, kept: set[str]
) -> int:
    """Remove what an earlier version brought along, this one does not, and nobody has changed."""
    held = {name for key, name in sources.items() if key.startswith(prefix)}
    gone = {name for name in held - kept if OWN + name not in sources}
    for document_id in gone:
        store.delete(document_id)
    return len(gone)
