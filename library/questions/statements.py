"""Which sentences of a document stand on their own, so that a question can be made of them?

A statement is one sentence with what is known of its party and modal word. The grammar is that of
`library/duties`; here is only decided which sentences can be understood without their neighbours.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus import Clause, Document, Kind
from library.duties import NOT_NAMED, Duty, Sentence, duties_in, sentences_in
from library.questions.digest_wording import clumsy, continued, spelled_out
from library.questions.records import Source

__all__ = [
    "Statement",
    "edition_of",
    "is_aside",
    "law_of",
    "source_of",
    "spelled_out",
    "statements_in",
]

_ASIDE = re.compile(
    "总体要求|工作目标|总体目标|指导思想|基本原则|^引言$|^题注$|落款|^表格$|附则|时间安排|进度安排"
)
_OWN_NAME = re.compile("本(?=法(?!律)|条例|规定|办法|细则|意见|通知|方案)")
_HEADLESS = re.compile(
    "^(?:并|且|但|同时|其中|逾期|情节|构成|拒不|经查|对前|有前|依照|依法|必要时|造成|未按|因|给|属于|符合|"
    "变更后|单位确定的|具体|确需|需要|具体|该(?!法|条例|规定|办法)|此|这|上述|经|对违反|其他|后果|对其|不足|没有违法|涉嫌|一是|二是|三是|拒绝)"
)
_STOPS = frozenset("。；;")
_LATER = re.compile(
    "^(?:其他|其余|上述|前述|该(?!法|条例|规定|办法)|此|这|变更后|逾期|拒不|确需|需要延|有效期满|期满)|[还也](?:应当|可以|不得|必须)"
)
"""What goes on from before, whoever is named in it."""
_CONTINUES = re.compile(
    "(?:收到|接到)(?:报告|申请|材料|通知|异议|举报|意见|建议|投诉|备案)|受理(?:申请|之日)|"
    "(?:相关|有关)(?:单位|部门|人员|企业)?应当|不予|检查中|对(?:检查|巡查|巡检|检测|评估)(?:情况|结果)|经审查|经检查|经查|整改|上述"
)
"""Words that go on from the paragraph before."""
_PLACES = r"第[〇零一二三四五六七八九十百]+[条款项](?:之[一二三])?"
_BREACH = re.compile(rf"^(违反(?:该(?:法|条例|规定|办法))?)(?:{_PLACES}|、|和|或者|之一|的)+规定，")
"""What a breach is stands after these words; the number of the article tells nobody anything."""
_BEGINS = re.compile(
    r"^(?:第[一二三四五六七八九十百]+条(?:之一)?[\s　]*|[一二三四五六七八九十]+是)"
)

_UNNAMED = re.compile("条文(?:未写义务人|以场所为主语)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence without its full stop, and where it stands.

    `law` is its document with 《》, as a stem names it. `text` says 该条例 for 本条例, leaves out
    which article a breach is of, and for a digest puts party, modal word and action together; else
    it is the quote. `duties` are those that the sentence lays down; `party` and `modal` delimit in
    `text` the words of the first's party and of its modal word, None where there is none.
    `record` of a digest is all that it records of the duty, times and remarks included.
    """

    law: str
    text: str
    source: Source
    headings: tuple[str, ...]
    duties: tuple[Duty, ...] = ()
    party: tuple[int, int] | None = None
    modal: tuple[int, int] | None = None
    verbatim: bool = True
    record: Source | None = None

    @property
    def duty(self) -> Duty | None:
        """The first duty, None where the sentence lays down none."""
        return self.duties[0] if self.duties else None

    @property
    def single(self) -> bool:
        """Whether the sentence lays down one duty at most."""
        return len(self.duties) <= 1

    def force_at(self, at: int) -> tuple[str, int]:
        """Return the modal word that governs what stands at `at`, and where it ends, -1 for none.

        What stands before the first modal word is its condition.
        """
        if not self.verbatim:
            return (self.duties[0].modality.force, self.modal[1]) if self.modal else ("", -1)
        for duty in reversed(self.duties):
            end = self.text.find(_OWN_NAME.sub("该", duty.action))
            begin = duty.start - self.source.start
            if end >= 0 and begin <= at:
                return duty.modality.force, end
        return "", -1

    @property
    def unnamed(self) -> bool:
        """Whether a digest remarks that the article names no party, or names what is no party."""
        return self.record is not None and bool(_UNNAMED.search(self.record.quote))

    @property
    def party_words(self) -> str:
        """The party bound, as printed; '' where the sentence does not name it."""
        return self.text[slice(*self.party)] if self.party else ""

    @property
    def acts(self) -> bool:
        """Whether the party is the one that must act, and is not what 「建设单位采购的电梯」 is."""
        if self.party is None or self.modal is None:
            return self.party is not None
        between = self.text[self.party[1] : self.modal[0]]
        leads = self.party[0] == 0 and "的，" not in between
        return not between or (leads and between[0] in "在自于对按依，")

    @property
    def penalty(self) -> bool:
        """Whether the sentence says what a breach costs."""
        return "罚款" in self.text or any("法律责任" in h or "罚则" in h for h in self.headings)


def law_of(document: Document) -> str:
    """Return the document as a stem names it, with 《》."""
    law = str(document.facts.get("law", "")) if document.kind is Kind.DIGEST else ""
    name = law or document.title
    return name if "〔" in name else f"《{_inner(name.strip('《》'))}》"


def edition_of(document: Document) -> str:
    """Return title and 文号, or date, of the edition; a digest says that it is none."""
    if document.kind is Kind.DIGEST:
        return document.title
    day = document.effective_on or document.dated
    known = document.doc_no or (f"{day.year}年{day.month}月{day.day}日" if day else "")
    return f"《{_inner(document.title)}》" + (f"（{known}）" if known else "")


