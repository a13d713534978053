"""Does a program get exactly the contract of `search.results`, and errors that it can read?"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from corpus import import_files
from library.accounts import Permission
from search import SearchService, Settings, open_service, open_store, rebuild
from search.results import SearchRequest
from search.results_json import as_json, clause_json, document_json
from tests.fake_search import FakeSearch, Page, standard_service
from web import ROUTES, create_app, examples, schemas
from web.errors import PROBLEM_KINDS

ROOT = Path(__file__).parent.parent
WITHOUT_PARAMETERS = {
    "/health", "/api/v1/export", "/api/v1/export/manifest", "/api/v1/searches",
    "/api/v1/searches/history", "/api/v1/searches/history/clear", "/api/v1/imports",
    "/api/v1/reindex", "/api/v1/dictionary", "/api/v1/dictionary/preview", "/api/v1/synonyms",
    "/api/v1/synonyms/preview", "/api/v1/users", "/api/v1/citations/check",
    "/api/v1/questions/decision", "/api/v1/questions/generate", "/api/v1/questions/import",
    "/api/v1/questions/work", "/api/v1/questions/statistics",
    "/api/v1/interpretations", "/api/v1/evaluations", "/api/v1/backups", "/api/v1/briefs",
    "/api/v1/ledger", "/api/v1/ledger/form", "/api/v1/ledger/import", "/api/v1/papers",
    "/api/v1/exams",
    "/api/v1/experts", "/api/v1/experts/import", "/api/v1/experts/statistics",
    "/api/v1/experts/draws", "/api/v1/experts/verify",
}  # fmt: skip
OPEN_TO_ALL = [r.path for r in ROUTES if r.method == "GET" and r.needs is Permission.READ]
OPEN_TO_ALL.remove("/sign-in")  # there are no accounts here
OPEN_TO_ALL.remove("/feeds/{secret}.atom")
for guessed in ("/ask/{receipt}", "/exam/{token}", "/results/{receipt}"):
    OPEN_TO_ALL.remove(guessed)  # there is none


@pytest.fixture
def service() -> FakeSearch:
    return standard_service()


@pytest.fixture
def client(service: FakeSearch) -> Iterator[TestClient]:
    app = create_app(service, version="9.9")
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def problem(client: TestClient, url: str, status: int) -> dict[str, Any]:
    response = client.get(url)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    schemas.Problem.model_validate(body)
    return body


def test_search_is_the_contract(client: TestClient, service: FakeSearch) -> None:
    answer = client.get("/api/v1/search", params={"q": "安全", "limit": 2}).json()
    assert list(answer) == [
        "query", "as_of", "mode", "relaxed", "total", "folded", "took_ms", "facets", "hits",
        "notices", "filters", "suggestions",
    ]  # fmt: skip
    assert list(answer["hits"][0]) == [
        "rank", "clause_id", "document_id", "kind", "title", "doc_no", "issuer", "region",
        "issued_on", "published_on", "effective_on", "status", "status_basis", "status_as_of",
        "path", "citation",
        "text", "snippet", "snippet_start", "highlights", "verbatim", "scores", "matched_terms",
        "notes", "more", "reasons",
    ]  # fmt: skip
    assert answer["hits"][0]["scores"] == {
        "keyword": {"rank": 1, "score": 3.5},
        "semantic": {"rank": None, "cosine": None},
        "fused": 1.0,
    }
    for hit in answer["hits"]:
        assert [hit["text"][a:b] for a, b in hit["highlights"]] == ["安全"] * len(hit["highlights"])
    assert answer == as_json(service.search(SearchRequest("安全", limit=2)))


def test_explanation_comes_when_asked_for(client: TestClient) -> None:
    answer = client.get("/api/v1/search?q=安全&explain=true").json()
    assert answer["explanation"] == {"generation": "g1", "steps": ["按词语检索。"]}


def test_page_and_api_read_the_same_parameters(client: TestClient, service: FakeSearch) -> None:
    query = "q=安全&mode=keyword&kind=policy&status=全部&issuer=甲&from=2018&to=2020-06&page=2"
    client.get(f"/search?{query}")
    client.get(f"/api/v1/search?{query}")
    page, api = service.asked
    assert page == replace(api, group=True)  # programs get the order of the ranking
    assert page.offset == 10
    client.get("/search?q=安全&group=false&document=notice")
    client.get("/api/v1/search?q=安全&document=notice")
    assert service.asked[2] == service.asked[3]
    assert service.asked[2].within == "notice"


def test_document_and_clause_are_given_in_full(client: TestClient, service: FakeSearch) -> None:
    document, clauses = service.document("notice")
    answer = client.get("/api/v1/documents/notice").json()
    assert answer == document_json(document, clauses, service.dossier("notice"))
    for clause in answer["clauses"]:
        assert answer["text"][clause["start"] : clause["end"]] == clause["text"]
    one = client.get(f"/api/v1/clauses/{clauses[1].clause_id}").json()
    assert one == clause_json(document, clauses[1], service.dossier("notice"))


def test_health_tells_what_is_wrong(client: TestClient, service: FakeSearch) -> None:
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["problems"]) == (200, [])
    assert answer.json()["version"] == "9.9"
    service.broken = "还没有索引，请运行 zhiku reindex。"
    answer = client.get("/health")
    assert (answer.status_code, answer.json()["problems"]) == (503, [service.broken])


@pytest.mark.parametrize(
    ("url", "status", "name"),
    [
        ("/api/v1/search", 400, "query-rejected"),
        ("/api/v1/search?q=？", 400, "query-rejected"),
        ("/api/v1/search?q=安全&page=0", 400, "parameter-rejected"),
        ("/api/v1/documents/none", 404, "not-found"),
        ("/api/v1/clauses/none", 404, "not-found"),
        ("/api/v2/search", 404, "not-found"),
    ],
)
def test_problems_say_what_to_do(client: TestClient, url: str, status: int, name: str) -> None:
    body = problem(client, url, status)
    assert body["type"] == f"/api/docs#{name}"
    assert body["instance"] == url.partition("?")[0]
    assert body["detail"]


def test_problem_names_the_parameter(client: TestClient) -> None:
    assert problem(client, "/api/v1/search?q=a&from=x", 400)["parameter"] == "from"


def test_outage_is_a_problem_not_an_empty_answer(client: TestClient, service: FakeSearch) -> None:
    service.broken = "还没有索引，请运行 zhiku reindex。"
    body = problem(client, "/api/v1/search?q=安全", 503)
    assert body["title"] == "检索暂停服务"
    assert "zhiku reindex" in body["detail"]


def test_crash_reveals_nothing(client: TestClient, service: FakeSearch) -> None:
    service.broken = "crash"
    body = problem(client, "/api/v1/search?q=安全", 500)
    assert "secret" not in str(body)
    page = client.get("/search?q=安全")
    assert page.status_code == 500
    assert "secret" not in page.text
    assert "系统出错" in page.text


def test_only_get_is_served(client: TestClient) -> None:
    response = client.post("/api/v1/search")
    assert response.status_code == 405
    assert response.json()["title"] == "不支持的请求方式"


@pytest.mark.parametrize("path", [*OPEN_TO_ALL, "/static/style.css"])
def test_head_is_answered_like_get(client: TestClient, path: str) -> None:
    url = path.format(document_id="notice", clause_id="notice:2.1", case_id="case", chart="type")
    asked = {"q": "安全"} if "/search" in url else {}
    asked |= {"with": "hostile"} if url.endswith("/compare") else {}
    asked |= {"works": "基坑"} if url.endswith("/thresholds") else {}
    asked |= {"q": "基坑", "form": "md"} if url == "/brief/export" else {}
    head, get = client.head(url, params=asked), client.get(url, params=asked)
    assert head.status_code == get.status_code == 200
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.content == b""


def test_problem_kinds_are_what_the_answers_say(client: TestClient) -> None:
    told = {kind.name: kind for kind in PROBLEM_KINDS}
    for url in ("/api/v1/search", "/api/v1/search?page=0&q=a", "/api/v1/clauses/none", "/api/x"):
        body = client.get(url).json()
        kind = told[body["type"].partition("#")[2]]
        assert (body["status"], body["title"]) == (kind.status, kind.title)
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    documented = re.findall(r"^\| `([a-z-]+)` \| (\d{3}) \|", text, re.MULTILINE)
    assert documented == [(kind.name, str(kind.status)) for kind in PROBLEM_KINDS]


def test_openapi_is_complete_and_chinese(client: TestClient) -> None:
    openapi = client.get("/api/openapi.json").json()
    assert set(openapi["paths"]) == {route.path for route in ROUTES if route.manual}
    operations = [(path, one) for path, item in openapi["paths"].items() for one in item.values()]
    for path, operation in operations:
        assert operation["description"].endswith("。")
        assert (
            all(parameter["description"] for parameter in operation["parameters"])
            if ("parameters" in operation)
            else path in WITHOUT_PARAMETERS
        )
        assert "422" not in operation["responses"]
        [answer] = operation["responses"]["200"]["content"].values()
        assert answer["example"]


@pytest.mark.parametrize(
    ("schema", "example"),
    [
        (schemas.SearchAnswer, examples.SEARCH),
        (schemas.DocumentAnswer, examples.DOCUMENT),
        (schemas.ClauseAnswer, examples.CLAUSE),
        (schemas.HealthAnswer, examples.HEALTH),
    ],
)
def test_examples_fit_their_schemas(schema: type[schemas.Problem], example: object) -> None:
    assert schema.model_validate(example).model_dump(mode="json", exclude_unset=True) == example


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> SearchService:
    """Return the service over the documents that come with the product."""
    settings = Settings(tmp_path_factory.mktemp("home"))
    with open_store(settings) as store:
        import_files(store, sorted((ROOT / "corpus" / "documents").rglob("*.md")))
    rebuild(settings)
    return open_service(settings)


def without_measures(answer: Any) -> Any:
    """Return a search's answer without what differs from run to run or with the weights."""
    varying = {"as_of", "took_ms", "scores"}
    hits = [{k: v for k, v in hit.items() if k not in varying} for hit in answer["hits"]]
    return {k: v for k, v in answer.items() if k not in varying} | {"hits": hits}


