"""Until which day does the action last that a document starts?"""

import re
from calendar import monthrange
from datetime import date

from corpus import Document, Kind

__all__ = ["last_day"]

_STAGED = re.compile(
    r"从\d{4}年\d{1,2}月(?:开始)?[至到](?P<year>\d{4})年(?P<month>\d{1,2})月[^。；\n]{0,12}阶段"
)
_YEARS = re.compile(r"[(（]\d{4}年?\s*[-—–~～至到]+\s*(?P<year>\d{4})年?[)）]")


def last_day(document: Document) -> date | None:
    """Return the last day, None where none is known.

    It is that of the catalogue; else, of a notice, the last month of the stages that it names
    (「从2020年5月至2022年12月，分三个阶段」), or the last year in its title (「（2020—2022年）」).
    """
    known = [day for day in (document.expires_on, document.repealed_on) if day]
    if known or document.kind is not Kind.POLICY:
        return min(known, default=None)
    stages = [(int(m["year"]), int(m["month"])) for m in _STAGED.finditer(document.text)]
    titled = [(int(m["year"]), 12) for m in _YEARS.finditer(document.title)]
    year, month = max(stages or titled, default=(0, 0))
    return date(year, month, monthrange(year, month)[1]) if year and 1 <= month <= 12 else None
