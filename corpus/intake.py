"""How does a file become a document with clauses, and a folder a set of them in the store?"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.errors import UnknownDocument, UnreadableFile
from corpus.front_matter import read_front
from corpus.privacy import mask_contacts
from corpus.readers import RawText, read_text, suffixes
from corpus.records import Clause, Defect, Document, Kind
from corpus.store import DocumentStore
from corpus.structure import cut_clauses, find_defects, read_head, read_outline

__all__ = ["ImportReport", "Outcome", "files_under", "import_files", "read_document"]

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: 新增, 更新, 未变 or 失败, with a message for the operator."""

    path: Path
    result: str
    document_id: str | None
    message: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The outcome of every file, in the order in which they were read."""

    outcomes: tuple[Outcome, ...]

    def count(self, result: str) -> int:
        """Return how many files ended so."""
        return sum(outcome.result == result for outcome in self.outcomes)


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield files as given and the importable files below folders, sorted, hidden ones left out."""
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for found in sorted(path.rglob("*")):
            visible = not any(part.startswith(".") for part in found.relative_to(path).parts)
            if visible and found.is_file() and found.suffix.lower() in suffixes:
                yield found


def read_document(path: Path, document_id: str | None = None) -> tuple[Document, list[Clause]]:
    """Read one file into a document and its clauses; raise UnreadableFile.

    Contact data of private persons is masked before anything else sees the text. Without
    `document_id` the id comes from the front matter, else from title, number, issuer and day.
    """
    raw = read_text(path)
    masked = mask_contacts(raw.text)
    values = read_front(path, raw.front)
    quotes = values.pop("defects", ())
    outline = read_outline(masked.text, values.pop("part_titles", {})).nodes
    head = read_head(masked.text, outline)
    found: dict[str, object] = {"title": head.title, "doc_no": head.doc_no, "issuer": head.issuer}
    found |= {"issued_on": head.issued_on}
    stated: dict[str, Any] = {k: v for k, v in found.items() if v} | values
    front_id = stated.pop("id", None)
    stated.setdefault("title", path.stem)
    stated.setdefault("kind", _kind(outline))
    stated.setdefault("source", f"导入自文件 {path.name}")
    document = Document(
        document_id="", text=masked.text, outline=outline,
        defects=tuple(_defects(path, masked.text, outline, quotes)), **stated,
    )  # fmt: skip
    document = replace(
        document,
        document_id=front_id or document_id or _identity(document),
        notes=(*document.notes, *_notes(raw, masked.places)),
    )
    return document, cut_clauses(document)


def import_files(
    store: DocumentStore, paths: Sequence[Path], progress: Progress | None = None
) -> ImportReport:
    """Read every file and put what is new or changed into the store; a bad file stops no other."""
    known = store.sources()
    outcomes = []
    for done, path in enumerate(paths):
        if progress:
            progress(done, len(paths), path.name)
        try:
            outcomes.append(_import_one(store, path, known))
        except UnreadableFile as error:
            outcomes.append(Outcome(path, "失败", None, f"{error.reason}。{error.advice}"))
    if progress:
        progress(len(paths), len(paths), "")
    return ImportReport(tuple(outcomes))


def _import_one(store: DocumentStore, path: Path, known: dict[str, str]) -> Outcome:
    key = path.resolve().as_posix()
    document, clauses = read_document(path, known.get(key))
    before = _stored(store, document.document_id)
    if before == (document, clauses):
        return Outcome(path, "未变", document.document_id, "内容与库中一致")
    message = f"{len(clauses)} 条，{document.status}（{document.status_basis}）"
    if before and known.get(key) != document.document_id and before[0].text != document.text:
        document, clauses = _apart(document)
        before = _stored(store, document.document_id)
        message += "；库中另有同名同号而内容不同的文件，两份都保留，请核对"
    store.put(document, clauses, key)
    known[key] = document.document_id
    return Outcome(path, "更新" if before else "新增", document.document_id, message)


def _apart(document: Document) -> tuple[Document, list[Clause]]:
    """Give another text of the same title, number and day an id of its own: a second edition."""
    digest = hashlib.sha256(document.text.encode()).hexdigest()[:6]
    document = replace(document, document_id=f"{document.document_id}-{digest}")
    return document, cut_clauses(document)


def _stored(store: DocumentStore, document_id: str) -> tuple[Document, list[Clause]] | None:
    try:
        return store.get(document_id), store.clauses(document_id)
    except UnknownDocument:
        return None


def _identity(document: Document) -> str:
    day = document.issued_on.isoformat() if document.issued_on else ""
    known = (document.title, document.doc_no or "", document.issuer or "", day)
    return "d" + hashlib.sha256("\0".join(known).encode()).hexdigest()[:12]


def _kind(outline: Sequence[object]) -> Kind:
    has_articles = any("a1" in getattr(node, "address", "").split(".") for node in outline)
    return Kind.REGULATION if has_articles else Kind.POLICY


def _notes(raw: RawText, masked: int) -> Iterator[str]:
    yield from raw.notes
    if masked:
        yield f"已隐去联系人、电话、邮箱等个人联系信息 {masked} 处"


def _defects(
    path: Path, text: str, outline: Sequence[Any], quotes: Iterable[tuple[str, str]]
) -> list[Defect]:
    """Join the defects that are visible to rules with those that a person quoted by hand.

    In a quotation `|` stands where the loss is; every occurrence is marked.
    """
    found = find_defects(text, outline)
    for quote, note in quotes:
        before, _, after = quote.partition("|")
        ends = [m.start() + len(before) for m in re.finditer(re.escape(before + after), text)]
        if not ends or not before:
            raise UnreadableFile(
                path, f"文首信息 defects 引用的“{quote}”不在正文中", "请核对原文。"
            )
        found += [Defect(end - 1, end, note) for end in ends]
    return sorted(found, key=lambda defect: (defect.start, defect.end))
