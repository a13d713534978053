"""`zhiku experts draw …`: how is a panel asked for, drawn, confirmed and concluded?"""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from commands.chinese import ChineseCommand, ChineseGroup
from commands.context import AsJson, Exit, Home, console, print_json, settings_for
from commands.expert_sheets import publish, sheet
from commands.expert_telling import opened_desk, print_proposal, tell
from commands.users import operator
from library.errors import DrawRejected
from library.experts import ExpertDesk, Need
from library.experts.drawing import CONCLUSIONS, Asked, Party
from library.experts.experts_json import overview_json, proposal_json
from library.experts.works import judged_works, works_text
from library.thresholds import rows_in

__all__ = ["draw"]

draw = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    help="抽取论证专家：建议专业、申请、承诺、揭示、答复、结论、公开记录。",
    no_args_is_help=True,
)
_MOMENTS = ["%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d"]
RequestId = Annotated[str, typer.Argument(metavar="申请编号", help="见 zhiku experts draw list")]
Officer = Annotated[str, typer.Option(metavar="姓名", help="哪一位经办人")]
Reason = Annotated[str, typer.Option(metavar="理由", help="记入日志，不能更改")]
WorksTexts = Annotated[
    list[str] | None,
    typer.Option("--work", metavar="工程", help="如 基坑:深度=6.5、高支模:高度=9，可以重复"),
]


