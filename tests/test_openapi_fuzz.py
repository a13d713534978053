"""Does every address of the API keep to its own description, whatever it is asked, and by whom?"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from library.accounts import Role
from search import Settings, open_service
from tests.accounts import TERMINAL, open_accounts, people
from tests.fake_search import standard_service
from tests.homes import small_home
from web import create_app

if TYPE_CHECKING:
    from schemathesis import Case

pytestmark = pytest.mark.fuzz
EXAMPLES = 10
"""Requests for each address, the same in every run."""
BEGINS_PROCESSES = ("/reindex", "/rehearsal", "/confirm", "/imports", "/generate", "/import")
"""What is not asked over and over: it starts work in the background, which has tests of its own."""

Asked = tuple[list[Any], Mapping[str, str]]


def described_by(app: Any) -> list[Any]:
    """Return the operations of an application's OpenAPI document."""
    import schemathesis

    schema = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    found: Any = schema.get_all_operations()
    return [operation.ok() for operation in found]


@pytest.fixture(scope="module")
def anybody(furnished: Path) -> Asked:
    """Return what anybody may ask of the service of a real home."""
    return described_by(create_app(open_service(Settings(furnished)), version="9.9")), {}


@pytest.fixture(scope="module")
def administrator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """Yield all operations of a home that may be changed, and the token of an administrator."""
    home = tmp_path_factory.mktemp("home")
    with open_accounts(home) as accounts:
        people(accounts)
        [user] = [u for u in accounts.users.all() if Role.ADMINISTRATOR in u.roles]
        token = accounts.tokens.issue(TERMINAL, user, "试接口")
        settings = small_home(home)
        app = create_app(standard_service(), version="9.9", accounts=accounts, settings=settings)
        operations = [
            operation
            for operation in described_by(app)
            if operation.method == "get" or not operation.path.endswith(BEGINS_PROCESSES)
        ]
        yield operations, {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("visitor", ["anybody", "administrator"])
def test_answers_are_as_described(visitor: str, request: pytest.FixtureRequest) -> None:
    """No 5xx but where it is stated; status, media type, headers and body are as described."""
    from hypothesis import given, settings

    operations, headers = request.getfixturevalue(visitor)
    for operation in operations:
        fixed = settings(max_examples=EXAMPLES, derandomize=True, database=None, deadline=None)
        fixed(given(case=operation.as_strategy())(asking(headers)))()


def asking(headers: Mapping[str, str]) -> "Callable[[Case[Any]], None]":
    """Return what asks one case and judges the answer."""

    def ask(case: "Case[Any]") -> None:
        from schemathesis.checks import load_all_checks
        from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

        load_all_checks()
        # Dates, types and queries have rules that a schema of strings does not tell; what breaks
        # them is refused with 400 and a sentence that names the parameter. Reading needs no token
        # here, which is what the other check looks for; tests/test_web_permissions.py tells all.
        unfit = [positive_data_acceptance, ignored_auth]
        answer = case.call_and_validate(headers=dict(headers), excluded_checks=unfit)
        described = case.operation.definition.raw["responses"]
        assert str(answer.status_code) in described, f"{case.operation.label}: {answer.text}"

    return ask


def test_every_address_of_the_api_is_asked(anybody: Asked, administrator: Asked) -> None:
    assert len(anybody[0]) >= 40
    assert {operation.method for operation in administrator[0]} == {"get", "post"}
    assert len(administrator[0]) > len(anybody[0]) - 12
