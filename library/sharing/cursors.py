"""How is a place in the log of changes handed out, so that nobody takes it for a number?"""

import base64
import binascii

from library.errors import CursorExpired

__all__ = ["read_cursor", "write_cursor"]


def write_cursor(number: int, nonce: str) -> str:
    """Return the cursor for a number and the nonce of the generation that it belongs to."""
    return base64.urlsafe_b64encode(f"{number}.{nonce}".encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> tuple[int, str]:
    """Return what `write_cursor` was given; raise CursorExpired for anything else."""
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii")
    except (binascii.Error, ValueError):
        raise CursorExpired from None
    number, _, nonce = text.partition(".")
    if not number.isascii() or not number.isdecimal() or len(number) > 15:
        raise CursorExpired
    return int(number), nonce
