"""Are accounts, sessions, tokens and the audit log kept as they must be?"""

import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from library.accounts import ALLOWED, Accounts, Actor, AuditQuery, Permission, Role
from library.accounts.account_file import AccountFile
from library.accounts.sessions import IDLE, LONGEST
from library.errors import AccountRejected, AccountsBroken, SignInRefused, UnknownUser
from tests.accounts import PASSWORD, TERMINAL, Clock, fast_passwords, open_accounts


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    with open_accounts(tmp_path, clock) as opened:
        opened.users.add(TERMINAL, "张三", PASSWORD, [Role.ADMINISTRATOR])
        yield opened


def actions(accounts: Accounts) -> list[str]:
    return [entry.action for entry in reversed(accounts.trail.entries(AuditQuery()))]


def test_only_the_owner_can_read_the_files(tmp_path: Path, accounts: Accounts) -> None:
    found = sorted(tmp_path.iterdir())
    assert [path.name for path in found] == ["accounts.db", "accounts.db-shm", "accounts.db-wal"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in found} == {0o600}


def test_nothing_secret_is_in_the_file(tmp_path: Path, accounts: Accounts) -> None:
    user = accounts.users.named("张三")
    session = accounts.sessions.begin(user.user_id, "10.0.0.1", "Firefox")
    token = accounts.tokens.issue(TERMINAL, user, "同步")
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in (PASSWORD, session, token):
        assert secret.encode() not in held
    assert b"$argon2id$" in held


def test_names_are_one_however_they_are_typed(accounts: Accounts) -> None:
    accounts.users.add(TERMINAL, "Wang.Fang", PASSWORD, [Role.READER])
    assert accounts.users.named(" ｗａｎｇ.fang ").name == "Wang.Fang"
    with pytest.raises(AccountRejected, match="已有名为"):
        accounts.users.add(TERMINAL, "WANG.FANG", PASSWORD, [Role.READER])
    with pytest.raises(UnknownUser, match="李四"):
        accounts.users.named("李四")


@pytest.mark.parametrize(
    "name", ["", " ", "a b", "<b>", "长" * 41, "a\nb", "root（终端）", "\ud800"]
)
def test_names_that_cannot_be(accounts: Accounts, name: str) -> None:
    with pytest.raises(AccountRejected, match="不能用"):
        accounts.users.add(TERMINAL, name, PASSWORD, [Role.READER])


@pytest.mark.parametrize(
    ("password", "told"),
    [("123456789", "至少"), ("x" * 201, "最长"), ("LONG.USER.NAME", "与用户名相同")],
)
def test_the_policy_of_passwords(accounts: Accounts, password: str, told: str) -> None:
    with pytest.raises(AccountRejected, match=told):
        accounts.users.add(TERMINAL, "long.user.name", password, [Role.READER])
    assert [user.name for user in accounts.users.all()] == ["张三"]


def test_a_password_is_the_same_however_it_was_typed(accounts: Accounts) -> None:
    assert accounts.sign_in("张三", "ｃｏｒｒｅｃｔ horse staple", "").name == "张三"


def test_hashes_are_renewed_when_parameters_change(tmp_path: Path) -> None:
    def kept() -> str:
        with closing(sqlite3.connect(tmp_path / "accounts.db")) as db:
            return str(db.execute("SELECT password FROM users").fetchone()[0])

    for cost in (1, 2):
        with Accounts(tmp_path / "accounts.db", passwords=fast_passwords(cost)) as accounts:
            if cost == 1:
                accounts.users.add(TERMINAL, "张三", PASSWORD, [Role.READER])
            accounts.sign_in("张三", PASSWORD, "")
            assert f"t={cost}," in kept()


