"""How do two folders change places, so that whoever looks sees the one or the other, whole?"""

import ctypes
import errno
import os
from pathlib import Path

__all__ = ["take_place"]

_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux, renameat2(2)."""
_UNKNOWN = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP}


def take_place(new: Path, folder: Path, aside: Path) -> None:
    """Put `new` in the place of `folder`, which is then at `aside`; raise OSError.

    Linux exchanges the two at one moment. Elsewhere it takes two renames: who is killed between
    them finds the old folder, whole, at `aside`, and the new one at `new`.
    """
    new.rename(aside)
    try:
        if _exchanged(aside, folder):
            return
    except OSError:
        aside.rename(new)
        raise
    aside.rename(new)
    folder.rename(aside)
    try:
        new.rename(folder)
    except OSError:
        aside.rename(folder)
        raise


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders; False where the system or the file system cannot."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # another libc, another system
        return False
    if renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNKNOWN:
        return False
    raise OSError(number, os.strerror(number), str(other))
