"""Who has an account, and how does a program of an administrator change it?"""

from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse

from library.accounts import User, one_time_password
from web.moments import iso
from web.roles import read_roles
from web.service import accounts_of
from web.user_schemas import NewUserBody, RolesBody, StateBody, UserNumber
from web.visitors import user_of

__all__ = ["add", "reset", "set_roles", "switch", "user", "users"]


def users(request: Request) -> JSONResponse:
    """Answer with every account."""
    return JSONResponse({"users": [_told(one) for one in accounts_of(request).users.all()]})


def add(request: Request, body: NewUserBody) -> JSONResponse:
    """Add an account with a password that is shown once; raise AccountRejected."""
    password, chosen = one_time_password(), read_roles(body.roles)
    added = accounts_of(request).users.add(
        user_of(request), body.name, password, chosen, temporary=True
    )
    return JSONResponse(_told(added) | {"password": password})


def user(request: Request, number: UserNumber) -> JSONResponse:
    """Answer with one account; raise UnknownUser."""
    return JSONResponse(_told(accounts_of(request).users.get(number)))


def set_roles(request: Request, number: UserNumber, body: RolesBody) -> JSONResponse:
    """Give these roles and no others; raise UnknownUser, AccountRejected."""
    kept = accounts_of(request).users
    kept.set_roles(user_of(request), kept.get(number), read_roles(body.roles))
    return user(request, number)


def reset(request: Request, number: UserNumber) -> JSONResponse:
    """Give a password that is shown once and must be changed; raise UnknownUser."""
    accounts, password = accounts_of(request), one_time_password()
    accounts.reset_password(user_of(request), accounts.users.get(number), password, temporary=True)
    return JSONResponse(_told(accounts.users.get(number)) | {"password": password})


def switch(request: Request, number: UserNumber, body: StateBody) -> JSONResponse:
    """Disable an account, or enable it again; raise UnknownUser, AccountRejected."""
    kept = accounts_of(request).users
    (kept.disable if body.disabled else kept.enable)(user_of(request), kept.get(number))
    return user(request, number)


def _told(one: User) -> dict[str, Any]:
    return {
        "number": one.user_id,
        "name": one.name,
        "roles": sorted(one.roles),
        "disabled": one.disabled,
        "temporary": one.temporary,
        "created_at": iso(one.created_at),
        "signed_in_at": None if one.signed_in_at is None else iso(one.signed_in_at),
    }
