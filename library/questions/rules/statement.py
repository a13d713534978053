"""What is a statement: one sentence that stands on its own, with its party and modal word?"""

import re
from dataclasses import dataclass

from corpus import Clause, Document, Kind
from library.duties import Duty
from library.questions.records import Source
from library.questions.rules.quantities import Quantity, quantities_in

__all__ = ["OWN_NAME", "Statement", "bare_title", "law_of", "source_of", "unsigned"]

OWN_NAME = re.compile("本(?=法(?!律)|条例|规定|办法|细则|意见|通知|方案)")
"""What a text calls itself: 本条例, which a question calls 该条例."""
_UNNAMED = re.compile("条文(?:未写义务人|以场所为主语)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence without its full stop, and where it stands.

    `law` is its document with 《》, as a stem names it. `text` says 该条例 for 本条例, leaves out
    which article a breach is of, and for a digest puts party, modal word and action together; else
    it is the quote. `duties` are those that the sentence lays down; `party` and `modal` delimit in
    `text` the words of the first's party and of its modal word, None where there is none.
    `record` of a digest is all that it records of the duty, times and remarks included.
    Where `asked_from` is not 0, what stands before it in `text` is there only to make the rest
    understood, and only the rest is asked; `lead` is then where the words that lead to an item of
    a list stand, None where the quote holds all of the text.
    """

    law: str
    text: str
    source: Source
    headings: tuple[str, ...]
    duties: tuple[Duty, ...] = ()
    party: tuple[int, int] | None = None
    modal: tuple[int, int] | None = None
    verbatim: bool = True
    record: Source | None = None
    asked_from: int = 0
    lead: Source | None = None
    bound: frozenset[str] = frozenset()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where all of its words stand, in reading order."""
        return (self.lead, self.source) if self.lead else (self.source,)

    @property
    def quantities(self) -> list[Quantity]:
        """The numbers that may be asked, from left to right."""
        return [each for each in quantities_in(self.text) if each.start >= self.asked_from]

    @property
    def duty(self) -> Duty | None:
        """The first duty, None where the sentence lays down none."""
        return self.duties[0] if self.duties else None

    @property
    def single(self) -> bool:
        """Whether the sentence lays down one duty at most."""
        return len(self.duties) <= 1

    def force_at(self, at: int) -> tuple[str, int]:
        """Return the modal word that governs what stands at `at`, and where it ends, -1 for none.

        What stands before the first modal word is its condition.
        """
        if not self.verbatim:
            return (self.duties[0].modality.force, self.modal[1]) if self.modal else ("", -1)
        for duty in reversed(self.duties):
            end = self.text.find(OWN_NAME.sub("该", duty.action))
            begin = duty.start - self.source.start
            if end >= 0 and begin <= at:
                return duty.modality.force, end
        return "", -1

    @property
    def unnamed(self) -> bool:
        """Whether a digest remarks that the article names no party, or names what is no party."""
        return self.record is not None and bool(_UNNAMED.search(self.record.quote))

    @property
    def party_words(self) -> str:
        """The party bound, as printed; '' where the sentence does not name it."""
        return self.text[slice(*self.party)] if self.party else ""

    @property
    def acts(self) -> bool:
        """Whether the party is the one that must act, and is not what 「建设单位采购的电梯」 is."""
        if self.party is None or self.modal is None:
            return self.party is not None
        between = self.text[self.party[1] : self.modal[0]]
        leads = self.party[0] == 0 and "的，" not in between
        return not between or (leads and between[0] in "在自于对按依，")

    @property
    def penalty(self) -> bool:
        """Whether the sentence says what a breach costs."""
        return "罚款" in self.text or any("法律责任" in h or "罚则" in h for h in self.headings)


def law_of(document: Document) -> str:
    """Return the document as a stem names it, with 《》.

    A notice that does not say in its title who issued it has its issuer, or 文号, behind it.
    """
    law = str(document.facts.get("law", "")) if document.kind is Kind.DIGEST else ""
    name = law or document.title
    if "〔" in name:
        return name
    named = f"《{_inner(name.strip('《》'))}》"
    if document.kind is not Kind.POLICY or _signed(name):
        return named
    known = document.issuer or document.doc_no
    return f"{named}（{known}）" if known else named


_OFFICE = re.compile("[省市州县区旗部厅局委院署]|政府|自治")


def _signed(title: str) -> bool:
    """Whether the title says who issued it: 「关于加强全省……的通知」 does not."""
    return bool(_OFFICE.search(title.partition("关于")[0]))


def unsigned(document: Document) -> bool:
    """Whether nothing tells whose notice it is, so that nobody could say what it lays down."""
    known = document.issuer or document.doc_no or _signed(document.title)
    return document.kind is Kind.POLICY and not known


def bare_title(title: str) -> str:
    """Return the title of a law without 《》 and without the country's name."""
    return title.strip("《》").removeprefix("中华人民共和国")


def _edition_of(document: Document) -> str:
    """Return title and 文号, or date, of the edition; a digest says that it is none."""
    if document.kind is Kind.DIGEST:
        return document.title
    day = document.effective_on or document.dated
    known = document.doc_no or (f"{day.year}年{day.month}月{day.day}日" if day else "")
    return f"《{_inner(document.title)}》" + (f"（{known}）" if known else "")


def _inner(title: str) -> str:
    """Return a title as it stands within 《》: its own become 〈〉 (GB/T 15834)."""
    return title.replace("《", "〈").replace("》", "〉")


def source_of(document: Document, clause: Clause, start: int, end: int) -> Source:
    """Return the source of the words at document.text[start:end], which lie in the clause."""
    return Source(
        document.document_id,
        clause.clause_id,
        clause.citation,
        _edition_of(document),
        start,
        end,
        document.text[start:end],
    )
