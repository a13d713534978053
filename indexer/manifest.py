"""From what was a generation of the indexes made, and does that still hold?"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from indexer.errors import GenerationBroken
from indexer.files import write_whole
from indexer.ports import Embedder, Segmenter

__all__ = ["SCHEMA", "Manifest", "Stamp", "content_checksum", "differences", "engine_versions"]

SCHEMA = 3
"""Raise it whenever files of a generation change their form or what is indexed of a clause."""

_ENGINES = ("Whoosh-Reloaded", "faiss-cpu", "jieba", "numpy", "rjieba", "tantivy")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What decides whether an index answers the queries of a configuration.

    `segmenter` and `embedder` are fingerprints; `embedder` and `dimension` are None together, for
    a generation with the keyword index alone.
    """

    schema: int
    segmenter: str
    embedder: str | None
    dimension: int | None

    @classmethod
    def of(cls, segmenter: Segmenter, embedder: Embedder | None) -> "Stamp":
        """Return the stamp of what is configured."""
        if embedder is None:
            return cls(SCHEMA, segmenter.fingerprint, None, None)
        return cls(SCHEMA, segmenter.fingerprint, embedder.fingerprint, embedder.dimension)

    @property
    def model(self) -> str | None:
        """The embedding model's name, without its hash."""
        return None if self.embedder is None else self.embedder.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The stamp of a generation, what it holds and when it was made (ISO 8601 with zone).

    `content` is a checksum over the ids and checksums of all clauses, in order of rows; `engines`
    names the versions of the libraries that wrote the files, `keyword` the engine of the words.
    """

    stamp: Stamp
    created: str
    documents: int
    clauses: int
    pieces: int
    content: str
    engines: Mapping[str, str]
    keyword: str = "whoosh"

    def write(self, path: Path) -> None:
        """Write the manifest as JSON with a stable order of keys."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=2, sort_keys=True)
        write_whole(path, f"{text}\n".encode())

    @classmethod
    def read(cls, path: Path) -> "Manifest":
        """Read what `write` wrote; raise GenerationBroken."""
        try:
            values: dict[str, Any] = json.loads(path.read_text("utf-8"))
            if values["stamp"]["schema"] != SCHEMA:
                reason = f"格式版本是 {values['stamp']['schema']}，本程序用的是 {SCHEMA}"
                raise GenerationBroken(path, reason)
            return cls(**{**values, "stamp": Stamp(**values["stamp"])})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GenerationBroken(path, f"清单读不出（{error}）") from error


def differences(built: Stamp, configured: Stamp) -> list[str]:
    """Return in Chinese why an index does not suit the configuration; empty where it does."""
    advice = "请运行 zhiku reindex 更新索引。"
    found: list[str] = []
    if built.schema != configured.schema:
        found.append(f"索引格式是第 {built.schema} 版，本程序用第 {configured.schema} 版。{advice}")
    rules, lexicon = _halves(built.segmenter), _halves(configured.segmenter)
    if rules[0] != lexicon[0]:
        found.append(f"切词规则与建立索引时不同。{advice}")
    elif rules != lexicon:
        found.append(f"词典或同义词在建立索引之后有改动。{advice}")
    return [*found, *_model_differences(built, configured, advice)]


def _model_differences(built: Stamp, configured: Stamp, advice: str) -> list[str]:
    if built.embedder == configured.embedder and built.dimension == configured.dimension:
        return []
    if configured.embedder is None:
        return [f"索引含语义向量（{built.model}），但现在没有可用的语义模型，只能按关键词检索。"]
    if built.embedder is None:
        return [f"索引没有语义向量，而现在配置了语义模型 {configured.model}。{advice}"]
    if built.model != configured.model:
        return [f"语义模型由 {built.model} 换成了 {configured.model}。{advice}"]
    return [f"语义模型 {built.model} 的内容与建立索引时不同。{advice}"]


def _halves(fingerprint: str) -> tuple[str, str]:
    """Divide a segmenter's fingerprint into its rules and its words."""
    rules, _, words = fingerprint.partition("+")
    return rules, words


def content_checksum(clauses: Iterable[tuple[str, str]]) -> str:
    """Return a digest over (clause_id, checksum) of all clauses in order of rows."""
    digest = sha256()
    for clause_id, checksum in clauses:
        digest.update(f"{clause_id}\t{checksum}\n".encode())
    return digest.hexdigest()


def engine_versions() -> dict[str, str]:
    """Return the versions of the libraries behind the indexes, as far as installed."""
    found = {}
    for name in _ENGINES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # rjieba is optional
            continue
    return found
