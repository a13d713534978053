"""Are papers balanced, free of repeats and of give-aways, their totals exact, their keys right?"""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from random import Random

import pytest
from docx import Document as WordDocument
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from library.errors import BlueprintRejected, PaperLacking, PaperRejected, UnknownPaper
from library.papers import (
    VERSIONS,
    Blueprint,
    Cell,
    Paper,
    PaperFile,
    Wishes,
    assemble,
    key_of,
    letters_of,
    near_quarters,
    paper_from_json,
    paper_json,
    preset_text,
    preset_titled,
    presets,
    read_blueprint,
    read_quarter,
    swap,
    usable,
    used_lately,
    variant,
    verify_folder,
    write_folder,
)
from library.papers.conflicts import Profile, gives_away
from library.questions import BankFile, BankItem, Item, ItemState, ItemType, Origin
from library.questions.formats import Format, question_bytes, read_questions
from tests.question_items import make_item, make_items, reviewed

SINGLE, MULTIPLE, JUDGED = ItemType.SINGLE, ItemType.MULTIPLE, ItemType.TRUE_FALSE
BLANK, SHORT = ItemType.BLANK, ItemType.SHORT
PAPERS_OF_A_BANK = 20
SCORES = [Decimal(text) for text in ("0.1", "0.3", "0.5", "1", "1.5", "3.33")]


def plan(*cells: Cell, gap: int = 4) -> Blueprint:
    return Blueprint("季度测试", cells, Decimal(1), gap=gap)


def filled(items: list[Item]) -> BankFile:
    bank = BankFile(None)
    bank.add(items)
    bank.judge([item.item_id for item in items], ItemState.REVIEWED, "审题人")
    return bank


@st.composite
def plans(draw: st.DrawFn) -> Blueprint:
    types = draw(st.lists(st.sampled_from(list(ItemType)), min_size=2, max_size=5, unique=True))
    counts = draw(st.lists(st.integers(1, 2), min_size=len(types), max_size=len(types)))
    scores = draw(st.lists(st.sampled_from(SCORES), min_size=len(types), max_size=len(types)))
    return plan(*map(Cell, types, counts, scores))


