"""Who is asked for what by the clause of a notice?

Notices leave the subject out. It is sought in the sentence, in the line of responsible offices
(「…牵头」) that ends the item, in the sentence before where 「要」 goes on, in the title
(「落实企业主体责任」), in the first sentence of the clause; else it is not named.
"""

import re
from collections.abc import Iterator, Sequence

from library.duties.deadlines import BARE_TIME, OWN_TIME
from library.duties.drafts import Draft, Found
from library.duties.modal_words import ModalWord, asks, modal_in, starts_action, without_adverbs
from library.duties.parties import Subject, ending, leading, names_in
from library.duties.records import NOT_NAMED, Modality
from library.duties.sentences import Sentence

__all__ = ["notice_duties"]

_TITLE = re.compile(r"(?:落实|压实|强化|明确)(?P<who>[^，。]{2,14}?)(?:安全生产)?(?:主体)?责任$")
_NO_DUTY = re.compile(
    r"联系人|联系电话|电子邮箱|^附件|抄送|^从\d{4}年|填报|填表|分[三四五两]个阶段|如下"
)
_GOES_ON = re.compile(
    r"在|对|将|每|于|依法|从|按|根据|作为|向|至少|结合|以|定期|为|要|到|未|\d{4}年"
)
_LEADS_UP = re.compile(
    r"在|对|从|按|根据|以|因|为|将|通过|到|于|把|同时|各级|中|凡|\d|每|特别|尤其"
)
_MAXIM = re.compile("(?:按照|根据|本着|坚持)[^，,]*必须[^，,]*的(?:原则|要求)")
_PERSON = re.compile("(?:负责人|领导|人员)$")
_STRANGER = Found((NOT_NAMED,), "", "主语不是单位")
_PROHIBITS = {Modality.FORBIDDEN, Modality.STRICTLY_FORBIDDEN}


def notice_duties(
    sentences: Sequence[Sentence], title: str, offices: tuple[str, ...]
) -> list[Draft]:
    """Return the duties of one clause; `offices` are those of its line of responsible offices."""
    return _Reader(title, offices).read(sentences)


class _Reader:
    """Reads the sentences of one clause and remembers who was spoken of."""

    def __init__(self, title: str, offices: tuple[str, ...]) -> None:
        match = _TITLE.search(title)
        self._titled = names_in(match["who"]) if match else ()
        self._offices = offices
        self._topic: tuple[str, ...] = ()
        self._last: tuple[str, ...] = ()
        self._drafts: list[Draft] = []

    def read(self, sentences: Sequence[Sentence]) -> list[Draft]:
        for number, sentence in enumerate(sentences):
            if sentence.parts and not _NO_DUTY.search(sentence.parts[0].text):
                self._sentence(sentence, first=number == 0)
        return self._drafts

    def _sentence(self, sentence: Sentence, *, first: bool) -> None:
        current: Draft | None = None
        for at, part in enumerate(sentence.parts):
            modal = _modal(part.text)
            subject = _subject(part.text, modal) or _before(sentence, at, modal)
            if at == 0:
                self._note_topic(subject, first=first)
            if current is None:
                who = self._opening(sentence, at, modal, subject)
            else:
                who = _turn(current, part.text, modal, subject)
            if who is None:
                if current is not None:
                    current.end = part.end
                continue
            current = _draft(sentence, at, modal, who, fresh=current is None)
            self._drafts.append(current)
            if who.words:
                self._last = who.parties

    def _note_topic(self, subject: Subject | None, *, first: bool) -> None:
        if first:
            self._topic = subject.parties if subject else ()
        elif subject and subject.parties != self._topic:
            self._topic = ()  # the clause speaks of several; who follows is not clear

    def _opening(
        self, sentence: Sentence, at: int, modal: ModalWord | None, subject: Subject | None
    ) -> Found | None:
        """Return who is asked by the first part that asks, None where this part does not."""
        part = sentence.parts[at]
        if at == 0 and BARE_TIME.fullmatch(part.text):
            return None  # the date stands before the subject
        timed = OWN_TIME.match(without_adverbs(part.text)) or (
            at == 1 and BARE_TIME.fullmatch(sentence.parts[0].text)
        )
        if not (modal or subject or timed or _asks(sentence, at)):
            return None
        return next(self._candidates(sentence, at, modal, subject))

    def _candidates(
        self, sentence: Sentence, at: int, modal: ModalWord | None, subject: Subject | None
    ) -> Iterator[Found]:
        """Yield who may be meant, the surest first."""
        heads = (leading(part.text) for part in reversed(sentence.parts[:at]))
        for each in (subject, *heads):
            if each:
                yield _named(each)
        if _stranger(sentence.parts[at].text, modal):
            yield _STRANGER
        if self._offices:
            yield Found(self._offices, "", "责任分工")
        if modal and self._last and (at or not modal.start or not self._topic):
            person = self._topic and all(map(_PERSON.search, self._last))
            yield Found(self._topic if person else self._last, "", "承上句")
        if self._titled:
            yield Found(self._titled, "", "标题")
        if self._topic:
            yield Found(self._topic, "", "承首句")
        yield Found((NOT_NAMED,), "", "文中没有写明")


