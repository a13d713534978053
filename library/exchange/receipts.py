"""With what does an asker see the answer? A number that nobody guesses and anybody can copy."""

import hashlib
import secrets

__all__ = ["digest_of", "new_receipt"]

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_ALIKE = str.maketrans("ILO", "110")
_GROUPS, _SIZE = 4, 6  # 120 bits


def new_receipt() -> str:
    """Return 120 random bits in four groups of six signs."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_SIZE)) for _ in range(_GROUPS))
    return "-".join(groups)


def digest_of(receipt: str) -> str:
    """Return what is kept of a receipt: its SHA-256, however it was typed."""
    plain = "".join(one for one in receipt.upper().translate(_ALIKE) if one in _SIGNS)
    return hashlib.sha256(plain.encode()).hexdigest()
