"""Does a search answer for the day asked, and does a citation lead to its own edition?"""

from datetime import date

import pytest

from corpus import Document, Kind, Status, import_files
from search import Mode, SearchRequest, SearchResults, Settings, open_service, open_store, rebuild
from search.ports import SearchService

LAW = """---
id: {id}
title: {title}
kind: regulation
level: 法律
issued_on: {issued}
effective_on: {effective}
---
# {title}

（{note}）

第一条　为了示例，制定本法。

第二条　{text}
"""
FIRST = LAW.format(
    id="old", title="中华人民共和国示例法", issued="2018-10-26", effective="2018-10-26",
    note="1993年12月29日通过　根据2018年10月26日《关于修改〈示例法〉的决定》第四次修正",
    text="董事会设董事三人，任期届满可以连任。",
)  # fmt: skip
SECOND = LAW.format(
    id="new", title="中华人民共和国示例法", issued="2023-12-29", effective="2024-07-01",
    note="2023年12月29日修订", text="董事会设董事五人，任期届满可以连任。",
)  # fmt: skip
THIRD = LAW.format(
    id="one", title="工地检查办法", issued="2009-05-13", effective="2009-05-13",
    note="2009年5月13日公布", text="检查每季度一次，检查人员不少于二人。",
)  # fmt: skip
DAY = date(2026, 1, 5)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> SearchService:
    settings = Settings(tmp_path_factory.mktemp("home"), model="none")
    paths = []
    for name, text in (("old", FIRST), ("new", SECOND), ("one", THIRD)):
        paths.append(settings.home / f"{name}.md")
        paths[-1].write_text(text, encoding="utf-8")
    with open_store(settings) as store:
        import_files(store, paths)
    rebuild(settings)
    return open_service(settings)


def ask(
    service: SearchService, query: str, as_of: date | None = DAY, **values: object
) -> SearchResults:
    request = SearchRequest(query, Mode.KEYWORD, as_of=as_of, **values)  # type: ignore[arg-type]
    return service.search(request)


def found(results: SearchResults) -> list[str]:
    return [hit.clause_id for hit in results.hits]


@pytest.mark.parametrize(
    ("as_of", "clause"),
    [
        (date(2018, 10, 26), "old:a2"), (date(2023, 12, 29), "old:a2"),
        (date(2024, 6, 30), "old:a2"), (date(2024, 7, 1), "new:a2"), (DAY, "new:a2"),
    ],
)  # fmt: skip
def test_a_look_up_goes_to_the_edition_of_the_day(
    service: SearchService, as_of: date, clause: str
) -> None:
    results = ask(service, "《示例法》第二条", as_of)
    assert found(results) == [clause]
    assert results.as_of == as_of


def test_the_other_editions_are_named(service: SearchService) -> None:
    [notice] = ask(service, "示例法第二条").notices
    assert notice == (
        "《中华人民共和国示例法》另有 1 个版本：2018-10-26（被替代）。"
        "在名称后写明年份即可查看，如《中华人民共和国示例法》（2018）。"
    )


@pytest.mark.parametrize(
    "query",
    [
        "《示例法》（2018修正）第二条", "示例法（2018年修正）第二条",
        "《示例法（2018修正）》第二条",
        "《示例法》(2018)第二条", "《示例法》（2018年10月26日公布）第二条",
        "《中华人民共和国示例法》（2018-10-26）第二条",
    ],
)  # fmt: skip
def test_an_edition_that_is_named_is_found(service: SearchService, query: str) -> None:
    assert found(ask(service, query)) == ["old:a2"]


def test_an_edition_that_is_not_held_is_said_to_lack(service: SearchService) -> None:
    results = ask(service, "《示例法》（2005修订）第二条")
    assert found(results) == ["new:a2"]
    assert (
        results.notices[0] == "库中没有《中华人民共和国示例法》2005的文本，以下是2026-01-05的文本。"
    )
    assert (
        ask(service, "示例法第二条", date(2000, 1, 1)).notices[0]
        == "库中没有《示例法》2000-01-01的文本，所收的都在其后公布。"
    )


