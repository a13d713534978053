"""Which duties does a document lay on whom?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus import Clause, Document, Kind
from library.duties.deadlines import deadlines_in
from library.duties.drafts import Draft
from library.duties.notices import notice_duties
from library.duties.offices import responsible_line
from library.duties.penalties import penalties
from library.duties.recorded import recorded_duties
from library.duties.records import Deadline, Duty
from library.duties.sentences import Sentence, sentences_of
from library.duties.statutes import statute_duties

__all__ = ["duties_in", "sentences_in"]

_ASIDE = re.compile(
    r"总体要求|工作目标|总体目标|指导思想|基本原则|^引言$|^题注$|落款|^表格$|附则|法律责任|罚则"
)
_N = "[〇零一二三四五六七八九十百千0-9]"
_ARTICLE = re.compile(rf"\s*第{_N}+条(?:之{_N}+)?\s*")
_MARKER = re.compile(rf"\s*(?:[(（]{_N}+[)）]|{_N}+[、.．]|、)\s*")


def duties_in(document: Document, clauses: Sequence[Clause]) -> list[Duty]:
    """Return the duties in reading order; of a digest those that it records, of a card none.

    Purposes, principles, legal liability and supplementary provisions lay no duty on anybody.
    """
    if document.kind is Kind.DIGEST:
        return recorded_duties(document, clauses)
    if not document.verbatim or document.kind is Kind.STANDARD:
        return []
    found = [duty for clause in clauses for duty in _duties(document, clause)]
    links = penalties(clauses, found)
    names = {clause.clause_id: clause.citation for clause in clauses}
    return [_linked(duty, links, names) for duty in found]


def sentences_in(clause: Clause) -> list[Sentence]:
    """Return what the clause says after its number and title, with offsets into its text."""
    article = _ARTICLE.match(clause.text)
    if article is not None:
        return sentences_of(clause.text, article.end())
    until, _ = responsible_line(clause.text)
    text = clause.text[:until]
    return sentences_of(text, _body(text, clause.path[-1] if clause.path else ""))


def _duties(document: Document, clause: Clause) -> list[Duty]:
    if any(_ASIDE.search(heading.replace(" ", "")) for heading in clause.path):
        return []
    sentences = sentences_in(clause)
    if _ARTICLE.match(clause.text):
        drafts = statute_duties(sentences, clause.path[:-1])
    else:
        _, offices = responsible_line(clause.text)
        drafts = notice_duties(sentences, clause.path[-1] if clause.path else "", offices)
    return [_duty(document, clause, draft) for draft in drafts]


def _body(text: str, title: str) -> int:
    """Return where the clause begins after its number and its title."""
    marker = _MARKER.match(text)
    begin = marker.end() if marker else 0
    name = _MARKER.sub("", title, count=1).strip()
    end = re.match(r"[^。\n]*[。\n]?", text[begin:])
    first = end[0].strip(" 　。\n") if end else ""
    return begin + (end.end() if end else 0) if name and first == name else begin


def _duty(document: Document, clause: Clause, draft: Draft) -> Duty:
    base = clause.start
    action = clause.text[draft.action : draft.end].strip(" 　，,")
    return Duty(
        document_id=document.document_id,
        clause_id=clause.clause_id,
        citation=clause.citation,
        parties=draft.who.parties,
        party_words=draft.who.words,
        modality=draft.modality,
        action=action,
        object=_object(action),
        condition=draft.condition,
        deadlines=_deadlines(clause, draft),
        penalty="",
        penalty_citation="",
        start=base + draft.start,
        end=base + draft.end,
        rule=draft.who.rule,
    )


def _deadlines(clause: Clause, draft: Draft) -> tuple[Deadline, ...]:
    start, end = draft.lead
    own = deadlines_in(clause.text[draft.start : draft.end], clause.start + draft.start)
    return (*deadlines_in(clause.text[start:end], clause.start + start), *own)


_OBJECT = re.compile(
    r"(?:依法|按照[^，,]{0,16}|立即|及时)*(?:将|对|向|把)(?P<object>[^，,。]{2,40}?)"
    r"(?:进行|实施|予以|给予|提供|报送|报告|提出|纳入|加强|采取|发包|公布|办理|$)"
)
_AFTER_VERB = re.compile(
    r"(?:切实|大力|积极|严格|认真|依法|持续|充分|全面|进一步)*(?:建立健全|建立完善|建立|健全|完善|制定|编制|"
    r"设置|设立|组织|开展|加强|落实|强化|提高|提升|推进|推行|推动|实施|督促|配备|履行)(?P<object>[^，,。；;]+)"
)


def _object(action: str) -> str:
    match = _OBJECT.match(action) or _AFTER_VERB.match(action)
    return match["object"] if match else ""


def _linked(duty: Duty, links: Mapping[tuple[str, int], str], names: Mapping[str, str]) -> Duty:
    penalty = links.get((duty.clause_id, duty.start), "")
    return replace(duty, penalty=penalty, penalty_citation=names[penalty]) if penalty else duty
