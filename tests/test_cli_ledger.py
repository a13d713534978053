"""Do the commands of the ledger do, print and return what they promise?"""

import json
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli import app
from library.accounts import Accounts, AuditQuery
from tests.ledgers import fill_ledger


def run(home: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["ledger", *words, "--home", str(home)])


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fill_ledger(tmp_path, time.time)
    return tmp_path


def test_lists_are_shown_and_filtered(home: Path, tmp_path: Path) -> None:
    told = run(home, "list")
    assert (told.exit_code, "塔式起重机" in told.stdout) == (0, True)
    answer = json.loads(run(home, "list", "--kind", "问题隐患", "--state", "open", "--json").stdout)
    assert [item["number"] for item in answer["items"]] == ["YH0001", "YH0004"]
    assert run(home, "list", "没有这样的").exit_code == 1
    wrong = run(home, "list", "--state", "gone")
    assert (wrong.exit_code, "--state 只能取" in wrong.stderr) == (2, True)


def test_what_is_exported_imports_unchanged(home: Path) -> None:
    path = home / "台账.xlsx"
    assert run(home, "export", "-o", str(path)).exit_code == 0
    assert run(home, "export", "-o", str(path)).exit_code == 2
    answer = json.loads(run(home, "import", str(path), "--json").stdout)
    assert answer["counts"] == {"未变": 5}
    with Accounts(home / "accounts.db") as accounts:
        [entry] = accounts.trail.entries(AuditQuery())
    assert (entry.action, json.loads(entry.after)) == ("台账：导入", {"未变": 5})
    assert run(home, "export", "-o", str(home / "a.docx")).exit_code == 0


def test_the_form(home: Path) -> None:
    path = home / "统计表.xlsx"
    told = run(home, "form", "2026-01", "--region", "昌吉市", "-o", str(path), "--json")
    answer = json.loads(told.stdout)
    assert answer["general"]["found"] == answer["major"]["found"] == 1
    assert path.read_bytes().startswith(b"PK")
    assert "前报" in run(home, "form").stdout
    wrong = run(home, "form", "2026-99")
    assert (wrong.exit_code, "看不懂" in wrong.stderr) == (2, True)
