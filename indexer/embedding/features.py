"""Which features of a text does the built-in model know?

Words of jieba's search mode (overlapping granularities) and every Han character. The dictionary is
jieba's stock one, in an instance of its own: a department that edits the user dictionary changes
the keyword index and never the vectors. Terms that a model was taught (`own_terms`) come on top of
these. jieba's guessing of unseen words (HMM) stays off, so that
`rjieba`, which is some ten times faster, gives the very same features.
"""

import importlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from indexer.dictionary import stock_tokenizer
from indexer.embedding.own_terms import OwnTerms

__all__ = [
    "FEATURES_VERSION",
    "FeatureExtractor",
    "default_extractor",
    "jieba_extractor",
]

FEATURES_VERSION = "1"
"""Part of a model's fingerprint: to be raised whenever a text could give other features."""

_NOT_HAN = re.compile(r"[^\u4e00-\u9fd5]+")  # \u9fd5 is where jieba's own notion of Han ends
_LATIN_OR_NUMBER = re.compile(r"[a-z]+|[0-9]+(?:\.[0-9]+)?")

Cut = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class FeatureExtractor:
    """Turns text into features; `cut` is jieba's search mode without HMM."""

    cut: Cut
    own: OwnTerms = field(default_factory=OwnTerms)

    def knowing(self, own: OwnTerms) -> "FeatureExtractor":
        """Return an extractor that finds these terms besides."""
        return replace(self, own=own)

    def features(self, text: str) -> list[str]:
        """Return words of two or more characters, characters, Latin words and numbers, own terms.

        The order carries no meaning; a feature appears as often as the text holds it.
        """
        folded = fold(text)
        han = _NOT_HAN.sub(" ", folded)
        found = [word for word in self.cut(han) if len(word) > 1]
        found.extend(han.replace(" ", ""))
        found.extend(_LATIN_OR_NUMBER.findall(folded))
        found.extend(self.own.found(han))
        return found


def fold(text: str) -> str:
    """Return NFKC text in lower case, the spelling in which features are compared."""
    return unicodedata.normalize("NFKC", text).lower()


def default_extractor() -> FeatureExtractor:
    """Return an extractor over `rjieba` where it is installed, else over `jieba`."""
    try:
        return _rjieba_extractor()
    except ImportError:
        return jieba_extractor()


def jieba_extractor() -> FeatureExtractor:
    """Return an extractor over pure-Python jieba; reading its dictionary takes about a second."""
    tokenizer = stock_tokenizer()
    return FeatureExtractor(lambda text: list(tokenizer.cut_for_search(text, HMM=False)))


def _rjieba_extractor() -> FeatureExtractor:
    tokenizer: Any = importlib.import_module("rjieba").Jieba()
    return FeatureExtractor(lambda text: tokenizer.cut_for_search(text, False))
