"""Who is bound by the article of a statute, and by which words?

A duty is what one sentence (to 。 or ；) says of one party with one modal word. The subject is
sought in this order: 由…, after 禁止, before the modal word, at the head of an earlier part of the
sentence, in the sentence before, in the title of the chapter.
"""

import re
from collections.abc import Iterator, Sequence

from library.duties.drafts import Draft, Found
from library.duties.modal_words import ModalWord, modal_in
from library.duties.parties import Subject, described, ending, leading, names_in
from library.duties.records import NOT_NAMED, Modality
from library.duties.sentences import Sentence

__all__ = ["statute_duties"]

_LISTS = re.compile(
    r"(?:下列|以下)[^，,。：]{0,16}(?:职责|义务|行为|活动|责任)|行使(?:下列|以下)职权"
)
_BY = re.compile(r"^(?:依法|分别|并)*由")
_BY_PARTY = re.compile(r"(?:^|的|[^自理来事缘])由(?=[^，,]{2,})")
_CHARGE = re.compile(
    r"负责|负总责|负有(?:下列|以下)职责|承担[^，,]{0,30}(?:责任|监理)|负全面责任|予以保证|"
    r"组织(?:编制|召开|实施)|逐级上报|支付|共同进行|提供|开展|提出"
)
_OF_PARTY = re.compile(r"(?P<who>.+)的(?:安全责任|安全生产保障|安全生产权利义务)")
_OFFICE = re.compile("部门|机关|政府|未指明")
_REFUSES = re.compile(
    r"提倡|鼓励|实行[^，]{0,20}制度|由国务院[^，]{0,40}(?:制定|规定|公布|确定)|"
    r"所称|是指|适用(?:于|其规定|本)|依照[^，]{0,20}的规定执行"
)
_DEFINES = re.compile(r"所称|是指|适用(?:于|其规定|本)|依照[^，]{0,20}的规定执行")
_PROHIBITS = {Modality.FORBIDDEN, Modality.STRICTLY_FORBIDDEN}
_ANYONE = Found(("任何单位和个人",), "", "没有主语的禁止")


def statute_duties(sentences: Sequence[Sentence], headings: Sequence[str]) -> list[Draft]:
    """Return the duties of one article; `headings` are the titles of its chapter and section."""
    return _Reader(headings).read(sentences)