@pytest.mark.once
@settings(max_examples=50)
@given(seed=st.integers(0, 10**6), blueprint=plans(), form=st.sampled_from(list(Format)))
def test_a_thousand_papers(
    tmp_path_factory: pytest.TempPathFactory, seed: int, blueprint: Blueprint, form: Format
) -> None:
    """50 banks of 90 questions, 20 quarters each."""
    items = {item.item_id: item for item in make_items(90, seed)}
    printed: list[Item] = []
    last: dict[str, int] = {}
    with filled(list(items.values())) as bank:
        pool = usable(bank)
        for at in range(PAPERS_OF_A_BANK):
            quarter = f"{2026 + at // 4}Q{at % 4 + 1}"
            used = used_lately(bank, pool, quarter, blueprint.gap)
            paper = assemble(blueprint, pool, quarter, str(seed), used)
            bank.record_use([item.item_id for item in paper.items], quarter, paper.paper_id)
            printed += list(checked(paper, items))
            for item in paper.items:
                assert at - last.get(item.item_id, -99) > blueprint.gap
                last[item.item_id] = at
    path = tmp_path_factory.mktemp("made") / f"x{form.suffix}"
    some = printed[:: len(printed) // 60 + 1] if form is Format.EXCEL else printed[::3]
    path.write_bytes(question_bytes(some, form))
    rows = read_questions(path)
    assert [row.record for row in rows] == some
    for row, item in zip(rows, some, strict=True):
        if item.options and row.draft:
            said = {row.draft.options[n].replace("－>", "->") for n in row.draft.key}
            assert said == right_words(items[item.item_id])


def checked(paper: Paper, items: dict[str, Item]) -> Iterator[Item]:
    """Check a paper against the bank, and yield its questions as they are printed."""
    profiles = [Profile(item) for item in paper.items]
    assert len({item.item_id for item in paper.items}) == len(profiles)
    assert not any(
        gives_away(one, other) for n, one in enumerate(profiles) for other in profiles[:n]
    )
    wanted = [(cell.type, cell.count) for cell in paper.blueprint.cells]
    assert [(chosen[0].type, len(chosen)) for chosen in paper.chosen] == wanted
    orders = []
    for name in VERSIONS:
        version = variant(paper, name)
        assert version.total == paper.blueprint.total
        assert version.total == sum((Decimal(str(q.score)) for q in version.questions), Decimal(0))
        assert [q.number for q in version.questions] == list(range(1, len(profiles) + 1))
        orders.append([q.item.item_id for q in version.questions])
        for question in version.questions:
            own = items[question.item.item_id]
            assert sorted(question.item.options) == sorted(own.options)
            if question.item.type in {SINGLE, MULTIPLE}:
                shown = letters_of(question.item)
                assert {shown[c] for c in key_of(question.item)} == right_words(own)
            else:
                assert question.item == own
            yield question.item
    assert Counter(orders[0]) == Counter(orders[1])


def right_words(item: Item) -> set[str]:
    return {item.options[at] for at in item.key}


def test_the_same_seed_gives_the_same_paper_and_another_another() -> None:
    pool = reviewed(make_items(120))
    blueprint = plan(Cell(SINGLE, 8, Decimal(1)), Cell(JUDGED, 8, Decimal("0.5")))
    one, again, other = (assemble(blueprint, pool, "2026Q4", seed) for seed in ("1", "1", "2"))
    assert one == again
    assert {i.item_id for i in one.items} != {i.item_id for i in other.items}
    assert assemble(blueprint, pool[::-1], "2026Q4", "1") == one
    assert [q.item for q in variant(one, "A").questions] != [
        q.item for q in variant(one, "B").questions
    ]
    assert paper_from_json(paper_json(one)) == one


def test_topics_are_mixed_where_any_may_stand() -> None:
    items = [
        replace(make_item(n, SINGLE, Random(n)), topic="多" if n < 90 else "少") for n in range(100)
    ]
    paper = assemble(plan(Cell(SINGLE, 10, Decimal(1))), reviewed(items), "2026Q4", "1")
    assert Counter(item.topic for item in paper.items) == {"多": 5, "少": 5}


def test_quantities_and_options_that_refer_keep_their_order() -> None:
    base = make_item(1, SINGLE, Random(1))
    kept = [
        ("3日", "5日", "7日", "9日"),
        ("甲", "乙", "丙", "以上都是"),
        ("一个月", "三个月", "六个月"),
    ]
    for options in kept:
        item = replace(base, options=options, key=(1,))
        paper = assemble(plan(Cell(SINGLE, 1, Decimal(1))), reviewed([item]), "2026Q4", "1")
        assert all(variant(paper, name).questions[0].item == item for name in VERSIONS)
    item = replace(base, options=("甲方", "乙方", "丙方", "丁方"), key=(1,))
    paper = assemble(plan(Cell(SINGLE, 1, Decimal(1))), reviewed([item]), "2026Q4", "1")
    shown = {variant(paper, name).questions[0].item.options for name in "ABCDEF"}
    assert len(shown) > 2


def conflicting(number: int, *ranges: tuple[int, int]) -> Item:
    """Return a question that rests on these spans of one text."""
    item = make_item(number, SINGLE, Random(number))
    source = item.sources[0]
    return replace(item, sources=tuple(
        replace(source, document_id="d", start=start, end=end) for start, end in ranges
    ))  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_what_greed_cannot_fill_the_solver_does(seed: int) -> None:
    stars = []
    for star in range(3):  # a middle that is in the way of four others, which suit each other
        spans = [(1000 * star + 10 * n, 1000 * star + 10 * n + 10) for n in range(4)]
        stars += [conflicting(10 * star, *spans)]
        stars += [conflicting(10 * star + 1 + n, span) for n, span in enumerate(spans)]
    paper = assemble(plan(Cell(SINGLE, 12, Decimal(1))), reviewed(stars), "2026Q4", str(seed))
    assert len(paper.items) == 12
    assert not any(item.item_id.endswith("0") for item in paper.items)
    with pytest.raises(PaperLacking) as caught:
        assemble(plan(Cell(SINGLE, 13, Decimal(1))), reviewed(stars), "2026Q4", str(seed))
    assert caught.value.shortages == (
        "单选要 13 题，只能选出 12 题，缺 1 题"
        "（可用的 15 题，其中 3 题与别的题互相提示或已用在别的行）",
    )


def test_what_gives_away() -> None:
    one = Profile(make_item(1, SINGLE, Random(1)))
    asked = replace(one.item, stem="专家论证会的专家人数不得少于（　　）。", options=("5名", "3名"),
                    key=(0,))  # fmt: skip
    other = make_item(2, JUDGED, Random(2))
    says = replace(other, stem="专家论证会的专家人数不得少于5名，由施工单位组织。")
    apart = replace(other, stem="论证组织单位应当从专家库选取5名专家。")
    assert gives_away(Profile(asked), Profile(says))
    assert gives_away(Profile(says), Profile(asked))
    assert not gives_away(Profile(asked), Profile(apart))
    twin = replace(asked, item_id="twin", stem="专家论证会专家人数不得少于（　　）。", sources=())
    assert gives_away(Profile(replace(asked, sources=())), Profile(twin))
    assert not gives_away(one, Profile(make_item(3, SINGLE, Random(3))))
    assert gives_away(Profile(conflicting(1, (0, 10))), Profile(conflicting(2, (9, 20))))
    assert not gives_away(Profile(conflicting(1, (0, 10))), Profile(conflicting(2, (10, 20))))


def test_made_questions_do_not_give_each_other_away() -> None:
    """On this rest the tests that count how many questions a paper finds."""
    for odd in (False, True):
        pairs = combinations(map(Profile, make_items(120, odd=odd)), 2)
        assert not any(gives_away(one, other) for one, other in pairs)


def test_only_what_was_reviewed_and_holds_and_was_not_used_lately_stands_in_a_paper() -> None:
    items = [make_item(n, SINGLE, Random(n)) for n in range(12)]
    with filled(items[:10]) as bank:
        bank.add(items[10:])  # drafts
        bank.flag({items[0].item_id: "条文已修改"})
        bank.judge([items[1].item_id], ItemState.RETIRED, "审题人")
        bank.record_use([items[2].item_id], "2025Q4", "前卷")
        bank.record_use([items[3].item_id], "2025Q3", "更前的卷")
        bank.record_use([items[4].item_id], "2026Q4", "本卷")
        pool = usable(bank)
        assert {each.item.item_id for each in pool} == {f"q{n:04d}" for n in range(2, 10)}
        assert used_lately(bank, pool, "2026Q4", 4, "本卷") == {"q0002"}
        assert used_lately(bank, pool, "2026Q4", 4) == {"q0002", "q0004"}
        assert used_lately(bank, pool, "2026Q4", 0) == set()
        used = used_lately(bank, pool, "2026Q4", 4)
        with pytest.raises(PaperLacking, match=r"缺 1 题.*另有 2 题近 4 个季度用过"):
            assemble(plan(Cell(SINGLE, 7, Decimal(1))), pool, "2026Q4", "1", used)


def test_a_shortage_names_the_cell_and_how_many() -> None:
    pool = reviewed([replace(i, topic="危大工程") for i in make_items(60)])
    cells = (
        Cell(SINGLE, 2, Decimal(1)),
        Cell(SINGLE, 30, Decimal(1), ("危大工程",), (0.67, 1.0)),
        Cell(MULTIPLE, 1, Decimal(2), ("没有的主题",)),
    )
    with pytest.raises(PaperLacking) as caught:
        assemble(plan(*cells), pool, "2026Q4", "1")
    told = caught.value.shortages
    assert len(told) == 2
    assert told[0].startswith("单选（危大工程，难度 难）要 30 题，只能选出 ")
    assert told[1] == "多选（没有的主题）要 1 题，只能选出 0 题，缺 1 题（可用的 0 题）"


def test_measured_difficulty_counts_before_estimated() -> None:
    item = replace(make_item(1, SINGLE, Random(1)), difficulty=0.1)
    from library.questions import Measured

    hard = BankItem(item, ItemState.REVIEWED, Origin.RULE, measured=Measured(30, 0.9))
    cell = Cell(SINGLE, 1, Decimal(1), difficulty=(0.67, 1.0))
    assert cell.takes(hard)
    assert not cell.takes(replace(hard, measured=None))


def test_a_person_picks_leaves_out_and_swaps() -> None:
    pool = reviewed(make_items(120))
    blueprint = plan(Cell(SINGLE, 4, Decimal(1)))
    singles = [each.item.item_id for each in pool if each.item.type is SINGLE]
    paper = assemble(blueprint, pool, "2026Q4", "1", (), Wishes((singles[7],), tuple(singles[:5])))
    ids = {item.item_id for item in paper.items}
    assert singles[7] in ids
    assert not ids & set(singles[:5])
    changed = swap(paper, singles[7], pool, set())
    assert singles[7] not in {item.item_id for item in changed.items}
    assert len({item.item_id for item in changed.items} & ids) == 3
    named = swap(paper, singles[7], pool, set(), by=singles[0])
    assert singles[0] in {item.item_id for item in named.items}
    with pytest.raises(PaperRejected, match="里没有题目"):
        swap(paper, "没有", pool, ())
    with pytest.raises(PaperRejected, match="不能用"):
        swap(paper, singles[7], pool, {singles[0]}, by=singles[0])
    for used, picked, why in (
        ((), "没有", "没有可用的这一题"), ((), "q0000", "没有位置"), (("q0001",), "q0001", "用过"),
    ):  # fmt: skip
        with pytest.raises(PaperRejected, match=why):
            assemble(blueprint, pool, "2026Q4", "1", used, Wishes((picked,)))


def test_quarters() -> None:
    assert read_quarter(" 2026年第四季度 ") == read_quarter("2026q4") == "2026Q4"
    assert near_quarters("2026Q1", 1) == ["2025Q4", "2026Q1", "2026Q2"]
    assert near_quarters("2026Q1", 0) == []
    for wrong in ("2026", "2026Q5", "26Q1", ""):
        with pytest.raises(PaperRejected, match="不是季度"):
            read_quarter(wrong)


def test_a_part_of_its_name_is_enough_for_a_blueprint_of_the_product() -> None:
    assert preset_titled("安管") == "安管人员安全生产知识考核"
    for words, why in (("安全", "不止一份"), ("没有的", "没有"), ("", "没有")):
        with pytest.raises(BlueprintRejected, match=f"{why}名为.*自带的有 全员"):
            preset_titled(words)


def test_the_blueprints_that_come_with_the_product(tmp_path: Path) -> None:
    managers = presets()["安管人员安全生产知识考核"]
    assert [(c.type.value, c.count, str(c.score)) for c in managers.cells] == [
        ("判断", 24, "0.5"), ("单选", 28, "1"), ("多选", 24, "1.5"), ("案例分析", 6, "4"),
    ]  # fmt: skip
    assert list(map(str, (managers.total, managers.passing, managers.partial))) == [
        "100.0", "60", "0.5",
    ]  # fmt: skip
    for title, blueprint in presets().items():
        (tmp_path / "b.yaml").write_text(preset_text(title), "utf-8")
        assert read_blueprint(tmp_path / "b.yaml") == blueprint


BAD = """名称: 季度测试
总分: 十
及格: 6
题目:
  - {题型: 名词解释, 题数: 2, 每题分值: 1}
  - {题型: 单选, 题数: 两, 每题分值: 0.125}
  - {题型: 单选, 题数: 2, 每题分值: 1, 难度: 很难, 备注: 无}
  - 好的
"""
FAULTS = (
    "题目第 1 行（文件第 5 行），题型：写的是“名词解释”",
    "题目第 2 行（文件第 6 行），题数：写的是“两”，应是 1 到 300 的整数",
    "题目第 2 行（文件第 6 行），每题分值：写的是“0.125”",
    "题目第 3 行（文件第 7 行），难度：写的是“很难”",
    "题目第 3 行（文件第 7 行），备注：没有这一项",
    "题目第 4 行（文件第 8 行）：应写 题型、题数、每题分值 各项",
    "文件第 2 行，总分：写的是“十”",
)


@pytest.mark.parametrize(("text", "faults"), [
    (BAD, FAULTS),
    ("名称: 甲\n总分: 3\n及格: 4\n题目:\n  - {题型: 单选, 题数: 3, 每题分值: 0.1}\n",
     ("文件第 2 行，总分：写的是 3，各行合计是 0.3", "文件第 3 行，及格：4 比总分 0.3 还多")),
    ("名称: 甲\n题目: [", ("第 2 行：不是有效的 YAML",)),
    ("a: &x [1]\nb: *x\n", ("第 2 行：不是有效的 YAML",)),
    ("- 1\n", ("第 1 行：应写",)),
    ("", ("第 1 行：应写",)),
    ("[" * 5000, ("行：不是有效的 YAML",)),
])  # fmt: skip
def test_a_blueprint_in_fault_is_told_by_row_and_field(
    tmp_path: Path, text: str, faults: tuple[str, ...]
) -> None:
    (tmp_path / "b.yaml").write_text(text, "utf-8")
    with pytest.raises(BlueprintRejected) as caught:
        read_blueprint(tmp_path / "b.yaml")
    for fault in faults:
        assert any(fault in problem for problem in caught.value.problems), (fault, caught.value)


def test_a_blueprint_in_excel(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("名称", "季度测试"), ("总分", 4), ("及格", 2.5), (),
        ("题型", "主题", "难度", "题数", "每题分值"),
        ("单选题", "危大工程、应急管理", "0.2-0.6", 2, 0.5), ("判断", None, "不限", 3, 1),
    ):  # fmt: skip
        sheet.append(row)
    book.save(tmp_path / "b.xlsx")
    found = read_blueprint(tmp_path / "b.xlsx")
    assert found.cells == (
        Cell(SINGLE, 2, Decimal("0.5"), ("危大工程", "应急管理"), (0.2, 0.6)),
        Cell(JUDGED, 3, Decimal(1)),
    )
    assert (found.total, found.passing) == (Decimal(4), Decimal("2.5"))
    sheet["D6"] = "多"
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(BlueprintRejected, match="第 6 行，题数：写的是“多”"):
        read_blueprint(tmp_path / "b.xlsx")


def test_the_file_of_papers_keeps_them(tmp_path: Path) -> None:
    pool = reviewed(make_items(60))
    paper = assemble(plan(Cell(SINGLE, 2, Decimal("0.1"))), pool, "2026Q4", "1")
    with PaperFile(tmp_path / "papers.db", now=lambda: 5.0) as held:
        held.put(paper)
        held.put(paper)
    with PaperFile(tmp_path / "papers.db") as held:
        assert held.paper(paper.paper_id) == paper
        assert [(one.quarter, one.made_at) for one in held.papers()] == [("2026Q4", 5.0)]
        held.remove(paper.paper_id)
        for asked in (held.paper, held.remove):
            with pytest.raises(UnknownPaper):
                asked(paper.paper_id)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Item]]:
    """A folder with a paper of all types, hostile texts in it, and the bank it came from."""
    items = make_items(90, odd=True)
    cells = [Cell(type_, 3, Decimal("1.5")) for type_ in ItemType]
    paper = assemble(plan(*cells), reviewed(items), "2026Q4", "1")
    folder = tmp_path_factory.mktemp("paper")
    written = write_folder(paper, folder, (".docx",))
    assert len(written) == 2 * (3 + len(Format)) + 1
    return folder, {item.item_id: item for item in items}


