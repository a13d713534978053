"""Into which terms is a text cut?

Identifiers (文号, 标准号, 第N条) and quantities are one term in one spelling, Latin words are lower
case, runs of Chinese characters are cut by jieba with the words of the field. Nothing is dropped
but punctuation, symbols and blanks: single digits and letters carry meaning (不少于5名, A类人员).
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from corpus.identifiers import Identifier, find_identifiers
from corpus.normalise import nfkc
from indexer.dictionary import Dictionary, SubWord, open_dictionary, split
from indexer.lexicon import Lexicon
from indexer.ports import Token
from indexer.quantities import QUANTITY, quantity, spoken_quantity, spoken_runs

__all__ = ["JiebaSegmenter"]

_RULES = "1"
"""Raise it whenever this module, `dictionary`, `quantities` or `identifiers` cut otherwise."""

_PROBE = (
    "建办质﹝2018﹞31号，令第393号，583号令，GB/T 33000-2016，第八十二条之一，第3款，"
    "5名，五名，24米，10kN/㎡，75%，百分之七十五，二〇二〇年，三个月，A类，TN-S，1#"
)
"""How this is cut is part of the fingerprint, for the day when somebody forgets `_RULES`."""

_HAN = r"\u3007\u4e00-\u9fd5"
_LATIN = r"[^\W_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
_UNIT = re.compile(
    rf"(?P<chinese>[{_HAN}]+)"
    rf"|{QUANTITY}"
    r"|(?P<letter>(?<![A-Za-z])[A-Za-z]\d*)(?P<sort>类|级|证|型|项|区|栋|幢|座|照)"
    rf"|(?P<latin>{_LATIN}+(?:[-./&+]{_LATIN}+)*)"
    r"|(?P<other>[^\W_])",
    re.IGNORECASE,
)
_PART = re.compile(rf"{_LATIN}+")
_RUN = re.compile(r"(?:[^\W_]|%)+")
_BLANK = re.compile(r"[^\S\n]+")

_Word = tuple[str, int, int, tuple[SubWord, ...]]
"""A term, its span in the NFKC text, and the terms inside it with their spans."""


class JiebaSegmenter:
    """Cuts with jieba and the words of one lexicon; safe to share between threads."""

    def __init__(self, lexicon: Lexicon, dictionary: Dictionary | None = None) -> None:
        self._made_of = lexicon, dictionary
        self._dictionary = dictionary or open_dictionary(lexicon.terms)
        self._inner = lru_cache(maxsize=65536)(partial(split, dictionary=self._dictionary))
        probe = hashlib.sha256("\n".join(self.terms(_PROBE)).encode()).hexdigest()[:8]
        self._fingerprint = f"jieba-{_RULES}-{probe}+{lexicon.fingerprint}"

    def __reduce__(self) -> tuple[object, ...]:
        return JiebaSegmenter, self._made_of  # another process opens the dictionary again

    @property
    def fingerprint(self) -> str:
        """See Segmenter."""
        return self._fingerprint

    def known(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of the words of two characters or more that the dictionary holds."""
        spans = ((token.term, token.start, token.end) for token in self.cut(text))
        return [
            (start, end)
            for term, start, end in spans
            if end - start > 1 and term in self._dictionary
        ]

    def cut(self, text: str) -> list[Token]:
        """See Segmenter."""
        folded = nfkc(text)
        tokens: list[Token] = []
        for position, (term, start, end, inner) in enumerate(self._words(folded.text), start=1):
            tokens.append(Token(term, position, *folded.source_span(start, end)))
            tokens.extend(
                Token(part, position, *folded.source_span(start + begin, start + stop), inner=True)
                for part, begin, stop in inner
            )
        return tokens

    def terms(self, text: str) -> list[str]:
        """See Segmenter."""
        found: list[str] = []
        for term, _, _, inner in self._words(nfkc(text).text):
            found.append(term)
            found.extend(part for part, _, _ in inner)
        return found

    def bigrams(self, text: str) -> list[str]:
        """See Segmenter."""
        runs = _RUN.findall(_BLANK.sub("", nfkc(text).text.lower()))
        return [gram for run in runs for gram in _grams(run)]

    def _words(self, text: str) -> Iterator[_Word]:
        """Yield the words of NFKC text; spans of inner words are relative to their word."""
        at = 0
        for found in find_identifiers(text):
            word = _identifier(text, found)
            if word[1] < at:
                continue
            yield from self._plain(text, at, word[1])
            yield word
            at = word[2]
        yield from self._plain(text, at, len(text))

    def _plain(self, text: str, start: int, end: int) -> Iterator[_Word]:
        for match in _UNIT.finditer(text, start, end):
            if match["chinese"]:
                yield from self._chinese(match["chinese"], match.start())
            else:
                yield _CUTTERS[match.lastgroup or "number"](match)

    def _chinese(self, run: str, at: int) -> Iterator[_Word]:
        for word in spoken_runs(self._dictionary.cut(run)):
            end = at + len(word)
            if counted := spoken_quantity(word):
                term, number = counted
                yield term, at, end, ((number, 0, len(word)),)
            else:
                yield word, at, end, self._inner(word) if len(word) >= 3 else ()
            at = end


def _identifier(text: str, found: Identifier) -> _Word:
    """Return an identifier's word, without the words that stand before its issuer.

    Inside a 文号 its part from the year on is a term of its own, inside a 标准号 the number without
    the year: so a wrongly bounded issuer or an omitted year still meets its text.
    """
    term, start, end = found.key.lower(), _issuer_start(text, found), found.end
    bracket = term.find("〔")
    if bracket > 0:
        return term, start, end, ((term[bracket:], 0, end - start),)
    undated = re.fullmatch(r"(.*\d)-(?:19|20)?\d\d", term)
    return term, start, end, ((undated[1], 0, end - start),) if undated else ()


def _issuer_start(text: str, found: Identifier) -> int:
    issuer, bracket, _ = found.key.partition("〔")
    if bracket:
        return max(found.start, text.rfind(issuer, found.start, found.end))
    if found.key.startswith("令") and text[found.end - 1] != "令":
        return text.rfind("令", found.start, found.end)
    return found.start


def _counted(match: re.Match[str]) -> _Word:
    term, number = quantity(match)
    inner = ((number, 0, len(match["number"])),) if number != term else ()
    return term, *match.span(), inner


def _lettered(match: re.Match[str]) -> _Word:
    letter = match["letter"].lower()
    return letter + match["sort"], *match.span(), ((letter, 0, len(letter)),)


def _latin(match: re.Match[str]) -> _Word:
    start, end = match.span()
    parts = tuple((p[0].lower(), p.start(), p.end()) for p in _PART.finditer(match[0]))
    return match[0].lower(), start, end, parts if len(parts) > 1 else ()


def _other(match: re.Match[str]) -> _Word:
    return match[0].lower(), *match.span(), ()


_CUTTERS: dict[str, Callable[[re.Match[str]], _Word]] = {
    "number": _counted,
    "symbol": _counted,
    "han": _counted,
    "sort": _lettered,
    "latin": _latin,
    "other": _other,
}


def _grams(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]
