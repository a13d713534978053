"""With which words was a generation made? They are kept with it, so that it answers as built."""

import json
from dataclasses import asdict
from pathlib import Path

from indexer import GenerationBroken, Lexicon, SynonymGroup

__all__ = ["WORDS_FILE", "words_as_bytes", "words_of"]

WORDS_FILE = "lexicon.json"


def words_as_bytes(lexicon: Lexicon) -> bytes:
    """Return the lexicon as JSON."""
    groups = [asdict(group) for group in lexicon.groups]
    return json.dumps({"terms": lexicon.terms, "groups": groups}, ensure_ascii=False).encode()


def words_of(folder: Path) -> Lexicon:
    """Read the lexicon of a generation; raise GenerationBroken."""
    path = folder / WORDS_FILE
    try:
        values = json.loads(path.read_bytes())
        groups = [SynonymGroup(**{**g, "aliases": tuple(g["aliases"])}) for g in values["groups"]]
        return Lexicon.of(values["terms"], groups)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GenerationBroken(path, f"词典读不出（{error}）") from error
