"""Which words does jieba know, and how does it cut a run of Chinese characters?

The algorithm and the dictionary are jieba's (precise mode with HMM). `rjieba` runs them in Rust
where it is installed; jieba itself is the fallback, with identical words
(`tests/test_dictionary.py` holds the two equal on real text).
"""

import importlib
import re
import warnings
from collections.abc import Iterable
from typing import Any, Protocol

__all__ = [
    "Dictionary",
    "JiebaDictionary",
    "RustDictionary",
    "SubWord",
    "open_dictionary",
    "split",
    "stock_tokenizer",
]

SubWord = tuple[str, int, int]
"""A word inside a word: its characters, where it begins and where it ends."""

_HAN = re.compile(r"[\u4e00-\u9fd5]+")
_LONG_WORD, _SHORT_WORD = 3000, 30
"""Frequencies of added words.

Just above jieba's own suggestion for all of them. Long terms of the field win over any split;
short ones (挑架, 四口) must not tear a neighbour apart. Words that jieba knows keep their own
frequency, so that neither the order of adding nor the number of terms changes a cut.
"""


class Dictionary(Protocol):
    """Cuts runs of Chinese characters and knows which words it holds."""

    def cut(self, text: str) -> list[str]:
        """Return the words of `text` in order; joined they give `text`."""
        ...

    def __contains__(self, word: object) -> bool:
        """Tell whether the word is in the dictionary."""
        ...


class RustDictionary:
    """jieba through rjieba."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._jieba: Any = importlib.import_module("rjieba").Jieba()
        for word, frequency in _new_words(terms, self._jieba.has_word):
            self._jieba.add_word(word, frequency, "n")

    def cut(self, text: str) -> list[str]:
        """See Dictionary."""
        return list(self._jieba.cut(text))

    def __contains__(self, word: object) -> bool:
        return bool(self._jieba.has_word(word))


class JiebaDictionary:
    """jieba itself."""

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._jieba: Any = stock_tokenizer()
        for word, frequency in _new_words(terms, self._jieba.FREQ.get):
            self._jieba.add_word(word, frequency, "n")

    def cut(self, text: str) -> list[str]:
        """See Dictionary."""
        return list(self._jieba.cut(text))

    def __contains__(self, word: object) -> bool:
        return bool(self._jieba.FREQ.get(word))


def open_dictionary(terms: Iterable[str] = ()) -> Dictionary:
    """Return the fastest dictionary that is installed, with `terms` added."""
    try:
        return RustDictionary(terms)
    except ImportError:
        return JiebaDictionary(terms)


def _new_words(terms: Iterable[str], known: Any) -> list[tuple[str, int]]:
    """Return the terms to add with their frequencies; only pure runs of Chinese characters."""
    new = sorted({term for term in terms if _HAN.fullmatch(term) and not known(term)})
    return [(term, _LONG_WORD if len(term) >= 4 else _SHORT_WORD) for term in new]


def stock_tokenizer() -> Any:
    """Return a jieba tokenizer of our own, read from the dictionary each time.

    jieba would otherwise keep a marshalled cache in the shared temporary folder, where any user
    of the machine could replace it.
    """
    with warnings.catch_warnings():  # jieba 0.42 predates today's syntax and pkg_resources warnings
        warnings.simplefilter("ignore")
        jieba = importlib.import_module("jieba")
        tokenizer = jieba.Tokenizer()
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def split(word: str, dictionary: Dictionary) -> tuple[SubWord, ...]:
    """Return the words inside `word`, outer before inner, at every depth.

    Each level is the best exact cover by shorter words of the dictionary, so that no word
    straddles two others: 起重机械安装 holds 起重机械, 起重, 机械, 安装, never 重机.
    """
    found: list[SubWord] = []
    for piece, start, end in _cover(word, dictionary):
        found.append((piece, start, end))
        if end - start >= 3:
            inner = split(piece, dictionary)
            found.extend((part, start + begin, start + stop) for part, begin, stop in inner)
    return tuple(found)


def _cover(word: str, dictionary: Dictionary) -> list[SubWord]:
    """Cover `word` by shorter dictionary words of two characters or more.

    Most characters covered, then fewest words, then the longer word to the right (the head of a
    Chinese compound stands last).
    """
    size = len(word)
    best: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())] * (size + 1)
    for end in range(1, size + 1):
        options = [best[end - 1]]  # the last character stays uncovered
        for start in range(end - 1):
            if end - start < size and word[start:end] in dictionary:
                covered, negative, cuts = best[start]
                options.append((covered + end - start, negative - 1, (*cuts, start, end)))
        best[end] = max(options, key=_preference)
    cuts = best[size][2]
    return [(word[s:e], s, e) for s, e in zip(cuts[::2], cuts[1::2], strict=True)]


def _preference(option: tuple[int, int, tuple[int, ...]]) -> tuple[int, int, tuple[int, ...]]:
    covered, negative, cuts = option
    return covered, negative, tuple(-at for at in reversed(cuts))
