"""Do `zhiku papers` and the files of `zhiku questions` do what they say, and say what they do?"""

import json
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from corpus import import_files
from library.exams import Exams
from library.papers import PaperFile
from library.questions import BankFile, ItemState
from library.questions.formats import read_questions
from search import Settings, open_store, rebuild
from tests.exam_homes import terms
from tests.question_items import make_items

PLAN = """名称: 季度测试
总分: 6
及格: 4
题目:
  - {题型: 单选, 题数: 2, 每题分值: 1.5}
  - {题型: 判断, 题数: 2, 每题分值: 1.5}
"""
LAW = "高支模安全管理规定\n\n第一条　专家论证会的专家人数不得少于5名。\n"


def run(home: Path, *words: object) -> Result:
    return CliRunner().invoke(app, [*map(str, words), "--home", str(home)])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    items = make_items(60)
    with BankFile(Settings(home).questions) as bank:
        bank.add(items)
        bank.judge([item.item_id for item in items], ItemState.REVIEWED, "审题人")
    (tmp_path / "plan.yaml").write_text(PLAN, "utf-8")
    return home


def test_a_paper_from_the_blueprint_to_the_verified_folder(home: Path, tmp_path: Path) -> None:
    make = ("papers", "assemble", "--blueprint", tmp_path / "plan.yaml", "--quarter", "2026Q4")
    made = json.loads(run(home, *make, "-o", tmp_path / "卷", "--json").stdout)
    assert made["total"] == "6"
    assert [len(made["versions"][name]) for name in "AB"] == [4, 4]
    assert {"试卷A.docx", "试卷B.pdf", "答题卡A.docx", "答案B.docx", "题目A.qti.zip"} <= {
        path.name for path in (tmp_path / "卷").iterdir()
    }
    ids = {question["item_id"] for question in made["versions"]["A"]}
    with BankFile(Settings(home).questions) as bank, PaperFile(Settings(home).papers) as papers:
        assert {i.item_id for i in papers.paper(made["paper_id"]).items} == ids
        assert all(bank.uses(item_id)[0].quarter == "2026Q4" for item_id in ids)
    again = json.loads(run(home, *make, "-o", tmp_path / "卷", "--json").stdout)
    assert again == made
    checked = run(home, "papers", "verify", tmp_path / "卷")
    assert (checked.exit_code, "不符 0 处" in checked.stdout) == (0, True)
    other = json.loads(run(home, *make, "-o", tmp_path / "二", "--seed", "2", "--json").stdout)
    assert not ids & {question["item_id"] for question in other["versions"]["A"]}
    swapped = run(home, "papers", "swap", tmp_path / "卷", "A1", "--json")
    now = {question["item_id"] for question in json.loads(swapped.stdout)["versions"]["A"]}
    assert len(ids & now) == 3
    assert run(home, "papers", "verify", tmp_path / "卷").exit_code == 0
    with BankFile(Settings(home).questions) as bank:
        assert [bool(bank.uses(item_id)) for item_id in sorted(ids - now)] == [False]
    assert made["paper_id"] in run(home, "papers", "list").stdout
    settings = Settings(home)
    with PaperFile(settings.papers) as papers, closing(Exams(settings.exams)) as exams:
        paper = papers.paper(made["paper_id"])
        exams.open(paper, terms(), "培训")
    for change in (("withdraw", made["paper_id"]), ("swap", tmp_path / "卷", "A1")):
        refused = run(home, "papers", *change)
        assert refused.exit_code
        assert "已用于考试 1" in refused.stderr
    assert run(home, *make, "-o", tmp_path / "卷").exit_code
    with PaperFile(settings.papers) as papers:
        assert papers.paper(made["paper_id"]) == paper
    settings.exams.unlink()
    assert run(home, "papers", "withdraw", made["paper_id"]).exit_code == 0
    with BankFile(Settings(home).questions) as bank:
        assert not any(bank.uses(item_id) for item_id in now)


