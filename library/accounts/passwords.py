"""Which passwords are allowed, how are they kept, and is one the right one?"""

import secrets
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from library.errors import AccountRejected

__all__ = ["LONGEST_PASSWORD", "SHORTEST_PASSWORD", "Passwords", "fold_name", "one_time_password"]

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 200
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another


def fold_name(name: str) -> str:
    """Return a name as names are compared: width, case and outer spaces make no difference."""
    return normalize("NFKC", name).strip().casefold()


def one_time_password() -> str:
    """Return a random password of about 79 bits that can be read out on the telephone."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


class Passwords:
    """Argon2id with the parameters of `hasher`, those of argon2-cffi where none is given."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex())

    def hash(self, name: str, password: str) -> str:
        """Return what is kept of a password; raise AccountRejected where the policy forbids it.

        NIST SP 800-63B: a length, no rules of composition, the same text however it was typed.
        """
        text = _plain(password)
        if len(text) < SHORTEST_PASSWORD:
            raise AccountRejected(f"口令至少要 {SHORTEST_PASSWORD} 个字符，一句好记的话就很好。")
        if len(text) > LONGEST_PASSWORD:
            raise AccountRejected(f"口令最长 {LONGEST_PASSWORD} 个字符。")
        if fold_name(password) == fold_name(name):
            raise AccountRejected("口令不能与用户名相同。")
        return self._hasher.hash(text)

    def fits(self, kept: str | None, password: str) -> bool:
        """Tell whether it is the password kept; without one it takes as long and is False."""
        try:
            self._hasher.verify(kept or self._nobody, _plain(password)[: LONGEST_PASSWORD + 1])
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None

    def renewed(self, kept: str, password: str) -> str | None:
        """Return the hash anew where it was made with other parameters, else None."""
        again = self._hasher.check_needs_rehash(kept)
        return self._hasher.hash(_plain(password)) if again else None


def _plain(password: str) -> str:
    return normalize("NFKC", password)
