"""Which document or clause does a query name outright: by number, by title, by its citation?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.identifiers import (
    Identifier,
    doc_no_key,
    find_identifiers,
    order_key,
    standard_key,
)
from corpus.normalise import fold, nfkc, places_of
from corpus.records import Document
from corpus.references import Names, title_key, unmarked
from search.aliases import Alias, aliases
from search.citations import spellings

__all__ = ["Directory", "Named", "article_in", "place_in", "printed", "readings"]

_VERBS = re.compile(r"^(?:请?问|查找?|根据|依据|按照|依照|违反|参照)(?=《)")
_ASKED = re.compile(
    r"(?:的?(?:具体)?(?:内容|规定|条文)?)?(?:是什么|有哪些|规定了?什么|是?(?:怎么|如何)(?:规定|说|写)的?)?"
)
_TITLED = re.compile(r"《(?P<title>[^》]+)》\s*(?P<place>.*)", re.DOTALL)
_NUMBER = re.compile(
    r"\s*\((?P<number>[^()]*号|[A-Z]{2,5}(?:\s*/\s*[A-Z]+)?\s*\d[\d.]*(?:-\d{2,4})?)\)\s*"
)
_EDITION = re.compile(
    r"\s*\((?P<year>(?:19|20)\d\d)(?:[-年](?P<month>\d{1,2})[-月](?P<day>\d{1,2})日?|年)?"
    r"(?:第?[一二三四五六七八九十\d]+次)?(?:修正|修订|修改|公布|发布|印发|通过|施行|版|年版)?(?:本|文本)?\)\s*"
)
_AGENCY = re.compile(r"(?:国务院|部|委|委员会|局|署|政府|主席|银行)$")
_ORDER = re.compile(r"(?P<agency>.*)令第(?P<number>\d+)号")


@dataclass(frozen=True, slots=True)
class Named:
    """What a query names: documents by title, and the place in them where it says one.

    `title` is folded, and so is `place`, what stands after it as in a citation (四八 for
    四、（八）). `address` is an article's (a12); `paragraph` and `item` are the 款 and 项 named, 0
    where none is. `edition` is the year, or year, month and day, of the edition asked for;
    `by_number` says that a number alone names the documents.
    """

    documents: tuple[int, ...]
    title: str = ""
    place: str = ""
    address: str | None = None
    paragraph: int = 0
    item: int = 0
    edition: tuple[int, ...] = ()
    by_number: bool = False


class Directory:
    """Finds documents by their number and title; numbers refer to the sequence given."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._names = Names(documents)
        self._digests: dict[str, list[int]] = {}
        self.by_number = self._names.by_number
        for number, document in enumerate(documents):
            if law := document.facts.get("law"):
                self._digests.setdefault(title_key(str(law)), []).append(number)

    def titled(self, phrase: str) -> tuple[int, ...]:
        """Return the documents whose title or another name holds a folded phrase."""
        titles = self._names.by_title.items()
        found = (
            numbers for title, numbers in titles if next(places_of(phrase, title), None) is not None
        )
        return tuple(sorted({number for numbers in found for number in numbers}))

    def named(self, query: str) -> Named | None:
        """Return what the query names by title, None if it names nothing or asks for more.

        The name of a law that is not there means its digest.
        """
        text = _VERBS.sub("", nfkc(query).text.strip(' "“”。?？'))
        return next(filter(None, map(self._named, spellings(text))), None)

    def unheld(self, query: str) -> Alias | None:
        """Return the text that the query names by a short name, where it is not held."""
        text = _VERBS.sub("", nfkc(query).text.strip(' "“”。?？'))
        for spelling in spellings(text):
            key = title_key(_parts(spelling)[0])
            if key in aliases() and not self.called(key):
                return aliases()[key]
        return None

    def absent(self, query: str) -> list[str]:
        """Return the titles that stand in book marks in the query and that no document bears."""
        titles = dict.fromkeys(re.findall("《([^《》]{2,80})》", query))
        return [title for title in titles if not self.called(title_key(title))]

    def _named(self, text: str) -> Named | None:
        title, place = _parts(text)
        number, edition, place = _told_apart(title, place)
        key = title_key(title)
        documents = self.called(key)
        bearing = [n for n in documents if n in self.by_number(number)]
        named = _placed(tuple(bearing or documents), key, place)
        return replace(named, edition=edition) if named and documents else None

    def called(self, key: str) -> Sequence[int]:
        """Return the documents with a folded title or short name, else the digest of that law."""
        found = self._names.by_title.get(key) or self._digests.get(key)
        alias = aliases().get(key)
        if found or alias is None:
            return found or ()
        full = title_key(alias.title)
        numbered = self.by_number(alias.number) if alias.number else ()
        return self._names.by_title.get(full) or numbered or self._digests.get(full) or ()


