"""Do the commands do, print and return what they promise?"""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from search import Settings, open_store

HOME = "ZHIKU_HOME"


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


def test_init_twice_changes_nothing(tmp_path: Path) -> None:
    first = json.loads(run("init", "--home", str(tmp_path), "--json").stdout)
    second = json.loads(run("init", "--home", str(tmp_path), "--json").stdout)
    assert first["counts"]["新增"] == 5
    assert second["counts"] == {"新增": 0, "更新": 0, "未变": 5, "失败": 0}
    with open_store(Settings(tmp_path)) as store:
        assert store.counts() == (5, 155)


def test_search_prints_citations(home: str) -> None:
    result = run("search", "危大工程 专项施工方案", "--home", home, "--explain")
    assert result.exit_code == 0
    assert "《关于进一步加强全省住建领域安全工作的指导意见》四、（八）" in result.stdout
    assert "BM25" in result.stdout


def test_search_json_is_the_contract(home: str) -> None:
    result = run("search", "五到位", "--home", home, "--json")
    answer = json.loads(result.stdout)
    assert list(answer) == [
        "query", "as_of", "mode", "relaxed", "total", "took_ms", "facets", "hits", "notices",
    ]  # fmt: skip
    hit = answer["hits"][0]
    assert list(hit) == [
        "rank", "clause_id", "document_id", "kind", "title", "doc_no", "issuer", "issued_on",
        "status", "path", "citation", "text", "snippet", "snippet_start", "highlights", "verbatim",
        "scores", "matched_terms", "notes",
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
    assert run("stats", "--home", str(tmp_path / "empty")).exit_code == 1
    assert run("doctor", "--home", str(tmp_path / "empty2")).exit_code == 3
    assert run("show", "nowhere:1", "--home", home).exit_code == 3


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
    assert built["unchanged"] == 155
    assert run("search", "吊篮检查", "--home", home).exit_code == 0


def test_show_a_clause_and_a_document(home: str) -> None:
    clause = json.loads(run("show", "jiliang-2020-133:2.4", "--home", home, "--json").stdout)
    assert clause["citation"].endswith("（吉粮安函〔2020〕133号）二、（四）")
    shown = run("show", "changji-2020-sannian-xingdong", "--home", home)
    assert "实施期满" in shown.stdout
    assert "p4.2.1.2" in shown.stdout
    assert "缺字" in run("show", "changji-2020-sannian-xingdong:p1.3.1", "--home", home).stdout


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


def test_nothing_searches_with_torch_loaded(home: str) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from typer.testing import CliRunner; from cli import app;"
        f"r = CliRunner().invoke(app, ['search', '五到位', '--home', {home!r}]);"
        "assert r.exit_code == 0, r.output; assert 'torch' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
