"""Which backups were made from the pages, where do they lie, and how many are kept?

They lie in `<home>/backups/`, which no backup contains, and are readable by their owner alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from library.backups.archive import Advance, write_backup
from library.backups.manifest import FOLDERS, BackupManifest
from library.errors import UnknownBackup
from search import Settings

__all__ = ["MOST_KEPT", "KeptBackup", "KeptBackups"]

MOST_KEPT = 3
_FOLDER = "backups"
_NAME = re.compile(r"zhiku-\d{8}-\d{6}-\d{6}\.zip")
_STAMP = "zhiku-%Y%m%d-%H%M%S-%f.zip"


@dataclass(frozen=True, slots=True)
class KeptBackup:
    """An archive: its size in bytes and when it was begun, in seconds since 1970."""

    path: Path
    size: int

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.name

    @property
    def at(self) -> float:
        """When it was begun."""
        return datetime.strptime(self.name, _STAMP).astimezone().timestamp()


class KeptBackups:
    """The backups of one home that were made from the pages."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self.folder = settings, settings.home / _FOLDER

    def all(self) -> list[KeptBackup]:
        """Return them, the newest first."""
        found = (path for path in self.folder.glob("*.zip") if _NAME.fullmatch(path.name))
        ordered = sorted(found, key=lambda path: path.name, reverse=True)
        return [KeptBackup(path, path.stat().st_size) for path in ordered]

    def get(self, name: str) -> KeptBackup:
        """Return one; raise UnknownBackup."""
        for one in self.all():
            if one.name == name:
                return one
        raise UnknownBackup

    def make(self, advance: Advance | None = None) -> BackupManifest:
        """Make one more, and let go of the oldest beyond `MOST_KEPT`; raise as `write_backup`."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.folder.chmod(0o700)
        target = self.folder / f"{datetime.now().astimezone():{_STAMP}}"
        manifest = write_backup(self._settings, target, advance=advance)
        for old in self.all()[MOST_KEPT:]:
            old.path.unlink(missing_ok=True)
        return manifest

    def estimate(self) -> int:
        """Return how many bytes a backup would hold, before they are compressed."""
        return sum(path.stat().st_size for path in self._contents())

    def _contents(self) -> Iterator[Path]:
        home = self._settings.home
        for pattern in ("*.db", "*.tsv", *(f"{folder}/**/*" for folder in FOLDERS)):
            yield from (path for path in home.glob(pattern) if path.is_file())
