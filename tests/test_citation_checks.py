"""Is every citation of a draft found, and judged as a careful person would?"""

import json
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from time import monotonic

import pytest
from typer.testing import CliRunner

from cli import app
from corpus import import_files
from corpus.composing import import_records
from library.citations import Checked, CitationChecker, Verdict
from search import Settings, open_service, open_store, rebuild

pytestmark = pytest.mark.once

HERE = Path(__file__).parent
GOLD = HERE / "golden" / "citation_checks.tsv"


def cases() -> Iterator[tuple[str, str, str]]:
    for line in GOLD.read_text("utf-8").splitlines():
        if not line.startswith(("#", "name\t")):
            name, draft, expected = line.split("\t")
            yield name, draft, expected


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(tmp_path_factory.mktemp("home"))
    documents = Path(str(files("corpus"))) / "documents"
    paths = [
        *sorted((HERE / "golden" / "citations").glob("*.md")),
        *sorted((HERE / "furniture" / "rules").glob("*.md")),
        *sorted((documents / "policies").glob("*.md")),
    ]
    with open_store(settings) as store:
        import_files(store, paths)
        import_records(store, documents)
    rebuild(settings)
    return settings


@pytest.fixture(scope="module")
def checker(settings: Settings) -> CitationChecker:
    return CitationChecker(open_service(settings))


def said(one: Checked) -> str:
    quoted = {True: "+引文相符", False: "+引文不符", None: ""}
    return f"{one.text}={one.verdict.label}{quoted[one.quote.agrees if one.quote else None]}"


def test_the_gold_is_large_and_knows_every_verdict() -> None:
    rows = list(cases())
    assert len(rows) >= 100
    assert len({name for name, *_ in rows}) == len(rows)
    assert all(any(f"={verdict.label}" in row[2] for row in rows) for verdict in Verdict)


@pytest.mark.parametrize(
    ("draft", "expected"), [c[1:] for c in cases()], ids=[c[0] for c in cases()]
)
def test_a_draft_is_judged_right(checker: CitationChecker, draft: str, expected: str) -> None:
    found = " | ".join(said(one) for one in checker.check(draft).checked)
    assert (found or "无") == expected


def test_spans_lead_into_the_draft(checker: CitationChecker) -> None:
    draft = "　依据《示例省工地安全条例》第３条，Ａ㎡后见该条例第 ６ 条。"
    found = checker.check(draft).checked
    assert [draft[one.cited.start : one.cited.end] for one in found] == [one.text for one in found]
    assert [one.clause.clause_id for one in found if one.clause] == [
        "site-safety:a3",
        "site-safety:a6",
    ]


def test_a_day_decides_which_edition_holds(checker: CitationChecker) -> None:
    draft = "《示例省基坑工程管理规定》第三条、《示例市工地夜间照明管理办法》第五条"
    before = checker.check(draft, date(2019, 6, 1)).checked
    assert [one.verdict for one in before] == [Verdict.EXISTS, Verdict.EXISTS]
    assert before[1].document
    assert before[1].document.document_id == "lighting-2019"
    now = checker.check(draft, date(2026, 1, 5)).checked
    assert now[0].verdict is Verdict.ENDED
    assert now[0].successor
    assert now[0].successor.document_id == "pit-2020"
    assert now[1].document
    assert now[1].document.document_id == "lighting-2023"


def test_what_is_wrong_is_said(checker: CitationChecker) -> None:
    def notes(draft: str) -> str:
        [one] = checker.check(draft).checked
        return " ".join([*one.notes, one.quote.note if one.quote else ""])

    assert "共 8 条" in notes("《示例省工地安全条例》第九条")
    assert "没有第三款" in notes("《示例省工地安全条例》第三条第三款")
    assert "来源有脱漏" in notes("《示例市燃气使用安全规定》第四条")
    assert "名称相近而不同的有《安全生产法》" in notes("《安全生产法实施细则》")
    assert "《示例市工地夜间照明管理办法》（2019年）的" in notes(
        "《示例市工地夜间照明管理办法》第四条规定：“作业面的照度不得低于五十勒克斯”"
    )
    assert "第六条" in notes("《示例省工地安全条例》第七条规定：“任何人不得在吊物下方停留”")
    assert "是《关于加强施工扬尘治理的通知》的" in notes(
        "《示例省工地安全条例》（示建函〔2021〕8号）"
    )


def test_differences_are_whole_words(checker: CitationChecker) -> None:
    [one] = checker.check(
        "《示例省工地安全条例》第五条规定“应当在四十八小时内报告工程所在地住房城乡建设部门”。"
    ).checked
    assert one.quote
    changed = [(piece.op.value, piece.text) for piece in one.quote.pieces if piece.op != "same"]
    assert changed == [("deleted", "二十四"), ("inserted", "四十八")]


@pytest.mark.parametrize(
    "draft", ["第" + " " * 100_000, "《" * 100_000, "第" + "1、" * 50_000 + "条", "(" * 100_000]
)
def test_a_hostile_draft_takes_no_longer(checker: CitationChecker, draft: str) -> None:
    begun = monotonic()
    assert checker.check(draft).checked == ()
    assert monotonic() - begun < 60


def test_the_command_tells_and_counts(settings: Settings, tmp_path: Path) -> None:
    home = ["--home", str(settings.home)]
    run = CliRunner().invoke
    good = run(app, ["cite", "--text", "《示例省工地安全条例》第三条", *home])
    assert (good.exit_code, "存在 1" in good.output) == (0, True)
    (tmp_path / "稿.txt").write_text("《示例省工地安全条例》第九条", "utf-8")
    bad = run(app, ["cite", str(tmp_path / "稿.txt"), *home, "--json"])
    assert bad.exit_code == 1
    assert json.loads(bad.output)["citations"][0]["verdict"] == "no_article"
    assert run(app, ["cite", *home]).exit_code == 2
    pit = run(app, ["thresholds", "基坑", "--深度", "4.8", *home])
    assert (pit.exit_code, "：危大" in pit.output) == (0, True)
    for words in (["基坑", "--depth", "4800"], ["装修"], ["脚手架"], ["基坑", "--depth", "-3"]):
        assert run(app, ["thresholds", *words, *home]).exit_code == 2, words
    level = run(app, ["thresholds", "事故", "--deaths", "3", *home, "--json"])
    assert json.loads(level.output)["answer"] == "至少较大"
