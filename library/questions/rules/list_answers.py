"""Which lists may somebody be asked to tell by heart, and how is he asked?"""

import re
from collections.abc import Iterator

from library.questions.records import Item, ItemType
from library.questions.rules.enumerations import BANNED, CASES, REFERS, Enumeration
from library.questions.rules.making import explained, make_item
from library.questions.rules.quantities import quantities_in

__all__ = ["short_answer"]

_MOST, _LONGEST_POINT, _LONGEST = 8, 75, 220
_SLOGAN = re.compile(
    "^(?:依法|负责|组织|协助|配合|做好|、|，)*(?:指导|监督|加强|健全|完善|推动|推进|促进|统筹|宣传|贯彻|"
    "研究|支持|引导|遵守|接受|落实)|相适应|健全的|完善的|必要的|相应的"
)
"""What any authority does, and what any applicant has."""
_GENERAL = frozenset({"规定", "要求", "标准", "制度", "措施"})
"""Of such a list nobody can know what it holds unless it is said on which occasion."""
_BARE = re.compile(
    "^[^，]{0,24}?(?:单位|企业|经营者|人|人员|机构|部门|公司|用户|工程|设施|设备)，?"
    "(?:应当|必须)[^，]{0,6}下列"
)
_EVERYBODY = re.compile("任何|单位|和|或者|个人|禁止|不得|从事|实施|进行|有|下列|行为|活动|违法|，")
_MANNERS = re.compile("吐痰|便溺|果皮")
"""What anybody knows to be ill-mannered."""
_SHORT = re.compile(
    "^[^，]{1,3}(?:应当|必须|履行|包括|主要|由|负责|不得)|^[^，]{1,4}(?:应当|主要)?包括|"
    "^(?:联席会议|领导小组)|^在?(?:安全)?保护(?:范围|区)内"
)
"""Leads whose subject is called by a name that the sentences before have explained."""
_UNSAID = re.compile(
    "^(?:各?有关|相关|逾期|拒不)|是[^，]{2,12}的，|，(?:应当)?(?:主要)?包括|"
    "(?:^|，)[^，]{0,12}(?:可以|方可|应当|不予|由)[^，将对]{0,16}(?:进行|予以|给予)?(?:修改|调整|批准|报批|处理|更换|受理)$"
)
"""Leads that do not say who, or of what."""
_ACTS = re.compile("(?:^|，)(?:可以|有权|应当|必须)")
_NAMED = re.compile("单位|企业|机构|部门|人员|政府|办事处|委员会|人|者|业主|用户|公司|大会")


_HAS = "(?:有|存在|出现|具有)"
_WORDED = tuple(
    (re.compile(form), told)
    for form, told in (
        (f"^{_HAS}下列([^，]*?情[形况])之一的?，(?=属于|视为|为)", r"哪些\1"),
        (f"^{_HAS}下列([^，]*?情[形况])之一(?:时|的)?，(?!不|[^，]*的，)", r"在哪些\1下，"),
        ("下列([^，]*?)条件之一", r"哪些\1条件之一"),
        ("下列([^，]*?)之一", r"哪些\1"),
        ("(?:应当)?(?:按照|依照)下列规定(?:予以|进行)?(?!执行)(?=[^，。应])", "如何"),
    )
)
"""How a lead becomes a question, where 哪些 in the place of 下列 would make none."""


def short_answer(own: Enumeration) -> Iterator[Item]:
    """Yield the 简答 that asks for the whole list."""
    if not (_asked_whole(own) and _told(own.lead) and _occasion(own)):
        return
    yield make_item(
        ItemType.SHORT,
        f"简答·列举（{own.noun}）",
        f"根据{own.law}，{_question(own)}？" + ("" if own.whole else "（“其他”一项不计）"),
        [own.source],
        explained(own.source, verbatim=True, answer=""),
        own.headings,
        points=own.items,
    )


def _question(own: Enumeration) -> str:
    stem = own.lead
    for form, told in _WORDED:
        stem = form.sub(told, stem)
    return stem.replace("下列", "哪些", 1)


def _asked_whole(own: Enumeration) -> bool:
    """Whether it is no more than can be known, each point says something, and most are no rote."""
    rote = sum(bool(_SLOGAN.search(item)) and not _exact(item) for item in own.items)
    return (
        3 <= len(own.items) <= _MOST
        and sum(map(len, own.items)) <= _LONGEST
        and all(map(_fit_point, own.items))
        and not _MANNERS.search("".join(own.items))
        and rote * 2 <= len(own.items)
    )


def _exact(item: str) -> bool:
    return any(True for _ in quantities_in(item))


def _told(lead: str) -> bool:
    """Whether the lead names who or what it is of, and is understood alone."""
    if "公开" in lead or REFERS.search(lead) or _UNSAID.search(lead) or _SHORT.search(lead):
        return False
    acts = _ACTS.search(lead)
    return acts is None or bool(_NAMED.search(lead[: acts.start()])) or acts.start() == 0


def _occasion(own: Enumeration) -> bool:
    """Whether the lead says where the list ends: of what, on which occasion, in which place."""
    if own.noun == BANNED:
        harm = re.search("危[及害]|损[害坏毁]|影响|破坏|妨碍|保护|安全|污染|设施", own.lead)
        return own.asks and bool(harm) and len(_EVERYBODY.sub("", own.lead)) >= 3
    if own.noun == CASES:
        return "其他" not in own.then
    return own.asks and not (own.noun in _GENERAL and _BARE.match(own.lead))


def _fit_point(item: str) -> bool:
    return (
        3 <= len(item) <= _LONGEST_POINT
        and "\n" not in item
        and not re.search("前款|前项|本款|第[一二三四五六七八九十]+[条款项]", item)
    )
