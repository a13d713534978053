"""How is what a department cannot make again kept in one archive, and how does it come back?"""

from library.backups.archive import write_backup
from library.backups.kept import MOST_KEPT, KeptBackup, KeptBackups
from library.backups.manifest import BackupManifest
from library.backups.restoration import Restored, inspect_backup, restore_backup

__all__ = [
    "MOST_KEPT",
    "BackupManifest",
    "KeptBackup",
    "KeptBackups",
    "Restored",
    "inspect_backup",
    "restore_backup",
    "write_backup",
]
