"""What do the tests of the accounts share? Fast passwords, a clock, and a browser of sorts."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from httpx2 import Response
from starlette.testclient import TestClient

from library.accounts import Accounts, Actor, Passwords, Role
from search import SearchService, Settings
from tests.fake_search import standard_service
from web import create_app

PASSWORD = "correct horse staple"
TERMINAL = Actor("root（终端）")


def fast_passwords(time_cost: int = 1) -> Passwords:
    """Return passwords with the weakest parameters there are; a test needs no others."""
    return Passwords(PasswordHasher(time_cost=time_cost, memory_cost=8, parallelism=1))


class Clock:
    """A clock that goes when it is told."""

    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        """Return the moment."""
        return self.seconds


def open_accounts(folder: Path, clock: Clock | None = None) -> Accounts:
    return Accounts(folder / "accounts.db", passwords=fast_passwords(), now=clock or Clock())


def people(accounts: Accounts, roles: Iterable[Role] = tuple(Role)) -> None:
    """Add one person for each role, named for it."""
    for role in roles:
        accounts.users.add(TERMINAL, role.value, PASSWORD, [role])


class Browser:
    """Fills in forms as a person does: with the token of the page that shows them."""

    def __init__(
        self,
        accounts: Accounts | None,
        *,
        anonymous: bool = True,
        url: str = "http://testserver",
        settings: Settings | None = None,
        service: SearchService | None = None,
    ) -> None:
        app = create_app(
            service or standard_service(),
            version="9.9",
            accounts=accounts,
            settings=settings,
            anonymous=anonymous,
        )
        self.client = TestClient(
            app, base_url=url, follow_redirects=False, raise_server_exceptions=False
        )

    def get(self, url: str, **options: Any) -> Response:
        return self.client.get(url, **options)

    def token(self, url: str) -> str:
        """Return the form token of a page."""
        found = re.search(r'name="form_token" value="([0-9a-f]+)"', self.get(url).text)
        assert found, url
        return found[1]

    def post(
        self, url: str, data: dict[str, Any] | None = None, page: str = "", **options: Any
    ) -> Response:
        """Send the form as it stands on `page`, by default the account's."""
        filled = {"form_token": self.token(page or "/account"), **(data or {})}
        return self.client.post(url, data=filled, **options)

    def sign_in(self, name: str, password: str = PASSWORD, wanted: str = "") -> Response:
        data = {"name": name, "password": password, "next": wanted}
        return self.post("/sign-in", data, page="/sign-in")
