"""Do clauses lead to all that hangs together with them, and is what they leave behind reviewed?"""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from cli import app
from corpus.errors import UnknownDocument
from library.accounts import Permission
from library.links import (
    DocumentLinks,
    Link,
    LinkKind,
    LinkLibrary,
    Urgency,
    graph_of,
    impact_of,
)
from search import SearchService, Settings, open_service
from tests.linked_home import NEW, OLD, linked_home

LAW = "digest-安全生产法"
DECREE = "digest-危险性较大的分部分项工程安全管理规定"
CHANGJI = "changji-2020-sannian-xingdong"


class Bank:
    """A bank with one question on the second article of the old rule, and a paper."""

    needs = Permission.QUESTIONS

    def links_of(self, document_id: str) -> Iterable[Link]:
        if document_id == OLD:
            yield Link(LinkKind.QUESTION, "a2", "考查", "检查几次？", "题 7", "7", page="/q/7")
            yield Link(LinkKind.PAPER, "", "组入", "2020年试卷", "卷 1", "p1", page="/p/1")


class Experts:
    note = ""

    def specialties(self, category: str) -> list[str]:
        return [f"{category}专业"]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return linked_home(tmp_path_factory.mktemp("linked"))


@pytest.fixture(scope="module")
def service(settings: Settings) -> SearchService:
    return open_service(settings)


@pytest.fixture(scope="module")
def built_in(furnished: Path) -> LinkLibrary:
    return LinkLibrary(open_service(Settings(furnished)))


def ends(found: DocumentLinks, kind: LinkKind, address: str | None = None) -> list[str]:
    """Return the other ends of one kind, at one clause or anywhere."""
    return [
        link.target or link.title
        for link in found.links
        if link.kind is kind and address in {None, link.here}
    ]


@pytest.mark.once
def test_true_links_of_the_built_in_collection(built_in: LinkLibrary) -> None:
    """Read in the sources: who names the decree, whose accidents broke article 41, which works."""
    decree = built_in.of_document(DECREE)
    assert ends(decree, LinkKind.CITED_BY) == [
        f"{CHANGJI}:p1.2.5.13", "jilin-2018-chengshi-anquan:p1.2.8",
    ]  # fmt: skip
    assert "专家论证，专家不少于 5 名" in ends(decree, LinkKind.THRESHOLD, "a12")
    law = built_in.of_document(LAW)
    assert ends(law, LinkKind.CITED_BY) == ["hubei-zhujian-anquan:4.8"]
    assert ends(law, LinkKind.CASE, "a41") == [
        "case-20200113-88c1b7a9", "case-20151220-397eeff6",
    ]  # fmt: skip
    assert len(ends(law, LinkKind.DUTY, "a41")) == 3
    assert ends(law, LinkKind.CITES) == []  # a digest names its own law in every clause
    plan = built_in.of_document(CHANGJI)
    works = {link.relation for link in plan.at("p1.2.5.13") if link.kind is LinkKind.SPECIALTY}
    assert works == {
        "起重吊装及起重机械安装拆卸", "模板工程及支撑体系", "基坑工程", "脚手架工程",
    }  # fmt: skip
    assert ends(plan, LinkKind.CITES, "p1.2.5.13") == [DECREE]


@pytest.mark.once
def test_both_ways_agree_over_the_built_in_collection(built_in: LinkLibrary) -> None:
    """Whatever cites a document is told by the other end, and every end is held."""
    service = built_in._service
    seen = 0
    for document in service.documents():
        for link in built_in.of_document(document.document_id).links:
            if link.kind is LinkKind.CITED_BY:
                source, clause = service.clause(link.target)
                back = built_in.of_document(source.document_id).at(clause.address)
                named = [each for each in back if each.kind is LinkKind.CITES]
                assert any(document.title.find(each.title) >= 0 for each in named), link
                seen += 1
            elif link.kind is LinkKind.CASE:
                case = built_in.of_document(link.target)
                assert f"{document.document_id}:{link.here}" in ends(case, LinkKind.CITES)
                seen += 1
            if link.document_id:
                service.document(link.document_id)
    assert seen > 100


@pytest.mark.once
def test_limits_stand_at_the_clause_of_their_works(built_in: LinkLibrary) -> None:
    found = built_in.of_document("thresholds-hazardous-works")
    rows = [link for link in found.at("1") if link.kind is LinkKind.THRESHOLD]
    assert [row.citation for row in rows] == [
        "建办质〔2018〕31号附件1（一）1、2", "建办质〔2018〕31号附件2（一）",
    ]  # fmt: skip
    table = built_in.of_document("card-建办质-2018-31号")
    assert len(ends(table, LinkKind.THRESHOLD)) >= 35


