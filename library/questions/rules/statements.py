"""Which sentences of a document can be understood, so that a question can be made of them?

The grammar is that of `library/duties`; here is only decided which sentences stand without their
neighbours. One that tells a number and does not is told together with those before it, back to the
one that begins the matter.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from corpus import Clause, Document, Kind
from library.duties import NOT_NAMED, Duty, Sentence, duties_in, sentences_in
from library.questions.rules.digest_wording import clumsy, continued, spelled_out
from library.questions.rules.statement import OWN_NAME, Statement, law_of, source_of, unsigned

__all__ = ["is_aside", "nobodys_breach", "own_words", "statements_in", "unharmed"]

_ASIDE = re.compile(
    "总体要求|工作目标|总体目标|指导思想|基本原则|^引言$|^题注$|落款|^表格$|附则|时间安排|进度安排"
)
_HEADLESS = re.compile(
    "^(?:并|且|但|同时|其中|逾期|情节|构成|拒不|经查|对前|有前|依照|依法|必要时|造成|未按|因|给|属于|符合|"
    "变更后|单位确定的|具体|确需|需要|具体|该(?!法|条例|规定|办法)|此|这|上述|经|对违反|其他|后果|对其|不足|没有违法|涉嫌|一是|二是|三是|拒绝)"
)
_STOPS = frozenset("。；;")
_LATER = re.compile(
    "^(?:其他|其余|但是?|因此|否则|上述|前述|该(?!法|条例|规定|办法)|此|这|变更后|逾期|拒不|确需|需要延|有效期满|期满)|[还也](?:应当|可以|不得|必须)"
)
"""What goes on from before, whoever is named in it."""
_CONTINUES = re.compile(
    "(?:收到|接到)(?:报告|申请|材料|通知|异议|举报|意见|建议|投诉|备案)|受理(?:申请|之日)|"
    "(?:相关|有关)(?:单位|部门|人员|企业)?应当|不予|检查中|对(?:检查|巡查|巡检|检测|评估)(?:情况|结果)|经审查|经检查|经查|整改|上述"
)
"""Words that go on from the paragraph before."""
_PLACES = r"第[（(]?[〇零一二三四五六七八九十百]+[）)]?[条款项](?:之[一二三])?"
_BREACH = re.compile(
    rf"(违反(?:该(?:法|条例|规定|办法))?)(?:{_PLACES}|、|和|至|或者|以及|之一|的)+(?:规定)?"
)
"""What a breach is stands after these words; the number of the article tells nobody anything."""
_BEGINS = re.compile(
    r"^(?:第[一二三四五六七八九十百]+条(?:之一)?[\s　]*|[一二三四五六七八九十]+是)"
)


def statements_in(document: Document, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Yield the statements in reading order; cases, cards and tables have none."""
    duties: dict[str, list[Duty]] = {}
    bound: set[str] = set()
    for duty in duties_in(document, clauses):
        duties.setdefault(duty.clause_id, []).append(duty)
        bound.update(duty.parties)
    all_bound = frozenset(bound)
    for clause in clauses:
        own = duties.get(clause.clause_id, [])
        found: Iterator[Statement] = iter(())
        if document.kind is Kind.DIGEST:
            found = _recorded(document, clause, own)
        elif _prints(document):
            found = _printed(document, clause, own)
        for statement in found:
            yield replace(statement, bound=all_bound)


def is_aside(clause: Clause) -> bool:
    """Whether it is a preamble, a goal, a schedule or a supplementary provision."""
    return any(_ASIDE.search(heading.replace(" ", "")) for heading in clause.path)


def _prints(document: Document) -> bool:
    held = document.verbatim and document.kind in {Kind.POLICY, Kind.REGULATION}
    return held and not unsigned(document)


