"""Does a program get the cases as documented, and is nothing claimed that is not known?"""

import json
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel
from starlette.testclient import TestClient

from corpus import Status
from corpus.composing import import_records
from corpus.standing import Standing
from library.cases import CaseLibrary
from search import Dossier, SearchService, Settings, open_service, open_store, rebuild
from tests.case_records import RECORD, case_document
from tests.fake_search import FakeSearch, make_document
from web import case_examples, case_schemas, create_app
from web.case_parameters import read_filter

pytestmark = pytest.mark.once

LAW = "测试管理规定\n第一条 为了测试，制定本规定。\n第十条 支撑体系浇筑前应当验收。\n"
EXAMPLES: tuple[tuple[type[BaseModel], dict[str, object]], ...] = (
    (case_schemas.CaseListAnswer, case_examples.CASES),
    (case_schemas.StatisticsAnswer, case_examples.STATISTICS),
    (case_schemas.CaseAnswer, case_examples.CASE),
    (case_schemas.SimilarCasesAnswer, case_examples.SIMILAR),
    (case_schemas.CasesOfClauseAnswer, case_examples.CLAUSE_CASES),
)


@pytest.fixture
def service() -> FakeSearch:
    return FakeSearch(
        make_document("law", LAW, title="测试管理规定"),
        case_document("c1"),
        case_document(
            "c2", name="乙工程“4·4”模板支撑坍塌事故", date="2022-04-04", deaths=None,
            level="重大", basis="初步通报", as_of="2022-04-05", province="别处",
        ),
        case_document(
            "c3", name="丙楼“5·5”触电事故", date="2020-05-05", accident_type="触电", deaths=1,
            hazard_works=None, project_type=None, level=None, related_clauses=[],
            direct_cause="电缆破损漏电。", indirect_causes=[], lessons=[],
        ),
    )  # fmt: skip


@pytest.fixture
def client(service: FakeSearch) -> Iterator[TestClient]:
    with TestClient(create_app(service, version="1"), raise_server_exceptions=False) as client:
        yield client


def ids(client: TestClient, **asked: Any) -> list[str]:
    answer = client.get("/api/v1/cases", params=asked).json()
    return [case["case_id"] for case in answer["cases"]]


def test_a_clause_of_a_case_stands_as_its_document_does_today(
    client: TestClient, service: FakeSearch
) -> None:
    gone = Standing(Status.REPEALED, "《乙规定》第三条载明废止本文件")
    service.dossiers["law"] = Dossier(date(2026, 1, 5), gone)
    [named, *_] = client.get("/api/v1/cases/c1").json()["clauses"]
    assert (named["clause_id"], named["status"]) == ("law:a10", "已废止")
    assert named["status_basis"] == gone.basis


def test_cases_are_filtered_sorted_and_paged(client: TestClient) -> None:
    assert ids(client) == ["c2", "c1", "c3"]
    assert ids(client, order="deaths") == ["c1", "c3", "c2"]
    assert ids(client, type="坍塌") == ["c2", "c1"]
    assert ids(client, works="未核实") == ["c3"]
    assert ids(client, province="测") == ["c1", "c3"]
    assert ids(client, level="重大") == ["c2"]
    assert ids(client, **{"from": "2021", "to": "2021"}) == ["c1"]
    assert ids(client, min_deaths=0) == ["c1", "c3"]
    assert ids(client, max_deaths=1) == ["c3"]
    assert ids(client, basis="初步通报", quality="A") == ["c2"]
    assert ids(client, limit=1, page=2) == ["c1"]
    assert client.get("/api/v1/cases?limit=1").json()["total"] == 3


