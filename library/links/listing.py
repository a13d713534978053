"""How do links and the list of what to review look as a table?"""

from library.cells import Table
from library.links.impact import Impact

__all__ = ["REVIEW_COLUMNS", "impact_tables"]

REVIEW_COLUMNS = (
    "怎样处理", "类别", "名称", "所依据的条款", "为什么", "现在的条款", "出处", "编号",
)  # fmt: skip
_CHANGES = ("怎样变了", "旧条款", "新条款", "旧文字", "新文字")


def impact_tables(found: Impact) -> list[Table]:
    """Return what to review, and the clauses that changed where both texts are held."""
    reviews = [
        (
            review.urgency.label, review.link.kind.label, review.link.title, review.place,
            review.why, review.now_citation, review.link.citation,
            review.link.target or review.link.document_id,
        )
        for review in found.reviews
    ]  # fmt: skip
    changes = [
        (
            row.change.label,
            row.old.name if row.old else "",
            row.new.name if row.new else "",
            row.old.words if row.old else "",
            row.new.words if row.new else "",
        )
        for row in found.changed
    ]
    tables = [Table("复核清单", REVIEW_COLUMNS, reviews)]
    return [*tables, Table("条款变化", _CHANGES, changes)] if changes else tables
