"""How is a value written so that equal values are equal bytes? JSON as RFC 8785 has it.

Keys in order, no spaces, UTF-8 without escapes. Records hold texts, whole numbers, lists and null
only, and keys are ASCII, so that this is RFC 8785 to the letter.
"""

import hashlib
import json
from typing import Any

__all__ = ["canonical", "digest", "read_canonical"]


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: Any) -> bytes:
    """Return the bytes of a value; raise ValueError for a text that is no Unicode."""
    return _ENCODER.encode(value).encode()


def digest(value: Any) -> str:
    """Return the SHA-256 of the bytes of a value, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()


def read_canonical(content: bytes) -> Any:
    """Return the value of canonical bytes; raise ValueError where any byte is not as it should be.

    So there is one file for one value: spaces, another order, a key twice, all are found.
    """
    try:
        value = json.loads(content, parse_constant=_refuse, parse_float=_refuse)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if canonical(value) != content:
        raise ValueError("not canonical")
    return value


def _refuse(text: str) -> Any:
    raise ValueError(text)
