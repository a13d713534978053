"""Which personal names stand in a report, so that no record carries them?

A name is taken for one where an office, a trade or a fate stands before it, or sex and age after
it; then it goes wherever it stands. A name that is masked already (张某某) stays as printed. Marks
have the length of the name, so that places in the text stay true.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.privacy import SURNAME

__all__ = ["Redacted", "redact"]

_ONE = (
    r"(?:死者|伤者|住户|租户|租客|居民|村民|用户|顾客|乘客|学生|邻居|群众|遇难者|遇害者|受害人|罹难者|当事人|目击者|报警人|驾驶员|司机|安全员|施工员|质检员"
    r"|班组长|班长|队长|工长|包工头|项目经理|执行经理|法定代表人|实际控制人|董事长|总经理"
    r"|总监理工程师(?:代表)?|房主|业主(?!管)|户主|店主|经营者|犯罪嫌疑人|嫌疑人|被告人)"
)
_SEVERAL = (
    r"(?:受伤人员|死亡人员|家属|工人|员工|作业人员|施工人员|操作人员|现场人员|管理人员|操作工|电焊工|焊工"
    r"|架子工|木工|瓦工|钢筋工|电工|杂工|普工|小工|信号工|司索工|安装工|拆卸工|质量员|资料员|材料员"
    r"|监理员|技术员|值班员|带班人员?|生产经理|负责人|总监(?:代表)?|监理工程师|承包人|发包人|租赁人"
    r"|承租人|出租人|老板|股东|专家|组长|成员|经办人|审批人|包括|分别为|分别是)"
)
_BY = (
    r"(?:匠|带领|率领|指派|指使|叫上|雇佣的|雇请的?|雇用的?|(?:发包|转包|分包|承包|租|交)给"
    r"|名叫|叫做)"
)
_GIVEN = r"(?!某)[\u4e00-\u9fff](?:(?!某)[\u4e00-\u9fff])?"
# Words that begin as names do and stand where names stand.
_NO_NAME = (
    r"(?!安全|安装|安排|施工|施救|高处|高空|高度|管理|方案|方法|方式|成员|成立|时间|应当|应急|任意|任职|任命"
    r"|危险|向|常年|常规|项目|明确|方便|支护|支撑|支模|支架|支设|支付|金属|水平|平台|于此|于是|连续|万元"
    r"|全部|全体|全面|全国|单位|左右|从业|吊装|严重|严格|温度|路面|路基|房屋|房产|车辆|包括|包工|柴油|经理"
    r"|相关|有关|干部|阳台|石材|马上|封闭|冷却|符合|池|武器|班组|班前|解除|解决|巡查|巡检|查看|查验|查处"
    r"|席位|党员|党委|项下|易燃|易发|盛装|钱款|边坡|边缘|商定|景区|师傅|申请|申诉|申报|申告|路线|路名|文化|文明|查询|查阅|查明"
    r"|成本|成长|费用|陈述|管道|管机|房地|楼房|江河|储备|商品|商户|关系|任何|任主|任总|宗旨|车间|车站|劳动|原因"
    r"|连接|严禁|严格|金融|应知|应会|常用|常见|明知|明显|左侧|右侧|易于|沙土|石块|冷库|柴火|燕郊|钱财)"
)
_END = (
    r"(?=[\s,，、。；;：:（(）)和与及等在未因将把被向从对为是于私自]|$|同志|先生|女士|当场|擅自|违|不慎|驾驶"
    r"|操作|站在|坐在|经|受伤|死亡|坠落|掉落|进入|下到|使用|负责|安排|发现|报警|指挥|酒后|没有|随|带领"
    r"|组织|[两三四五六七八九十]人|\d)"
)
_NAME = rf"{_NO_NAME}(?P<name>{SURNAME}{_GIVEN})"
_SHORT = rf"{_NO_NAME}(?P<name>{SURNAME}{_GIVEN}?)"
_LINK = r"[ \t]?[：:为是系叫]?[ \t]?"
_FIRST = re.compile(rf"(?:{_ONE}|{_SEVERAL}){_LINK}{_SHORT}{_END}")
_SOLE = re.compile(rf"(?:{_ONE}|{_BY}){_LINK}{_NAME}")
_AGED = re.compile(rf"(?P<name>{SURNAME}{_GIVEN})[ \t]?[（(，,][ \t]?(?:男|女)[，,、）)\s]")
_CALLED = re.compile(rf"(?P<name>{SURNAME}{_GIVEN})(?:同志|先生|女士|个人(?:承包|承揽))")
_LISTED = re.compile(
    rf"(?<![\u4e00-\u9fff]){_NAME}(?=(?:、{SURNAME}{_GIVEN}){{1,9}}等?[两二三四五六七八九十\d]{{1,2}}[人名])"
)
_NEXT = re.compile(rf"(?:[（(][^（）()]{{0,40}}[）)])?[、和及与，][ \t]?{_NAME}")
_ENDS = re.compile(_END)
_MARK = "某"


class Redacted(NamedTuple):
    """The text with every name replaced by 某 as long as it was, and how many places those are."""

    text: str
    places: int


def redact(text: str) -> Redacted:
    """Replace the names of persons; what remains is for a person to check."""
    names = sorted(set(_names(text)), key=len, reverse=True)
    if not names:
        return Redacted(text, 0)
    pattern = re.compile("|".join(map(re.escape, names)))
    return Redacted(*pattern.subn(lambda match: _MARK * len(match[0]), text))


def _names(text: str) -> Iterator[str]:
    for pattern in (_AGED, _CALLED, _LISTED, _SOLE, _FIRST):
        for match in pattern.finditer(text):
            after: re.Match[str] | None = match
            while after:
                end = _end(text, after)
                yield from _worth(text, text[after.start("name") : end], end)
                after = _NEXT.match(text, end)


def _end(text: str, match: re.Match[str]) -> int:
    """Return where the name ends: after two characters where what follows them ends it."""
    start, end = match.span("name")
    return start + 2 if end > start + 2 and _ENDS.match(text, start + 2) else end


def _worth(text: str, name: str, end: int) -> Iterator[str]:
    """Yield the name; where nothing ends it, also the shorter one that it may be."""
    if len(name) > 1:  # a surname alone (负责人张) names nobody, and would go everywhere
        yield name
    if len(name) == 3 and not _ENDS.match(text, end):
        yield name[:2]
