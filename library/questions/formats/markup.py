"""What do people see of a text with tags?"""

import html
import re

__all__ = ["plain_text"]

_LINE = re.compile(r"\s*(?:<br\s*/?>|</(?:p|div|li|tr|h\d)\s*>)\s*", re.IGNORECASE)
_GONE = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def plain_text(marked: str) -> str:
    """Return the text without its tags and entities, a line for each paragraph."""
    bare = _TAG.sub("", _LINE.sub("\n", _GONE.sub("", marked)))
    return html.unescape(bare).replace("\xa0", " ").strip()
