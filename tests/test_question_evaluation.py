"""Does the evaluation on a department's own questions measure what it says?"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from cli import app
from corpus.errors import UnreadableFile
from library.errors import LibraryError, SheetRejected
from library.evaluation import (
    Answer,
    Trial,
    compare,
    figures_of,
    read_questions,
    read_trials,
    report_tables,
    require_charts,
    run_trial,
    write_report,
    write_template,
)
from search import (
    Mode,
    Settings,
    evaluate_mode,
    open_service,
    open_store,
    read_corpus,
    rebuild,
)
from search.evaluation import fingerprint_of, read_judged

pytestmark = pytest.mark.once


HEAD = "编号\t查询\t预期条款\t分类\t备注"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def sheet(path: Path, *rows: str) -> Path:
    path.write_text("\n".join([HEAD, *rows]) + "\n", "utf-8")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the built-in collection, indexed."""
    folder = tmp_path_factory.mktemp("home")
    assert run("init", "--home", str(folder)).exit_code == 0
    assert run("reindex", "--home", str(folder)).exit_code == 0
    return folder


def answer(name: str, ranks: Sequence[int | None], total: int = 10, **more: str) -> Answer:
    expected = tuple(f"c{at}" for at in range(len(ranks)))
    return Answer(
        name,
        more.get("query", name),
        more.get("style", ""),
        "",
        expected,
        tuple(ranks),
        (),
        total,
        1,
    )


def trial(*answers: Answer) -> Trial:
    return Trial(Mode.HYBRID, "g", "2026-01-01", answers, ())


def test_bad_rows_are_named_and_stop_nothing(tmp_path: Path) -> None:
    rows = [
        "1\t应急演练\tjilin:p1.2.3；《消防法》第二条\t短词\t",
        "2\t\t无\t\t",
        "3\t演练\t\t\t",
        "4\t高考\t无;jilin:1\t\t",
        "5\t应急演练\t无\t\t",
        "",
        "6\t公积金\t无\t\t没有",
    ]
    questions, bad = read_questions(sheet(tmp_path / "q.tsv", *rows))
    assert [(q.name, q.expected) for q in questions] == [
        ("1", ("jilin:p1.2.3", "《消防法》第二条")), ("6", ()),
    ]  # fmt: skip
    assert [row.row for row in bad] == [3, 4, 5, 6]
    assert "没有写查询" in bad[0].reason
    assert "没有写预期条款" in bad[1].reason
    assert "不能与条款写在一起" in bad[2].reason
    assert "第 2 行" in bad[3].reason


def test_what_is_no_set_of_questions_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "q.tsv"
    other.write_text("查询\t答案\n演练\t无\n", "utf-8")
    with pytest.raises(SheetRejected, match="预期条款"):
        read_questions(other)
    with pytest.raises(UnreadableFile):
        read_questions(tmp_path / "none.xlsx")
    with pytest.raises(SheetRejected, match="tsv"):
        read_questions(tmp_path / "q.docx")


def test_the_template_is_read_back(tmp_path: Path) -> None:
    write_template(tmp_path / "t.xlsx")
    questions, bad = read_questions(tmp_path / "t.xlsx")
    assert [bool(question.expected) for question in questions] == [True, False]
    assert bad == []


def test_figures_count_each_expected_answer_once() -> None:
    figures = figures_of([answer("a", [1, None]), answer("b", [4]), answer("c", [], total=0)])
    assert (figures.questions, figures.unanswerable) == (3, 1)
    assert (figures.success_1, figures.success_3, figures.silence) == (0.5, 0.5, 1.0)
    assert figures.mrr_10 == pytest.approx((1 + 1 / 4) / 2)
    assert figures.ndcg_10 == pytest.approx((1 / (1 + 0.63093) + 0.43068) / 2, abs=1e-3)
    nothing = figures_of([])
    assert (nothing.success_1, nothing.mrr_10, nothing.p95_ms) == (None, None, 0)


