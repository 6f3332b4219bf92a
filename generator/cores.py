"""Work spread over the machine's cores, in order; the result is the same on one core."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MOST = 4
"""Processes at most: each holds its own caches."""
_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def spread(function: Callable[[T], R], items: Sequence[T], least: int = 100) -> list[R]:
    """``function`` of each item, in order; in several processes if there are ``least`` items and the system can fork.

    The processes see everything that is in memory now, so only results travel; ``function`` must not change anything.
    """
    cores = min(os.cpu_count() or 1, MOST)
    if len(items) < least or cores < 2 or sys.platform != "linux" or threading.active_count() > 1:
        return [function(item) for item in items]
    global _work
    _work = (function, items)
    try:
        with multiprocessing.get_context("fork").Pool(cores, initializer=_deaf) as pool:
            return pool.map(_one, range(len(items)), chunksize=16)
    finally:
        _work = None


def _deaf() -> None:
    """Ctrl-C is for the parent, which ends its children."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _one(place: int) -> Any:
    assert _work is not None
    function, items = _work
    return function(items[place])
