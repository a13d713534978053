"""What is done with interpretations and questions, by a page or a program? Each is audited.

What a person wrote is never lost: whoever shows a form shows it again with what was typed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from fastapi import Request

from corpus.composing import base_citation
from corpus.errors import UnknownDocument
from corpus.records import Clause, Kind
from library.accounts import Accounts, Actor
from library.errors import ExchangeBroken, ExchangeRejected
from library.exchange import (
    Enquiry,
    Interpretation,
    Matter,
    Person,
    Sources,
    sources_of,
)
from search.errors import QueryRejected
from search.results import Hit, SearchRequest
from web.errors import ParameterRejected
from web.service import accounts_of, exchange_of, person_of, service_of
from web.visitors import user_of

__all__ = [
    "Cited",
    "Writing",
    "answer_enquiry",
    "ask",
    "begin_interpretation",
    "beside_clauses",
    "cited_in",
    "decide_enquiry",
    "decide_interpretation",
    "go_on_writing",
    "revise_interpretation",
    "staff_of",
    "submit_interpretation",
]

_FOUND = 8
_CITABLE = tuple(kind for kind in Kind if kind is not Kind.INTERPRETATION)


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause on which something rests."""

    clause_id: str
    citation: str


@dataclass(frozen=True, slots=True)
class Writing:
    """A text while it is written: what was looked up for it, and what became of its citations."""

    text: str
    find: str = ""
    found: tuple[Hit, ...] = ()
    note: str = ""
    sources: Sources | None = None


def staff_of(request: Request) -> Person:
    """Return who of the staff is signed in."""
    user = person_of(request)
    return Person(user.user_id, user.name)


def cited_in(request: Request, ids: Iterable[str]) -> list[Cited]:
    """Return the clauses of these ids that the collection holds."""
    found = []
    for clause_id in ids:
        try:
            _, clause = service_of(request).clause(clause_id)
        except UnknownDocument:
            continue
        found.append(Cited(clause_id, base_citation(clause.citation)))
    return found


def beside_clauses(request: Request, document_id: str) -> dict[str, list[Interpretation]]:
    """Return what is shown beside the clauses of a document; no page is lost for it."""
    try:
        return exchange_of(request).interpretations.beside(document_id)
    except ExchangeBroken:
        return {}


def go_on_writing(request: Request, do: str, writing: Writing, clause_id: str = "") -> Writing:
    """Return the text with what was asked for: `find` clauses, `insert` one, `check` citations."""
    if do == "find":
        return _found(request, writing)
    if do == "insert":
        cited = cited_in(request, [clause_id])
        gap = "" if not writing.text or writing.text[-1].isspace() else "\n"
        words = "".join(f"{gap}依据{one.citation}，" for one in cited)
        return replace(writing, text=writing.text + words)
    return replace(writing, sources=_sources(request, writing.text))


def _found(request: Request, writing: Writing) -> Writing:
    try:
        wanted = SearchRequest(writing.find.strip(), kinds=_CITABLE, limit=_FOUND)
        results = service_of(request).search(wanted)
    except QueryRejected as error:
        return replace(writing, note=str(error))
    note = "" if results.hits else "没有找到这样的条款，请换一种说法。"
    return replace(writing, found=tuple(results.hits), note=note)


def _sources(request: Request, text: str) -> Sources:
    return sources_of(request.app.state.citations, text)


def begin_interpretation(request: Request, clause_id: str, text: str, unit: str) -> Interpretation:
    """Keep a first draft; raise ExchangeRejected or UnknownDocument."""
    clause = _clause(request, clause_id)
    about = _sources(request, text).about
    kept = exchange_of(request).interpretations
    made = kept.draft(staff_of(request), clause, text, unit, about)
    _audit(
        request, "撰写解读", made, after={"版本": 1, "条款": clause_id, "文字": made.latest.text}
    )
    return made


def revise_interpretation(
    request: Request, number: int, text: str, unit: str, upon: int
) -> Interpretation:
    """Keep another version, written to the clause as it is now; raise StateRefused too."""
    kept = exchange_of(request).interpretations
    before = kept.get(number)
    clause = _clause(request, before.clause_id)
    about = _sources(request, text).about
    made = kept.amend(staff_of(request), number, clause, text, unit, about, upon=upon)
    _audit(
        request, "修改解读", made,
        {"版本": before.latest.number, "文字": before.latest.text},
        {"版本": made.latest.number, "文字": made.latest.text},
    )  # fmt: skip
    return made