def _parts(text: str) -> tuple[str, str]:
    """Return the title and the place of a citation as typed: 安全生产法, 第四十一条."""
    if titled := _TITLED.match(text):
        return titled["title"], titled["place"]
    articles = [i for i in find_identifiers(text) if re.match(r"第\d+条", i.key)]
    if not articles:
        return text, ""
    return text[: articles[0].start], text[articles[0].start :]


def readings(key: str) -> list[str]:
    """Return a number as read, then with fewer of the words that may stand before its agency.

    查建办质〔2018〕58号 is read so, and as 建办质〔2018〕58号, and so on.
    """
    agency, bracket, rest = key.partition("〔")
    if not bracket:
        return [key]
    return [agency[at:] + bracket + rest for at in range(max(1, len(agency) - 1))]


def printed(key: str) -> list[str]:
    """Return the folded ways in which a number may be printed in a text, the fullest first.

    An order of an agency that is named is not the one of another: its number alone says nothing.
    """
    if order := _ORDER.fullmatch(key):
        number = order["number"]
        alone = [] if _AGENCY.search(order["agency"]) else [f"令第{number}号", f"{number}号令"]
        return [fold(key).text, *alone]
    return [fold(reading).text for reading in readings(key)]


def article_in(documents: tuple[int, ...], words: Sequence[str]) -> Named | None:
    """Return the article that is asked for beside a number (37号令第十条), None for other words."""
    if len(words) == 1 and re.fullmatch(r"第\d+条(?:之\d+)?", words[0]):
        return Named(documents, "", words[0], _address(words[0]))
    return None


def place_in(citation: str) -> tuple[str, str]:
    """Return title and place of a citation, folded: what stands before and after the number."""
    match = _TITLED.match(nfkc(citation).text)
    if not match:
        return "", ""
    return title_key(match["title"]), fold(_told_apart("", match["place"])[2]).text


def _told_apart(title: str, place: str) -> tuple[str, tuple[int, ...], str]:
    """Return number and edition that stand between title and place, and the place alone.

    《公司法》(主席令第15号)(2018年修正)第十六条; an edition may end the title: 公司法(2018修正).
    """
    number, edition = "", _edition_of(_EDITION.search(title, len(unmarked(title))))
    while match := _NUMBER.match(place) or _EDITION.match(place):
        if match.re is _NUMBER:
            number = _number_key(match["number"])
        else:
            edition = _edition_of(match)
        place = place[match.end() :]
    return number, edition, place


def _edition_of(match: re.Match[str] | None) -> tuple[int, ...]:
    return tuple(int(part) for part in match.groups() if part) if match else ()


def _number_key(number: str) -> str:
    return order_key(number) or doc_no_key(number) or standard_key(number) or number


def _placed(documents: tuple[int, ...], title: str, place: str) -> Named | None:
    found = list(find_identifiers(place))
    article = next((i for i in found if re.match(r"第\d+条", i.key)), None)
    if article is None or article.start > 0:
        return Named(documents, title, fold(place).text)
    end, inside = _inside(place, [i for i in found if i.start >= article.end], article.end)
    if not _ASKED.fullmatch(place[end:].strip(" ,，。?？、")):
        return None
    return Named(documents, title, fold(place[:end]).text, _address(article.key), *inside)


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
