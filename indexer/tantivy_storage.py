"""How do counted terms get into a tantivy index, and which clauses does it put forward?

The only module that knows tantivy. Its index holds the number of each clause and its terms; what
stands in a document of its own kind is never stored. Terms arrive cut: a field is the terms,
each as often as it occurs, with blanks between them.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.errors import GenerationBroken
from indexer.files import link_file
from indexer.ports import IndexedClause, TermGroup

tantivy: Any
try:
    import tantivy
except ImportError as error:
    tantivy, _FAULT = None, str(error)
else:
    _FAULT = ""

__all__ = ["TantivyWriter", "copy_tantivy", "open_tantivy", "propose", "tantivy_fault"]

_BLANK = "␣"
"""Stands for a blank inside a term, as in a standard's number."""

_HEAP = 256_000_000
"""Bytes of terms collected before a segment is written; few large segments answer faster."""

_REPLACED = ("meta.json", ".managed.json")
"""Files that are written anew in place of old ones: copied, never linked."""


def tantivy_fault() -> str:
    """Return why tantivy cannot be used here, "" where it can."""
    return _FAULT


@contextmanager
def _using(folder: Path, *passing: type[BaseException]) -> Iterator[None]:
    """Turn what tantivy raises, a panic of Rust among it, into one error."""
    try:
        yield
    except BaseException as error:
        panicked = type(error).__name__ == "PanicException"
        if isinstance(error, passing) or not (isinstance(error, Exception) or panicked):
            raise
        raise GenerationBroken(folder, f"关键词索引读不出（{error}）") from error


def open_tantivy(folder: Path) -> Any:
    """Open the index in `folder`; raise GenerationBroken."""
    with _using(folder):
        return _prepared(tantivy.Index.open(str(folder)))


def copy_tantivy(source: Path, folder: Path) -> None:
    """Make in `folder` an index with the content of the one in `source`, sharing its files."""
    folder.mkdir()
    for file in sorted(source.iterdir()):
        if file.name in _REPLACED:
            shutil.copyfile(file, folder / file.name)
        elif file.suffix != ".lock":
            link_file(file, folder / file.name)


def _create(folder: Path) -> Any:
    folder.mkdir()
    builder = tantivy.SchemaBuilder().add_integer_field("number", fast=True, indexed=True)
    for field in ("words", "bigrams"):
        builder.add_text_field(field, tokenizer_name="cut", index_option="freq")
    return _prepared(tantivy.Index(builder.build(), path=str(folder)))


def _prepared(index: Any) -> Any:
    cut = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("cut", cut)
    index.config_reader("manual")  # else a thread would watch for commits and read them
    return index


class TantivyWriter:
    """Adds and deletes clauses by their numbers; nothing counts before `commit`."""

    def __init__(self, folder: Path) -> None:
        """Write into the index in `folder`, or a new one where there is no such folder."""
        self._folder = folder
        index = open_tantivy(folder) if folder.exists() else _create(folder)
        with _using(folder):
            self._writer = index.writer(heap_size=_HEAP, num_threads=1)

    def add(self, number: int, clause: IndexedClause) -> None:
        """Add a clause."""
        document = tantivy.Document()
        document.add_integer("number", number)
        document.add_text("words", _spelt_out(clause.words))
        document.add_text("bigrams", _spelt_out(clause.bigrams))
        with _using(self._folder, OSError):
            self._writer.add_document(document)

    def delete(self, numbers: Iterable[int]) -> None:
        """Delete the clauses of these numbers."""
        with _using(self._folder, OSError):
            for number in numbers:
                self._writer.delete_documents_by_term("number", number)

    def commit(self) -> None:
        """Make it so, and wait until all is written."""
        with _using(self._folder, OSError):
            self._writer.commit()
            self._writer.wait_merging_threads()


def _spelt_out(counts: dict[str, int]) -> str:
    """Return each term as often as it counts; their order does not matter here."""
    terms = list(counts)
    if len(" ".join(terms).split()) != len(terms):  # a blank inside a term, which is rare
        terms = [_token(term) for term in terms]
    again = [
        term for term, n in zip(terms, counts.values(), strict=True) if n > 1 for _ in range(n - 1)
    ]
    return " ".join(terms + again)


def _token(term: str) -> str:
    parts = term.split()
    return term if len(parts) == 1 else _BLANK.join(parts)


def propose(
    index: Any,
    searcher: Any,
    groups: Sequence[TermGroup],
    weighted_bigrams: dict[str, float],
    limit: int,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the numbers of the `limit` best clauses by tantivy's own BM25, and that score.

    It counts deleted clauses in df and rounds lengths above 40 down to one of 216.
    """
    schema = index.schema
    parts = [_group(schema, group) for group in groups if group.terms]
    parts += [_term(schema, "bigrams", term, w) for term, w in weighted_bigrams.items()]
    query = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
    hits = searcher.search(query, limit=limit, count=False).hits
    numbers = searcher.fast_field_values("number", [address for _, address in hits])
    return np.array(numbers, np.int64), np.array([score for score, _ in hits], np.float32)


def _group(schema: Any, group: TermGroup) -> Any:
    """A group scores as its best term does."""
    terms = [_term(schema, "words", term, weight) for term, weight in group.terms.items()]
    return terms[0] if len(terms) == 1 else tantivy.Query.disjunction_max_query(terms)


def _term(schema: Any, field: str, term: str, weight: float) -> Any:
    query = tantivy.Query.term_query(schema, field, _token(term), "freq")
    return query if weight == 1 else tantivy.Query.boost_query(query, weight)
