"""Which questions are not fit for the bank, and why?"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from corpus.near_duplicates import Sketches, likeness, sketch
from corpus.normalise import nfkc
from corpus.privacy import SURNAME, mask_contacts
from library.questions.bank import SetAside
from library.questions.digest_wording import spelled_out
from library.questions.records import Item, ItemType
from library.questions.topics import GENERAL

__all__ = ["Gatekeeper", "dangling"]

_LONGEST = {ItemType.TRUE_FALSE: 120, ItemType.SINGLE: 140, ItemType.BLANK: 140}
_NEAR = 0.85

_DANGLING = re.compile(
    "前款|前条|前项|前述|前两款|上述|上款|本条(?!例)|本款|本项|该款|该条(?!例)|以上规定|以上行为|如下|"
    "(?:不符合|未按照?|按照?|达到)(?:相关|有关|规定)的?(?:要求|标准)的，|未按(?:照)?(?:规定|要求)(?:报告|履行|执行|办理|整改|备案|提供|处理)的，|"
    "(?:^|，)违反(?:该(?:法|条例|规定|办法))?规定(?:的|，(?:情节|造成|导致|致使|逾期|拒不|由|责令|处|给予|没收))|"
    "(?<!提出)(?<!有)(?<!无)异议(?:处理|人|成立)|(?:^|，|、)规划(?:期限|编制机关|期)|[在于]会议(?:召开|结束)|(?:^|应当在?)验收合格后|^(?:决定解聘|备案内容|登记事项)|"
    "(?:处理|审查|检查|核查|评估)结果(?:书面)?(?:答复|告知)|"
    "(?:^|，|应当)自(?:公告|核发|订立|签订|批准|发布)之日起|(?:收到|接到|受理)(?:报告|申请|通知|材料)(?:或者(?:申请|报告))?(?:之日|后)|"
    "^(?:会议结束|合同签订|(?:险情|灾情|隐患)(?:消除|排除|解除))后|^[有对]提出异议|^[^，]{0,24}审核同意的，|^[一二两三]年内未|进行核实，并出具|"
    "应当为其|应当至少在开工前|未履行(?:相关|有关|规定的?)义务|在期限届满|^.{0,8}以下的罚款，由|^一个任期内|^其中，|^[^，]{0,8}拒不(?:改正|整改|停止)的，|"
    "(?<!的)下列[^（]|以下(?:情形|行为|条件|规定|内容)|第[一二三四五六七八九十百]+(?:条|款|项|章|节)|(?:见|本)附件|附件[一二三四五六七八九十\\d所中]|附表|见表"
)
_ITS = re.compile("(?<![及与尤极])其(?![他它中余实次])")
_THAT = re.compile("(?:^|，)(?:该|此类|这些|这种|上述)(?!法|条例|办法|规定|细则|意见|通知|方案)")
_NOUN = re.compile(
    "单位|企业|部门|人员|机构|负责人|人民政府|工程|事故|设备|设施|活动|用户|建筑|房屋|经营者|机关|业主|公司|组织|场所|电梯|项目"
)


def dangling(text: str) -> str:
    """Return the word that refers to something outside the text, '' where none does."""
    if match := _DANGLING.search(text):
        return match[0]
    for match in _ITS.finditer(text):
        if not _NOUN.search(text[: match.start()]):
            return match[0]
    match = _THAT.search(text)
    return match[0].lstrip("，") if match and not _NOUN.search(text[: match.start()]) else ""


_TEMPLATE = re.compile("危大工程|专家论证|事故等级|简答·|单选·文件|案例分析")
"""Rules whose stems are of one form: of two accidents, only place and numbers differ."""
_PREFIX = re.compile("^根据[^，]{2,80}，")


class Gatekeeper:
    """Lets items through one after another; remembers those it let through."""

    def __init__(self, known: Sequence[Item] = ()) -> None:
        """`known` are items of the bank, which new ones must not repeat."""
        self._sketches = {kind: Sketches({}) for kind in ItemType}
        self._texts: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        for item in known:
            text = _asked(item)
            self._remember(item, text, sketch(text))

    def check(self, item: Item) -> SetAside | None:
        """Return why the item is set aside, None where it passes and is remembered."""
        for gate, reason in _failures(item):
            return SetAside(item, gate, reason)
        text = _asked(item)
        of_text = sketch(text)
        if twin := self._twin(item, text, of_text):
            return SetAside(item, "近似重复", f"与{twin}近似")
        self._remember(item, text, of_text)
        return None

    def _twin(self, item: Item, text: str, of_text: bytes) -> str:
        same = self._stems.get(_exact(item))
        if same and same != item.item_id:
            return same
        if _TEMPLATE.search(item.rule):
            return ""
        return next(
            (
                other
                for other in self._sketches[item.type].near(of_text)
                if other != item.item_id and likeness(text, self._texts[other]) >= _NEAR
            ),
            "",
        )

    def _remember(self, item: Item, text: str, of_text: bytes) -> None:
        self._texts[item.item_id] = text
        self._stems[_exact(item)] = item.item_id
        if not _TEMPLATE.search(item.rule):
            self._sketches[item.type].put(item.item_id, of_text)


def _asked(item: Item) -> str:
    """Return what likeness is judged by: the stem without its law, and options that ask."""
    return _PREFIX.sub("", item.stem) + _asking_options(item)


def _exact(item: Item) -> str:
    """Return what no two items have in common: stems of one form differ in little, but differ."""
    asked = item.stem + _asking_options(item) if _TEMPLATE.search(item.rule) else _asked(item)
    return f"{item.type}{_bare(asked)}"


def _asking_options(item: Item) -> str:
    """Return the options where all of the question is in them: 「下列各项中……」."""
    return "".join(sorted(item.options)) if "下列" in item.stem else ""


def _bare(words: str) -> str:
    return re.sub(r"\W+", "", nfkc(words).text)


def _failures(item: Item) -> Iterator[tuple[str, str]]:
    """Yield gate and reason of each failure, the gravest first."""
    if not item.sources or any(not source.quote for source in item.sources):
        yield "无依据", "没有可引用的原文"
    if reason := _wrong_key(item):
        yield "答案", reason
    stem = _PREFIX.sub("", item.stem)
    if word := dangling(re.sub("下列(?:（　　）|各项|标准)", "", stem)):
        yield "指代不明", f"题干里的“{word}”离开上下文不知所指"
    if reason := _clue(item):
        yield "题干泄露答案", reason
    if reason := _general(item, stem):
        yield "过于空泛", reason
    if reason := _elsewhere(item):
        yield "与业务无关", reason
    if reason := _ungrammatical(item, stem):
        yield "不通顺", reason
    if reason := _private(item):
        yield "个人信息", reason


def _wrong_key(item: Item) -> str:
    quoted = "".join(source.quote for source in item.sources)
    quotes = _bare(quoted) + _bare(spelled_out(quoted))
    if len(set(map(_bare, item.options))) < len(item.options):
        return "有两个选项相同"
    if item.type in {ItemType.SINGLE, ItemType.TRUE_FALSE} and len(item.key) != 1:
        return "正确选项不是一个"
    if item.type is ItemType.MULTIPLE and not 2 <= len(item.key) < len(item.options):
        return "多选的正确选项应不少于两个，又不是全部"
    if item.rule.startswith(
        ("单选·数字", "单选·期限", "单选·主体", "单选·对象", "单选·定义", "多选·列举", "多选·主体")
    ):
        said = re.sub(
            "该(?=法|条例|规定|办法|细则)", "本", "\n".join(item.options[at] for at in item.key)
        )
        for answer in said.split("\n"):
            if _bare(answer) not in quotes and _bare(answer).removeprefix("在") not in quotes:
                return f"原文里没有“{answer[:20]}”"
    for accepted in item.blanks:
        if _bare(accepted[0]) not in quotes:
            return f"原文里没有“{accepted[0][:20]}”"
    return ""


def _clue(item: Item) -> str:
    if item.type is not ItemType.SINGLE:
        return ""
    right = _bare(item.options[item.key[0]])
    if len(right) >= 2 and right in _bare(item.stem.partition("，")[2]):
        return f"题干里已有“{item.options[item.key[0]]}”"
    lengths = [len(option) for option in item.options]
    if len(right) > 8 and len(right) > 2 * sorted(lengths)[-2]:
        return "正确选项比其他选项长得多"
    return ""


def _general(item: Item, stem: str) -> str:
    if item.type not in {ItemType.TRUE_FALSE, ItemType.SINGLE, ItemType.BLANK}:
        return ""
    if match := _BOILERPLATE.search(stem):
        return f"“{match[0]}”是各部法规都有的套话"
    left = stem
    for word in _general_words():
        left = left.replace(word, "")
    left = re.sub(r"[\W_]+", "", left)
    return "" if len(left) >= 8 else f"除常用套话外只剩“{left}”"


def _elsewhere(item: Item) -> str:
    """Return what is of no use to a trainer of this field, '' where nothing is."""
    if match := _off_topic().search(item.stem):
        return f"“{match[0]}”不是安全和住建业务，或者制度已经废止"
    if _LOCAL.match(item.stem) and (match := _DISSOLVED.search(item.stem)):
        return f"“{match[0]}”已经撤并，所依据的可能是旧版"
    return f"没有一个主题的词，归入“{GENERAL}”" if _made_of_law(item) else ""


def _made_of_law(item: Item) -> bool:
    """Whether an item on the words of a text is of no topic of the field."""
    asked = item.rule.startswith(("判断·", "单选·", "填空·", "多选·", "简答·列举"))
    return asked and item.topic == GENERAL and not _FIELD.search(item.stem)


_FIELD = re.compile(
    "安全生产|建筑|建设|施工|危险性较大|工程|建办质|事故|电梯|管线|城乡规划|违法建|房地产|住宅"
)
_LOCAL = re.compile("根据《[^《》，]{1,14}?[省市区州县]")
_DISSOLVED = re.compile(
    "安全生产监督管理(?:部门|局|机构)|安监(?:部门|局)|公安(?:机关)?消防(?:部门|机构)|质量技术监督|房产管理局|建设行政管理局|"
    "国土资源|工商行政管理|规划国土|劳动行政部门|旅游局|文化局|卫生局"
)


@cache
def _off_topic() -> re.Pattern[str]:
    text = (files("library") / "data" / "off_topic_words.txt").read_text("utf-8")
    return re.compile("|".join(map(re.escape, text.split())))


_BOILERPLATE = re.compile(
    "具体办法|另行制定|依法(?:承担|追究).{0,10}责任|(?:从其|依照其|有关)规定执行|实施细则|(?:表彰|奖励)|"
    "(?:列入|纳入).{0,12}(?:预算|规划)|都有[^，]{0,20}(?:权利|义务)|负责(?:本|全)[^，]{0,24}工作(?:[，。]|$)|以下(?:简称|统称)|自.{4,12}起施行|"
    "依法给予.{0,8}处分|适用(?:该|本)|按照职责分工|结合本[市省]实际|处罚(?:决定)?不服|行政复议|法律、法规(?:另有)?规定|办法由.{0,20}制定|提高.{0,8}水平"
)


@cache
def _general_words() -> tuple[str, ...]:
    text = (files("library") / "data" / "general_words.txt").read_text("utf-8")
    return tuple(sorted(text.split(), key=len, reverse=True))


_BROKEN = re.compile(
    "[，、；：]{2}|不得不|应当应当|不得不得|可以可以|可以应当|[，、；：]。$|^[，、；。并且但]|[一-龥]\\s+(?!第\\d)[一-龥]|^根据"
)


def _ungrammatical(item: Item, stem: str) -> str:
    if match := _BROKEN.search(stem):
        return f"“{match[0]}”处不通"
    longest = _LONGEST.get(item.type, 400)
    if len(stem) > longest:
        return f"题干长{len(stem)}字，不便阅读"
    if item.type is ItemType.TRUE_FALSE and len(stem) < 12:
        return "题干太短"
    pairs = ("（）", "《》", "“”", "()")
    if any(stem.count(pair[0]) != stem.count(pair[1]) for pair in pairs):
        return "括号或引号不成对"
    return ""


_PERSON = re.compile(
    rf"(?:厅长|局长|部长|主任|市长|省长|书记|处长|同志|组长|主席|总理)(?:{SURNAME}[一-龥]{{1,2}})(?=任|为|同志|担任|、|，)"
)


def _private(item: Item) -> str:
    text = "\n".join((item.stem, *item.options, *item.points))
    if "已隐去〕" in text or mask_contacts(text).places:
        return "含有联系方式"
    return f"含有人名“{match[0]}”" if (match := _PERSON.search(text)) else ""
