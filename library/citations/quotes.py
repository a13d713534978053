"""Do quoted words stand so in the clause, and where do they differ?

Punctuation, width and blanks do not count; …… stands for words left out.
"""

import re
from collections.abc import Callable, Sequence

from corpus.normalise import folded
from corpus.records import Clause, Document
from corpus.structure import find_place, own_words
from library.citations.record import Part, Quote
from library.editions import Op, Piece, Wording

__all__ = ["compare_quote"]

Words = Callable[[str], Sequence[str]]
_LEFT_OUT = re.compile(r"(?:…|\.{3,}|—{2,})+")
_ALIKE = 0.3
"""A quotation of which less stands in the clause is no quotation of it."""


def compare_quote(
    quote: str,
    document: Document,
    clause: Clause | None,
    parts: Sequence[Part],
    words: Words | None,
) -> Quote:
    """Compare quoted words with a clause, with the 款 and 项 cited, or with the whole text.

    Without `words`, which returns the words of a text, differences are not worked out.
    """
    texts = _texts(document, clause, parts)
    if any(_holds(folded(text), quote) for text in texts):
        return Quote(quote, agrees=True)
    if words is None or clause is None:
        return Quote(quote, agrees=False, note="" if clause else "全文没有这段文字。")
    pieces = _trimmed(Wording(words(texts[0] + "\n" + quote)).pieces(texts[0], quote))
    same = sum(len(piece.text) for piece in pieces if piece.op is Op.SAME)
    if same < _ALIKE * len(quote):
        return Quote(quote, agrees=False, note="所引文字与这一条差别很大，不像是这一条的。")
    return Quote(quote, agrees=False, pieces=pieces)


def _texts(document: Document, clause: Clause | None, parts: Sequence[Part]) -> list[str]:
    if clause is None:
        return [document.text]
    found = [find_place(clause.text, part.paragraph, part.item, part.subitem) for part in parts]
    named = [clause.text[place.start : place.end] for place in found if place]
    if named:
        return ["\n".join(named)]
    node = next((node for node in document.outline if node.address == clause.address), None)
    return [own_words(clause, node.marker if node else "")]


def _holds(text: str, quote: str) -> bool:
    """Tell whether folded text holds every stretch of the quotation, in their order."""
    at = 0
    stretches = [key for part in _LEFT_OUT.split(quote) if (key := folded(part))]
    for stretch in stretches:
        found = text.find(stretch, at)
        if found < 0:
            return False
        at = found + len(stretch)
    return bool(stretches)


def _trimmed(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Leave out what the clause says before and after the words quoted."""
    found = list(pieces)
    if found and found[0].op is Op.DELETED:
        found[0] = _rest(found[0], found[1:2], tail=True)
    if found and found[-1].op is Op.DELETED:
        found[-1] = _rest(found[-1], found[-2:-1], tail=False)
    if len(found) > 1 and found[-1].op is Op.INSERTED and found[-2].op is Op.DELETED:
        found[-2] = _rest(found[-2], found[-1:], tail=False)
    return tuple(piece for piece in found if piece.text)


def _rest(piece: Piece, beside: Sequence[Piece], *, tail: bool) -> Piece:
    """Keep of words left out as many as stand in their place in the quotation."""
    kept = len(beside[0].text) if beside and beside[0].op is Op.INSERTED else 0
    text = piece.text[-kept:] if tail and kept else piece.text[:kept]
    return Piece(piece.op, text if kept else "")
