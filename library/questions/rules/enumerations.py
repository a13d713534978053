"""Which lists 「…下列职责：（一）…」 does a document lay down?

A list is of what somebody must do or hand in, of what is forbidden, or of the cases in which
something follows. One whose lines are broken off is left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus import Clause, Document, Kind
from library.duties import Sentence, sentences_in
from library.questions.records import Source
from library.questions.rules.statement import law_of, source_of

__all__ = ["BANNED", "CASES", "REFERS", "WHOM", "Enumeration", "enumerations_in"]

BANNED, CASES, WHOM = "禁止", "情形", "范围"
"""What the items of a list are called that forbids, that tells cases and what follows, or to whom
or what something applies."""
REFERS = re.compile(
    "前款|前项|本条|本款|上述|第[一二三四五六七八九十]+[条款项]|(?<!及)其(?![他中])|该"
)
"""Words by which a lead or an item refers to what stands elsewhere."""
_NOUNS = (
    "职责|义务|条件|要求|内容|资料|材料|文件|事项|措施|情况|信息|标准|规定|制度|权利|责任|行为|活动"
)
_LEAD = re.compile(
    rf"^[^。]{{0,80}}?下列[^，,。：；]{{0,14}}?(?P<noun>{_NOUNS})(?P<after>[^。：]{{0,24}})：$"
)
_CASE = re.compile(
    "^[^。]{0,60}?(?:有|存在|出现|具有|符合|属于?)下列[^，。：]{0,10}(?:情形|情况|条件)之一(?:时|的)?，?"
    "(?P<then>[^。：]{4,70})：$"
)
_APPLIES = re.compile(
    "^[^。]{0,40}?下列[^，的、]{0,6}?(?:人员|工程|项目|区域|场所|地点|建筑|房屋)"
    "(?:应当|必须|不得|禁止|免予|可以|由|设置|选址|进行|建设)[^。：]{2,30}：$"
)
_FORBIDS = re.compile("(?:禁止|不得)[^，]{0,12}下列")
_PENAL = re.compile("罚款|处罚|处分|责令|吊销|信用档案|承担[^，]{0,6}责任|下列.*下列")
_LISTS = re.compile(
    f"(?<=[有行守括备事施取交担使合得止在])以下(?!列)(?=[^，。：]{{0,14}}?(?:{_NOUNS}|情形))"
)
_MARK = re.compile(r"^\s*[（(][一二三四五六七八九十]+[）)]\s*")
_ENDED = re.compile("[；;。，,]$|(?:以及|和)$")
_BROKEN = re.compile("(?:[^目标]的|和|与|及|或者|、|：|[（(][^）)]*)$")
"""How a line ends that its source broke off, where the list is of things."""
_OTHER = "职责|义务|条件|要求|内容|资料|材料|文件|事项|措施|情况|信息|权利|责任|行为|活动|情形|工作"
_CATCH_ALL = re.compile(
    "(?:规定|约定|赋予|明确|认为|交办|需要|授权|确定)的?(?:应当[^，]*|由[^，]*)?其[他它]|^其[他它]|"
    "(?:规定|约定|确定)[^，。；]{0,24}的其[他它][^，。；]{0,12}$|"
    f"^[^，]{{0,12}}其[他它][^，]{{0,16}}(?:{_OTHER})(?:的|等)?$|的其[他它][^，。；]{{0,12}}(?:{_OTHER})(?:的|等)?$|其[他它](?:相关|有关)(?:{_OTHER})$|^法律[^，]*另有规定"
)
_BY_LAW = re.compile("法律|法规|规章|国家|规定")
_SAYS_MORE = 14
_FORMULA = re.compile(f"{_BY_LAW.pattern}|(?:{_OTHER})(?:的|等)?$")
_CALLED = re.compile("[（(]以下(?:简称|统称|合称)[^）)]*[）)]")
_OWN_NAME = re.compile("本(?=法(?!律)|条例|规定|办法|细则)")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list: the words that lead to it, what its items are (职责, 条件 …), and the items.

    `lead` has 下列 where the items belong. `whole` tells whether no item is a catch-all, `closed`
    whether there is none but what other laws lay down; `then` is what follows from a case.
    """

    law: str
    lead: str
    noun: str
    items: tuple[str, ...]
    source: Source
    headings: tuple[str, ...]
    whole: bool
    closed: bool
    then: str = ""

    @property
    def asks(self) -> bool:
        """Whether the lead ends with the clause that names what is listed: 「…，并…」 asks none."""
        return "，" not in self.lead.partition("下列")[2]


