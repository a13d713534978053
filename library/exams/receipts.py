"""With what does somebody look up their results? A number that follows from the browser's secret.

Whoever knows the number can read the results; nobody can go on writing with it.
"""

import hashlib
import hmac

__all__ = ["digest_of", "receipt_of"]

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_ALIKE = str.maketrans("ILO", "110")
_SIZE = 20  # signs, 100 bits


def receipt_of(secret: str) -> str:
    """Return the receipt of a sitting in groups of five signs."""
    made = hmac.new(secret.encode("utf-8", "replace"), b"receipt", hashlib.sha256).digest()
    signs = "".join(_SIGNS[byte % 32] for byte in made[:_SIZE])
    return "-".join(signs[at : at + 5] for at in range(0, _SIZE, 5))


def digest_of(secret: str) -> str:
    """Return what is kept of a secret or, however it was typed, of a receipt: its SHA-256."""
    plain = "".join(one for one in secret.upper().translate(_ALIKE) if one in _SIGNS)
    kept = plain if len(plain) == _SIZE else secret
    return hashlib.sha256(kept.encode("utf-8", "replace")).hexdigest()
