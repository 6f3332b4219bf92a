"""Edition -> books (PDF): the whole handbook, one for each person in office with duties, one for each procedure."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor

from generator.book import lint, press, volumes
from generator.book.blocks import Volume
from generator.book.volumes import Plan
from generator.edition import Edition
from generator.output import Output
from generator.source import Invalid, Problem

Progress = Callable[[str], object]


def outputs(edition: Edition, progress: Progress = lambda _name: None) -> tuple[Output, ...]:
    """Every book as ``books/….pdf``; ``progress`` is told the name of each before it is made.

    Raises Invalid if a letter cannot be printed, or if a finished book does not pass the proof-reading.
    """
    return made(volumes.plans(edition), progress)


def made(plans: Iterable[Plan], progress: Progress = lambda _name: None) -> tuple[Output, ...]:
    """These books, in their order; as :func:`outputs`. While the next is set, those before it are printed on the other cores."""
    cores = os.cpu_count() or 1
    found: list[Output] = []
    waiting: deque[tuple[Volume, Future[bytes]]] = deque()
    pool = ThreadPoolExecutor(cores)
    try:
        for plan in plans:
            progress(plan.title)
            volume = _printable(plan.volume())
            waiting.append((volume, pool.submit(press.pdf, volume)))
            if len(waiting) > cores:
                found.append(_proof_read(*waiting.popleft()))
        found += [_proof_read(*book) for book in waiting]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # after a failure or Ctrl-C nobody waits for the rest
    return tuple(found)


def printed(volume: Volume) -> Output:
    """One book, proof-read. Raises Invalid as :func:`outputs` does."""
    done: Future[bytes] = Future()
    done.set_result(press.pdf(_printable(volume)))
    return _proof_read(volume, done)


def _printable(volume: Volume) -> Volume:
    if volume.missing:
        raise Invalid([_unprintable(letter, words) for letter, words in volume.missing])
    return volume


def _proof_read(volume: Volume, pdf: Future[bytes]) -> Output:
    data = pdf.result()
    if found := lint.faults(data, volume):
        raise Invalid([Problem("", 0, 0, "book-proof", "error", f"{volume.name}: {fault}", "แจ้งผู้ดูแลโปรแกรม พร้อมแฟ้มข้อมูลที่ใช้") for fault in found])
    return Output(volume.name, data)


def _unprintable(letter: str, words: str) -> Problem:
    message = f"แบบอักษรของเล่มไม่มีตัวอักษร “{letter}” (U+{ord(letter):04X}) ในข้อความ “{words}”"
    return Problem("", 0, 0, "book-letter", "error", message, "ใช้ตัวอักษรอื่นแทน เช่น เขียนเป็นคำ")
