"""Do the commands do, print and return what they promise?"""

import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner, Result

from cli import app
from commands.chinese import usage_error
from commands.context import print_fields
from corpus import Kind
from search import Check, Settings, open_store

HOME = "ZHIKU_HOME"
ROOT = Path(__file__).parent.parent


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("home"))
    assert run("init", "--home", folder).exit_code == 0
    assert run("reindex", "--home", folder).exit_code == 0
    return folder


def test_help_lists_the_commands_in_chinese() -> None:
    shown = run("--help").stdout
    for name in ("init", "import", "reindex", "search", "show", "stats", "doctor", "eval", "serve"):
        assert name in shown
    assert "退出码" in shown


USAGE = [
    ([], "用法：zhiku"),
    (["--help"], "退出码"),
    *(
        ([name, "--help"], "显示这份说明")
        for name in ("init", "import", "reindex", "search", "show")
    ),
    *(([name, "--help"], "显示这份说明") for name in ("stats", "doctor", "eval", "serve")),
    *(([name, "--help"], "显示这份说明") for name in ("correct", "remove", "gaps")),
    (["search"], "没有写出“查询”"),
    (["search", "x", "--kind", "bad"], "“bad”不在可取的值之中：policy、regulation"),
    (["search", "x", "--kind", "法律"], "“法律”不在可取的值之中：policy、regulation"),
    (["search", "--help"], "policy 政策文件、"),
    (["search", "x", "--limit", "0"], "不能小于 1"),
    (["search", "x", "--limit", "201"], "不能大于 200"),
    (["search", "x", "--limit", "y"], "应是整数"),
    (["search", "x", "--from", "2020-13-01"], "不是日期"),
    (["search", "x", "--nosuch"], "没有“--nosuch”这个选项"),
    (["search", "-甲"], "在它前面加 --，如 zhiku search -- -甲"),
    (["original", "x"], "没有写出“--output 路径”"),
    (["original", "x"], "用法：zhiku original [选项] --output 路径 文件编号"),
    (["correct", "--help"], "用法：zhiku correct [选项] [编号] [字段=值…]"),
    (["show", "x", "y"], "多出了“y”"),
    (["search", "--mode"], "应写出取值"),
    (["search", "x", "--explain=1"], "不写取值"),
    (["nosuch"], "没有“nosuch”这个命令"),
    (["serch"], "是不是想用 search"),
    (["serve", "--port", "0"], "不能小于 1"),
]
"""Command lines and what is said to them."""

COMMANDS: set[str] = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
OURS = COMMANDS | {"hybrid", "keyword", "semantic"} | set(Kind)
OURS |= {"zhiku", "paths", "nosuch", "serch", "bad", "json", "jsonl", "tsv", "corpus", "queries"}
OURS |= {"qrels", "home", "help", "kind", "status", "issuer", "region", "from", "mode", "limit"}
OURS |= {"explain", "full", "host", "port", "work", "beir", "ctrl", "again", "report", "xlsx"}
OURS |= {"basis", "confirm", "withdraw", "output", "china", "make"}
OURS |= {"against", "template", "overwrite", "html", "eval", "flat", "group", "within"}
OURS |= {"also", "sort", "date", "relevance"}


@pytest.mark.parametrize(("words", "told"), USAGE, ids=lambda value: " ".join(value) or "nothing")
def test_help_and_usage_errors_are_chinese(words: list[str], told: str) -> None:
    result = run(*words)
    assert result.exit_code == (0 if "--help" in words else 2)
    assert told in result.output
    foreign = {word.lower() for word in re.findall(r"(?<![A-Z_])[A-Za-z]{4,}", result.output)}
    assert foreign - OURS == set()


def test_wording_that_is_not_known_is_chinese_too() -> None:
    assert usage_error(typer.BadParameter("Something new.")) == "用法有误：写法有误。"


def test_help_is_never_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    shown = "".join(run("--help").stdout.split())
    assert "按关键词和语义检索条款，每条都带可直接引用的出处。没有找到时退出码为1。" in shown


def test_init_twice_changes_nothing(tmp_path: Path) -> None:
    first = json.loads(run("init", "--home", str(tmp_path), "--json").stdout)
    second = json.loads(run("init", "--home", str(tmp_path), "--json").stdout)
    assert first["counts"]["新增"] == 9  # five notices, four files of records
    assert {name: n for name, n in second["counts"].items() if n} == {"未变": 9}
    with open_store(Settings(tmp_path)) as store:
        assert store.counts() == (141, 479)


