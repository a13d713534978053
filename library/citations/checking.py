"""Does what a draft cites exist, does it still hold, and are its words quoted as they stand?

Of what the collection does not hold, it is never said that it does not exist.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from corpus.errors import UnknownDocument
from corpus.records import Clause, Document, Status
from corpus.references import unmarked
from corpus.standing import beginning
from corpus.structure import find_place, place_name, title_citation
from library.citations.finding import find_citations
from library.citations.holdings import Found, Holdings
from library.citations.quotes import compare_quote
from library.citations.record import Checked, Cited, Name, Part, Quote, Report, Verdict
from search.dossier import Dossier
from search.ports import SearchService

__all__ = ["CitationChecker"]

_ENDED = frozenset({Status.REPEALED, Status.REPLACED})


@dataclass(slots=True)
class _Text:
    """The edition that a name means, its articles, and its other editions."""

    document: Document
    dossier: Dossier
    clauses: Sequence[Clause]
    notes: tuple[str, ...] = ()
    by_place: dict[str, Clause] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for clause in self.clauses:
            self.by_place.setdefault(clause.address, clause)
        for clause in self.clauses:  # 附件 are numbered anew below p1, p2 …
            first, _, rest = clause.address.partition(".")
            if re.fullmatch(r"p\d+", first):
                self.by_place.setdefault(rest, clause)

    @property
    def articles(self) -> list[int]:
        """The whole numbers of its articles."""
        found = (re.fullmatch(r"a(\d+)(?:~\d+)?", place) for place in self.by_place)
        return [int(match[1]) for match in found if match]

    def clause(self, address: str) -> tuple[Clause | None, str]:
        """Return the clause at an address, with a note where a notice has no articles."""
        if found := self.by_place.get(address):
            return found, ""
        number = address.removeprefix("a")
        if self.articles or not address.startswith("a") or not number.isdecimal():
            return None, ""
        below = (c for place, c in self.by_place.items() if re.match(rf"{number}(?:\.|$)", place))
        heading = next(below, None)
        return heading, "该文件的编号不是“条”，引用时请写原来的序号。" if heading else ""


class CitationChecker:
    """Checks drafts against the serving generation, whose names it reads once."""

    def __init__(self, service: SearchService) -> None:
        self._service = service
        self._holdings: tuple[str, Holdings] | None = None

    def check(self, text: str, as_of: date | None = None) -> Report:
        """Return every citation of the draft with its verdict; raise NotSearchable."""
        collection = self._service.collection()
        if self._holdings is None or self._holdings[0] != collection.generation:
            self._holdings = collection.generation, Holdings(collection.documents)
        holdings = self._holdings[1]
        day = as_of or datetime.now().astimezone().date()
        one = _Check(self._service, holdings, text, day)
        checked = tuple(map(one.checked, find_citations(text, holdings.knows)))
        return Report(text, day, collection.generation, checked)


class _Check:
    """The check of one draft."""

    def __init__(self, service: SearchService, holdings: Holdings, text: str, as_of: date) -> None:
        self._service, self._holdings = service, holdings
        self._text, self._as_of = text, as_of
        self._meant: dict[Name, Checked | list[_Text]] = {}

    def checked(self, cited: Cited) -> Checked:
        """Return the verdict on one citation."""
        shown = self._text[cited.start : cited.end]
        if cited.name == Name():
            return Checked(
                cited, shown, Verdict.UNCLEAR, ("前文没有指明是哪一份文件，请写出名称。",)
            )
        if cited.name not in self._meant:
            self._meant[cited.name] = self._mean(cited)
        meant = self._meant[cited.name]
        if isinstance(meant, Checked):
            return replace(meant, cited=cited, text=shown, quote=self._unquoted(cited))
        texts = [text for text in meant if text.clause(cited.address)[0]] if cited.address else []
        return self._of_text(cited, shown, (texts or meant)[0])

    def _mean(self, cited: Cited) -> "Checked | list[_Text]":
        """Return the editions meant, the best first; or what to say where there is none."""
        found = self._holdings.find(cited.name)
        if not found.documents:
            return Checked(cited, "", *self._absent(cited.name, found))
        texts = [self._read(self._holdings.documents[n]) for n in found.documents]
        held = [text for text in texts if text.document.verbatim] or texts
        if cited.name.edition:
            exact = [text for text in held if _is_of(text.document, cited.name.edition)]
            if not exact or not held[0].document.verbatim:
                return Checked(cited, "", Verdict.NOT_HELD, (self._other_editions(held),))
            return sorted(exact, key=self._rank)
        ranked = sorted(held, key=self._rank)
        if found.undated and len(ranked) >= 1:
            number = ranked[0].document.doc_no
            ranked[0].notes += (f"没有写年号，按库中的 {number} 核对。",)
        return ranked

    def _absent(self, name: Name, found: Found) -> tuple[Verdict, tuple[str, ...]]:
        documents = self._holdings.documents
        if found.other:
            titles = "、".join(dict.fromkeys(_title(documents[n]) for n in found.other))
            return Verdict.MISMATCH, (f"这个文号是{titles}的，与所写的名称不同。",)
        if found.rivals:
            numbers = "、".join(dict.fromkeys(documents[n].doc_no or "" for n in found.rivals))
            note = f"库中这一名称的文号是 {numbers}，没有 {name.number}。"
            same = any(
                _same_year(name.number or "", documents[n].doc_no or "") for n in found.rivals
            )
            return (Verdict.MISMATCH if same else Verdict.NOT_HELD), (note,)
        if found.near:
            numbers = "、".join(documents[n].doc_no or "" for n in found.near)
            return Verdict.NOT_HELD, (f"库中有 {numbers}，没有所写年号的文本。",)
        near = self._holdings.near(name.title)
        hint = (
            f"名称相近而不同的有{'、'.join(_title(documents[n]) for n in near)}。" if near else ""
        )
        return Verdict.NOT_HELD, (f"库中没有收录，不能判断它是否存在，请另行核对。{hint}",)

    def _read(self, document: Document) -> _Text:
        name = document.document_id
        _, clauses = self._service.document(name)
        return _Text(document, self._service.dossier(name, self._as_of), clauses)

    def _rank(self, text: _Text) -> tuple[bool, bool, bool, int]:
        """Order editions: those in force, then what is to come, then what has ended."""
        standing = text.dossier.standing
        day = beginning(text.document).day or date.min
        ahead = standing.status is Status.NOT_YET
        return not standing.existed, standing.status in _ENDED, ahead, -day.toordinal()

    def _of_text(self, cited: Cited, shown: str, text: _Text) -> Checked:
        verdict, notes, successor = self._standing(text)
        clause, note = text.clause(cited.address) if cited.address else (None, "")
        notes = (*notes, *((note,) if note else ()))
        if cited.address and clause is None:
            missing, why = self._missing(cited, text)
            ended = verdict is Verdict.ENDED and missing is Verdict.NOT_HELD
            verdict, notes = verdict if ended else missing, (*why, *notes)
        elif clause and (part := self._lacking(cited.parts, clause, text)):
            verdict, notes = Verdict.NO_PART, (part, *notes)
        return Checked(
            cited, shown, verdict, (*text.notes, *notes), text.document, clause,
            text.dossier.standing.status, successor,
            self._quoted(cited, text, clause),
        )  # fmt: skip

    def _standing(self, text: _Text) -> tuple[Verdict, tuple[str, ...], Document | None]:
        standing, document = text.dossier.standing, text.document
        notes = [] if document.verbatim else [_composed(document)]
        successor = None
        if standing.status in _ENDED or not standing.existed:
            notes.insert(0, f"{text.dossier.ground}。")
            successor = self._successor(text)
            return Verdict.ENDED, tuple(notes), successor
        if standing.status is Status.EXPIRED:
            return Verdict.LAPSED, (f"{text.dossier.ground}。", *notes), None
        if standing.status in {Status.NOT_YET, Status.DRAFT, Status.AMENDED}:
            notes.insert(0, f"{standing.status}：{text.dossier.ground}。")
        return Verdict.EXISTS, tuple(notes), None

    def _successor(self, text: _Text) -> Document | None:
        """Return what took the place of an edition: what ended it, else the newest in force."""
        if by := text.dossier.standing.by:
            try:
                return self._service.document(by)[0]
            except UnknownDocument:
                return None
        later = (e for e in text.dossier.editions if not e.standing.hidden)
        return next((edition.document for edition in later), None)

    def _missing(self, cited: Cited, text: _Text) -> tuple[Verdict, tuple[str, ...]]:
        document, articles = text.document, text.articles
        if not document.verbatim:
            return Verdict.NOT_HELD, (f"库中没有{cited.place}，只有部分内容，不能判断它是否存在。",)
        number = re.fullmatch(r"a(\d+)", cited.address)
        if number and articles and 0 < int(number[1]) < max(articles):
            return Verdict.NOT_HELD, (f"所收文本缺{cited.place}，像是来源有脱漏，请核对原件。",)
        notes = [f"{_title(document)}共 {max(articles)} 条。"] if articles else []
        for edition in text.dossier.editions:
            other = self._read(edition.document)
            if other.clause(cited.address)[0]:
                notes.append(f"{_edition(edition.document)}有{cited.place}。")
        return Verdict.NO_ARTICLE, tuple(notes)

    def _lacking(self, parts: Sequence[Part], clause: Clause, text: _Text) -> str:
        """Say which 款 or 项 the clause does not have, '' where it has them all."""
        if not text.document.verbatim:
            return ""
        missing = [
            place_name(part.paragraph, part.item, part.subitem)
            for part in parts
            if find_place(clause.text, part.paragraph, part.item, part.subitem) is None
        ]
        return f"该条没有{'、'.join(missing)}。" if missing else ""

    def _other_editions(self, held: Sequence[_Text]) -> str:
        if not held[0].document.verbatim:
            return f"{_composed(held[0].document)[:-1]}，无从判断有没有所写年份的文本。"
        names = "、".join(_edition(text.document) for text in held)
        return f"库中没有所写年份的文本；有{names}。"

    def _unquoted(self, cited: Cited) -> Quote | None:
        if cited.quote is None:
            return None
        return Quote(self._text[slice(*cited.quote)], None, note="没有收录原文，不能核对引文。")

    def _quoted(self, cited: Cited, text: _Text, clause: Clause | None) -> Quote | None:
        if cited.quote is None or not text.document.verbatim:
            return self._unquoted(cited)
        words = self._text[slice(*cited.quote)]
        if clause is None and cited.address:
            return self._unquoted(cited)
        found = compare_quote(words, text.document, clause, cited.parts, self._service.terms)
        if found.agrees is False:
            return replace(
                found, note=" ".join([found.note, *self._elsewhere(words, text)]).strip()
            )
        return found

    def _elsewhere(self, words: str, text: _Text) -> Iterator[str]:
        """Say in which other article or edition the quoted words stand."""
        for clause in text.clauses:
            if compare_quote(words, text.document, clause, (), None).agrees:
                yield f"所引文字见{clause.citation}。"
                return
        for edition in text.dossier.editions:
            document, _ = self._service.document(edition.document.document_id)
            if compare_quote(words, document, None, (), None).agrees:
                yield f"所引文字是{_edition(document)}的。"
                return


def _is_of(document: Document, edition: tuple[int, ...]) -> bool:
    days = [day for day in (document.dated, document.effective_on) if day]
    marks = re.findall(r"[（(]((?:19|20)\d\d)", document.title)
    told = any((day.year, day.month, day.day)[: len(edition)] == edition for day in days)
    return told or str(edition[0]) in marks


def _title(document: Document) -> str:
    if document.title.startswith("《"):  # a card, or a digest
        return document.title[: document.title.rfind("》") + 1]
    return title_citation(unmarked(document.title), None)


def _edition(document: Document) -> str:
    day = document.dated or document.effective_on
    return f"{_title(document)}（{day.year}年）" if day else f"{_title(document)}（日期不详）"


def _composed(document: Document) -> str:
    return f"库中只有{document.kind.own_words}，没有原文，请核对原件。"


def _same_year(number: str, other: str) -> bool:
    years = [re.search(r"〔(\d{4})〕|-(\d{2,4})$", one) for one in (number, other)]
    return (
        all(years)
        and years[0] is not None
        and years[1] is not None
        and (years[0].groups() == years[1].groups())
    )
