"""Who works with the product, and what may each of them do?"""

from library.accounts.accounts import Accounts
from library.accounts.history import MOST_REMEMBERED, PastSearch
from library.accounts.passwords import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    Passwords,
    one_time_password,
)
from library.accounts.records import Actor, AuditEntry, Session, Token, User, permissions_of
from library.accounts.roles import ALLOWED, Permission, Role
from library.accounts.saved_searches import (
    LONGEST_SEARCH_NAME,
    MOST_SAVED,
    FoundDocument,
    SavedSearch,
)
from library.accounts.secrets import form_token, new_secret
from library.accounts.sessions import LONGEST as LONGEST_SESSION
from library.accounts.trail import AuditQuery

__all__ = [
    "ALLOWED",
    "LONGEST_PASSWORD",
    "LONGEST_SEARCH_NAME",
    "LONGEST_SESSION",
    "MOST_REMEMBERED",
    "MOST_SAVED",
    "SHORTEST_PASSWORD",
    "Accounts",
    "Actor",
    "AuditEntry",
    "AuditQuery",
    "FoundDocument",
    "Passwords",
    "PastSearch",
    "Permission",
    "Role",
    "SavedSearch",
    "Session",
    "Token",
    "User",
    "form_token",
    "new_secret",
    "one_time_password",
    "permissions_of",
]
