"""Edition -> books (PDF): the whole handbook, one for each person in office with duties, one for each procedure."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future

from generator.book import lint, press, volumes
from generator.book.blocks import Volume
from generator.book.shelf import Shelf
from generator.book.volumes import Plan
from generator.edition import Edition
from generator.output import Output
from generator.signatures import NONE, Pictures
from generator.source import Invalid, Problem

Progress = Callable[[str], object]


def outputs(edition: Edition, progress: Progress = lambda _name: None, shelf: Shelf | None = None, pictures: Pictures = NONE) -> tuple[Output, ...]:
    """Every book as ``books/….pdf``; ``progress`` is told the name of each before it is made.

    ``shelf``: where books of earlier runs are kept; the same bytes come out without it. ``pictures``: of signatures.
    Raises Invalid if a letter cannot be printed, or if a finished book does not pass the proof-reading.
    """
    return made(volumes.plans(edition, pictures), progress, shelf)


def made(plans: Iterable[Plan], progress: Progress = lambda _name: None, shelf: Shelf | None = None) -> tuple[Output, ...]:
    """These books, in their order; as :func:`outputs`. While the next is set, those before it are printed on the other cores.

    An interrupt leaves at once: the presses are not waited for, and nothing that they were making is kept.
    """
    cores = os.cpu_count() or 1
    found: list[Output] = []
    waiting: deque[_Book] = deque()
    with press.Presses(cores) as presses:
        for plan in plans:
            progress(plan.title)
            waiting.append(_Book(plan.volume(), presses, shelf))
            if len(waiting) > cores:
                found.append(waiting.popleft().finished())
        found += [book.finished() for book in waiting]
    return tuple(found)


def printed(volume: Volume, shelf: Shelf | None = None) -> Output:
    """One book, proof-read. Raises Invalid as :func:`outputs` does."""
    with press.Presses(1) as presses:
        return _Book(volume, presses, shelf).finished()


class _Book:
    """One book under way: from the shelf, or in a press."""

    def __init__(self, volume: Volume, presses: press.Presses, shelf: Shelf | None) -> None:
        if volume.missing:
            raise Invalid([_unprintable(letter, words) for letter, words in volume.missing])
        self.volume, self.shelf = volume, shelf
        data = press.spelled(volume)
        self.key = press.key(data) if shelf else ""
        self.kept = shelf.get(self.key) if shelf else None
        self.pdf: Future[bytes] | None = None if self.kept is not None else presses.take(data)

    def finished(self) -> Output:
        """The book, proof-read before it may go on the shelf."""
        if self.pdf is None:
            return Output(self.volume.name, self.kept or b"")
        data = self.pdf.result()
        if found := lint.faults(data, self.volume):
            raise Invalid([_unsound(f"{self.volume.name}: {fault}") for fault in found])
        if self.shelf:
            self.shelf.put(self.key, data)
        return Output(self.volume.name, data)


def _unsound(fault: str) -> Problem:
    return Problem("", 0, 0, "book-proof", "error", fault, "แจ้งผู้ดูแลโปรแกรม พร้อมแฟ้มข้อมูลที่ใช้")


def _unprintable(letter: str, words: str) -> Problem:
    message = f"แบบอักษรของเล่มไม่มีตัวอักษร “{letter}” (U+{ord(letter):04X}) ในข้อความ “{words}”"
    return Problem("", 0, 0, "SOP-T016", "error", message, "ใช้ตัวอักษรอื่นแทน เช่น เขียนเป็นคำ")
