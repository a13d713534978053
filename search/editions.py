"""Of several editions of one text, which does a reader mean, and how are they told apart?"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from corpus.normalise import nfkc
from corpus.records import Clause, Document, Kind, Status
from corpus.references import unmarked
from corpus.standing import Editions, is_later, is_same
from corpus.structure import title_citation
from search.columns import Columns
from search.lookup import Named

__all__ = ["Choice", "EditionChooser"]

_HEAD = 3000  # characters; the note on promulgation stands below the title
_DAY = r"(?:19|20)\d\d年\d"
_AMENDED = re.compile(
    rf"(?P<year>(?:19|20)\d\d)年\d{{1,2}}月(?:(?!{_DAY})[^。；;\n)）]){{0,120}}?(?P<how>修正|修订)"
)
_LISTED = 5  # editions that a notice names
# Which edition a name without any mark means: what stands, else what ended, else what is to come.
_STANDING, _ENDED, _AHEAD, _UNISSUED = range(4)


@dataclass(frozen=True, slots=True)
class Choice:
    """The documents meant, the other editions of them, and whether the edition named is held."""

    meant: tuple[int, ...]
    others: tuple[int, ...] = ()
    lacking: bool = False


class EditionChooser:
    """Chooses among editions of one generation; documents are numbered as in its columns."""

    def __init__(self, columns: Columns, editions: Editions, text_of: Callable[[str], str]) -> None:
        """Take `text_of` to read the text of a document by its id, for the note below its title."""
        self._columns = columns
        self._editions = editions
        self._text_of = text_of
        self.others = editions.of
        self.mark = lru_cache(4096)(self._mark)

    def choose(self, named: Named, as_of: date) -> Choice:
        """Return the edition that is named, else the one that stood on the day.

        Of a work that had ended the last edition before the day is meant.
        """
        if named.edition:
            exact = tuple(self._bearing(named.documents, named.edition))
            if exact:
                return Choice(exact, self._rest(named, exact))
        meant = tuple(n for n in named.documents if self._stands(n, named.documents, as_of))
        return Choice(meant, self._rest(named, meant), lacking=bool(named.edition))

    def notices(self, named: Named, choice: Choice, as_of: date) -> Iterator[str]:
        """Yield what a reader must know of the editions that were not chosen."""
        documents = self._columns.documents
        if not choice.meant:
            # What was in force then may never have come here; that it did not exist is not known.
            name = f"《{unmarked(named.title)}》" if named.title else "所指文件"
            yield f"库中没有{name}{as_of}的文本，所收的都在其后公布。"
            return
        title = f"《{unmarked(documents[choice.meant[0]].title)}》"
        if choice.lacking:
            asked = "-".join(f"{part:02d}" for part in named.edition)
            yield f"库中没有{title}{asked}的文本，以下是{as_of}的文本。"
        if choice.others:
            others = sorted(choice.others, key=lambda n: documents[n].dated or date.min)[::-1]
            listed = "、".join(self._listed(n, as_of) for n in others[:_LISTED])
            more = "等" if len(others) > _LISTED else ""
            year = f"{day.year}" if (day := documents[others[0]].dated) else "年份"
            yield (
                f"{title}另有 {len(others)} 个版本：{listed}{more}。"
                f"在名称后写明年份即可查看，如{title}（{year}）。"
            )

    def _listed(self, number: int, as_of: date) -> str:
        document = self._columns.documents[number]
        standing = self._columns.on(as_of).standings[number]
        return f"{document.dated or '日期不详'}（{standing.status}）"

    def told_apart(self, clause: Clause, today: date) -> Clause:
        """Return the clause with a citation that leads to its edition and to no other."""
        number = self._columns.numbers[clause.document_id]
        mark = self.mark(number, today)
        if not mark:
            return clause
        document = self._columns.documents[number]
        head = title_citation(document.title, document.doc_no)
        at = len(head) if clause.citation.startswith(head) else clause.citation.find("》") + 1
        return replace(clause, citation=f"{clause.citation[:at]}{mark}{clause.citation[at:]}")

    def _rest(self, named: Named, meant: Sequence[int]) -> tuple[int, ...]:
        own = {n for m in meant for n in self._editions.of(m)}
        return tuple(n for n in named.documents if n in own and n not in meant)

    def _bearing(self, numbers: Sequence[int], edition: tuple[int, ...]) -> Iterator[int]:
        """Yield the documents whose mark or day of issue is the one named; else those in effect."""
        documents = self._columns.documents
        issued = [n for n in numbers if _is_of(documents[n].dated, edition)]
        marked = [n for n in numbers if _marked(documents[n].title) == edition[:1]]
        begun = [n for n in numbers if _is_of(documents[n].effective_on, edition)]
        yield from issued or (marked if len(edition) == 1 else []) or begun

    def _stands(self, number: int, among: Sequence[int], as_of: date) -> bool:
        """Tell whether a document stood on the day, or failing that ended last of its editions."""
        documents, own = self._columns.documents, self._turn(number, as_of)
        rivals = [n for n in self._editions.of(number) if n in among]
        turns = {n: self._turn(n, as_of) for n in rivals}
        if own == _UNISSUED or any(turn < own for turn in turns.values()):
            return False
        equal = [n for n, turn in turns.items() if turn == own == _ENDED]
        return not any(is_later(documents[n], documents[number]) for n in equal)

    def _turn(self, number: int, as_of: date) -> int:
        standing = self._columns.on(as_of).standings[number]
        if not standing.existed:
            return _UNISSUED
        if standing.hidden:
            return _ENDED
        return _AHEAD if standing.status is Status.NOT_YET else _STANDING

    def _mark(self, number: int, today: date) -> str:
        """Return what tells an edition apart in its citation, '' where nothing need.

        The edition that a look-up without any mark finds today is cited without one.
        """
        documents = self._columns.documents
        own = documents[number]
        others = [n for n in self._editions.of(number) if not is_same(documents[n], own)]
        numbered = own.doc_no and all(documents[n].doc_no != own.doc_no for n in others)
        if not others or own.dated is None or numbered or _marked(own.title):
            return ""
        meant = self.choose(Named((number, *others)), today).meant
        if meant == (number,):
            return ""
        years = {day.year for n in others if (day := documents[n].dated)}
        if own.dated.year not in years and (how := self._amended(own)):
            return f"（{own.dated.year}年{how}）"
        how = "印发" if own.kind is Kind.POLICY else "公布"
        return f"（{own.dated.year}年{own.dated.month}月{own.dated.day}日{how}）"

    def _amended(self, document: Document) -> str:
        """Return 修正 or 修订 where the note below the title tells of one in the year of issue."""
        notes = _AMENDED.finditer(self._text_of(document.document_id)[:_HEAD])
        found = {match["year"]: match["how"] for match in notes}
        last = max(found, default="")
        return found[last] if document.dated and last == str(document.dated.year) else ""


def _is_of(day: date | None, edition: tuple[int, ...]) -> bool:
    return day is not None and (day.year, day.month, day.day)[: len(edition)] == edition


def _marked(title: str) -> tuple[int, ...]:
    """Return the year in the mark at the end of a title, () where there is none."""
    mark = nfkc(title).text.removeprefix(unmarked(title))
    year = re.search(r"(?:19|20)\d\d", mark)
    return (int(year[0]),) if year else ()
