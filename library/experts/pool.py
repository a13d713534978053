"""Through which one door are the experts of a department kept, changed and listed?"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from corpus.closing import Closing
from corpus.normalise import folded
from library.errors import ExpertRejected, UnknownExpert
from library.experts.expert_file import ExpertFile
from library.experts.records import Contact, Expert, HistoryEntry, Review, State
from library.experts.rows import (
    SELECTED,
    ExpertFilter,
    candidate_of,
    condition,
    differences,
    expert_of,
    row_of,
    told,
)
from library.experts.vault import Vault

__all__ = ["Experts"]

_YEAR = 365  # days in which reviews count as recent


class Experts(Closing):
    """The pool of one home, with its history. Threads may share it.

    Everything raises ExpertsBroken where the file cannot be used. Contact data are reached through
    `vault` alone.
    """

    def __init__(
        self, path: Path | None, key: Path | None = None, *, now: Callable[[], float] = time.time
    ) -> None:
        """Open `Settings.experts` with the key at `Settings.experts_key`.

        Without a key it is `experts.key` beside the file; without a file all is in memory.
        """
        self.file, self.now = ExpertFile(path), now
        if path and not key:
            key = path.with_name("experts.key")
        self.vault = Vault(self.file, key)

    def close(self) -> None:
        """Close the file."""
        self.file.close()

    def add(self, who: str, expert: Expert, contact: Contact | None = None) -> Expert:
        """Keep a new expert; raise ExpertRejected where the person is known."""
        _check(expert)
        contact = contact or Contact()
        identity = self.vault.identity(contact.id_number)
        with self.file.batch():
            self._check_alone(expert, identity)
            values = row_of(expert)
            marks = ", ".join("?" * (len(values) + 1))
            cursor = self.file.run(
                f"INSERT INTO experts ({', '.join(values)}, identity)"  # noqa: S608 - our columns
                f" VALUES ({marks})",
                *values.values(), identity,
            )  # fmt: skip
            kept = replace(expert, expert_id=int(cursor.lastrowid or 0))
            self._index(kept)
            if contact:
                self.vault.write(kept.expert_id, contact)
            self._note(who, kept.expert_id, "新增", {}, told(kept.as_values(), contact))
        return kept

    def change(
        self, who: str, expert: Expert, contact: Contact | None = None, action: str = "更改"
    ) -> bool:
        """Bring an expert up to date, and return whether anything changed.

        `contact` replaces what there is, None leaves it. Raise UnknownExpert, or ExpertRejected.
        """
        _check(expert)
        before = self.get(expert.expert_id)
        held = self.vault.read(expert.expert_id) if contact is not None else None
        touched = contact is not None and contact != held
        if before == expert and not touched:
            return False
        identity = self._identity(expert.expert_id)
        if contact is not None:
            identity = self.vault.identity(contact.id_number)
        renamed = (before.name, before.unit) != (expert.name, expert.unit)
        with self.file.batch():
            if touched or renamed:
                self._check_alone(expert, identity)
            values = row_of(expert)
            sets = ", ".join(f"{name} = ?" for name in values)
            self.file.run(
                f"UPDATE experts SET {sets} WHERE expert_id = ?",  # noqa: S608 - our columns
                *values.values(), expert.expert_id,
            )  # fmt: skip
            self._index(expert)
            if contact is not None and touched:
                self.vault.write(expert.expert_id, contact)
            self._note(who, expert.expert_id, action, *differences(before, expert, held, contact))
        return True

    def get(self, expert_id: int) -> Expert:
        """Return an expert; raise UnknownExpert."""
        if not 0 < expert_id < 2**63:  # as far as SQLite counts
            raise UnknownExpert(expert_id)
        query = f"SELECT {SELECTED} FROM experts WHERE expert_id = ?"  # noqa: S608 - our columns
        rows = self.file.rows(query, expert_id)
        if not rows:
            raise UnknownExpert(expert_id)
        return expert_of(rows[0])

    def all(self) -> list[Expert]:
        """Return every expert by number."""
        query = f"SELECT {SELECTED} FROM experts ORDER BY expert_id"  # noqa: S608 - our columns
        return [expert_of(row) for row in self.file.rows(query)]

    def candidates(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        """Yield of every expert who they are, and what decides whether they may be drawn.

        Plain values as a record of a draw holds them: days as YYYY-MM-DD, specialties sorted.
        """
        query = (
            "SELECT expert_id, name, title, unit, specialties, region, standing, term_start,"
            " term_end, former_units, avoid_units, avoid_persons FROM experts ORDER BY expert_id"
        )
        yield from map(candidate_of, self.file.rows(query))

    def count(self) -> int:
        """Return how many experts there are, in whatever state."""
        return int(self.file.rows("SELECT count(*) FROM experts")[0][0])

    def listed(
        self,
        wanted: ExpertFilter,
        day: date,
        specialties: Iterable[str] | None = None,
        limit: int = -1,
        offset: int = 0,
    ) -> tuple[list[tuple[Expert, int]], int]:
        """Return experts with their recent reviews, those with the fewest first, and the total.

        `specialties` are codes of which one is enough; None asks for none.
        """
        where, values = condition(wanted, day, specialties)
        recent = (
            "(SELECT count(*) FROM reviews WHERE reviews.expert_id = experts.expert_id"
            " AND day > ? AND day <= ?)"
        )
        query = f"SELECT {SELECTED}, {recent} AS recent FROM experts WHERE {where}"  # noqa: S608
        span = [(day - timedelta(days=_YEAR)).isoformat(), day.isoformat()]
        if wanted.most is not None:
            query += " AND recent <= ?"
            values.append(wanted.most)
        counted = self.file.rows(f"SELECT count(*) FROM ({query})", *span, *values)  # noqa: S608
        query += " ORDER BY recent, expert_id LIMIT ? OFFSET ?"
        rows = self.file.rows(query, *span, *values, limit, offset)
        return [(expert_of(row[:-1]), int(row[-1])) for row in rows], int(counted[0][0])

    def matching(self, expert: Expert, id_number: str) -> list[Expert]:
        """Return who may be this person: first by ID number, else by name and unit."""
        identity = self.vault.identity(id_number)
        query = f"SELECT {SELECTED} FROM experts WHERE "  # noqa: S608 - our columns
        if identity and (rows := self.file.rows(query + "identity = ?", identity)):
            return [expert_of(row) for row in rows]
        keys = folded(expert.name), folded(expert.unit)
        same = "name_key = ? AND unit_key = ? AND (identity = '' OR ? = '')"
        return [expert_of(row) for row in self.file.rows(query + same, *keys, identity)]

    def reviewed(self, who: str, expert_id: int, review: Review) -> None:
        """Note that an expert took part in a review; the same one is noted once."""
        self.get(expert_id)
        values = review.day.isoformat(), review.request_id, review.project, review.conclusion
        with self.file.batch():
            self.file.run(
                "INSERT INTO reviews (expert_id, day, request_id, project, conclusion)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                expert_id, *values,
            )  # fmt: skip
            noted = dict(zip(("day", "request_id", "project", "conclusion"), values, strict=True))
            self._note(who, expert_id, "参加论证", {}, noted)

    def reviews(self, expert_id: int) -> list[Review]:
        """Return the reviews of an expert, the last first."""
        query = "SELECT day, request_id, project, conclusion FROM reviews WHERE expert_id = ?"
        rows = self.file.rows(query + " ORDER BY day DESC, request_id", expert_id)
        return [Review(date.fromisoformat(day), *rest) for day, *rest in rows]

    def review_counts(self, first: date, last: date) -> dict[int, int]:
        """Return how many reviews each expert took part in, both days included; 0 is left out."""
        query = "SELECT expert_id, count(*) FROM reviews WHERE day BETWEEN ? AND ? GROUP BY 1"
        return dict(self.file.rows(query, first.isoformat(), last.isoformat()))

    def history(self, expert_id: int | None = None, limit: int = -1) -> list[HistoryEntry]:
        """Return what changed, the last first, of one expert or of all."""
        query = "SELECT at, who, expert_id, action, before, after FROM history"
        values: list[int] = [] if expert_id is None else [expert_id]
        where = "" if expert_id is None else " WHERE expert_id = ?"
        rows = self.file.rows(query + where + " ORDER BY entry_id DESC LIMIT ?", *values, limit)
        return [
            HistoryEntry(at, who, number, action, json.loads(before), json.loads(after))
            for at, who, number, action, before, after in rows
        ]

    def contact(self, who: str, expert_id: int, purpose: str) -> Contact:
        """Return contact data, and note who saw them and what for; raise UnknownExpert."""
        self.get(expert_id)
        found = self.vault.read(expert_id)
        self._note(who, expert_id, "查看联系方式", {}, {"purpose": purpose})
        return found

    def _note(
        self, who: str, expert_id: int, action: str, before: Mapping[str, Any],
        after: Mapping[str, Any],
    ) -> None:  # fmt: skip
        texts = [json.dumps(one, ensure_ascii=False, sort_keys=True) for one in (before, after)]
        self.file.run(
            "INSERT INTO history (at, who, expert_id, action, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            self.now(), who, expert_id, action, *texts,
        )  # fmt: skip

    def _index(self, expert: Expert) -> None:
        self.file.run("DELETE FROM specialties_of WHERE expert_id = ?", expert.expert_id)
        for code in dict.fromkeys(expert.specialties):
            self.file.run(
                "INSERT INTO specialties_of (specialty, expert_id) VALUES (?, ?)",
                code, expert.expert_id,
            )  # fmt: skip

    def _identity(self, expert_id: int) -> str:
        query = "SELECT identity FROM experts WHERE expert_id = ?"
        return str(self.file.rows(query, expert_id)[0][0])

    def _check_alone(self, expert: Expert, identity: str) -> None:
        """Raise ExpertRejected where another record is of the same person: two chances to be drawn.

        The same ID number is enough, and without one the same name and unit.
        """
        query = (
            "SELECT expert_id FROM experts WHERE expert_id <> ? AND (identity = ? AND ? <> ''"
            " OR name_key = ? AND unit_key = ? AND identity = ?)"
        )
        keys = folded(expert.name), folded(expert.unit)
        for (twin,) in self.file.rows(query, expert.expert_id, identity, identity, *keys, identity):
            same = "身份证号" if identity else "姓名、单位"
            raise ExpertRejected([f"与编号 {twin} 的专家{same}相同"])


def _check(expert: Expert) -> None:
    problems = [
        said
        for said, wrong in (
            ("没有姓名", not folded(expert.name)),
            ("没有单位", not folded(expert.unit)),
            ("没有专业", not expert.specialties),
            ("聘期结束早于聘期开始", expert.term_end < expert.term_start),
            ("状态“到期”由聘期算出，不能填写", expert.standing is State.EXPIRED),
        )
        if wrong
    ]
    if problems:
        raise ExpertRejected(problems)