def test_wins_losses_and_chance() -> None:
    before = trial(answer("a", [3]), answer("b", [1]), answer("c", [], 4), answer("d", [None]))
    now = trial(answer("a", [1]), answer("b", [2]), answer("c", [], 0), answer("e", [1]))
    found = compare(before, now)
    assert [pair[1].name for pair in found.wins] == ["a", "c"]
    assert [pair[1].name for pair in found.losses] == ["b"]
    assert (found.same, found.unmatched, found.chance) == (0, 2, 1.0)
    assert compare(now, now).chance == 1.0


def test_a_saved_result_comes_back(tmp_path: Path) -> None:
    kept = trial(answer("a", [3, None], style="短词"))
    write_report(tmp_path / "r.json", [kept])
    assert read_trials(tmp_path / "r.json") == [kept]
    (tmp_path / "x.json").write_text("[]", "utf-8")
    with pytest.raises(SheetRejected, match="不是评测结果"):
        read_trials(tmp_path / "x.json")


def test_the_page_stands_alone_and_shows_markup_as_text(tmp_path: Path) -> None:
    pytest.importorskip("pygal")
    trials = [trial(answer("a", [1], query="<script>x</script>", style="短<b>词"), answer("b", []))]
    write_report(tmp_path / "r.html", trials, compare(trials[0], trials[0]))
    text = (tmp_path / "r.html").read_text("utf-8")
    page = etree.HTML(text)
    assert len(page.findall(".//svg")) == 4
    assert not page.findall(".//script")
    assert not [e for e in page.iter() if e.get("src") or str(e.get("href", "")).startswith("http")]
    assert "&lt;script&gt;" in text
    assert all(hasattr(finder, "find_spec") for finder in sys.meta_path)


def test_charts_that_cannot_be_drawn_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("library.evaluation.report.find_spec", lambda name: None)
    with pytest.raises(LibraryError, match="pygal"):
        require_charts()


def test_expectations_by_id_citation_number_and_title(home: Path, tmp_path: Path) -> None:
    path = sheet(
        tmp_path / "q.tsv",
        "1\t应急演练频次\tjilin-2018-chengshi-anquan:p1.2.3\t短词\t",
        "2\t安全生产法第二十一条\t安全生产法 第二十一条\t条文号\t",
        "3\t吉粮安函〔2020〕133号\t吉粮安函〔2020〕133号\t文号\t",
        "4\t没有的\t《没有的法》第一条\t\t",
    )
    questions, _ = read_questions(path)
    found = run_trial(open_service(Settings(home=home)), questions, Mode.KEYWORD)
    assert [a.first for a in found.answers] == [1, 1, 1]
    assert [(row.row, "没有的法" in row.reason) for row in found.bad] == [(5, True)]
    names = [table.name for table in report_tables([found], None)]
    assert names == ["合计", "分类", "逐条", "没有计入的行"]


def test_the_command_reports_and_compares(home: Path, tmp_path: Path) -> None:
    path = str(sheet(
        tmp_path / "q.tsv",
        "1\t应急演练频次\tjilin-2018-chengshi-anquan:p1.2.3\t短词\t",
        "2\t公积金提取\t无\t无答案\t",
        "3\t演练\t没有这个编号\t\t",
    ))  # fmt: skip
    where = ("--home", str(home))
    saved, book = str(tmp_path / "r.json"), tmp_path / "r.xlsx"
    first = run("eval", path, "--mode", "keyword", "--report", saved, *where)
    assert first.exit_code == 0, first.output
    assert "第 4 行没有计入" in first.stderr
    assert run("eval", path, "--report", saved, *where).exit_code == 2
    both = run("eval", path, "--against", saved, "--mode", "keyword", "--report", str(book), *where)
    assert "变好 0，变差 0，不变 2" in both.stdout.replace("\n", ""), both.output
    assert "胜负" in load_workbook(book).sheetnames
    result = run("eval", path, "--mode", "keyword", "--mode", "hybrid", "--json", *where)
    value = json.loads(result.stdout)
    assert [t["mode"] for t in value["trials"]] == ["keyword", "hybrid"]
    compared = value["comparison"]
    assert compared["same"] + len(compared["wins"]) + len(compared["losses"]) == 2
    missing = run("eval", path, "--against", "19990101-000000-0000", *where)
    assert missing.exit_code == 3
    assert "没有索引 19990101" in missing.stderr


