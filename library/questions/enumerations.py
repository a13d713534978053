"""Which lists 「…下列职责：（一）…」 does a document lay down, and what questions do they give?"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus import Clause, Document, Kind
from library.duties import canonical, sentences_in
from library.questions.making import GAP, chooser, explained, make_item
from library.questions.records import Change, Item, ItemType, Source
from library.questions.statement import law_of, source_of
from library.questions.topics import GENERAL, topic_of

__all__ = ["Enumeration", "enumerations_in", "judged_item", "multiple_choice", "short_answer"]

_LEAD = re.compile(
    r"^(?P<before>[^。]{0,80}?)下列(?P<head>[^，,。：；]{0,14}?(?P<noun>职责|义务|条件|要求|内容|资料|材料|文件|"
    r"事项|措施|情况|信息|标准|规定|制度|权利|责任))(?P<after>[^。：]{0,16})：$"
)
_MARK = re.compile(r"^\s*[（(][一二三四五六七八九十]+[）)]\s*")
_ENDED = re.compile("[；;。，,]$|(?:以及|和)$")
_CATCH_ALL = re.compile(
    "(?:规定|约定|认为|交办|需要)的?(?:应当[^，]*)?其他|^其他|的其他(?:职责|义务|条件|要求|内容|资料|材料|文件|事项|措施|情况|信息|权利|责任|行为|情形)$|^[^，]{0,8}其他[^，]{0,24}$|另有规定"
)
_REFERS = re.compile(
    "前款|前项|本条|本款|上述|第[一二三四五六七八九十]+[条款项]|(?<!及)其(?![他中])|该"
)
_OWN_NAME = re.compile("本(?=法(?!律)|条例|规定|办法|细则)")
_FORMULA = re.compile(
    "应当|依法|履行|下列|具备|承担|按照|负有|提交|包括|职责|义务|条件|材料|内容|的|并"
)
"""What all leads have in common, whatever they ask for."""
_CLOSED = frozenset("职责 义务 条件 内容 资料 材料 文件 事项 措施 制度 权利 责任".split())
"""What such a list leaves out is not of it; what is forbidden in one may be so in another."""
_OF_PARTIES = frozenset("职责 义务 权利 责任".split())
_VAGUE = re.compile("有关|相关|各级|各部门|成员单位")
"""Of such parties nobody can say whether one that is named elsewhere is among them."""
_FALSE_SHARE = 0.5
_ALIKE = 0.4
_SHORT = 8  # characters; such items are compared character by character
_SHARED = 5  # characters in a row that two items have only where they say a thing in common
_LONGEST = 60
_LONGEST_POINT = 75


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list: the words that lead to it, what its items are (职责, 条件 …), and the items.

    `lead` has 下列 where the items belong; `whole` tells whether no item is a catch-all.
    """

    law: str
    lead: str
    noun: str
    items: tuple[str, ...]
    source: Source
    headings: tuple[str, ...]
    whole: bool


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
            start, end = clause.start + lead.start, clause.start + sentences[-1].end
            words = document.text[clause.start + lead.start : clause.start + sentences[0].start]
            match = _LEAD.match(_lead_words(words))
            if match and not any(d.start < end and start < d.end for d in document.defects):
                told = _items(clause, sentences[0].start, sentences[-1].end)
                if not told:
                    continue
                items = [item for item in told if not _CATCH_ALL.search(item)]
                yield Enumeration(
                    law_of(document),
                    match[0].rstrip("："),
                    match["noun"],
                    tuple(items),
                    source_of(document, clause, start, end),
                    clause.path,
                    len(items) == len(told),
                )


def _lead_words(words: str) -> str:
    """Return the line that leads to the list, without its number and what it calls things."""
    line = _MARK.sub("", words.split("\n", maxsplit=1)[0]).strip()
    return _OWN_NAME.sub("该", re.sub("[（(]以下(?:简称|统称)[^）)]*[）)]", "", line))


def _items(clause: Clause, start: int, end: int) -> list[str]:
    """Return the items, one a line, without their marks; [] where a line is broken off."""
    first = clause.text.rfind("\n", 0, start) + 1
    lines = _OWN_NAME.sub("该", clause.text[first:end]).split("\n")
    lines = [line.strip(" 　") for line in lines if line.strip(" 　")]
    whole = all(_MARK.match(line) for line in lines) and all(map(_ENDED.search, lines[:-1]))
    told = (_MARK.sub("", line).strip(" 　；;。，,") for line in lines)
    return [re.sub("[；;，,]?(?:和|以及)$", "", words) for words in told] if whole else []


def multiple_choice(own: Enumeration, others: Sequence[Enumeration], seed: str) -> Iterator[Item]:
    """Yield the 多选 on a list; the wrong options are items of lists of the same kind."""
    if own.noun not in _CLOSED or _REFERS.search(own.lead) or _VAGUE.search(own.lead[:12]):
        return
    chance = chooser(seed, own.source.clause_id, own.source.start, "多选")
    right = [item for item in own.items if _fit(item)]
    if len(right) < 2:
        return
    chosen = chance.sample(right, min(len(right), chance.choice([2, 3, 3, 4])))
    wrong = [item for item, _ in _strangers(own, others, chosen, chance)]
    count = max(1, 4 - len(chosen))
    if len(wrong) < count:
        return
    options = chosen + wrong[:count]
    chance.shuffle(options)
    key = sorted(options.index(item) for item in chosen)
    letters = "、".join(f"“{options[at]}”" for at in key)
    yield make_item(
        ItemType.MULTIPLE,
        f"多选·列举（{own.noun}）",
        f"根据{own.law}，{own.lead.replace('下列', f'下列{GAP}', 1)}。",
        [own.source],
        explained(own.source, verbatim=True, answer=f"应选{letters}。"),
        own.headings,
        options=options,
        key=key,
    )


