"""Through which one door are panels asked for, drawn, confirmed and concluded?"""

import json
import secrets
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from library.errors import DrawRejected, UnknownRequest
from library.experts.drawing.asking import Asked, request_body, same_project
from library.experts.drawing.canonical import digest
from library.experts.drawing.eligibility import Judge
from library.experts.drawing.log import DrawLog, Entry
from library.experts.drawing.proceedings import Proceedings, Step, commitment_of, plain_value
from library.experts.drawing.sealing import seal
from library.experts.drawing.selection import check_feasible
from library.experts.pool import Experts
from library.experts.records import Review
from library.experts.rules import Rules
from library.experts.specialties import Taxonomy

__all__ = ["Draws", "Overview"]

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Overview:
    """A request in a list: when it was asked for, the day of the review, the last step taken."""

    request_id: str
    project: str
    at: int
    day: str
    step: str


class Draws:
    """The requests of one pool. Every step is in the log, and nothing but the log decides."""

    def __init__(self, pool: Experts, taxonomy: Taxonomy, rules: Rules) -> None:
        self._pool, self._taxonomy, self._rules = pool, taxonomy, rules
        self.log = DrawLog(pool.file, pool.now)

    def ask(self, who: str, asked: Asked) -> Proceedings:
        """Begin a request, and return it; with a public value the candidates are frozen at once.

        Raise DrawRejected; PanelShort where no panel is possible: then nothing is recorded.
        """
        with self._pool.file.batch():
            request_id = self._next_id()
            body = request_body(asked, request_id, self._taxonomy, self._rules, self._today(), who)
            body["earlier"] = self._earlier(body)
            going = Proceedings(request_id)
            self._step(going, Step.ASKED, body)
            if asked.public:
                self._freeze(going, who)
            else:
                check_feasible(body, self._candidates(going, sealed=False)[0])
            return going

    def commit(self, who: str, request_id: str, officer: str, commitment: str) -> Proceedings:
        """Note an officer's commitment; with the last one the candidates are frozen.

        Raise DrawRejected, PanelShort, UnknownRequest.
        """
        with self._pool.file.batch():
            going = self.going(request_id)
            body = {"officer": officer.strip(), "commitment": commitment.strip().lower()}
            self._step(going, Step.COMMITTED, self._of_draw(going, who, body))
            if len(going.last.commitments) == len(going.secret_names()):
                self._freeze(going, who)
            return going

    def new_secret(self, request_id: str, officer: str) -> tuple[str, str]:
        """Return a fresh secret of 256 bits and its commitment; the secret is kept nowhere."""
        secret = secrets.token_hex(32)
        return secret, commitment_of(
            request_id, self.going(request_id).last.number, officer.strip(), secret
        )

    def reveal(self, who: str, request_id: str, secret: str, officer: str = "") -> Proceedings:
        """Note an officer's secret, or the public value; with the last one the panel is drawn.

        Raise DrawRejected, UnknownRequest.
        """
        with self._pool.file.batch():
            going = self.going(request_id)
            public = going.request["seed"].get("source", "")
            stated = plain_value(secret) if public else secret.strip()
            body = {"name": officer.strip() or public, "secret": stated}
            self._step(going, Step.REVEALED, self._of_draw(going, who, body))
            if len(going.last.secrets) == len(going.secret_names()):
                self._step(going, Step.DRAWN, going.result_of_reveal())
            return going

    def reply(
        self, who: str, request_id: str, expert_id: int, answer: str, reason: str = ""
    ) -> Proceedings:
        """Note 确认 or 谢绝 of somebody on the panel; who declines is replaced from the reserve."""
        with self._pool.file.batch():
            going = self.going(request_id)
            handle = self.handle_of(going, expert_id)
            if going.last.drawn is None or handle not in going.last.panel:
                raise DrawRejected(f"编号 {expert_id} 的专家不在名单里。")
            by = going.result_of_reply(handle, answer)
            body = {"handle": handle, "answer": answer, "reason": reason.strip(), "by": by}
            self._step(going, Step.REPLIED, self._of_draw(going, who, body))
            return going

    def conclude(
        self, who: str, request_id: str, conclusion: str, scan_sha256: str, opinion: str = ""
    ) -> Proceedings:
        """Note what the review concluded, with the SHA-256 of the signed report's scan.

        Each expert of the panel has one review more.
        """
        with self._pool.file.batch():
            going = self.going(request_id)
            body = {"who": who, "conclusion": conclusion, "scan_sha256": scan_sha256.lower(),
                    "opinion": opinion.strip()}  # fmt: skip
            self._step(going, Step.CONCLUDED, body)
            day = date.fromisoformat(going.request["day"])
            review = Review(day, request_id, going.request["project"], conclusion)
            for expert_id in self.panel(going):
                self._pool.reviewed(who, expert_id, review)
            return going

    def again(self, who: str, request_id: str, reason: str) -> Proceedings:
        """Begin a further draw of a request; it needs a reason and a new seed."""
        with self._pool.file.batch():
            going = self.going(request_id)
            if going.request["seed"]["kind"] == "public":
                raise DrawRejected("公开数值只能用一次。请撤回这项申请，另用一个数值申请。")
            number = going.last.number + 1
            body = {"who": who, "draw": number, "reason": reason.strip()}
            self._step(going, Step.AGAIN, body)
            return going

    def withdraw(self, who: str, request_id: str, reason: str) -> Proceedings:
        """End a request before its conclusion; it needs a reason."""
        with self._pool.file.batch():
            going = self.going(request_id)
            self._step(going, Step.WITHDRAWN, {"who": who, "reason": reason.strip()})
            return going

    def going(self, request_id: str) -> Proceedings:
        """Return a request as far as it has come; raise UnknownRequest."""
        entries = self.log.of(request_id)
        if not entries:
            raise UnknownRequest(request_id)
        going = Proceedings(request_id)
        for entry in entries:
            going.apply(entry.kind, entry.value, entry.at)
        return going

    def entries(self, request_id: str) -> list[Entry]:
        """Return the log from the first step of a request to its last, others' between."""
        own = self.log.of(request_id)
        if not own:
            raise UnknownRequest(request_id)
        return self.log.between(own[0].number, own[-1].number)

    def all(self) -> list[Overview]:
        """Return every request, the last first, without computing any of it again."""
        last = self.log.last_kinds()
        return [
            Overview(e.request_id, e.value["project"], e.at, e.value["day"], last[e.request_id])
            for e in reversed(self.log.of_kind(Step.ASKED))
        ]

    def openings(self, request_id: str, number: int) -> dict[str, Json]:
        """Return who the candidates of a draw are, by handle; empty before they are frozen."""
        query = "SELECT body FROM openings WHERE request_id = ? AND draw = ?"
        rows = self._pool.file.rows(query, request_id, number)
        found = json.loads(zlib.decompress(rows[0][0])) if rows else []
        return {one["handle"]: one for one in found}

    def panel(self, going: Proceedings) -> list[int]:
        """Return the numbers of the experts who sit on the panel now, in the order of the draw."""
        known = self.openings(going.request_id, going.last.number)
        return [int(known[handle]["name"]["expert_id"]) for handle in going.last.panel]

    def handle_of(self, going: Proceedings, expert_id: int) -> str:
        """Return the handle of an expert in the last draw, '' where there is none."""
        known = self.openings(going.request_id, going.last.number)
        found = (h for h, one in known.items() if one["name"]["expert_id"] == expert_id)
        return next(found, "")

    def _freeze(self, going: Proceedings, who: str) -> None:
        body, openings = self._candidates(going)
        self._step(going, Step.FROZEN, self._of_draw(going, who, body))
        packed = zlib.compress(json.dumps(openings, ensure_ascii=False).encode(), 1)
        self._pool.file.run(
            "INSERT INTO openings (request_id, draw, body) VALUES (?, ?, ?)",
            going.request_id, going.last.number, packed,
        )  # fmt: skip

    def _candidates(self, going: Proceedings, *, sealed: bool = True) -> tuple[Json, list[Json]]:
        """Return the body of 冻结 over the whole pool as it is, and the openings of all.

        Unsealed, the candidates have no handles; that is enough to see whether there is a panel.
        """
        request, day = going.request, date.fromisoformat(going.request["day"])
        counts = self._pool.review_counts(date(day.year, 1, 1), date(day.year, 12, 31))
        declined = self._declined(going)
        judge = Judge(request, request["day"])
        openings, candidates = list[Json](), list[Json]()
        for name, facts in self._pool.candidates():
            number = name["expert_id"]
            facts |= {"reviews": counts.get(number, 0), "declined": number in declined}
            whole = seal(name, facts) if sealed else {"handle": str(number)}
            openings.append(whole)
            candidates.append({
                "handle": whole["handle"],
                "specialties": facts["specialties"],
                "reasons": judge.exclusions(name, facts),
            })  # fmt: skip
        candidates.sort(key=lambda candidate: str(candidate["handle"]))
        officers = request["seed"].get("officers", ())
        return {
            "request_sha256": digest(request),
            "commitments": [going.last.commitments.get(name, "") for name in officers],
            "candidates": candidates,
        }, openings

    def _declined(self, going: Proceedings) -> set[int]:
        declined, found = going.declined(), set[int]()
        for one in going.draws:
            known = self.openings(going.request_id, one.number)
            found |= {int(o["name"]["expert_id"]) for h, o in known.items() if h in declined}
        return found

    def _step(self, going: Proceedings, kind: str, body: Json) -> None:
        """Take a step and note it, or neither."""
        at = self.log.moment()
        try:
            going.apply(kind, body, at)
        except UnicodeEncodeError as error:
            raise DrawRejected("文字里有无法保存的字符。") from error
        self.log.add(going.request_id, kind, body, at)

    def _of_draw(self, going: Proceedings, who: str, body: Mapping[str, Any]) -> Json:
        return {"who": who, "draw": going.last.number, **body}

    def _earlier(self, body: Json) -> list[str]:
        """Return the requests for the same works that are done with, all of them in the record.

        Raise DrawRejected where one is not done with, or no reason is given for another.
        """
        found = []
        for entry in self.log.of_kind(Step.ASKED):
            if entry.request_id == body["request_id"] or not same_project(entry.value, body):
                continue
            other = self.going(entry.request_id)
            if not other.ended:
                raise DrawRejected(
                    f"同一工程已有申请 {other.request_id}（{other.stage}）。一项申请只抽取一次；"
                    "确需再抽的，请在原申请里写明理由再抽。"
                )
            if not body["reason"]:
                raise DrawRejected(
                    f"同一工程已有申请 {other.request_id}（{other.stage}）。另行申请须写明理由。"
                )
            found.append(entry.request_id)
        return found

    def _next_id(self) -> str:
        year = f"{self._today().year}-"
        numbers = [int(i.removeprefix(year)) for i in self.log.request_ids() if i.startswith(year)]
        return f"{year}{max(numbers, default=0) + 1:04}"

    def _today(self) -> date:
        return datetime.fromtimestamp(self._pool.now()).astimezone().date()
