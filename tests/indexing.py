"""What do the tests of builds share? Small documents, and plain twins of the two ports."""

import hashlib
from collections.abc import Sequence

import numpy as np

from corpus.records import Clause, Document, Kind
from corpus.store import DocumentStore
from indexer.ports import Floats, Token


def put(store: DocumentStore, document_id: str, *texts: str, title: str = "通知") -> None:
    """Put a document whose clauses are `texts`."""
    clauses = [
        Clause(
            f"{document_id}:{n}",
            document_id,
            n,
            str(n),
            (f"第{n}条",),
            f"《{title}》第{n}条",
            t,
            0,
            1,
        )
        for n, t in enumerate(texts, start=1)
    ]
    store.put(Document(document_id, title, Kind.POLICY, "\n".join(texts)), clauses)


class Characters:
    """Every letter is a word; `version` stands for a change of rules or dictionary."""

    def __init__(self, version: str = "1") -> None:
        self.fingerprint = f"characters-1+{version}"
        self.read: list[str] = []

    def cut(self, text: str) -> list[Token]:
        letters = [(at, char) for at, char in enumerate(text) if char.isalnum()]
        return [Token(char, n, at, at + 1) for n, (at, char) in enumerate(letters, start=1)]

    def terms(self, text: str) -> list[str]:
        self.read.append(text)
        return [token.term for token in self.cut(text)]

    def bigrams(self, text: str) -> list[str]:
        return [text[i : i + 2] for i in range(len(text) - 1)]


class Hashing:
    """Each text has a direction of its own; texts without letters have none."""

    def __init__(self, dimension: int = 8, version: str = "1") -> None:
        self.dimension = dimension
        self.fingerprint = f"hashing:{version}"
        self.read: list[str] = []

    def embed(self, texts: Sequence[str]) -> Floats:
        self.read.extend(texts)
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Floats:
        if not any(char.isalnum() for char in text):
            return np.zeros(self.dimension, np.float32)
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
        vector = np.random.default_rng(seed).standard_normal(self.dimension)
        return (vector / np.linalg.norm(vector)).astype(np.float32)