def enumerations_in(document: Document, clauses: Sequence[Clause]) -> Iterator[Enumeration]:
    """Yield the lists of a statute or a notice in reading order, those with three items or more."""
    if not document.verbatim or document.kind not in {Kind.POLICY, Kind.REGULATION}:
        return
    for clause in clauses:
        if not any("附则" in heading for heading in clause.path):
            yield from _of_clause(document, clause)


def _of_clause(document: Document, clause: Clause) -> Iterator[Enumeration]:
    lead = None
    for is_item, group in groupby(sentences_in(clause), key=lambda sentence: sentence.item):
        sentences = list(group)
        if not is_item:
            lead = sentences[-1] if sentences[-1].opens else None
        elif lead is not None and len(sentences) >= 3:
            yield from _of_list(document, clause, lead, sentences)


def _of_list(
    document: Document, clause: Clause, lead: Sentence, sentences: Sequence[Sentence]
) -> Iterator[Enumeration]:
    start, end = clause.start + lead.start, clause.start + sentences[-1].end
    words = _lead_words(document.text[start : clause.start + sentences[0].start])
    noun, then = _kind(words)
    if not noun or any(d.start < end and start < d.end for d in document.defects):
        return
    told = _items(clause, sentences[0].start, sentences[-1].end)
    items = [item for item in told if not _CATCH_ALL.search(item)]
    left = [item for item in told if _CATCH_ALL.search(item)]
    if any(len(item) > _SAYS_MORE and not _FORMULA.search(item) for item in left):
        return  # 「其他具有重要历史价值的」 is a point of its own
    if noun not in {BANNED, CASES, WHOM} and any(map(_BROKEN.search, items)):
        return
    if noun == CASES:
        items = [item.removesuffix("的") for item in items]
    if items:
        yield Enumeration(
            law_of(document),
            words.rstrip("："),
            noun,
            tuple(items),
            source_of(document, clause, start, end),
            clause.path,
            not left,
            all(map(_BY_LAW.search, left)),
            then,
        )


def _kind(words: str) -> tuple[str, str]:
    """Return what the items of a list with such a lead are, and what follows from them; '' none."""
    if match := _CASE.match(words):
        return ("", "") if _PENAL.search(words) else (CASES, match["then"])
    if _APPLIES.match(words):
        return WHOM, ""
    match = _LEAD.match(words)
    if match is None or "之一" in match["after"]:
        return "", ""
    if _FORBIDS.search(words):
        return (BANNED, "") if match["noun"] in {"行为", "活动"} else ("", "")
    return ("", "") if match["noun"] in {"行为", "活动"} else (match["noun"], "")


def _lead_words(words: str) -> str:
    """Return the line that leads to the list, without its number and what it calls things."""
    line = _MARK.sub("", words.split("\n", maxsplit=1)[0]).strip()
    line = _CALLED.sub("", line)
    return re.sub(":$", "：", _LISTS.sub("下列", _OWN_NAME.sub("该", line)))


def _items(clause: Clause, start: int, end: int) -> list[str]:
    """Return the items, one a line, without their marks; [] where a line is broken off."""
    first = clause.text.rfind("\n", 0, start) + 1
    lines = _CALLED.sub("", _OWN_NAME.sub("该", clause.text[first:end])).split("\n")
    lines = [line.strip(" 　") for line in lines if line.strip(" 　")]
    whole = all(_MARK.match(line) for line in lines) and all(map(_ENDED.search, lines[:-1]))
    told = (_MARK.sub("", line).strip(" 　；;。，,") for line in lines)
    whole = whole and clause.text[end : end + 1] in {"。", "；", ";"}
    return [re.sub("[；;，,]?(?:和|以及)$", "", words) for words in told] if whole else []
