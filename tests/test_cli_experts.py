"""Does `zhiku experts` take a pool from a sheet to a panel whose record anybody can check?"""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from cli import app
from commands.expert_telling import write_file
from library.experts import Contact, Experts
from tests.experts import expert

MOBILE = "10087654321"


def run(home: Path, *words: str) -> Result:
    option = () if words[0] == "verify" else ("--home", str(home))
    return CliRunner().invoke(app, ["experts", *words, *option])


def answer(home: Path, *words: str) -> Any:
    done = run(home, *words, "--json")
    assert done.exit_code == 0, done.output
    assert MOBILE not in done.stdout
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    sheet = str(home / "sample.xlsx")
    assert run(home, "sample", "-o", sheet, "--count", "200").exit_code == 0
    assert len(answer(home, "import", sheet)["rows"]) == 200
    with Experts(home / "experts.db") as pool:
        pool.add("测试", expert(1, "YT1", unit="示例单位999"), Contact(mobile=MOBILE))
    return home


def test_from_request_to_record(home: Path, tmp_path: Path) -> None:
    work = ("--work", "基坑:深度=6.5")
    proposed = answer(home, "draw", "propose", *work)
    assert [need["number"] for need in proposed["needs"]] == [3, 1, 1]
    new = ("--project", "示例工程", "--party", "施工单位=示例单位001", *work)
    officers = ("--officer", "张三", "--officer", "李四")
    begun = answer(home, "draw", "new", *new, *officers)
    request_id = begun["request"]["request_id"]
    assert begun["stage"] == "待承诺"
    assert run(home, "draw", "new", *new, *officers).exit_code == 2
    secrets = {}
    for officer in ("张三", "李四"):
        made = answer(home, "draw", "commit", request_id, "--officer", officer)
        secrets[officer] = made["secret"]
    for officer, secret in secrets.items():
        shown = answer(home, "draw", "reveal", request_id, "--officer", officer, "--secret", secret)
    panel = [one["expert_id"] for one in shown["panel"]]
    assert len(panel) == 5
    assert "待答复" in run(home, "draw", "show", request_id).stdout
    gone, *stay = panel
    shown = answer(home, "draw", "reply", request_id, "--expert", str(gone), "--declined", "出差")
    panel = [one["expert_id"] for one in shown["panel"]]
    assert gone not in panel
    assert set(stay) < set(panel)
    for number in panel:
        answer(home, "draw", "reply", request_id, "--expert", str(number))
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"signed")
    done = answer(
        home, "draw", "conclude", request_id, "--conclusion", "修改后通过", "--scan", str(scan)
    )
    assert done["stage"] == "已论证：修改后通过"
    record = tmp_path / "record.json"
    digest = answer(home, "draw", "publish", request_id, "-o", str(record))["digest"]
    assert MOBILE.encode() not in record.read_bytes()
    assert answer(home, "verify", str(record), "--digest", digest)["holds"]
    assert "相符" in run(home, "verify", str(record)).stdout
    record.write_bytes(record.read_bytes().replace("示例工程".encode(), "别的工程".encode()))
    changed = run(home, "verify", str(record))
    assert changed.exit_code == 1
    assert "这份记录不可信" in changed.stdout
    for suffix, mark in ((".docx", b"PK"), (".pdf", b"%PDF")):
        for name, option in (("record", ()), ("attendance", ("--attendance",))):
            to = tmp_path / f"{name}{suffix}"
            assert run(home, "draw", "sheet", request_id, "-o", str(to), *option).exit_code == 0
            assert to.read_bytes().startswith(mark)
    assert answer(home, "draw", "list")[0]["step"] == "结论"
    assert answer(home, "stats")["reviews"] == 5


def test_what_cannot_be_is_told_with_its_exit_code(home: Path, tmp_path: Path) -> None:
    party = ("--party", "施工单位=示例单位001")
    officers = ("--officer", "张三", "--officer", "李四")
    for words, code, said in (
        (("draw", "show", "1999-0001"), 1, "没有编号为"),
        (("draw", "new", "--project", "甲", *party, "--need", "隧道:90", *officers), 1, "缺"),
        (("draw", "new", "--project", "甲", *party, "--need", "隧道:900", *officers), 2, "99 名"),
        (
            ("draw", "new", "--project", "甲", *party, "--need", "深鸡坑:5", *officers),
            2,
            "基坑工程",
        ),
        (("draw", "new", "--project", "甲", *party, "--need", "基坑", *officers), 2, "读不懂"),
        (("draw", "propose", "--work", "基坑:深=6"), 2, "读不懂"),
        (("show", "99999"), 1, "没有编号为"),
        (("export", "-o", str(tmp_path / "out.txt")), 2, "只能写成"),
        (("find", "养老金怎么领"), 1, "没有找到"),
        (("import", str(tmp_path / "none.xlsx")), 3, "没有这个文件"),
        (("verify", str(tmp_path / "none.json")), 3, "没有这个文件"),
    ):
        done = run(home, *words)
        assert done.exit_code == code, (words, done.output)
        assert said in done.output, (words, done.output)


def test_contact_data_come_only_where_they_are_asked_for(home: Path, tmp_path: Path) -> None:
    with Experts(home / "experts.db") as pool:
        number = str(pool.all()[-1].expert_id)
    assert answer(home, "find", "基坑", "--limit", "500")["total"] > 0
    assert "contact" not in answer(home, "show", number)
    assert MOBILE not in run(home, "show", number).output
    assert MOBILE in run(home, "show", number, "--contacts").stdout
    plain, secret = tmp_path / "plain.csv", tmp_path / "secret.csv"
    answer(home, "export", "-o", str(plain))
    answer(home, "export", "-o", str(secret), "--contacts")
    assert MOBILE not in plain.read_text("utf-8")
    assert MOBILE in secret.read_text("utf-8")
    assert secret.stat().st_mode & 0o777 == 0o600
    with Experts(home / "experts.db") as pool:
        seen = [entry.after.get("purpose") for entry in pool.history(int(number))]
    assert seen[:2] == ["导出", "命令行查看"]


def test_the_key_is_not_in_a_backup_and_the_backup_says_so(home: Path, tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["init", "--home", str(home)]).exit_code == 0
    archive = tmp_path / "backup.zip"
    done = CliRunner().invoke(app, ["backup", str(archive), "--home", str(home)])
    assert done.exit_code == 0, done.output
    assert "备份里没有专家联系方式的密钥" in done.output
    assert (home / "experts.key").read_bytes().strip() not in archive.read_bytes()
    copy = tmp_path / "kept.key"
    told = answer(home, "key", "-o", str(copy))
    assert told["problem"] == ""
    assert copy.read_bytes() == (home / "experts.key").read_bytes()
    restored = tmp_path / "restored"
    done = CliRunner().invoke(app, ["restore", str(archive), "--home", str(restored)])
    assert done.exit_code == 0, done.output
    assert "备份里没有专家联系方式的密钥" in done.output
    assert run(restored, "key").exit_code == 3
    (restored / "experts.key").write_bytes(copy.read_bytes())
    assert run(restored, "key").exit_code == 0


def test_a_secret_file_is_its_owners_even_where_one_was_there(tmp_path: Path) -> None:
    to = tmp_path / "record.json"
    to.write_text("old and longer")
    to.chmod(0o644)
    write_file(to, b"new", secret=True)
    assert (to.read_bytes(), to.stat().st_mode & 0o777) == (b"new", 0o600)
