"""Where does each document stand on a day? Every rule, and the days on either side of it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cataloguing import read_document
from corpus.records import Document, Kind, Relation, RelationKind, Status
from corpus.standing.editions import is_same
from corpus.standing.life_cycle import LifeCycles, standings
from corpus.standing.standing import Standing

DAY = timedelta(days=1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def make(document_id: str, title: str = "示例条例", **values: object) -> Document:
    stated: dict[str, object] = {"kind": Kind.REGULATION} | {
        name: day(str(value)) if name.endswith(("_on", "_of")) else value
        for name, value in values.items()
    }
    return Document(document_id, title, text="", **stated)  # type: ignore[arg-type]


def says(
    kind: RelationKind, by: str, title: str, number: str | None = None, place: str = ""
) -> Relation:
    return Relation(kind, f"{by}:a40", title, number, place)


def on(as_of: str, *documents: Document, by: tuple[Relation, ...] = ()) -> Standing:
    """Return the standing of the first document."""
    return standings(documents, by, day(as_of))[documents[0].document_id]


def stated(**values: object) -> Document:
    known = {"issued_on": "2018-03-08", "effective_on": "2018-06-01", "status_basis": "法规库标注"}
    return make("a", **(known | values))  # type: ignore[arg-type]


ONE = [
    # stated, asked on, status, what the basis must say
    ({}, "2018-03-07", "尚未生效", "2018-03-08才发布"),
    ({}, "2018-03-08", "尚未生效", "自2018-06-01起施行"),
    ({}, "2018-05-31", "尚未生效", "自2018-06-01起施行"),
    ({}, "2018-06-01", "未核实", "自2018-06-01起施行，库中未见修改或废止它的文件"),
    ({"status": Status.DRAFT}, "2026-01-01", "征求意见稿", "法规库标注"),
    ({"status": Status.DRAFT, "expires_on": "2020-01-01"}, "2026-01-01", "征求意见稿", ""),
    ({"repealed_on": "2024-07-01"}, "2024-06-30", "未核实", ""),
    ({"repealed_on": "2024-07-01"}, "2024-07-01", "已废止", "2024-07-01废止"),
    ({"status": Status.REPEALED, "repealed_on": "2024-07-01"}, "2024-06-30", "现行有效", "废止"),
    ({"status": Status.REPEALED, "repealed_on": "2024-07-01"}, "2024-07-01", "已废止", "法规库"),
    ({"status": Status.REPEALED}, "2026-01-01", "已废止", "法规库标注"),
    (
        {"status": Status.REPEALED, "status_as_of": "2025-01-01"},
        "2024-12-31", "未核实", "截至2025-01-01为已废止",
    ),
    ({"status": Status.REPEALED, "status_as_of": "2025-01-01"}, "2025-01-01", "已废止", ""),
    ({"expires_on": "2022-12-31"}, "2022-12-31", "未核实", ""),
    ({"expires_on": "2022-12-31"}, "2023-01-01", "实施期满", "有效期至2022-12-31"),
    ({"status": Status.EXPIRED, "expires_on": "2022-12-31"}, "2022-12-31", "现行有效", "期满"),
    ({"status": Status.EXPIRED, "status_as_of": "2022-12-31"}, "2020-01-01", "未核实", "期满"),
    ({"status": Status.EXPIRED, "status_as_of": "2022-12-31"}, "2023-01-01", "实施期满", ""),
    ({"status": Status.AMENDED, "status_as_of": "2024-01-01"}, "2023-12-31", "未核实", "已修改"),
    ({"status": Status.AMENDED, "status_as_of": "2024-01-01"}, "2024-01-01", "已修改", ""),
    ({"status": Status.REPLACED}, "2024-01-01", "被替代", "法规库标注"),
    (
        {"status": Status.IN_FORCE, "status_as_of": "2024-01-05"},
        "2024-01-05", "现行有效", "法规库标注（截至2024-01-05）",
    ),
    (
        {"status": Status.IN_FORCE, "status_as_of": "2024-01-05"},
        "2024-01-06", "现行有效", "截至2024-01-05，此后未经核对",
    ),
    (
        {"status": Status.IN_FORCE, "status_as_of": "2024-01-05"},
        "2018-06-01", "现行有效", "自2018-06-01起施行",
    ),
    ({"status": Status.IN_FORCE, "status_as_of": "2024-01-05"}, "2018-05-31", "尚未生效", ""),
    ({"status": Status.IN_FORCE}, "2024-01-05", "现行有效", "未注明核对日期"),
    (
        {
            "status": Status.IN_FORCE, "status_as_of": "2024-01-05",
            "effective_on": "2002-11-01",  # the day of the first edition
        },
        "2018-04-01", "未核实", "是否已施行不明",
    ),
    (
        {"status": Status.NOT_YET, "effective_on": "2018-06-01", "status_as_of": "2018-04-01"},
        "2018-06-01", "未核实", "自2018-06-01起施行",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("values", "as_of", "status", "basis"), ONE)
def test_one_document(values: dict[str, object], as_of: str, status: str, basis: str) -> None:
    standing = on(as_of, stated(**values))
    assert standing.status == status
    assert basis in standing.basis
    assert standing.warning == ""


def test_what_was_not_issued_did_not_exist() -> None:
    assert not on("2018-03-07", stated()).existed
    assert on("2018-03-07", stated()).hidden
    assert on("2018-03-08", stated()).existed
    assert not on("2018-03-08", stated()).hidden


def test_not_yet_in_force_without_a_date() -> None:
    early = make("a", status=Status.NOT_YET, status_as_of="2024-01-01", status_basis="官网")
    assert on("2024-01-01", early).status == "尚未生效"
    assert on("2024-01-02", early).status == "未核实"


def test_a_statement_against_a_hard_date_is_doubted() -> None:
    early = stated(status=Status.IN_FORCE, status_as_of="2018-04-01")
    assert on("2018-04-01", early).status == "尚未生效"
    assert "不一致" in on("2018-04-01", early).warning
    late = stated(status=Status.IN_FORCE, status_as_of="2024-01-01", repealed_on="2023-01-01")
    assert on("2024-01-01", late).status == "已废止"
    assert "不一致" in on("2024-01-01", late).warning


def test_nothing_known_is_said_to_be_unknown() -> None:
    standing = on("2026-01-01", make("a"))
    assert standing == Standing(Status.UNVERIFIED, "日期不详，库中未见修改或废止它的文件，未经核对")


def test_the_ground_that_was_stated_for_not_knowing_is_kept() -> None:
    notice = make("a", kind=Kind.POLICY, issued_on="2020-12-01", status_basis="来源未载明有效期")
    assert on("2026-01-01", notice).basis.startswith("来源未载明有效期，2020-12-01印发，")


@pytest.mark.parametrize("kind", [Kind.CASE, Kind.DIGEST, Kind.INTERPRETATION])
def test_cases_and_digests_have_no_life_of_their_own(kind: Kind) -> None:
    held = make("a", kind=kind, status_basis="初步通报", issued_on="2020-01-01")
    newer = make("b", kind=kind, issued_on="2022-01-01", status=Status.IN_FORCE)
    assert on("2026-01-01", held, newer) == Standing(Status.UNVERIFIED, "初步通报")


OLD = make("old", "示例办法", issued_on="2009-05-13", doc_no="建质〔2009〕87号", kind=Kind.POLICY)
NEW = make(
    "new", "示例规定", issued_on="2018-03-08", effective_on="2018-06-01", doc_no="建设部令第37号"
)


@pytest.mark.parametrize(
    "words",
    [
        says(RelationKind.REPEALS, "new", "示例办法", "建质〔2009〕87号"),
        says(RelationKind.REPEALS, "new", "示例办法"),
        says(RelationKind.REPEALS, "new", "", "建质[2009]87号"),
    ],
)
def test_a_text_in_effect_repeals_another(words: Relation) -> None:
    assert on("2018-05-31", OLD, NEW, by=(words,)).status == "未核实"
    assert "自2018-06-01起施行" in on("2018-05-31", OLD, NEW, by=(words,)).basis
    standing = on("2018-06-01", OLD, NEW, by=(words,))
    assert (standing.status, standing.by, standing.clause_id) == ("已废止", "new", "new:a40")
    assert standing.basis == "《示例规定》（建设部令第37号）载明废止本文件，自2018-06-01起施行"


def test_the_clause_that_repeals_is_cited() -> None:
    words = (says(RelationKind.REPEALS, "new", "示例办法"),)
    found = LifeCycles([OLD, NEW], words, lambda clause_id: f"〔{clause_id}〕").on(
        day("2020-01-01")
    )
    assert found[0].basis.startswith("〔new:a40〕载明废止本文件")


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (says(RelationKind.REPEALS, "new", "示例办法", "建质〔2004〕213号"), "未核实"),
        (says(RelationKind.CITES, "new", "示例办法"), "未核实"),
        (says(RelationKind.REPEALS, "old", "示例规定"), "未核实"),
        (says(RelationKind.REPEALS, "new", "示例办法", place="a3"), "已修改"),
        (says(RelationKind.AMENDS, "new", "示例办法"), "已修改"),
        (says(RelationKind.REPLACES, "new", "示例办法"), "被替代"),
    ],
)
def test_what_another_text_says(words: Relation, status: str) -> None:
    assert on("2020-01-01", OLD, NEW, by=(words,)).status == status
    draft = make("new", "示例规定", issued_on="2018-03-08", status=Status.DRAFT)
    assert on("2020-01-01", OLD, draft, by=(words,)).status == "未核实"


def test_texts_that_repeal_each_other_end() -> None:
    both = (
        says(RelationKind.REPEALS, "new", "示例办法"),
        says(RelationKind.REPEALS, "old", "示例规定"),
        says(RelationKind.REPEALS, "new", "示例规定"),
    )
    assert on("2020-01-01", OLD, NEW, by=both).status == "已废止"
    assert on("2020-01-01", NEW, OLD, by=both).status == "未核实"


def test_what_repealed_stays_repealed_when_its_repealer_goes() -> None:
    last = make("last", "示例条例", effective_on="2024-01-01")
    words = (
        says(RelationKind.REPEALS, "new", "示例办法"),
        says(RelationKind.REPEALS, "last", "示例规定"),
    )
    for document, as_of, status in (
        (OLD, "2019-01-01", "已废止"), (NEW, "2019-01-01", "未核实"),
        (OLD, "2024-01-01", "已废止"), (NEW, "2024-01-01", "已废止"),
    ):  # fmt: skip
        others = [d for d in (OLD, NEW, last) if d is not document]
        assert on(as_of, document, *others, by=words).status == status


def test_a_person_who_looked_later_is_believed() -> None:
    held = make("old", "示例办法", issued_on="2009-05-13", status=Status.IN_FORCE,
                status_as_of="2020-01-01", status_basis="办公室核对")  # fmt: skip
    words = (says(RelationKind.REPEALS, "new", "示例办法"),)
    standing = on("2020-01-01", held, NEW, by=words)
    assert standing.status == "现行有效"
    assert "示例规定" in standing.warning
    before = make("old", "示例办法", issued_on="2009-05-13", status=Status.IN_FORCE,
                  status_as_of="2018-05-31")  # fmt: skip
    assert on("2020-01-01", before, NEW, by=words).status == "已废止"


FIRST = make("e1", "中华人民共和国示例法", issued_on="2018-10-26", effective_on="2018-10-26")
SECOND = make("e2", "示例法（2023修订）", issued_on="2023-12-29", effective_on="2024-07-01")


def test_a_later_edition_takes_over_on_its_day() -> None:
    assert on("2023-12-28", FIRST, SECOND).status == "未核实"
    assert "示例法" not in on("2023-12-28", FIRST, SECOND).basis
    assert "示例法（2023修订）》，自2024-07-01起施行" in on("2024-06-30", FIRST, SECOND).basis
    assert on("2024-06-30", SECOND, FIRST).status == "尚未生效"
    standing = on("2024-07-01", FIRST, SECOND)
    assert (standing.status, standing.by) == ("被替代", "e2")
    assert on("2024-07-01", SECOND, FIRST).status == "未核实"


def test_an_edition_without_day_of_effect_takes_over_when_it_must() -> None:
    amended = make("e2", "示例法", issued_on="2021-06-10", effective_on="2002-11-01")
    assert on("2021-12-01", FIRST, amended).status == "未核实"
    assert "施行日期未载明" in on("2021-12-01", FIRST, amended).basis
    assert on("2022-06-11", FIRST, amended).status == "被替代"
    known = make("e2", "示例法", issued_on="2021-06-10", status=Status.IN_FORCE,
                 status_as_of="2021-11-01")  # fmt: skip
    assert on("2021-11-01", FIRST, known).status == "被替代"


@pytest.mark.parametrize(
    "other",
    [
        {"kind": Kind.STANDARD},
        {"kind": Kind.DIGEST},
        {"status": Status.DRAFT},
        {"title": "示例法实施细则"},
        {"title": "示例法（试行）"},
        {"region": "辽宁省"},
        {"level": "地方性法规"},
        {"issuer": "某某省人民政府"},
    ],
)
def test_what_is_no_edition_replaces_nothing(other: dict[str, object]) -> None:
    first = make("e1", "示例法", issued_on="2018-10-26", region="吉林省", level="部门规章",
                 issuer="住房和城乡建设部")  # fmt: skip
    second: dict[str, object] = {"title": "示例法", "issued_on": "2023-12-29"} | other
    assert on("2026-01-01", first, make("e2", **second)).status == "未核实"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("title", "issuer", "status"),
    [
        ("关于开展安全生产大检查的通知", "某某局", "未核实"),
        ("安全生产大检查工作方案", "某某局", "未核实"),
        ("建筑起重机械管理办法", "某某局", "被替代"),
        ("建筑起重机械管理办法（试行）", "某某局", "被替代"),
        ("建筑起重机械管理办法", None, "未核实"),
    ],
)
def test_letters_of_one_title_are_no_editions(title: str, issuer: str | None, status: str) -> None:
    first, second = (
        make(name, title, kind=Kind.POLICY, issuer=issuer, issued_on=issued)
        for name, issued in (("a", "2019-05-01"), ("b", "2021-05-01"))
    )
    assert on("2026-01-01", first, second).status == status


def test_standards_are_editions_by_number() -> None:
    old = make("s1", "施工企业安全生产管理规范", kind=Kind.STANDARD, doc_no="GB 50656-2011",
               effective_on="2012-04-01")  # fmt: skip
    new = make("s2", "施工企业安全管理规范", kind=Kind.STANDARD, doc_no="GB/T 50656-2025",
               effective_on="2025-08-01")  # fmt: skip
    other = make("s3", "施工企业安全生产管理规范", kind=Kind.STANDARD, doc_no="JGJ 59-2011",
                 effective_on="2025-08-01")  # fmt: skip
    assert on("2025-08-01", old, new).status == "被替代"
    assert on("2025-08-01", old, other).status == "未核实"


def test_an_agency_that_was_renamed_is_the_same() -> None:
    old = make("a", level="部门规章", issuer="建设部", issued_on="2004-01-01")
    new = make("b", level="部门规章", issuer="住房和城乡建设部", issued_on="2018-01-01")
    assert on("2026-01-01", old, new).status == "被替代"


def test_an_amendment_not_yet_worked_in_is_said() -> None:
    decision = make(
        "d", "关于修改《示例法》的决定", issued_on="2020-01-01", effective_on="2020-02-01"
    )
    words = (says(RelationKind.AMENDS, "d", "示例法"),)
    law = make("e1", "示例法", issued_on="2018-10-26", effective_on="2018-10-26")
    assert on("2020-01-31", law, decision, by=words).status == "未核实"
    standing = on("2020-02-01", law, decision, by=words)
    assert standing.status == "已修改"
    assert "可能不是修改后的文本" in standing.basis
    after = make("e2", "示例法", issued_on="2020-03-01", effective_on="2020-03-01")
    assert on("2026-01-01", after, decision, by=words).status == "未核实"
    assert on("2026-01-01", law, decision, after, by=words).status == "被替代"
    noted = (*words, says(RelationKind.CITES, "e1", "关于修改《示例法》的决定"))
    assert on("2026-01-01", law, decision, by=noted).status == "未核实"


def test_an_edition_of_the_day_of_the_decision_is_the_changed_one() -> None:
    decision = make(
        "d", "关于修改《示例法》的决定", issued_on="2020-12-23", effective_on="2021-01-01"
    )
    words = (says(RelationKind.AMENDS, "d", "示例法"),)
    law = make("e1", "示例法", issued_on="2020-12-23")
    assert on("2022-01-01", law, decision, by=words).status == "未核实"


def test_every_edition_prints_the_repeal_of_the_first() -> None:
    words = (says(RelationKind.REPEALS, "e2", "示例法"),)
    standing = on("2026-01-01", FIRST, SECOND, by=words)
    assert (standing.status, standing.clause_id) == ("被替代", None)


def test_issue_and_effect_of_two_records_are_not_mixed_up() -> None:
    one = make("a", issued_on="2019-06-27")
    assert on("2026-01-01", one, make("b", effective_on="2019-07-01")).status == "未核实"
    assert on("2026-01-01", one, make("b", effective_on="2021-07-01")).status == "被替代"
    assert on("2026-01-01", make("b", effective_on="2019-06-01"), one).status == "被替代"


def test_two_editions_stated_to_be_in_force_are_not_both() -> None:
    values = {"status": Status.IN_FORCE, "status_as_of": "2026-01-01", "status_basis": "官网"}
    old = make("a", "示例法", issued_on="2018-01-01", effective_on="2018-01-01", **values)
    new = make("b", "示例法", issued_on="2023-01-01", effective_on="2023-01-01", **values)
    assert on("2026-01-01", new, old).status == "现行有效"
    standing = on("2026-01-01", old, new)
    assert standing.status == "被替代"
    assert "请核对" in standing.warning
    undated = make("c", "示例法", **values)
    assert on("2026-01-01", undated, new).status == "未核实"
    assert on("2026-01-01", new, undated).status == "未核实"


def test_one_edition_from_two_sources_is_no_contradiction() -> None:
    values = {"status": Status.IN_FORCE, "status_as_of": "2026-01-01"}
    one = make("a", "示例法", issued_on="2018-01-01", **values)
    two = make("b", "中华人民共和国示例法", issued_on="2018-01-01", **values)
    assert on("2026-01-01", one, two).status == on("2026-01-01", two, one).status == "现行有效"


days = st.none() | st.dates(date(2000, 1, 1), date(2006, 1, 1))
editions = st.builds(
    Document,
    document_id=st.uuids().map(str),
    title=st.sampled_from(["示例法", "中华人民共和国示例法", "示例办法"]),
    kind=st.just(Kind.REGULATION),
    text=st.just(""),
    level=st.sampled_from([None, "法律"]),
    issued_on=days,
    effective_on=days,
    expires_on=st.none() | days,
    repealed_on=st.none() | days,
    status=st.just(Status.IN_FORCE) | st.sampled_from(Status),
    status_as_of=days,
)


@given(
    st.lists(editions, min_size=2, max_size=6),
    st.dates(date(2000, 1, 1), date(2006, 1, 1)),
    st.data(),
)
def test_never_two_editions_in_force(
    documents: list[Document], as_of: date, data: st.DataObject
) -> None:
    titles = st.sampled_from(["示例法", "示例办法"])
    sources = st.sampled_from([document.document_id for document in documents])
    words = st.builds(
        says,
        st.sampled_from(RelationKind),
        sources,
        titles,
    )
    relations = data.draw(st.lists(words, max_size=5))
    found = standings(documents, relations, as_of)
    assert len(found) == len(documents)
    for title in ("示例法", "示例办法"):
        in_force = [
            document
            for document in documents
            if document.title.endswith(title)
            and found[document.document_id].status is Status.IN_FORCE
        ]
        assert all(is_same(one, other) for one in in_force for other in in_force if one != other)
    for document in documents:
        standing = found[document.document_id]
        assert standing.basis
        assert standing.existed or standing.status is Status.NOT_YET


def test_the_plan_of_three_years_was_in_force_while_they_ran() -> None:
    plans = Path(__file__).parent.parent / "corpus" / "documents" / "policies"
    plan, _ = read_document(plans / "changji-2020-sannian-xingdong.md")
    assert on("2020-06-11", plan).existed is False
    assert on("2022-12-31", plan).status == "现行有效"
    standing = on("2023-01-01", plan)
    assert standing.status == "实施期满"
    assert standing.basis == "方案自定期限为2020年5月至2022年12月（有效期至2022-12-31）"


def test_an_accident_happens_and_a_report_is_published() -> None:
    case = make("a", kind=Kind.CASE, issued_on="2018-03-08")
    assert on("2018-01-01", case).basis == "2018-03-08才发布"
    assert on("2018-01-01", replace(case, facts={"name": "某事故"})).basis == "2018-03-08才发生"