def submit_interpretation(request: Request, number: int) -> Interpretation:
    """Let a draft be examined; raise ExchangeRejected where a citation cannot stand."""
    kept = exchange_of(request).interpretations
    before = kept.get(number)
    _sources(request, before.latest.text).refuse_wrong()
    made = kept.submit(staff_of(request), number)
    _audit(request, "提交解读", made, {"状态": before.state}, {"状态": made.state})
    return made


def decide_interpretation(
    request: Request, number: int, decision: str, reason: str, upon: int
) -> Interpretation:
    """Publish the version `upon`, send back or withdraw; raise ExchangeRejected or StateRefused."""
    kept, person = exchange_of(request).interpretations, staff_of(request)
    before = kept.get(number)
    if decision == "publish":
        _sources(request, before.latest.text).refuse_wrong()
        made, action = kept.publish(person, number, upon=upon), "发布解读"
    elif decision == "send_back":
        made, action = kept.send_back(person, number, reason), "退回解读"
    elif decision == "withdraw":
        made, action = kept.withdraw(person, number, reason), "撤回解读"
    else:
        raise ParameterRejected("decision", "decision 只能取：publish、send_back、withdraw。")
    told = {"状态": made.state, "版本": made.latest.number, "理由": made.steps[-1].reason}
    _audit(request, action, made, {"状态": before.state}, told)
    return made


def ask(
    request: Request, matter: Matter, text: str, clause: Clause | None, name: str, contact: str
) -> str:
    """Keep a question and return its receipt; the log tells neither who asked nor from where."""
    receipt, made = exchange_of(request).enquiries.ask(
        matter, text, clause=clause, name=name, contact=contact
    )
    accounts: Accounts | None = request.app.state.accounts
    if accounts is not None:
        nobody = Actor("提问人")
        accounts.audit(
            nobody, f"提交{matter}", f"提问 {made.number}", after={"条款": made.clause_id}
        )
    return receipt


def answer_enquiry(request: Request, number: int, text: str, unit: str, seen: str = "") -> Enquiry:
    """Keep an answer; raise ExchangeRejected where a citation cannot stand, StateRefused too."""
    kept = exchange_of(request).enquiries
    before = kept.get(number)
    sources = _sources(request, text)
    sources.refuse_wrong()
    made = kept.answer(staff_of(request), number, text, unit, sources.clauses, seen=seen)
    _audit(
        request, "答复提问", made,
        {"状态": before.state, "答复": before.answer}, {"状态": made.state, "答复": made.answer},
    )  # fmt: skip
    return made


def decide_enquiry(
    request: Request, number: int, decision: str, *, title: str = "", asked: str = "",
    reason: str = "", seen: str = "",
) -> Enquiry:  # fmt: skip
    """Publish, take down or close; raise ExchangeRejected or StateRefused."""
    kept = exchange_of(request).enquiries
    before = kept.get(number)
    if decision == "publish":
        made, action = kept.publish(number, title, asked, seen=seen), "发布问答"
    elif decision == "take_down":
        made, action = kept.take_down(number, reason), "撤下问答"
    elif decision == "close":
        made, action = kept.close(number, reason), "不予公开"
    else:
        raise ParameterRejected("decision", "decision 只能取：publish、take_down、close。")
    told = {"状态": made.state, "标题": made.title, "理由": made.reason}
    _audit(request, action, made, {"状态": before.state}, told)
    return made


def _clause(request: Request, clause_id: str) -> Clause:
    document, clause = service_of(request).clause(clause_id)
    if document.facts.get("about") is not None:
        raise ExchangeRejected("解读和问答本身不能再解读，请选原文的条款。")
    return clause


def _audit(
    request: Request,
    action: str,
    made: Interpretation | Enquiry,
    before: object = None,
    after: object = None,
) -> None:
    subject = f"{'解读' if isinstance(made, Interpretation) else '提问'} {made.number}"
    accounts_of(request).audit(user_of(request), action, subject, before, after)