def test_a_title_that_is_not_held_is_said_to_lack(service: SearchService) -> None:
    assert ask(service, "《不存在条例》第三条").notices[0] == "库中没有收录《不存在条例》。"
    told = ask(service, "《示例法》规定的职责").notices
    assert not any("没有收录" in notice for notice in told)


def test_a_search_shows_one_edition_and_says_what_it_hides(service: SearchService) -> None:
    results = ask(service, "董事会 连任")
    assert found(results) == ["new:a2"]
    assert results.facets["status"] == {"未核实": 1}
    assert results.hits[0].status_basis.startswith("自2024-07-01起施行")
    [notice] = results.notices
    assert notice.startswith("另有 1 份文件也符合，但截至 2026-01-05 已废止")
    everything = ask(service, "董事会 连任", statuses=tuple(Status))
    assert set(found(everything)) == {"new:a2", "old:a2"}
    assert everything.notices == ()
    [replaced] = ask(service, "董事会 连任", statuses=(Status.REPLACED,)).hits
    assert (replaced.clause_id, replaced.status) == ("old:a2", Status.REPLACED)
    assert "《中华人民共和国示例法》" in replaced.status_basis


def test_a_past_day_shows_what_stood_then(service: SearchService) -> None:
    results = ask(service, "董事会 连任", date(2020, 1, 1))
    assert found(results) == ["old:a2"]
    assert "截至 2020-01-01 " in results.notices[0]
    both = ask(service, "董事会 连任", date(2024, 1, 1))
    assert {hit.clause_id: hit.status for hit in both.hits} == {
        "old:a2": Status.UNVERIFIED,
        "new:a2": Status.NOT_YET,
    }
    assert ask(service, "检查人员", date(2009, 5, 12)).total == 0
    assert ask(service, "检查人员", date(2009, 5, 13)).total == 1


def test_what_is_hidden_is_said_where_nothing_else_is_found(service: SearchService) -> None:
    results = ask(service, "董事三人如何连任", date(2018, 1, 1))
    assert results.total == 0
    assert any("没有显示" in notice for notice in results.notices)


def test_every_citation_leads_to_its_own_edition(service: SearchService) -> None:
    for document in service.documents():
        _, clauses = service.document(document.document_id)
        for clause in clauses:
            assert found(ask(service, clause.citation, None)) == [clause.clause_id]


def test_only_the_citation_of_an_older_edition_is_marked(service: SearchService) -> None:
    cited = {name: service.clause(f"{name}:a2")[1].citation for name in ("old", "new", "one")}
    assert cited == {
        "old": "《中华人民共和国示例法》（2018年修正）第二条",
        "new": "《中华人民共和国示例法》第二条",
        "one": "《工地检查办法》第二条",
    }
    [hit] = ask(service, "示例法第二条", date(2020, 1, 1)).hits
    assert hit.citation == "《中华人民共和国示例法》（2018年修正）第二条"


def test_documents_of_one_day_are_remembered(service: SearchService) -> None:
    assert isinstance(service.documents()[0], Document)
    assert service.documents(Kind.POLICY) == []
    for year in range(1990, 2020):
        assert ask(service, "检查人员", date(year, 6, 1)).total == (year >= 2009)


def test_midnight_passes_without_opening_anew(
    service: SearchService, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day, clause in ((date(2024, 6, 30), "old:a2"), (date(2024, 7, 1), "new:a2")):
        for module in ("search.asked", "search.engine"):
            monkeypatch.setattr(f"{module}.today", lambda day=day: day)
        results = ask(service, "示例法第二条", None)
        assert (found(results), results.as_of) == ([clause], day)
        assert results.hits[0].citation == "《中华人民共和国示例法》第二条"