class _Reader:
    """Reads the sentences of one article and remembers who was spoken of."""

    def __init__(self, headings: Sequence[str]) -> None:
        self._chapter = next((n for h in reversed(headings) if (n := _responsible(h))), ())
        self._drafts: list[Draft] = []
        self._last: tuple[int, Found] | None = None
        self._list: tuple[Found, Modality] | None = None

    def read(self, sentences: Sequence[Sentence]) -> list[Draft]:
        for sentence in sentences:
            if not sentence.item:
                self._list = None
                self._sentence(sentence)
            elif self._list is not None:
                self._item(sentence, *self._list)
        return self._drafts

    def _sentence(self, sentence: Sentence) -> None:
        before = len(self._drafts)
        self._modal_parts(sentence, None)
        if len(self._drafts) == before:
            self._declared(sentence)
        words = "，".join(part.text for part in sentence.parts)
        if sentence.opens and len(self._drafts) > before and _LISTS.search(words):
            lead = self._drafts.pop()  # its items are the duties: 不得有下列行为
            self._list = (lead.who, lead.modality)

    def _item(self, sentence: Sentence, who: Found, modality: Modality) -> None:
        before = len(self._drafts)
        heir = Found(who.parties, "", "列项承引语")
        self._modal_parts(sentence, heir)
        if len(self._drafts) == before:
            self._drafts.append(Draft(heir, modality, sentence.start, sentence.start, sentence.end))

    def _modal_parts(self, sentence: Sentence, heir: Found | None) -> None:
        """Take each modal word with its own party or force as a duty; `heir` is of the list."""
        current: Draft | None = None
        lead = (0, 0)
        for at, part in enumerate(sentence.parts):
            new = self._begins(sentence, at, current, heir)
            if new is None:
                if current is not None:
                    current.end = part.end
                continue
            if current is None:
                new.start, lead = sentence.start, (sentence.start, new.action)
            else:
                new.lead = lead
            current = new
            self._drafts.append(new)
            self._last = (sentence.paragraph, new.who)

    def _begins(
        self, sentence: Sentence, at: int, current: Draft | None, heir: Found | None
    ) -> Draft | None:
        """Return the duty that begins with this part, None where it goes on with the last."""
        part = sentence.parts[at]
        modal = modal_in(part.text, notice=False)
        if modal is None:
            handed = _after_by(part.text) if current and _BY.match(part.text) else None
            who = handed and _found(handed, "“由”后的单位")
            return Draft(who, Modality.SHALL, part.start, part.start, part.end) if who else None
        if _DEFINES.search(part.text):
            return None
        who = self._who(sentence, at, modal, current, heir)
        if current and (who.parties, modal.modality) == (current.who.parties, current.modality):
            return None
        action = part.start + modal.end
        before = sentence.parts[:at] if current is None else ()
        condition = "，".join(each.text for each in before)
        return Draft(who, modal.modality, part.start, action, part.end, condition)

    def _who(
        self,
        sentence: Sentence,
        at: int,
        modal: ModalWord,
        current: Draft | None,
        heir: Found | None,
    ) -> Found:
        if found := next(_at_the_word(sentence, at, modal), None):
            return found
        if current is not None and not sentence.parts[at].text[: modal.start].strip("并但且"):
            return current.who
        if found := next(_earlier(sentence, at, whole=False), None) or heir:
            return found
        found = next(_earlier(sentence, at, whole=True), None) or self._inherited(sentence)
        unbound = modal.modality is Modality.FORBIDDEN and not found.words
        return _ANYONE if unbound and _OFFICE.search("".join(found.parties)) else found

    def _inherited(self, sentence: Sentence) -> Found:
        if self._last is not None and NOT_NAMED not in self._last[1].parties:
            near = self._last[0] == sentence.paragraph
            parties = {draft.who.parties for draft in self._drafts} - {(NOT_NAMED,)}
            if near or len(parties) == 1:
                return Found(self._last[1].parties, "", "承上句" if near else "承上款")
        if self._chapter:
            return Found(self._chapter, "", "章名")
        return Found((NOT_NAMED,), "", "文中没有写明")

    def _declared(self, sentence: Sentence) -> None:
        """Read 「由总承包单位负责」 and 「主要负责人对…全面负责」: duties without a modal word."""
        words = "，".join(part.text for part in sentence.parts)
        if "方可" in words and self._last and self._last[0] == sentence.paragraph:
            self._drafts[-1].end = sentence.end  # the gate belongs to the duty before it
            return
        if _REFUSES.search(words):
            return
        for part in sentence.parts:
            by = _BY_PARTY.search(part.text)
            if by and (subject := _after_by(part.text[by.end() - 1 :])):
                self._declare(sentence, part.start, _found(subject, "“由”后的单位；由字句"))
                return
        if _CHARGE.search(words) and (subject := leading(sentence.parts[0].text)):
            self._declare(sentence, sentence.start, _found(subject, "本句主语；职责句"))

    def _declare(self, sentence: Sentence, action: int, who: Found) -> None:
        self._drafts.append(Draft(who, Modality.SHALL, sentence.start, action, sentence.end))
        self._last = (sentence.paragraph, who)


def _at_the_word(sentence: Sentence, at: int, modal: ModalWord) -> Iterator[Found]:
    """Yield whom the part of the modal word names, or the part that a comma cuts off before it."""
    text = sentence.parts[at].text
    prefix, rest = text[: modal.start], text[modal.end :]
    if _BY.match(rest) and (subject := _after_by(rest)):
        yield _found(subject, "“由”后的单位")
    if modal.modality in _PROHIBITS and (subject := leading(rest)):
        yield _found(subject, f"“{modal.modality}”后的单位")
    before = ending(sentence.parts[at - 1].text) if at and not prefix else None
    for subject in (_their_head(sentence, at, prefix), ending(prefix), leading(prefix), before):
        if subject:
            yield _found(subject, "本句主语")


def _earlier(sentence: Sentence, at: int, *, whole: bool) -> Iterator[Found]:
    """Yield who heads an earlier part, nearest first; `whole` takes a condition 「…的」 as well."""
    for part in reversed(sentence.parts[:at]):
        if (whole or not part.text.endswith("的")) and (subject := leading(part.text)):
            yield _found(subject, "本句主语")
    if whole and at and (subject := ending(sentence.parts[0].text)):
        yield _found(subject, "本句主语")


def _their_head(sentence: Sentence, at: int, prefix: str) -> Subject | None:
    """Return whose head 「其负责人」 is: the parties named before."""
    if not re.fullmatch("其(?:主要)?负责人", prefix):
        return None
    return next(filter(None, (leading(p.text) for p in reversed(sentence.parts[:at]))), None)


def _after_by(rest: str) -> Subject | None:
    words = rest[rest.index("由") + 1 :]
    return leading(words) or described(words)


def _found(subject: Subject, rule: str) -> Found:
    return Found(subject.parties, subject.words, rule)


def _responsible(heading: str) -> tuple[str, ...]:
    """Return the party of a chapter 「建设单位的安全责任」, none where it speaks of several."""
    match = _OF_PARTY.search(heading)
    parties = names_in(match["who"]) if match else ()
    return parties if match and len(parties) == 1 and "、" not in match["who"] else ()
