"""Does `zhiku user` keep accounts as it says, and ask for passwords only where nobody sees them?"""

import getpass
import json
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner, Result

from cli import app
from library.accounts import Accounts, AuditQuery, Role
from library.accounts import passwords as passwords_module
from library.errors import SignInRefused
from tests.accounts import PASSWORD, fast_passwords


@pytest.fixture(autouse=True)
def fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        passwords_module, "PasswordHasher", lambda: PasswordHasher(1, 8, parallelism=1)
    )


def run(home: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["user", *words, "--home", str(home)], input=typed)


def add(home: Path, name: str, *roles: str) -> Result:
    options = [word for role in roles for word in ("--role", role)]
    return run(home, "add", name, *options, "--password-stdin", typed=f"{PASSWORD}\n")


def opened(home: Path) -> Accounts:
    return Accounts(home / "accounts.db", passwords=fast_passwords())


def test_the_first_administrator(tmp_path: Path) -> None:
    empty = run(tmp_path, "list")
    assert (empty.exit_code, "zhiku user add" in empty.stderr) == (1, True)
    assert add(tmp_path, "张三", "管理员").exit_code == 0
    with opened(tmp_path) as accounts:
        assert accounts.sign_in("张三", PASSWORD, "").roles == {Role.ADMINISTRATOR}
        [entry] = accounts.trail.entries(AuditQuery(action="新增用户"))
        assert entry.who == f"{getpass.getuser()}（终端）"
    [listed] = json.loads(run(tmp_path, "list", "--json").stdout)
    assert (listed["name"], listed["roles"], listed["disabled"]) == ("张三", ["管理员"], False)
    assert "张三  管理员  可用" in run(tmp_path, "list").stdout


def test_roles_may_be_left_out_or_repeated(tmp_path: Path) -> None:
    add(tmp_path, "甲")
    add(tmp_path, "乙", "编辑", "培训")
    with opened(tmp_path) as accounts:
        assert accounts.users.named("甲").roles == {Role.READER}
        assert accounts.users.named("乙").roles == {Role.EDITOR, Role.TRAINER}
    wrong = add(tmp_path, "丙", "皇帝")
    assert wrong.exit_code == 2
    assert "“皇帝”不在可取的值之中：读者、编辑" in wrong.output


def test_a_password_is_typed_twice_and_never_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = [PASSWORD, PASSWORD, PASSWORD, "something else"]
    monkeypatch.setattr(getpass, "getpass", lambda _: typed.pop(0))
    monkeypatch.setattr("commands.users._at_a_terminal", lambda: True)
    done = run(tmp_path, "add", "张三")
    assert done.exit_code == 0, done.output
    assert PASSWORD not in done.output
    wrong = run(tmp_path, "add", "李四")
    assert (wrong.exit_code, "不一致" in wrong.output) == (2, True)
    with opened(tmp_path) as accounts:
        assert [user.name for user in accounts.users.all()] == ["张三"]


def test_without_a_terminal_a_script_must_say_so(tmp_path: Path) -> None:
    result = run(tmp_path, "add", "张三", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert (result.exit_code, "--password-stdin" in result.output) == (2, True)


@pytest.mark.parametrize(
    ("name", "password", "told"),
    [
        ("张三", "short", "至少要 10 个字符"),
        ("a b", PASSWORD, "不能用"),
        ("已有", PASSWORD, "已有"),
    ],
)
def test_what_is_refused_changes_nothing(
    tmp_path: Path, name: str, password: str, told: str
) -> None:
    add(tmp_path, "已有")
    result = run(tmp_path, "add", name, "--password-stdin", typed=f"{password}\n")
    assert (result.exit_code, told in result.output) == (2, True)
    with opened(tmp_path) as accounts:
        assert len(accounts.users.all()) == 1


def test_a_password_is_set_anew(tmp_path: Path) -> None:
    add(tmp_path, "张三", "管理员")
    with opened(tmp_path) as accounts:
        session = accounts.sessions.begin(accounts.users.named("张三").user_id, "", "")
        for _ in range(5):
            with pytest.raises(SignInRefused):
                accounts.sign_in("张三", "wrong", "10.0.0.1")
        done = run(tmp_path, "passwd", "张三", "--password-stdin", typed="another long one\n")
        assert done.exit_code == 0
        assert accounts.by_session(session) is None
        assert not accounts.sign_in("张三", "another long one", "10.0.0.1").temporary


def test_roles_and_states(tmp_path: Path) -> None:
    add(tmp_path, "张三", "管理员")
    add(tmp_path, "李四", "读者")
    assert run(tmp_path, "roles", "李四", "--role", "审核").exit_code == 0
    assert run(tmp_path, "disable", "李四").exit_code == 0
    with opened(tmp_path) as accounts:
        user = accounts.users.named("李四")
        assert user.disabled
        assert user.roles == {Role.MODERATOR}
    assert "李四  审核  已停用" in run(tmp_path, "list").stdout
    assert run(tmp_path, "enable", "李四").exit_code == 0
    for words in (("disable", "张三"), ("roles", "张三", "--role", "读者")):
        result = run(tmp_path, *words)
        assert (result.exit_code, "最后一个可用的管理员" in result.output) == (2, True)
    assert run(tmp_path, "roles", "李四").exit_code == 2
    with opened(tmp_path) as accounts:
        assert not accounts.users.named("李四").disabled
        assert accounts.users.named("张三").roles == {Role.ADMINISTRATOR}


@pytest.mark.parametrize("command", ["passwd", "roles", "disable", "enable", "token"])
def test_a_name_that_is_none(tmp_path: Path, command: str) -> None:
    options = ["--password-stdin"] if command == "passwd" else []
    result = run(tmp_path, command, "无此人", *options, typed="a long password\n")
    assert (result.exit_code, "没有名为“无此人”的用户" in result.output) == (1, True)


def test_tokens(tmp_path: Path) -> None:
    add(tmp_path, "张三")
    assert run(tmp_path, "token", "张三").exit_code == 1
    made = run(tmp_path, "token", "张三", "--new", "同步程序")
    secret = made.stdout.strip()
    assert "只显示这一次" in made.stderr
    with opened(tmp_path) as accounts:
        assert accounts.by_token(secret) == accounts.users.named("张三")
        listed = run(tmp_path, "token", "张三")
        assert "1  同步程序  有效" in listed.stdout
        assert secret not in listed.stdout
        assert run(tmp_path, "token", "张三", "--revoke", "1").exit_code == 0
        assert accounts.by_token(secret) is None
    [told] = json.loads(run(tmp_path, "token", "张三", "--json").stdout)
    assert told["revoked_at"] is not None
    assert run(tmp_path, "token", "张三", "--revoke", "9").exit_code == 2


def test_a_file_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "accounts.db").write_text("no database " * 100)
    result = run(tmp_path, "list")
    assert (result.exit_code, "无法使用" in result.output) == (3, True)
