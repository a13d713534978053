"""With which key are contact data sealed, and where does it lie? Never in the database.

The key file holds 32 random bytes in hex. From it come two keys (HKDF-SHA256): one encrypts
contact data with AES-256-GCM, the other hashes ID numbers, so that the hash of a number cannot be
found by trying all numbers.
"""

import hashlib
import hmac
import json
import os
import secrets
from dataclasses import asdict
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from library.errors import ExpertKeyMissing, ExpertKeyWrong
from library.experts.records import Contact

__all__ = ["ExpertKey"]

_NONCE = 12  # bytes, as AES-GCM wants it (NIST SP 800-38D)


class ExpertKey:
    """The key of one pool. Nothing of it is ever shown but its fingerprint."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(_derived(secret, b"zhiku-experts-contact-1"))
        self._identities = _derived(secret, b"zhiku-experts-identity-1")
        self.fingerprint = hashlib.sha256(b"zhiku-experts-key-1" + secret).hexdigest()[:16]

    @classmethod
    def read(cls, path: Path) -> "ExpertKey":
        """Read the key file; raise ExpertKeyMissing, or ExpertKeyWrong where it holds no key."""
        try:
            text = path.read_text("ascii").strip()
            secret = bytes.fromhex(text)
        except FileNotFoundError as error:
            raise ExpertKeyMissing(path) from error
        except (OSError, ValueError) as error:
            raise ExpertKeyWrong(path) from error
        if len(secret) != 32:
            raise ExpertKeyWrong(path)
        return cls(secret)

    @classmethod
    def make(cls, path: Path) -> "ExpertKey":
        """Write a new key that only its owner reads; a file that is there is never replaced."""
        path.parent.mkdir(parents=True, exist_ok=True)
        secret = secrets.token_bytes(32)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return cls.read(path)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secret.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        return cls(secret)

    def seal(self, expert_id: int, contact: Contact) -> bytes:
        """Return the contact data encrypted; bound to the expert, it opens for no other."""
        nonce = secrets.token_bytes(_NONCE)
        plain = json.dumps(asdict(contact), ensure_ascii=False).encode()
        return nonce + self._cipher.encrypt(nonce, plain, _bound(expert_id))

    def open(self, expert_id: int, sealed: bytes) -> Contact:
        """Return what `seal` was given; raise ExpertKeyWrong for another key or changed bytes."""
        try:
            plain = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound(expert_id))
        except (InvalidTag, ValueError) as error:
            raise ExpertKeyWrong from error
        return Contact(**json.loads(plain))

    def identity(self, id_number: str) -> str:
        """Return the keyed hash of an ID number in hex, '' for none (HMAC-SHA256)."""
        plain = id_number.strip().upper()
        if not plain:
            return ""
        return hmac.new(self._identities, plain.encode("utf-8", "replace"), "sha256").hexdigest()


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(secret)


def _bound(expert_id: int) -> bytes:
    return b"zhiku-expert-%d" % expert_id