def test_what_was_printed_is_verified_against_the_bank(
    made: tuple[Path, dict[str, Item]],
) -> None:
    folder, items = made
    found = verify_folder(folder, items.get)
    assert found.problems == []
    assert (found.questions, found.options) == (36, 2 * (3 * 4 + 3 * 5))
    assert len(found.files) == 2 * (2 + len(Format))


def test_a_blank_a_point_and_an_answer_at_a_glance_are_verified_too(
    made: tuple[Path, dict[str, Item]], tmp_path: Path
) -> None:
    folder, items = made
    copy = shutil.copytree(folder, tmp_path / "copy")
    document = WordDocument(str(copy / "答案B.docx"))
    paragraphs = list(document.paragraphs)
    blank = next(i for i in items.values() if i.type is BLANK and any(
        i.item_id in p.text for p in paragraphs))  # fmt: skip
    written = next(i for i in items.values() if i.type is SHORT and any(
        i.item_id in p.text for p in paragraphs))  # fmt: skip
    for paragraph in paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(blank.blanks[0][0], "另一个答案")
            run.text = run.text.replace(written.points[1], "另一个要点")
    cell = document.tables[0].rows[1].cells[1]
    cell.paragraphs[0].runs[0].text = {"√": "×", "×": "√"}[cell.text]
    document.save(str(copy / "答案B.docx"))
    told = "；".join(verify_folder(copy, items.get).problems)
    assert told.count("答案B.docx") == 3
    assert "答案印的是“另一个答案" in told
    assert "得分点与题库的不同" in told
    assert "第 1 题：答案速查印的是“" in told


