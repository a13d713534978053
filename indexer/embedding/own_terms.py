"""Which terms of a department does a model know beyond those of the stock dictionary?

They stand in `terms.txt` beside the vocabulary, one a line. A term is an additional feature
wherever its characters occur, overlapping or not; what the stock dictionary cuts stays as it is.
Models without the file have no such terms.
"""

import re
from collections.abc import Iterable
from pathlib import Path

__all__ = ["TERMS_FILE", "OwnTerms", "read_terms", "write_terms"]

TERMS_FILE = "terms.txt"
_HAN = re.compile(r"[\u4e00-\u9fd5]{2,}")


class OwnTerms:
    """Finds terms in text; each is a run of two or more Han characters, all else is dropped."""

    def __init__(self, terms: Iterable[str] = ()):
        """Take the terms in any order."""
        self.terms = frozenset(term for term in terms if _HAN.fullmatch(term))
        self._lengths: dict[str, list[int]] = {}
        for head, length in sorted({(term[:2], len(term)) for term in self.terms}):
            self._lengths.setdefault(head, []).append(length)

    def found(self, text: str) -> list[str]:
        """Return every occurrence, by its beginning; a term may lie inside another."""
        lengths, terms = self._lengths, self.terms
        if not terms:
            return []
        return [
            word
            for at in range(len(text) - 1)
            if (known := lengths.get(text[at : at + 2]))
            for length in known
            if (word := text[at : at + length]) in terms
        ]


def read_terms(folder: Path) -> OwnTerms:
    """Return the terms of the model in a folder, none without the file; raise OSError."""
    path = folder / TERMS_FILE
    return OwnTerms(path.read_text(encoding="utf-8").split("\n") if path.is_file() else ())


def write_terms(terms: OwnTerms, folder: Path) -> None:
    """Write the file where there are terms; raise OSError."""
    if terms.terms:
        text = "\n".join(sorted(terms.terms))
        (folder / TERMS_FILE).write_text(text, encoding="utf-8", newline="\n")
