"""What becomes of a question: asked, answered, published as a common one or not, forgotten?"""

import json
import time
from collections.abc import Callable, Sequence
from typing import Any

from corpus.privacy import mask_contacts
from corpus.records import Clause
from library.errors import StateRefused, UnknownEnquiry
from library.exchange.exchange_file import ExchangeFile
from library.exchange.pace import Pace
from library.exchange.receipts import digest_of, new_receipt
from library.exchange.records import Contact, Enquiry, EnquiryState, Matter, Person
from library.exchange.wording import digest_of_words, plain_line, plain_text

__all__ = [
    "KEPT_DAYS",
    "LONGEST_ANSWER",
    "LONGEST_CONTACT",
    "LONGEST_ENQUIRY",
    "LONGEST_TITLE",
    "Enquiries",
]

LONGEST_ENQUIRY, LONGEST_ANSWER, LONGEST_TITLE, LONGEST_CONTACT = 2000, 5000, 80, 60
"""Characters."""
_SHORTEST = 5
_LONGEST_UNIT, _LONGEST_REASON = 60, 300
KEPT_DAYS = 180
"""So many days after it was asked, what the asker left to be reached by is removed."""

_FIELDS = (
    "number, kind, clause_id, citation, text, asked_at, state, reason, answer, unit, answered_by,"
    " answered_at, about, about_texts, title, asked, published_at,"
    " EXISTS (SELECT 1 FROM contacts WHERE enquiry = number)"
)


