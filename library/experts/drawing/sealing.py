"""How is a candidate named in a record that anybody may read before their name may be known?

    name   = SHA-256 of {"domain":"zhiku-draw-name-1","salt":…,"value":{expert_id,name,title,unit}}
    facts  = SHA-256 of {"domain":"zhiku-draw-facts-1","salt":…,"value":{what decides on them}}
    handle = SHA-256 of {"domain":"zhiku-draw-candidate-1","facts":…,"name":…}

The salts are 16 random bytes each. A record opens a handle by giving salt and value; the facts,
which are personal, are opened for an auditor only.
"""

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from library.experts.drawing.canonical import digest

__all__ = ["handle_of", "opened", "seal"]

Json = dict[str, Any]


def seal(name: Mapping[str, Any], facts: Mapping[str, Any]) -> Json:
    """Return the whole opening of a candidate, with fresh salts."""
    salts = secrets.token_hex(32)
    whole: Json = {
        "name": name,
        "name_salt": salts[:32],
        "facts": facts,
        "facts_salt": salts[32:],
    }
    return {"handle": handle_of(whole), **whole}


def opened(whole: Mapping[str, Any], *, facts: bool) -> Json:
    """Return what a record gives of an opening: the name, and the facts where asked for."""
    if facts:
        return dict(whole)
    return {
        "handle": whole["handle"],
        "name": whole["name"],
        "name_salt": whole["name_salt"],
        "facts_sha256": _sum("facts", whole["facts_salt"], whole["facts"]),
    }


def handle_of(opening: Mapping[str, Any]) -> str:
    """Return the handle that an opening, with or without facts, belongs to; raise KeyError."""
    facts = opening.get("facts_sha256") or _sum("facts", opening["facts_salt"], opening["facts"])
    name = _sum("name", opening["name_salt"], opening["name"])
    # As `canonical` writes it; a pool has thousands, and the encoder costs more than the hash.
    text = f'{{"domain":"zhiku-draw-candidate-1","facts":"{facts}","name":"{name}"}}'
    return hashlib.sha256(text.encode()).hexdigest()


def _sum(what: str, salt: str, value: Any) -> str:
    return digest({"domain": f"zhiku-draw-{what}-1", "salt": salt, "value": value})
