"""How does a file become text? One reader per format behind one port."""

from corpus.readers.port import RawText, Reader
from corpus.readers.text import read_text, suffixes

__all__ = ["RawText", "Reader", "read_text", "suffixes"]
