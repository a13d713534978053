"""How does an interpretation come about, from a draft to what readers see, and every version?"""

import json
from collections.abc import Callable, Sequence
from typing import Any

from corpus.records import Clause
from library.errors import StateRefused, UnknownInterpretation
from library.exchange.exchange_file import ExchangeFile
from library.exchange.records import Interpretation, Person, State, Step, Version
from library.exchange.wording import plain_line, plain_text

__all__ = ["LONGEST_INTERPRETATION", "LONGEST_REASON", "LONGEST_UNIT", "Interpretations"]

LONGEST_INTERPRETATION, LONGEST_UNIT, LONGEST_REASON = 5000, 60, 300
"""Characters."""

_FIELDS = "number, clause_id, document_id, citation, state, published, published_by, published_at"
_NAMES = "version, text, unit, author, author_id, at, clause_text, about"


class Interpretations:
    """All interpretations of a home. What is refused raises StateRefused, and nothing changes."""

    def __init__(self, file: ExchangeFile, now: Callable[[], float]) -> None:
        self._file, self._now = file, now

    def get(self, number: int) -> Interpretation:
        """Return one with all its versions; raise UnknownInterpretation."""
        found = self._found("number = ?", number)
        if not found:
            raise UnknownInterpretation(number)
        return found[0]

    def all(self, state: State | None = None) -> list[Interpretation]:
        """Return all, or those of one state, the newest first."""
        return self._found("state = ?", state) if state else self._found("1")

    def shown(self) -> list[Interpretation]:
        """Return those of which readers see a version, the last published first."""
        found = self._found("published IS NOT NULL")
        return sorted(found, key=lambda one: -(one.published_at or 0))

    def beside(self, document_id: str) -> dict[str, list[Interpretation]]:
        """Return, by clause id, what readers see beside the clauses of a document."""
        beside: dict[str, list[Interpretation]] = {}
        for one in reversed(self._found("document_id = ? AND published IS NOT NULL", document_id)):
            beside.setdefault(one.clause_id, []).append(one)
        return beside

    def unit_of(self, person: Person) -> str:
        """Return the unit for which somebody signed last, '' before the first time."""
        rows = self._file.rows(
            "SELECT unit FROM versions WHERE author_id = ? ORDER BY at DESC LIMIT 1",
            person.user_id,
        )
        return str(rows[0][0]) if rows else ""

    def draft(
        self, person: Person, clause: Clause, text: str, unit: str, about: Sequence[str] = ()
    ) -> Interpretation:
        """Begin an interpretation; raise ExchangeRejected."""
        with self._file.batch():
            number = self._file.run(
                "INSERT INTO interpretations (clause_id, document_id, citation, state)"
                " VALUES (?, ?, ?, ?)",
                clause.clause_id, clause.document_id, clause.citation, State.DRAFT,
            ).lastrowid  # fmt: skip
            self._add(int(number or 0), 1, person, clause, text, unit, about)
        return self.get(int(number or 0))

    def amend(
        self,
        person: Person,
        number: int,
        clause: Clause,
        text: str,
        unit: str,
        about: Sequence[str] = (),
        *,
        upon: int,
    ) -> Interpretation:
        """Add a version to the one of the number `upon`, which is the newest; it is a draft.

        What readers see stays until another version is published or it is withdrawn.
        """
        with self._file.batch():
            before = self.get(number)
            if before.latest.number != upon:
                raise StateRefused("别人刚保存了新的版本，您的改动没有保存。请对照后再改一次。")
            self._add(number, upon + 1, person, clause, text, unit, about)
            self._file.run(
                "UPDATE interpretations SET state = ?, citation = ? WHERE number = ?",
                State.DRAFT, clause.citation, number,
            )  # fmt: skip
        return self.get(number)

    def submit(self, person: Person, number: int) -> Interpretation:
        """Let a draft be examined."""
        return self._step(person, number, State.WAITING, (State.DRAFT,))

    def publish(self, person: Person, number: int, *, upon: int) -> Interpretation:
        """Show the version `upon`, which is the newest and which `person` examined, to readers.

        None of what is new in it may be of `person`.
        """
        with self._file.batch():
            before = self.get(number)
            if before.latest.number != upon:
                raise StateRefused("审核以后又有了新的版本，没有发布。请看过最新的一版再发布。")
            if any(one.author_id == person.user_id for one in before.unpublished):
                raise StateRefused("自己写的解读要由另一个人审核发布。")
            self._step(person, number, State.PUBLISHED, (State.WAITING,))
            self._file.run(
                "UPDATE interpretations SET published = ?, published_by = ?, published_at = ?"
                " WHERE number = ?",
                before.latest.number, person.name, self._now(), number,
            )  # fmt: skip
        return self.get(number)

    def send_back(self, person: Person, number: int, reason: str) -> Interpretation:
        """Give what waits back to who wrote it, and say why."""
        return self._step(person, number, State.DRAFT, (State.WAITING,), _reason(reason))

    def withdraw(self, person: Person, number: int, reason: str) -> Interpretation:
        """Show nothing of it to readers any longer, and say why; all versions are kept."""
        with self._file.batch():
            if self.get(number).published is None:
                raise StateRefused("这份解读没有发布，不用撤回。")
            self._step(person, number, State.WITHDRAWN, tuple(State), _reason(reason))
            self._file.run("UPDATE interpretations SET published = NULL WHERE number = ?", number)
        return self.get(number)

    def _add(
        self,
        number: int,
        version: int,
        person: Person,
        clause: Clause,
        text: str,
        unit: str,
        about: Sequence[str],
    ) -> None:
        text = plain_text(text, "解读", LONGEST_INTERPRETATION)
        unit = plain_line(unit, "署名单位", LONGEST_UNIT)
        told = json.dumps(list(dict.fromkeys((clause.clause_id, *about))), ensure_ascii=False)
        self._file.run(
            f"INSERT INTO versions (interpretation, {_NAMES}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our words
            number, version, text, unit, person.name, person.user_id, self._now(), clause.text,
            told,
        )  # fmt: skip
        self._note(number, version, person, State.DRAFT, "")

    def _step(
        self,
        person: Person,
        number: int,
        state: State,
        allowed: Sequence[State],
        reason: str = "",
    ) -> Interpretation:
        with self._file.batch():
            before = self.get(number)
            if before.state not in allowed:
                raise StateRefused(f"这份解读现在是“{before.state}”，不能这样处理。请刷新页面。")
            self._file.run("UPDATE interpretations SET state = ? WHERE number = ?", state, number)
            self._note(number, before.latest.number, person, state, reason)
        return self.get(number)

    def _note(self, number: int, version: int, person: Person, state: State, reason: str) -> None:
        self._file.run(
            "INSERT INTO steps (interpretation, version, at, who, state, reason)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            number, version, self._now(), person.name, state, reason,
        )  # fmt: skip

    def _found(self, where: str, *values: str | int) -> list[Interpretation]:
        query = f"SELECT {_FIELDS} FROM interpretations WHERE {where}"  # noqa: S608 - our words
        rows = self._file.rows(f"{query} ORDER BY number DESC", *values)
        return [self._read(row) for row in rows]

    def _read(self, row: tuple[Any, ...]) -> Interpretation:
        versions = self._file.rows(
            f"SELECT {_NAMES} FROM versions WHERE interpretation = ? ORDER BY version",  # noqa: S608 - our words
            row[0],
        )
        steps = self._file.rows(
            "SELECT version, at, who, state, reason FROM steps WHERE interpretation = ?"
            " ORDER BY step_id",
            row[0],
        )
        number, clause_id, document_id, citation, state, published, by, at = row
        return Interpretation(
            number, clause_id, document_id, citation, State(state), published, by, at,
            tuple(_version(*one) for one in versions),
            tuple(Step(version, at, who, State(to), why) for version, at, who, to, why in steps),
        )  # fmt: skip


def _version(
    number: int, text: str, unit: str, author: str, author_id: int, at: float, clause_text: str,
    about: str,
) -> Version:  # fmt: skip
    return Version(number, text, unit, author, author_id, at, clause_text, tuple(json.loads(about)))


def _reason(words: str) -> str:
    return plain_text(words, "理由", LONGEST_REASON)
