"""Which document or clause does a query name outright: by 文号, 标准号, title, 《X》第N条?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.identifiers import Identifier, doc_no_key, find_identifiers, standard_key
from corpus.normalise import fold, nfkc
from corpus.records import Document

__all__ = ["Directory", "Named"]

_STATE = "中华人民共和国"
_ASKED = re.compile(
    r"(?:的?(?:具体)?(?:内容|规定|条文)(?:是什么|有哪些)?|是什么|怎么规定的?|如何规定的?)?$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a query names: documents by number, and one article's address where it says 第N条.

    `paragraph` and `item` are the 款 and 项 named in it, 0 where none is. `rest` is what the query
    asks beyond that, "" where it asks nothing else.
    """

    documents: tuple[int, ...]
    address: str | None
    paragraph: int = 0
    item: int = 0
    rest: str = ""


class Directory:
    """Finds documents by their number and title; numbers refer to the sequence given."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._by_number: dict[str, list[int]] = {}
        self._by_title: dict[str, list[int]] = {}
        for number, document in enumerate(documents):
            if document.doc_no:
                self._by_number.setdefault(_number_key(document.doc_no), []).append(number)
            for name in (document.title, *document.aliases):
                self._by_title.setdefault(_title_key(name), []).append(number)

    def by_number(self, key: str) -> tuple[int, ...]:
        """Return the documents that bear this 文号 or 标准号, given in its one spelling."""
        return tuple(self._by_number.get(key, ()))

    def named(self, query: str) -> Named | None:
        """Return what the query names by title, with or without 第N条; None if it names nothing."""
        text = nfkc(query).text
        found = list(find_identifiers(text))
        article = next((i for i in found if re.match(r"第\d+条", i.key)), None)
        title = text[: article.start] if article else text
        documents = tuple(self._by_title.get(_title_key(title), ()))
        if not documents or not article:
            return Named(documents, None) if documents else None
        end, inside = _inside(text, [i for i in found if i.start >= article.end], article.end)
        rest = _ASKED.sub("", text[end:].strip(" ,，。?？、")).strip()
        return Named(documents, _address(article.key), *inside, rest)


def _inside(text: str, following: Sequence[Identifier], end: int) -> tuple[int, tuple[int, int]]:
    """Read 第N款 and 第M项 that follow at once; return where they end, and their numbers."""
    numbers = {"款": 0, "项": 0}
    for identifier in following:
        match = re.fullmatch(r"第(\d+)([款项])", identifier.key)
        if not match or text[end : identifier.start].strip():
            break
        numbers[match[2]], end = int(match[1]), identifier.end
    return end, (numbers["款"], numbers["项"])


def _address(key: str) -> str:
    """Return the clause address of an article key: 第82条之1 is a82-1."""
    return "a" + key.removeprefix("第").replace("条之", "-").removesuffix("条")


def _number_key(doc_no: str) -> str:
    text = nfkc(doc_no).text
    return doc_no_key(text) or standard_key(text) or text


def _title_key(title: str) -> str:
    return fold(title).text.removeprefix(_STATE)
