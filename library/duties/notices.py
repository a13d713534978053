"""Who is asked for what by the clause of a notice?

Notices leave the subject out. It is sought in the sentence, in the line of responsible offices
(「…牵头」) that ends the item, in the title (「落实企业主体责任」), in the sentence before where 「要」
goes on, in the first sentence of the clause; else it is not named.
"""

import re
from collections.abc import Sequence

from library.duties.deadlines import BARE_TIME, OWN_TIME
from library.duties.drafts import Draft, Found
from library.duties.modal_words import ModalWord, asks, modal_in, starts_action, without_adverbs
from library.duties.parties import Subject, canonical, ending, leading, names_in
from library.duties.records import NOT_NAMED, Modality
from library.duties.sentences import Part, Sentence

__all__ = ["notice_duties", "responsible_line"]

_LINE = re.compile(r"(?P<lead>[^。；;，,]*)牵头(?:[，,；;][^。]*)?[负责]{2}[。\s]*$")
_ALSO = re.compile(r"[；;](?P<also>[^；;。，,]{2,30}?)负责[。\s]*$")
_TITLE = re.compile(r"(?:落实|压实|强化|明确)(?P<who>[^，。]{2,14}?)(?:安全生产)?(?:主体)?责任$")
_NO_DUTY = re.compile(
    r"联系人|联系电话|电子邮箱|^附件|抄送|^从\d{4}年|填报|填表|分[三四五两]个阶段|如下"
)
_GOES_ON = re.compile(
    r"(?:在|对|将|每|于|依法|从|按|根据|作为|向|至少|结合|以|定期|为|要|到|未|\d{4}年)"
)
_PERSON = re.compile("(?:负责人|领导|人员)$")


def responsible_line(text: str) -> tuple[int, tuple[str, ...]]:
    """Return where the line 「…牵头；…负责」 of an item begins, and whom it names; else the end."""
    match = _LINE.search(text)
    if match is None:
        return len(text), ()
    lead = names_in(match["lead"])
    also = _ALSO.search(match[0])
    more = names_in(also["also"]) if also else ()
    begin = match.start()
    if lead:
        names = canonical_end(match["lead"])
        begin = match.start() + names
    return begin, tuple(dict.fromkeys((*lead, *more)))


def canonical_end(lead: str) -> int:
    """Return where in `lead` the last office begins that it names."""
    for at in range(len(lead)):
        if canonical(lead[at:]) != canonical(lead):
            return at - 1
    return 0


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
            new = self._begins(sentence, at, modal, subject, current)
            if new is None:
                if current is not None:
                    current.end = part.end
                continue
            current = new
            self._drafts.append(new)
            if NOT_NAMED not in new.who.parties and new.who.words:
                self._last = new.who.parties

    def _note_topic(self, subject: Subject | None, *, first: bool) -> None:
        if first:
            self._topic = subject.parties if subject else ()
        elif subject and subject.parties != self._topic:
            self._topic = ()  # the clause speaks of several; who follows is not clear

    def _begins(
        self,
        sentence: Sentence,
        at: int,
        modal: ModalWord | None,
        subject: Subject | None,
        current: Draft | None,
    ) -> Draft | None:
        """Return the duty that begins with this part, None where it goes on with the last."""
        part = sentence.parts[at]
        modality = modal.modality if modal else Modality.REQUIRED
        stranger = modal is not None and subject is None and _stranger(part.text[: modal.start])
        timed = OWN_TIME.match(without_adverbs(part.text)) is not None
        if current is None and at == 0 and BARE_TIME.fullmatch(part.text):
            return None  # the date stands before the subject
        dated = at == 1 and BARE_TIME.fullmatch(sentence.parts[0].text)
        if current is None:
            if not (modal or subject or timed or dated or self._asks(sentence, at)):
                return None
            who = self._who(sentence, at, modal, subject, stranger=stranger)
        elif subject is not None:
            if (subject.parties, modality) == (current.who.parties, current.modality) and not (
                OWN_TIME.search(part.text)
            ):
                return None
            who = Found(subject.parties, subject.words, "本句主语")
        elif modal is not None and (modality is not current.modality):
            if modality is Modality.REQUIRED and current.modality is Modality.SHALL:
                return None
            who = _someone(stranger) or Found(current.who.parties, "", "承本句")
        elif stranger:
            who = Found((NOT_NAMED,), "", "主语不是单位")
        elif timed and not part.text.startswith("并") and _has_action(current, part):
            who = Found(current.who.parties, "", "承本句")
        else:
            return None
        start = sentence.start if current is None else part.start
        return _draft(sentence, at, modal, who, modality, start)

    @staticmethod
    def _asks(sentence: Sentence, at: int) -> bool:
        """Whether the part asks; what only leads up to a subject that follows does not."""
        part = sentence.parts[at]
        if not asks(part.text) or starts_action(part.text):
            return asks(part.text)
        for later in sentence.parts[at + 1 :]:
            if starts_action(later.text):
                return True
            modal = modal_in(later.text, notice=True)
            if modal and _subject(later.text, modal):
                return False
        return True

    def _who(
        self,
        sentence: Sentence,
        at: int,
        modal: ModalWord | None,
        subject: Subject | None,
        *,
        stranger: bool,
    ) -> Found:
        if subject is not None:
            return Found(subject.parties, subject.words, "本句主语")
        for earlier in reversed(sentence.parts[:at]):
            if found := leading(earlier.text):
                return Found(found.parties, found.words, "本句主语")
        if stranger:
            return Found((NOT_NAMED,), "", "主语不是单位")
        if self._offices:
            return Found(self._offices, "", "责任分工")
        if modal is not None and self._last and (at or not modal.start or not self._topic):
            person = self._topic and all(map(_PERSON.search, self._last))
            return Found(self._topic if person else self._last, "", "承上句")
        if self._titled:
            return Found(self._titled, "", "标题")
        if self._topic:
            return Found(self._topic, "", "承首句")
        return Found((NOT_NAMED,), "", "文中没有写明")


