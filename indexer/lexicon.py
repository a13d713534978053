"""Which words does the field use, and which of them mean the same?

The built-in word lists lie beside this module in `data/`; a department adds its own in files of
the same form, which `word_sheets` describes.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from corpus.normalise import nfkc
from indexer.errors import LexiconBroken
from indexer.word_sheets import (
    SAME,
    SEE_ALSO,
    SynonymGroup,
    WordLine,
    WordSheet,
    decode_words,
    group_of,
    term_of,
    word_lines,
)

__all__ = ["Lexicon", "load_lexicon"]

_WORD = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of the field, folded to NFKC; equal content has an equal `fingerprint`.

    `terms` holds every dictionary term, canonical and alias that is one word, in a stable order;
    names with punctuation inside (identifiers, enumerations) are left to the segmenter's rules.
    `groups` holds the synonyms as given.
    """

    terms: tuple[str, ...]
    groups: tuple[SynonymGroup, ...]
    fingerprint: str
    _same: Mapping[str, tuple[str, ...]]
    _related: Mapping[str, tuple[str, ...]]

    def equivalents(self, term: str) -> tuple[str, ...]:
        """Return the words that mean the same as `term`, without itself; case does not matter."""
        return self._same.get(_key(term), ())

    def related(self, term: str) -> tuple[str, ...]:
        """Return the words that `term` points at without meaning the same."""
        return self._related.get(_key(term), ())

    @classmethod
    def of(cls, terms: Iterable[str], groups: Iterable[SynonymGroup]) -> "Lexicon":
        """Return the lexicon of these terms and groups; order and repetition do not matter."""
        unique = sorted(set(groups), key=lambda g: (g.canonical, g.relation, g.aliases))
        named = (word for group in unique for word in group.words)
        words = sorted({w for w in (*terms, *named) if _WORD.fullmatch(w)})
        return cls(
            tuple(words),
            tuple(unique),
            _fingerprint(words, unique),
            _neighbours(g for g in unique if g.relation in SAME),
            _pointers(g for g in unique if g.relation in SEE_ALSO),
        )


def load_lexicon(dictionary: Path | None = None, synonyms: Path | None = None) -> Lexicon:
    """Return the built-in lexicon with a department's own files added where they exist.

    Raises LexiconBroken, naming file and line.
    """
    terms: list[str] = []
    groups: list[SynonymGroup] = []
    with as_file(files(__package__) / "data") as data:
        for path in (data / "lexicon.tsv", dictionary):
            if path is not None and path.exists():
                terms.extend(term_of(line, path) for line in _lines(path, WordSheet.DICTIONARY))
        for path in (data / "synonyms.tsv", synonyms):
            if path is not None and path.exists():
                groups.extend(group_of(line, path) for line in _lines(path, WordSheet.SYNONYMS))
    return Lexicon.of(terms, groups)


def _lines(path: Path, sheet: WordSheet) -> Iterator[WordLine]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LexiconBroken(path, 0, f"打不开（{error.strerror}）", "请检查文件和权限。") from error
    return word_lines(decode_words(content, path), sheet)


def _key(word: str) -> str:
    return nfkc(word).text.lower()


def _neighbours(groups: Iterable[SynonymGroup]) -> Mapping[str, tuple[str, ...]]:
    """Map each word to the others of its groups; two groups that share a word stay apart."""
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        for word in group.words:
            others = (other for other in group.words if other != word)
            found.setdefault(_key(word), {}).update(dict.fromkeys(others))
    return {word: tuple(others) for word, others in found.items()}


def _pointers(groups: Iterable[SynonymGroup]) -> Mapping[str, tuple[str, ...]]:
    """Map canonical words to their others and these to it: 电梯 and 锅炉 have little in common."""
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        found.setdefault(_key(group.canonical), {}).update(dict.fromkeys(group.aliases))
        for alias in group.aliases:
            found.setdefault(_key(alias), {})[group.canonical] = None
    return {word: tuple(others) for word, others in found.items()}


def _fingerprint(words: list[str], groups: list[SynonymGroup]) -> str:
    lines = [*words, *("\t".join((g.relation, *g.words)) for g in groups)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
