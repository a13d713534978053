"""What do we give out that nobody can guess, and what do we keep of it?"""

import hashlib
import hmac
import secrets

__all__ = ["digest_of", "form_token", "new_secret"]


def new_secret() -> str:
    """Return 256 random bits as text that fits into a cookie or a header."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret: its SHA-256; it is too random to be guessed from it."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def form_token(secret: str) -> str:
    """Return what the forms of a session carry: it follows from the secret, not the reverse."""
    return hmac.new(secret.encode("utf-8", "replace"), b"form", hashlib.sha256).hexdigest()
