"""Which file is a brief handed over as?"""

import json

from library.brief.brief_json import brief_json
from library.brief.markdown import brief_markdown
from library.brief.printed import brief_sheet
from library.brief.records import Brief
from library.printing import sheet_bytes

__all__ = ["BRIEF_SUFFIXES", "brief_bytes", "brief_name"]

BRIEF_SUFFIXES = (".docx", ".pdf", ".md", ".json")


def brief_bytes(brief: Brief, suffix: str) -> bytes:
    """Return the brief as a file of one of BRIEF_SUFFIXES; raise NoChineseFont for a PDF."""
    kind = suffix.lower()
    if kind == ".md":
        return brief_markdown(brief).encode()
    if kind == ".json":
        return json.dumps(brief_json(brief), ensure_ascii=False, indent=2).encode()
    return sheet_bytes(brief_sheet(brief), kind)


def brief_name(brief: Brief) -> str:
    """Return how a file of the brief is called, without its suffix."""
    words = "".join(char if char.isalnum() else " " for char in brief.subject)
    return "-".join(["研判单", *words.split(), brief.as_of.isoformat()])[:60]
