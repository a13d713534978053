"""In which form are words kept that people type: bounded, without contact data or controls?"""

import hashlib
import re
import unicodedata

from corpus.privacy import mask_contacts
from library.errors import ExchangeRejected

__all__ = ["digest_of_words", "plain_line", "plain_text"]


def plain_text(words: str, what: str, longest: int, *, shortest: int = 1) -> str:
    """Return lines of text, contact data masked; raise ExchangeRejected naming `what`.

    Lengths are in characters, before contact data is masked.
    """
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    lines = "".join(one for one in lines if one == "\n" or not _is_control(one)).strip()
    if len(lines) < shortest:
        told = f"至少写 {shortest} 个字" if lines else "不能空着"
        raise ExchangeRejected(f"{what}{told}。")
    if len(lines) > longest:
        raise ExchangeRejected(f"{what}有 {len(lines)} 字，最长 {longest} 字，请缩短。")
    return mask_contacts(re.sub(r"\n{3,}", "\n\n", lines)).text


def plain_line(words: str, what: str, longest: int, *, needed: bool = True) -> str:
    """Return one line of text, not masked; '' where nothing is given and nothing is `needed`."""
    line = " ".join("".join(" " if _is_control(one) else one for one in words).split())
    if needed and not line:
        raise ExchangeRejected(f"{what}不能空着。")
    if len(line) > longest:
        raise ExchangeRejected(f"{what}最长 {longest} 字，请缩短。")
    return line


def digest_of_words(text: str) -> str:
    """Return by what one tells whether the words of a clause have changed."""
    return hashlib.sha256(text.encode()).hexdigest()


def _is_control(character: str) -> bool:
    """Tell controls, and marks that turn the direction of what follows."""
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
