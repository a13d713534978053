"""Which words does the field use, and which of them mean the same?

The built-in word lists lie beside this module in `data/`; a department adds its own in files of
the same form. Both are tab-separated UTF-8 with a heading line; empty lines and lines that begin
with `#` are skipped.

    dictionary: term, category
    synonyms:   canonical, aliases (separated by ;), relation
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from corpus.normalise import nfkc
from indexer.errors import LexiconBroken

__all__ = ["SAME", "SEE_ALSO", "Lexicon", "SynonymGroup", "load_lexicon"]

SAME = frozenset({"简称", "俗称", "同义", "文号", "旧称", "口语"})
"""Relations whose words stand for one another."""

SEE_ALSO = frozenset({"相关", "包含"})
"""Relations whose words only point at one another."""

_REMARK = re.compile(r"\([^()]*\)")
_SEPARATORS = re.compile(r"[;；]")
_WORD = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """A canonical word, its other names and how these relate to it."""

    canonical: str
    aliases: tuple[str, ...]
    relation: str

    @property
    def words(self) -> tuple[str, ...]:
        """The canonical word and its aliases."""
        return (self.canonical, *self.aliases)


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
                terms.extend(_terms(path))
        for path in (data / "synonyms.tsv", synonyms):
            if path is not None and path.exists():
                groups.extend(_groups(path))
    return Lexicon.of(terms, groups)


def _terms(path: Path) -> Iterator[str]:
    for number, cells in _rows(path, heading="term"):
        if not cells[0] or re.search(r"\s", cells[0]):
            reason = f"的词条“{cells[0]}”是空的或含有空格"
            raise LexiconBroken(path, number, reason, "一行只写一个词，分类用制表符隔开。")
        yield cells[0]


def _groups(path: Path) -> Iterator[SynonymGroup]:
    for number, cells in _rows(path, heading="canonical"):
        if len(cells) != 3:
            advice = "每行应是三列，用制表符隔开：规范词、其他叫法（用分号隔开）、关系。"
            raise LexiconBroken(path, number, f"有 {len(cells)} 列", advice)
        canonical, aliases, relation = cells
        names = tuple(a for part in _SEPARATORS.split(aliases) if (a := _bare(part)))
        if not canonical or not names:
            raise LexiconBroken(path, number, "没有词或没有其他叫法", "请补全，或删去这一行。")
        if relation not in SAME | SEE_ALSO:
            known = "、".join(sorted(SAME | SEE_ALSO))
            raise LexiconBroken(path, number, f"的关系“{relation}”不认识", f"可用的关系：{known}。")
        yield SynonymGroup(canonical, names, relation)


def _rows(path: Path, *, heading: str) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and NFKC cells of each line that holds data."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = path.read_bytes()[: error.start].count(b"\n") + 1
        raise LexiconBroken(path, broken, "不是 UTF-8 编码", "请另存为 UTF-8 编码。") from error
    except OSError as error:
        raise LexiconBroken(path, 0, f"打不开（{error.strerror}）", "请检查文件和权限。") from error
    for number, line in enumerate(text.splitlines(), start=1):
        cells = [nfkc(cell).text.strip() for cell in line.split("\t")]
        if any(cells) and not cells[0].startswith("#") and cells[0] != heading:
            yield number, cells


def _bare(alias: str) -> str:
    """Return the alias without remarks in parentheses, such as （口语）."""
    return _REMARK.sub("", alias).strip()


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
