"""Does `zhiku duties` list, filter, sort and hand out what the documents ask for?"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from cli import app
from search import Settings, open_service
from tests.calendars import events_of
from tests.fake_search import Page
from web import create_app

CHANGJI = "changji-2020-sannian-xingdong"
LAW = """---
id: law
kind: regulation
title: 危险性较大的分部分项工程安全管理规定
---
危险性较大的分部分项工程安全管理规定

第一条　为了安全，制定本规定。

第二条　施工单位应当在危大工程施工前编制专项施工方案。
"""


def run(home: str, *words: str) -> Result:
    return CliRunner().invoke(app, ["duties", *words, "--home", home])


def listed(home: str, *words: str) -> list[dict[str, Any]]:
    answer = json.loads(run(home, *words, "--json").stdout)
    assert answer["total"] == len(answer["duties"])
    duties: list[dict[str, Any]] = answer["duties"]
    return duties


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("home"))
    for command in ("init", "reindex"):
        assert CliRunner().invoke(app, [command, "--home", folder]).exit_code == 0
    return folder


def test_the_drills_of_both_notices(home: str) -> None:
    duties = listed(home, "应急演练")
    told = {(tuple(duty["parties"]), duty["deadlines"][0]["normal"]) for duty in duties}
    assert {
        (("住房城乡建设主管部门",), "每年至少1次"),
        (("企业",), "每半年至少1次"),
        (("未指明",), "每年至少1次"),
    } <= told
    shown = run(home, "应急演练").stdout
    assert "企业" in shown
    assert "【每半年至少1次】" in shown


def test_a_party_in_any_spelling_and_a_digest_of_a_law_that_is_not_held(home: str) -> None:
    duties = listed(home, "危大工程", "--actor", "施工企业")
    assert len(duties) > 10
    assert all("施工单位" in duty["parties"] for duty in duties)
    assert all("要点" in str(duty["citation"]) for duty in duties)


def test_filters_by_force_and_by_document(home: str) -> None:
    duties = listed(home, "--modality", "严禁", "--modality", "不得", "--within", CHANGJI)
    assert {duty["modality"] for duty in duties} == {"严禁", "不得"}
    assert {duty["document_id"] for duty in duties} == {CHANGJI}


def test_what_has_a_date_comes_first(home: str) -> None:
    duties = listed(home, "报送", "--order", "deadline")
    first = [duty["deadlines"][0]["normal"] for duty in duties[:2]]
    assert "每月18日前" in first


def test_the_workbook(home: str, tmp_path: Path) -> None:
    target = tmp_path / "义务.xlsx"
    answer = run(home, "应急演练", "--export", str(target))
    assert answer.exit_code == 0
    rows = list(load_workbook(target)["义务"].iter_rows(values_only=True))
    assert rows[0][:4] == ("主体", "情态", "做什么", "期限或频次")
    assert "每半年至少1次" in {row[3] for row in rows[1:]}
    assert run(home, "应急演练", "--export", str(tmp_path / "义务.doc")).exit_code == 2


def test_the_calendar_has_the_reports_of_the_three_years(home: str, tmp_path: Path) -> None:
    target = tmp_path / "义务.ics"
    assert run(home, "报送", "--timed", "--export", str(target)).exit_code == 0
    events = events_of(target.read_bytes())
    told = {
        (f"{one['DTSTART'].dt}", one["RRULE"].to_ical().decode())
        for one in events
        if "RRULE" in one and "报送" in one["SUMMARY"]
    }
    assert ("2020-06-18", "FREQ=MONTHLY;UNTIL=20221231;BYMONTHDAY=18") in told
    assert ("2020-12-10", "FREQ=YEARLY;UNTIL=20221231;BYMONTHDAY=10;BYMONTH=12") in told


def test_the_drills_of_both_notices_in_the_calendar(home: str, tmp_path: Path) -> None:
    target = tmp_path / "演练.ics"
    assert run(home, "应急演练", "--export", str(target)).exit_code == 0
    events = events_of(target.read_bytes())
    rules = Counter(one["RRULE"].to_ical().decode() for one in events)
    assert rules == {
        "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=12": 2,
        "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=6,12": 2,
    }


def test_each_kind_of_file_is_written(home: str, tmp_path: Path) -> None:
    for suffix, head in ((".docx", b"PK"), (".csv", b"\xef\xbb\xbf"), (".md", b"## ")):
        target = tmp_path / f"义务{suffix}"
        assert run(home, "应急演练", "--export", str(target)).exit_code == 0
        assert target.read_bytes().startswith(head)


def test_a_duty_leads_to_its_words_marked(home: str) -> None:
    """On the pages over a real index: the link of each duty marks just its words."""
    client = TestClient(create_app(open_service(Settings(Path(home))), version="1"))
    page = Page(client.get("/duties?q=应急演练&actor=企业").text)
    urls = [url for url in page.values("a", "href") if url.startswith("/clauses/")]
    marks = [Page(client.get(url).text).find("mark") for url in urls]
    assert ["企业每半年至少组织1次现场处置方案演练"] in marks
    assert all(len(marked) == 1 for marked in marks)


def test_nothing_found(home: str) -> None:
    assert run(home, "应急演练", "--actor", "监理单位").exit_code == 1
    assert run(home, "--within", "没有这份").exit_code == 1


def test_a_law_that_is_held_stands_for_its_digest(tmp_path: Path) -> None:
    home, file = str(tmp_path / "home"), tmp_path / "law.md"
    file.write_text(LAW, "utf-8")
    for command in (["init"], ["import", str(file)], ["reindex"]):
        assert CliRunner().invoke(app, [*command, "--home", home]).exit_code == 0
    duties = listed(home, "专项施工方案", "--actor", "施工单位")
    told = [each for each in duties if "危险性较大的分部分项工程安全管理规定" in each["title"]]
    (duty,) = told
    assert duty["document_id"] == "law"
    assert duty["text"] == "施工单位应当在危大工程施工前编制专项施工方案"
