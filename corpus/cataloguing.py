"""What does one file say: which document is it, and how is it catalogued?"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.collections import read_shelf
from corpus.errors import UnreadableFile, file_name
from corpus.front_matter import one_line, read_front
from corpus.issuers import full_names
from corpus.originals import Originals
from corpus.particulars import cited_later, particulars
from corpus.places import moved
from corpus.privacy import mask_contacts
from corpus.readers import Guard, read_file
from corpus.records import Clause, Defect, Document, Doubt, Kind, Node
from corpus.references import find_relations
from corpus.structure import (
    Head,
    code_title,
    cut_clauses,
    find_defects,
    is_standard,
    read_head,
    read_outline,
)

__all__ = ["Draft", "computed_id", "identified", "read_document", "read_draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A document whose `document_id` is still empty, and what its file states of its identity.

    `stated_id` is the front matter's; `named_source` is false where the file does not say where
    it comes from, so that only its name stands in `source`.
    """

    document: Document
    stated_id: str | None
    named_source: bool


def read_document(path: Path, document_id: str | None = None) -> tuple[Document, list[Clause]]:
    """Read one file into a document and its clauses; raise UnreadableFile.

    Without `document_id` the id comes from the front matter, else from title, number, issuer
    and day.
    """
    draft = read_draft(path)
    name = draft.stated_id or document_id or computed_id(draft.document)
    return identified(draft.document, name)


def read_draft(
    path: Path,
    guard: Guard | None = None,
    shown: Path | None = None,
    originals: Originals | None = None,
) -> Draft:
    """Read one file, with others of one `guard`, keep it in `originals`; raise UnreadableFile.

    `shown` is the name of a file that lies elsewhere, as a member of an archive does. Contact
    data of private persons is masked before anything else sees the text, and in every string
    that is stored with it.
    """
    raw = read_file(path, guard)
    stated = read_front(path, raw.front)
    masked = mask_contacts(raw.text)
    stated_id, quotes = stated.pop("id", None), stated.pop("defects", ())
    outline = read_outline(masked.text, stated.pop("part_titles", {})).nodes
    head = read_head(masked.text, outline)
    defaults = _defaults(shown or path, outline)
    values = defaults | _printed(head)
    shelved, told = read_shelf(shown or path, values["title"], raw.notes)
    shelved, gainsaid = _not_gainsaid(shelved, head)
    values |= shelved | stated
    if values.get("issuer"):
        values["issuer"] = full_names(values["issuer"])
    values |= particulars(masked.text, head, values, shelved | stated, defaults["title"])
    values |= stated | {"doubts": (*stated.get("doubts", ()), *values["doubts"])}
    values["notes"] = (*values.get("notes", ()), *_notes(told, masked.places))
    numbers = (n for n in head.enactment.published_by if n != values.get("doc_no"))
    titles = _part_titles(values["title"], outline)
    values["aliases"] = tuple(dict.fromkeys((*values.get("aliases", ()), *titles, *numbers)))
    defects = tuple(_defects(path, masked.text, outline, quotes))
    values["doubts"] = (*values["doubts"], *gainsaid, *raw.doubts)
    values["places"] = moved(raw.places, masked.edits, len(masked.text))
    values["origin"] = originals.keep(path) if originals else ""
    document = Document(
        document_id="", text=masked.text, outline=outline, defects=defects, **values
    )
    return Draft(document, stated_id, "source" in stated)


def _part_titles(title: str, outline: Sequence[Node]) -> Iterator[str]:
    """Yield the titles of the texts in a file of several, and the code of which it is a part."""
    if code := code_title(title):
        yield code
    for node in outline:
        if node.address.endswith(".t") and node.address != "p0.t" and node.title != title:
            yield node.title


def identified(document: Document, document_id: str) -> tuple[Document, list[Clause]]:
    """Return the document under this id, with its clauses."""
    document = replace(document, document_id=document_id)
    clauses = cut_clauses(document)
    relations = tuple(find_relations(document, clauses))
    doubts = dict.fromkeys((*document.doubts, *cited_later(document.issued_on, relations)))
    return replace(document, relations=relations, doubts=tuple(doubts)), clauses


def computed_id(document: Document) -> str:
    """Return the id of a document that states none: from title, number, issuer and day."""
    day = document.issued_on.isoformat() if document.issued_on else ""
    known = (document.title, document.doc_no or "", document.issuer or "", day)
    return "d" + hashlib.sha256("\0".join(known).encode()).hexdigest()[:12]


def _defaults(path: Path, outline: Sequence[Node]) -> dict[str, Any]:
    """Return what is known of a document that says nothing about itself."""
    name = one_line(file_name(path))
    articles = any("a1" in node.address.split(".") for node in outline)
    kind = Kind.REGULATION if articles else Kind.POLICY
    kind = Kind.STANDARD if is_standard(outline) else kind
    return {"title": Path(name).stem or "无题", "kind": kind, "source": f"导入自文件 {name}"}


def _printed(head: Head) -> dict[str, Any]:
    """Return what the first and last lines say."""
    words = {"title": head.title, "doc_no": head.doc_no, "issuer": head.issuer}
    found: dict[str, Any] = {name: one_line(word) for name, word in words.items() if word}
    return {name: value for name, value in found.items() if value} | {"issued_on": head.issued_on}


def _not_gainsaid(
    shelved: Mapping[str, Any], head: Head
) -> tuple[dict[str, Any], tuple[Doubt, ...]]:
    """Return what a shelf tells without what the text itself tells otherwise, and doubts of it.

    A folder names who is in charge today; a file name may bear the day of an earlier edition.
    """
    kept = dict(shelved)
    if head.issuer:
        kept.pop("issuer", None)
    named, enacted = kept.get("published_on"), head.enactment.enacted_on
    if not named or not enacted or named >= enacted:
        return kept, ()
    del kept["published_on"]
    reason = f"来源所标的日期早于题注所载的{enacted}，可能是旧版本的，请核对"
    return kept, (Doubt("published_on", named.isoformat(), reason),)


def _notes(told: Sequence[str], masked: int) -> Iterator[str]:
    yield from map(one_line, told)
    if masked:
        yield f"已隐去联系人、电话、邮箱等个人联系信息 {masked} 处"


def _defects(
    path: Path, text: str, outline: Sequence[Node], quotes: Iterable[tuple[str, str]]
) -> list[Defect]:
    """Join the defects that are visible to rules with those that a person quoted by hand.

    In a quotation `|` stands where the loss is; every occurrence is marked.
    """
    found = list(find_defects(text, outline))
    for quote, note in quotes:
        before, _, after = quote.partition("|")
        ends = [m.start() + len(before) for m in re.finditer(re.escape(before + after), text)]
        if not ends:
            raise UnreadableFile(
                path, f"文首信息 defects 引用的“{quote}”不在正文中", "请核对原文。"
            )
        found += [Defect(end - 1, end, note) for end in ends]
    return sorted(found, key=lambda defect: (defect.start, defect.end))
