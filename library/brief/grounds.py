"""Which documents does a brief cite, at which places, and where do they stand on its day?"""

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date

from corpus import Clause, Document, Kind
from corpus.references import title_key
from corpus.structure import cited_place, title_citation
from library.brief.records import Ground, Source
from library.hazard_table import HazardRow
from library.thresholds import Consequence
from search.ports import SearchService

__all__ = ["UNHELD", "Grounds", "law_of", "name_of"]

UNHELD = "未收录"
TABLE = "thresholds-hazardous-works"
"""The document of the product's own table of thresholds."""
_TRAILING = re.compile(r"（[^（）]*非原文[^（）]*）$")
_QUOTED = re.compile(r"“(.+)”")


class Grounds:
    """Numbers sources and grounds in the order in which they are first cited."""

    def __init__(self, service: SearchService, as_of: date) -> None:
        self._service, self._as_of = service, as_of
        self._sources: dict[str, Source] = {}
        self._grounds: dict[tuple[str, str], Ground] = {}
        self._documents: dict[str, Document] = {}
        self._titles = set[str]()
        self._ours: dict[str, list[Document]] = defaultdict(list)
        for document in service.documents():
            self._titles.add(title_key(_title(document)))
            if not document.verbatim and document.kind is not Kind.CASE:
                self._ours[_key(document)].append(document)

    @property
    def sources(self) -> tuple[Source, ...]:
        """What was cited so far."""
        return tuple(self._sources.values())

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Where it was cited so far."""
        return tuple(self._grounds.values())

    @property
    def documents(self) -> list[Document]:
        """The documents cited so far that are held, in order."""
        return list(self._documents.values())

    def clause(self, document: Document, clause: Clause) -> int:
        """Return the number of a clause."""
        source = self._source(document)
        place = place_of(document, clause)
        return self._ground(source, place, clause.citation, clause.text, clause.clause_id)

    def consequence(self, one: Consequence) -> int:
        """Return the number of the clause from which something follows, held or not."""
        if one.document and one.clause:
            return self.clause(one.document, one.clause)
        return self.unheld(one.citation)

    def whole(self, document: Document) -> int:
        """Return the number of a document that is cited as a whole."""
        source = self._source(document)
        return self._ground(source, "", source.title, "", "")

    def case(self, case_id: str) -> int:
        """Return the number of a case, which is one clause; raise UnknownDocument."""
        document, clauses = self._service.document(case_id)
        return self.clause(document, clauses[0])

    def row(self, row: HazardRow) -> int:
        """Return the number of a row of the table, with its words as the text."""
        name = row.document or "出处未核实的文件"
        ours = self._ours.get(name, [])
        source = self._add(name, ours[0] if ours else None, name, "阈值表")
        clause_id = self._clause_of(row)
        return self._ground(
            source, row.clause or "", f"{name}{row.clause or ''}", row.rule, clause_id
        )

    def unheld(self, citation: str) -> int:
        """Return the number of a clause that is cited without being held."""
        head = citation[: citation.find("》") + 1] or citation
        source = self._add(head, None, head, UNHELD)
        return self._ground(source, citation.removeprefix(head), citation, "", "")

    def own(self, title: str, text: str, basis: str) -> int:
        """Return the number of what the product itself suggests, which no text says."""
        source = self._add(title, None, title, "本库归纳", ("非法定", basis))
        return self._ground(source, "", title, text, "")

    def knows(self, title: str) -> bool:
        """Tell whether something of a text is held, if only a card or a digest."""
        return title_key(title) in self._titles

    def _source(self, document: Document) -> Source:
        self._documents[document.document_id] = document
        words = "原文" if document.verbatim else document.kind.own_words
        words = "卡片" if document.facts.get("status") else words
        return self._add(_key(document), document, name_of(document), words)

    def _add(
        self,
        key: str,
        document: Document | None,
        title: str,
        words: str,
        standing: tuple[str, str] | None = None,
    ) -> Source:
        """Return the source of that key; what else is held of it is added to its words."""
        known = self._sources.get(key)
        if known is None:
            told = standing or self._told(document)
            known = Source(
                len(self._sources) + 1,
                name_of(self._card(document) or document) if document else title,
                words, *told, document.document_id if document else "",
            )  # fmt: skip
        elif words not in known.words.split("、"):
            known = replace(known, words=f"{known.words}、{words}")
        self._sources[key] = known
        return known

    def _ground(self, source: Source, place: str, citation: str, text: str, clause_id: str) -> int:
        key = clause_id or citation, place
        known = self._grounds.get(key)
        if known is None:
            number = len(self._grounds) + 1
            known = Ground(number, source.number, place, citation, text, clause_id)
            self._grounds[key] = known
        return known.number

    def _told(self, document: Document | None) -> tuple[str, str]:
        """Return status and basis on the day; what is ours tells what a card says of the law."""
        if document is None:
            return "未核实", "库中没有原文，请取得后核对"
        if document.kind is Kind.CASE and document.facts:
            return str(document.facts.get("basis") or "未核实"), _origin(document)
        card = self._card(document)
        told = self._service.dossier((card or document).document_id, self._as_of)
        return told.standing.status.value, f"{'按库中卡片：' if card else ''}{told.ground}"

    def _card(self, document: Document | None) -> Document | None:
        """Return the card of the text that a digest tells."""
        if document is None or document.verbatim or document.kind is Kind.CASE:
            return None
        held = self._ours.get(_key(document), [])
        return next((one for one in held if one.facts.get("status")), None)

    def _clause_of(self, row: HazardRow) -> str:
        """Return the clause of the table that shows a row, '' where the row is of the home."""
        if not any(one.document_id == TABLE for one in self._service.documents(Kind.DIGEST)):
            return ""
        _, clauses = self._service.document(TABLE)
        return next((one.clause_id for one in clauses if row.rule in one.text), "")


def law_of(document: Document) -> str:
    """Return the law that a digest tells, '' for anything else."""
    return str(document.facts.get("law", ""))


def name_of(document: Document) -> str:
    """Return a document's name as a letter writes it."""
    if document.kind is Kind.CASE and document.facts:
        return document.title
    title = _title(document)
    if title == document.doc_no:
        return title
    return title_citation(title.strip("《》"), document.doc_no)


def _title(document: Document) -> str:
    return law_of(document) or str(document.facts.get("title") or document.title)


def _key(document: Document) -> str:
    """Return what text a document is, or is a card or digest of."""
    if document.kind is Kind.CASE:
        return document.document_id
    return document.doc_no or title_key(_title(document))


def place_of(document: Document, clause: Clause) -> str:
    """Return the place of a clause in short: 第十二条, 二、（八）; '' for what has only one."""
    if document.kind is Kind.CASE or document.facts.get("status"):
        return ""
    plain = _TRAILING.sub("", clause.citation).removeprefix("依据")
    quoted = _QUOTED.search(plain)
    return cited_place(plain) if "》" in plain else quoted[1] if quoted else ""


def _origin(document: Document) -> str:
    quality = document.facts.get("source_quality")
    parts = (document.facts.get("report_source"), f"来源等级{quality}级" if quality else "")
    return "；".join(str(part) for part in parts if part) or "来源未核实"
