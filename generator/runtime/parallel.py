"""Work spread over the machine's cores, in order; the result is the same on one core."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")

MOST = 4
"""Processes at most: each holds its own caches."""
_work: Callable[[int], Any] | None = None


class Lost(RuntimeError):
    """The system ended a process at work, most likely for want of memory."""


def spread(function: Callable[[T], R], items: Sequence[T], least: int = 100) -> list[R]:
    """``function`` of each item, in order; in several processes if there are ``least`` items and the system can fork.

    The processes see everything that is in memory now, so only results travel; ``function`` must not change anything.
    Raises :class:`Lost`, and whatever ``function`` raises.
    """
    if len(items) < least or _cores() < 2:
        return [function(item) for item in items]
    with _forked(_cores(), lambda place: function(items[place])) as pool:
        return _result(lambda: list(pool.map(_one, range(len(items)), chunksize=16)))


@contextlib.contextmanager
def aside(function: Callable[[], R], *, worth_it: bool) -> Iterator[Callable[[], R]]:
    """Let ``function`` work in a process of its own meanwhile; what is given asks for its result.

    If that is not ``worth_it``, or the system cannot fork, it works when it is asked. It must not change anything.
    Asking raises :class:`Lost`, and whatever ``function`` raises.
    """
    if not worth_it or _cores() < 2:
        yield function
        return
    with _forked(1, lambda _: function()) as pool:
        yield partial(_result, pool.submit(_one, 0).result)


def _cores() -> int:
    """How many processes may work side by side: one where the system cannot fork safely, and within such a process."""
    alone = sys.platform != "linux" or threading.active_count() > 1 or _work is not None
    return 1 if alone else min(os.cpu_count() or 1, MOST)


@contextlib.contextmanager
def _forked(processes: int, work: Callable[[int], Any]) -> Iterator[ProcessPoolExecutor]:
    """Processes that know ``work`` from the moment they are forked. They leave Ctrl-C to the parent, and end at once if it fails."""
    import multiprocessing  # slow to import, and seldom needed
    from concurrent.futures import ProcessPoolExecutor

    global _work
    _work = work
    with ProcessPoolExecutor(processes, multiprocessing.get_context("fork"), signal.signal, (signal.SIGINT, signal.SIG_IGN)) as pool:
        try:
            yield pool
        except BaseException:
            for child in multiprocessing.active_children():
                child.terminate()
            raise
        finally:
            _work = None


def _result(ask: Callable[[], R]) -> R:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return ask()
    except BrokenProcessPool:
        raise Lost from None


def _one(place: int) -> Any:
    assert _work is not None
    return _work(place)
