"""Does contact data reach nobody but the expert officer, whatever is asked, and by whom?

A pool is planted with telephone, mail, home and ID number that stand nowhere else, and with what
only those who keep the pool may read. Then every role asks every address: pages, API, exports,
records, logs, errors, with the search index beside them. The table of role × field is MAY_SEE.
"""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from urllib.parse import quote
from zipfile import BadZipFile, ZipFile

import pytest
from httpx2 import Response

from library.accounts import Accounts, AuditQuery, Permission, Role
from library.experts import Contact, Experts, FormerUnit, Need
from search import Settings
from tests.accounts import TERMINAL, Browser, open_accounts, people
from tests.browser import CONCLUDED, SEALED
from tests.experts import NOON, asked, drawn, draws_over, expert
from tests.homes import small_home
from web import ROUTES

CONTACT = Contact(
    mobile="13912345678",
    phone="099987654321",
    email="planted@secret.invalid",
    address="示例路99号密室",
    id_number="11010519491231002X",
)
NAME, UNIT = "植入姓名甲", "植入单位乙"
PRIVATE = ("植入备注丙", "植入回避单位丁", "植入回避人员戊", "植入诚信己", "植入曾任职庚")
SECRETS = tuple(asdict(CONTACT).values())
KEEPERS = {Role.EXPERT_OFFICER, Role.ADMINISTRATOR}
MAY_SEE = {
    "name": set(Role),
    "record": KEEPERS,
    "contact": {Role.EXPERT_OFFICER},
}
"""Which roles see the name, the rest of the record, contact data and ID number; nobody else does,
and contact data nobody without saying what for."""
REVEALING = {
    "POST /experts/{number}/contact", "POST /experts/contacts.xlsx",
    "POST /api/v1/experts/{number}/contact",
}  # fmt: skip
VISITORS = (*Role, "anybody")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, int]:
    folder = Path(tmp_path_factory.mktemp("home"))
    settings = small_home(folder)
    note, unit, person, integrity, former = PRIVATE
    planted = expert(
        900, "YT1", name=NAME, unit=UNIT, note=note, avoid_units=(unit,), avoid_persons=(person,),
        integrity=(integrity,), former_units=(FormerUnit(former),), title="高级工程师",
    )  # fmt: skip
    with Experts(settings.experts, settings.experts_key, now=lambda: NOON) as pool:
        number = pool.add("测试", planted, CONTACT).expert_id
        pool.change("测试", replace(pool.get(number), years=30), replace(CONTACT, phone="1"))
        pool.change("测试", pool.get(number), CONTACT)
        for other in pool.all():  # so that the planted one is sure to be drawn
            if other.expert_id > 5 and other.expert_id != number:
                pool.change("测试", replace(other, specialties=("JG",)))
        draws = draws_over(pool)
        sealed = datetime(2099, 1, 1, tzinfo=UTC)
        request = asked(Need("YT1", 6, 0), project="植入工程", sealed_until=sealed,
                        officers=("专家管理", "管理员"))  # fmt: skip
        request_id = draws.ask("专家管理", request).request_id
        drawn(draws, request_id, officers=("专家管理", "管理员"))
    return settings, number


@pytest.fixture(scope="module", params=VISITORS)
def visiting(
    request: pytest.FixtureRequest, home: tuple[Settings, int]
) -> Iterator[tuple[str, Browser, Accounts, int]]:
    settings, number = home
    settings.accounts.unlink(missing_ok=True)
    with open_accounts(settings.home) as accounts:
        people(accounts)
        browser = Browser(accounts, settings=settings)
        if request.param in set(Role):
            browser.sign_in(request.param)
        yield str(request.param), browser, accounts, number


