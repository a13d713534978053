"""What does an archive say of itself, and what may lie in it?

    manifest.json            this, as JSON
    zhiku.db, accounts.db …  every database of the home, each as it was at one moment
    *.tsv                    the department's words and synonyms
    originals/ab/abcdef…     the files that documents were read from, unmasked
    models/CURRENT, <name>/  the semantic model trained here, where there is one
    evidence/ab/abcdef…      files that show what was done about items of the ledger
    evaluations/…            saved evaluations, where there are any
    generations/…            the serving index, only where it was asked for

What has no place here is refused before anything is unpacked.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

__all__ = [
    "FOLDERS",
    "FORMAT",
    "INDEX_FOLDER",
    "MANIFEST",
    "BackupManifest",
    "Entry",
    "format_of",
    "has_place",
]

FORMAT = 1
"""Raise it whenever archives change their form."""
MANIFEST = "manifest.json"
FOLDERS = ("originals", "models", "evaluations", "evidence", "words")
"""The folders of a home that cannot be made again."""
INDEX_FOLDER = "generations"

_TOP = re.compile(r"[^/\\:\x00-\x1f]+\.(?:db|tsv)")
_BELOW = re.compile(rf"(?:{'|'.join((*FOLDERS, INDEX_FOLDER))})(?:/[^/\\:\x00-\x1f]+)+")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one file of an archive has to be: its size in bytes and its SHA-256 in hex.

    `modified` is when it was changed last, in seconds since 1970: by it an index is told to be
    older than the database.
    """

    size: int
    sha256: str
    modified: float


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """What an archive holds, by which version of the product and when it was made (ISO 8601)."""

    version: str
    created: str
    documents: int
    clauses: int
    originals: int
    with_index: bool
    files: Mapping[str, Entry]

    @property
    def size(self) -> int:
        """How many bytes there are once unpacked."""
        return sum(entry.size for entry in self.files.values())

    def to_json(self) -> bytes:
        """Return the manifest as it lies in an archive."""
        values = {"format": FORMAT, **asdict(self)}
        return json.dumps(values, ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, content: bytes) -> "BackupManifest":
        """Read what `to_json` wrote; raise ValueError where it is anything else."""
        try:
            values: dict[str, Any] = json.loads(content)
            del values["format"]
            files = {
                str(name): Entry(int(one["size"]), str(one["sha256"]), float(one["modified"]))
                for name, one in values.pop("files").items()
            }
            return cls(**values, files=files)
        except (KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ValueError(str(error)) from error


def format_of(content: bytes) -> int:
    """Return the number of the form in which a manifest is written; raise ValueError."""
    try:
        return int(json.loads(content)["format"])
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def has_place(name: str) -> bool:
    """Tell whether a file of that name belongs into a home; nothing that leads out of it does."""
    parts = name.split("/")
    if any(part in {".", ".."} or part != part.strip(" ") for part in parts):
        return False
    return bool(_TOP.fullmatch(name) or _BELOW.fullmatch(name))
