"""What of a clause is indexed?

For words: the document's title and number, the headings and the text, in one field (a separate
title field ranks worse, measured on STARD). For meaning: title, innermost heading and text, a long
text in several pieces that share the clause's id.
"""

import hashlib
import re
from collections.abc import Iterator

from corpus.normalise import folded
from corpus.records import Clause, Document

__all__ = [
    "LONGEST_PIECE",
    "checksum",
    "embedded_pieces",
    "folded_text",
    "innermost_heading",
    "keyword_text",
    "parts",
    "text_pieces",
]

LONGEST_PIECE = 400
"""Characters of text in one embedded piece, at most."""

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")


def parts(document: Document, clause: Clause) -> tuple[str, ...]:
    """Return what is searched of a clause: title, number, headings, text; nothing empty."""
    return tuple(part for part in _parts(document, clause) if part.strip())


def _parts(document: Document, clause: Clause) -> tuple[str, ...]:
    return (document.title, document.doc_no or "", *_headings(clause), clause.text)


def keyword_text(document: Document, clause: Clause) -> str:
    """Return the text from which the clause's terms are counted."""
    return "\n".join(parts(document, clause))


def folded_text(document: Document, clause: Clause) -> str:
    """Return the text in which phrases are found: one line, its parts divided by tabs."""
    return "\t".join(folded(part) for part in parts(document, clause))


def checksum(document: Document, clause: Clause) -> int:
    """Return 64 bits that change whenever something that is indexed of the clause does.

    Clauses with equal checksums have equal terms and equal vectors, whatever their ids.
    """
    digest = hashlib.sha256("\x1f".join(_parts(document, clause)).encode()).digest()
    return int.from_bytes(digest[:8])


def embedded_pieces(
    document: Document, clause: Clause, longest: int = LONGEST_PIECE
) -> tuple[str, ...]:
    """Return the texts to embed, at least one; each begins with title and innermost heading."""
    head = "\n".join((document.title, *_headings(clause)[-1:]))
    pieces = text_pieces(clause, longest)
    return tuple(f"{head}\n{piece}" for piece in pieces) or (head,)


def innermost_heading(clause: Clause) -> str:
    """Return the heading that an embedded text begins with, '' where the clause has none."""
    return "".join(_headings(clause)[-1:])


def text_pieces(clause: Clause, longest: int = LONGEST_PIECE) -> tuple[str, ...]:
    """Return the text of a clause in pieces, none where it is blank."""
    return tuple(_pieces(clause.text, longest))


def _headings(clause: Clause) -> tuple[str, ...]:
    """Return the headings above the clause, without the one with which its text begins."""
    own = clause.path[-1:]
    repeated = own and clause.text.lstrip().startswith(own[0].removesuffix("…"))
    return clause.path[:-1] if repeated else clause.path


def _pieces(text: str, longest: int) -> Iterator[str]:
    """Cut at sentence ends into pieces of at most `longest` characters; a longer sentence breaks.

    Joined they give the text, blanks at the cuts apart.
    """
    piece = ""
    for sentence in _SENTENCE.findall(text):
        for start in range(0, len(sentence), longest):
            part = sentence[start : start + longest]
            if len(piece) + len(part) > longest:
                yield from [piece.strip()] if piece.strip() else []
                piece = ""
            piece += part
    if piece.strip():
        yield piece.strip()