def test_examples_are_true(real: SearchService) -> None:
    answer = as_json(real.search(SearchRequest(str(examples.SEARCH["query"]))))
    assert without_measures(answer) == without_measures(examples.SEARCH)
    name = str(examples.DOCUMENT["document_id"])
    dossier = real.dossier(name, date(2026, 1, 5))
    one = clause_json(*real.clause(str(examples.CLAUSE["clause_id"])), dossier)
    assert one == examples.CLAUSE
    found: Any = document_json(*real.document(name), dossier)
    shown: Any = examples.DOCUMENT
    assert found["text"].startswith(shown["text"].partition("\n")[0])
    assert all(clause in found["clauses"] for clause in shown["clauses"])
    varying = {"text", "clauses"}
    assert {k: v for k, v in found.items() if k not in varying} == {
        k: v for k, v in shown.items() if k not in varying
    }
    health = asdict(real.health())
    for name in ("documents", "clauses", "model", "searchable", "semantic"):
        assert health[name] == examples.HEALTH[name]


def test_answers_fit_their_schemas(client: TestClient) -> None:
    for url, schema in (
        ("/api/v1/search?q=安全&explain=1", schemas.SearchAnswer),
        ("/api/v1/documents/notice", schemas.DocumentAnswer),
        ("/api/v1/clauses/notice:2.1", schemas.ClauseAnswer),
        ("/health", schemas.HealthAnswer),
    ):
        body = client.get(url).json()
        model: Any = schema.model_validate(body)
        assert model.model_dump(mode="json", exclude_unset=True) == body


