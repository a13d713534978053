"""Is the export what the store holds, line by line, and may it be passed on?"""

import hashlib
import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from library.accounts import Permission
from library.sharing import SCHEMA
from tests.fake_search import FakeSearch, standard_service
from web import create_app, sharing_examples, sharing_schemas

pytestmark = pytest.mark.once


@pytest.fixture
def service() -> FakeSearch:
    return standard_service()


@pytest.fixture
def client(service: FakeSearch) -> Iterator[TestClient]:
    with TestClient(create_app(service, version="9.9"), raise_server_exceptions=False) as client:
        yield client


def test_every_line_is_a_document_with_its_clauses(client: TestClient, service: FakeSearch) -> None:
    answer = client.get("/api/v1/export")
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    assert "zhiku-g1.jsonl" in answer.headers["content-disposition"]
    lines = answer.content.split(b"\n")
    assert lines.pop() == b""
    found = [json.loads(line) for line in lines]
    assert [one["document_id"] for one in found] == sorted(service.documents_held)
    for one in found:
        sharing_schemas.SharedDocument.model_validate(one)
        document, clauses = service.documents_held[one["document_id"]]
        assert one["text"] == document.text
        assert [c["clause_id"] for c in one["clauses"]] == [c.clause_id for c in clauses]
        for clause in one["clauses"]:
            assert one["text"][clause["start"] : clause["end"]] == clause["text"]
        assert not {"origin", "places", "outline"} & set(one)  # nothing of the original file


def test_the_manifest_fits_the_export(client: TestClient) -> None:
    manifest = client.get("/api/v1/export/manifest").json()
    sharing_schemas.ManifestAnswer.model_validate(manifest)
    lines = client.get("/api/v1/export").content.splitlines()
    assert manifest["documents"] == len(lines) == len(manifest["entries"])
    assert manifest["clauses"] == sum(len(json.loads(line)["clauses"]) for line in lines)
    sums = [hashlib.sha256(line).hexdigest() for line in lines]
    assert [entry["sha256"] for entry in manifest["entries"]] == sums
    assert (manifest["generation"], manifest["schema_version"]) == ("g1", SCHEMA)
    assert "著作权法" in manifest["licence"]


def test_the_line_of_a_document_is_canonical(client: TestClient) -> None:
    for line in client.get("/api/v1/export").content.splitlines():
        told = json.loads(line)
        again = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert again.encode() == line


def test_an_outage_is_no_empty_export(client: TestClient, service: FakeSearch) -> None:
    service.broken = "还没有索引。"
    for url in ("/api/v1/export", "/api/v1/export/manifest", "/api/v1/changes"):
        assert client.get(url).status_code == 503


def test_examples_fit() -> None:
    for schema, example in (
        (sharing_schemas.SharedDocument, sharing_examples.EXPORT),
        (sharing_schemas.ManifestAnswer, sharing_examples.MANIFEST),
        (sharing_schemas.DocumentListAnswer, sharing_examples.DOCUMENTS),
        (sharing_schemas.ChangesAnswer, sharing_examples.CHANGES),
    ):
        schema.model_validate(example)


def test_examples_have_the_keys_of_real_answers(client: TestClient) -> None:
    [line, *_] = client.get("/api/v1/export").content.splitlines()
    assert set(json.loads(line)) == set(sharing_examples.EXPORT)
    for url, example in (
        ("/api/v1/export/manifest", sharing_examples.MANIFEST),
        ("/api/v1/documents", sharing_examples.DOCUMENTS),
        ("/api/v1/changes", sharing_examples.CHANGES),
    ):
        assert set(client.get(url).json()) == set(example)


# The list


def listed(client: TestClient, query: str = "") -> list[str]:
    answer = client.get(f"/api/v1/documents?{query}")
    assert answer.status_code == 200
    sharing_schemas.DocumentListAnswer.model_validate(answer.json())
    return [one["document_id"] for one in answer.json()["documents"]]


def test_documents_are_listed_and_filtered(client: TestClient) -> None:
    assert set(listed(client)) == {"notice", "hostile", "digest", "case"}
    assert listed(client, "kind=digest") == ["digest"]
    assert listed(client, "status=已废止") == ["digest"]
    assert listed(client, "region=某某州") == ["notice"]


def test_pages_of_the_list(client: TestClient) -> None:
    whole = listed(client)
    url, seen = "/api/v1/documents?limit=3", []
    while url:
        answer = client.get(url)
        assert answer.json()["total"] == len(whole)
        assert ('rel="next"' in answer.headers["link"]) is (answer.json()["next"] is not None)
        seen += [one["document_id"] for one in answer.json()["documents"]]
        url = answer.json()["next"]
    assert seen == whole
    assert listed(client, "page=9") == []


@pytest.mark.parametrize("query", ["kind=x", "status=x", "page=0", "limit=201", "from=去年"])
def test_a_filter_that_means_nothing(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/documents?{query}")
    assert answer.status_code == 400
    assert answer.json()["parameter"] == query.partition("=")[0]


def test_searches_and_cases_name_their_pages_too(client: TestClient) -> None:
    link = client.get("/api/v1/search?q=安全&limit=1&page=2").headers["link"]
    for page, name in ((1, "first"), (1, "prev"), (3, "next")):
        assert f'page={page}>; rel="{name}"' in link
    link = client.get("/api/v1/cases").headers["link"]
    assert link == '</api/v1/cases?page=1>; rel="first", </api/v1/cases?page=1>; rel="last"'


# The document of the API


def test_openapi_says_who_may(client: TestClient) -> None:
    openapi = client.get("/api/openapi.json").json()
    assert openapi["components"]["securitySchemes"]["bearer"]["scheme"] == "bearer"
    paths = openapi["paths"]
    assert paths["/health"]["get"]["security"] == []
    assert paths["/api/v1/search"]["get"]["security"] == [{"bearer": []}, {}]
    kept = paths["/api/v1/searches"]["post"]
    assert kept["security"] == [{"bearer": []}]
    assert kept["x-needs"] == Permission.KEEP.value
    assert kept["requestBody"]["required"] is True
    assert "application/x-ndjson" in paths["/api/v1/export"]["get"]["responses"]["200"]["content"]


def test_the_page_shows_methods_bodies_and_permissions(client: TestClient) -> None:
    page = client.get("/api/docs").text
    assert "<code>POST /api/v1/searches/{number}/name</code>" in page
    assert f"需要的权限：{Permission.KEEP.value}" in page
    assert "危大工程新规" in page
    assert "内容（JSON）" in page
