"""`zhiku user …`: who may sign in to the pages, seen from the terminal of the server?"""

import getpass
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from commands.chinese import ChineseCommand, ChineseGroup
from commands.context import AsJson, Exit, Home, console, fail, print_json, reporting, settings_for
from library.accounts import Accounts, Actor, Role, Token, User
from library.errors import AccountRejected, UnknownUser

__all__ = ["operator", "user"]

user = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    help="用户：新增、口令、角色、停用、接口令牌。每一次改动都记入审计日志。",
    no_args_is_help=True,
)
_ROLES = "、".join(Role)
Name = Annotated[str, typer.Argument(metavar="名字", help="用户名")]
Roles = Annotated[
    list[Role] | None,
    typer.Option("--role", metavar="角色", help=f"角色，可以重复：{_ROLES}"),
]
FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="从标准输入读口令（第一行），供脚本使用")
]


def add(
    name: Name, role: Roles = None, password_stdin: FromStdin = False, home: Home = None
) -> None:
    """新增用户，在终端上两次输入口令。不写角色时为读者。"""
    with reporting(), _accounts(home) as accounts, _told():
        accounts.users.add(operator(), name, _password(password_stdin), role or [Role.READER])
        typer.echo(f"已新增用户“{name}”：{'、'.join(role or [Role.READER])}。")


def list_(home: Home = None, as_json: AsJson = False) -> None:
    """列出用户。一个也没有时退出码为 1。"""
    with reporting(), _accounts(home) as accounts:
        found = accounts.users.all()
        if as_json:
            print_json([_as_json(one) for one in found])
        else:
            for one in found:
                state = "已停用" if one.disabled else "待改口令" if one.temporary else "可用"
                console().print(f"{one.name}  {'、'.join(sorted(one.roles))}  {state}")
        if not found:
            raise fail(
                "还没有用户。请用 zhiku user add 名字 --role 管理员 建立第一个管理员。",
                Exit.NOTHING_FOUND,
            )


def passwd(name: Name, password_stdin: FromStdin = False, home: Home = None) -> None:
    """重设口令：那个人的登录全部退出，接口令牌全部撤销。"""
    with reporting(), _accounts(home) as accounts, _told():
        found = accounts.users.named(name)
        accounts.reset_password(operator(), found, _password(password_stdin), temporary=False)
        typer.echo(f"“{found.name}”的口令已重设。")


def roles(
    name: Name,
    role: Roles = None,
    home: Home = None,
) -> None:
    """改为写出的这些角色，原有的其他角色随之去掉。"""
    with reporting(), _accounts(home) as accounts, _told():
        found = accounts.users.named(name)
        accounts.users.set_roles(operator(), found, role or [])
        typer.echo(f"“{found.name}”的角色：{'、'.join(sorted(role or []))}。")


def disable(name: Name, home: Home = None) -> None:
    """停用：立即不能登录，令牌全部撤销。用户从不删除，审计日志里的名字一直有主。"""
    with reporting(), _accounts(home) as accounts, _told():
        found = accounts.users.named(name)
        accounts.users.disable(operator(), found)
        typer.echo(f"“{found.name}”已停用。")


def enable(name: Name, home: Home = None) -> None:
    """重新启用，口令不变。"""
    with reporting(), _accounts(home) as accounts, _told():
        found = accounts.users.named(name)
        accounts.users.enable(operator(), found)
        typer.echo(f"“{found.name}”已启用。")


def token(
    name: Name,
    new: Annotated[
        str | None, typer.Option(metavar="用途", help="新建一个令牌并显示这一次，写明用途")
    ] = None,
    revoke: Annotated[int | None, typer.Option(metavar="编号", help="撤销这个编号的令牌")] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """列出一个用户的接口令牌，新建或者撤销一个。"""
    with reporting(), _accounts(home) as accounts, _told():
        found = accounts.users.named(name)
        if new is not None:
            typer.echo(accounts.tokens.issue(operator(), found, new))
            typer.echo("令牌只显示这一次，请现在就存好。", err=True)
        elif revoke is not None:
            accounts.tokens.revoke(operator(), found, revoke)
            typer.echo("令牌已撤销。")
        else:
            _print_tokens(accounts.tokens.of(found.user_id), as_json)


_COMMANDS: dict[str, Callable[..., None]] = {
    "add": add,
    "list": list_,
    "passwd": passwd,
    "roles": roles,
    "disable": disable,
    "enable": enable,
    "token": token,
}
for _name, _command in _COMMANDS.items():
    user.command(_name, cls=ChineseCommand)(_command)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what is wrong with an account into its message and exit code."""
    try:
        yield
    except AccountRejected as error:
        raise fail(str(error), Exit.BAD_USAGE) from error
    except UnknownUser as error:
        raise fail(str(error), Exit.NOTHING_FOUND) from error


def _accounts(home: Home) -> Accounts:
    return Accounts(settings_for(home).accounts)


def operator() -> Actor:
    """Return who sits at the terminal; no user of the pages can have a name with brackets."""
    try:
        return Actor(f"{getpass.getuser()}（终端）")
    except (KeyError, OSError):  # a user id without a name, as in a container
        return Actor("（终端）")


def _password(from_stdin: bool) -> str:
    """Return a password typed twice, or the first line of standard input."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not _at_a_terminal():
        raise AccountRejected("不在终端上，无法隐藏输入口令。在脚本里请加 --password-stdin。")
    password = getpass.getpass("口令（输入时不显示）：")
    if getpass.getpass("再输一次：") != password:
        raise AccountRejected("两次输入的口令不一致，没有改动。")
    return password


def _at_a_terminal() -> bool:
    return sys.stdin.isatty()


def _as_json(one: User) -> dict[str, object]:
    return {
        "name": one.name,
        "roles": sorted(one.roles),
        "disabled": one.disabled,
        "temporary": one.temporary,
        "created_at": one.created_at,
        "signed_in_at": one.signed_in_at,
    }


def _print_tokens(tokens: list[Token], as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {"id": t.token_id, "name": t.name, "created_at": t.created_at,
                 "used_at": t.used_at, "revoked_at": t.revoked_at}
                for t in tokens
            ]
        )  # fmt: skip
        return
    for one in tokens:
        console().print(f"{one.token_id}  {one.name}  {'已撤销' if one.revoked_at else '有效'}")
    if not tokens:
        raise fail("没有令牌。用 --new 用途 新建。", Exit.NOTHING_FOUND)
