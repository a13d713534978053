"""What do the tests of papers and exams share? A bank that was reviewed, a paper, and a test."""

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from library.exams import Answers, Exam, Examinee, Exams, Terms
from library.papers import Blueprint, Cell, Paper, PaperDesk, PaperFile, Variant, paper_id_of
from library.questions import BankFile, ItemState, ItemType
from search import Settings
from tests.question_items import make_items

__all__ = ["NOW", "PAPER_ID", "PLAN", "TOKEN", "answered", "furnish_exam", "person",
           "right_answers", "terms", "with_paper"]  # fmt: skip

NOW = 1_800_000_000.0
PLAN = Blueprint(
    "季度测试",
    (
        Cell(ItemType.TRUE_FALSE, 3, Decimal("0.5")),
        Cell(ItemType.SINGLE, 4, Decimal(1)),
        Cell(ItemType.MULTIPLE, 4, Decimal("1.5")),
        Cell(ItemType.BLANK, 2, Decimal(2)),
        Cell(ItemType.SHORT, 1, Decimal(5)),
        Cell(ItemType.CASE, 1, Decimal(4)),
    ),
    Decimal(12),
    30,
    partial=Decimal("0.5"),
)

PAPER_ID = paper_id_of(PLAN, "2026Q4", "1")
TOKEN = "furnished-test"
"""Where the test of a furnished home is sat; real ones are not to be guessed."""


def with_paper(desk: PaperDesk, quarter: str = "2026Q4", seed: str = "1") -> Paper:
    """Review made questions and assemble a paper of them."""
    items = make_items(60)
    desk.bank.add(items)
    desk.bank.judge([item.item_id for item in items], ItemState.REVIEWED, "培训")
    return desk.make(PLAN, quarter, seed)


def terms(**changes: object) -> Terms:
    """Return the rules of a test that is open at `NOW` for a day."""
    given: dict[str, object] = {
        "title": "季度测试", "opens_at": NOW - 100, "closes_at": NOW + 86_400, "minutes": 30,
        "partial": Decimal("0.5"),
    }  # fmt: skip
    return Terms(**{**given, **changes})  # type: ignore[arg-type]


def person(name: str = "张三", unit: str = "甲公司", audience: str = "安管人员") -> Examinee:
    """Return somebody who sits a test."""
    return Examinee(name, unit, audience)


def right_answers(version: Variant) -> dict[int, tuple[str, ...]]:
    """Return what is right of all that a program scores."""
    found: dict[int, tuple[str, ...]] = {}
    for one in version.questions:
        if one.item.key:
            found[one.number] = tuple(chr(ord("A") + at) for at in one.item.key)
        elif one.item.blanks:
            found[one.number] = tuple(accepted[-1] for accepted in one.item.blanks)
    return found


def answered(version: Variant, chance: Random) -> Answers:
    """Return what somebody might answer: right, wrong, in part, or nothing."""
    found: dict[int, tuple[str, ...]] = {}
    right: Mapping[int, tuple[str, ...]] = right_answers(version)
    for one in version.questions:
        letters = [chr(ord("A") + at) for at in range(len(one.item.options))]
        if letters and chance.random() < 0.5:
            count = chance.randint(0, len(letters)) if one.item.type is ItemType.MULTIPLE else 1
            found[one.number] = tuple(sorted(chance.sample(letters, count)))
        elif one.number in right:
            found[one.number] = right[one.number]
        elif chance.random() < 0.7:
            found[one.number] = (f"第{one.number}题的回答",)
    return {number: given for number, given in found.items() if given}


def furnish_exam(settings: Settings, now: float) -> Exam:
    """Give a home a bank, a paper and a test that some have sat and one is sitting."""
    with BankFile(settings.questions) as bank, PaperFile(settings.papers) as papers:
        paper = with_paper(PaperDesk(bank, papers))
    exams = Exams(settings.exams, now=lambda: now)
    rules = terms(opens_at=now - 3600, closes_at=now + 30 * 86_400)
    exam = exams.open(paper, rules, "培训")
    exams._file.run("UPDATE exams SET token = ?", TOKEN)
    exam = exams.by_token(TOKEN)
    chance = Random(7)
    for at, name in enumerate(("张三", "李四", "王五", "赵六", "钱七", "孙八")):
        who = person(name, ("甲公司", "乙公司")[at % 2], ("安管人员", "农民工", "新入职")[at % 3])
        sitting, _ = exams.sittings.begin(exam, who)
        exams.sittings.save(sitting.number, answered(exam.variant(sitting.version), chance), 0)
        if at < 5:
            exams.sittings.submit(sitting.number)
    exams.close()
    return exam
