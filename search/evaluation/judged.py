"""Which queries and judgements, and which corpus, does a collection in BEIR's layout hold?

A collection is a folder: `corpus.jsonl[.xz]` with _id, title, text; `queries*.jsonl` with _id,
text; `qrels*.tsv` with query-id, corpus-id, score.
"""

import hashlib
import json
import lzma
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from corpus import Clause, Document, Kind, Status
from corpus.identifiers import find_identifiers
from search.errors import SearchError

__all__ = ["Judged", "corpus_file", "fingerprint_of", "read_corpus", "read_judged", "row_of"]

_ARTICLE = re.compile(
    r"(?P<law>.+?)\s*(?P<place>第[〇零一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?)"
)
_READING = "2"
"""Changes with how a corpus is read: one that was kept, and read otherwise, is not used."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Queries by id, and for each the relevant row ids with their grade (1 and up)."""

    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    place: str
    text: str

    @property
    def address(self) -> str:
        """The address of an article (a82-1), 1 for a row that is none."""
        key = next((found.key for found in find_identifiers(self.place)), "")
        return f"a{key.strip('第').replace('条之', '-').strip('条')}" if key else "1"


def read_judged(folder: Path) -> Judged:
    """Read queries and judgements; raise SearchError naming the file that is missing or broken."""
    queries = {
        row["_id"]: row["text"]
        for path in _found(folder, "queries*.jsonl")
        for row in _rows(path, "_id", "text")
    }
    qrels: dict[str, dict[str, int]] = {}
    for path in _found(folder, "qrels*.tsv"):
        for query, document, grade in _judgements(path):
            if grade > 0 and query in queries:
                qrels.setdefault(query, {})[document] = grade
    if not qrels:
        raise SearchError(f"{folder} 里没有一条可用的判断：qrels 与 queries 的编号对不上。")
    return Judged({name: queries[name] for name in qrels}, qrels)


def read_corpus(path: Path) -> Iterator[tuple[Document, list[Clause]]]:
    """Yield the rows of a corpus file as clauses, which `row_of` leads back.

    Rows titled with law and article (劳动法 第三条) become one document for each law, as laws are
    held otherwise; any other row is a document of its own. Raise SearchError for a damaged file.
    """
    documents: dict[tuple[str, str], list[_Row]] = {}
    for row in _rows(path, "_id", "title", "text"):
        article = _ARTICLE.fullmatch(row["title"])
        key = (article["law"], "") if article else (row["title"], row["_id"])
        entry = _Row(row["_id"], article["place"] if article else "", row["text"])
        documents.setdefault(key, []).append(entry)
    for number, ((title, _), rows) in enumerate(documents.items(), 1):
        yield _document(f"corpus-{number}", title, rows)


def row_of(clause_id: str) -> str:
    """Return the id of the row that became a clause."""
    return unquote(clause_id.partition(":")[2])


def corpus_file(folder: Path) -> Path:
    """Return the corpus of a folder; raise SearchError where there is none."""
    return _found(folder, "corpus.jsonl*")[0]


def fingerprint_of(path: Path) -> str:
    """Return what tells one corpus, as read today, from another; raise OSError."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return f"{_READING}-{digest[:16]}"


def _document(name: str, title: str, rows: Sequence[_Row]) -> tuple[Document, list[Clause]]:
    clauses: list[Clause] = []
    start = 0
    for ordinal, row in enumerate(rows):
        citation = f"《{title}》{row.place}" if row.place else title
        end = start + len(row.text)
        clause_id = f"{name}:{quote(row.name, safe='')}"
        clauses.append(
            Clause(clause_id, name, ordinal, row.address, (), citation, row.text, start, end)
        )
        start = end + 1
    document = Document(
        document_id=name, title=title, kind=Kind.REGULATION, text="\n".join(r.text for r in rows),
        status=Status.IN_FORCE, status_basis="评测集",
    )  # fmt: skip
    return document, clauses


def _found(folder: Path, pattern: str) -> Sequence[Path]:
    paths = sorted(folder.glob(pattern))
    if not paths:
        raise SearchError(f"{folder} 里没有 {pattern}。请给出 BEIR 格式的评测目录。")
    return paths


def _judgements(path: Path) -> Iterator[tuple[str, str, int]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t")
        if len(cells) >= 3 and cells[2].strip().isdecimal():
            yield cells[0], cells[1], int(cells[2])
        elif number > 1 and line.strip():
            raise SearchError(f"评测文件 {path} 第 {number} 行应是三列：查询、文件、等级。")


def _rows(path: Path, *fields: str) -> Iterator[dict[str, str]]:
    opener = lzma.open if path.suffix == ".xz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield {name: str(row[name]) for name in fields}
    except (OSError, ValueError, KeyError, TypeError, EOFError, lzma.LZMAError) as error:
        raise SearchError(f"评测文件 {path} 读不出来：{error}") from error
