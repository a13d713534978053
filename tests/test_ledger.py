"""Is a hazard closed only with evidence and review, and does the form say what a recount says?"""

import random
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.errors import EntryChanged, LedgerBroken, LedgerRejected, UnknownEntry
from library.ledger import (
    NO_RATE,
    Action,
    Aspect,
    Event,
    Grade,
    Item,
    ItemFilter,
    Kind,
    Ledger,
    Recipient,
    Share,
    State,
    add_duty,
    double_report,
    drafts_of,
    fill_form,
    form_json,
    form_totals,
    item_id_of,
    next_due_days,
    read_period,
)
from tests.fake_search import FakeSearch, make_document
from tests.ledgers import PICTURE, REGISTRAR, REVIEWER, close_item, hazard

PEOPLE = ("甲", "乙", "丙")
DAY = 86_400.0


class Clock:
    def __init__(self) -> None:
        self.seconds = datetime(2026, 1, 5, 9).astimezone().timestamp()

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


def zipped(*names: str) -> bytes:
    """Return a zip of empty files."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return out.getvalue()


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db", now=clock) as opened:
        yield opened


def refused(words: str) -> "pytest.RaisesExc[LedgerRejected]":
    return pytest.raises(LedgerRejected, match=words)


def test_the_loop_from_found_to_closed(ledger: Ledger) -> None:
    item = hazard(ledger)
    assert (item.number, item.label, item.is_overdue(ledger.today)) == ("YH0001", "待整改", False)
    with refused("现在是“待整改”，不能报请复查"):
        ledger.step("甲", item.item_id, Action.SUBMIT)
    ledger.step("甲", item.item_id, Action.START)
    with refused("请先附上整改后的证据"):
        ledger.step("甲", item.item_id, Action.SUBMIT)
    kept = ledger.attach("甲", item.item_id, "C:\\照片\\整改后.PNG", PICTURE, "东侧")
    assert (kept.name, kept.size, kept.is_picture) == ("整改后.PNG", len(PICTURE), True)
    ledger.step("甲", item.item_id, Action.SUBMIT)
    with refused("复查须由报请人以外的人办理；请写明复查意见"):
        ledger.step("甲", item.item_id, Action.APPROVE)
    assert ledger.step("乙", item.item_id, Action.APPROVE, "到位").label == "已销号"
    told = [(e.who, e.action, e.state) for e in ledger.history.events(item.item_id)]
    assert told[-2:] == [
        ("甲", Action.SUBMIT, State.REVIEW),
        ("乙", Action.APPROVE, State.CLOSED),
    ]
    with refused("不能修改"):
        ledger.edit("甲", item.item_id, {"text": "别的"})


def test_what_was_sent_back_needs_new_evidence(ledger: Ledger) -> None:
    item = hazard(ledger)
    ledger.step("甲", item.item_id, Action.START)
    ledger.attach("甲", item.item_id, "一.png", PICTURE)
    ledger.step("甲", item.item_id, Action.SUBMIT)
    ledger.step("乙", item.item_id, Action.RETURN, "门没有固定")
    with refused("证据"):
        ledger.step("甲", item.item_id, Action.SUBMIT)
    second = ledger.attach("甲", item.item_id, "二.png", PICTURE + b"2")
    ledger.withdraw("甲", item.item_id, second.evidence_id, "拍错了")
    assert not ledger.files.path(second.digest).exists()
    with refused("证据"):
        ledger.step("甲", item.item_id, Action.SUBMIT)


def test_a_major_hazard_needs_all_five_before_work_begins(ledger: Ledger) -> None:
    item = hazard(ledger, "重大", funds="", plan="", person="")
    with refused("五到位.*请先填写责任人、资金、预案"):
        ledger.step("甲", item.item_id, Action.START)
    with refused("把重大隐患改为一般，请写明理由"):
        ledger.edit("甲", item.item_id, {"grade": "一般"})
    ledger.edit("甲", item.item_id, {"person": "王", "funds": "1 万元", "plan": "看守"})
    ledger.step("甲", item.item_id, Action.SUPERVISE, "州安委会")
    assert ledger.step("甲", item.item_id, Action.START).supervised
    with refused("不能挂牌督办"):
        ledger.step("甲", hazard(ledger).item_id, Action.SUPERVISE, "州安委会")
    with refused("整改已经开始，责任人不能空着"):
        ledger.edit("甲", item.item_id, {"person": ""})


def test_all_five_stay_while_work_goes_on(ledger: Ledger) -> None:
    major, raised = hazard(ledger, "重大"), hazard(ledger, funds="", plan="")
    for item in (major, raised):
        ledger.step("甲", item.item_id, Action.START)
    with refused("整改已经开始，资金、预案不能空着"):
        ledger.edit("甲", major.item_id, {"funds": "", "plan": ""})
    with refused("整改已经开始，资金、预案不能空着"):
        ledger.edit("甲", raised.item_id, {"grade": "重大"})
    five = {"grade": "重大", "funds": "1 万元", "plan": "看守"}
    assert ledger.edit("甲", raised.item_id, five) == list(five)


def test_a_hazard_waits_for_its_measures(ledger: Ledger) -> None:
    item = hazard(ledger)
    measure = ledger.add("甲", Kind.MEASURE, {"text": "换门", "unit": "乙公司", "person": "李"})
    ledger.link("甲", item.item_id, measure.item_id)
    with refused("不能关联"):
        ledger.link("甲", measure.item_id, item.item_id)
    with refused("关联的措施还没有落实：CS0002"):
        close_item(ledger, item)
    ledger.edit("甲", measure.item_id, {"due_on": "2026-02-01"})
    close_item(ledger, measure)
    ledger.step(REVIEWER, item.item_id, Action.APPROVE, "到位")
    with refused("关联不能取消"):
        ledger.unlink("甲", item.item_id, measure.item_id)


def test_a_mistake_is_declared_void_by_somebody_else(ledger: Ledger) -> None:
    item = hazard(ledger)
    with refused("登记人以外"):
        ledger.step(REGISTRAR, item.item_id, Action.VOID, "登记错了")
    ledger.step(REVIEWER, item.item_id, Action.VOID, "登记错了")
    period = read_period("2026-01", ledger.today)
    form = fill_form(ledger, period)
    assert (form.general.found, form.void) == (0, 1)
    assert "另有作废 1 项" in form_totals(form)


ACTIONS = [
    Action.START, Action.SUBMIT, Action.APPROVE, Action.RETURN, Action.REOPEN, Action.VOID,
    Action.SUPERVISE, Action.LIFT,
]  # fmt: skip
ATTACH_TWICE = [Action.ATTACH] * 2
"""What leads to the end comes more often, so that some get there."""
OPERATION = st.tuples(
    st.sampled_from([*ACTIONS, *ACTIONS[:3] * 2, *ATTACH_TWICE, Action.WITHDRAW, Action.EDIT]),
    st.sampled_from(PEOPLE),
    st.booleans(),
)


def test_nothing_closes_a_hazard_without_evidence_and_review(ledger: Ledger) -> None:
    closed = 0

    @given(operations=st.lists(OPERATION, max_size=30), grade=st.sampled_from(list(Grade)))
    @settings(max_examples=80, deadline=None, derandomize=True, database=None)
    def operate(operations: list[tuple[Action, str, bool]], grade: Grade) -> None:
        nonlocal closed
        item_id = hazard(ledger, grade.value, text=f"隐患 {len(ledger.items())}").item_id
        for action, who, noted in operations:
            before = ledger.get(item_id)
            try:
                _operate(ledger, item_id, action, who, "说明" if noted else "")
            except (LedgerRejected, UnknownEntry):
                assert ledger.get(item_id) == before
        _check_history(ledger.history.events(item_id))
        closed += ledger.get(item_id).state is State.CLOSED

    operate()
    assert closed


def _operate(ledger: Ledger, item_id: int, action: Action, who: str, note: str) -> None:
    if action is Action.ATTACH:
        ledger.attach(who, item_id, "a.png", PICTURE)
    elif action is Action.WITHDRAW:
        held = [e.evidence_id for e in ledger.history.evidence(item_id) if not e.withdrawn]
        ledger.withdraw(who, item_id, held[0] if held else 0, note)
    elif action is Action.EDIT:
        ledger.edit(who, item_id, {"place": f"{who}{note}"})
    else:
        ledger.step(who, item_id, action, note)


def _check_history(events: list[Event]) -> None:
    """Walk the history without the code that wrote it."""
    submitter, proofs = "", 0
    for event in events:
        match event.action:
            case Action.ATTACH:
                proofs += 1
            case Action.WITHDRAW:
                proofs = max(0, proofs - 1)
            case Action.RETURN | Action.REOPEN:
                submitter, proofs = "", 0
            case Action.SUBMIT:
                assert proofs
                submitter = event.who
            case Action.APPROVE:
                assert proofs
                assert submitter not in {"", event.who}
                assert event.note
    closed = [e for e in events if e.state is State.CLOSED and e.action not in {Action.LIFT}]
    assert all(e.action is Action.APPROVE for e in closed)


@pytest.mark.parametrize("seed", range(4))
def test_the_rates_are_what_a_recount_says(seed: int, ledger: Ledger, clock: Clock) -> None:
    """Random hazards over three months; each form is counted anew from the bare rows."""
    chance = random.Random(seed)
    start = ledger.today
    for _ in range(30):
        clock.seconds += chance.random() * 3 * DAY
        found = ledger.today - timedelta(days=chance.randrange(4))
        item = hazard(
            ledger, chance.choice(["一般", "重大"]), region=chance.choice(["昌吉市", "阜康市"]),
            found_on=found.isoformat(), due_on="2026-12-31", text=f"隐患{chance.random()}",
        )  # fmt: skip
        clock.seconds += chance.random() * DAY
        if chance.random() < 0.3 and item.grade == "重大":
            ledger.step("甲", item.item_id, Action.SUPERVISE, "州安委会")
        if chance.random() < 0.6:
            close_item(ledger, item)
            clock.seconds += chance.random() * 2 * DAY
            if chance.random() < 0.2:
                ledger.step("甲", item.item_id, Action.REOPEN, "反弹")
        elif chance.random() < 0.2:
            ledger.step(REVIEWER, item.item_id, Action.VOID, "重复")
    months = {f"{start + timedelta(days=31 * n):%Y-%m}" for n in range(3)}
    for month in sorted(m for m in months if m <= f"{ledger.today:%Y-%m}"):
        for region in ("", "昌吉市", "阜康市"):
            period = read_period(month, ledger.today, "2025-12-01")
            form = fill_form(ledger, period, region)
            _recount(ledger, period.until, region, form_json(form))


def _recount(ledger: Ledger, until: date, region: str, form: dict[str, object]) -> None:
    end = datetime.combine(until + timedelta(days=1), datetime.min.time()).timestamp()
    rows = ledger._file.rows("SELECT item_id, grade, region, found_on FROM items")
    for grade, key in (("一般", "general"), ("重大", "major")):
        found = done = supervised = 0
        for item_id, own, where, day in rows:
            if own != grade or region not in {"", where} or day > until.isoformat():
                continue
            events = ledger._file.rows(
                "SELECT action, state FROM events WHERE item_id = ? AND at < ? ORDER BY event_id",
                item_id, end,
            )  # fmt: skip
            state = events[-1][1] if events else "pending"
            found += state != "void"
            done += state == "closed"
            supervised += state != "void" and "挂牌督办" in {action for action, _ in events}
        told = form[key]
        assert isinstance(told, dict)
        assert (told["found"], told["done"]) == (found, done)
        exact = None if not found else Decimal(done) * 100 / found
        assert (told["rate"] is None) == (exact is None)
        assert exact is None or abs(Decimal(str(told["rate"])) - exact) <= Decimal("0.1")
        assert grade == "一般" or told["supervised"] == supervised


@pytest.mark.parametrize(
    ("found", "done", "told"),
    [
        (0, 0, NO_RATE), (3, 0, "0.0"), (3, 2, "66.7"), (3, 3, "100.0"), (2000, 1999, "99.9"),
        (8, 1, "12.5"),
    ],
)  # fmt: skip
def test_a_rate_of_nothing_is_none_and_of_not_all_never_a_hundred(
    found: int, done: int, told: str
) -> None:
    assert Share(found, done).text == told


def test_the_numbers_of_the_months_add_up(ledger: Ledger, clock: Clock) -> None:
    clock.seconds += 60 * DAY
    figures = ledger.figures
    figures.save("昌吉市", "2026-01", {"study": "2", "fines": "3.5", "risks": "12"})
    figures.save("昌吉市", "2026-02", {"study": "1", "risks": "9"})
    figures.save("阜康市", "2026-02", {"study": "0", "risks": "1"})
    form = fill_form(ledger, read_period("2026-02", ledger.today))
    told = [form.figure(name) for name in ("study", "fines", "risks", "controlled")]
    assert told == ["3", "3.5", "10", NO_RATE]
    assert fill_form(ledger, read_period("2026-02", ledger.today), "阜康市").figure("study") == "0"
    assert fill_form(ledger, read_period("2026-01", ledger.today)).figure("risks") == "12"
    with refused("专题学习次数应为不小于 0 的整数.*处罚罚款（万元）应为"):
        figures.save("", "2026-01", {"study": "1.5", "fines": "-1"})
    assert figures.save("昌吉市", "2026-01", {"study": ""}) == {"fines": "3.5", "risks": "12"}


def test_a_form_does_not_read_all_links_for_each_problem(ledger: Ledger) -> None:
    for _ in range(3):
        item = hazard(ledger, aspect=Aspect.OTHER.value)
        ledger.link("甲", item.item_id, ledger.add("甲", Kind.MEASURE, {"text": "换"}).item_id)
    ledger.history.links = lambda: pytest.fail("all links")  # type: ignore[method-assign]
    filled = fill_form(ledger, read_period("2026-01", ledger.today))
    assert all("换（待落实）" in row.done for row in filled.aspects)
    assert len(filled.aspects) == 3


def test_a_problem_is_told_with_its_measures(ledger: Ledger) -> None:
    item = hazard(ledger, aspect=Aspect.PREVENTION.value)
    measure = ledger.add("甲", Kind.MEASURE, {"text": "换门。"})
    ledger.link("甲", item.item_id, measure.item_id)
    [row] = fill_form(ledger, read_period("", ledger.today)).aspects
    assert row.done.endswith("换门。（待落实）；待整改，时限 2026-01-20。")
    assert row.aspect is Aspect.PREVENTION


@pytest.mark.parametrize(
    ("today", "told"),
    [
        ("2026-01-05", [("2026-01-18", 13), ("2026-12-10", 339)]),
        ("2026-01-18", [("2026-01-18", 0), ("2026-12-10", 326)]),
        ("2026-12-09", [("2026-12-10", 1), ("2026-12-18", 9)]),
        ("2026-12-31", [("2027-01-18", 18), ("2027-12-10", 344)]),
    ],
)
def test_the_next_reports(today: str, told: list[tuple[str, int]]) -> None:
    due = next_due_days(date.fromisoformat(today))
    assert [(one.day.isoformat(), one.left) for one in due] == told


@pytest.mark.parametrize("text", ["2026-13", "26", "二月", "2026-02", "2027", "２０２６"])
def test_a_period_that_is_none_is_refused(text: str) -> None:
    with refused("看不懂|还没有到"):
        read_period(text, date(2026, 1, 5))


def test_double_reports_are_noted(ledger: Ledger) -> None:
    item = hazard(ledger)
    ledger.report("甲", item.item_id, Recipient.HOUSING, "2026-01-03", "昌吉市住建局", "书面")
    ledger.report("甲", item.item_id, Recipient.HOUSING, "2026年1月4日")
    ledger.report("甲", item.item_id, Recipient.OTHER, "2026-01-05")
    twice = double_report(ledger.history.reports(item.item_id))
    assert twice == {Recipient.HOUSING: "2026-01-04", Recipient.WORKERS: ""}
    for day in ("", "2026-01-06", "某日"):
        with refused("报告日期"):
            ledger.report("甲", item.item_id, Recipient.WORKERS, day)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"text": "  "}, "请填写内容"), ({"grade": ""}, "请填写隐患等级"),
        ({"grade": "特大"}, "只能是一般、重大"), ({"found_on": "2026-02-30"}, "不是日期"),
        ({"found_on": "2026-01-06"}, "在今天之后"), ({"due_on": "2025-01-01"}, "早于排查日期"),
        ({"text": "长" * 2001}, "最长 2000 字"), ({"due_on": "0026-01-01"}, "年份不对"),
    ],
)  # fmt: skip
def test_what_is_no_hazard_is_refused(ledger: Ledger, change: dict[str, str], told: str) -> None:
    grade = change.pop("grade", "一般")
    with refused(told):
        hazard(ledger, grade, **change)
    assert ledger.items() == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.exe", b"MZ", "只收"), ("a", PICTURE, "只收"), ("a.pdf", PICTURE, "内容不是"),
        ("a.docx", zipped("evil.exe"), "内容不是"), ("a.xlsx", b"PK\x03\x04", "内容不是"),
        ("a.docx", zipped("xl/workbook.xml"), "内容不是"),
        ("a.docx", zipped("word/document.xml", "word/vbaProject.bin"), "内容不是"),
        ("a.png", b"", "内容不是"), ("大.png", PICTURE + b"0" * (10 * 2**20), "超过 10 MB"),
    ],
)  # fmt: skip
def test_what_is_no_evidence_is_refused(
    ledger: Ledger, name: str, content: bytes, told: str
) -> None:
    item = hazard(ledger)
    with refused(told):
        ledger.attach("甲", item.item_id, name, content)
    assert ledger.history.evidence(item.item_id) == []


def test_a_document_is_evidence(ledger: Ledger) -> None:
    item = hazard(ledger)
    for name, part in (("方案.docx", "word/document.xml"), ("清单.XLSX", "xl/workbook.xml")):
        kept = ledger.attach("甲", item.item_id, name, zipped("[Content_Types].xml", part))
        assert kept.name == name


def test_files_are_private_and_kept_while_another_item_has_them(ledger: Ledger) -> None:
    one, other = hazard(ledger), hazard(ledger, text="别的")
    kept = ledger.attach("甲", one.item_id, "../../etc/a.png", PICTURE)
    ledger.attach("甲", other.item_id, "b.png", PICTURE)
    path = ledger.files.path(kept.digest)
    assert (kept.name, stat.S_IMODE(path.stat().st_mode)) == ("a.png", 0o600)
    ledger.withdraw("甲", one.item_id, kept.evidence_id, "重复")
    assert path.read_bytes() == PICTURE
    with pytest.raises(UnknownEntry):
        ledger.evidence(one.item_id, kept.evidence_id)


def test_who_comes_second_is_told(ledger: Ledger) -> None:
    item = hazard(ledger)
    ledger.edit("甲", item.item_id, {"place": "6 层"}, seen=item.seen)
    for late in (
        lambda: ledger.edit("乙", item.item_id, {"place": "7 层"}, seen=item.seen),
        lambda: ledger.step("乙", item.item_id, Action.START, seen=item.seen),
    ):
        with pytest.raises(EntryChanged, match="YH0001 已被别人改动"):
            late()
    [_, edit] = ledger.history.events(item.item_id)
    assert edit.changes == {"place": ("5 层电梯井", "6 层")}
    assert ledger.edit("乙", item.item_id, {"place": "6 层"}) == []


def test_the_history_cannot_be_changed(ledger: Ledger) -> None:
    hazard(ledger)
    for statement in ("DELETE FROM events", "UPDATE events SET who = '丙'", "DELETE FROM items"):
        with pytest.raises(LedgerBroken):
            ledger._file.run(statement)


def test_filters(ledger: Ledger, clock: Clock) -> None:
    late = hazard(ledger, "重大", due_on="2026-01-03", region="阜康市")
    soon = hazard(ledger, unit="丙公司")
    ledger.add("甲", Kind.MEASURE, {"text": "设平网"})

    def found(**wanted: object) -> list[str]:
        items = ledger.items(replace(ItemFilter(), **wanted))  # type: ignore[arg-type]
        return [item.number for item in items]

    assert found() == ["YH0001", "YH0002", "CS0003"]
    assert found(overdue=True) == found(region="阜康") == found(grade="重大") == [late.number]
    assert found(unit="丙") == [soon.number]
    assert found(words="平网 电梯井") == ["YH0001", "YH0002"]
    assert found(words="项目经理") == []  # nobody is found by name
    assert found(due=date(2026, 1, 3)) == [late.number]
    assert found(kinds=(Kind.MEASURE,), states=(State.PENDING,)) == ["CS0003"]


def test_numbers_as_people_write_them() -> None:
    assert [item_id_of(n) for n in ("YH0012", " yh12 ", "12", "CS0012")] == [12] * 4
    assert [item_id_of(n) for n in ("", "0", "YH", "XX1", "1.5", "9" * 20)] == [None] * 6


def test_a_duty_becomes_a_responsibility(ledger: Ledger) -> None:
    text = (
        "安全管理办法\n第一条 施工单位应当每半年至少组织1次应急演练。\n"
        "第二条 本办法自印发之日起施行。\n"
    )
    document, clauses = make_document("rule", text)
    service = FakeSearch((document, clauses))
    clause = next(c for c in clauses if "演练" in c.text)
    [draft] = drafts_of(service, clause.clause_id, ledger.today)
    assert draft.values["term"]
    item: Item = add_duty(ledger, "甲", service, clause.clause_id, company="示例公司")
    assert (item.number, item.company, item.clause_id) == ("ZR0001", "示例公司", clause.clause_id)
    assert "演练" in item.text
    assert item.duty in document.text
    bare = next(c for c in clauses if "施行" in c.text)
    assert add_duty(ledger, "甲", service, bare.clause_id).citation == bare.citation
