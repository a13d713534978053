"""Who is bound by the article of a statute, and by which words?

A duty is what one sentence (to 。 or ；) says of one party with one modal word. The subject is
sought in this order: 由…, after 禁止, before the modal word, at the head of an earlier part of the
sentence, in the sentence before, in the title of the chapter.
"""

import re
from collections.abc import Sequence

from library.duties.drafts import Draft, Found
from library.duties.modal_words import ModalWord, modal_in
from library.duties.parties import Subject, described, ending, leading, names_in
from library.duties.records import NOT_NAMED, Modality
from library.duties.sentences import Part, Sentence

__all__ = ["statute_duties"]

_LISTS = re.compile(r"(?:下列|以下)[^，,。：]{0,16}(?:职责|义务|行为|活动|责任)")
_POWERS = re.compile(r"行使(?:下列|以下)职权")
_BY = re.compile(r"^(?:依法|分别|并)*由")
_BY_PARTY = re.compile(r"(?:^|的|[^自理来事缘])由(?=[^，,]{2,})")
_CHARGE = re.compile(
    r"(?:全面|统一组织|统一|组织)?负责|负总责|负有(?:下列|以下)职责|承担[^，,]{0,30}(?:责任|监理)|负全面责任"
)
_OF_PARTY = re.compile(r"(?P<who>.+)的(?:安全责任|安全生产保障|安全生产权利义务)")
_OFFICE = re.compile("部门|机关|政府|未指明")
_PRESENT = re.compile(r"予以保证|组织编制|组织召开|组织实施|逐级上报|支付|共同进行|提供|开展|提出")
_REFUSES = re.compile(r"提倡|鼓励|实行[^，]{0,20}制度|由国务院[^，]{0,40}(?:制定|规定|公布|确定)")
_DEFINES = re.compile(r"所称|是指|适用(?:于|其规定|本)|依照[^，]{0,20}的规定执行")


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
        if sentence.opens and len(self._drafts) > before:
            self._opens(sentence)

    def _opens(self, sentence: Sentence) -> None:
        """Let the items of a list be duties where the lead-in says so: 不得有下列行为."""
        words = "，".join(part.text for part in sentence.parts)
        draft = self._drafts[-1]
        if _LISTS.search(words) or _POWERS.search(words):
            self._list = (draft.who, draft.modality)
            self._drafts.pop()

    def _modal_parts(self, sentence: Sentence, given: Found | None) -> None:
        current: Draft | None = None
        lead = (0, 0)
        for at, part in enumerate(sentence.parts):
            modal = modal_in(part.text, notice=False)
            handed = _after_by(part.text) if modal is None and _BY.match(part.text) else None
            if handed and current is not None:
                current = Draft(
                    _found(handed, "“由”后的单位"), Modality.SHALL, part.start, part.start, part.end
                )
                self._drafts.append(current)
                continue
            if modal is None or _DEFINES.search(part.text):
                if current is not None:
                    current.end = part.end
                continue
            who = self._who(sentence, at, modal, current, given)
            if current and (who.parties, modal.modality) == (current.who.parties, current.modality):
                current.end = part.end
                continue
            start = sentence.start if current is None else part.start
            current = _draft(sentence, at, modal, who, start)
            if start == sentence.start:
                lead = (start, current.action)
            else:
                current.lead = lead
            self._drafts.append(current)
            self._last = (sentence.paragraph, who)

    def _who(
        self,
        sentence: Sentence,
        at: int,
        modal: ModalWord,
        current: Draft | None,
        given: Found | None,
    ) -> Found:
        part = sentence.parts[at]
        prefix, rest = part.text[: modal.start], part.text[modal.end :]
        if _BY.match(rest) and (subject := _after_by(rest)):
            return _found(subject, "“由”后的单位")
        if modal.modality in {Modality.FORBIDDEN, Modality.STRICTLY_FORBIDDEN} and (
            subject := leading(rest)
        ):
            return _found(subject, f"“{modal.modality}”后的单位")
        if subject := _their_head(sentence, at, prefix) or ending(prefix) or leading(prefix):
            return _found(subject, "本句主语")
        if not prefix and at and (subject := ending(sentence.parts[at - 1].text)):
            return _found(subject, "本句主语")
        if current is not None and not prefix.strip("并但且，"):
            return current.who
        for earlier in reversed(sentence.parts[:at]):
            if (subject := leading(earlier.text)) and not earlier.text.endswith("的"):
                return _found(subject, "本句主语")
        if given is not None:
            return given
        for earlier in sentence.parts[:at]:
            if subject := leading(earlier.text):
                return _found(subject, "本句主语")
        inherited = self._inherited(sentence)
        if modal.modality is Modality.FORBIDDEN and _OFFICE.search("".join(inherited.parties)):
            return Found(("任何单位和个人",), "", "没有主语的禁止")
        return inherited

    def _inherited(self, sentence: Sentence) -> Found:
        if self._last is not None and NOT_NAMED not in self._last[1].parties:
            near = self._last[0] == sentence.paragraph
            parties = {draft.who.parties for draft in self._drafts} - {(NOT_NAMED,)}
            if near or len(parties) == 1:
                return Found(self._last[1].parties, "", "承上句" if near else "承上款")
        if self._chapter:
            return Found(self._chapter, "", "章名")
        return Found((NOT_NAMED,), "", "文中没有写明")

    def _item(self, sentence: Sentence, who: Found, modality: Modality) -> None:
        before = len(self._drafts)
        self._modal_parts(sentence, Found(who.parties, "", "列项承引语"))
        if len(self._drafts) == before:
            heir = Found(who.parties, "", "列项承引语")
            self._drafts.append(Draft(heir, modality, sentence.start, sentence.start, sentence.end))

    def _declared(self, sentence: Sentence) -> None:
        """Read 「由总承包单位负责」 and 「主要负责人对…全面负责」: duties without a modal word."""
        words = "，".join(part.text for part in sentence.parts)
        if "方可" in words and self._last and self._last[0] == sentence.paragraph:
            self._drafts[-1].end = sentence.end  # the gate belongs to the duty before it
            return
        if _REFUSES.search(words) or _DEFINES.search(words):
            return
        for at, part in enumerate(sentence.parts):
            by = _BY_PARTY.search(part.text)
            subject = _after_by(part.text[by.end() - 1 :]) if by else None
            acts = by and (_PRESENT.search(words) or _CHARGE.search(words) or True)
            if subject and acts:
                self._declare(sentence, at, _found(subject, "“由”后的单位"), "由字句")
                return
        subject = leading(sentence.parts[0].text) if sentence.parts else None
        if subject and (_CHARGE.search(words) or _PRESENT.search(words)):
            self._declare(sentence, 0, _found(subject, "本句主语"), "职责句")

    def _declare(self, sentence: Sentence, at: int, who: Found, rule: str) -> None:
        action = sentence.parts[at].start
        draft = Draft(who, Modality.SHALL, sentence.start, action, sentence.end, rule=rule)
        self._drafts.append(draft)
        self._last = (sentence.paragraph, who)
        if sentence.opens:
            self._opens(sentence)


def _their_head(sentence: Sentence, at: int, prefix: str) -> Subject | None:
    """Return whose head 「其负责人」 is: the parties named before."""
    if not re.fullmatch("其(?:主要)?负责人", prefix):
        return None
    found = (leading(part.text) for part in reversed(sentence.parts[:at]))
    return next(filter(None, found), None)


def _after_by(rest: str) -> Subject | None:
    words = rest[rest.index("由") + 1 :]
    return leading(words) or described(words)


def _found(subject: Subject, rule: str) -> Found:
    return Found(subject.parties, subject.words, rule)


def _draft(sentence: Sentence, at: int, modal: ModalWord, who: Found, start: int) -> Draft:
    part: Part = sentence.parts[at]
    condition = "，".join(each.text for each in sentence.parts[:at] if each.start >= start)
    return Draft(who, modal.modality, start, part.start + modal.end, part.end, condition)


def _responsible(heading: str) -> tuple[str, ...]:
    """Return the party of a chapter 「建设单位的安全责任」, none where it speaks of several."""
    match = _OF_PARTY.search(heading)
    parties = names_in(match["who"]) if match else ()
    return parties if match and len(parties) == 1 and "、" not in match["who"] else ()
