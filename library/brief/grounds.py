"""Which documents does a brief cite, at which places, and where do they stand on its day?"""

import re
from datetime import date

from corpus import Clause, Document, Kind
from corpus.references import title_key
from corpus.structure import cited_place, title_citation
from library.brief.records import Ground, Source
from library.hazard_table import HazardRow
from search.ports import SearchService

__all__ = ["TABLE", "Grounds", "law_of", "name_of"]

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
        self._cards = {
            title_key(str(document.facts["title"])): document
            for document in service.documents()
            if document.facts.get("status") and document.facts.get("title")
        }

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

    def clause(self, document: Document, clause: Clause, place: str | None = None) -> int:
        """Return the number of a clause; `place` is how it is called, where not as it is cited."""
        told = place_of(document, clause) if place is None else place
        source = self._source(document)
        return self._ground(source, told, clause.citation, clause.text, clause.clause_id)

    def whole(self, document_id: str) -> int:
        """Return the number of a document of one clause: a card, a case; raise UnknownDocument."""
        document, clauses = self._service.document(document_id)
        return self.clause(document, clauses[0], "")

    def row(self, row: HazardRow) -> int:
        """Return the number of a row of the table, with its words as the text."""
        name = row.document or "出处未核实的文件"
        source = self._sources.get(f"row:{name}") or self._add(
            f"row:{name}", name, "阈值表", *self._standing_of(name)
        )
        clause_id = self._clause_of(row)
        citation = f"{name}{row.clause or ''}"
        return self._ground(source, row.clause or "", citation, row.rule, clause_id)

    def unheld(self, citation: str) -> int:
        """Return the number of a clause that is cited without being held."""
        head = citation[: citation.find("》") + 1] or citation
        source = self._sources.get(head) or self._add(
            head, head, "未收录", "未核实", "库中没有收录，请取得原文"
        )
        return self._ground(source, citation.removeprefix(head), citation, "", "")

    def table(self) -> int | None:
        """Return the number of the document of the table as a whole, None where it is not held."""
        if not any(one.document_id == TABLE for one in self._service.documents(Kind.DIGEST)):
            return None
        return self.whole(TABLE)

    def _source(self, document: Document) -> Source:
        known = self._sources.get(document.document_id)
        if known:
            return known
        self._documents[document.document_id] = document
        words = "原文" if document.verbatim else document.kind.own_words
        words = "卡片" if document.facts.get("status") else words
        status, basis = self._told(document)
        return self._add(
            document.document_id, name_of(document), words, status, basis, document.document_id
        )

    def _add(
        self, key: str, title: str, words: str, status: str, basis: str, document_id: str = ""
    ) -> Source:
        source = Source(len(self._sources) + 1, title, words, status, basis, document_id)
        self._sources[key] = source
        return source

    def _ground(
        self, source: Source, place: str, citation: str, text: str, clause_id: str
    ) -> int:
        key = clause_id or citation, place
        known = self._grounds.get(key)
        if known is None:
            number = len(self._grounds) + 1
            known = Ground(number, source.number, place, citation, text, clause_id)
            self._grounds[key] = known
        return known.number

    def _told(self, document: Document) -> tuple[str, str]:
        """Return status and basis on the day; what is ours tells what a card says of the law."""
        if document.kind is Kind.CASE and document.facts:
            return str(document.facts.get("basis") or "未核实"), _origin(document)
        dossier = self._service.dossier(document.document_id, self._as_of)
        status, basis = dossier.standing.status.value, dossier.ground
        card = self._cards.get(title_key(law_of(document))) if law_of(document) else None
        if card and card.document_id != document.document_id:
            told = self._service.dossier(card.document_id, self._as_of)
            return told.standing.status.value, f"按库中卡片：{told.ground}"
        return status, basis

    def _standing_of(self, number: str) -> tuple[str, str]:
        """Return where the document of a row stands, as far as a card of it says."""
        for card in self._cards.values():
            if card.doc_no == number:
                told = self._service.dossier(card.document_id, self._as_of)
                return told.standing.status.value, f"按库中卡片：{told.ground}"
        return "未核实", "库中没有原文，请核对原件"

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
    title = law_of(document) or str(document.facts.get("title") or document.title)
    if title == document.doc_no:
        return title
    return title_citation(title.strip("《》"), document.doc_no)


def place_of(document: Document, clause: Clause) -> str:
    """Return the place of a clause in short: 第十二条, 二、（八）; '' for what has only one."""
    if document.kind is Kind.CASE or document.facts.get("status"):
        return ""
    plain = _TRAILING.sub("", clause.citation)
    quoted = _QUOTED.search(plain)
    return cited_place(plain) if "》" in plain else quoted[1] if quoted else ""


def _origin(document: Document) -> str:
    quality = document.facts.get("source_quality")
    parts = (document.facts.get("report_source"), f"来源等级{quality}级" if quality else "")
    return "；".join(str(part) for part in parts if part) or "来源未核实"