def test_words_are_found_in_every_field(client: TestClient) -> None:
    assert ids(client, q="漏电") == ["c3"]
    assert sorted(ids(client, q="专项方案 模板")) == ["c1", "c2"]
    assert ids(client, q="模板", order="date") == ["c2", "c1"]
    assert ids(client, q="红烧肉") == []


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("type=塌了", "type"), ("level=严重", "level"), ("from=x", "from"), ("limit=0", "limit"),
        ("min_deaths=-1", "min_deaths"), ("order=up", "order"), ("from=2022&to=2021", "from"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_named(client: TestClient, asked: str, parameter: str) -> None:
    body = client.get(f"/api/v1/cases?{asked}").json()
    assert (body["status"], body["parameter"]) == (400, parameter)
    assert body["detail"].endswith("。")


def test_a_case_shows_its_record_level_clauses_and_cautions(client: TestClient) -> None:
    answer = client.get("/api/v1/cases/c1").json()
    assert answer["record"] == dict(RECORD)
    assert answer["level"]["verdict"] == "一致"
    assert answer["level"]["deciding"] == ["死亡"]
    named = answer["clauses"][0]
    assert (named["held"], named["clause_id"]) == (True, "law:a10")
    first = client.get("/api/v1/cases/c2").json()
    assert any("初步通报" in caution for caution in first["cautions"])
    assert any("30 日内" in caution for caution in first["cautions"])
    assert first["record"]["deaths"] is None
    assert first["level"]["computed"] == "至少一般"
    assert first["level"]["verdict"] == "无法比较"


def test_a_clause_leads_back_to_its_cases(client: TestClient) -> None:
    answer = client.get("/api/v1/clauses/law:a10/cases").json()
    assert [case["case_id"] for case in answer["cases"]] == ["c2", "c1"]
    assert "现行条文" in answer["notices"][0]
    assert client.get("/api/v1/clauses/law:a1/cases").json()["cases"] == []


def test_similar_cases_have_grades_and_reasons(client: TestClient, service: FakeSearch) -> None:
    near = client.get("/api/v1/cases/c1/similar").json()["similar"]
    assert [one["case"]["case_id"] for one in near] == ["c2"]
    assert [c["name"] for c in near[0]["components"]] == ["type", "works", "project", "causes"]
    assert sum(c["weight"] for c in near[0]["components"]) == pytest.approx(1, abs=0.001)
    assert "事故类型相同（坍塌）" in near[0]["reason"]
    service.semantic = True
    near = client.get("/api/v1/cases/c1/similar").json()["similar"]
    assert near[0]["components"][-1]["name"] == "meaning"
    assert client.get("/api/v1/cases/c3/similar").json()["similar"] == []


def test_statistics_count_and_say_what_they_are(client: TestClient) -> None:
    answer = client.get("/api/v1/cases/stats").json()
    assert answer["total"] == {"value": "合计", "cases": 3, "deaths": 4, "deaths_unknown": 1}
    types = {row["value"]: row["cases"] for row in answer["groups"]["type"]["rows"]}
    assert types == {"坍塌": 2, "触电": 1}
    assert any("不代表全国" in note for note in answer["notes"])
    assert any("死亡人数未核实" in note for note in answer["notes"])


@pytest.mark.parametrize(
    "url",
    ["/api/v1/cases/none", "/api/v1/cases/law", "/api/v1/cases/none/similar",
     "/api/v1/clauses/none/cases"],
)  # fmt: skip
def test_what_is_no_case_is_not_found(client: TestClient, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


def test_an_outage_is_no_empty_list(client: TestClient, service: FakeSearch) -> None:
    service.broken = "还没有索引，请运行 zhiku reindex。"
    for path in ("", "/stats", "/c1", "/c1/similar"):
        assert client.get(f"/api/v1/cases{path}").status_code == 503


def test_answers_fit_their_schemas(client: TestClient) -> None:
    for url, (schema, _) in zip(
        ("cases", "cases/stats", "cases/c1", "cases/c1/similar", "clauses/law:a10/cases"),
        EXAMPLES,
        strict=True,
    ):
        body = client.get(f"/api/v1/{url}").json()
        assert schema.model_validate(body).model_dump(mode="json", exclude_unset=True) == body


@pytest.mark.parametrize(("schema", "example"), EXAMPLES)
def test_examples_fit_their_schemas(schema: type[BaseModel], example: dict[str, object]) -> None:
    assert schema.model_validate(example).model_dump(mode="json", exclude_unset=True) == example


def test_documented_examples_are_those_of_openapi() -> None:
    text = (Path(__file__).parent.parent / "docs" / "api.md").read_text("utf-8")
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]
    for _, example in EXAMPLES:
        assert example in blocks


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> SearchService:
    """Return the service over the records that come with the product."""
    settings = Settings(tmp_path_factory.mktemp("home"))
    with open_store(settings) as store:
        import_records(store, Path(str(files("corpus").joinpath("documents"))))
    rebuild(settings)
    return open_service(settings)


def test_examples_are_true(real: SearchService) -> None:
    with TestClient(create_app(real, version="1")) as client:
        case_id = case_examples.CASE["case_id"]
        clause_id = case_examples.CLAUSE_CASES["clause_id"]
        assert client.get("/api/v1/cases?type=触电").json() == case_examples.CASES
        assert client.get("/api/v1/cases/stats?type=触电").json() == case_examples.STATISTICS
        assert client.get(f"/api/v1/cases/{case_id}").json() == case_examples.CASE
        assert client.get(f"/api/v1/clauses/{clause_id}/cases").json() == case_examples.CLAUSE_CASES
        near = client.get(f"/api/v1/cases/{case_id}/similar?limit=1").json()
        assert near == case_examples.SIMILAR


def test_the_collection_is_found_by_words_and_meaning(real: SearchService) -> None:
    library = CaseLibrary(real)
    names = [case.name for case in library.find(read_filter(parameters()), "塔吊顶升").cases]
    assert any("塔吊顶升坠落" in name for name in names[:3])
    assert len(library.find(read_filter(parameters())).cases) == 47


def parameters() -> Any:
    return case_schemas.CaseListParameters.model_validate({})