def _turn(
    current: Draft, part: str, modal: ModalWord | None, subject: Subject | None
) -> Found | None:
    """Return who a part is about that turns to another duty, None where it goes on."""
    modality = modal.modality if modal else Modality.REQUIRED
    goes_on = Found(current.who.parties, "", "承本句")
    if subject is not None:
        same = (subject.parties, modality) == (current.who.parties, current.modality)
        return None if same and not OWN_TIME.search(part) else _named(subject)
    if modal and modality is not current.modality:
        softer = modality is Modality.REQUIRED and current.modality is Modality.SHALL
        if softer:
            return None
        return _STRANGER if _stranger(part, modal) else goes_on
    if _stranger(part, modal):
        return _STRANGER
    timed = OWN_TIME.match(without_adverbs(part)) and not part.startswith("并")
    return goes_on if timed else None


def _modal(part: str) -> ModalWord | None:
    """Return the modal word of a part, but not one that is only told: 营造必须…的氛围."""
    modal = modal_in(part, notice=True)
    prefix = part[: modal.start] if modal else ""
    governed = len(prefix) > 4 and starts_action(prefix) and not leading(prefix)
    return None if governed or _MAXIM.match(part) else modal


def _subject(part: str, modal: ModalWord | None) -> Subject | None:
    """Return the subject of a part: before its modal word, or before a verb."""
    if modal is None:
        found = leading(part)
        rest = part[found.end :] if found else ""
        return found if _GOES_ON.match(rest) or (rest and starts_action(rest)) else None
    prefix = part[: modal.start]
    if modal.modality in _PROHIBITS:
        return leading(part[modal.end :]) or ending(prefix)
    found = leading(prefix)
    rest = prefix[found.end :] if found else ""
    if found and (not rest or _GOES_ON.match(rest) or starts_action(rest)):
        return found
    return None if starts_action(prefix) else ending(prefix)


def _before(sentence: Sentence, at: int, modal: ModalWord | None) -> Subject | None:
    """Return the subject that a comma parts from its modal word: 「…合格的从业人员，不得…」."""
    if at == 0 or modal is None or modal.start > 0:
        return None
    before = sentence.parts[at - 1].text
    return None if modal_in(before, notice=True) or starts_action(before) else ending(before)


def _asks(sentence: Sentence, at: int) -> bool:
    """Whether the part asks; what only leads up to a subject that follows does not."""
    part = sentence.parts[at].text
    if not asks(part) or starts_action(part):
        return asks(part)
    for later in sentence.parts[at + 1 :]:
        if starts_action(later.text):
            return True
        if (modal := _modal(later.text)) and _subject(later.text, modal):
            return False
    return True


def _stranger(part: str, modal: ModalWord | None) -> bool:
    """Whether what stands before the modal word is a subject that is no party."""
    bare = without_adverbs(part[: modal.start]) if modal else ""
    return len(bare) > 3 and not _LEADS_UP.match(bare) and ending(bare) is None


def _named(subject: Subject) -> Found:
    return Found(subject.parties, subject.words, "本句主语")


def _draft(
    sentence: Sentence, at: int, modal: ModalWord | None, who: Found, *, fresh: bool
) -> Draft:
    part = sentence.parts[at]
    action = part.start
    if modal is not None:
        action += modal.end
    elif who.words and (place := part.text.find(who.words)) >= 0:
        action += place + len(who.words)
    start = sentence.start if fresh else part.start
    before = sentence.parts[:at] if fresh else ()
    condition = "，".join(each.text for each in before)
    modality = modal.modality if modal else Modality.REQUIRED
    return Draft(who, modality, start, action, part.end, condition)
