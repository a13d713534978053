"""`zhiku experts draw …`: how is a panel asked for, drawn, confirmed and concluded?"""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from commands.chinese import ChineseCommand, ChineseGroup
from commands.context import (
    AsJson,
    Exit,
    Home,
    console,
    fail,
    print_fields,
    print_indented,
    print_json,
    reporting,
    settings_for,
)
from commands.users import operator
from library.errors import DrawRejected, PanelShort, UnknownRequest, UnknownSpecialty
from library.experts import ExpertDesk, Need, Proposal
from library.experts.drawing import (
    CONCLUSIONS,
    Asked,
    Party,
    Proceedings,
    attendance_sheet,
    draw_sheet,
    published,
)
from library.experts.experts_json import overview_json, proceedings_json, proposal_json
from library.experts.works import judged_works, works_text
from library.printing import SHEET_SUFFIXES, sheet_bytes
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
    with _desk(home) as desk:
        decisions = judged_works(work or (), rows_in(settings_for(home).home), region)
        proposal = desk.propose(decisions)
        if as_json:
            print_json(proposal_json(proposal, desk.taxonomy))
        else:
            _print_proposal(console(), proposal, desk)
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
    with _desk(home) as desk:
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
        _tell(desk, desk.draws.ask(operator().name, asked), as_json=as_json)


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
    with _desk(home) as desk:
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
    with _desk(home) as desk:
        going = desk.draws.reveal(operator().name, request_id, secret, officer)
        _tell(desk, going, as_json=as_json)


def show(request_id: RequestId, home: Home = None, as_json: AsJson = False) -> None:
    """显示一项申请：候选人、不参加的理由各几人、名单、候补、答复、结论。"""
    with _desk(home) as desk:
        _tell(desk, desk.draws.going(request_id), as_json=as_json)


def list_(home: Home = None, as_json: AsJson = False) -> None:
    """列出全部申请，新的在前。一项也没有时退出码为 1。"""
    with _desk(home) as desk:
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
    with _desk(home) as desk:
        answer = "谢绝" if declined else "确认"
        going = desk.draws.reply(operator().name, request_id, expert, answer, declined)
        _tell(desk, going, as_json=as_json)


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
    with _desk(home) as desk:
        with scan.open("rb") as file:
            checksum = hashlib.file_digest(file, "sha256").hexdigest()
        going = desk.draws.conclude(operator().name, request_id, conclusion, checksum, opinion)
        _tell(desk, going, as_json=as_json)


def again(
    request_id: RequestId, reason: Reason, home: Home = None, as_json: AsJson = False
) -> None:
    """写明理由再抽一次，重新承诺；原来的结果留在日志里。"""
    with _desk(home) as desk:
        _tell(desk, desk.draws.again(operator().name, request_id, reason), as_json=as_json)


def withdraw(
    request_id: RequestId, reason: Reason, home: Home = None, as_json: AsJson = False
) -> None:
    """写明理由撤回一项还没有结论的申请。"""
    with _desk(home) as desk:
        _tell(desk, desk.draws.withdraw(operator().name, request_id, reason), as_json=as_json)


def publish(
    request_id: RequestId,
    to: Annotated[Path, typer.Option("-o", "--to", metavar="文件", help="写到这个 .json 文件")],
    auditor: Annotated[
        bool, typer.Option("--auditor", help="审计用：连同全部候选人的姓名和回避依据")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="文件已经存在时，替换它")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """写出公开记录，任何人可用 zhiku experts verify 重算。没有联系方式；密封期内没有姓名。"""
    _check_target(to, (".json",), overwrite=overwrite)
    with _desk(home) as desk:
        content = published(desk.draws, request_id, int(time.time()), auditor=auditor)
        to.write_bytes(content)
        if auditor:
            to.chmod(0o600)
        digest = _digest(content)
        if as_json:
            print_json({"output": str(to), "digest": digest, "bytes": len(content)})
        else:
            typer.echo(f"已写出公开记录 {to}。摘要：{digest}")


def sheet(
    request_id: RequestId,
    to: Annotated[Path, typer.Option("-o", "--to", metavar="文件", help="写成 .docx 或 .pdf")],
    attendance: Annotated[
        bool, typer.Option("--attendance", help="写签到表；不写就是抽取记录")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="文件已经存在时，替换它")] = False,
    home: Home = None,
) -> None:
    """写出抽取记录或签到表，Word 或 PDF。"""
    _check_target(to, tuple(SHEET_SUFFIXES), overwrite=overwrite)
    with _desk(home) as desk:
        going = desk.draws.going(request_id)
        openings = desk.draws.openings(request_id, going.last.number)
        now = int(time.time())
        if attendance:
            made = attendance_sheet(going, openings)
        else:
            digest = _digest(published(desk.draws, request_id, now))
            made = draw_sheet(going, openings, desk.draws.log.of(request_id), digest, now)
        to.write_bytes(sheet_bytes(made, to.suffix))
        typer.echo(f"已写出 {to}。")


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


