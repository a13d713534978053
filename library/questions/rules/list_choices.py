"""Which 多选 and 判断 does a list give? The wrong options are of another list of the same text.

What is not in a list is surely not of it only where the list is closed, and where the other list
is of another party that is no authority, of another application, or of cases with another end.
"""

import random
import re
from collections.abc import Iterator, Sequence

from library.questions.records import Item, ItemType
from library.questions.rules.enumerations import CASES, REFERS, Enumeration
from library.questions.rules.making import GAP, chooser, explained, make_item
from library.questions.rules.party_kinds import everybodys
from library.questions.rules.quantities import quantities_in

__all__ = ["judged_item", "multiple_choice"]

_OF_PARTIES = frozenset({"职责", "义务", "责任"})
_HANDED_IN = frozenset({"内容", "资料", "材料", "文件"})
_VAGUE = re.compile(
    "有关|相关|各级|各部门|成员单位|部门|政府|办事处|机关(?!、团体)|救援机构|派出所|管理机构"
)
"""Parties that are not named, and authorities: what one of them does, another may do as well."""
_GENERAL = re.compile(
    "^(?:建立健全|执行|加强|配合|协助|接受|遵守|落实|宣传|贯彻|督促|监督|组织|指导)|相适应|"
    "记录|存档|档案|账簿|值班|巡查|巡护|日常|自行检查|评估|提供|不得|资料$|有关(?:证明)?(?:材料|文件)$"
)
"""What is expected of others as well: to keep records, to watch, to help, to leave undone."""
_ANY_APPLICANT = re.compile("符合[^，]{0,12}(?:规划|要求|规定|标准)|制度|措施|人员")
"""What is no wrong answer, as whoever applies for anything has to have it."""
_PARTY_OF_ITS_OWN = re.compile(
    "^[^，]{2,14}(?:部门|单位|机构|政府|企业|公司|办事处|委员会)(?:应当|依法|负责|不得|可以|按照|组织)|"
    "由[^，]{2,16}组成"
)
_FORMULA = re.compile(
    "应当|依法|履行|下列|具备|承担|按照|负有|提交|包括|职责|义务|条件|材料|内容|的|并"
)
"""What all leads have in common, whatever they ask for."""
_CLASS = re.compile("(?:属于|视为|应当认定为|为)")
"""What begins with it tells a class; of a law's classes one case is of one only."""
_EMPTY = re.compile(
    "按照|有关|规定|以及|或者|进行|及时|单位|应当|工作|相关|制定|组织|管理|国家|符合|要求|建立|办理|具有"
)
"""Words that any two items may have in common, whatever they speak of."""
_COMMON = 2  # pairs of characters by which a wrong option is on the matter of the list
_OPTIONS = 4
_ALIKE = 0.4
_SHORT = 8  # characters; such items are compared character by character
_SHARED = 5  # characters in a row that two items have only where they say a thing in common
_LONGEST = 60


def multiple_choice(own: Enumeration, others: Sequence[Enumeration], seed: str) -> Iterator[Item]:
    """Yield the 多选 on a list; the wrong options are items of lists of the same kind."""
    if not _asked(own):
        return
    chance = chooser(seed, own.source.clause_id, own.source.start, "多选")
    right = [item for item in own.items if _fit(item, own) and not _repeats(item, own.lead)]
    if len(right) < 2:
        return
    wrong = [item for item, _ in _strangers(own, others, right, chance)]
    counts = [n for n in (2, 3, 3) if n <= len(right) and _OPTIONS - n <= len(wrong)]
    if not counts:
        return
    chosen = chance.sample(right, chance.choice(counts))
    wrong = [item for item in wrong if _of_form(item, chosen)][: _OPTIONS - len(chosen)]
    if len(chosen) + len(wrong) < _OPTIONS:
        return
    options = chosen + wrong
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


def judged_item(own: Enumeration, seed: str) -> Iterator[Item]:
    """Yield the 判断 that says something exact of a list; of what is not in it none is sure."""
    if own.noun not in _OF_PARTIES or not _asked(own):
        return
    chance = chooser(seed, own.source.clause_id, own.source.start, "判断")
    right = [item for item in own.items if _fit(item, own) and _exact(item)]
    if not right:
        return
    yield make_item(
        ItemType.TRUE_FALSE,
        f"判断·列举（{own.noun}）",
        f"根据{own.law}，{own.lead.replace('下列', '以下', 1)}，其中有：{chance.choice(right)}。",
        [own.source],
        explained(own.source, verbatim=True, answer="正确。"),
        own.headings,
        options=("正确", "错误"),
        key=[0],
    )


