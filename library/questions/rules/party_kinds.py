"""Which parties might be taken for another, being of its kind and not a part of it?"""

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise

__all__ = [
    "authority",
    "everybodys",
    "in_a_list",
    "own_business",
    "rivals",
    "siblings",
    "told_by",
]


_JOINS = frozenset("、和及或与")


def in_a_list(text: str, start: int, end: int) -> bool:
    """Whether the party at text[start:end] is one of several that are named together."""
    return text[max(start - 1, 0) : start] in _JOINS or text[end : end + 1] in _JOINS


@cache
def _kinds() -> tuple[tuple[str, tuple[str, ...]], ...]:
    lines = (files("library") / "data" / "party_kinds.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return tuple((kind, tuple(parties.split("|"))) for kind, parties in rows)


def siblings(party: str, law: str = "", *, wide: bool = False) -> tuple[str, ...]:
    """Return the other parties of its kind by canonical name, those most like it first.

    Of several kinds it is the one that the law's title names (物业, 燃气), or else the first in the
    table; `wide` takes all together. () where it has none.
    """
    kinds = sorted((k for k in _kinds() if party in k[1]), key=lambda kind: kind[0] not in law)
    chosen = kinds if wide else kinds[:1]
    found = (other for _, parties in chosen for other in parties if other != party)
    return tuple(dict.fromkeys(found))


_RIVALS = (
    ("建设单位", "施工单位"), ("施工单位", "监理单位"), ("施工单位", "设计单位"),
    ("勘察单位", "设计单位"), ("总承包单位", "分包单位"), ("使用单位", "电梯维护保养单位"),
    ("使用单位", "出租单位"), ("使用单位", "安装单位"), ("燃气经营者", "燃气用户"),
    ("物业服务企业", "业主委员会"), ("业主委员会", "业主大会"),
)  # fmt: skip


def rivals(party: str) -> tuple[str, ...]:
    """Return those who have to do with the same things, so that one is taken for the other."""
    return tuple(b if a == party else a for a, b in _RIVALS if party in {a, b})


_COMMON_WORDS = re.compile(
    "单位|企业|机构|人员|经营者?|部门|建设|工程|技术|服务|管理|负责人?|有关|相关"
)


def told_by(party_words: str, rest: str) -> bool:
    """Whether the rest of a sentence tells who it is: 「检测合格的……」 tells 检测机构."""
    words = _COMMON_WORDS.sub(" ", party_words).split()
    return any("".join(pair) in rest for word in words for pair in pairwise(word))


_OWN_BUSINESS = re.compile(
    "买受人|购房|出让合同|商品房|拨付|支付|付清|许可证|开标|定标|招标|保修|使用|选用|劝阻|制止|报告|举报|宣传|协助|配合|档案|出具"
)


def own_business(action: str) -> bool:
    """Whether nobody would take it for another's, or others do it as well."""
    return bool(_OWN_BUSINESS.search(action))


def authority(party: str) -> bool:
    """Whether the words name an authority: what one must do, others mostly must as well."""
    return bool(re.search("(?:部门|政府|机关|委员会|救援机构|监督机构|管理机构|办事处)$", party))


_COMMON = re.compile(
    "资质(?:许可|证书)|相应等级资质|资质等级|超出|培训|预案(?!，总分包)|全员责任制|安全责任制|工伤|责任保险|防护用品|出事|事故(?:发生)?[后时]|事故损失|"
    "隐患(?:排查|及时)|发现的?隐患|申领许可证|取得[^，]{0,8}许可证|许可证时?从事|应急救援|管理机构|具备[^，]{0,16}条件|如实报告|安全管理制度|"
    "接受[^，]{0,8}监督|保护现场|法律、法规|质量负责|宣传|领导|安全生产工作|险情或事故|发生[^，。；]{0,8}事故|事故[^，。；]{0,6}报告|检举|控告|投诉|举报|"
    "(?:安全|管理|技术)档案|保密|紧急情况|整改|违章|赔偿|配合"
)


def everybodys(action: str) -> bool:
    """Whether it is a duty that other clauses lay on other parties as well, in other words."""
    return bool(_COMMON.search(action))