@contextmanager
def _desk(home: Home) -> Iterator[ExpertDesk]:
    """Open the library; what is wrong with a request is told with its own exit code."""
    with reporting(), ExpertDesk(settings_for(home)) as desk:
        try:
            yield desk
        except (DrawRejected, UnknownSpecialty) as error:
            raise fail(str(error), Exit.BAD_USAGE) from error
        except (PanelShort, UnknownRequest) as error:
            raise fail(str(error), Exit.NOTHING_FOUND) from error


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


def _check_target(to: Path, suffixes: tuple[str, ...], *, overwrite: bool) -> None:
    if to.suffix.lower() not in suffixes:
        raise fail(f"只能写成 {'、'.join(suffixes)} 文件，不能是 {to.name}。", Exit.BAD_USAGE)
    if to.exists() and (to.is_dir() or not overwrite):
        raise fail(f"{to} 已经存在。换个名字，或加 --overwrite 替换它。", Exit.BAD_USAGE)


def _digest(content: bytes) -> str:
    """Return the digest that a record states of itself; it stands first."""
    return content[len(b'{"digest":"') :][:64].decode()


def _tell(desk: ExpertDesk, going: Proceedings, *, as_json: bool) -> None:
    openings = desk.draws.openings(going.request_id, going.last.number)
    told = proceedings_json(going, openings)
    if as_json:
        print_json(told)
        return
    out = console()
    out.print(Text(f"申请 {going.request_id}　{going.request['project']}：{going.stage}", "bold"))
    if going.last.frozen:
        print_indented(out, f"候选人 {told['candidates']} 名，合格 {told['eligible']} 名", 2)
        for reason, count in told["excluded"].items():
            print_indented(out, f"{reason}：{count} 名", 4, "dim")
    for number, one in enumerate(told["panel"], 1):
        who = f"{one.get('expert_id')}  {one.get('name')}（{one.get('unit')}）"
        print_indented(out, f"{number}  {who}　{one['need']}　{one['reply'] or '待答复'}", 2)
    for number, one in enumerate(told["reserve"], 1):
        print_indented(out, f"候补 {number}  {one.get('expert_id')}  {one.get('name')}", 2, "dim")
    if told["reserve_lacking"]:
        lacking = "、".join(f"{name} {count} 名" for name, count in told["reserve_lacking"].items())
        out.print(Text(f"候补不足：{lacking}", "yellow"))
    if waiting := _waiting(going):
        out.print(Text(waiting, "yellow"))


def _waiting(going: Proceedings) -> str:
    """Return what has to be done next, in Chinese, '' where nothing has."""
    one, source = going.last, going.request["seed"]
    if going.ended or one.drawn:
        return ""
    if source["kind"] == "public":
        return f"待公开数值揭晓：{source['source']}"
    done = one.secrets if one.frozen else one.commitments
    names = [name for name in source["officers"] if name not in done]
    return f"待{'揭示' if one.frozen else '承诺'}：{'、'.join(names)}"


def _print_proposal(out: Console, proposal: Proposal, desk: ExpertDesk) -> None:
    fields = [
        (desk.taxonomy.name(need.specialty), f"{need.number} 名，候补 {need.reserve} 名")
        for need in proposal.needs
    ]
    print_fields(out, fields)
    if proposal.needs:
        out.print(Text(f"共 {proposal.size} 名。依据：{proposal.basis}", "dim"))
    for note in proposal.notes:
        out.print(Text(note, "yellow"))
