"""Does the page about the product tell what runs, and no more to anybody than they may know?"""

from collections.abc import Iterator
from importlib.metadata import requires, version
from pathlib import Path

import pytest

from library.accounts import Accounts, Role
from library.packages import product
from search import Settings, open_service, open_store, rebuild
from tests.accounts import Browser, open_accounts, people
from tests.fake_search import NOTICE, Page, make_document, standard_service


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with open_accounts(tmp_path) as opened:
        people(opened, [Role.ADMINISTRATOR, Role.EDITOR])
        yield opened


@pytest.fixture
def browser(accounts: Accounts, tmp_path: Path) -> Browser:
    settings = Settings(tmp_path)
    with open_store(settings) as store:
        store.put(*make_document("notice", NOTICE))
    rebuild(settings)
    return Browser(accounts, settings=Settings(tmp_path), service=open_service(settings))


def test_what_everybody_may_know(browser: Browser, tmp_path: Path) -> None:
    text = browser.get("/about").text
    page = Page(text)
    assert page.find("dd")[0] == "9.9，许可证 Apache-2.0"
    assert version("fastapi") in page.find("td")
    for told in ("1 份文件", "Whoosh", "384 维", "校验和"):
        assert told in text
    assert str(tmp_path) not in text
    assert str(Path.home()) not in text
    assert page.find("a", href="/about") == ["智库 9.9"]


@pytest.mark.parametrize(("role", "told"), [(Role.ADMINISTRATOR, True), (Role.EDITOR, False)])
def test_where_files_lie_is_for_administrators(
    browser: Browser, tmp_path: Path, role: Role, told: bool
) -> None:
    browser.sign_in(role)
    assert (str(tmp_path) in browser.get("/about").text) is told


def test_an_outage_is_told_without_paths(accounts: Accounts, tmp_path: Path) -> None:
    service = standard_service()
    service.broken = f"数据目录 {tmp_path} 还没有建立。"
    browser = Browser(accounts, settings=Settings(tmp_path), service=service)
    text = browser.get("/about").text
    assert "检索暂停服务" in text
    assert str(tmp_path) not in text
    browser.sign_in(Role.ADMINISTRATOR)
    assert str(tmp_path) in browser.get("/about").text


def test_every_direct_dependency_is_named_with_its_licence() -> None:
    stated = {one.split(";")[0].split("[")[0] for one in requires("zhiku") or ()}
    named = {package.name for package in product().packages}
    assert len(named) == len(stated)
    assert all(any(name.startswith(one) for one in named) for name in stated)
    installed = [package for package in product().packages if package.version]
    assert len(installed) > 20
    assert [package.name for package in installed if package.licence == "未注明"] == []