def test_search_prints_citations(home: str) -> None:
    result = run("search", "危大工程 专项施工方案", "--home", home, "--explain")
    assert result.exit_code == 0
    assert "《关于进一步加强全省住建领域安全工作的指导意见》四、（八）" in result.stdout
    assert "BM25" in result.stdout


def test_results_are_searched_within_and_stand_by_date(home: str) -> None:
    words = ("search", "危大工程", "--home", home, "--json", "--limit", "200")
    hits = json.loads(run(*words, "--also", "方案", "--sort", "date").stdout)["hits"]
    assert hits
    assert all("方案" in hit["text"] for hit in hits)
    days = [hit["issued_on"] or hit["published_on"] or "" for hit in hits]
    assert days == sorted(days, reverse=True)
    assert len(hits) < len(json.loads(run(*words).stdout)["hits"])
    assert run(*words, "--also", "，").exit_code == 2


def test_a_kind_is_known_by_the_word_staff_use(home: str) -> None:
    options = ("演练", "--home", home, "--json", "--kind")
    by_word = json.loads(run("search", *options, "政策文件").stdout)
    by_value = json.loads(run("search", *options, "policy").stdout)
    assert by_word["total"] == by_value["total"] > 0


def test_long_statistics_say_how_many_are_left_out(home: str) -> None:
    assert re.search("……另有 [1-9][0-9]* 项，--json 可看全部", run("stats", "--home", home).stdout)


