"""Which words and synonyms are the department's own, and what will a change of them do?"""

from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.responses import RedirectResponse

from indexer import SAME, SEE_ALSO, WordLine, faults_of, word_lines
from library.errors import WordsChanged, WordsRejected
from web.downloads import download
from web.pagination import turned
from web.templating import render
from web.values import read_number
from web.word_changes import SHOWN, preview_words, save_words
from web.word_forms import Shelf, WordForm, desk_url, file_of, read_form, read_shelf

__all__ = ["as_file", "dictionary", "preview", "save", "whole"]

_PER_PAGE, _FARTHEST = 100, 10_000

Sent = Annotated[WordForm, Depends(read_form)]


def dictionary(
    request: Request, sheet: str = "", q: str = "", page: str = "", line: str = "", done: str = ""
) -> Response:
    """Show the lines that hold what is looked for, and the form for one of them or a new one."""
    shelf = read_shelf(sheet)
    chosen = read_number("line", line, 0, 999_999) if line else 0
    number = read_number("page", page, 1, _FARTHEST)
    return _list(request, shelf, q=q.strip(), number=number, line=chosen, done=done == "saved")


def whole(request: Request, sheet: str = "", earlier: str = "") -> Response:
    """Show the whole file to be changed, or an earlier version to go back to."""
    shelf = read_shelf(sheet)
    text = file_of(request, shelf).earlier_text(earlier) if earlier else None
    return _whole(request, shelf, text, earlier=bool(earlier))


def as_file(request: Request, sheet: str = "", earlier: str = "") -> Response:
    """Give the file, or an earlier version, as it is kept."""
    shelf = read_shelf(sheet)
    file = file_of(request, shelf)
    text = file.earlier_text(earlier) if earlier else file.read().text
    return download(text.encode(), shelf.label, ".tsv")


def preview(request: Request, form: Sent) -> Response:
    """Show what a change would do; nothing is saved."""
    try:
        found = preview_words(request, form)
    except WordsChanged:
        return _stale(request, form)
    except WordsRejected as error:
        return _refused(request, form, error.problems)
    return render(
        request,
        "admin_dictionary_preview.html",
        form=form,
        change=found.change,
        queries=found.queries,
        effects=found.effects,
        fault=found.fault,
        shown=SHOWN,
        desk_url=desk_url,
    )


def save(request: Request, form: Sent) -> Response:
    """Write the file, keeping what it was; a form older than the file is refused."""
    try:
        save_words(request, form)
    except WordsChanged:
        return _stale(request, form)
    except WordsRejected as error:
        return _refused(request, form, error.problems)
    return RedirectResponse(desk_url(form.shelf, done="saved"), 303)


def _list(
    request: Request,
    shelf: Shelf,
    *,
    q: str = "",
    number: int = 1,
    line: int = 0,
    done: bool = False,
    cells: tuple[str, ...] = (),
    problems: tuple[str, ...] = (),
) -> Response:
    words = file_of(request, shelf).read()
    lines = list(word_lines(words.text, shelf.sheet))
    found = [one for one in lines if q.lower() in "\t".join(one.cells).lower()]
    last = max(1, -(-len(found) // _PER_PAGE))
    number = min(number, last)
    edited = next((one for one in lines if one.number == line), None)
    return render(
        request,
        "admin_dictionary.html",
        status_code=400 if problems else 200,
        shelf=shelf,
        shelves=list(Shelf),
        words=words,
        faults=[words.fault] if words.fault else faults_of(words.text, shelf.sheet)[:SHOWN],
        held=len(lines),
        total=len(found),
        lines=found[(number - 1) * _PER_PAGE : number * _PER_PAGE],
        q=q,
        pages=turned(number, last, lambda page: desk_url(shelf, q=q, page=page)),
        edited=edited,
        cells=cells or _cells(edited, shelf),
        relations=[*sorted(SAME), *sorted(SEE_ALSO)],
        pointing=SEE_ALSO,
        problems=problems,
        done=done,
        desk_url=desk_url,
    )


def _whole(
    request: Request,
    shelf: Shelf,
    text: str | None = None,
    *,
    earlier: bool = False,
    problems: tuple[str, ...] = (),
) -> Response:
    file = file_of(request, shelf)
    words = file.read()
    return render(
        request,
        "admin_dictionary_whole.html",
        status_code=400 if problems else 200,
        shelf=shelf,
        words=words,
        text=words.text if text is None else text,
        earlier=earlier,
        versions=file.earlier(),
        problems=problems[:SHOWN],
        more=len(problems[SHOWN:]),
        desk_url=desk_url,
    )


def _refused(request: Request, form: WordForm, problems: tuple[str, ...]) -> Response:
    """Show the form again with what was written, and what is wrong with it."""
    if form.text is not None:
        return _whole(request, form.shelf, form.text, problems=problems)
    return _list(request, form.shelf, line=form.line, cells=form.cells, problems=problems)


def _stale(request: Request, form: WordForm) -> Response:
    """Show what was sent beside what the file has become; nothing was saved."""
    return render(
        request,
        "admin_dictionary_stale.html",
        status_code=409,
        form=form,
        words=file_of(request, form.shelf).read(),
        desk_url=desk_url,
    )


def _cells(line: WordLine | None, shelf: Shelf) -> tuple[str, ...]:
    cells = line.cells if line else ()
    return (*cells, *("",) * len(shelf.columns))[: len(shelf.columns)]
