"""How do results become a workbook: one row for each hit, and a sheet that says what they are?"""

from library.cells import Value
from library.exporting.listing import Listed, Listing, day_of, place_of
from library.tables import Table, workbook_bytes
from search.excerpts import excerpt

__all__ = ["spreadsheet"]

_COLUMNS = (
    "序号", "标题", "文号", "条款", "状态", "依据", "机关", "日期", "地区", "摘录", "全文", "引用",
    "永久链接",
)  # fmt: skip


def spreadsheet(listing: Listing) -> bytes:
    """Return the bytes of an `.xlsx` file; nothing in it computes, whatever a text begins with."""
    rows = [_row(number, listed) for number, listed in enumerate(listing.hits, 1)]
    told = Table("检索说明", ("项目", "内容"), list(listing.particulars()))
    return workbook_bytes([Table("检索结果", _COLUMNS, rows), told])


def _row(number: int, listed: Listed) -> tuple[Value, ...]:
    hit = listed.hit
    return (
        number, hit.title, hit.doc_no, place_of(hit.path), hit.status.value, hit.status_basis,
        hit.issuer, day_of(hit.issued_on or hit.published_on), hit.region, excerpt(hit).text,
        hit.text, hit.citation, listed.url,
    )  # fmt: skip
