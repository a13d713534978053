"""Who opens the contact data of the pool, with the key that sealed them, and no other?"""

import secrets
from pathlib import Path

from library.errors import ExpertKeyMissing, ExpertKeyWrong
from library.experts.expert_file import ExpertFile
from library.experts.keys import ExpertKey
from library.experts.records import Contact

__all__ = ["Vault"]

_FACT = "key"


class Vault:
    """Contact data by expert, sealed; the key is read when it is needed first.

    Without a key where one was used before, everything raises ExpertKeyMissing or ExpertKeyWrong.
    """

    def __init__(self, file: ExpertFile, key_path: Path | None) -> None:
        """Take the place of the key file; None keeps a key in memory, as a test needs."""
        self._file, self.path = file, key_path
        self._held: ExpertKey | None = None

    def fingerprint(self) -> str:
        """Return what tells the key from others, '' where none was used yet."""
        rows = self._file.rows("SELECT value FROM facts WHERE name = ?", _FACT)
        return str(rows[0][0]) if rows else ""

    def key(self) -> ExpertKey:
        """Return the key; the first one of a pool is made here."""
        if self._held is None:
            self._held = self._read()
        return self._held

    def identity(self, id_number: str) -> str:
        """Return the keyed hash of an ID number, '' for none."""
        return self.key().identity(id_number) if id_number.strip() else ""

    def read(self, expert_id: int) -> Contact:
        """Return the contact data of an expert, empty where there are none."""
        query = "SELECT contact FROM experts WHERE expert_id = ?"
        rows = self._file.rows(query, expert_id)
        if not rows or rows[0][0] is None:
            return Contact()
        return self.key().open(expert_id, rows[0][0])

    def write(self, expert_id: int, contact: Contact) -> None:
        """Put contact data in the place of those there are."""
        sealed = self.key().seal(expert_id, contact) if contact else None
        statement = "UPDATE experts SET contact = ?, identity = ? WHERE expert_id = ?"
        self._file.run(statement, sealed, self.identity(contact.id_number), expert_id)

    def holds(self, expert_id: int) -> bool:
        """Tell whether there are contact data of an expert; no key is needed."""
        query = "SELECT 1 FROM experts WHERE expert_id = ? AND contact IS NOT NULL"
        return bool(self._file.rows(query, expert_id))

    def _read(self) -> ExpertKey:
        known = self.fingerprint()
        if self.path is None:
            key = ExpertKey(secrets.token_bytes(32))
        elif known or self.path.exists():
            key = ExpertKey.read(self.path)
        else:
            key = ExpertKey.make(self.path)
        if known and key.fingerprint != known:
            raise ExpertKeyWrong(self.path)
        if not known:
            with self._file.batch():
                self._file.run("INSERT INTO facts (name, value) VALUES (?, ?)"
                               " ON CONFLICT DO NOTHING", _FACT, key.fingerprint)  # fmt: skip
        return key

    def missing(self) -> str:
        """Return what is wrong with the key, in Chinese, '' where it can be used or none is due."""
        try:
            if self.fingerprint():
                self.key()
        except (ExpertKeyMissing, ExpertKeyWrong) as error:
            return str(error)
        return ""