def _printed(document: Document, clause: Clause, duties: Sequence[Duty]) -> Iterator[Statement]:
    notice = document.kind is Kind.POLICY
    paragraph, begins, of = 0, None, 0  # where what began the matter starts, and of which 款
    for number, sentence in enumerate(sentences_in(clause)):
        opens, paragraph = sentence.paragraph != paragraph, sentence.paragraph
        begins = None if sentence.item else begins
        start, end = clause.start + sentence.start, clause.start + sentence.end
        words = document.text[start:end]
        defines = "，是指" in words or "，指" in words
        if sentence.opens or ((sentence.item or is_aside(clause)) and not defines):
            continue
        if not unharmed(document, start, end) or "\n" in words or nobodys_breach(words):
            begins = None
            continue
        own = [duty for duty in duties if start <= duty.start < end]
        statement = _statement(document, clause, start, end, own)
        if _stands_alone(statement, sentence, first=number == 0, opens=opens, notice=notice):
            begins, of = start, sentence.paragraph if opens else 0
            yield statement
        elif begins is not None and statement.quantities and end - begins <= _JOINED and not notice:
            told = {"违反前款规定": "违反这一规定"} if of == sentence.paragraph - 1 else {}
            together = _statement(document, clause, begins, end, own, start, told)
            if not _runs_from_nothing(together):
                yield together


_JOINED = 140  # characters of sentences told together
_PARAGRAPH = re.compile(r"\s*\n\s*")


def unharmed(document: Document, start: int, end: int) -> bool:
    """Whether the words end where a sentence does, and nothing in them is damaged."""
    broken = document.text[end : end + 1] not in _STOPS  # a line that its source broke off
    return not broken and not any(d.start < end and start < d.end for d in document.defects)


_ARTICLE = re.compile(rf"违反(?:本(?:法|条例|规定|办法|细则))?{_PLACES}")
_SOMEBODY = re.compile(
    "单位|企业|公司|机构|人员|业主|用户|经营者|个人|人(?!民)|者(?!或)|部门|委员会"
)
_WRONG = re.compile("[未不擅拒违]")


def nobodys_breach(words: str) -> bool:
    """Whether it fines the breach of an article, and only the article tells whose breach it is."""
    match = _ARTICLE.search(words)
    if match is None or "罚款" not in words:
        return False
    act = words[match.end() :].partition("的，")[0]
    wrong = _WRONG.search(act)
    return not _SOMEBODY.search(words[: match.start()] + act[: wrong.start() if wrong else None])


def own_words(words: str) -> str:
    """Return the words as a question has them: 该条例 for 本条例, no numbers of articles."""
    told = _BREACH.sub(r"\1规定", OWN_NAME.sub("该", words))
    return told.replace("该规定规定", "该规定")


def _statement(
    document: Document,
    clause: Clause,
    start: int,
    end: int,
    duties: Sequence[Duty],
    asked_from: int | None = None,
    instead: Mapping[str, str] = MappingProxyType({}),
) -> Statement:
    """Return what stands at document.text[start:end]; what is asked begins at `asked_from`.

    `instead` has words that say the same here, and are as long.
    """
    words = document.text[start:end]
    skip = _BEGINS.match(words)
    begin = skip.end() if skip else 0
    text = own_words(_PARAGRAPH.sub("", words[begin:]))
    for other, said in instead.items():
        text = text.replace(other, said)
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
        asked_from=0
        if asked_from is None
        else len(text) - len(own_words(words[asked_from - start :])),
    )


def _places(text: str, duty: Duty) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Return where party and modal word stand; the modal word is right before the action."""
    action = text.find(OWN_NAME.sub("该", duty.action))
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
    headless = _HEADLESS.match(text) and not statement.party
    if _LATER.search(text) or headless or _runs_from_nothing(statement):
        return False
    if first or sentence.item:
        return True
    if notice:
        return not sentence.joined and (statement.party is not None or not _OFTEN.search(text))
    named = statement.party is not None and statement.party[0] < len(text) // 2
    if not named or _CONTINUES.search(text) or _BARE_CASE.match(text):
        return False
    return len(text) >= (_SHORT if opens else _LONG)


_OFTEN = re.compile("[每至]少?|[0-9]")
"""What somebody must do so often, or so much of: a notice has to say who."""
_BARE_CASE = re.compile("[^，]{2,12}的，")
"""A case told in few words, 「验收合格的，」, is a case of what stands before it."""


_NO_EVENT = re.compile("[^，的后前时自起每]{0,20}(?:应当|必须|须|可以)?[于在]?")


def _runs_from_nothing(statement: Statement) -> bool:
    """Whether a time within which to act is told, and no event from which it runs."""
    text = statement.text
    return any(
        quantity.timed
        and re.match("(?:以|之)?内", text[quantity.end :])
        and _NO_EVENT.fullmatch(text[: quantity.start])
        for quantity in statement.quantities
    )


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
