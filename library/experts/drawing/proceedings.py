"""How does a draw go, step by step, and which step is not allowed?

    申请 → 承诺 (each officer) → 冻结 → 揭示 (each officer, or the public value) → 抽取
         → 答复 (each expert; who declines is replaced) → 结论
    再抽, with a reason, begins again at 承诺; 撤回, with a reason, ends the request.

The same rules hold when a step is taken and when a record is checked: a step that the rules would
not have let happen raises DrawRejected.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from corpus.normalise import nfkc
from library.errors import DrawRejected
from library.experts.drawing.canonical import digest
from library.experts.drawing.selection import (
    check_feasible,
    draw,
    next_in_reserve,
    seats,
)

__all__ = ["CONCLUSIONS", "FORMAT", "Draw", "Proceedings", "Step", "commitment_of", "plain_value"]

FORMAT = "zhiku-draw-1"
CONCLUSIONS = ("通过", "修改后通过", "不通过")
"""What a review may conclude (部令第37号第十三条)."""
LARGEST_PANEL = 99
"""Experts of a panel or of a reserve; whoever sends a record to be checked may write any number."""
_HEX = re.compile(r"[0-9a-f]{64}")
_APART = re.compile(r"[\W_]+")
Json = dict[str, Any]


class Step:
    """The kinds of steps, as they stand in the log."""

    ASKED = "申请"
    COMMITTED = "承诺"
    FROZEN = "冻结"
    REVEALED = "揭示"
    DRAWN = "抽取"
    REPLIED = "答复"
    CONCLUDED = "结论"
    AGAIN = "再抽"
    WITHDRAWN = "撤回"


@dataclass(slots=True)
class Draw:
    """One draw of a request: `panel` is who sits on it now, `reserve` who is left in it."""

    number: int
    reason: str = ""
    commitments: dict[str, str] = field(default_factory=dict)
    frozen: Json | None = None
    secrets: dict[str, str] = field(default_factory=dict)
    drawn: Json | None = None
    panel: list[str] = field(default_factory=list)
    reserve: list[str] = field(default_factory=list)
    replies: dict[str, str] = field(default_factory=dict)
    vacant: int = 0


class Proceedings:
    """A request as far as it has come; `apply` takes it one step further."""

    def __init__(self, request_id: str) -> None:
        self.request_id = request_id
        self.request: Json = {}
        self.draws: list[Draw] = []
        self.conclusion: Json = {}
        self.withdrawn = ""

    @property
    def last(self) -> Draw:
        """The draw that counts."""
        return self.draws[-1]

    @property
    def ended(self) -> bool:
        """Whether nothing can follow."""
        return bool(self.conclusion or self.withdrawn)

    @property
    def stage(self) -> str:
        """Where it stands, in Chinese."""
        if self.withdrawn:
            return "已撤回"
        if self.conclusion:
            return f"已论证：{self.conclusion['conclusion']}"
        if self.last.drawn is None:
            return "待揭示" if self.last.frozen else "待承诺"
        if self.last.vacant:
            return "有缺席，候补已用完"
        return "名单已确认" if self.confirmed else "待专家答复"

    @property
    def confirmed(self) -> bool:
        """Whether the panel is whole and everybody on it has said yes."""
        one = self.last
        return (
            one.drawn is not None
            and not one.vacant
            and all(one.replies.get(handle) == "确认" for handle in one.panel)
        )

    @property
    def seats(self) -> list[Json]:
        """Return who sits on the panel now, each in which need; empty before the draw."""
        one = self.last
        if one.frozen is None or one.drawn is None:
            return []
        return seats(self.request, one.frozen, one.panel)

    def secret_names(self) -> list[str]:
        """Return of whom a secret is due: the officers, or the public source."""
        source = self.request["seed"]
        return list(source["officers"]) if source["kind"] == "officers" else [source["source"]]

    def apply(self, kind: str, body: Json, at: int) -> None:
        """Take a step at a moment; raise DrawRejected where it is not allowed."""
        steps: Mapping[str, Callable[[Json, int], None]] = {
            Step.ASKED: self._asked,
            Step.COMMITTED: self._committed,
            Step.FROZEN: self._frozen,
            Step.REVEALED: self._revealed,
            Step.DRAWN: self._drawn,
            Step.REPLIED: self._replied,
            Step.CONCLUDED: self._concluded,
            Step.AGAIN: self._again,
            Step.WITHDRAWN: self._withdrew,
        }
        if kind not in steps:
            raise DrawRejected(f"不认识的步骤“{kind}”。")
        if (kind == Step.ASKED) == bool(self.request):
            raise DrawRejected("先有申请，而且只有一次。")
        if self.ended:
            raise DrawRejected(f"这项申请{self.stage}，不能再改。")
        if kind not in {Step.ASKED, Step.AGAIN, Step.WITHDRAWN, Step.CONCLUDED}:
            _need(body.get("draw") == self.last.number, "不是现在的这一次抽取")
        steps[kind](body, at)

    def result_of_reveal(self) -> Json:
        """Return the body of the draw that follows from what was revealed."""
        one = self.last
        secrets = [one.secrets[name] for name in self.secret_names()]
        return {"draw": one.number, **draw(self.request, _held(one.frozen), secrets)}

    def result_of_reply(self, handle: str, answer: str) -> str:
        """Return who takes the place of somebody with this answer, '' for nobody."""
        if answer == "确认":
            return ""
        one = self.last
        return next_in_reserve(self.request, _held(one.frozen), one.panel, handle, one.reserve)

    def _asked(self, body: Json, at: int) -> None:
        _need(body["format"] == FORMAT, f"格式不是 {FORMAT}")
        _need(body["request_id"] == self.request_id, "编号不符")
        needs = body["needs"]
        _need(all(n["number"] > 0 and n["reserve"] >= 0 and n["accepts"] for n in needs),
              "每个专业至少 1 名")  # fmt: skip
        size, least = sum(need["number"] for need in needs), max(5, body["rules"]["least"])
        _need(size >= least, f"专家不少于 {least} 名（部令第37号第十二条），现在是 {size} 名")
        spare = sum(need["reserve"] for need in needs)
        _need(max(size, spare) <= LARGEST_PANEL, f"专家和候补各不超过 {LARGEST_PANEL} 名")
        _need(all(isinstance(one, str) for one in body["earlier"]), "此前的申请写得不对")
        _need(not body["earlier"] or bool(body["reason"]), "同一工程另行申请须写明理由")
        source = body["seed"]
        if source["kind"] == "officers":
            _need(
                len(set(source["officers"])) == len(source["officers"]) == 2, "须有两名不同的经办人"
            )
        else:
            _need(source["kind"] == "public" and source["source"], "没有写明用哪个公开数值")
            _need(source["known_after"] > at, "公开数值须在申请之后才揭晓")
        self.request = body
        self.draws.append(Draw(1))

    def _committed(self, body: Json, _: int) -> None:
        one, officer = self.last, body["officer"]
        _need(self.request["seed"]["kind"] == "officers", "这项申请用公开数值，不需要承诺")
        _need(officer in self.request["seed"]["officers"], f"“{officer}”不是这项申请的经办人")
        _need(officer not in one.commitments, f"“{officer}”已经承诺过，不能更换")
        _need(bool(_HEX.fullmatch(body["commitment"])), "承诺应是 64 位小写十六进制的 SHA-256")
        _need(body["commitment"] not in one.commitments.values(), "两人的承诺不能相同")
        one.commitments[officer] = body["commitment"]

    def _frozen(self, body: Json, at: int) -> None:
        one, source = self.last, self.request["seed"]
        _need(one.frozen is None, "候选人已经冻结")
        _need(body["request_sha256"] == digest(self.request), "申请的内容与冻结时不同")
        if source["kind"] == "officers":
            _need(set(one.commitments) == set(source["officers"]), "还有经办人没有承诺")
        else:
            _need(at < source["known_after"], "公开数值已经揭晓，不能再冻结")
        made = [one.commitments[o] for o in source.get("officers", ())]
        _need(body["commitments"] == made, "承诺与冻结时不同")
        handles = [candidate["handle"] for candidate in body["candidates"]]
        _need(handles == sorted(set(handles)), "候选人没有按代号排列，或有重复")
        check_feasible(self.request, body)
        one.frozen = body

    def _revealed(self, body: Json, at: int) -> None:
        one, source, name = self.last, self.request["seed"], body["name"]
        _need(one.frozen is not None, "候选人还没有冻结，不能揭示")
        _need(
            name in self.secret_names() and name not in one.secrets, f"“{name}”不必揭示，或已揭示"
        )
        if source["kind"] == "officers":
            made = commitment_of(self.request_id, one.number, name, body["secret"])
            _need(made == one.commitments[name], "密数与当初的承诺不符")
        else:
            _need(at >= source["known_after"], "公开数值还没有到揭晓的时间")
            plain = plain_value(body["secret"])
            _need(body["secret"] == plain and plain.isalnum() and plain.isascii(),
                  "公开数值只写数字（字母）本身，按公布的次序和位数")  # fmt: skip
        one.secrets[name] = body["secret"]

    def _drawn(self, body: Json, _: int) -> None:
        one = self.last
        _need(one.drawn is None, "这一次已经抽取过")
        _need(len(one.secrets) == len(self.secret_names()), "还没有全部揭示")
        _need(body == self.result_of_reveal(), "结果与由种子算出的不同")
        one.drawn = body
        one.panel = [seat["handle"] for seat in body["panel"]]
        one.reserve = [seat["handle"] for seat in body["reserve"]]

    def _replied(self, body: Json, _: int) -> None:
        one, handle = self.last, body["handle"]
        _need(one.drawn is not None and handle in one.panel, "这名专家不在名单里")
        _need(body["answer"] in {"确认", "谢绝"}, "答复应为 确认 或 谢绝")
        _need(body["answer"] == "确认" or bool(body["reason"]), "谢绝须写明理由")
        _need(one.replies.get(handle) != body["answer"], "已经这样答复过")
        _need(body["by"] == self.result_of_reply(handle, body["answer"]), "候补的次序不对")
        one.replies[handle] = body["answer"]
        if body["answer"] == "谢绝":
            at = one.panel.index(handle)
            one.panel[at : at + 1] = [body["by"]] if body["by"] else []
            one.vacant += not body["by"]
            one.reserve = [other for other in one.reserve if other != body["by"]]

    def _concluded(self, body: Json, _: int) -> None:
        _need(self.confirmed, "名单还没有全部确认，不能记录结论")
        _need(body["conclusion"] in CONCLUSIONS, f"结论应为 {'、'.join(CONCLUSIONS)}")
        _need(bool(_HEX.fullmatch(body["scan_sha256"])), "没有签字扫描件的 SHA-256")
        self.conclusion = body

    def _again(self, body: Json, _: int) -> None:
        _need(self.last.drawn is not None, "还没有抽取过")
        _need(bool(body["reason"].strip()), "再次抽取须写明理由")
        _need(body["draw"] == self.last.number + 1, "次数不对")
        self.draws.append(Draw(body["draw"], body["reason"]))

    def _withdrew(self, body: Json, _: int) -> None:
        _need(bool(body["reason"].strip()), "撤回须写明理由")
        self.withdrawn = body["reason"]

    def declined(self) -> set[str]:
        """Return the handles of who declined in an earlier draw of this request."""
        return {h for one in self.draws for h, answer in one.replies.items() if answer == "谢绝"}


def commitment_of(request_id: str, number: int, officer: str, secret: str) -> str:
    """Return the commitment to a secret: SHA-256 over five lines, so that none serves twice."""
    text = f"zhiku-draw-commitment-1\n{request_id}\n{number}\n{officer}\n{secret}"
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def plain_value(text: str) -> str:
    """Return a public value in its one form, so that nobody chooses among spaces and commas."""
    return _APART.sub("", nfkc(text).text.lower())


def _held(frozen: Json | None) -> Json:
    if frozen is None:
        raise DrawRejected("候选人还没有冻结。")
    return frozen


def _need(condition: bool, otherwise: str) -> None:
    if not condition:
        raise DrawRejected(f"{otherwise}。")