def _modal(part: str) -> ModalWord | None:
    """Return the modal word of a part, but not one in what its verb governs: 营造必须…的氛围."""
    modal = modal_in(part, notice=True)
    prefix = part[: modal.start] if modal else ""
    governed = len(prefix) > 4 and starts_action(prefix) and not leading(prefix)
    return None if governed else modal


def _subject(part: str, modal: ModalWord | None) -> Subject | None:
    """Return the subject of a part: before its modal word, or before a verb."""
    if modal is not None:
        prefix = part[: modal.start]
        if modal.modality in {Modality.STRICTLY_FORBIDDEN, Modality.FORBIDDEN}:
            return leading(part[modal.end :]) or ending(prefix)
        subject = leading(prefix)
        if subject and (not prefix[subject.end :] or _GOES_ON.match(prefix[subject.end :])):
            return subject
        return None if starts_action(prefix) else ending(prefix)
    found = leading(part)
    if found is None:
        return None
    rest = part[found.end :]
    return found if _GOES_ON.match(rest) or starts_action(rest) else None


def _before(sentence: Sentence, at: int, modal: ModalWord | None) -> Subject | None:
    """Return the subject that a comma parts from its modal word: 「…合格的从业人员，不得…」."""
    if at == 0 or modal is None or modal.start > 0:
        return None
    before = sentence.parts[at - 1].text
    return None if modal_in(before, notice=True) or starts_action(before) else ending(before)


def _stranger(prefix: str) -> bool:
    """Whether what stands before the modal word is a subject that is no party."""
    bare = without_adverbs(prefix)
    return len(bare) > 3 and not re.match(
        r"在|对|从|按|根据|以|因|为|将|通过|到|于|把|同时|各级|中|凡|\d|每|特别|尤其", bare
    )


def _someone(stranger: bool) -> Found | None:
    return Found((NOT_NAMED,), "", "主语不是单位") if stranger else None


def _has_action(current: Draft, part: Part) -> bool:
    return part.start > current.action


def _draft(
    sentence: Sentence,
    at: int,
    modal: ModalWord | None,
    who: Found,
    modality: Modality,
    start: int,
) -> Draft:
    part = sentence.parts[at]
    action = part.start
    if modal is not None:
        action += modal.end
    elif who.words and (place := part.text.find(who.words)) >= 0:
        action += place + len(who.words)
    condition = "，".join(each.text for each in sentence.parts[:at] if each.start >= start)
    return Draft(who, modality, start, action, part.end, condition)
