"""Who has an account, and how does an administrator change it?"""

from typing import Annotated

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from library.accounts import ALLOWED, Permission, Role, one_time_password
from library.errors import AccountRejected
from web.roles import read_roles
from web.service import accounts_of
from web.templating import render
from web.visitors import user_of

__all__ = ["add", "reset", "set_roles", "switch", "user", "users"]

_DONE = {
    "roles": "角色已改变，下一次请求起生效。",
    "disabled": "已停用：登录已全部退出，令牌已全部撤销。",
    "enabled": "已启用，可以登录了。",
}


def _duty(role: Role) -> str:
    """Say what a role may do, beyond what every reader may."""
    reader = ALLOWED[Role.READER]
    if role is Role.ADMINISTRATOR:
        return "以上全部，另可管理用户、查看审计日志"
    own = [one for one in Permission if one in ALLOWED[role] and one not in reader]
    return f"另可{'、'.join(own)}" if own else "、".join(one for one in Permission if one in reader)


_DUTIES = {role.value: _duty(role) for role in Role}
Roles = Annotated[list[str], Form()]


def users(request: Request) -> Response:
    """List the accounts, with the form for a new one."""
    return _list(request)


def add(request: Request, roles: Roles = [], name: Annotated[str, Form()] = "") -> Response:  # noqa: B006
    """Add an account with a password that is shown once and must be changed."""
    password = one_time_password()
    try:
        chosen = read_roles(roles)
        added = accounts_of(request).users.add(
            user_of(request), name, password, chosen, temporary=True
        )
    except AccountRejected as error:
        return _list(request, refused=str(error), name=name, chosen=roles)
    return _one(request, added.user_id, password=password)


def user(request: Request, number: int, done: str = "") -> Response:
    """Show one account with what can be changed about it."""
    return _one(request, number, done=_DONE.get(done, ""))


def set_roles(request: Request, number: int, roles: Roles = []) -> Response:  # noqa: B006
    """Give the roles that are ticked, and no others."""
    accounts = accounts_of(request)
    try:
        accounts.users.set_roles(user_of(request), accounts.users.get(number), read_roles(roles))
    except AccountRejected as error:
        return _one(request, number, refused=str(error))
    return RedirectResponse(f"/admin/users/{number}?done=roles", 303)


def reset(request: Request, number: int) -> Response:
    """Give a password that is shown once and must be changed."""
    accounts, password = accounts_of(request), one_time_password()
    found = accounts.users.get(number)
    accounts.reset_password(user_of(request), found, password, temporary=True)
    return _one(request, number, password=password)


def switch(request: Request, number: int, disable: Annotated[bool, Form()]) -> Response:
    """Disable an account, or enable it again."""
    accounts = accounts_of(request)
    change = accounts.users.disable if disable else accounts.users.enable
    try:
        change(user_of(request), accounts.users.get(number))
    except AccountRejected as error:
        return _one(request, number, refused=str(error))
    done = "disabled" if disable else "enabled"
    return RedirectResponse(f"/admin/users/{number}?done={done}", 303)


def _list(
    request: Request, *, refused: str = "", name: str = "", chosen: list[str] | None = None
) -> Response:
    return render(
        request,
        "admin_users.html",
        status_code=400 if refused else 200,
        users=accounts_of(request).users.all(),
        duties=_DUTIES,
        refused=refused,
        name=name[:40],
        chosen=chosen or [Role.READER.value],
    )


def _one(
    request: Request, number: int, *, refused: str = "", done: str = "", password: str = ""
) -> Response:
    found = accounts_of(request).users.get(number)
    return render(
        request,
        "admin_user.html",
        status_code=400 if refused else 200,
        user=found,
        duties=_DUTIES,
        chosen=[role.value for role in found.roles],
        refused=refused,
        done=done,
        password=password,
    )
