"""How does a program read, try and change the department's own words and synonyms?"""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import Query, Request
from fastapi.responses import JSONResponse

from indexer import faults_of, word_lines
from search import QueryEffect, Reading
from web.moments import iso
from web.word_changes import SHOWN, preview_words, save_words
from web.word_forms import Shelf, WordForm, few, file_of
from web.word_schemas import WordsBody, WordsTrialBody

__all__ = [
    "dictionary", "preview_dictionary", "preview_synonyms", "save_dictionary", "save_synonyms",
    "synonyms",
]  # fmt: skip

Earlier = Annotated[
    str, Query(description="历史版本的名称，见 earlier；不写时为现在的内容", max_length=100)
]


def dictionary(request: Request, earlier: Earlier = "") -> JSONResponse:
    """Answer with the words, or those of an earlier version; raise WordsRejected for no such."""
    return _read(request, Shelf.DICTIONARY, earlier)


def save_dictionary(request: Request, body: WordsBody) -> JSONResponse:
    """Keep other words; raise WordsChanged, WordsRejected."""
    return _save(request, Shelf.DICTIONARY, body)


def preview_dictionary(request: Request, body: WordsTrialBody) -> JSONResponse:
    """Say what other words would do; raise WordsChanged, WordsRejected."""
    return _preview(request, Shelf.DICTIONARY, body)


def synonyms(request: Request, earlier: Earlier = "") -> JSONResponse:
    """Answer with the synonyms, as `dictionary` does with the words."""
    return _read(request, Shelf.SYNONYMS, earlier)


def save_synonyms(request: Request, body: WordsBody) -> JSONResponse:
    """Keep other synonyms; raise WordsChanged, WordsRejected."""
    return _save(request, Shelf.SYNONYMS, body)


def preview_synonyms(request: Request, body: WordsTrialBody) -> JSONResponse:
    """Say what other synonyms would do; raise WordsChanged, WordsRejected."""
    return _preview(request, Shelf.SYNONYMS, body)


def _read(request: Request, shelf: Shelf, earlier: str = "") -> JSONResponse:
    file = file_of(request, shelf)
    words = file.read()
    text = file.earlier_text(earlier) if earlier else words.text
    faults = [words.fault] if words.fault else faults_of(text, shelf.sheet)[:SHOWN]
    return JSONResponse(
        {
            "version": words.version,
            "columns": list(shelf.columns),
            "rows": [list(line.cells) for line in word_lines(text, shelf.sheet)],
            "faults": list(faults),
            "earlier": [
                {"name": one.name, "until": iso(one.until), "lines": one.lines}
                for one in file.earlier()
            ],
        }
    )


def _save(request: Request, shelf: Shelf, body: WordsBody) -> JSONResponse:
    save_words(request, _form(shelf, body))
    return _read(request, shelf)


def _preview(request: Request, shelf: Shelf, body: WordsTrialBody) -> JSONResponse:
    found = preview_words(request, _form(shelf, body, few(body.queries), few(body.samples)))
    return JSONResponse(
        {
            "added": list(found.change.added),
            "removed": list(found.change.removed),
            "fault": found.fault,
            "words": [asdict(one) for one in found.effects.words],
            "texts": [asdict(one) for one in found.effects.texts],
            "queries": [_query(one) for one in found.effects.queries],
        }
    )


def _form(
    shelf: Shelf, body: WordsBody, queries: tuple[str, ...] = (), samples: tuple[str, ...] = ()
) -> WordForm:
    rows = tuple(tuple(row) for row in body.rows)
    return WordForm(shelf, body.version, 0, (), None, queries, samples, rows=rows)


def _query(one: QueryEffect) -> dict[str, Any]:
    return {
        "query": one.query,
        "refused": one.refused,
        "changed": one.changed,
        "before": _reading(one.before),
        "after": _reading(one.after),
    }


def _reading(one: Reading | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "words": [{"word": word, "synonyms": list(names)} for word, names in one.words],
        "related": list(one.related),
        "total": one.total,
        "citations": [hit.citation for hit in one.hits],
    }