def test_a_key_that_is_wrong_is_found_wherever_it_stands(
    made: tuple[Path, dict[str, Item]], tmp_path: Path
) -> None:
    folder, items = made
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    document = WordDocument(str(copy / "答案A.docx"))
    first = next(p for p in document.paragraphs if p.text.startswith("1．答案："))
    run = first.runs[0]
    run.text = run.text.translate(str.maketrans("正确错误", "错误正确"))
    document.save(str(copy / "答案A.docx"))
    (copy / "题目B.csv").unlink()
    problems = verify_folder(copy, items.get).problems
    assert len(problems) == 2
    assert problems[0].startswith("答案A.docx 第 1 题：答案印的是“")
    assert problems[1].startswith("题目B.csv")
    single = next(i for i in items.values() if i.type is SINGLE and (
        i.item_id in (folder / "试卷.json").read_text("utf-8")))  # fmt: skip
    changed = items | {single.item_id: replace(single, key=((single.key[0] + 1) % 4,))}
    problems = verify_folder(folder, changed.get).problems
    assert len(problems) == 2 * (2 + len(Format))
    assert all(single.item_id in p or "按题库应是" in p for p in problems)
    gone = {k: v for k, v in items.items() if k != single.item_id}
    assert any("题库里没有这一题" in p for p in verify_folder(folder, gone.get).problems)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "别的.txt").write_text("要紧", "utf-8")
    paper = assemble(plan(Cell(SINGLE, 1, Decimal(1))), reviewed(make_items(12)), "2026Q4", "1")
    with pytest.raises(PaperRejected, match="别的文件"):
        write_folder(paper, tmp_path, ())
    with pytest.raises(PaperRejected, match="没有 试卷"):
        verify_folder(tmp_path, lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == ["别的.txt"]