def test_examples_have_the_keys_of_real_answers(client: TestClient) -> None:
    search = client.get("/api/v1/search?q=安全").json()
    hits: Any = examples.SEARCH["hits"]
    assert set(examples.SEARCH) == set(search)
    assert set(hits[0]) == set(search["hits"][0])
    assert set(examples.DOCUMENT) == set(client.get("/api/v1/documents/notice").json())
    assert set(examples.CLAUSE) == set(client.get("/api/v1/clauses/notice:2.1").json())
    assert set(examples.HEALTH) == set(client.get("/health").json())


def test_the_route_table_is_complete() -> None:
    app = create_app(standard_service(), version="1")
    served = {str(getattr(route, "path", "")).replace(":path", "") for route in app.routes}
    assert served == {route.path for route in ROUTES} | {"/api/openapi.json", "/static"}


def test_manual_is_drawn_from_openapi(client: TestClient) -> None:
    page = Page(client.get("/api/docs").text)
    assert page.unbalanced == []
    shown = page.find("code")
    for word in ("/api/v1/search", "q", "from", "explain", "not-searchable"):
        assert word in shown
    assert "parameter-rejected" in page.values("tr", "id")


def test_documented_examples_are_those_of_openapi() -> None:
    text = (ROOT / "docs" / "api.md").read_text("utf-8")
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", text, re.DOTALL)]
    for example in (examples.SEARCH, examples.DOCUMENT, examples.CLAUSE, examples.HEALTH):
        assert example in blocks


def test_suggestions_as_one_types(client: TestClient) -> None:
    answer = client.get("/api/v1/suggest", params={"q": "关于推进", "limit": 5}).json()
    schemas.SuggestAnswer.model_validate(answer)
    assert answer == {"suggestions": [{"text": "关于推进安全发展工作的通知", "source": "标题"}]}
    assert problem(client, "/api/v1/suggest?q=a&limit=21", 400)["parameter"] == "limit"
