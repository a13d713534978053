"""Is a question about the field, and about something that has to be learnt?"""

import re
from functools import cache
from importlib.resources import files

from library.questions.records import Item, ItemType
from library.questions.topics import GENERAL

__all__ = ["elsewhere", "general"]


def general(item: Item, stem: str) -> str:
    """Return what all statutes have in common and the stem is made of, '' where it is not."""
    if item.type not in {ItemType.TRUE_FALSE, ItemType.SINGLE, ItemType.BLANK}:
        return ""
    if "下列" in stem:
        return ""  # what is asked stands in the options
    if match := _BOILERPLATE.search(_TAIL.sub("", stem)):
        return f"“{match[0]}”是各部法规都有的套话"
    left = stem
    for word in _general_words():
        left = left.replace(word, "")
    left = re.sub(r"[\W_]+", "", left)
    return "" if len(left) >= 8 else f"除常用套话外只剩“{left}”"


def elsewhere(item: Item) -> str:
    """Return what is of no use to a trainer of this field, '' where nothing is."""
    asked = item.stem + ("".join(item.options) if "下列" in item.stem else "")
    if match := _off_topic().search(asked):
        return f"“{match[0]}”不是安全和住建业务，或者制度已经废止"
    if _LOCAL.match(asked) and (match := _DISSOLVED.search(asked)):
        return f"“{match[0]}”已经撤并，所依据的可能是旧版"
    if (match := _POLICE.search(asked)) and not _BUILDING.search(asked):
        return f"“{match[0]}”处罚的，不是住建业务"
    of_part = _IN_PART.match(asked)
    if of_part and not _BUILDING.search(asked[of_part.end() :]):
        return f"“{of_part[1]}”里与建设无关的部分"
    made_of_law = item.rule.startswith(("判断·", "单选·", "填空·", "多选·", "简答·列举"))
    if made_of_law and item.topic == GENERAL and not _FIELD.search(asked):
        return f"没有一个主题的词，归入“{GENERAL}”"
    return ""


_IN_PART = re.compile("根据《[^》]*(轨道交通|民用爆炸物品|人民防空|民防)[^》]*》")
"""Of such statutes only what concerns building is the field's."""
_POLICE = re.compile(
    "由[^，]{0,12}(?:公安|电信|农业农村|卫生健康?|教育|民政|气象|地震工作)(?:行政)?(?:主管)?(?:机关|部门)(?=[^，]{0,12}(?:责令|处|给予))"
)
_BUILDING = re.compile("施工|建设|工程|保护区|爆破作业")
_FIELD = re.compile(
    "安全生产|建筑|建设|施工|危险性较大|工程|建办质|事故|电梯|管线|城乡规划|违法建|房地产|住宅"
)
_LOCAL = re.compile("根据《[^《》，]{1,14}?[省市区州县]")
_DISSOLVED = re.compile(
    "安全生产监督管理(?:部门|局|机构)|安监(?:部门|局)|公安(?:机关)?消防(?:部门|机构)|质量技术监督|房产管理局|建设行政管理局|"
    "国土资源|工商行政管理|规划国土|劳动行政部门|旅游局|文化局|卫生局|环境保护(?:行政)?主管部门"
)


@cache
def _off_topic() -> re.Pattern[str]:
    text = (files("library") / "data" / "off_topic_words.txt").read_text("utf-8")
    return re.compile("|".join(map(re.escape, text.split())))


_TAIL = re.compile("[，；。](?:造成|构成|情节|给他人|对|并)[^；。]*依法[^；。]*(?=。$)")
"""How a penalty ends, which says nothing of its own."""
_BOILERPLATE = re.compile(
    "具体办法|另行制定|(?:检查|执法|监察)人员[^，]{0,8}(?:不得|应当不)少于|(?:检查|执法)[^，]{0,12}由[^，]{2,6}以上|施行(?:之日|前|后)|依法(?:承担|追究).{0,10}责任|(?:从其|依照其|有关)规定执行|实施细则|(?:表彰|奖励)|"
    "(?:列入|纳入).{0,12}(?:预算|规划)|都有[^，]{0,20}(?:权利|义务)|负责(?:本|全)[^，]{0,24}工作(?:[，。]|$)|以下(?:简称|统称)|"
    "依法给予.{0,8}处分|适用(?:该|本)|按照职责分工|结合本[市省]实际|处罚(?:决定)?不服|行政复议|法律、法规(?:另有)?规定|办法由.{0,20}制定|提高.{0,8}水平"
)


@cache
def _general_words() -> tuple[str, ...]:
    text = (files("library") / "data" / "general_words.txt").read_text("utf-8")
    return tuple(sorted(text.split(), key=len, reverse=True))
