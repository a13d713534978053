"""Does nobody but the owner of a home read what a library keeps, and is a bad place explained?"""

import stat
from pathlib import Path

import pytest

from library.accounts.account_file import AccountFile
from library.brief import Briefs
from library.errors import LibraryError
from library.exams import Exams
from library.exchange import Exchange
from library.experts.expert_file import ExpertFile
from library.ledger.ledger_file import LedgerFile
from library.papers import PaperFile
from library.private_file import PrivateFile
from library.questions import BankFile
from library.sharing import ChangeLog

FILES = [
    AccountFile, BankFile, Briefs, ChangeLog, Exams, Exchange, ExpertFile, LedgerFile, PaperFile,
]  # fmt: skip


@pytest.mark.parametrize("kept", FILES)
def test_a_file_is_its_owners_alone(kept: type, tmp_path: Path) -> None:
    path = tmp_path / "new" / "kept.db"
    for before in (None, 0o644):  # made anew, and made by somebody who left it open to all
        if before:
            path.chmod(before)
        kept(path).close()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("kept", FILES)
def test_a_place_where_nothing_can_be_kept_is_named(kept: type, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(LibraryError, match=r"打不开.*请检查数据目录的空间与权限"):
        kept(tmp_path / "file" / "kept.db")


def test_every_room_with_a_file_is_here() -> None:
    assert len(FILES) == len(PrivateFile.__subclasses__())
