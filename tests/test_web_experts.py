"""Can an officer keep experts and draw a panel on the pages, and can anybody check the draw?"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from typer.testing import CliRunner

from cli import app
from library.accounts import Accounts, AuditQuery, Role
from library.experts import ExpertDesk
from library.experts.drawing import verify
from library.experts.for_briefs import BriefExperts
from search import Settings
from tests.accounts import PASSWORD, TERMINAL, Browser, open_accounts
from tests.browser import CONCLUDED, SEALED
from tests.experts import TODAY
from tests.homes import small_home
from web import expert_examples as shown
from web import expert_schemas as told

ASKED = {
    "project": "示例广场", "parties": "施工单位=示例单位003\n监理单位：示例监理",
    "works": "基坑:深度=6.5", "needs": "基坑工程:5:1", "officers": ["甲", "乙"], "step": "ask",
}  # fmt: skip


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return small_home(Path(tmp_path_factory.mktemp("home")))


@pytest.fixture(scope="module")
def accounts(settings: Settings) -> Iterator[Accounts]:
    with open_accounts(settings.home) as accounts:
        for name, role in (
            ("甲", Role.EXPERT_OFFICER), ("乙", Role.EXPERT_OFFICER), ("丙", Role.EXPERT_OFFICER),
            ("读者", Role.READER), ("管理员", Role.ADMINISTRATOR),
        ):  # fmt: skip
            accounts.users.add(TERMINAL, name, PASSWORD, [role])
        yield accounts


def browser(settings: Settings, accounts: Accounts, name: str) -> Browser:
    found = Browser(accounts, settings=settings)
    assert found.sign_in(name).status_code == 303
    return found


@pytest.fixture(scope="module")
def officer(settings: Settings, accounts: Accounts) -> Browser:
    return browser(settings, accounts, "甲")


@pytest.fixture(scope="module")
def reader(settings: Settings, accounts: Accounts) -> Browser:
    return browser(settings, accounts, "读者")


def secret_in(page: str) -> str:
    found = re.search(r'id="secret">([0-9a-f]{64})<', page)
    assert found
    return found[1]


def test_the_look_up_says_why_and_shows_a_reader_no_load(officer: Browser, reader: Browser) -> None:
    page = officer.get("/experts?q=深基坑支护").text
    assert "基坑工程" in page
    assert "基坑支护" in page
    assert "近一年论证" in page
    assert "专家001" in page
    seen = reader.get("/experts?q=深基坑支护&most=0").text
    assert "专家001" in seen
    assert "次</td>" not in seen
    assert "没有找到" in reader.get("/experts?q=鼋鼍蛟螭").text
    assert reader.get("/experts?state=甲").status_code == 400


def test_an_expert_is_kept_changed_and_not_overwritten(officer: Browser) -> None:
    sent = {"name": "新专家", "unit": "=示例单位", "specialties": "脚手架", "mobile": "100"}
    refused = officer.post("/experts", sent, "/experts/new")
    assert refused.status_code == 400
    assert "没有填聘期开始" in refused.text
    made = officer.post("/experts", {**sent, "term_start": "2026-01-01"}, "/experts/new")
    url = made.headers["location"].partition("?")[0]
    page = f"{url}/edit"
    seen = re.search(r'name="seen" value="(\w+)"', officer.get(page).text)
    assert seen
    change = {"title": "教授", "seen": seen[1]}
    assert officer.post(page, change, page).headers["location"] == f"{url}?done=saved"
    late = officer.post(page, {"title": "研究员", "seen": seen[1]}, page)
    assert late.status_code == 409
    assert "已被别人改动" in late.text
    assert "研究员" in late.text  # what was typed is there to be sent again
    record = officer.get(url).text
    assert "职称：空 → 教授" in record
    assert "加密保存" in record
    assert "'=示例单位" in officer.get("/experts.csv").text


def test_a_sheet_is_tried_and_then_imported(officer: Browser) -> None:
    sheet = "姓名,单位,专业,聘期开始\n专家701,示例单位701,爆破,2026-01-01\n专家702,示例,无,\n"

    def send(**data: str) -> str:
        files = {"file": ("专家.csv", sheet.encode())}
        return str(officer.post("/experts/import", data, "/experts/import", files=files).text)

    tried = send(trial="1")
    assert "什么也没有写入" in tried
    assert "新增 1 行，失败 1 行" in tried
    assert "示例单位701" not in officer.get("/experts?name=专家701").text
    assert "专业目录里没有" in send()
    assert "示例单位701" in officer.get("/experts?name=专家701").text
    assert "请选择一个" in officer.post("/experts/import", {}, "/experts/import").text


def test_two_officers_draw_and_neither_can_be_both(
    settings: Settings, accounts: Accounts, officer: Browser, reader: Browser
) -> None:
    other, third = browser(settings, accounts, "乙"), browser(settings, accounts, "丙")
    form = "/experts/draws/new"
    proposal = officer.post("/experts/draws", ASKED | {"step": "propose", "needs": ""}, form).text
    assert "超过一定规模" in proposal
    assert "建办质〔2018〕31号" in proposal
    assert re.search(r">基坑工程:3:1\n", proposal)
    for wrong, said in (
        ({"officers": ["甲", "甲"]}, "两名不同的经办人"),
        ({"officers": ["甲", "读者"]}, "不能作经办人"),
        ({"needs": "基坑工程:50:1"}, "缺"),
        ({"parties": "示例"}, "身份=单位"),
        ({"works": "基坑:深度=深"}, "深"),
    ):
        refused = officer.post("/experts/draws", ASKED | wrong, form)
        assert refused.status_code == 400
        assert said in refused.text
    made = officer.post("/experts/draws", ASKED, form)
    url = made.headers["location"].partition("?")[0]
    mine = secret_in(officer.post(f"{url}/commit", {}, url).text)
    assert mine not in officer.get(url).text
    assert "已经承诺过" in officer.post(f"{url}/commit", {}, url).text
    assert "不是这项申请的经办人" in third.post(f"{url}/commit", {}, url).text
    theirs = secret_in(other.post(f"{url}/commit", {}, url).text)
    assert "与当初的承诺不符" in officer.post(f"{url}/reveal", {"secret": theirs}, url).text
    officer.post(f"{url}/reveal", {"secret": mine}, url)
    done = other.post(f"{url}/reveal", {"secret": theirs}, url)
    assert done.headers["location"] == f"{url}?done=drawn"
    page = officer.get(url).text
    numbers = re.findall(r'name="expert" value="(\d+)"><button', page)
    assert len(numbers) == 5
    excluded = officer.get(f"{url}/candidates?reason=unit").text
    assert "专家003" in excluded
    assert "所在单位是参建单位（施工单位）" in excluded
    refusal = {"expert": numbers[0], "answer": "谢绝", "reason": "时间冲突"}
    officer.post(f"{url}/replies", refusal, url)
    replaced = re.findall(r'name="expert" value="(\d+)"><button', officer.get(url).text)
    assert numbers[0] not in replaced
    for number in replaced:
        officer.post(f"{url}/replies", {"expert": number, "answer": "确认"}, url)
    scan = {"file": ("报告.pdf", b"no pdf")}
    end = {"conclusion": "通过"}
    assert "应是 .pdf" in officer.post(f"{url}/conclusion", end, url, files=scan).text
    scan = {"file": ("报告.pdf", b"%PDF-1.7 signed")}
    assert officer.post(f"{url}/conclusion", end, url, files=scan).status_code == 303
    assert officer.get(f"{url}/scan").content == b"%PDF-1.7 signed"
    record = reader.get(f"{url}/record.json").content
    assert verify(record).holds
    assert "专家" in reader.get(url).text
    for name in ("record.docx", "attendance.docx", "auditor.json"):
        assert officer.get(f"{url}/{name}").status_code == 200
    logged = [entry.action for entry in accounts.trail.entries(AuditQuery())]
    for action in ("申请", "承诺", "揭示", "答复", "结论", "审计用记录"):
        assert f"专家抽取：{action}" in logged


def test_anybody_can_check_a_record(
    settings: Settings, accounts: Accounts, reader: Browser
) -> None:
    record = reader.get(f"/experts/draws/{CONCLUDED}/record.json").content
    nobody = Browser(accounts, settings=settings)

    def checked(content: bytes, digest: str = "") -> str:
        files = {"file": ("记录.json", content)}
        return str(nobody.post("/experts/verify", {"digest": digest}, "/experts/verify",
                               files=files).text)  # fmt: skip

    assert "逐项相符" in checked(record)
    assert "逐项相符" in checked(record, json.loads(record)["digest"])
    assert "不可信" in checked(record, "0" * 64)
    assert "不可信" in checked(record.replace(b"2026-11-28", b"2026-11-27", 1))
    assert "不可信" in checked(b"<script>")


def test_names_are_sealed_to_readers_until_their_time(officer: Browser, reader: Browser) -> None:
    url = f"/experts/draws/{SEALED}"
    assert "专家00" in officer.get(url).text
    for path in ("", "/record.json", "/record.docx"):
        assert "专家00" not in reader.get(url + path).text
    assert officer.get(f"{url}/auditor.json").status_code == 409
    assert reader.get(f"{url}/attendance.docx").status_code == 403


def test_a_brief_names_experts_to_the_signed_in_alone(
    settings: Settings, accounts: Accounts, reader: Browser
) -> None:
    assert "库中专家" in reader.get("/brief?q=深基坑").text
    told = Browser(accounts, settings=settings).get("/brief?q=深基坑").text
    assert "库中专家" not in told
    assert "专家001" not in told
    with ExpertDesk(settings) as desk:
        people = BriefExperts(desk).having(["岩土工程", "鼋鼍蛟螭", "岩土工程"], TODAY)
    assert len(people) == len({one.name for one in people}) == 3


def test_the_key_is_told_where_backups_are_made_and_checked(
    settings: Settings, accounts: Accounts
) -> None:
    page = browser(settings, accounts, "管理员").get("/admin/backup").text
    assert str(settings.experts_key) in page
    doctor = ["doctor", "--home", str(settings.home), "--json"]
    [told] = [one for one in json.loads(CliRunner().invoke(app, doctor).stdout)
              if one["name"] == "专家密钥"]  # fmt: skip
    assert told["state"] == "well"
    kept = settings.experts_key.read_bytes()
    settings.experts_key.unlink()
    try:
        assert '"broken"' in CliRunner().invoke(app, doctor).stdout.partition("专家密钥")[2]
    finally:
        settings.experts_key.write_bytes(kept)
        settings.experts_key.chmod(0o600)


@pytest.mark.parametrize(
    ("schema", "example"),
    [
        (told.FoundAnswer, shown.FOUND), (told.ExpertAnswer, shown.EXPERT),
        (told.ContactAnswer, shown.CONTACT), (told.ImportedExperts, shown.IMPORTED),
        (told.StatisticsAnswer, shown.STATISTICS), (told.ProposalAnswer, shown.PROPOSAL),
        (told.DrawsAnswer, shown.DRAWS), (told.DrawAnswer, shown.DRAW),
        (told.VerifiedAnswer, shown.VERIFIED), (told.RecordAnswer, shown.RECORD),
        (told.CommittedAnswer, shown.COMMITTED),
    ],
)  # fmt: skip
def test_the_examples_are_as_described(schema: type[BaseModel], example: dict[str, Any]) -> None:
    assert schema.model_validate(example, strict=True).model_dump(exclude_unset=True) == example
