"""What do the tests of the expert library share? A small pool, and a draw of it."""

from datetime import UTC, date, datetime
from typing import Any

from library.experts import Contact, Expert, Experts, Need, Rules, Scans, taxonomy_in
from library.experts.drawing import Asked, Draws, Party, Proceedings, commitment_of
from search import Settings
from tests.browser import CONCLUDED, SEALED

TODAY = date(2026, 11, 28)
NOON = 1_795_838_400.0
"""Noon of that day, UTC."""
OFFICERS = ("张三", "李四")
TAXONOMY = taxonomy_in(None)


def expert(number: int, *codes: str, **values: object) -> Expert:
    """Return an expert of a unit of their own, engaged on that day."""
    stated: dict[str, Any] = {
        "name": f"专家{number:03}",
        "unit": f"示例单位{number:03}",
        "specialties": codes or ("YT1",),
        "term_start": date(2026, 1, 1),
        "term_end": date(2028, 12, 31),
        "title": "高级工程师",
    }
    return Expert(**(stated | values))


def pool_of(*experts: Expert) -> Experts:
    """Return a pool in memory, its clock standing still."""
    pool = Experts(None, now=lambda: NOON)
    with pool.file.batch():
        for one in experts:
            pool.add("测试", one)
    return pool


def fill_experts(settings: Settings, count: int = 40) -> None:
    """Fill the pool of a home: a draw that is concluded, and one whose names are still sealed."""
    codes = ("MJ1", "JG", "SG", "DZ2")
    with Experts(settings.experts, settings.experts_key, now=lambda: NOON) as pool:
        for number in range(1, count + 1):
            own = ("YT1",) if number < 8 else (codes[number % 4], "YT1")
            contact = Contact(mobile=f"100{number:08}", email=f"e{number}@example.invalid")
            pool.add("测试", expert(number, *own, region="示例省甲市"), contact)
        draws, scans = draws_over(pool), Scans(pool.file)
        for request_id, values in (
            (CONCLUDED, {}),
            (SEALED, {"project": "另一工程", "sealed_until": datetime(2099, 1, 1, tzinfo=UTC)}),
        ):
            stated = asked(Need("YT1", 5, 1), officers=("专家管理", "管理员"), **values)
            assert draws.ask("专家管理", stated).request_id == request_id
            drawn(draws, request_id, officers=("专家管理", "管理员"))
        for number in draws.panel(draws.going(CONCLUDED)):
            draws.reply("专家管理", CONCLUDED, number, "确认")
        with pool.file.batch():
            scan = scans.keep(CONCLUDED, b"%PDF-1.4 scan")
            draws.conclude("专家管理", CONCLUDED, "修改后通过", scan, "补充监测方案。")


def asked(*needs: Need, **values: object) -> Asked:
    """Return a request by two officers, of five places for 基坑工程 where nothing is said."""
    stated: dict[str, Any] = {
        "project": "示例工程", "needs": needs or (Need("YT1", 5),), "officers": OFFICERS,
        "parties": (Party("施工单位", "示例施工单位"),), "works": ("深基坑",), "day": TODAY,
    }  # fmt: skip
    return Asked(**(stated | values))


def draws_over(pool: Experts, rules: Rules | None = None) -> Draws:
    """Return the draws of a pool under our rules."""
    return Draws(pool, TAXONOMY, rules or Rules())


def drawn(
    draws: Draws,
    request_id: str,
    secrets: tuple[str, str] = ("11", "22"),
    officers: tuple[str, str] = OFFICERS,
) -> Proceedings:
    """Take a request through commitments and secrets, which are not random here."""
    number = draws.going(request_id).last.number
    for officer, secret in zip(officers, secrets, strict=True):
        draws.commit(
            "测试", request_id, officer, commitment_of(request_id, number, officer, secret)
        )
    for officer, secret in zip(officers, secrets, strict=True):
        going = draws.reveal("测试", request_id, secret, officer)
    return going


def reasons(draws: Draws, request_id: str) -> dict[str, set[str]]:
    """Return the kinds of reasons by the name of each candidate who is not drawn."""
    going = draws.going(request_id)
    names = draws.openings(request_id, going.last.number)
    assert going.last.frozen
    return {
        names[one["handle"]]["name"]["name"]: {reason["kind"] for reason in one["reasons"]}
        for one in going.last.frozen["candidates"]
        if one["reasons"]
    }
