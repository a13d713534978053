"""Is the report of an import true, whole and safe to open, on every way out?"""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from cli import app
from search import Settings, open_store

TEXT = (
    "关于示例工作的通知\n\n示函〔2024〕1号\n\n一、工作目标\n\n落实安全生产责任，逐级签订责任书。\n\n"
    "二、工作要求\n\n各单位应当按照规定组织检查，发现隐患立即整改。\n\n示例市住房和城乡建设局\n\n2024年3月5日\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "材料"
    found.mkdir()
    (found / "甲.txt").write_text(TEXT, "utf-8")
    (found / "空.txt").write_bytes(b"")
    (found / "图.jpg").write_bytes(b"x")
    return found


def run(folder: Path, *words: str) -> Result:
    home = str(folder.parent / "home")
    return CliRunner().invoke(app, ["import", str(folder), "--home", home, *words])


def report(folder: Path, *words: str) -> dict[str, dict[str, Any]]:
    told = json.loads(run(folder, "--json", *words).stdout)
    return {Path(one["path"]).name: one for one in told["files"]}


def test_a_dry_run_says_what_the_import_then_does(folder: Path) -> None:
    tried = run(folder, "--dry-run", "--json")
    assert not (folder.parent / "home").exists()
    done = run(folder, "--json")
    first, second = json.loads(tried.stdout), json.loads(done.stdout)
    assert (first.pop("dry_run"), second.pop("dry_run")) == (True, False)
    assert first == second
    assert tried.exit_code == done.exit_code == 3


def test_a_dry_run_over_a_collection_changes_nothing(folder: Path) -> None:
    run(folder)
    home = folder.parent / "home"
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    (folder / "甲.txt").write_text(TEXT.replace("逐级", "逐人"), "utf-8")
    (folder / "乙.txt").write_text("关于另外工作的通知\n\n一、检查\n\n检查吊篮。\n", "utf-8")
    tried = report(folder, "--dry-run")
    assert (tried["甲.txt"]["result"], tried["乙.txt"]["result"]) == ("更新", "新增")
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before
    assert report(folder) == tried


def test_an_update_says_what_changed(folder: Path) -> None:
    run(folder)
    changed = (
        TEXT.replace("1号", "2号").replace("逐级", "逐人")
        + "\n三、附则\n\n本通知自印发之日起施行。\n"
    )
    (folder / "甲.txt").write_text(changed.replace("二、工作要求", "二、严格要求"), "utf-8")
    changes = report(folder, "--dry-run")["甲.txt"]["changes"]
    assert {"field": "doc_no", "before": "示函〔2024〕1号", "now": "示函〔2024〕2号"} in changes[
        "fields"
    ]
    assert "1" in changes["clauses_changed"]
    assert "3" in changes["clauses_added"]
    shown = run(folder).stdout
    assert "文号：示函〔2024〕1号 → 示函〔2024〕2号" in shown
    assert "条款：" in shown


def test_what_is_nearly_the_same_is_told_and_not_merged(folder: Path) -> None:
    noise = "打印本页\n分享到微信\n"
    (folder / "转载.txt").write_text(TEXT.replace("示函〔2024〕1号", "") + noise, "utf-8")
    files = report(folder)
    [near] = files["转载.txt"]["similar"] or files["甲.txt"]["similar"]
    assert near["share"] > 0.6
    assert near["advice"]
    with open_store(Settings(folder.parent / "home")) as store:
        assert store.counts()[0] == 2
    (folder / "又.txt").write_text(TEXT, "utf-8")
    assert report(folder)["又.txt"]["result"] == "重复"
    with open_store(Settings(folder.parent / "home")) as store:
        assert store.counts()[0] == 2


def test_doubts_are_listed_for_a_person(folder: Path) -> None:
    (folder / "甲.txt").write_text(TEXT.replace("2024年3月5日", "2024年3月5\n"), "utf-8")
    (folder / "丙.txt").write_text("没有标题的一段话，说的是安全检查。\n", "utf-8")
    told = json.loads(run(folder, "--dry-run", "--json").stdout)
    doubts = [doubt for one in told["files"] for doubt in one["doubts"]]
    assert told["doubtful"] == sum(bool(one["doubts"]) for one in told["files"]) > 0
    assert all(doubt["field"] and doubt["reason"] for doubt in doubts)
    shown = run(folder, "--dry-run").stdout
    assert "待核实" in shown
    assert "zhiku correct" in shown


def test_the_report_as_a_workbook_holds_no_formula(folder: Path) -> None:
    (folder / "=cmd.txt").write_text('=HYPERLINK("http://x","y")\n\n一、正文\n\n内容。\n', "utf-8")
    target = folder.parent / "报告.xlsx"
    assert run(folder, "--report", str(target)).exit_code == 3
    book = load_workbook(target)
    assert book.sheetnames == ["合计", "文件", "待核实", "内容相近"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    rows = {Path(str(row[0])).name: row for row in book["文件"].iter_rows(values_only=True)}
    assert rows["空.txt"][1] == "失败"
    assert len(rows) == 5


def test_the_report_as_markdown(folder: Path) -> None:
    (folder / "a|b_<script>.txt").write_text(TEXT, "utf-8")
    target = folder.parent / "报告.md"
    run(folder, "--dry-run", "--report", str(target))
    written = target.read_text("utf-8")
    assert "## 待核实" in written
    assert r"a\|b\_\<script\>.txt" in written


def test_a_report_of_another_kind_is_refused_before_anything_is_read(folder: Path) -> None:
    result = run(folder, "--report", "报告.pdf")
    assert result.exit_code == 2
    assert ".xlsx" in result.stderr
    assert not (folder.parent / "home").exists()


def test_long_lists_are_cut_on_the_screen_only(folder: Path) -> None:
    for number in range(40):
        text = f"关于第{number}项工作的通知\n\n一、目标\n\n落实第{number}项责任。\n"
        (folder / f"{number}.txt").write_text(text, "utf-8")
    shown = run(folder, "--dry-run").stdout
    assert "新增（41）" in shown
    assert "另有 31 项" in shown
    assert "共 43 个文件：新增 41，失败 1，略过 1" in shown
    assert len(report(folder, "--dry-run")) == 43
