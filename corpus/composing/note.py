"""What does the department itself say of a clause or a question, as a text to read, find and cite?

It is never the text of a rule: the document says so, and so does every citation of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.composing.page import Entry, Link, lay_out
from corpus.records import Clause, Document, Kind, RelationKind, Status

__all__ = ["Note", "base_citation", "compose_note"]

_ADDRESS = "r"


@dataclass(frozen=True, slots=True)
class Note:
    """An interpretation (解读) of a clause, or a common question (问答) with its answer.

    `question` is '' for an interpretation. `stale` means that the clause has changed since.
    """

    note_id: str
    title: str
    text: str
    unit: str
    signed_by: str
    day: date
    question: str = ""
    stale: bool = False

    @property
    def label(self) -> str:
        """What it is called beside its citation."""
        return "问答" if self.question else "解读"


def compose_note(
    note: Note, about: Sequence[tuple[Document, Clause]]
) -> tuple[Document, list[Clause]]:
    """Return the note as a document of one clause; `about` are the clauses that it rests on.

    Those held stand in `facts`, so that a search puts them before what is said of them.
    """
    document = Document(
        document_id=note.note_id,
        title=f"问答：{note.title}" if note.question else note.title,
        kind=Kind.INTERPRETATION,
        text="",
        issuer=note.unit,
        issued_on=note.day,
        status=Status.UNVERIFIED,
        status_basis=f"{note.label}的时效随原文，原文的现行状态请另查",
        source=f"{note.unit}的{note.label}，{note.signed_by}",
        notes=tuple(_notes(note)),
        facts={"about": [clause.clause_id for _, clause in about], "stale": note.stale},
    )
    links = tuple(
        Link(RelationKind.CITES, cited.title, clause.address, base_citation(clause.citation))
        for cited, clause in about
        if cited.verbatim
    )
    text = "\n".join(_lines(note, about))
    return lay_out(document, [Entry(_ADDRESS, note.label, text, _citation(note), links=links)])


def base_citation(citation: str) -> str:
    """Return the citation of a clause without what marks it as our words: 《法》第三条."""
    base, mark, _ = citation.rpartition("（")
    if mark and "非原文" in citation[len(base) :]:
        return base.removeprefix("依据")
    return citation


def _citation(note: Note) -> str:
    named = f"“{note.title}”" if note.question else note.title.removesuffix("解读")
    unit = note.unit.replace("（", "〔").replace("）", "〕")
    day = f"{note.day.year}年{note.day.month}月{note.day.day}日"
    return f"{named}（{note.label}，非原文，{unit}{day}）"


def _notes(note: Note) -> Iterator[str]:
    yield f"本篇是{note.unit}的{note.label}，不是原文，不具有法律效力；引用请引原文。"
    if note.stale:
        yield f"所依据的条款已有改动，本{note.label}待复核。"


def _lines(note: Note, about: Sequence[tuple[Document, Clause]]) -> Iterator[str]:
    if note.stale:
        yield "提示：所依据的条款已有改动，待复核。"
    if note.question:
        yield f"问：{note.question}"
    yield f"{'答' if note.question else '解读'}：{note.text}"
    if about:
        cited = dict.fromkeys(base_citation(clause.citation) for _, clause in about)
        yield f"依据：{'、'.join(cited)}"
    yield f"署名：{note.unit}，{note.day.year}年{note.day.month}月{note.day.day}日"