def _exact(item: str) -> bool:
    return any(True for _ in quantities_in(item))


def _asked(own: Enumeration) -> bool:
    """Whether what is not in the list is surely not of it, and its lead is understood."""
    if REFERS.search(own.lead) or not own.closed:
        return False
    if own.noun in _OF_PARTIES:
        return not _VAGUE.search(own.lead)
    return own.noun == CASES or own.noun in _HANDED_IN


def _strangers(
    own: Enumeration,
    others: Sequence[Enumeration],
    like: Sequence[str],
    chance: random.Random,
) -> list[tuple[str, Enumeration]]:
    """Return at most four items of other lists of the text, in form and length as those in `like`.

    None of them is like an item of the list, or of any list that may be of the same.
    """
    far = [each for each in others if _apart(own, each)]
    barred = [item for each in [own, *others] if each not in far for item in each.items]
    if own.noun != CASES:
        barred.append(_bare(own.lead))
    found: dict[str, Enumeration] = {}
    for each in chance.sample(far, len(far)):
        for item in chance.sample(each.items, len(each.items)):
            if not _apt(item, own, like):
                continue
            if not any(_alike(item, other) for other in (*barred, *found)):
                found[item] = each
    return list(found.items())[:4]


def _apt(item: str, own: Enumeration, like: Sequence[str]) -> bool:
    """Whether an item of another list is on the matter of this one, and no part of it."""
    mean = sum(map(len, like)) / len(like)
    if not (_fit(item, own) and mean / 2 <= len(item) <= mean * 2 and _of_form(item, like)):
        return False
    if own.noun == CASES and any(item.endswith(each[-2:]) for each in own.items):
        return False  # a large boiler that explodes is a boiler that explodes
    matter = set().union(*(_content(words) for words in (own.lead, *own.items)))
    return not _foreign(item, own) and len(_content(item) & matter) >= _COMMON


def _apart(own: Enumeration, other: Enumeration) -> bool:
    """Whether what the other list says is of another party, or of cases that end otherwise."""
    if own.noun != CASES:
        same = _alike(_bare(other.lead), _bare(own.lead))
        return not same and not (own.noun in _OF_PARTIES and _VAGUE.search(other.lead))
    if own.then == other.then or not other.closed:
        return False
    classes = bool(_CLASS.match(own.then) and _CLASS.match(other.then))
    subject = own.lead.partition("下列")[0]
    return classes or (len(subject) > _SHARED and other.lead.startswith(subject))


def _foreign(item: str, own: Enumeration) -> bool:
    """Whether the item is no duty of this party alone, or names who has to do it."""
    if _PARTY_OF_ITS_OWN.search(item) or _GENERAL.search(item):
        return True
    if own.noun == "条件":
        return bool(_ANY_APPLICANT.search(item))
    return own.noun in _OF_PARTIES and everybodys(item)


_FORMS = ("^(?:有|具有|具备|符合|取得|已)", "的$", "^(?:未|不(?!同)|擅自|无)")


def _of_form(item: str, like: Sequence[str]) -> bool:
    """Whether the item begins and ends as one of those does."""
    return all(
        any(bool(re.search(form, one)) == bool(re.search(form, item)) for one in like)
        for form in _FORMS
    )


def _fit(item: str, own: Enumeration) -> bool:
    """Whether an option can be read alone; a case may say 其 of the subject of its lead."""
    refers = REFERS.search(item)
    told = refers is None or (own.noun == CASES and refers[0] == "其")
    return told and "其他" not in item and 4 <= len(item) <= _LONGEST and "\n" not in item


def _repeats(item: str, lead: str) -> bool:
    """Whether an option gives itself away by words of the stem, as what an applicant must have."""
    return "相适应" in item or any(item[at : at + 4] in lead for at in range(len(item) - 3))


def _bare(lead: str) -> str:
    return _FORMULA.sub("", lead)


def _alike(one: str, other: str) -> bool:
    pairs = _pairs(one), _pairs(other)
    least = min(map(len, pairs))
    if least == 0 or len(pairs[0] & pairs[1]) / least >= _ALIKE:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) <= _SHORT and sum(char in longer for char in shorter) > len(shorter) / 2:
        return True  # 业主名册 and 业主清册
    return any(one[at : at + _SHARED] in other for at in range(len(one) - _SHARED + 1))


def _content(words: str) -> set[str]:
    return _pairs(_EMPTY.sub("，", words))


def _pairs(words: str) -> set[str]:
    bare = re.sub(r"[\W_]+", "", words)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}
