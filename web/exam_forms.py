"""What rules of a test, and what marks, did somebody fill in?"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Annotated

from fastapi import Path

from library.errors import ExamRejected
from library.exams import Identity, Showing, Terms
from library.papers import Paper, plain_score

__all__ = ["Number", "PaperId", "default_terms", "marks_in", "moment_in", "terms_in"]

Number = Annotated[int, Path(description="考试编号", ge=1, le=2**31, examples=[1])]
PaperId = Annotated[str, Path(description="试卷编号", examples=["2026Q4-1b2c3d4e"])]
_MARK = re.compile(r"m(\d{1,9})_(\d{1,4})")
_VERSIONS = {"AB": ("A", "B"), "A": ("A",), "B": ("B",)}


def default_terms(paper: Paper) -> dict[str, str]:
    """Return the fields of the form for a test of this paper, from the next hour for a week."""
    start = datetime.now().astimezone().replace(minute=0, second=0, microsecond=0) + timedelta(
        hours=1
    )
    return {
        "title": paper.title,
        "opens": f"{start:%Y-%m-%dT%H:%M}",
        "closes": f"{start + timedelta(days=7):%Y-%m-%dT%H:%M}",
        "minutes": str(paper.blueprint.minutes),
        "attempts": "1",
        "identity": Identity.NAME.value,
        "showing": Showing.NOW.value,
        "partial": plain_score(paper.blueprint.partial),
        "keep_days": "180",
        "versions": "AB",
    }


def terms_in(fields: Mapping[str, str]) -> Terms:
    """Return the rules that a form holds; raise ExamRejected naming the field in fault."""
    return Terms(
        fields.get("title", "").strip(),
        moment_in(fields.get("opens", ""), "开始时间"),
        moment_in(fields.get("closes", ""), "结束时间"),
        _whole(fields, "minutes", "答题时间"),
        _whole(fields, "attempts", "次数"),
        _identity(fields.get("identity", "")),
        _showing(fields.get("showing", "")),
        _decimal(fields.get("partial", "") or "0", "多选题少选时每项的得分"),
        _whole(fields, "keep_days", "姓名的保存期"),
        _versions(fields.get("versions", "AB")),
    )


def moment_in(text: str, name: str) -> float:
    """Return a moment as seconds since 1970, read by the server's clock; raise ExamRejected.

    A text with a time zone means that zone.
    """
    try:
        found = datetime.fromisoformat(text.strip())
        return found.timestamp()
    except (ValueError, OverflowError, OSError):
        raise ExamRejected(f"{name}应写成 2026-12-01 09:00 的样子。") from None


def marks_in(fields: Mapping[str, str]) -> dict[int, dict[int, Decimal]]:
    """Return by sitting and question the marks of a form; raise ExamRejected.

    Fields are m12_3 for question 3 of sitting 12; what is empty gives none.
    """
    found: dict[int, dict[int, Decimal]] = {}
    for name, text in fields.items():
        matched = _MARK.fullmatch(name)
        if matched and text.strip():
            mark = _decimal(text, "评分")
            found.setdefault(int(matched[1]), {})[int(matched[2])] = mark
    return found


def _whole(fields: Mapping[str, str], field: str, name: str) -> int:
    text = fields.get(field, "").strip()
    if not re.fullmatch(r"[0-9]{1,6}", text):
        raise ExamRejected(f"{name}应是整数。")
    return int(text)


def _decimal(text: str, name: str) -> Decimal:
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        found = Decimal("NaN")
    exponent = found.as_tuple().exponent
    if found.is_finite() and 0 <= found <= 1000 and isinstance(exponent, int) and exponent >= -2:
        return found
    raise ExamRejected(f"{name}应是不小于 0 的数，最多两位小数。")


def _identity(text: str) -> Identity:
    if text not in set(Identity):
        raise ExamRejected("请选择凭什么参加。")
    return Identity(text)


def _showing(text: str) -> Showing:
    if text not in set(Showing):
        raise ExamRejected("请选择什么时候看成绩和解析。")
    return Showing(text)


def _versions(text: str) -> tuple[str, ...]:
    if text not in _VERSIONS:
        raise ExamRejected("试卷只能取 A 卷、B 卷，或两卷轮流。")
    return _VERSIONS[text]
