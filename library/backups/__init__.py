"""How is what a department cannot make again kept in one archive, and how does it come back?"""

from library.backups.archive import write_backup
from library.backups.manifest import BackupManifest
from library.backups.restoration import Restored, inspect_backup, restore_backup

__all__ = ["BackupManifest", "Restored", "inspect_backup", "restore_backup", "write_backup"]
