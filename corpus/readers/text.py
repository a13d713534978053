"""How are plain text and Markdown files read?"""

from pathlib import Path

from corpus.front_matter import split_front
from corpus.readers.decoding import decode
from corpus.readers.port import RawText

__all__ = ["read"]


def read(path: Path) -> RawText:
    """Read plain text; a leading block between `---` lines is YAML front matter."""
    decoded = decode(path, path.read_bytes())
    raw = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    front, body = split_front(path, raw)
    return RawText(body, front, decoded.notes)
