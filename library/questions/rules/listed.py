"""Which statements do the items of a list make, each with the words that lead to the list?

「有下列行为之一的，处……罚款：（一）擅自占用……」 says 「擅自占用……的，处……罚款」, and
「应当遵守下列规定：（一）……」 says that one of the rules is this.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus import Clause, Document, Kind
from library.duties import Sentence, canonical, sentences_in
from library.questions.rules.quantities import quantities_in
from library.questions.rules.statement import Statement, law_of, source_of
from library.questions.rules.statements import is_aside, own_words, unharmed

__all__ = ["listed_statements"]

_NAMED = re.compile("下列|以下(?:行为|情形|情况|规定|标准|要求|条件|活动)")
"""What a lead calls its items; 「五万元以下」 is another word."""
_ONE_OF = re.compile(
    "(?P<before>.*?)具?有?(?:下列|以下)[^，。：]{0,8}?(?:行为|情形|情况|活动)之一的?，(?P<after>.*)[：:]$"
)
"""A lead whose items are cases of one rule, and what follows from each."""
_RULES = re.compile(
    "(?P<before>.*(?:应当|必须)(?:遵守|符合|具备|达到|履行|满足))(?:下列|以下)(?P<noun>规定|要求|条件|标准|义务)[：:]$"
)
_VALUES = re.compile(
    "(?P<head>.*(?:(?<!行)为|按照?(?:下列|以下)(?:规定|标准|要求|期限|比例|方式)(?:执行|确定|办理|实施)?))[：:]$"
)
"""A lead whose items are the values of one thing: 「最低保修期限为：」."""
_APPLIES = re.compile("按照?(?:下列|以下)(规定|标准|要求|期限|比例|方式)(?:执行|确定|办理|实施)?$")
_BANS = re.compile(
    "(?P<before>.*(?:禁止|不得))(?:从事|实施|进行|有)?(?:下列|以下)[^，。：]{0,16}?(?:行为|活动)[：:]$"
)
_DONE = re.compile("^(?:在|于|向|将|擅自|超过?|未经)")
"""How an act begins that can stand after 禁止."""
_PREDICATE = re.compile(
    "未|不|擅自|违|将|对|向|在|拒|允|以|从|使用|利用|超|因|为|阻|隐|伪|私|非法|无"
)
"""How what somebody does begins, and what he is does not."""
_ELSEWHERE = re.compile("其他|按期|逾期|情节|造成|拒不")
"""An item that says what of the others, or of those above it, is not so."""
_THING = re.compile("的[^，的]{2,8}$")
"""「超过每秒四米的载人电梯」 is a thing and no case."""
_FEW = 4  # items of one list that has one consequence for all


def listed_statements(document: Document, clauses: Sequence[Clause]) -> Iterator[Statement]:
    """Yield the statements in reading order, those with a number only."""
    if not document.verbatim or document.kind not in {Kind.POLICY, Kind.REGULATION}:
        return
    for clause in clauses:
        if is_aside(clause):
            continue
        lead: tuple[int, int] | None = None
        for is_item, group in groupby(sentences_in(clause), key=lambda each: each.item):
            sentences = list(group)
            if not is_item:
                lead = _lead(clause, sentences)
            elif lead is not None:
                yield from _of_list(document, clause, lead, sentences)


def _lead(clause: Clause, sentences: Sequence[Sentence]) -> tuple[int, int] | None:
    """Return where the words that lead to a list stand in the clause, None where none do.

    「有下列行为之一的，责令改正；逾期不改正的，处……：」 is of two sentences.
    """
    opening = sentences[-1]
    if not opening.opens:
        return None
    start = opening.start
    for sentence in reversed(sentences):
        if sentence.paragraph != opening.paragraph or _NAMED.search(
            clause.text[start : opening.end]
        ):
            break
        start = sentence.start
    return start, opening.end


def _of_list(
    document: Document, clause: Clause, lead: tuple[int, int], items: Sequence[Sentence]
) -> Iterator[Statement]:
    start, end = clause.start + lead[0], clause.start + lead[1]
    words = own_words(document.text[start:end])
    made = 0
    for item in items:
        begin, until = clause.start + item.start, clause.start + item.end
        told = document.text[begin:until]
        goes_on = item.joined and not _first_of_line(document.text, begin)
        if goes_on or _ELSEWHERE.match(told):
            continue  # goes on from what stands before it in the same item
        if "\n" in told or not unharmed(document, begin, until):
            continue
        text, asked_from, shared = _composed(words, own_words(told))
        if not text or (shared and made == _FEW):
            continue
        statement = Statement(
            law_of(document),
            text,
            source_of(document, clause, begin, until),
            clause.path,
            asked_from=asked_from,
            lead=source_of(document, clause, start, end),
        )
        if statement.quantities:
            made += shared
            yield statement


def _first_of_line(text: str, at: int) -> bool:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return re.fullmatch(r"\s*[（(][一二三四五六七八九十]+[）)]\s*", line) is not None


def _composed(lead: str, item: str) -> tuple[str, int, bool]:
    """Return the statement, from where it is asked, and whether a consequence is shared.

    The statement is empty where lead and item make none.
    """
    if match := _ONE_OF.fullmatch(lead):
        return _case(match["before"], match["after"], item)
    if match := _RULES.fullmatch(lead):
        head = f"{match['before']}的{match['noun']}之一是："
        return head + item, len(head), False
    if match := _VALUES.fullmatch(lead):
        head = _APPLIES.sub(r"适用的\1之一是", match["head"])
        head = f"{re.sub('下列|以下', '', head)}："
        return head + item, len(head), False
    if (match := _BANS.fullmatch(lead)) and _DONE.match(item) and not item.endswith("的"):
        return match["before"] + item, 1, False
    return "", 0, False


def _case(before: str, after: str, item: str) -> tuple[str, int, bool]:
    before = re.sub("，?(?:或者|符合)$", "", before)
    whose = before.rpartition("，")[2]  # who does what the list tells, where it is said
    opening = item.partition("，")[0][:8]
    twice = (len(opening) >= 4 and opening in before) or ("违反" in before and "违反" in item[:24])
    own_subject = whose and (canonical(item[:12]) or not _PREDICATE.match(item))
    if twice or own_subject or _THING.search(item):
        return "", 0, False  # 「建设单位有下列行为之一」 and the item has a subject of its own
    if _NAMED.search(after) or "罚款" in item:  # the item says itself how it is fined
        return before + item, 1, False
    case = f"{before}{item.removesuffix('的')}的，"
    own = any(True for _ in quantities_in(item))
    return case + after, 1 if own else len(case), not own
