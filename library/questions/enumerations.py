"""Which lists 「…下列职责：（一）…」 does a document lay down, and what questions do they give?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus import Clause, Document, Kind
from library.duties import canonical, sentences_in
from library.questions.making import GAP, chooser, explained, make_item
from library.questions.records import Item, ItemType, Source
from library.questions.statements import law_of, source_of

__all__ = ["Enumeration", "enumerations_in", "multiple_choice", "short_answer"]

_LEAD = re.compile(
    r"^(?P<before>[^。]{0,80}?)下列(?P<head>[^，,。：；]{0,14}?(?P<noun>职责|义务|条件|要求|内容|资料|材料|文件|"
    r"事项|措施|情况|信息|标准|规定|制度|权利|责任))(?P<after>[^。：]{0,16})：$"
)
_MARK = re.compile(r"^\s*[（(][一二三四五六七八九十]+[）)]\s*")
_CATCH_ALL = re.compile("其他|等(?:其他)?(?:规定|情形)|规定的(?:其他|应当)|另有规定")
_REFERS = re.compile("前款|前项|本条|本款|上述|第[一二三四五六七八九十]+[条款项]|(?<!及)其(?![他中])|该")
_OWN_NAME = re.compile("本(?=法(?!律)|条例|规定|办法|细则)")
_ALIKE = 0.4
_LONGEST = 60


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
            match = _LEAD.match(_OWN_NAME.sub("该", _MARK.sub("", words.split("\n")[0]).strip()))
            if match and not any(d.start < end and start < d.end for d in document.defects):
                told = [_item_words(clause, s.start, s.end) for s in sentences]
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


def _item_words(clause: Clause, start: int, end: int) -> str:
    words = _OWN_NAME.sub("该", clause.text[start:end]).strip(" 　；;。，,")
    return re.sub("[；;，,]?(?:和|以及)$", "", words)


def multiple_choice(
    own: Enumeration, others: Sequence[Enumeration], seed: str
) -> Iterator[Item]:
    """Yield the 多选 on a list; the wrong options are of lists of the same kind.

    None of them is like an item of any list with a like lead, in `others` or the list itself.
    """
    chance = chooser(seed, own.source.clause_id, own.source.start, "多选")
    if own.noun in {"规定", "要求", "标准"} or _REFERS.search(own.lead):
        return
    right = [item for item in own.items if _fit(item)]
    if len(right) < 2:
        return
    rivals = [each for each in others if _of_one_thing(each.lead, own.lead)]
    barred = [item for each in [own, *rivals] for item in each.items]
    chosen = chance.sample(right, min(len(right), chance.choice([2, 3, 3, 4])))
    mean = sum(map(len, chosen)) / len(chosen)
    wrong = list(
        dict.fromkeys(
            item
            for each in others
            if each.noun == own.noun and each not in rivals
            for item in each.items
            if _fit(item)
            and mean / 2 <= len(item) <= mean * 2
            and not any(_alike(item, other) for other in barred)
        )
    )[:12]
    count = max(1, 4 - len(chosen)) if len(chosen) < 4 else 1
    if len(wrong) < count:
        return
    options = chosen + chance.sample(wrong, count)
    if any(_alike(a, b) for n, a in enumerate(options) for b in options[:n]):
        return
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


def short_answer(own: Enumeration) -> Iterator[Item]:
    """Yield the 简答 that asks for the whole list."""
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


def _fit(item: str) -> bool:
    return 4 <= len(item) <= _LONGEST and not _REFERS.search(item) and "\n" not in item


def _fit_point(item: str) -> bool:
    return len(item) >= 3 and "\n" not in item and not re.search("前款|前项|本款", item)


def _of_one_thing(one: str, other: str) -> bool:
    """Whether two leads may ask for the same: they bind a common party, or are alike."""
    parties = set(canonical(one)) & set(canonical(other))
    return bool(parties) or _alike(one, other)


def _alike(one: str, other: str) -> bool:
    pairs = _pairs(one), _pairs(other)
    least = min(map(len, pairs))
    return least == 0 or len(pairs[0] & pairs[1]) / least >= _ALIKE


def _pairs(words: str) -> set[str]:
    bare = re.sub(r"[\W_]+", "", words)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}
