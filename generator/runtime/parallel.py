"""Work spread over the machine's cores, in order; the result is the same on one core."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MOST = 4
"""Processes at most: each holds its own caches."""
LOOK = 1.0
"""Seconds between two looks at whether all of them still live."""
_work: tuple[Callable[[Any], Any], Sequence[Any]] | None = None
Ask = Callable[[Any], Any]


class Lost(RuntimeError):
    """The system ended a process at work, most likely for want of memory."""


def spread(function: Callable[[T], R], items: Sequence[T], least: int = 100) -> list[R]:
    """``function`` of each item, in order; in several processes if there are ``least`` items and the system can fork.

    The processes see everything that is in memory now, so only results travel; ``function`` must not change anything.
    Raises :class:`Lost`, and whatever ``function`` raises.
    """
    if len(items) < least or _cores() < 2:
        return [function(item) for item in items]
    with _pool(_cores(), function, items) as (pool, ask):
        found: list[R] = ask(pool.map_async(_one, range(len(items)), chunksize=16))
        return found


@contextlib.contextmanager
def aside(function: Callable[[], R], *, worth_it: bool) -> Iterator[Callable[[], R]]:
    """Let ``function`` work in a process of its own meanwhile; what is given asks for its result.

    If that is not ``worth_it``, or the system cannot fork, it works when it is asked. It must not change anything.
    Asking raises :class:`Lost`, and whatever ``function`` raises.
    """
    if not worth_it or _cores() < 2:
        yield function
        return
    with _pool(1, lambda _: function(), (None,)) as (pool, ask):
        yield partial(ask, pool.apply_async(_one, (0,)))


def _cores() -> int:
    """How many processes may work side by side: one where the system cannot fork safely, and within such a process."""
    alone = sys.platform != "linux" or threading.active_count() > 1 or multiprocessing.current_process().daemon
    return 1 if alone else min(os.cpu_count() or 1, MOST)


@contextlib.contextmanager
def _pool(processes: int, function: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[tuple[Any, Ask]]:
    """Processes that know ``function`` and ``items`` from the moment they are forked, and a way to ask them for a result."""
    global _work
    _work = (function, items)
    try:
        with multiprocessing.get_context("fork").Pool(processes, initializer=_deaf) as pool:
            yield pool, partial(_asked, multiprocessing.active_children())
    finally:
        _work = None


def _asked(workers: Iterable[Any], result: Any) -> Any:
    """The result, once it is there. A pool waits for ever for the work of a process that was killed, so we look."""
    while True:
        try:
            return result.get(timeout=LOOK)
        except multiprocessing.TimeoutError:
            if not all(worker.is_alive() for worker in workers):
                raise Lost from None


def _deaf() -> None:
    """Ctrl-C is for the parent, which ends its children."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _one(place: int) -> Any:
    assert _work is not None
    function, items = _work
    return function(items[place])
