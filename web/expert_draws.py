"""How do pages and programs ask for a panel and take its steps, each in their own name?

An officer of a draw is an account: whoever commits or reveals is who is signed in, so that nobody
can be both officers of one request. Names are sealed to all but those who keep the pool.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from fastapi import Request
from pydantic import BaseModel, Field

from library.accounts import Permission
from library.errors import DrawRejected, LibraryError
from library.experts import ExpertDesk, Need, Proposal
from library.experts.drawing import Asked, Party, Proceedings, published
from library.experts.experts_json import proceedings_json
from library.experts.works import judged_works, works_text
from library.thresholds import Decision
from web.errors import ParameterRejected
from web.experts import may_manage
from web.service import accounts_of, experts_of
from web.visitors import user_of
from web.works import table_of

__all__ = [
    "RequestForm", "again", "ask", "asked_of", "commit", "conclude", "decided", "going_told",
    "is_sealed", "moment_of", "names_of", "officers_known", "proposed", "record_of", "reply",
    "reveal", "rows_of", "withdraw",
]  # fmt: skip

Json = dict[str, Any]


class RequestForm(BaseModel):
    """A request as a form or a program sends it: lists in lines, so that both write the same."""

    project: str = Field(default="", max_length=200, description="工程名称")
    region: str = Field(
        default="", max_length=100, description="工程所在地区，也用来找地方增补的限值"
    )
    parties: str = Field(
        default="", max_length=8000, description="参建单位，一行一个：身份=单位，如 施工单位=某公司"
    )
    persons: str = Field(
        default="", max_length=4000, description="参建人员，一行一个，如项目经理、总监，用于回避"
    )
    works: str = Field(
        default="",
        max_length=2000,
        description="工程和大小，一行一项，如 基坑:深度=6.5、高支模:高度=9",
    )
    needs: str = Field(
        default="", max_length=4000,
        description="专业:人数:候补，一行一项，候补可省；不写时按工程建议，合计不少于五名",
    )  # fmt: skip
    regions: str = Field(
        default="", max_length=1000, description="只抽这些地区的专家，一行一个；不写不限"
    )
    day: str = Field(default="", max_length=20, description="论证日期，YYYY-MM-DD；不写为今天")
    officers: list[str] = Field(
        default=[], max_length=4, description="给出种子的两名经办人，写两个不同的用户名"
    )
    public: str = Field(
        default="", max_length=200, description="改用事先指定的公开数值，如某日某期开奖号码"
    )
    known_after: str = Field(
        default="", max_length=30, description="公开数值何时揭晓，如 2026-01-05T20:00"
    )
    sealed_until: str = Field(
        default="", max_length=30, description="此前的公开记录和页面不写姓名，如 2026-01-05T08:00"
    )
    reason: str = Field(
        default="", max_length=1000, description="同一工程申请过的，写明另行申请的理由"
    )


def rows_of(text: str) -> list[str]:
    """Return the filled lines."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def decided(request: Request, form: RequestForm) -> list[Decision]:
    """Return how hazardous the works are; raise ParameterRejected."""
    try:
        return judged_works(rows_of(form.works), table_of(request), form.region.strip())
    except LibraryError as error:
        raise ParameterRejected("works", str(error)) from error


def proposed(request: Request, decisions: Sequence[Decision]) -> Proposal:
    """Return which specialties the works need, and how many of each."""
    return experts_of(request).propose(decisions)


def ask(request: Request, form: RequestForm) -> Proceedings:
    """Begin a request; raise ParameterRejected, DrawRejected, PanelShort, UnknownSpecialty."""
    going = experts_of(request).draws.ask(user_of(request).name, asked_of(request, form))
    seed = going.request["seed"]
    told = {"工程": going.request["project"], "种子": seed.get("officers") or seed["source"]}
    _note(request, "申请", going, told)
    return going


def asked_of(request: Request, form: RequestForm) -> Asked:
    """Return the request as the library takes it; raise as `ask` does."""
    desk, decisions = experts_of(request), decided(request, form)
    stated = tuple(_need(line, desk) for line in rows_of(form.needs))
    officers = tuple(name.strip() for name in form.officers if name.strip())
    known = officers_known(request)
    for name in officers:
        if name not in known:
            raise DrawRejected(f"“{name[:30]}”不是能抽取专家的用户，不能作经办人。")
    return Asked(
        project=form.project,
        needs=stated or desk.propose(decisions).needs,
        parties=tuple(_party(line) for line in rows_of(form.parties)),
        works=tuple(map(works_text, decisions)),
        persons=tuple(rows_of(form.persons)),
        region=form.region,
        regions=tuple(rows_of(form.regions)),
        day=_day(form.day),
        officers=officers,
        public=form.public,
        known_after=_moment("known_after", form.known_after),
        sealed_until=_moment("sealed_until", form.sealed_until),
        reason=form.reason,
    )


def officers_known(request: Request) -> list[str]:
    """Return the names of the accounts that may be officers of a draw."""
    users = accounts_of(request).users.all()
    return [u.name for u in users if not u.disabled and Permission.EXPERTS in u.permissions]


