"""Is a published record what the rules make of it, to the last byte? Needs the file alone.

Each check says what it looked at. A record that anybody changed fails the first; one that was
written anew with another outcome fails where it is computed again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from library.errors import LibraryError
from library.experts.drawing.canonical import digest, read_canonical
from library.experts.drawing.eligibility import Judge
from library.experts.drawing.log import START, entry_hash
from library.experts.drawing.proceedings import FORMAT, Draw, Proceedings, Step
from library.experts.drawing.publishing import outcome_of
from library.experts.drawing.sealing import handle_of

__all__ = ["Check", "Verified", "verify"]

Json = dict[str, Any]
_RECORD = {"format", "request_id", "log", "outcome", "openings"}
_ENTRY = {"number", "at", "request_id", "kind", "body_sha256", "previous", "hash"}
_NAME = {"expert_id", "name", "title", "unit"}
_PUBLIC = {"handle", "name", "name_salt", "facts_sha256"}
_WHOLE = {"handle", "name", "name_salt", "facts", "facts_salt"}
"""What is in an opening for everybody, and for an auditor; both at once would prove nothing."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `found` says in Chinese what is wrong, '' where nothing is."""

    name: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """What the checks found; those after the first that failed were not made.

    `digest` is the digest of the record: compare it with what was printed or announced.
    """

    checks: tuple[Check, ...]
    digest: str = ""
    request_id: str = ""
    stage: str = ""
    panel: tuple[str, ...] = ()
    draws: int = 0
    notes: tuple[str, ...] = ()
    """Further draws and earlier requests for the same works, with their reasons, in Chinese."""

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong."""
        return not any(check.found for check in self.checks)


class _Wrong(Exception):
    """A check failed."""


def verify(content: bytes, announced: str = "") -> Verified:
    """Check the bytes of a record; `announced` is known from elsewhere, '' for nothing.

    It is the digest of the record, or the hash of the last step of its log, as a draw record on
    paper gives them.
    """
    session = _Session(content, announced.strip().lower())
    checks = list[Check]()
    for name, check in session.checks():
        try:
            check()
        except _NotMade:
            continue
        except (_Wrong, LibraryError) as error:
            checks.append(Check(name, str(error)))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            checks.append(Check(name, "记录的内容不完整，或不是这种格式。"))
        else:
            checks.append(Check(name))
            continue
        break
    return session.told(tuple(checks))


class _NotMade(Exception):
    """A check has nothing to look at, and is not told of."""


class _Session:
    """One verification."""

    def __init__(self, content: bytes, announced: str) -> None:
        self.content, self.announced = content, announced
        self.record: Json = {}
        self.digest = ""
        self.going: Proceedings | None = None

    def checks(self) -> list[tuple[str, Callable[[], None]]]:
        return [
            ("逐字节：是一份完整的记录，没有改动", self._bytes),
            ("与别处公布的摘要一致", self._announced),
            ("日志：首尾相接，没有缺漏", self._chain),
            ("申请、承诺、冻结、揭示、抽取、答复：逐步重算", self._steps),
            ("结果与日志推出的一致", self._outcome),
            ("姓名与冻结时的代号一致", self._names),
            ("回避理由重算（公开全部候选人的记录）", self._exclusions),
        ]  # fmt: skip

    def told(self, checks: tuple[Check, ...]) -> Verified:
        if self.going is None or any(check.found for check in checks):
            return Verified(checks, self.digest, str(self.record.get("request_id", "")))
        names = {o["handle"]: o["name"] for o in self.record["openings"]}
        panel = tuple(
            f"{names[h]['name']}（{names[h]['unit']}）" if h in names else h
            for h in self.going.last.panel
        )
        return Verified(
            checks, self.digest, self.going.request_id, self.going.stage, panel,
            len(self.going.draws), _notes(self.going),
        )  # fmt: skip

    def _bytes(self) -> None:
        if not self.content.endswith(b"\n"):
            raise _Wrong("文件末尾缺了一截。")
        try:
            value = read_canonical(self.content[:-1])
        except ValueError as error:
            raise _Wrong("文件被改动过，或者不完整：不是规定的写法。") from error
        if set(value) != {"digest", "record"} or digest(value["record"]) != value["digest"]:
            raise _Wrong("文件被改动过：内容与摘要不符。")
        if value["record"]["format"] != FORMAT:
            raise _Wrong(f"格式不是 {FORMAT}，本程序不能核对。")
        self.record, self.digest = value["record"], value["digest"]

    def _announced(self) -> None:
        if not self.announced:
            raise _NotMade
        last = self.record["log"][-1]["hash"] if self.record["log"] else ""
        if self.announced not in {self.digest, last}:
            raise _Wrong(f"记录的摘要是 {self.digest}，与公布的不同：不是同一份记录。")

    def _chain(self) -> None:
        if set(self.record) != _RECORD:
            raise _Wrong("记录里少了或多了内容。")
        entries = self.record["log"]
        if not entries:
            raise _Wrong("日志是空的。")
        first = entries[0]
        if first["number"] == 1 and first["previous"] != START:
            raise _Wrong("日志的第一条不对。")
        for before, entry in zip([None, *entries], entries, strict=False):
            if before and (entry["previous"], entry["number"]) != (
                before["hash"], before["number"] + 1
            ):  # fmt: skip
                raise _Wrong(f"日志第 {entry['number']} 条与前一条接不上。")
            if before and entry["at"] < before["at"]:
                raise _Wrong(f"日志第 {entry['number']} 条的时间早于前一条。")
            if entry_hash(entry) != entry["hash"]:
                raise _Wrong(f"日志第 {entry['number']} 条的散列不对。")
            own = entry["request_id"] == self.record["request_id"]
            shown = _ENTRY | {"body"} if own else _ENTRY
            if set(entry) != shown or (own and digest(entry["body"]) != entry["body_sha256"]):
                raise _Wrong(f"日志第 {entry['number']} 条的内容不对。")

    def _steps(self) -> None:
        going = Proceedings(self.record["request_id"])
        last = ""
        for entry in self.record["log"]:
            if entry["request_id"] != going.request_id:
                continue
            try:
                going.apply(entry["kind"], entry["body"], entry["at"])
            except LibraryError as error:
                raise _Wrong(f"日志第 {entry['number']} 条（{entry['kind']}）：{error}") from error
            last = entry["kind"]
        if len(going.last.secrets) == len(going.secret_names()) and last == Step.REVEALED:
            raise _Wrong("已经全部揭示，却没有抽取的结果。")
        self.going = going

    def _outcome(self) -> None:
        if self.going is None or outcome_of(self.going) != self.record["outcome"]:
            raise _Wrong("记录所写的结果与日志推出的不同。")

    def _names(self) -> None:
        """Everybody drawn is named, each name is that of its handle, and nobody is in twice."""
        openings = self.record["openings"]
        if not openings:
            raise _NotMade
        handles = [opening["handle"] for opening in openings]
        if handles != sorted(set(handles)):
            raise _Wrong("姓名没有按代号排列，或有重复。")
        known = {candidate["handle"] for one in self._drawings() for candidate in _held(one)}
        for opening in openings:
            name = opening["name"]
            if set(opening) not in (_PUBLIC, _WHOLE) or set(name) != _NAME:
                raise _Wrong("公开的姓名不是规定的写法。")
            if handle_of(opening) != opening["handle"] or opening["handle"] not in known:
                raise _Wrong(f"“{name['name']}”与冻结的候选人对不上。")
        for one in self._drawings():
            self._check_people(one)

    def _check_people(self, one: Draw) -> None:
        people = self._people()
        drawn = one.drawn or {"panel": [], "reserve": []}
        shown = [seat["handle"] for seat in (*drawn["panel"], *drawn["reserve"])]
        if not set(shown) <= set(people):
            raise _Wrong(f"第 {one.number} 次抽取缺姓名。")
        own = [people[c["handle"]] for c in _held(one) if c["handle"] in people]
        if len(set(own)) < len(own):
            raise _Wrong(f"第 {one.number} 次抽取里，同一名专家列了两次。")
        if self._declined(one).intersection(people[handle] for handle in shown):
            raise _Wrong(f"第 {one.number} 次抽取里有此前已谢绝的专家。")

    def _exclusions(self) -> None:
        whole = {one["handle"]: one for one in self.record["openings"] if "facts" in one}
        if self.going is None or not whole:
            raise _NotMade
        judge = Judge(self.going.request, self.going.request["day"])
        for one in self._drawings():
            declined = self._declined(one)
            for candidate in _held(one):
                if candidate["handle"] not in whole:
                    raise _Wrong(f"第 {one.number} 次抽取的候选人没有全部公开。")
                opening = whole[candidate["handle"]]
                who, facts = opening["name"], opening["facts"]
                if candidate["specialties"] != facts["specialties"]:
                    raise _Wrong(f"“{who['name']}”的专业与冻结时不同。")
                if facts["declined"] != (who["expert_id"] in declined):
                    raise _Wrong(f"“{who['name']}”此前是否谢绝，与日志不同。")
                if candidate["reasons"] != judge.exclusions(who, facts):
                    raise _Wrong(f"“{who['name']}”是否回避，重算的结果不同。")

    def _drawings(self) -> list[Draw]:
        return self.going.draws if self.going else []

    def _people(self) -> dict[str, int]:
        """Return the number of the expert by handle, of all who are named."""
        return {one["handle"]: one["name"]["expert_id"] for one in self.record["openings"]}

    def _declined(self, until: Draw) -> set[int]:
        """Return the numbers of those who declined in a draw before this one."""
        people = self._people()
        before = [one for one in self._drawings() if one.number < until.number]
        gone = [h for one in before for h, answer in one.replies.items() if answer == "谢绝"]
        return {people[handle] for handle in gone}


def _held(one: Draw) -> list[Json]:
    return list(one.frozen["candidates"]) if one.frozen else []


def _notes(going: Proceedings) -> tuple[str, ...]:
    request = going.request
    found = [f"第 {one.number} 次抽取的理由：{one.reason}" for one in going.draws if one.reason]
    if request["earlier"]:
        earlier = "、".join(request["earlier"])
        found.append(f"同一工程此前的申请：{earlier}；另行申请的理由：{request['reason']}")
    return tuple(found)
