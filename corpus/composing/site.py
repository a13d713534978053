"""In which region did an accident happen, by the short names that records use?"""

import re
from collections.abc import Iterator

from corpus.particulars import Region, code_of, region_of

__all__ = ["site_of"]

_WITHIN = re.compile(r"[^（]*（(?P<district>[^（）]+)）")


def site_of(province: str | None, city: str | None) -> Region | None:
    """Return the region of 江西 and 宜春, of 北京 and 北京（海淀区）.

    The province where it has no city so called; None where there is no province so called.
    """
    if not province:
        return None
    spellings = (region_of(province + suffix, "").region for suffix in ("", "省", "市"))
    whole = next((region for region in spellings if region and region.code), None)
    if whole is None:
        return None
    for name in _within(whole.name, city or ""):
        if code := code_of(name):
            return Region(name, code)
    return whole


def _within(province: str, city: str) -> Iterator[str]:
    if part := _WITHIN.fullmatch(city):
        yield province + part["district"]
    yield from (province + city + suffix for suffix in ("", "市"))
