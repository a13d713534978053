"""What do the tests of editions share? A rule of two years that was never issued."""

from datetime import date

from corpus.records import Clause, Document, Kind
from tests.fake_search import make_document

__all__ = ["edition", "two_editions"]

FIRST = """工地检查办法
第一条　为了加强工地检查，制定本办法。
第二条　检查每季度一次，检查人员不少于二人。
第三条　检查不收取费用。
第四条　本办法自2009年6月1日起施行。
"""
SECOND = """工地检查办法
第一条　为了加强工地检查，制定本办法。
第二条　检查结果应当公开。
第三条　检查每月一次，检查人员不少于三人。
第四条　检查不收取费用。
第五条　本办法自2021年7月1日起施行。
"""


def edition(document_id: str, text: str, day: date | None) -> tuple[Document, list[Clause]]:
    """Return a rule as an import would."""
    return make_document(document_id, text, kind=Kind.REGULATION, issued_on=day)


def two_editions() -> tuple[tuple[Document, list[Clause]], tuple[Document, list[Clause]]]:
    """Return the editions of 2009 and of 2021."""
    return (
        edition("check-2009", FIRST, date(2009, 5, 13)),
        edition("check-2021", SECOND, date(2021, 6, 1)),
    )