def text_of(answer: Response) -> str:
    """Return all that an answer holds, files of Office opened, with its headers."""
    told = [str(answer.headers), answer.content.decode("utf-8", "replace")]
    try:
        with ZipFile(io.BytesIO(answer.content)) as packed:
            told += [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    except BadZipFile:
        pass
    return unescape("\n".join(told))


def address_of(path: str, number: int, draw: str) -> str:
    """Return an address with its places filled."""
    values = {
        "draw": draw, "number": str(number if "experts" in path else 1), "case_id": "case",
        "document_id": "notice", "clause_id": "notice:2.1",
    }  # fmt: skip
    return re.sub(r"\{(\w+)\}", lambda found: values.get(found[1], "none"), path)


def test_what_each_role_finds_at_every_address(
    visiting: tuple[str, Browser, Accounts, int], caplog: pytest.LogCaptureFixture
) -> None:
    """Every GET there is, of the experts and of all else, asked for the planted expert."""
    caplog.set_level(logging.DEBUG)
    who, browser, _, number = visiting
    seen = set[str]()
    for route in ROUTES:
        if route.method != "GET" or "events" in route.path or route.path.endswith(".pdf"):
            continue
        for draw in (CONCLUDED, SEALED, "2026-0003") if "{draw}" in route.path else ("",):
            url = address_of(route.path, number, draw)
            told = text_of(browser.get(url, params={"q": "基坑", "state": "全部"}))
            assert not [one for one in SECRETS if one in told], (who, url)
            seen |= {one for one in (NAME, UNIT, *PRIVATE) if one in told}
            if draw in {SEALED, "2026-0003"} and who not in KEEPERS:
                assert NAME not in told, (who, url)
    assert not [one for one in SECRETS if one in caplog.text]
    for asks in ("/api/v1/search?q=", "/search?q=", "/experts?state=全部&name=", "/cases?q="):
        for secret in SECRETS:
            told = text_of(browser.get(asks + quote(secret)))
            assert NAME not in told, (who, asks)
    role = Role(who) if who in set(Role) else None
    assert (NAME in seen) is (UNIT in seen) is (role in MAY_SEE["name"])
    assert set(PRIVATE) & seen == (set(PRIVATE) if role in MAY_SEE["record"] else set())


def test_contact_data_are_shown_to_the_officer_alone_and_noted(
    visiting: tuple[str, Browser, Accounts, int],
) -> None:
    who, browser, accounts, number = visiting
    may = who in MAY_SEE["contact"]
    page = "/account" if who in set(Role) else "/sign-in"
    url = f"/experts/{number}/contact"
    assert not [s for s in SECRETS if s in text_of(browser.post(url, {}, page))]
    shown = browser.post(url, {"purpose": "通知论证"}, page)
    assert [s in shown.text for s in SECRETS] == [may] * 5
    assert not [s for s in SECRETS if s in browser.get(f"/experts/{number}").text]
    exported = browser.post("/experts/contacts.xlsx", {"purpose": "通知", "name": NAME}, page)
    assert [s in text_of(exported) for s in SECRETS] == [may] * 5
    if who in set(Role):
        token = accounts.tokens.issue(TERMINAL, accounts.users.named(who), "程序")
        headers = {"Authorization": f"Bearer {token}"}
        told = browser.client.post(f"/api/v1{url}", json={"purpose": "通知"}, headers=headers)
        assert (told.status_code, CONTACT.mobile in told.text) == (
            (200, True) if may else (403, False)
        )
    log = "\n".join(str(entry) for entry in accounts.trail.entries(AuditQuery()))
    assert not may or ("查看联系方式" in log and "导出联系方式" in log)
    assert not [s for s in SECRETS if s in log]


def test_errors_repeat_no_contact_data(visiting: tuple[str, Browser, Accounts, int]) -> None:
    """A form that is refused is shown again without what must not stand on a page."""
    who, browser, _, number = visiting
    sent = {
        **asdict(CONTACT),
        "id_number": "不是号码" + CONTACT.id_number,
        "name": "",
        "unit": UNIT,
    }
    page = "/account" if who in set(Role) else "/sign-in"
    for url in ("/experts", f"/experts/{number}/edit"):
        told = browser.post(url, sent, page)
        assert told.status_code == (400 if who in KEEPERS else 403 if who in set(Role) else 401)
        assert not [s for s in (*SECRETS, "不是号码") if s in told.text]
    sheet = (
        "姓名,单位,专业,聘期开始,手机,身份证号\n"
        + f"{NAME},,无此专业,,{CONTACT.mobile},{CONTACT.id_number}"
    )
    told = browser.post("/experts/import", {}, page, files={"file": ("a.csv", sheet.encode())})
    assert not [s for s in SECRETS if s in told.text]


def test_nothing_of_it_lies_open_in_the_home(home: tuple[Settings, int]) -> None:
    """Neither in the database of the experts, nor in logs, index, backups or anything else.

    The visitors of these tests searched for it, so it stands in their own search history; that the
    log of the same file holds none of it, the test above says.
    """
    settings, _ = home
    for path in settings.home.rglob("*"):
        if path.is_file() and not path.name.startswith("accounts.db"):
            content = path.read_bytes()
            assert not [s for s in SECRETS if s.encode() in content], path


def test_the_table_is_that_of_the_permissions() -> None:
    from library.accounts import ALLOWED

    for permission, field in (
        (Permission.SEE_EXPERTS, "name"),
        (Permission.EXPERTS, "record"),
        (Permission.CONTACTS, "contact"),
    ):
        assert {role for role in Role if permission in ALLOWED[role]} == MAY_SEE[field]
    needing = {f"{r.method} {r.path}" for r in ROUTES if r.needs is Permission.CONTACTS}
    assert needing == REVEALING
