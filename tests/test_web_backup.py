"""Can an administrator make a backup in the browser, take it away, and restore it elsewhere?"""

import re
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from library.accounts import Accounts, AuditQuery, Role
from library.backups import MOST_KEPT, KeptBackups, restore_backup
from library.errors import UnknownBackup
from library.jobs import State
from search import Settings, open_store
from tests.accounts import Browser, open_accounts, people
from tests.homes import ARCHIVE, JOB, small_home
from tests.test_jobs import noted, working
from tests.test_web_import import settled, shown

pytestmark = pytest.mark.once


DESK = "/admin/backup"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return small_home(tmp_path / "home")


@pytest.fixture
def accounts(settings: Settings) -> Iterator[Accounts]:
    with open_accounts(settings.home) as accounts:
        people(accounts, [Role.ADMINISTRATOR])
        yield accounts


@pytest.fixture
def browser(settings: Settings, accounts: Accounts) -> Browser:
    browser = Browser(accounts, settings=settings)
    browser.sign_in("管理员")
    return browser


def documents(home: Path) -> list[object]:
    with open_store(Settings(home)) as store:
        return [(store.get(one.document_id), store.clauses(one.document_id))
                for one in store.documents()]  # fmt: skip


def test_made_taken_away_and_restored_into_an_empty_home(
    browser: Browser, accounts: Accounts, settings: Settings, tmp_path: Path
) -> None:
    (settings.home / "backups" / ARCHIVE).unlink()
    page = shown(browser.get(DESK).text)
    assert "原件没有隐去个人信息" in page
    assert "还没有在这里做过备份" in page
    assert browser.post(DESK).headers["location"] == DESK
    page = settled(browser, DESK)
    assert "已备份 1 份文件" in shown(page)
    found = re.search(rf'href="({DESK}/(zhiku-[\d-]+\.zip))"', page)
    assert found
    assert str((settings.home / "backups" / found[2]).resolve()) in page
    answer = browser.get(found[1])
    assert answer.headers["cache-control"] == "no-store"
    assert f'filename="{found[2]}"' in answer.headers["content-disposition"]
    taken = tmp_path / "taken.zip"
    taken.write_bytes(answer.content)
    with zipfile.ZipFile(taken) as archive:
        assert not [name for name in archive.namelist() if "backups" in name]
    restore_backup(tmp_path / "other", taken)
    assert documents(tmp_path / "other") == documents(settings.home)
    browser.client.head(found[1])
    log = accounts.trail.entries(AuditQuery(who="管理员"))
    assert [(one.action, one.object) for one in reversed(log)][1:] == [
        ("备份", ""), ("备份结束", ""), ("下载备份", found[2]),
    ]  # fmt: skip


def test_only_the_newest_are_kept_and_none_is_in_another(settings: Settings) -> None:
    kept = KeptBackups(settings)
    for _ in range(MOST_KEPT + 1):
        kept.make()
    names = [one.name for one in kept.all()]
    assert len(names) == MOST_KEPT
    assert ARCHIVE not in names
    assert names == sorted(names, reverse=True)
    for one in kept.all():
        assert stat.S_IMODE(one.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700
    with zipfile.ZipFile(kept.all()[0].path) as archive:
        assert not [name for name in archive.namelist() if name.startswith("backups")]


def test_a_kept_backup_is_checked(browser: Browser, settings: Settings) -> None:
    KeptBackups(settings).make()
    good = KeptBackups(settings).all()[0].name
    told = browser.post(f"{DESK}/{good}/check")
    assert (told.status_code, "1 份文件" in shown(told.text)) == (200, True)
    bad = browser.post(f"{DESK}/{ARCHIVE}/check")
    assert bad.status_code == 409
    assert ARCHIVE in shown(bad.text)


def test_names_lead_nowhere_else(browser: Browser, settings: Settings) -> None:
    (settings.home / "backups" / "other.zip").write_bytes(b"x")
    for name in ("other.zip", "..%2fzhiku.db", "%2e%2e", "zhiku-20260101-080000-000001.zip"):
        answer = browser.get(f"{DESK}/{name}")
        assert answer.status_code in {404, 307}
        assert b"SQLite" not in answer.content
    with pytest.raises(UnknownBackup):
        KeptBackups(settings).get("../zhiku.db")


def test_one_thing_at_a_time(browser: Browser, settings: Settings) -> None:
    with working(settings.home) as process:
        noted(settings.home, state=State.RUNNING, pid=process.pid)
        answer = browser.post(DESK)
        assert (answer.status_code, "还在进行" in answer.text) == (409, True)
        assert JOB not in browser.get(DESK).text  # another desk's work is not followed here
