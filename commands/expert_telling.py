"""What do the commands of experts share, and how do they tell where a request stands?"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.text import Text

from commands.context import (
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
from library.errors import DrawRejected, PanelShort, UnknownRequest, UnknownSpecialty
from library.experts import ExpertDesk, Proposal
from library.experts.drawing import Proceedings
from library.experts.experts_json import proceedings_json

__all__ = ["check_target", "opened_desk", "print_proposal", "tell", "write_file"]


@contextmanager
def opened_desk(home: Home) -> Iterator[ExpertDesk]:
    """Open the library; what is wrong with a request is told with its own exit code."""
    with reporting(), ExpertDesk(settings_for(home)) as desk:
        try:
            yield desk
        except (DrawRejected, UnknownSpecialty) as error:
            raise fail(str(error), Exit.BAD_USAGE) from error
        except (PanelShort, UnknownRequest) as error:
            raise fail(str(error), Exit.NOTHING_FOUND) from error


def check_target(to: Path, suffixes: tuple[str, ...], *, overwrite: bool) -> None:
    """Refuse a file that cannot be of any of the suffixes, or that is there already."""
    if suffixes and to.suffix.lower() not in suffixes:
        raise fail(f"只能写成 {'、'.join(suffixes)} 文件，不能是 {to.name}。", Exit.BAD_USAGE)
    if to.exists() and (to.is_dir() or not overwrite):
        raise fail(f"{to} 已经存在。换个名字，或加 --overwrite 替换它。", Exit.BAD_USAGE)


def write_file(to: Path, content: bytes, *, secret: bool = False) -> None:
    """Write a file; what is secret is readable by its owner alone, before a byte of it is there."""
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600 if secret else 0o666)
    with os.fdopen(handle, "wb") as file:
        if secret:
            to.chmod(0o600)  # it may have been there, readable by others
        file.write(content)


def tell(desk: ExpertDesk, going: Proceedings, *, as_json: bool) -> None:
    """Print a request as far as it has come, and what has to be done next."""
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


def print_proposal(out: Console, proposal: Proposal, desk: ExpertDesk) -> None:
    """Print which specialties works need, and what to beware of."""
    fields = [
        (desk.taxonomy.name(need.specialty), f"{need.number} 名，候补 {need.reserve} 名")
        for need in proposal.needs
    ]
    print_fields(out, fields)
    if proposal.needs:
        out.print(Text(f"共 {proposal.size} 名。依据：{proposal.basis}", "dim"))
    for note in proposal.notes:
        out.print(Text(note, "yellow"))
