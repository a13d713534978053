"""Which types of accident are there, and how near is one to another?

The twenty of GB 6441, and the finer kinds by which the ministry's bulletins count accidents of
较大 level and above. Cranes that topple are 起重伤害 here, as in the collection's own cases.
"""

from collections.abc import Mapping

__all__ = ["TYPES", "broader", "covers", "nearness"]

_GB_6441 = (
    "物体打击", "车辆伤害", "机械伤害", "起重伤害", "触电", "淹溺", "灼烫", "火灾", "高处坠落",
    "坍塌", "冒顶片帮", "透水", "放炮", "火药爆炸", "瓦斯爆炸", "锅炉爆炸", "容器爆炸", "其他爆炸",
    "中毒和窒息", "其他伤害",
)  # fmt: skip
_FINER: Mapping[str, str] = {
    "模板支撑体系坍塌": "坍塌",
    "外脚手架坍塌": "坍塌",
    "隧道坍塌": "坍塌",
    "基坑坍塌": "坍塌",
    "沟槽坍塌": "坍塌",
    "既有房屋坍塌": "坍塌",
    "起重机械坍塌": "起重伤害",
}
_FAMILIES = (
    frozenset({"放炮", "火药爆炸", "瓦斯爆炸", "锅炉爆炸", "容器爆炸", "其他爆炸"}),
    frozenset({"坍塌", "冒顶片帮", "透水"}),
    frozenset({"火灾", "灼烫"}),
    frozenset({"透水", "淹溺"}),
)
TYPES = (*_GB_6441, *_FINER)
"""Every value that 事故类型 may have."""


def broader(accident_type: str) -> str:
    """Return the type of GB 6441 to which a finer kind belongs; one of these is its own."""
    return _FINER.get(accident_type, accident_type)


def covers(wanted: str, accident_type: str | None) -> bool:
    """Whether a case of a type is wanted: 坍塌 covers 模板支撑体系坍塌, not the reverse."""
    return accident_type is not None and wanted in {accident_type, broader(accident_type)}


def nearness(one: str, other: str) -> float:
    """Return 1 for one type, 0.8 for a kind and its parent, 0.6 for kinds of one parent.

    Types with a like course (explosions; collapse and inrush) have 0.3, all others 0.
    """
    if one == other:
        return 1.0
    above = broader(one), broader(other)
    if above[0] == above[1]:
        return 0.8 if above[0] in {one, other} else 0.6
    return 0.3 if any(set(above) <= family for family in _FAMILIES) else 0.0