def propose(
    work: WorksTexts = None,
    region: Annotated[str, typer.Option(metavar="地区", help="用这个地区的增补规定")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """按工程和大小建议需要哪些专业、各几名（至少五名）。不必论证的说明原因，退出码为 1。"""
    with opened_desk(home) as desk:
        decisions = judged_works(work or (), rows_in(settings_for(home).home), region)
        proposal = desk.propose(decisions)
        if as_json:
            print_json(proposal_json(proposal, desk.taxonomy))
        else:
            print_proposal(console(), proposal, desk)
        if not proposal.needs:
            raise typer.Exit(Exit.NOTHING_FOUND)


def new(
    project: Annotated[str, typer.Option(metavar="名称", help="工程名称")],
    party: Annotated[
        list[str], typer.Option(metavar="身份=单位", help="参建单位，如 施工单位=某公司，可以重复")
    ],
    work: WorksTexts = None,
    need: Annotated[
        list[str] | None,
        typer.Option(metavar="专业:人数:候补", help="不写时按工程建议；可以重复，候补可省"),
    ] = None,
    person: Annotated[
        list[str] | None, typer.Option(metavar="姓名", help="参建人员，如项目经理、总监，用于回避")
    ] = None,
    region: Annotated[str, typer.Option(metavar="地区", help="工程所在地区")] = "",
    from_region: Annotated[
        list[str] | None, typer.Option(metavar="地区", help="只抽这些地区的专家，可以重复")
    ] = None,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="论证日期")
    ] = None,
    officer: Annotated[
        list[str] | None, typer.Option(metavar="姓名", help="给出种子的两名经办人，写两次")
    ] = None,
    public: Annotated[
        str, typer.Option(metavar="说明", help="改用事先指定的公开数值，如某日某期开奖号码")
    ] = "",
    known_after: Annotated[
        datetime | None, typer.Option(formats=_MOMENTS, metavar="时间", help="公开数值何时揭晓")
    ] = None,
    sealed_until: Annotated[
        datetime | None,
        typer.Option(formats=_MOMENTS, metavar="时间", help="此前的公开记录不写姓名"),
    ] = None,
    reason: Reason = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """提出申请，写明工程、参建单位、专业和人数、种子从哪里来。专家不足时说明缺哪个专业几名。"""
    with opened_desk(home) as desk:
        decisions = judged_works(work or (), rows_in(settings_for(home).home), region)
        needs = _needs(need or (), desk) if need else desk.propose(decisions).needs
        asked = Asked(
            project=project,
            needs=tuple(needs),
            parties=tuple(_party(text) for text in party),
            works=tuple(map(works_text, decisions)),
            persons=tuple(person or ()),
            region=region,
            regions=tuple(from_region or ()),
            day=day.date() if day else None,
            officers=tuple(officer or ()),
            public=public,
            known_after=known_after,
            sealed_until=sealed_until,
            reason=reason,
        )
        tell(desk, desk.draws.ask(operator().name, asked), as_json=as_json)


def commit(
    request_id: RequestId,
    officer: Officer,
    commitment: Annotated[
        str, typer.Option(metavar="散列", help="自己算好的承诺；不写就生成密数，只显示这一次")
    ] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """一名经办人承诺一个密数。两人都承诺后，候选人即冻结。"""
    with opened_desk(home) as desk:
        secret = ""
        if not commitment:
            secret, commitment = desk.draws.new_secret(request_id, officer)
        going = desk.draws.commit(operator().name, request_id, officer, commitment)
        if as_json:
            print_json({"officer": officer, "secret": secret, "commitment": commitment,
                        "stage": going.stage})  # fmt: skip
            return
        typer.echo(f"“{officer}”的承诺：{commitment}")
        if secret:
            typer.echo(f"密数：{secret}\n只显示这一次，请由本人收好，揭示之前不要给任何人看。")
        typer.echo(f"现在：{going.stage}。")


def reveal(
    request_id: RequestId,
    secret: Annotated[str, typer.Option(metavar="密数", help="经办人的密数，或者公开数值")],
    officer: Annotated[str, typer.Option(metavar="姓名", help="哪一位经办人；公开数值不写")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """揭示密数或公开数值；全部揭示后随即抽取。"""
    with opened_desk(home) as desk:
        going = desk.draws.reveal(operator().name, request_id, secret, officer)
        tell(desk, going, as_json=as_json)


def show(request_id: RequestId, home: Home = None, as_json: AsJson = False) -> None:
    """显示一项申请：候选人、不参加的理由各几人、名单、候补、答复、结论。"""
    with opened_desk(home) as desk:
        tell(desk, desk.draws.going(request_id), as_json=as_json)


def list_(home: Home = None, as_json: AsJson = False) -> None:
    """列出全部申请，新的在前。一项也没有时退出码为 1。"""
    with opened_desk(home) as desk:
        found = desk.draws.all()
        if as_json:
            print_json([overview_json(one) for one in found])
        else:
            for one in found:
                console().print(Text(f"{one.request_id}  {one.day}  {one.step}　{one.project}"))
        if not found:
            raise typer.Exit(Exit.NOTHING_FOUND)


def reply(
    request_id: RequestId,
    expert: Annotated[int, typer.Option(metavar="编号", help="哪一位专家")],
    declined: Annotated[
        str, typer.Option("--declined", metavar="理由", help="谢绝及其理由；不写就是确认参加")
    ] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """记录一位专家的答复；谢绝的由候补依次递补。理由会进入公开记录，不要写私人事项。"""
    with opened_desk(home) as desk:
        answer = "谢绝" if declined else "确认"
        going = desk.draws.reply(operator().name, request_id, expert, answer, declined)
        tell(desk, going, as_json=as_json)


def conclude(
    request_id: RequestId,
    conclusion: Annotated[str, typer.Option(metavar="结论", help="、".join(CONCLUSIONS))],
    scan: Annotated[
        Path, typer.Option(metavar="文件", help="签字的论证报告扫描件，只记它的 SHA-256")
    ],
    opinion: Annotated[str, typer.Option(metavar="意见", help="论证意见")] = "",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """记录论证结论和签字扫描件的散列，参加的专家各记一次论证。"""
    with opened_desk(home) as desk:
        with scan.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
        going = desk.draws.conclude(operator().name, request_id, conclusion, checksum, opinion)
        tell(desk, going, as_json=as_json)


def again(
    request_id: RequestId, reason: Reason, home: Home = None, as_json: AsJson = False
) -> None:
    """写明理由再抽一次，重新承诺；原来的结果留在日志里。"""
    with opened_desk(home) as desk:
        tell(desk, desk.draws.again(operator().name, request_id, reason), as_json=as_json)


def withdraw(
    request_id: RequestId, reason: Reason, home: Home = None, as_json: AsJson = False
) -> None:
    """写明理由撤回一项还没有结论的申请。"""
    with opened_desk(home) as desk:
        tell(desk, desk.draws.withdraw(operator().name, request_id, reason), as_json=as_json)


_COMMANDS: dict[str, Callable[..., None]] = {
    "propose": propose,
    "new": new,
    "commit": commit,
    "reveal": reveal,
    "show": show,
    "list": list_,
    "reply": reply,
    "conclude": conclude,
    "again": again,
    "withdraw": withdraw,
    "publish": publish,
    "sheet": sheet,
}
for _name, _command in _COMMANDS.items():
    draw.command(_name, cls=ChineseCommand)(_command)


def _needs(texts: Sequence[str], desk: ExpertDesk) -> list[Need]:
    found = []
    for text in texts:
        name, *numbers = text.replace("：", ":").split(":")
        if not 1 <= len(numbers) <= 2 or not all(one.isdecimal() for one in numbers):
            raise DrawRejected(f"“{text[:30]}”读不懂，请写成 专业:人数 或 专业:人数:候补。")
        code = desk.taxonomy.named(name).code
        found.append(Need(code, *(int(one) for one in numbers)))
    return found


def _party(text: str) -> Party:
    role, _, unit = text.replace("＝", "=").partition("=")
    return Party(role.strip(), unit.strip())
