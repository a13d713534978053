"""Which quarters are near another?"""

import re

from library.errors import PaperRejected

__all__ = ["near_quarters", "read_quarter"]

_QUARTER = re.compile(r"(\d{4})\s*(?:[Qq]|年第?)\s*([1-4一二三四])\s*(?:季度?)?")


def read_quarter(text: str) -> str:
    """Return a quarter as 2026Q4; raise PaperRejected for what is none."""
    found = _QUARTER.fullmatch(text.strip())
    if found is None:
        raise PaperRejected(f"“{text[:20]}”不是季度，请写成 2026Q4。")
    return f"{found[1]}Q{found[2].translate(str.maketrans('一二三四', '1234'))}"


def near_quarters(quarter: str, gap: int) -> list[str]:
    """Return the quarter with those up to `gap` before and after it, oldest first; none for 0."""
    at = int(quarter[:4]) * 4 + int(quarter[5]) - 1
    span = range(at - gap, at + gap + 1) if gap else ()
    return [f"{each // 4:04d}Q{each % 4 + 1}" for each in span]
