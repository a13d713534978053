"""Does the pool keep experts, tell what changed, and keep their contact data to itself?"""

import json
import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

from corpus import Result
from library.errors import (
    ExpertKeyMissing,
    ExpertKeyWrong,
    ExpertRejected,
    ExpertTableRejected,
    SheetRejected,
    UnknownSpecialty,
)
from library.experts import (
    Contact,
    ExpertDesk,
    ExpertFilter,
    ExpertKey,
    Experts,
    FormerUnit,
    Review,
    RowOutcome,
    Sex,
    State,
    add_by_hand,
    experts_as,
    import_rows,
    read_rows,
    sample_experts,
    taxonomy_in,
    template_bytes,
)
from library.experts.columns import read_cells
from library.experts.rules import Rules, rules_in
from library.experts.statistics import pool_statistics
from search import Settings
from tests.experts import TAXONOMY, TODAY, expert, pool_of

CONTACT = Contact(
    "10012345678", "0431-1234567", "zj@example.invalid", "某路 7 号", "110101199003070000"
)
SECRETS = list(asdict(CONTACT).values())


def test_a_record_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    whole = expert(
        1, "YT1", "JG", sex=Sex.FEMALE, years=20, qualifications=("一级注册结构工程师",),
        region="示例省甲市", integrity=("2025 年表扬",), note="=1+1",
        former_units=(FormerUnit("示例单位", date(2024, 5, 1)), FormerUnit("另一单位")),
        avoid_units=("示例监理",), avoid_persons=("王某",),
    )  # fmt: skip
    with Experts(tmp_path / "experts.db") as pool:
        kept = pool.add("甲", whole, CONTACT)
        assert pool.get(kept.expert_id) == replace(whole, expert_id=kept.expert_id)
    with Experts(tmp_path / "experts.db") as pool:
        assert pool.contact("甲", kept.expert_id, "核对") == CONTACT
        assert [entry.action for entry in pool.history()] == ["查看联系方式", "新增"]
    for name in ("experts.db", "experts.key"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_the_state_follows_from_the_day() -> None:
    one = expert(1, term_end=date(2026, 11, 28))
    assert one.state(date(2026, 11, 28)) is State.ENGAGED
    assert one.state(date(2026, 11, 29)) is State.EXPIRED
    assert replace(one, standing=State.CANCELLED).state(date(2030, 1, 1)) is State.CANCELLED
    with Experts(None) as pool, pytest.raises(ExpertRejected, match="由聘期算出"):
        pool.add("甲", replace(one, standing=State.EXPIRED))


def test_one_person_has_one_record(tmp_path: Path) -> None:
    """Whoever has two could be drawn twice for one panel."""
    one = expert(1, "YT1", "JG")
    given = {"name": one.name, "specialties": "基坑工程", "term_start": "2026-01-01"}
    with ExpertDesk(Settings(home=tmp_path)) as desk:
        desk.pool.add("甲", one, CONTACT)
        other = desk.pool.add("甲", expert(2))
        elsewhere = replace(one, unit="别的单位")
        with pytest.raises(ExpertRejected, match="与编号 1 的专家身份证号相同"):
            desk.pool.add("甲", elsewhere, CONTACT)
        with pytest.raises(ExpertRejected, match="与编号 1 的专家身份证号相同"):
            desk.pool.change("甲", other, CONTACT)
        for more in ({"unit": one.unit}, {"unit": "别的单位", "id_number": CONTACT.id_number}):
            with pytest.raises(ExpertRejected, match="编号 1 的专家可能就是这一位"):
                add_by_hand(desk, "甲", {**given, **more})
        assert desk.pool.count() == 2
        namesake = {"unit": one.unit, "id_number": "110101199003071111"}
        assert add_by_hand(desk, "甲", {**given, **namesake}).expert_id == 3


def test_every_change_is_in_the_history_without_contact_data() -> None:
    with pool_of(expert(1)) as pool:
        before = pool.all()[0]
        assert pool.change("乙", replace(before, standing=State.SUSPENDED), CONTACT)
        assert not pool.change("乙", replace(before, standing=State.SUSPENDED), CONTACT)
        entry = pool.history(before.expert_id)[0]
        assert (entry.who, entry.action) == ("乙", "更改")
        assert entry.before == {"standing": "在聘"}
        assert entry.after["standing"] == "暂停"
        assert set(entry.after["contact"]) == {"mobile", "phone", "email", "address", "id_number"}


def test_contact_data_are_in_no_file_log_message_or_repr(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with Experts(tmp_path / "experts.db") as pool:
        pool.add("甲", expert(1), CONTACT)
        with pytest.raises(ExpertRejected) as twice:
            pool.add("甲", expert(1), CONTACT)
        rows = [(2, {"name": "专家002", "unit": "某单位", "specialties": "没有的专业",
                     "mobile": CONTACT.mobile, "id_number": CONTACT.id_number + "9"})]  # fmt: skip
        outcomes = import_rows(pool, "甲", rows, TAXONOMY, TODAY)
        told = [str(twice.value), repr(CONTACT), repr(outcomes), caplog.text,
                json.dumps([entry.after for entry in pool.history()], ensure_ascii=False),
                experts_as(".csv", pool.all(), TAXONOMY).decode()]  # fmt: skip
        assert outcomes[0].result is Result.FAILED
        assert "身份证号的写法不对" in outcomes[0].message
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in SECRETS:
        assert secret.encode() not in files
        assert all(secret not in one for one in told)


def test_the_hash_of_an_id_number_depends_on_the_key(tmp_path: Path) -> None:
    one, other = ExpertKey(bytes(32)), ExpertKey(b"\1" * 32)
    assert one.identity("11010119900307000x") == one.identity(" 11010119900307000X ")
    assert one.identity("11010119900307000X") != other.identity("11010119900307000X")
    sealed = one.seal(7, CONTACT)
    assert one.seal(7, CONTACT) != sealed
    assert one.open(7, sealed) == CONTACT
    torn = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for key, number, content in ((one, 8, sealed), (other, 7, sealed), (one, 7, torn)):
        with pytest.raises(ExpertKeyWrong):
            key.open(number, content)


def test_without_the_key_all_else_goes_on(tmp_path: Path) -> None:
    with Experts(tmp_path / "experts.db") as pool:
        number = pool.add("甲", expert(1), CONTACT).expert_id
    kept = (tmp_path / "experts.key").read_bytes()
    (tmp_path / "experts.key").unlink()
    with Experts(tmp_path / "experts.db") as pool:
        assert pool.get(number).name == "专家001"
        with pytest.raises(ExpertKeyMissing, match="ZHIKU_EXPERTS_KEY"):
            pool.contact("甲", number, "核对")
        with pytest.raises(ExpertKeyMissing):
            pool.add("甲", expert(2), CONTACT)  # no second key comes about
        assert pool.count() == 1
        assert "不在" in pool.vault.missing()
    ExpertKey.make(tmp_path / "other.key")
    with (
        Experts(tmp_path / "experts.db", tmp_path / "other.key") as pool,
        pytest.raises(ExpertKeyWrong),
    ):
        pool.contact("甲", number, "核对")
    (tmp_path / "kept.key").write_bytes(kept)
    with Experts(tmp_path / "experts.db", tmp_path / "kept.key") as pool:
        assert pool.contact("甲", number, "核对") == CONTACT


def test_the_database_alone_opens_nothing(tmp_path: Path) -> None:
    with Experts(tmp_path / "experts.db") as pool:
        pool.add("甲", expert(1), CONTACT)
    with closing(sqlite3.connect(tmp_path / "experts.db")) as db:
        [(contact, identity)] = db.execute("SELECT contact, identity FROM experts").fetchall()
        [(fingerprint,)] = db.execute("SELECT value FROM facts").fetchall()
    secret = (tmp_path / "experts.key").read_text("ascii").strip()
    assert secret not in fingerprint
    assert CONTACT.mobile.encode() not in contact
    assert len(identity) == 64


def written(path: Path, *rows: Sequence[object]) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["姓名", "单位", "专业", "聘期开始", "聘期结束", "状态", "手机", "身份证号"])
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def imported(pool: Experts, path: Path, *, dry_run: bool = False) -> list[RowOutcome]:
    return import_rows(pool, "甲", read_rows(path), TAXONOMY, TODAY, dry_run=dry_run)


def test_rows_are_imported_one_by_one_with_the_reason(tmp_path: Path) -> None:
    term = (date(2026, 1, 1), date(2028, 12, 31))
    path = written(
        tmp_path / "experts.xlsx",
        ("专家001", "甲单位", "深基坑、结构", *term, "在聘", 10012345678, "110101199003070001"),
        ("专家001", "甲单位", "基坑工程", *term, "", "", "110101199003070001"),
        ("专家001", "甲单位", "基坑工程", *term, "", "", "110101199003070002"),
        ("专家002", "乙单位", "深鸡坑支护", *term, "在职", "", ""),
        ("专家003", "乙单位", "基坑工程", date(2020, 1, 1), date(2022, 12, 31), "", "", ""),
        ("专家004", "乙单位", "基坑工程", "2026年1月1日", "2028.13.1", "", "", ""),
        ("", "", "", "", "", "", 10012345678, ""),
        ("专家005", "乙单位", "基坑工程", date(2024, 2, 29), None, "", "", ""),
        ("另一人", "乙单位", "基坑工程", *term, "", "", "110101199003070001"),
    )  # fmt: skip
    with Experts(None) as pool:
        assert [one.result for one in imported(pool, path, dry_run=True)][:2] == [
            Result.NEW, Result.FAILED,
        ]  # fmt: skip
        assert pool.count() == 0
        found = imported(pool, path)
        said = {one.number: (one.result.value, one.message) for one in found}
        assert said[2] == ("新增", "")
        assert said[3] == ("失败", "与第 2 行是同一位专家，只导入了前一行")
        assert said[4] == ("新增", "")  # another ID number is another person
        assert "专业目录里没有“深鸡坑支护”，是不是基坑工程" in said[5][1]
        assert "状态“在职”应为 在聘、暂停 或 取消" in said[5][1]
        assert said[6] == ("新增", "聘期已于 2022-12-31 结束，按到期处理，不参加抽取")
        assert "聘期结束“2028.13.1”不是日期" in said[7][1]
        assert said[8][0] == "失败"
        assert "没有填姓名" in said[8][1]
        assert "身份证号与编号 1 的专家相同，而姓名或单位不同" in said[10][1]
        assert pool.get(found[7].expert_id).term_end == date(2027, 2, 28)
        assert pool.contact("甲", 1, "核对").mobile == "10012345678"
        assert pool.get(1).specialties == ("YT1", "JG")


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_an_export_imports_again_as_nothing_new(tmp_path: Path, suffix: str) -> None:
    with Experts(None) as pool:
        for one, contact in sample_experts(30, TAXONOMY, TODAY):
            pool.add("甲", one, contact)
        first = replace(pool.get(1), note="=cmd()", former_units=(FormerUnit("甲", TODAY),))
        pool.change("甲", first)
        path = tmp_path / f"out{suffix}"
        path.write_bytes(experts_as(suffix, pool.all(), TAXONOMY))
        assert "10000000001" not in path.read_bytes().decode("utf-8", "ignore")
        outcomes = imported(pool, path)
        assert {one.result for one in outcomes} == {Result.SAME}
        assert pool.contact("甲", 1, "核对").mobile == "10000000001"
        held = {one.expert_id: pool.vault.read(one.expert_id) for one in pool.all()}
        path.write_bytes(experts_as(suffix, pool.all(), TAXONOMY, held))
        changed = imported(pool, path)
        assert {one.result for one in changed} == {Result.SAME}


def test_names_to_avoid_are_read_by_whatever_mark_stands_between_them() -> None:
    """王某、李某 kept as one name would keep nobody out."""
    cells = {
        "name": "甲", "unit": "示例单位", "specialties": "基坑工程", "term_start": "2026-01-01",
        "avoid_persons": "王某、李某，赵某", "avoid_units": "甲（水利、电力）院、乙公司；丙公司",
        "former_units": "丁公司|2025-01-31、戊公司",
    }  # fmt: skip
    read, _ = read_cells(cells, None, TAXONOMY, 3)
    assert read.avoid_persons == ("王某", "李某", "赵某")
    assert read.avoid_units == ("甲（水利、电力）院", "乙公司", "丙公司")
    assert read.former_units == (FormerUnit("丁公司", date(2025, 1, 31)), FormerUnit("戊公司"))


def test_the_template_has_drop_downs_checks_and_the_taxonomy(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "template.xlsx"
    path.write_bytes(template_bytes(TAXONOMY))
    book = load_workbook(path)
    assert book.sheetnames == ["专家", "填写说明", "专业目录"]
    kinds = {rule.type for rule in book["专家"].data_validations.dataValidation}
    assert kinds == {"list", "date", "whole"}
    assert read_rows(path) == []
    names = [row[1] for row in book["专业目录"].iter_rows(min_row=2, values_only=True)]
    assert names == [one.name for one in TAXONOMY]
    path.write_bytes(b"PK")
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("姓名,电话号\n", "utf-8")
    with pytest.raises(SheetRejected, match="不认识的栏目：电话号；缺少栏目：单位"):
        read_rows(wrong)


def test_the_department_has_its_own_taxonomy_and_rules(tmp_path: Path) -> None:
    head = "code\tname\tparent\tnames\tbasis\n"
    table = tmp_path / "expert_specialties.tsv"
    table.write_text(
        head + "A\t岩土工程\t\t基坑;盾构\t本市规定\nA1\t基坑\tA\t\t本市规定\n", "utf-8"
    )
    own = taxonomy_in(tmp_path)
    assert own.named("盾构").code == "A"
    assert own.within("A") == ("A", "A1")
    assert not own["A"].suggested
    assert TAXONOMY["YT1"].suggested
    with pytest.raises(UnknownSpecialty):
        own.named("幕墙")
    table.write_text(head + "A\t岩土\tB\t\t\n", "utf-8")
    with pytest.raises(ExpertTableRejected, match="没有上级“B”"):
        taxonomy_in(tmp_path)
    (tmp_path / "expert_rules.tsv").write_text("name\tvalue\tnote\nyearly_cap\t12\t\n", "utf-8")
    assert rules_in(tmp_path) == replace(Rules(), yearly_cap=12)
    (tmp_path / "expert_rules.tsv").write_text("name\tvalue\tnote\nleast\t3\t\n", "utf-8")
    with pytest.raises(ExpertTableRejected, match="不能少于 5"):
        rules_in(tmp_path)


def test_statistics_tell_load_gaps_and_terms_that_end() -> None:
    people = [
        expert(1, term_end=date(2026, 12, 31)),
        expert(2),
        expert(3, standing=State.SUSPENDED),
    ]
    with pool_of(*people) as pool:
        for day in (date(2026, 3, 1), date(2025, 11, 1)):
            pool.reviewed("甲", 2, Review(day, "旧", "示例工程", "通过"))
        found = pool_statistics(pool, TAXONOMY, Rules(), TODAY, [("YT1", 3)])
        assert dict(found.states) == {State.ENGAGED: 2, State.SUSPENDED: 1, State.CANCELLED: 0,
                                      State.EXPIRED: 0}  # fmt: skip
        assert [(one.expert_id, count) for one, count in found.load] == [(2, 1)]
        assert [one.expert_id for one in found.ending] == [1]
        coverage = {one.specialty.code: (one.engaged, one.lacking) for one in found.coverage}
        assert coverage["YT1"] == (2, 4)
        assert coverage["MJ4"] == (0, 1)
        assert found.unused == 1
        listed, total = pool.listed(ExpertFilter(state=State.ENGAGED), TODAY, ["YT1"])
        assert [one.expert_id for one, _ in listed] == [1, 2]  # the fewest reviews first
        assert total == 2
