"""How does sentence-transformers cut a text for the built-in model?

The vocabulary is a text file of one word a line, whose line number (from 0) is the word's row in
the weights; line 0 is empty and pads. Since release 6, sentence-transformers imports a tokenizer
class of another package only with `trust_remote_code=True`, local folders included.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sentence_transformers.sentence_transformer.modules.tokenizer import WordTokenizer

from indexer.embedding.features import default_extractor
from indexer.embedding.own_terms import OwnTerms, read_terms, write_terms
from indexer.embedding.static import VOCABULARY_FILE

__all__ = ["StatuteTokenizer"]


class StatuteTokenizer(WordTokenizer):
    """The features of `indexer.embedding.features` as a sentence-transformers tokenizer."""

    def __init__(self, vocab: Iterable[str] = (), own: OwnTerms | None = None):
        """Take the words in the order of their rows, the padding first, and the model's terms."""
        self._own = own or OwnTerms()
        self._extractor = default_extractor().knowing(self._own)
        self.set_vocab(vocab)

    def set_vocab(self, vocab: Iterable[str]) -> None:
        """Replace the words."""
        self._words = list(vocab)
        self._number = {word: number for number, word in enumerate(self._words) if number}

    def get_vocab(self, vocab: Iterable[str] = ()) -> list[str]:  # noqa: ARG002 - the base's form
        """Return the words in the order of their rows."""
        return list(self._words)

    def tokenize(self, text: str, **kwargs: Any) -> list[int]:  # noqa: ARG002 - ditto
        """Return the numbers of the known features."""
        known = self._number
        return [known[f] for f in self._extractor.features(text) if f in known]

    def save(self, output_path: str) -> None:
        """Write the words into a folder."""
        text = "\n".join(self._words)
        (Path(output_path) / VOCABULARY_FILE).write_text(text, encoding="utf-8", newline="\n")
        write_terms(self._own, Path(output_path))

    @staticmethod
    def load(input_path: str) -> "StatuteTokenizer":
        """Read the words from a folder."""
        text = (Path(input_path) / VOCABULARY_FILE).read_text(encoding="utf-8")
        return StatuteTokenizer(text.split("\n"), read_terms(Path(input_path)))
