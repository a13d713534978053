"""What stands beside a question: its clause with the quoted words marked, and what became of it?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from fastapi import Request

from corpus.errors import UnknownDocument
from corpus.records import Clause, Status
from library.questions import BankItem, Gist, Item, ItemFilter, Source
from library.questions.formats.draft import JUDGED
from library.questions.successors import Successors
from web.question_parameters import QuestionsAsked, passes
from web.service import bank_of, service_of
from web.templating import clause_url

__all__ = [
    "Beside", "Found", "answers_of", "beside", "find_questions", "question_url", "seen",
    "titles_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beside:
    """A clause beside a question, in three stretches, the quoted words in the middle.

    Of these each piece tells whether it says the answer. `note` says why the words stand alone, ''
    where they stand in their clause.
    """

    citation: str
    edition: str
    url: str | None
    status: Status | None
    before: str
    quoted: tuple[tuple[str, bool], ...]
    after: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The questions that have the words, and those of them that pass the filters, in order."""

    answering: list[Gist]
    passing: list[Gist]


def find_questions(request: Request, asked: QuestionsAsked) -> Found:
    """Return what is asked for; raise BankBroken."""
    wanted = asked.wanted
    base = ItemFilter(
        words=wanted.words, document_id=wanted.document_id, clause_id=wanted.clause_id
    )
    answering = bank_of(request).gists(base)
    return Found(answering, [gist for gist in answering if passes(wanted, gist)])


def titles_of(request: Request) -> Mapping[str, str]:
    """Return the titles of all documents by id."""
    documents = service_of(request).collection().documents
    return {document.document_id: document.title for document in documents}


def question_url(item_id: str, tail: str = "") -> str:
    """Return the address of a question's page, or of what is done with it."""
    return f"/questions/{quote(item_id, safe='')}{tail}"


def answers_of(item: Item) -> str:
    """Return the key in one line, as a paper's key has it; '' where it stands in points."""
    if item.blanks:
        return "；".join(" 或 ".join(accepted) for accepted in item.blanks)
    if item.options == JUDGED:
        return item.options[item.key[0]]
    return "".join(chr(ord("A") + at) for at in item.key)


def beside(request: Request, item: Item) -> list[Beside]:
    """Return the clauses on which a question rests; raise NotSearchable."""
    said = _saying(item)
    return [_beside(request, source, said) for source in item.sources]


def seen(request: Request, held: BankItem) -> dict[str, Any]:
    """Return what a page shows of a question: itself, its clauses, and what became of them."""
    successors: Successors = request.app.state.successors
    return {
        "held": held,
        "item": held.item,
        "answer": answers_of(held.item),
        "clauses": beside(request, held.item),
        "successors": list(_changed(successors, held)),
    }


def _changed(successors: Successors, held: BankItem) -> Iterator[object]:
    """Yield what stands today for each clause of a question that is to be looked at again."""
    if held.reconsider:
        for source in held.item.sources:
            found = successors.of(source)
            if found.changed or found.note:
                yield found


def _saying(item: Item) -> re.Pattern[str]:
    """Return what finds the answer in the words of a clause, the longest of its words first."""
    words = [accepted[0] for accepted in item.blanks]
    if item.change:
        words.append(item.change.before)
    elif item.options != JUDGED:
        words += [item.options[at] for at in item.key]
    told = sorted(filter(None, words), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, told)) or r"(?!)")


def _pieces(text: str, said: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    at = 0
    for match in said.finditer(text):
        yield text[at : match.start()], False
        yield match[0], True
        at = match.end()
    yield text[at:], False


def _beside(request: Request, source: Source, said: re.Pattern[str]) -> Beside:
    quoted = tuple(piece for piece in _pieces(source.quote, said) if piece[0])
    service = service_of(request)
    try:
        _, clause = service.clause(source.clause_id)
        status = service.dossier(source.document_id).standing.status
    except UnknownDocument:
        note = "这一条现在不在库里，下面是出题时的原文。"
        return Beside(source.citation, source.edition, None, None, "", quoted, "", note)
    url, at = clause_url(source.clause_id), _place(clause, source)
    if at is None:
        note = "条文已与出题时不同，下面是出题时的原文。"
        return Beside(source.citation, source.edition, url, status, "", quoted, "", note)
    before, after = clause.text[:at], clause.text[at + len(source.quote) :]
    return Beside(source.citation, source.edition, url, status, before, quoted, after)


def _place(clause: Clause, source: Source) -> int | None:
    """Return where in its clause the quoted words begin, None where they no longer stand there."""
    at = source.start - clause.start
    if at >= 0 and clause.text[at : at + len(source.quote)] == source.quote:
        return at
    found = clause.text.find(source.quote)
    return found if found >= 0 else None
