"""Who acts, who may sign in, what is open in their name, and what is remembered of it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from library.accounts.roles import ALLOWED, Permission, Role

__all__ = ["Actor", "AuditEntry", "Session", "Token", "User", "permissions_of"]


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Return what any of the roles allows."""
    return frozenset().union(*(ALLOWED[role] for role in roles))


@dataclass(frozen=True)
class Actor:
    """Somebody who does something, as the audit log names them; `address` is from where."""

    name: str
    address: str = ""


@dataclass(frozen=True)
class User:
    """An account. `temporary` means that its password was given by another and must be changed.

    Moments, here and below, are seconds since 1970, UTC.
    """

    user_id: int
    name: str
    roles: frozenset[Role]
    disabled: bool
    temporary: bool
    created_at: float
    signed_in_at: float | None

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        """What the person may do."""
        return permissions_of(self.roles)

    def may(self, permission: Permission) -> bool:
        """Tell whether one of the roles allows it."""
        return permission in self.permissions


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in; `digest` is the SHA-256 of its token, never the token."""

    digest: str
    user_id: int
    created_at: float
    seen_at: float
    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class Token:
    """A personal token of the API; what it consists of was shown once and is not kept."""

    token_id: int
    user_id: int
    name: str
    created_at: float
    used_at: float | None
    revoked_at: float | None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the audit log; `before` and `after` are JSON, '' where there is nothing."""

    entry_id: int
    at: float
    who: str
    address: str
    action: str
    object: str
    before: str
    after: str