def test_the_generation_before_is_searched_beside_the_serving_one(tmp_path: Path) -> None:
    where = ("--home", str(tmp_path / "home"))
    assert run("init", *where).exit_code == 0
    assert run("reindex", *where).exit_code == 0
    path = str(sheet(tmp_path / "q.tsv", "1\t夜间施工噪声扰民\t夜间施工须知:1\t\t"))
    assert "没有上一代" in run("eval", path, "--against", "上一代", *where).stderr
    (tmp_path / "夜间施工须知.md").write_text(
        "# 夜间施工须知\n\n夜间施工噪声扰民应当整改。\n", "utf-8"
    )
    assert run("import", str(tmp_path / "夜间施工须知.md"), *where).exit_code == 0
    assert run("reindex", *where).exit_code == 0
    asked = str(sheet(tmp_path / "p.tsv", "1\t夜间施工噪声扰民\t无\t\t"))
    options = ("--against", "上一代", "--mode", "keyword", "--json")
    value = json.loads(run("eval", asked, *options, *where).stdout)
    before, now = (t["answers"][0]["total"] for t in value["trials"])
    assert now > before


def test_missing_measures_are_told_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.evaluation.measures.find_spec", lambda name: None)
    result = run("eval", str(tmp_path / "q.tsv"), "--home", str(tmp_path))
    assert result.exit_code == 3
    assert "ir-measures" in result.stderr


def test_another_corpus_in_the_same_work_folder_is_not_the_old_one(tmp_path: Path) -> None:
    for name, text in (("a", "施工单位应当编制专项方案"), ("b", "建设单位应当申领许可证")):
        row = {"_id": "1", "title": "示例法 第一条", "text": text}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (tmp_path / "queries.jsonl").write_text(
        json.dumps({"_id": "q", "text": "申领许可证"}) + "\n", "utf-8"
    )
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\t1\t1\n", "utf-8")
    figures = [
        json.loads(run(
            "eval", str(tmp_path), "--corpus", str(tmp_path / f"{name}.jsonl"),
            "--work", str(tmp_path / "work"), "--mode", "keyword", "--json",
        ).stdout)[0]["mrr_10"]
        for name in ("a", "b", "a")
    ]  # fmt: skip
    assert figures == [0.0, 1.0, 0.0]
    assert fingerprint_of(tmp_path / "a.jsonl") != fingerprint_of(tmp_path / "b.jsonl")


def test_articles_of_a_corpus_become_laws_that_can_be_named(tmp_path: Path) -> None:
    rows = [
        ("x:1", "示例法 第一条", "甲"),
        ("x:2", "示例法 第八十二条之一", "乙"),
        ("y", "杂谈", "丙"),
    ]
    path = tmp_path / "corpus.jsonl"
    path.write_text(
        "".join(json.dumps({"_id": n, "title": t, "text": x}) + "\n" for n, t, x in rows), "utf-8"
    )
    documents = list(read_corpus(path))
    assert [[c.address for c in clauses] for _, clauses in documents] == [["a1", "a82-1"], ["1"]]
    for document, clauses in documents:
        assert all(document.text[c.start : c.end] == c.text for c in clauses)
    settings = Settings(home=tmp_path / "home")
    with open_store(settings) as store, store.batch():
        for document, clauses in documents:
            store.put(document, clauses)
    rebuild(settings)
    (tmp_path / "queries.jsonl").write_text(
        json.dumps({"_id": "q", "text": "示例法第八十二条之一的内容是什么？"}) + "\n", "utf-8"
    )
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\tx:2\t1\n", "utf-8")
    found = evaluate_mode(open_service(settings), read_judged(tmp_path), Mode.KEYWORD)
    assert found.mrr_10 == 1.0
