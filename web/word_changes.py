"""What would a change of a file of words do, and how is it kept, by a page or a program?"""

from dataclasses import dataclass

from fastapi import Request

from indexer import LexiconBroken
from library.errors import WordsChanged
from library.words import Change, change_of, lexicon_with
from search import Effects, NotSearchable
from web.service import accounts_of, service_of
from web.visitors import user_of
from web.word_forms import MOST_TRIED, Shelf, WordForm, file_of

__all__ = ["SHOWN", "Preview", "preview_words", "save_words"]

SHOWN = 20
"""Changed words that are tried out, and lines that are listed before the rest is counted."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change; `fault` says why the effects cannot be told, '' where they can."""

    change: Change
    queries: tuple[str, ...]
    effects: Effects
    fault: str


def preview_words(request: Request, form: WordForm) -> Preview:
    """Say what a change would do; raise WordsChanged, WordsRejected."""
    words = file_of(request, form.shelf).read()
    if form.version != words.version:
        raise WordsChanged
    draft = form.drafted(words.text)
    change = change_of(words.text, draft, form.shelf.sheet)
    queries = form.queries or change.names[:MOST_TRIED]
    return Preview(change, queries, *_effects(request, form, draft, change, queries))


def save_words(request: Request, form: WordForm) -> Change:
    """Write the file, keeping what it was; raise WordsChanged, WordsRejected."""
    file = file_of(request, form.shelf)
    words = file.read()
    if form.version != words.version:
        raise WordsChanged
    draft = form.drafted(words.text)
    file.save(draft, words.version)
    change = change_of(words.text, draft, form.shelf.sheet)
    accounts_of(request).audit(
        user_of(request), f"修改{form.shelf.label}", file.path.name,
        before={"删去": change.removed}, after={"新增": change.added},
    )  # fmt: skip
    return change


def _effects(
    request: Request, form: WordForm, draft: str, change: Change, queries: tuple[str, ...]
) -> tuple[Effects, str]:
    """Return what the draft would do, and why that cannot be said where it cannot."""
    texts = {shelf: file_of(request, shelf).read().text for shelf in Shelf} | {form.shelf: draft}
    try:
        lexicon = lexicon_with(texts[Shelf.DICTIONARY], texts[Shelf.SYNONYMS])
        found = service_of(request).effects(
            lexicon, change.words[:SHOWN], form.samples,
            queries if form.shelf is Shelf.SYNONYMS else (),
        )  # fmt: skip
    except LexiconBroken as error:
        return Effects(), f"另一份词表有误，看不到效果：{error.told}"
    except NotSearchable:
        return Effects(), "检索暂停服务，看不到效果；仍可以保存。"
    return found, ""
