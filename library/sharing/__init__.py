"""How do other departments get the collection, and what changed in it?"""

from library.sharing.canonical import SCHEMA, canonical, checksum, shared_record
from library.sharing.change_log import Change, ChangeLog, Changes, Held

__all__ = [
    "SCHEMA",
    "Change",
    "ChangeLog",
    "Changes",
    "Held",
    "canonical",
    "checksum",
    "shared_record",
]
