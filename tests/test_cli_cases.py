"""Do the commands of the case library do, print and return what they promise?"""

import json
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from cli import app
from library.cases import read_case
from search import Settings, open_store
from tests.case_reports import FORMAL, NAMES

COMMANDS = ("list", "show", "stats", "similar", "read", "template", "import", "export")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["cases", *words])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("home"))
    for command in ("init", "reindex"):
        assert CliRunner().invoke(app, [command, "--home", folder]).exit_code == 0
    return folder


def listed(home: str, *words: str) -> list[str]:
    answer = json.loads(run("list", *words, "--home", home, "--json").stdout)
    assert answer["total"] == len(answer["cases"])
    return [case["case_id"] for case in answer["cases"]]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ([], 2, "案例库"),
        (["--help"], 0, "案例库"),
        *(([name, "--help"], 0, "显示这份说明") for name in COMMANDS),
        (["nosuch"], 2, "没有“nosuch”这个命令"),
        (["show"], 2, "没有写出“编号”"),
        (["list", "--type", "塌"], 2, "没有“塌”这个取值"),
        (["list", "--level", "大"], 2, "一般、较大、重大、特别重大"),
        (["list", "--from", "昨天"], 2, "应为日期"),
        (["list", "--min-deaths", "-1"], 2, "不能小于 0"),
        (["list", "--order", "up"], 2, "不在可取的值之中"),
        (["template"], 2, "--to"),
        (["template", "-o", "x.txt"], 2, "只能写成 .xlsx"),
        (["export", "-o", "x.pdf"], 2, "只能写成"),
        (["import", "none.xlsx"], 3, "没有这个文件"),
        (["read", "none.pdf"], 3, "none.pdf"),
    ],
)
def test_usage(words: list[str], code: int, told: str, tmp_path: Path) -> None:
    where = ["--home", str(tmp_path)] if words[:1] in (["import"], ["list"]) else []
    result = run(*words, *where)
    assert result.exit_code == code
    assert told in result.output
    assert "Traceback" not in result.output


def test_lists_are_filtered_and_searched(home: str) -> None:
    assert len(listed(home)) == 47
    assert len(listed(home, "--type", "火灾")) == 3
    assert len(listed(home, "--from", "2021", "--to", "2021", "--level", "重大")) == 3
    assert listed(home, "塔吊", "顶升")
    shown = run("list", "塔吊", "顶升", "--home", home)
    assert "塔吊顶升坠落事故" in re.sub(r"\s", "", shown.stdout)
    nothing = run("list", "红烧肉的做法", "--home", home)
    assert nothing.exit_code == 1
    assert "没有找到案例" in nothing.stdout


def test_a_remark_names_no_field_as_a_program_does(home: str) -> None:
    shown = run("show", "case-20081115-b4919f7c", "--home", home).stdout
    assert "可对照的条款按现行条文" in shown
    assert "related_clauses" not in shown


def test_a_case_is_shown_with_its_level_clauses_and_likes(home: str) -> None:
    found = listed(home, "艳湖社区")[0]
    shown = run("show", found, "--home", home).stdout
    for words in (
        "按国务院令第493号第三条计算：重大", "备注：138名伤者中重伤37人", "相关条款按现行条文",
        "一致：来源与计算都是重大", "未收录", "相近的案例", "经两处来源核对",
    ):  # fmt: skip
        assert words in shown
    answer = json.loads(run("show", found, "--home", home, "--json").stdout)
    assert read_case(answer["record"], found).deaths == 26
    assert len(answer["similar"]) == 3
    near = json.loads(run("similar", found, "--home", home, "--json").stdout)
    assert near["similar"][:3] == answer["similar"]
    assert run("show", "nope", "--home", home).exit_code == 1


def test_statistics_say_that_they_are_no_census(home: str) -> None:
    shown = run("stats", "--home", home).stdout
    assert "共 47 起" in shown
    assert "不代表全国" in shown
    answer = json.loads(run("stats", "--type", "火灾", "--home", home, "--json").stdout)
    assert answer["total"]["cases"] == 3


def test_a_report_becomes_a_row_that_imports(home: str, tmp_path: Path) -> None:
    (tmp_path / "报告.txt").write_text(FORMAL, "utf-8")
    draft = tmp_path / "草稿.xlsx"
    result = run("read", str(tmp_path / "报告.txt"), "-o", str(draft))
    assert result.exit_code == 0
    assert "请人工补充：工程类型" in result.stdout
    assert not [name for name in NAMES if name in result.output]
    cells = [str(cell.value) for sheet in load_workbook(draft) for row in sheet for cell in row]
    assert not [name for name in NAMES if any(name in cell for cell in cells)]
    assert "第3行" in cells
    tried = run("import", str(draft), "--home", home, "--dry-run", "--json")
    assert json.loads(tried.stdout)["counts"] == {"新增": 1}
    with open_store(Settings(Path(home))) as store:
        before = store.counts()
    assert run("import", str(draft), "--home", home).exit_code == 0
    with open_store(Settings(Path(home))) as store:
        assert store.counts()[0] == before[0] + 1
    again = json.loads(run("import", str(draft), "--home", home, "--json").stdout)
    assert again["counts"] == {"未变": 1}


def test_export_and_import_go_round(home: str, tmp_path: Path) -> None:
    for suffix in ("xlsx", "csv", "jsonl"):
        path = tmp_path / f"案例.{suffix}"
        assert run("export", "-o", str(path), "--type", "坍塌", "--home", home).exit_code == 0
        back = json.loads(run("import", str(path), "--home", home, "--json").stdout)
        assert set(back["counts"]) == {"未变"}
    assert run("export", "-o", str(path), "--home", home).exit_code == 2
    assert run("export", "-o", str(path), "--overwrite", "--home", home).exit_code == 0
    none = tmp_path / "无.xlsx"
    assert run("export", "-o", str(none), "红烧肉", "--home", home).exit_code == 1
    assert not none.exists()


def test_a_wrong_row_is_told_and_the_others_stay(home: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "事故名称,事故日期,死亡人数\n某甲事故,2020-01-02,x\n某乙事故,2020-01-03,0\n", "utf-8"
    )
    result = run("import", str(path), "--home", home)
    assert result.exit_code == 3
    assert "第 2 行  失败  某甲事故：“死亡人数”写成了“x”" in result.stdout
    assert "第 3 行  新增  某乙事故" in result.stdout
    assert "运行 zhiku reindex 后即可检索" in run("list", "--home", home).stderr


def test_a_template_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "案例模板.xlsx"
    assert run("template", "-o", str(path)).exit_code == 0
    assert run("template", "-o", str(path)).exit_code == 2
    assert run("template", "-o", str(path), "--overwrite").exit_code == 0
