"""Under which one name is an issuer known, whatever short name it signs with?

The short names are those in common official use; a body that took the place of another (建设部,
交通部) is not the other. Local departments keep what they sign: full names differ by place.
"""

import re
from collections.abc import Mapping

__all__ = ["full_name", "full_names"]

_SHORT: Mapping[str, str] = {
    "中办": "中共中央办公厅",
    "国办": "国务院办公厅",
    "国务院安委会": "国务院安全生产委员会",
    "国务院安委办": "国务院安全生产委员会办公室",
    "国务院安委会办公室": "国务院安全生产委员会办公室",
    "最高法": "最高人民法院",
    "最高法院": "最高人民法院",
    "最高检": "最高人民检察院",
    "住建部": "住房和城乡建设部",
    "住房城乡建设部": "住房和城乡建设部",
    "应急部": "应急管理部",
    "国家发改委": "国家发展和改革委员会",
    "国家发展改革委": "国家发展和改革委员会",
    "人社部": "人力资源和社会保障部",
    "人力资源社会保障部": "人力资源和社会保障部",
    "工信部": "工业和信息化部",
    "国家卫健委": "国家卫生健康委员会",
    "国家卫生健康委": "国家卫生健康委员会",
    "市场监管总局": "国家市场监督管理总局",
    "国家市场监管总局": "国家市场监督管理总局",
    "质检总局": "国家质量监督检验检疫总局",
    "国家质检总局": "国家质量监督检验检疫总局",
    "安监总局": "国家安全生产监督管理总局",
    "国家安监总局": "国家安全生产监督管理总局",
    "国家安全监管总局": "国家安全生产监督管理总局",
    "央行": "中国人民银行",
    "人民银行": "中国人民银行",
}
_OFFICE = "办公厅"
_CONGRESS = {
    "人大常委会": "人民代表大会常务委员会",
    "人民代表大会常委会": "人民代表大会常务委员会",
    "人大": "人民代表大会",
}
"""How a congress of any level and its committee are shortened."""
_STATE = re.compile(
    r"^中华人民共和国(?=国务院|最高人民|全国人民代表大会|审计署|中国人民银行"
    r"|[\u4e00-\u9fff]{2,14}(?:部|委员会)(?:办公厅)?$)"
)


def full_name(body: str) -> str:
    """Return the full name of one body; a name that is not known as a short one stays."""
    name = _STATE.sub("", re.sub(r"\s", "", body))
    office = _OFFICE if name.endswith(_OFFICE) and name not in _SHORT.values() else ""
    plain = name.removesuffix(office)
    if plain in _SHORT:
        return _SHORT[plain] + office
    for short, long in _CONGRESS.items():
        if name.endswith(short):
            return name.removesuffix(short) + long
    return name


def full_names(issuer: str) -> str:
    """Return the full names of bodies joined by 、."""
    return "、".join(full_name(body) for body in issuer.split("、"))