def test_an_article_is_cited_at_its_place(service: SearchService) -> None:
    found = LinkLibrary(service).of_document(OLD)
    assert ends(found, LinkKind.CITED_BY, "a3") == ["notice-2016:1"]
    assert ends(found, LinkKind.CITED_BY, "") == ["notice-2017:1"]
    assert ends(found, LinkKind.CASE) == ["case-scaffold"]
    assert [each.here for each in found.links] == ["", "a2", "a2", "a2", "a3", "a3"]


def test_what_is_to_be_reviewed(service: SearchService) -> None:
    """The old article 3 is the new 4; the old 2 changed and is 3; 2018 ended, 2022 is later."""
    library = LinkLibrary(service)
    library.join(Bank())
    found = impact_of(library, service, OLD)
    assert found.new is not None
    assert found.new.document_id == NEW
    told = {
        review.link.target: (review.urgency, review.place, review.now) for review in found.reviews
    }
    assert told == {
        "notice-2016:1": (Urgency.REVISE, "第三条", f"{NEW}:a4"),
        "case-scaffold": (Urgency.REVISE, "第三条", f"{NEW}:a4"),
        "notice-2015:1": (Urgency.CHECK, "第二条", f"{NEW}:a3"),
        "notice-2017:1": (Urgency.CHECK, "整份文件", ""),
        "7": (Urgency.CHECK, "第二条", f"{NEW}:a3"),
        "p1": (Urgency.CHECK, "整份文件", ""),
    }
    assert [review.urgency for review in found.reviews][:2] == [Urgency.REVISE] * 2
    assert found.reviews[0].why == "条文未变，条号改为第四条"
    assert len(found.aside) == 2
    assert not impact_of(library, service, NEW).ended
    assert impact_of(library, service, "notice-2018").ended  # repealed, with nothing new
    with pytest.raises(UnknownDocument):
        impact_of(library, service, "none")


def test_who_may_not_see_questions_does_not_learn_of_them(service: SearchService) -> None:
    library = LinkLibrary(service)
    library.join(Bank())
    reader = library.of_document(OLD, {Permission.READ})
    assert LinkKind.QUESTION not in reader.counts
    found, links = library.of_clause(f"{OLD}:a2")
    assert [link.target for link in links if link.kind is LinkKind.QUESTION] == ["7"]
    assert found.counts[LinkKind.PAPER] == 1
    assert "7" not in {r.link.target for r in impact_of(library, service, OLD, set()).reviews}


def test_another_library_may_know_the_specialties(service: SearchService) -> None:
    found = LinkLibrary(service, experts=Experts()).of_document("case-scaffold")
    assert ends(found, LinkKind.SPECIALTY) == ["模板工程及支撑体系专业"]
    assert [link.target for link in found.links if link.kind is LinkKind.CITES][:1] != [""]


def test_the_graph_is_drawn_the_same_every_time(service: SearchService) -> None:
    found = LinkLibrary(service).of_document(OLD)
    graph = graph_of(found, service)
    assert graph == graph_of(found, service)
    assert graph.near[0].node.document_id == NEW
    assert graph.near[0].label == "替代"
    assert {near.label for near in graph.near[1:]} == {"引用"}
    assert [near.node.row for near in graph.near] == [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]
    assert graph.centre.row == 0
    assert {near.node.column for near in graph.near} == {0}
    small = graph_of(found, service, most=4)
    assert (len(small.near), small.left_out) == (3, 3)


def zhiku(settings: Settings, *words: str) -> tuple[int, str]:
    answer = CliRunner().invoke(app, ["links", *words, "--home", str(settings.home)])
    return answer.exit_code, answer.output


def test_the_command(settings: Settings, tmp_path: Path) -> None:
    code, told = zhiku(settings, f"{OLD}:a3")
    assert code == 0
    assert "被引用  引用本文件：关于规范检查收费的通知" in told
    assert "被引用 1，案例 1。" in told
    code, told = zhiku(settings, f"{OLD}:a2", "--json")
    assert json.loads(told)["counts"] == {"cited_by": 3}
    assert zhiku(settings, f"{NEW}:a1")[0] == 1
    assert zhiku(settings, "none")[0] == 1
    code, told = zhiku(settings, OLD, "--impact", "--export", str(tmp_path / "复核.xlsx"))
    assert (code, "共 4 项要复核。" in told) == (0, True)
    book = load_workbook(tmp_path / "复核.xlsx")
    assert book.sheetnames == ["复核清单", "条款变化"]
    assert [row[0].value for row in book["复核清单"].iter_rows(min_row=2)] == [
        "应修改", "应修改", "应复核", "应复核",
    ]  # fmt: skip
    assert json.loads(zhiku(settings, OLD, "--impact", "--json")[1])["counts"]["revise"] == 2
    assert zhiku(settings, OLD, "--impact", "--export", str(tmp_path / "a.csv"))[0] == 0
    assert (tmp_path / "a.csv").read_text("utf-8-sig").startswith("怎样处理,类别")
    assert zhiku(settings, NEW, "--impact")[0] == 1
    assert zhiku(settings, OLD, "--export", "a.xlsx")[0] == 2
