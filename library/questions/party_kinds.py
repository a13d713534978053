"""Which parties might be taken for another, being of its kind and not a part of it?"""

import re
from functools import cache
from importlib.resources import files

__all__ = ["authority", "everybodys", "in_a_list", "siblings"]


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


def authority(party: str) -> bool:
    """Whether the words name an authority: what one must do, others mostly must as well."""
    return bool(re.search("(?:部门|政府|机关|委员会|救援机构|监督机构|办事处)$", party))


_COMMON = re.compile(
    "资质(?:许可|证书)|相应等级资质|资质等级|超出|培训|预案(?!，总分包)|全员责任制|安全责任制|工伤|责任保险|防护用品|出事|事故(?:发生)?[后时]|事故损失|"
    "隐患(?:排查|及时)|发现的?隐患|申领许可证|取得[^，]{0,8}许可证|许可证时?从事|应急救援|管理机构|具备[^，]{0,16}条件|如实报告|安全管理制度|"
    "接受[^，]{0,8}监督|保护现场|法律、法规|质量负责|宣传|领导|安全生产工作|险情或事故|发生[^，。；]{0,8}事故|事故[^，。；]{0,6}报告|检举|控告|投诉|举报|"
    "(?:安全|管理|技术)档案|保密|紧急情况|整改|违章|赔偿|配合"
)


def everybodys(action: str) -> bool:
    """Whether it is a duty that other clauses lay on other parties as well, in other words."""
    return bool(_COMMON.search(action))