def judged_item(own: Enumeration, others: Sequence[Enumeration], seed: str) -> Iterator[Item]:
    """Yield the 判断 whether something belongs to a list; what does not is of another party's."""
    if own.noun not in _OF_PARTIES or _REFERS.search(own.lead) or not canonical(own.lead):
        return
    if _VAGUE.search(own.lead):
        return
    chance = chooser(seed, own.source.clause_id, own.source.start, "判断")
    right = [item for item in own.items if _fit(item)]
    if not right:
        return
    item, change, told = chance.choice(right), None, "正确。"
    if chance.random() < _FALSE_SHARE:
        found = _strangers(own, others, [item], chance)
        if not found or not canonical(found[0][1].lead):
            return
        item, other = found[0]
        change = Change("主体", other.lead, own.lead)
        told = f"错误。题中把别处所列的一项（{other.law}：{other.lead}）写成了这里的。"
    yield make_item(
        ItemType.TRUE_FALSE,
        f"判断·列举（{own.noun}）",
        f"根据{own.law}，{own.lead.replace('下列', '以下', 1)}，其中有：{item}。",
        [own.source],
        explained(own.source, verbatim=True, answer=told),
        own.headings,
        options=("正确", "错误"),
        key=[1 if change else 0],
        change=change,
    )


def _strangers(
    own: Enumeration,
    others: Sequence[Enumeration],
    like: Sequence[str],
    chance: random.Random,
) -> list[tuple[str, Enumeration]]:
    """Return at most four items of other lists on the topic, of the length of those in `like`.

    None of them is like an item of the list, or of any list with a like lead.
    """
    rivals = [each for each in others if _of_one_thing(each.lead, own.lead)]
    barred = [item for each in [own, *rivals] for item in each.items]
    lead = _FORMULA.sub("", own.lead)
    mean = sum(map(len, like)) / len(like)
    topic = _topic(own)
    near = [
        each
        for each in chance.sample(others, len(others))
        if each not in rivals and (each.law == own.law or topic == _topic(each) != GENERAL)
    ]
    near.sort(key=lambda each: each.law != own.law)
    found: dict[str, Enumeration] = {}
    for each in near:
        for item in chance.sample(each.items, len(each.items)):
            fits = _fit(item) and mean / 2 <= len(item) <= mean * 2
            if fits and not any(_alike(item, other) for other in (*barred, *found, lead)):
                found[item] = each
        if len(found) >= 4:
            break
    return list(found.items())[:4]


def short_answer(own: Enumeration) -> Iterator[Item]:
    """Yield the 简答 that asks for the whole list."""
    if not own.lead.endswith(own.noun) or re.match("(?:各?有关|相关)", own.lead):
        return  # 「…下列条件，并…」 makes no question, 「有关部门」 nobody can answer for
    if not 3 <= len(own.items) <= 8 or sum(map(len, own.items)) > 360 or _REFERS.search(own.lead):
        return
    if not all(map(_fit_point, own.items)):
        return
    stem = re.sub("^(?:本市|本省)", "", own.lead).replace("下列", "哪些", 1)
    yield make_item(
        ItemType.SHORT,
        f"简答·列举（{own.noun}）",
        f"根据{own.law}，{stem}？" + ("" if own.whole else "（“其他”一项不计）"),
        [own.source],
        explained(own.source, verbatim=True, answer=""),
        own.headings,
        points=own.items,
    )


def _topic(own: Enumeration) -> str:
    return topic_of(own.lead, (own.law,))


def _fit(item: str) -> bool:
    return 4 <= len(item) <= _LONGEST and not _REFERS.search(item) and "\n" not in item


def _fit_point(item: str) -> bool:
    return (
        3 <= len(item) <= _LONGEST_POINT
        and "\n" not in item
        and not re.search("前款|前项|本款|第[一二三四五六七八九十]+[条款项]", item)
    )


def _of_one_thing(one: str, other: str) -> bool:
    """Whether two leads may ask for the same: they bind a common party, or are alike."""
    parties = canonical(one), canonical(other)
    if all(parties):
        return bool(set(parties[0]) & set(parties[1]))
    return _alike(_FORMULA.sub("", one), _FORMULA.sub("", other))


def _alike(one: str, other: str) -> bool:
    pairs = _pairs(one), _pairs(other)
    least = min(map(len, pairs))
    if least == 0 or len(pairs[0] & pairs[1]) / least >= _ALIKE:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) <= _SHORT and sum(char in longer for char in shorter) > len(shorter) / 2:
        return True  # 业主名册 and 业主清册
    return any(one[at : at + _SHARED] in other for at in range(len(one) - _SHARED + 1))


def _pairs(words: str) -> set[str]:
    bare = re.sub(r"[\W_]+", "", words)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}
