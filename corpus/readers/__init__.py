"""How does a file become text? One reader per format behind one port."""

from corpus.readers.archive import Member, open_archive
from corpus.readers.door import read_file
from corpus.readers.formats import recognise, suffixes
from corpus.readers.guard import Guard
from corpus.readers.port import RawText, Reader

__all__ = [
    "Guard",
    "Member",
    "RawText",
    "Reader",
    "open_archive",
    "read_file",
    "recognise",
    "suffixes",
]
