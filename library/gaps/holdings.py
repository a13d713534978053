"""Which documents that are held are doubtful, unread, there twice, incomplete or damaged?"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from corpus import Document, Status, label_of
from corpus.intake import Neighbours
from corpus.structure import title_citation
from library.gaps.gap import ENDED, Collection, Gap

__all__ = ["alike", "contradicted", "damaged", "doubtful", "incomplete", "unread", "unverified"]

_UNREAD = re.compile(r"页没有文字|没有读取|没有读出")
_SHOWN = 3


def contradicted(collection: Collection) -> Iterator[Gap]:
    """Yield the documents whose stated status does not agree with dates or other texts."""
    for document, standing in zip(collection.documents, collection.standings, strict=True):
        if standing.warning:
            detail = f"{standing.status}（{standing.basis}）；{standing.warning}"
            yield _gap(document, detail, (standing.clause_id,) if standing.clause_id else ())


def doubtful(collection: Collection) -> Iterator[Gap]:
    """Yield the documents with values that a person must confirm, the most used first."""
    users = collection.users()
    found = [number for number, document in enumerate(collection.documents) if document.doubts]
    ended = [standing.status in ENDED for standing in collection.standings]
    for number in sorted(found, key=lambda number: (ended[number], -users[number])):
        document = collection.documents[number]
        told = [f"{label_of(d.field)}“{d.value}”：{d.reason}" for d in document.doubts]
        fields = tuple(doubt.field for doubt in document.doubts)
        yield replace(_gap(document, "；".join(told), fields), doubts=document.doubts)


def unread(collection: Collection) -> Iterator[Gap]:
    """Yield the documents of which pages or pictures gave no text."""
    for document in collection.documents:
        if notes := tuple(note for note in document.notes if _UNREAD.search(note)):
            yield _gap(document, "；".join(notes), notes)


def alike(collection: Collection) -> Iterator[Gap]:
    """Yield the pairs of documents that may be one, the most alike first."""
    pairs = list(Neighbours(collection.store).pairs())
    for name, near in sorted(pairs, key=lambda pair: -pair[1].share):
        document = collection.documents[collection.by_id[name]]
        other = title_citation(near.title, near.document_id)
        detail = f"与{other}文字相同 {int(near.share * 100)} %：{near.advice}"
        yield _gap(document, detail, (near.document_id,))


def incomplete(collection: Collection) -> Iterator[Gap]:
    """Yield the documents without a clause, a date or an issuer; the emptiest first."""
    clauses = Counter(clause.document_id for clause in collection.store.all_clauses())
    lacking: defaultdict[str, list[str]] = defaultdict(list)
    for document in collection.documents:
        name = document.document_id
        lacking[name] += ["条款"] if not clauses[name] else []
        if document.verbatim:
            lacking[name] += ["日期"] if not _day(document) else []
            lacking[name] += ["发文机关"] if not document.issuer else []
    for name, missing in sorted(lacking.items(), key=lambda entry: -len(entry[1])):
        if missing:
            document = collection.documents[collection.by_id[name]]
            yield _gap(document, f"没有{'、'.join(missing)}", tuple(missing))


def damaged(collection: Collection) -> Iterator[Gap]:
    """Yield the documents whose source visibly lost or broke something, the worst first."""
    found = [document for document in collection.documents if document.defects]
    for document in sorted(found, key=lambda document: -len(document.defects)):
        kinds = Counter(defect.note for defect in document.defects).most_common(_SHOWN)
        told = "、".join(f"{note} {count} 处" for note, count in kinds)
        yield _gap(document, told, (), len(document.defects))


def unverified(collection: Collection) -> Iterator[Gap]:
    """Yield the texts of which nobody has verified whether they are in force, the most used first.

    What is composed of records is no text that could be in force.
    """
    users = collection.users()
    order = sorted(range(len(collection.documents)), key=lambda number: -users[number])
    for number in order:
        document, standing = collection.documents[number], collection.standings[number]
        if document.verbatim and standing.status is Status.UNVERIFIED:
            used = f"{users[number]} 份文件引用；" if users[number] else ""
            yield _gap(document, used + standing.basis)


def _day(document: Document) -> object:
    return document.dated or document.effective_on


def _gap(document: Document, detail: str, places: tuple[str, ...] = (), count: int = 0) -> Gap:
    name = title_citation(document.title, document.doc_no)
    return Gap(name, document.document_id, detail, count or max(len(places), 1), places)
