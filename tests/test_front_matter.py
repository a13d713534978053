"""What may the front matter say of a document's life, and of what a person must confirm?"""

from datetime import date
from pathlib import Path

import pytest

from corpus import Doubt, UnreadableFile, read_document

TEXT = (
    "# 某市城市照明办法\n\n第一条 为了管好照明，制定本办法。\n\n第二条 本办法自公布之日起施行。\n"
)


def test_the_end_of_its_life_and_doubts_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "照明.md"
    front = (
        "---\nexpires_on: 2027-01-31\nrepealed_on: 2026-05-01\ndoubts:\n"
        "  - {field: effective_on, value: '1999-01-01', reason: 早于公布日期}\n---\n"
    )
    path.write_text(front + TEXT, encoding="utf-8")
    document, _ = read_document(path)
    assert (document.expires_on, document.repealed_on) == (date(2027, 1, 31), date(2026, 5, 1))
    assert Doubt("effective_on", "1999-01-01", "早于公布日期") in document.doubts


def test_a_doubt_without_its_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "照明.md"
    front = "---\ndoubts:\n  - {field: effective_on, value: '1999-01-01'}\n---\n"
    path.write_text(front + TEXT, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="doubts"):
        read_document(path)
