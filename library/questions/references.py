"""Which words of a text refer to something that stands outside it?"""

import re

__all__ = ["dangling"]

_POINTS = re.compile(
    "前款|前条|前项|前述|前两款|上述|上款|本条(?!例)|本款|本项|该款|该条(?!例)|以上规定|以上行为|如下|(?<!的)下列[^（]|"
    "以下(?:情形|行为|条件|规定|内容|标准)|第[〇一二三四五六七八九十百]+(?:条|款|项|章|节)|(?:见|本)附件|附件[一二三四五六七八九十\\d所中]|附表|见表|^其中，|"
    "(?:相关|有关)(?:禁止)?(?:行为|义务|职责)|禁止性?行为的|符合情形|[^，]{0,6}相关规定的，|违法[该本]|^[^，]{0,3}报送审批前|^在公示期|应当公示的内容|另行选聘|自行使用|^拒绝接收|相关(?:安全)?技术措施|^[^，的]*应当为其|"
    "相关(?:款项|收益|费用|建筑|数据)|^[^，]{0,16}相关单位|(?:该|本)(?:法|条例|规定|办法)(?:施行|实施)(?:前|后|之日)|(?<!业主大会)筹备经费|申请热用户|^有关部门和单位应当|"
    "[未不][^，。]{0,8}相关(?:资料|信息)的，"
)
"""What names a place of the text, or what stands at one."""
_NO_BREACH = re.compile(
    "(?:不符合|未按照?|按照?|达到|未履行)(?:相关|有关|规定)的?(?:要求|标准|义务|职责)的，|"
    "未按(?:照)?(?:规定|要求|期)(?:报告|履行|执行|办理|整改|备案|提供|处理|告知[^，]{0,8})的，|"
    "未按(?:照)?(?:规定|要求)[^，]{0,16}进行[^，]{2,4}的，|"
    "未(?:向[^，]{2,20})?(?:及时)?(?:报告|告知|备案|申报|报送文件资料)[的、]|"
    "违反(?:该(?:法|条例|规定|办法))?(?:规定)?(?:第|的?，?(?:分别)?(?:其|由|每|对|可以|并处|或者|责令|处|给予|没收|情节|造成|导致|致使|逾期|拒不))|"
    "^[^，]{0,8}的由[^，]{2,30}(?:责令|处)|拒绝接收的|未采取补救措施的|未立即停止作业的|"
    "届满(?:[一二三四五六七八九十\\d]+(?:日|个工作日)|（　　）|____)[以之]?内|"
    "^[^，]{0,8}拒不(?:改正|整改|停止)的，|^.{0,8}以下的罚款，由"
)
"""A penalty whose breach stands in another article."""
_PAPERS = (
    "(?:收到|接到|受理|提出|作出)[^，。]{0,12}?(报告|申请|通知|材料|举报|投诉|异议|决定|意见)"
    "(?:或者(?:申请|报告))?(?:之日|后)|(审核)同意的，|(?<!提出)(?<!有)(?<!无)(异议)(?:处理|人|成立)"
)
_BARE = (
    "(?:^|(?<=[，。；于在自至从]))(?:(会议)(?:召开|结束)|(合同)签订(?:之日|后)|(险情|灾情|隐患)(?:消除|排除|解除)|"
    "(?:有效)?(期限?)届满|(审查|检查|核查|评估|处理)结果|(公告|核发|订立|签订|批准|发布|登记)之日起|(登记|备案)后|接受(委托)|(验收)合格后)"
)
_EVENTS = re.compile(f"{_PAPERS}|{_BARE}")
"""Events of which something must have been said before, if no word right before says of what."""
_NEEDED = {
    "期": "期|许可|批准|合同|资质|证",
    "期限": "期|许可|批准|合同|资质|证",
    "验收": "验收|竣工|工程|设施|设备",
    "会议": "会",
}
"""What must have been said where it is not the word itself."""
_BODIES = re.compile(
    "(?:^|[，。；由经向报])(?:筹备组|联席会议|评审委员会|领导小组|评估小组|鉴定机构|管理人)"
    "(?:应当|可以|不得|负责|成员|自|由|未)"
)
"""Bodies of which nobody knows whose they are."""
_ITS = re.compile("(?<![及与尤极])(?<!责令)(?<!吊销)(?<!没收)其(?![他它中余实次])")
_THAT = re.compile("(?:^|，)(?:该|此类|这些|这种|上述)(?!法|条例|办法|规定|细则|意见|通知|方案)")
_NOUN = re.compile(
    "单位|企业|部门|人员|机构|负责人|人民政府|工程|事故|设备|设施|活动|用户|建筑|房屋|经营者|机关|业主|公司|组织|场所|电梯|项目"
)


def dangling(text: str) -> str:
    """Return the word that refers to something outside the text, '' where none does."""
    for pattern in (_POINTS, _NO_BREACH, _BODIES):
        if match := pattern.search(text):
            return match[0].strip("，。；")
    return _untold_event(text) or _untold_thing(text) or _untold_breach(text)


def _untold_event(text: str) -> str:
    for match in _EVENTS.finditer(text):
        noun = next(word for word in match.groups() if word)
        before = text[: match.start()]
        if not re.search(_NEEDED.get(noun, noun), before):
            return match[0]
    return ""


def _untold_thing(text: str) -> str:
    """Return a 其 or 该 before which nothing is named that it might stand for."""
    if "筹备组" in text and "业主大会" not in text:
        return "筹备组"
    for pattern in (_ITS, _THAT):
        for match in pattern.finditer(text):
            if not _NOUN.search(text[: match.start()]):
                return match[0].lstrip("，")
    return ""


_FINED = re.compile("的，(?=由|责令|处|可以|给予|没收|并处|警告)")
_BREACH = re.compile("违反(?:该(?:法|条例|规定|办法))?规定，?")
_BREAKS = re.compile("[未不擅违超拒损侵非伪瞒漏逾占私虚弄无毁害坏盗挪冒借骗阻妨隐滥乱]")
_LEAST, _SHORT = 11, 16


def _untold_breach(text: str) -> str:
    """Return what is fined where it is not told what is wrong, or of what.

    「电梯安装单位移装电梯的，处……」, 「拒绝接收的，处……」.
    """
    fined = _FINED.split(text)
    if len(_BREACH.findall(text)) > 1 and "罚款" in text:
        return "违反规定"  # of which articles is not told
    if "罚款" not in text or len(fined) == 1 or not _BREACH.search(fined[0]):
        return ""
    act = _BREACH.sub("", fined[0]).lstrip("，")
    wrong = _BREAKS.search(act)
    if wrong is None:
        adjacent = not re.search("违反(?:该(?:法|条例|规定|办法))?规定[，的]", fined[0])
        return act if adjacent or len(act) <= _SHORT else ""
    return act if len(act) < _LEAST and wrong.start() == 0 else ""