def test_a_report_that_cannot_be_written_is_known_before_anything_is_imported(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text("关于吊篮检查的通知\n\n一、吊篮\n\n逐台检查。\n", "utf-8")
    report = tmp_path / "没有" / "报告.xlsx"
    options = ("--home", str(tmp_path / "home"), "--report", str(report))
    result = run("import", str(tmp_path / "a.txt"), *options)
    assert result.exit_code == 3
    assert f"（{report}）：没有这个文件或文件夹" in result.stderr
    assert not (tmp_path / "home").exists()


def test_search_json_is_the_contract(home: str) -> None:
    result = run("search", "五到位", "--home", home, "--json")
    answer = json.loads(result.stdout)
    assert list(answer) == [
        "query", "as_of", "mode", "relaxed", "total", "folded", "took_ms", "facets", "hits",
        "notices", "filters", "suggestions",
    ]  # fmt: skip
    hit = answer["hits"][0]
    assert list(hit) == [
        "rank", "clause_id", "document_id", "kind", "title", "doc_no", "issuer", "region",
        "issued_on", "published_on", "effective_on", "status", "status_basis", "status_as_of",
        "path", "citation",
        "text", "snippet", "snippet_start", "highlights", "verbatim", "scores", "matched_terms",
        "notes", "more", "reasons",
    ]  # fmt: skip
    assert list(hit["scores"]) == ["keyword", "semantic", "fused"]
    assert list(hit["scores"]["keyword"]) == ["rank", "score"]
    assert list(hit["scores"]["semantic"]) == ["rank", "cosine"]
    start, end = hit["highlights"][0]
    assert hit["text"][start:end] == "五到位"


def test_exit_codes(home: str, tmp_path: Path) -> None:
    nothing = run("search", "红烧肉的做法", "--home", home)
    assert nothing.exit_code == 1
    assert "没有找到" in nothing.stdout
    assert run("search", "，。", "--home", home).exit_code == 2
    assert run("search", "安" * 1000, "--home", home).exit_code == 2
    assert run("search", "演练", "--kind", "nonsense", "--home", home).exit_code == 2
    assert run("search", "演练", "--from", "2021-01-01", "--to", "2020-01-01").exit_code == 2
    broken = run("search", "演练", "--home", str(tmp_path / "nowhere"))
    assert broken.exit_code == 3
    assert "zhiku init" in broken.stderr
    for command in ("stats", "gaps"):
        empty = run(command, "--home", str(tmp_path / "empty"))
        assert (empty.exit_code, empty.stdout) == (1, "")
        assert "还没有收录文件。请先运行 zhiku init" in empty.stderr
    assert run("doctor", "--home", str(tmp_path / "empty2")).exit_code == 3
    for unknown in ("nowhere", "nowhere:1", "jiliang-2020-133:99"):
        assert run("show", unknown, "--home", home).exit_code == 1


def test_the_environment_names_the_home(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME, home)
    assert run("search", "五到位").exit_code == 0


def test_import_reports_every_file_and_reindex_finds_it(home: str, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("关于吊篮检查的通知\n\n一、吊篮\n\n逐台检查。\n", "utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    result = run("import", str(tmp_path), "--home", home, "--json")
    assert result.exit_code == 3
    report = json.loads(result.stdout)
    assert report["counts"]["新增"] == report["counts"]["失败"] == 1
    assert [f["result"] for f in report["files"]] == ["失败", "新增"]
    built = json.loads(run("reindex", "--home", home, "--json").stdout)
    assert built["added"] == 1
    assert built["unchanged"] == 479
    assert run("search", "吊篮检查", "--home", home).exit_code == 0


def test_show_a_clause_and_a_document(home: str) -> None:
    clause = json.loads(run("show", "jiliang-2020-133:2.4", "--home", home, "--json").stdout)
    assert clause["citation"].endswith("（吉粮安函〔2020〕133号）二、（四）")
    shown = run("show", "changji-2020-sannian-xingdong", "--home", home)
    assert "实施期满" in shown.stdout
    assert "p4.2.1.2" in shown.stdout
    assert "缺字" in run("show", "changji-2020-sannian-xingdong:p1.3.1", "--home", home).stdout


def test_a_digest_says_once_that_it_is_none_of_the_source(home: str) -> None:
    hits = run("search", "封闭围挡", "--limit", "1", "--home", home).stdout
    assert hits.count("非原文") == 1
    assert "未核实：" not in hits
    shown = run("show", "digest-建设工程安全生产管理条例", "--home", home).stdout
    assert "\n  施工单位应当：市区工程现场实行封闭围挡。\n    对象：施工现场；" in shown
    assert "期限或频次：未核实；所涉危大工程：未核实；罚则：《建设工程安全生产" in shown


def test_a_card_and_a_case_are_shown_whole(home: str) -> None:
    card = run("show", "card-JGJ-80-2016", "--home", home).stdout
    assert "内容：临边洞口" in card
    assert "引用格式：《建筑施工高处作业安全技术规范》（JGJ 80-2016）（卡片，非原文）" in card
    case = run("show", "case-20161124-bf3555de", "--home", home).stdout
    assert "依据  调查报告（国务院事故调查组调查报告〔2017年公布〕），案例不分时效\n" in case
    assert "\n直接原因：7号冷却塔" in case
    assert "印发日期" not in case


def test_the_day_of_an_accident_is_called_so(home: str) -> None:
    for command in ("show", "correct"):
        shown = run(command, "case-20161124-bf3555de", "--home", home).stdout
        assert re.search("事故日期 +2016-11-24", shown)
        assert "印发日期" not in shown


def test_a_long_address_is_folded_and_not_cut() -> None:
    address = "https://www.example.cn/" + "path/" * 30 + "end.html"
    for terminal in (True, False):
        out = Console(width=60, force_terminal=terminal, file=io.StringIO(), color_system=None)
        print_fields(out, [("来源", address), ("日期", "2020-01-01")])
        printed = out.file.getvalue()  # type: ignore[attr-defined]
        assert "…" not in printed
        assert address in "".join(printed.replace("来源", "").split())


MARKUP = """---
source: 见[/a]处
issuer: "[bold]某局[/bold]"
region: "[red]某省"
---
关于[bold]检查[/x]的通知

一、[link]吊篮[/y]

逐台检查。
"""


def test_square_brackets_are_text_not_markup(tmp_path: Path) -> None:
    (tmp_path / "marked.md").write_text(MARKUP, "utf-8")
    home = str(tmp_path / "home")
    report = json.loads(run("import", str(tmp_path / "marked.md"), "--home", home, "--json").stdout)
    assert run("reindex", "--home", home).exit_code == 0
    shown = run("show", report["files"][0]["document_id"], "--home", home)
    assert shown.exit_code == 0
    for words in ("见[/a]处", "[bold]某局[/bold]", "关于[bold]检查[/x]的通知"):
        assert words in shown.stdout
    assert "[bold]某局[/bold]" in run("stats", "--home", home).stdout
    assert "[link]吊篮[/y]" in run("search", "吊篮", "--home", home, "--explain").stdout


def test_doctor_keeps_the_brackets_of_its_advice(
    home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    advice = Check("分词", Check.WARNING, 'pip install "zhiku[speed]"')
    monkeypatch.setattr("commands.status.examine", lambda _: [advice])
    assert 'pip install "zhiku[speed]"' in run("doctor", "--home", home).stdout


def test_what_nobody_foresaw_is_told_in_chinese(home: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("commands.status.examine", fail)
    result = run("doctor", "--home", home)
    assert result.exit_code == 3
    assert result.stderr.startswith("程序出错（ZeroDivisionError：division by zero）")
    assert "Traceback" not in result.output


@pytest.mark.parametrize("words", [["stats"], ["stats", "--json"], ["--help"], ["search", "安全"]])
def test_a_closed_pipe_ends_quietly(home: str, words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "cli", *words]
    env = {**os.environ, HOME: home}
    done = subprocess.run(
        command, stdout=write, stderr=subprocess.PIPE, check=False, cwd=ROOT, env=env
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as place:
        return int(place.getsockname()[1])


@pytest.mark.parametrize("indexed", [True, False])
def test_serve_says_that_it_is_ready_once_it_listens(
    home: str, tmp_path: Path, indexed: bool
) -> None:
    port = free_port()
    folder = home if indexed else str(tmp_path)
    command = [sys.executable, "-m", "cli", "serve", "--port", str(port), "--home", folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as server:
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            assert ("智库已就绪" in said) is indexed
            assert ("目前还不能检索" in said) is not indexed
            while "第一个管理员：zhiku user add 名字 --role 管理员" not in said:
                said = server.stdout.readline()
                assert said, "the server must say how the first administrator comes about"
            with socket.create_connection(("127.0.0.1", port), timeout=5):
                pass
            taken = run("serve", "--port", str(port), "--home", folder)
            assert taken.exit_code == 3
            assert "已被占用" in taken.stderr
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=20)
    assert server.returncode == 0


def test_serve_tells_a_strange_address_from_a_taken_port(home: str) -> None:
    result = run("serve", "--host", "192.0.2.1", "--home", home)
    assert result.exit_code == 3
    assert "本机没有这个地址" in result.stderr
    assert "占用" not in result.stderr


def test_stats_and_doctor(home: str) -> None:
    assert json.loads(run("stats", "--home", home, "--json").stdout)["documents"] >= 5
    result = run("doctor", "--home", home, "--json")
    assert result.exit_code == 0
    assert {check["name"] for check in json.loads(result.stdout)} >= {"索引", "分词", "语义模型"}


def test_eval_measures_a_judged_collection(tmp_path: Path) -> None:
    rows = [("1", "施工单位应当编制专项施工方案"), ("2", "建设单位应当申领施工许可证")]
    corpus = [json.dumps({"_id": n, "title": f"示例 第{n}条", "text": t}) for n, t in rows]
    (tmp_path / "corpus.jsonl").write_text("\n".join(corpus), "utf-8")
    queries = [json.dumps({"_id": "q", "text": "谁申领施工许可证"})]
    (tmp_path / "queries.dev.jsonl").write_text("\n".join(queries), "utf-8")
    (tmp_path / "qrels.dev.tsv").write_text("query-id\tcorpus-id\tscore\nq\t2\t1\n", "utf-8")
    result = run("eval", str(tmp_path), "--mode", "keyword", "--json")
    assert result.exit_code == 0, result.stderr
    [figures] = json.loads(result.stdout)
    assert figures["mrr_10"] == 1.0
    assert run("eval", str(tmp_path / "none")).exit_code == 3


def test_a_past_day_is_asked_for(home: str) -> None:
    days = ["--as-of", "2018-10-07", "--home", home]
    answer = json.loads(run("search", "城市安全发展", *days, "--json", "--limit", "200").stdout)
    assert answer["as_of"] == "2018-10-07"
    assert "anshan-2018-chengshi-anquan-draft" not in {h["document_id"] for h in answer["hits"]}
    assert any("没有显示" in notice for notice in answer["notices"])
    shown = json.loads(run("show", "anshan-2018-chengshi-anquan-draft", *days, "--json").stdout)
    assert (shown["status"], shown["status_basis"]) == ("尚未生效", "2018-10-08才发布")
    clause = shown["clauses"][0]["clause_id"]
    shown = json.loads(run("show", clause, *days, "--json").stdout)
    assert shown["status"] == "尚未生效"
    assert run("show", "jiliang-2020-133", "--as-of", "2020", "--home", home).exit_code == 2


def test_show_tells_standing_and_relations(home: str) -> None:
    shown = run("show", "jiliang-2020-133", "--home", home).stdout
    assert "未核实：来源未载明有效期" in shown
    assert "依据：《中共吉林省委办公厅吉林省人民政府办公厅印发" in shown
    assert "［未收录］" in shown


def test_stats_count_what_holds_today(home: str) -> None:
    counted = json.loads(run("stats", "--home", home, "--json").stdout)["状态"]
    assert counted["征求意见稿"] == counted["实施期满"] == 1
    assert (
        sum(counted.values())
        == json.loads(run("stats", "--home", home, "--json").stdout)["documents"]
    )