def commit(request: Request, request_id: str, commitment: str = "") -> tuple[Proceedings, str, str]:
    """Commit whoever is signed in; return the request, a fresh secret and its commitment.

    With a commitment of their own there is no secret. Raise DrawRejected, PanelShort,
    UnknownRequest.
    """
    draws, who, secret = experts_of(request).draws, user_of(request).name, ""
    if not commitment.strip():
        secret, commitment = draws.new_secret(request_id, who)
    going = draws.commit(who, request_id, who, commitment)
    _note(request, "承诺", going, {"承诺": commitment.strip().lower()})
    return going, secret, commitment.strip().lower()


def reveal(request: Request, request_id: str, secret: str) -> Proceedings:
    """Reveal the secret of whoever is signed in, or the public value; raise as `commit` does."""
    draws, who = experts_of(request).draws, user_of(request).name
    public = draws.going(request_id).request["seed"]["kind"] == "public"
    going = draws.reveal(who, request_id, secret, "" if public else who)
    _note(request, "揭示", going)
    return going


def reply(
    request: Request, request_id: str, expert_id: int, answer: str, reason: str
) -> Proceedings:
    """Note the answer of somebody on the panel; raise as `commit` does."""
    draws, who = experts_of(request).draws, user_of(request).name
    going = draws.reply(who, request_id, expert_id, answer, reason)
    _note(request, "答复", going, {"专家": expert_id, "答复": answer})
    return going


def conclude(
    request: Request, request_id: str, conclusion: str, scan: bytes, opinion: str
) -> Proceedings:
    """Note what the review concluded, and keep the scan; raise as `commit` does."""
    desk, who = experts_of(request), user_of(request).name
    with desk.pool.file.batch():
        desk.draws.going(request_id)
        digest = desk.scans.keep(request_id, scan)
        going = desk.draws.conclude(who, request_id, conclusion, digest, opinion)
    _note(request, "结论", going, {"结论": conclusion, "扫描件": digest})
    return going


def again(request: Request, request_id: str, reason: str) -> Proceedings:
    """Begin a further draw, with a reason; raise as `commit` does."""
    going = experts_of(request).draws.again(user_of(request).name, request_id, reason)
    _note(request, "再抽", going, {"理由": reason.strip()})
    return going


def withdraw(request: Request, request_id: str, reason: str) -> Proceedings:
    """End a request, with a reason; raise as `commit` does."""
    going = experts_of(request).draws.withdraw(user_of(request).name, request_id, reason)
    _note(request, "撤回", going, {"理由": reason.strip()})
    return going


def is_sealed(request: Request, going: Proceedings) -> bool:
    """Tell whether the names may not be known yet."""
    return bool(experts_of(request).pool.now() < going.request["sealed_until"])


def names_of(request: Request, going: Proceedings) -> Mapping[str, Json]:
    """Return who the candidates are by handle, none where whoever asks may not know yet."""
    if is_sealed(request, going) and not may_manage(request):
        return {}
    return experts_of(request).draws.openings(going.request_id, going.last.number)


def going_told(request: Request, going: Proceedings) -> Json:
    """Return a request as far as it has come, for whoever asks."""
    names = names_of(request, going)
    return proceedings_json(going, names) | {"sealed": is_sealed(request, going)}


def record_of(request: Request, request_id: str, *, auditor: bool = False) -> tuple[bytes, str]:
    """Return the published record at this moment and its digest; raise UnknownRequest."""
    at = int(experts_of(request).pool.now())
    content = published(experts_of(request).draws, request_id, at, auditor=auditor)
    return content, content[len(b'{"digest":"') :][:64].decode()


def moment_of(at: int) -> str:
    """Return a moment as people read it, '' for none."""
    return f"{datetime.fromtimestamp(at).astimezone():%Y-%m-%d %H:%M}" if at else ""


def _note(
    request: Request, action: str, going: Proceedings, told: Mapping[str, object] | None = None
) -> None:
    after = {"第几次": going.last.number, "状态": going.stage, **(told or {})}
    subject = f"抽取申请 {going.request_id}"
    accounts_of(request).audit(user_of(request), f"专家抽取：{action}", subject, None, after)


def _need(line: str, desk: ExpertDesk) -> Need:
    name, *numbers = line.replace("：", ":").split(":")
    plain = [one.strip() for one in numbers]
    if not 1 <= len(plain) <= 2 or not all(one.isdecimal() and len(one) < 4 for one in plain):
        raise ParameterRejected(
            "needs", f"“{line[:30]}”读不懂，请写成 专业:人数 或 专业:人数:候补。"
        )
    return Need(desk.taxonomy.named(name).code, *(int(one) for one in plain))


def _party(line: str) -> Party:
    role, mark, unit = line.replace("＝", "=").replace("：", "=").replace(":", "=").partition("=")
    if not mark or not role.strip() or not unit.strip():
        raise ParameterRejected("parties", f"“{line[:30]}”请写成 身份=单位，如 施工单位=某公司。")
    return Party(role.strip(), unit.strip())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise ParameterRejected("day", "论证日期应写成 2026-01-05。") from None


def _moment(name: str, text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip()).astimezone() if text.strip() else None
    except (ValueError, OverflowError, OSError):
        raise ParameterRejected(name, "时间应写成 2026-01-05T20:00。") from None