class Enquiries:
    """All questions of a home. What is refused raises StateRefused, and nothing changes.

    `seen` is the mark of what somebody decides upon, '' to take whatever there is now.
    """

    def __init__(self, file: ExchangeFile, now: Callable[[], float]) -> None:
        self._file, self._now = file, now
        self.pace = Pace(now if now is not time.time else time.monotonic)

    def ask(
        self,
        matter: Matter,
        text: str,
        *,
        clause: Clause | None = None,
        name: str = "",
        contact: str = "",
    ) -> tuple[str, Enquiry]:
        """Keep a question and return its receipt, which is told this once; raise ExchangeRejected.

        Contact data in the text is masked before it is kept; name and contact are kept apart.
        """
        text = plain_text(text, "内容", LONGEST_ENQUIRY, shortest=_SHORTEST)
        name = plain_line(name, "称呼", LONGEST_CONTACT, needed=False)
        contact = plain_line(contact, "联系方式", LONGEST_CONTACT, needed=False)
        receipt, now = new_receipt(), self._now()
        place = (clause.clause_id, clause.citation) if clause else ("", "")
        with self._file.batch():
            self.forget_contacts()
            number = self._file.run(
                "INSERT INTO enquiries (receipt, kind, clause_id, citation, text, asked_at, state)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                digest_of(receipt), matter, *place, text, now, EnquiryState.WAITING,
            ).lastrowid  # fmt: skip
            if name or contact:
                until = now + KEPT_DAYS * 86400
                self._file.run(
                    "INSERT INTO contacts (enquiry, name, contact, until) VALUES (?, ?, ?, ?)",
                    number, name, contact, until,
                )  # fmt: skip
        return receipt, self.get(int(number or 0))

    def get(self, number: int) -> Enquiry:
        """Return one; raise UnknownEnquiry."""
        return self._one("number = ?", number)

    def by_receipt(self, receipt: str) -> Enquiry:
        """Return what the receipt was given for; raise UnknownEnquiry."""
        return self._one("receipt = ?", digest_of(receipt))

    def all(self, state: EnquiryState | None = None) -> list[Enquiry]:
        """Return all, or those of one state: what waits the oldest first, all else the newest."""
        if state is EnquiryState.WAITING:
            return self._found("state = ? ORDER BY number", state)
        if state:
            return self._found("state = ? ORDER BY number DESC", state)
        return self._found("1 ORDER BY number DESC")

    def counts(self) -> dict[EnquiryState, int]:
        """Return how many stand where."""
        rows = self._file.rows("SELECT state, count(*) FROM enquiries GROUP BY state")
        return {state: dict(rows).get(state, 0) for state in EnquiryState}

    def published(self) -> list[Enquiry]:
        """Return the common questions, the last published first."""
        return self._found("state = ? ORDER BY published_at DESC", EnquiryState.PUBLISHED)

    def contact(self, number: int) -> Contact | None:
        """Return by what an asker can be reached, None where nothing is kept."""
        self.forget_contacts()
        rows = self._file.rows(
            "SELECT name, contact, until FROM contacts WHERE enquiry = ?", number
        )
        return Contact(*rows[0]) if rows else None

    def forget_contacts(self) -> int:
        """Remove what was kept long enough; return how many there were."""
        return self._file.run("DELETE FROM contacts WHERE until <= ?", self._now()).rowcount

    def answer(
        self, person: Person, number: int, text: str, unit: str, about: Sequence[Clause] = (),
        *, seen: str = "",
    ) -> Enquiry:  # fmt: skip
        """Answer, or put another answer in the place of the one before; raise ExchangeRejected.

        What is published leaves the common questions until it is published again.
        """
        text = plain_text(text, "答复", LONGEST_ANSWER)
        unit = plain_line(unit, "署名单位", _LONGEST_UNIT)
        cited = {clause.clause_id: digest_of_words(clause.text) for clause in about}
        ids, texts = json.dumps(list(cited), ensure_ascii=False), json.dumps(list(cited.values()))
        with self._file.batch():
            self._seen(number, seen)
            self._file.run(
                "UPDATE enquiries SET state = ?, reason = '', answer = ?, unit = ?,"
                " answered_by = ?, answered_at = ?, about = ?, about_texts = ?, published_at = NULL"
                " WHERE number = ?",
                EnquiryState.ANSWERED, text, unit, person.name, self._now(), ids, texts,
                number,
            )  # fmt: skip
        return self.get(number)

    def publish(self, number: int, title: str, asked: str, *, seen: str = "") -> Enquiry:
        """Publish the answer as a common question, under a title and in words fit for all."""
        title = mask_contacts(plain_line(title, "标题", LONGEST_TITLE)).text
        asked = plain_text(asked, "问题", LONGEST_ENQUIRY)
        with self._file.batch():
            before = self._seen(number, seen)
            if before.state is not EnquiryState.ANSWERED:
                raise StateRefused(f"现在是“{before.state}”，先答复再发布。")
            if not before.about:
                raise StateRefused("答复没有引用库里的条款，不能发布为常见问答。请先补上依据。")
            self._file.run(
                "UPDATE enquiries SET state = ?, title = ?, asked = ?, published_at = ?"
                " WHERE number = ?",
                EnquiryState.PUBLISHED, title, asked, self._now(), number,
            )  # fmt: skip
        return self.get(number)

    def take_down(self, number: int, reason: str) -> Enquiry:
        """Take a common question back; the asker still sees the answer."""
        allowed = (EnquiryState.PUBLISHED,)
        return self._move(number, EnquiryState.ANSWERED, allowed, reason)

    def close(self, number: int, reason: str) -> Enquiry:
        """Settle that a question is not published; the asker sees the reason."""
        allowed = (EnquiryState.WAITING, EnquiryState.ANSWERED)
        return self._move(number, EnquiryState.CLOSED, allowed, reason)

    def _move(
        self,
        number: int,
        state: EnquiryState,
        allowed: Sequence[EnquiryState],
        reason: str,
    ) -> Enquiry:
        reason = plain_text(reason, "理由", _LONGEST_REASON)
        with self._file.batch():
            before = self.get(number)
            if before.state not in allowed:
                raise StateRefused(f"现在是“{before.state}”，不能这样处理。请刷新页面。")
            self._file.run(
                "UPDATE enquiries SET state = ?, reason = ?, published_at = NULL WHERE number = ?",
                state, reason, number,
            )  # fmt: skip
        return self.get(number)

    def _seen(self, number: int, seen: str) -> Enquiry:
        one = self.get(number)
        if seen and seen != one.seen:
            raise StateRefused("别人刚改了答复或作了处理，没有保存。请对照现在的答复再办。")
        return one

    def _one(self, where: str, value: str | int) -> Enquiry:
        found = self._found(where, value)
        if not found:
            raise UnknownEnquiry
        return found[0]

    def _found(self, where: str, *values: str | int) -> list[Enquiry]:
        rows = self._file.rows(
            f"SELECT {_FIELDS} FROM enquiries WHERE {where}",  # noqa: S608 - our words
            *values,
        )
        return [_read(row) for row in rows]


def _read(row: tuple[Any, ...]) -> Enquiry:
    number, matter, clause_id, citation, text, asked_at, state, *answered = row
    reason, answer, unit, answered_by, answered_at, about, about_texts, *published = answered
    title, asked, published_at, has_contact = published
    return Enquiry(
        number, Matter(matter), clause_id, citation, text, asked_at, EnquiryState(state),
        reason, answer, unit, answered_by, answered_at, tuple(json.loads(about)),
        tuple(json.loads(about_texts)), title, asked, published_at, bool(has_contact),
    )  # fmt: skip