def test_what_the_bank_lacks_and_what_is_wrong_is_told(home: Path, tmp_path: Path) -> None:
    make = ("papers", "assemble", "--quarter", "2026Q4", "-o", tmp_path / "卷", "--blueprint")
    lacking = run(home, *make, "安管人员安全生产知识考核")
    assert lacking.exit_code == 1
    assert "多选要 24 题，只能选出 10 题，缺 14 题" in lacking.stderr
    (tmp_path / "bad.yaml").write_text(PLAN.replace("题数: 2", "题数: 无"), "utf-8")
    bad = run(home, *make, tmp_path / "bad.yaml")
    assert (bad.exit_code, bad.stderr.count("题数：写的是“无”")) == (2, 2)
    assert run(home, *make, tmp_path / "没有.yaml").exit_code == 2
    assert not (tmp_path / "卷").exists()
    assert run(tmp_path / "空", *make, tmp_path / "plan.yaml").exit_code == 1
    tried = run(home, *make, tmp_path / "plan.yaml", "--dry-run")
    assert "没有登记" in tried.stdout
    assert run(home, "papers", "list").exit_code == 1


def test_the_blueprints_of_the_product(tmp_path: Path) -> None:
    listed = CliRunner().invoke(app, ["papers", "blueprints"])
    assert "安管人员安全生产知识考核：判断 24×0.5、单选 28×1、多选 24×1.5" in listed.stdout
    to = tmp_path / "b.yaml"
    copied = CliRunner().invoke(app, ["papers", "blueprints", "安全生产知识小测", "-o", str(to)])
    assert copied.exit_code == 0
    assert "名称: 安全生产知识小测" in to.read_text("utf-8")


@pytest.mark.parametrize("name", ["x.xlsx", "x.csv", "x.gift", "x.xml", "x.zip"])
def test_questions_go_out_as_the_name_says(home: Path, tmp_path: Path, name: str) -> None:
    done = run(home, "questions", "export", "-o", tmp_path / name, "--type", "单选")
    assert (done.exit_code, done.stdout.strip()) == (0, f"已导出 10 题到 {tmp_path / name}。")
    assert [row.record for row in read_questions(tmp_path / name)] == make_items(60)[1::6]
    assert run(home, "questions", "export", "-o", tmp_path / name).exit_code == 2


def test_questions_come_in_as_drafts_with_their_basis(home: Path, tmp_path: Path) -> None:
    (tmp_path / "law.txt").write_text(LAW, "utf-8")
    settings = Settings(home, model="none")
    with open_store(settings) as store:
        import_files(store, [tmp_path / "law.txt"])
    rebuild(settings)
    (tmp_path / "q.csv").write_text(
        "题型,题干,选项A,选项B,答案\n"
        "单选,专家论证会的专家人数不得少于（　）。,5名,3名,A\n单选,没有的,1,2,A\n单选,坏的,1,2,C\n",
        "utf-8",
    )
    take = ("questions", "import", tmp_path / "q.csv", "--json")
    tried = json.loads(run(home, *take, "--dry-run").stdout)
    done = run(home, *take, "--person", "张三")
    assert done.exit_code == 3  # a row failed, the others are in
    rows = json.loads(done.stdout)
    assert rows == tried
    assert [(row["result"], row["basis"]) for row in rows] == [
        ("新增", "经检索"), ("新增", "无依据"), ("失败", ""),
    ]  # fmt: skip
    assert rows[0]["citation"].endswith("第一条")
    assert rows[2]["place"] == "第 4 行"
    with BankFile(settings.questions) as bank:
        held = bank.item(rows[0]["item_id"])
        assert (held.state, held.origin.value) == (ItemState.DRAFT, "导入")
        assert bank.history(held.item.item_id)[0].person == "张三"
    again = run(home, "questions", "import", tmp_path / "q.csv").stdout
    assert "已有 2" in again


def test_the_template_is_what_import_reads(tmp_path: Path) -> None:
    to = tmp_path / "t.xlsx"
    assert CliRunner().invoke(app, ["questions", "template", "-o", str(to)]).exit_code == 0
    from openpyxl import load_workbook

    head = [cell.value for cell in load_workbook(to).worksheets[0][1]]
    assert head[:8] == ["题型", "题干", *(f"选项{letter}" for letter in "ABCDEF")]
