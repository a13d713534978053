"""How is a query in traditional characters read? The index holds texts as they are printed."""

from functools import cache

import opencc

__all__ = ["simplify"]


def simplify(text: str) -> str:
    """Return the text in simplified characters, by phrases before characters (OpenCC t2s)."""
    return text if text.isascii() else str(_converter().convert(text))


@cache
def _converter() -> opencc.OpenCC:
    """Load the tables once, when they are first needed (40 ms)."""
    return opencc.OpenCC("t2s")