def _inner(title: str) -> str:
    """Return a title as it stands within 《》: its own become 〈〉 (GB/T 15834)."""
    return title.replace("《", "〈").replace("》", "〉")


def source_of(document: Document, clause: Clause, start: int, end: int) -> Source:
    """Return the source of the words at document.text[start:end], which lie in the clause."""
    return Source(
        document.document_id,
        clause.clause_id,
        clause.citation,
        edition_of(document),
        start,
        end,
        document.text[start:end],
    )


def statements_in(document: Document, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Yield the statements in reading order; cases, cards and tables have none."""
    duties: dict[str, list[Duty]] = {}
    for duty in duties_in(document, clauses):
        duties.setdefault(duty.clause_id, []).append(duty)
    for clause in clauses:
        own = duties.get(clause.clause_id, [])
        if document.kind is Kind.DIGEST:
            yield from _recorded(document, clause, own)
        elif _prints(document):
            yield from _printed(document, clause, own)


def is_aside(clause: Clause) -> bool:
    """Whether it is a preamble, a goal, a schedule or a supplementary provision."""
    return any(_ASIDE.search(heading.replace(" ", "")) for heading in clause.path)


def _prints(document: Document) -> bool:
    return document.verbatim and document.kind in {Kind.POLICY, Kind.REGULATION}


def _printed(document: Document, clause: Clause, duties: Sequence[Duty]) -> Iterator[Statement]:
    notice = document.kind is Kind.POLICY
    paragraph = 0
    for number, sentence in enumerate(sentences_in(clause)):
        opens, paragraph = sentence.paragraph != paragraph, sentence.paragraph
        start, end = clause.start + sentence.start, clause.start + sentence.end
        words = document.text[start:end]
        defines = "，是指" in words or "，指" in words
        if sentence.opens or ((sentence.item or is_aside(clause)) and not defines):
            continue
        broken = document.text[end : end + 1] not in _STOPS  # a line that its source broke off
        if broken or _damaged(document, start, end) or "\n" in words:
            continue
        own = [duty for duty in duties if start <= duty.start < end]
        statement = _statement(document, clause, start, end, own)
        if _stands_alone(statement, sentence, first=number == 0, opens=opens, notice=notice):
            yield statement


def _damaged(document: Document, start: int, end: int) -> bool:
    return any(defect.start < end and start < defect.end for defect in document.defects)


def _statement(
    document: Document, clause: Clause, start: int, end: int, duties: Sequence[Duty]
) -> Statement:
    words = document.text[start:end]
    skip = _BEGINS.match(words)
    begin = skip.end() if skip else 0
    text = _BREACH.sub(r"\1规定，", _OWN_NAME.sub("该", words[begin:])).replace(
        "该规定规定", "该规定"
    )
    duty = duties[0] if duties else None
    party, modal = _places(text, duty) if duty else (None, None)
    return Statement(
        law_of(document),
        text,
        source_of(document, clause, start + begin, end),
        clause.path,
        tuple(duties),
        party,
        modal,
    )


def _places(text: str, duty: Duty) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Return where party and modal word stand; the modal word is right before the action."""
    action = text.find(_OWN_NAME.sub("该", duty.action))
    word = str(duty.modality)
    modal = None
    if action >= len(word) and text[action - len(word) : action] == word:
        modal = (action - len(word), action)
    limit = modal[0] if modal else len(text)
    at = text.rfind(duty.party_words, 0, limit) if duty.party_words else -1
    named = (
        at >= 0 and duty.parties != (NOT_NAMED,) and _whole(text, at, at + len(duty.party_words))
    )
    return ((at, at + len(duty.party_words)) if named else None), modal


_SHORT, _LONG = 28, 36  # characters without which a later paragraph, or sentence, is not whole


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the words are a whole name: 分包单位 is none in 劳务分包单位."""
    if not re.search(
        "(?:单位|部门|机构|机关|企业|人员|负责人|政府|用户|经营者|工程师|产权人|公司|个人|委员会|专家)$",
        text[start:end],
    ):
        return False
    before = text[:start]
    return not before or before[-1] in "，、；,的由级市省县区院后时前按对和及"


def _stands_alone(
    statement: Statement, sentence: Sentence, *, first: bool, opens: bool, notice: bool
) -> bool:
    """Whether somebody who has not read what stands before understands the sentence."""
    text = statement.text
    if _LATER.search(text) or (_HEADLESS.match(text) and not statement.party):
        return False
    if first or sentence.item:
        return True
    if notice:
        return not sentence.joined
    named = statement.party is not None and statement.party[0] < len(text) // 2
    if not named or _CONTINUES.search(text):
        return False
    return len(text) >= (_SHORT if opens else _LONG)


def _recorded(document: Document, clause: Clause, duties: Sequence[Duty]) -> Iterator[Statement]:
    """Yield what a digest records; its words are ours, and the citation says so."""
    for duty in duties:
        actor, word = spelled_out(duty.party_words), str(duty.modality)
        action = spelled_out(duty.action)
        if clumsy(action):
            continue
        text = f"{actor}{word}{continued(action)}"
        end = document.text.find(duty.action, duty.start) + len(duty.action)
        yield Statement(
            law_of(document),
            text,
            source_of(document, clause, duty.start, end),
            clause.path,
            (duty,),
            (0, len(actor)),
            (len(actor), len(actor) + len(word)),
            verbatim=False,
            record=source_of(document, clause, duty.start, duty.end),
        )
