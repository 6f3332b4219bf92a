"""Locks on open files. The system frees one when its holder ends, killed or not."""

from __future__ import annotations

import os


def acquire(descriptor: int, *, shared: bool = False) -> bool | None:
    """Whether the lock was free and is ours now, until the descriptor is closed; None where files cannot be locked (some network disks).

    ``shared``: others may hold it shared as well. Windows knows no such locks here, and there it is nothing: an open file cannot be deleted.
    """
    try:
        if os.name != "nt":
            import fcntl

            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        elif not shared:
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return None
    return True