def test_an_unknown_name_is_verified_all_the_same(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []
    fits = accounts._passwords.fits

    def counted(kept: str | None, password: str) -> bool:
        asked.append(kept)
        return fits(kept, password)

    monkeypatch.setattr(accounts._passwords, "fits", counted)
    told = set()
    for name in ("张三", "没有这个人"):
        with pytest.raises(SignInRefused) as refused:
            accounts.sign_in(name, "wrong", "10.0.0.1")
        told.add(str(refused.value))
    assert len(told) == 1
    assert len(asked) == 2
    assert not fits(None, "")


def fail(accounts: Accounts, name: str = "张三", address: str = "10.0.0.1") -> int:
    with pytest.raises(SignInRefused) as refused:
        accounts.sign_in(name, "wrong", address)
    return refused.value.wait


@pytest.mark.parametrize("name", ["张三", "没有这个人"])
def test_delays_grow_and_end(accounts: Accounts, clock: Clock, name: str) -> None:
    assert [fail(accounts, name) for _ in range(5)] == [0] * 5
    for delay in (2, 4, 8, 16, 32, 64, 128, 256, 300, 300):
        assert fail(accounts, name, "10.0.0.2") == delay
        clock.seconds += delay - 0.5
        assert fail(accounts, name) == 1
        clock.seconds += 0.5
        assert fail(accounts, name) == 0
    clock.seconds += 24 * 3600 + 1
    assert [fail(accounts, name) for _ in range(5)] == [0] * 5


def test_a_delay_holds_for_the_right_password_and_ends_with_it(
    accounts: Accounts, clock: Clock
) -> None:
    for _ in range(5):
        fail(accounts)
    with pytest.raises(SignInRefused, match="2 秒后"):
        accounts.sign_in("张三", PASSWORD, "10.0.0.1")
    clock.seconds += 2
    accounts.sign_in("张三", PASSWORD, "10.0.0.1")
    assert [fail(accounts) for _ in range(5)] == [0] * 5


def test_an_address_cannot_try_many_names(accounts: Accounts) -> None:
    assert [fail(accounts, f"name{number}") for number in range(50)] == [0] * 50
    accounts_elsewhere = fail(accounts, "name51", "10.0.0.9")
    assert (fail(accounts, "name50"), accounts_elsewhere) == (2, 0)


def test_signing_in_to_ones_own_account_does_not_clear_an_address(
    accounts: Accounts, clock: Clock
) -> None:
    for number in range(60):
        fail(accounts, f"name{number}")
        clock.seconds += 301
        accounts.sign_in("张三", PASSWORD, "10.0.0.1")
    assert fail(accounts, "one") == 0
    assert fail(accounts, "two") > 0


def test_many_attempts_at_once_do_not_slip_through(accounts: Accounts) -> None:
    waits: list[int] = []
    threads = [threading.Thread(target=lambda: waits.append(fail(accounts))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(waits)[:5] == [0] * 5
    assert waits.count(0) == 5


def test_a_clock_set_back_locks_nobody_out_for_long(accounts: Accounts, clock: Clock) -> None:
    for _ in range(5):
        fail(accounts)
    clock.seconds -= 1_000_000
    assert fail(accounts) == 2


def test_a_disabled_person_is_out_at_once(accounts: Accounts) -> None:
    user = accounts.users.add(TERMINAL, "李四", PASSWORD, [Role.EDITOR])
    session = accounts.sessions.begin(user.user_id, "", "")
    token = accounts.tokens.issue(TERMINAL, user, "同步")
    accounts.users.disable(TERMINAL, user)
    assert accounts.by_session(session) is None
    assert accounts.by_token(token) is None
    with pytest.raises(SignInRefused, match="已停用"):
        accounts.sign_in("李四", PASSWORD, "")
    accounts.users.enable(TERMINAL, user)
    assert accounts.sign_in("李四", PASSWORD, "").roles == {Role.EDITOR}
    assert accounts.by_token(token) is None


def test_the_last_administrator_stays(accounts: Accounts) -> None:
    user = accounts.users.named("张三")
    other = accounts.users.add(TERMINAL, "李四", PASSWORD, [Role.ADMINISTRATOR])
    accounts.users.disable(TERMINAL, other)
    with pytest.raises(AccountRejected, match="最后一个"):
        accounts.users.disable(TERMINAL, user)
    with pytest.raises(AccountRejected, match="最后一个"):
        accounts.users.set_roles(TERMINAL, user, [Role.READER])
    accounts.users.enable(TERMINAL, other)
    accounts.users.set_roles(TERMINAL, user, [Role.READER, Role.EDITOR])
    assert accounts.users.named("张三").roles == {Role.READER, Role.EDITOR}
    with pytest.raises(AccountRejected, match="至少"):
        accounts.users.set_roles(TERMINAL, user, [])


def test_sessions_run_out(accounts: Accounts, clock: Clock) -> None:
    user = accounts.users.named("张三")
    token = accounts.sessions.begin(user.user_id, "10.0.0.1", "Firefox")
    start = clock.seconds
    while clock.seconds - start <= LONGEST:
        assert accounts.by_session(token) is not None
        clock.seconds += IDLE - 1
    assert accounts.by_session(token) is None
    token = accounts.sessions.begin(user.user_id, "", "")
    clock.seconds += IDLE + 1
    assert accounts.by_session(token) is None
    assert accounts.sessions.of(user.user_id) == []
    assert accounts.by_session("") is None
    assert accounts.by_session("\ud800") is None


def test_a_new_password_ends_every_session(accounts: Accounts) -> None:
    user = accounts.users.named("张三")
    session = accounts.sessions.begin(user.user_id, "", "")
    token = accounts.tokens.issue(Actor("张三"), user, "同步")
    accounts.users.set_password(Actor("张三"), user, "another long one")
    assert accounts.by_session(session) is None
    assert accounts.by_token(token) == accounts.users.named("张三")
    for _ in range(6):
        with pytest.raises(SignInRefused):
            accounts.sign_in("张三", PASSWORD, "10.0.0.1")
    accounts.reset_password(TERMINAL, user, "given by another", temporary=True)
    assert accounts.by_token(token) is None
    assert accounts.sign_in("张三", "given by another", "10.0.0.2").temporary


def test_tokens_are_used_and_revoked(accounts: Accounts, clock: Clock) -> None:
    user = accounts.users.named("张三")
    secret = accounts.tokens.issue(TERMINAL, user, "  统计处  同步 ")
    [token] = accounts.tokens.of(user.user_id)
    assert (token.name, token.used_at) == ("统计处 同步", None)
    assert accounts.by_token(secret) == user
    assert accounts.tokens.of(user.user_id)[0].used_at == clock.seconds
    accounts.tokens.revoke(TERMINAL, user, token.token_id)
    assert accounts.by_token(secret) is None
    other = accounts.users.add(TERMINAL, "李四", PASSWORD, [Role.READER])
    accounts.tokens.issue(TERMINAL, other, "他的")
    for wrong in (token.token_id, accounts.tokens.of(other.user_id)[0].token_id, 99):
        with pytest.raises(AccountRejected, match="没有编号"):
            accounts.tokens.revoke(TERMINAL, user, wrong)
    with pytest.raises(AccountRejected, match="用途"):
        accounts.tokens.issue(TERMINAL, user, " ")
    for number in range(20):
        accounts.tokens.issue(TERMINAL, user, f"第{number}个")
    with pytest.raises(AccountRejected, match="最多"):
        accounts.tokens.issue(TERMINAL, user, "再一个")


def test_every_change_is_in_the_log(accounts: Accounts) -> None:
    user = accounts.users.add(TERMINAL, "李四", PASSWORD, [Role.READER])
    accounts.users.set_roles(TERMINAL, user, [Role.EDITOR])
    accounts.users.set_roles(TERMINAL, user, [Role.EDITOR])  # changes nothing
    accounts.users.disable(TERMINAL, user)
    accounts.users.enable(TERMINAL, user)
    accounts.users.set_password(TERMINAL, user, "another long one")
    accounts.tokens.issue(TERMINAL, user, "同步")
    accounts.tokens.revoke(TERMINAL, user, 1)
    fail(accounts, "李四")
    accounts.sign_in("李四", "another long one", "10.0.0.1")
    accounts.audit(Actor("李四", "10.0.0.1"), "更正文件", "d1", {"状态": "现行"}, {"状态": "废止"})
    assert actions(accounts) == [
        "新增用户", "新增用户", "改变角色", "停用用户", "启用用户", "重设口令", "新建令牌",
        "撤销令牌", "登录失败", "登录", "更正文件",
    ]  # fmt: skip
    entries = accounts.trail.entries(AuditQuery(who="李四"))
    last = entries[0]
    assert (last.who, last.address, last.object) == ("李四", "10.0.0.1", "d1")
    assert (last.before, last.after) == ('{"状态": "现行"}', '{"状态": "废止"}')
    [changed] = accounts.trail.entries(AuditQuery(action="改变角色"))
    assert (changed.before, changed.after) == ('{"角色": ["读者"]}', '{"角色": ["编辑"]}')


def test_the_log_can_only_grow(accounts: Accounts) -> None:
    for statement in ("DELETE FROM audit", "UPDATE audit SET who = 'x'"):
        with pytest.raises(AccountsBroken, match="only added to"):
            accounts._file.run(statement)
    assert actions(accounts) == ["新增用户"]


def test_a_change_that_fails_is_not_in_the_log(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = accounts.users.add(TERMINAL, "李四", PASSWORD, [Role.READER])

    def broken(*_: object) -> None:
        raise AccountsBroken("磁盘已满")

    monkeypatch.setattr(accounts.trail, "add", broken)
    with pytest.raises(AccountsBroken):
        accounts.users.disable(TERMINAL, user)
    assert not accounts.users.get(user.user_id).disabled


def test_the_log_is_filtered_by_day(accounts: Accounts, clock: Clock) -> None:
    today = datetime.fromtimestamp(clock.seconds).astimezone().date()
    clock.seconds += 24 * 3600
    accounts.audit(TERMINAL, "次日", "x")
    day = timedelta(days=1)

    def found(first: date | None, last: date | None) -> list[str]:
        wanted = AuditQuery(first=first, last=last)
        entries = accounts.trail.entries(wanted)
        assert accounts.trail.count(wanted) == len(entries)
        return [entry.action for entry in entries]

    assert found(None, today) == ["新增用户"]
    assert found(today + day, None) == ["次日"]
    assert found(today, today + day) == ["次日", "新增用户"]
    assert found(today + 2 * day, None) == []


def test_two_processes_write_at_once(tmp_path: Path, accounts: Accounts) -> None:
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from tests.accounts import TERMINAL, open_accounts\n"
        "with open_accounts(Path(sys.argv[1])) as accounts:\n"
        "    for number in range(100): accounts.audit(TERMINAL, '并发', str(number))\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    root = Path(__file__).parent.parent
    with subprocess.Popen(command, cwd=root) as other:
        for number in range(100):
            accounts.audit(TERMINAL, "并发", str(number))
        assert other.wait(timeout=60) == 0
    assert accounts.trail.count(AuditQuery(action="并发")) == 200


def test_a_full_disk_is_told_and_costs_no_reader(accounts: Accounts, clock: Clock) -> None:
    user = accounts.users.named("张三")
    session = accounts.sessions.begin(user.user_id, "", "")
    token = accounts.tokens.issue(TERMINAL, user, "同步")
    pages = accounts._file.rows("PRAGMA page_count")[0][0]
    accounts._file.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(AccountsBroken, match=r"accounts\.db 写不进去：磁盘已满"):
        accounts.audit(TERMINAL, "写满", "x" * 1_000_000)
    clock.seconds += 120
    assert accounts.by_session(session) is not None
    assert accounts.by_token(token) is not None


def test_a_file_that_is_held_is_told(accounts: Accounts, tmp_path: Path) -> None:
    accounts._file.rows("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(tmp_path / "accounts.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(AccountsBroken, match="正被另一个程序占用"):
            accounts.audit(TERMINAL, "x", "y")
        assert [user.name for user in accounts.users.all()] == ["张三"]
        other.execute("ROLLBACK")


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "accounts.db").write_text("no database " * 100)
    with pytest.raises(AccountsBroken, match="无法使用"):
        AccountFile(tmp_path / "accounts.db")
    with pytest.raises(AccountsBroken, match="打不开"):
        AccountFile(tmp_path)


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path, accounts: Accounts) -> None:
    accounts._file.run("PRAGMA user_version = 99")
    with pytest.raises(Exception, match="更新版本"):
        open_accounts(tmp_path)


def test_roles_allow_what_they_say() -> None:
    assert set(ALLOWED) == set(Role)
    assert ALLOWED[Role.ADMINISTRATOR] == set(Permission) - {Permission.CONTACTS}
    assert all(Permission.READ in allowed for allowed in ALLOWED.values())
    others = set(Role) - {Role.ADMINISTRATOR}
    assert not any(Permission.ADMINISTER in ALLOWED[role] for role in others)
