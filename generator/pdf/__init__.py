"""Edition -> books (PDF): the whole handbook, one for each person in office with duties, one for each procedure."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import NamedTuple

import typst

from generator.edition import Edition
from generator.load.pictures import NONE, Pictures
from generator.output import Output
from generator.pdf import compiler, proof, volumes
from generator.pdf.book import Volume
from generator.pdf.volumes import BookJob
from generator.runtime import cache
from generator.runtime.cache import Cache
from generator.source.parsing import Invalid, Problem
from generator.source.tracing import Trace, nowhere

Progress = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class RefusedBook:
    """A book that cannot be printed: its path, its title, and why."""

    path: str
    title: str
    problems: tuple[Problem, ...]


class Made(NamedTuple):
    """The books that came out, and those that did not."""

    outputs: tuple[Output, ...]
    refused: tuple[RefusedBook, ...] = ()


def outputs(
    edition: Edition, progress: Progress = lambda _name: None, kept: Cache | None = None, pictures: Pictures = NONE, trace: Trace = nowhere
) -> Made:
    """Every book as ``books/….pdf``; ``progress`` is told the name of each before it is made.

    ``kept``: where books of earlier runs are; the same bytes come out without it. ``pictures``: of signatures and of the cover.
    ``trace``: where in ``sop/`` words come from. A book with a letter that cannot be printed, or that does not pass the
    proof-reading, is refused; the others are made all the same.
    """
    return made(volumes.plans(edition, pictures), progress, kept, trace)


def made(plans: Iterable[BookJob], progress: Progress = lambda _name: None, kept: Cache | None = None, trace: Trace = nowhere) -> Made:
    """These books, in their order; as :func:`outputs`. While the next is set, those before it are printed on the other cores.

    An interrupt leaves at once: the compilers are not waited for, and nothing that they were making is kept.
    """
    cores = os.cpu_count() or 1
    found: list[Output] = []
    refused: list[RefusedBook] = []
    waiting: deque[tuple[BookJob, _Book]] = deque()

    def finish() -> None:
        plan, book = waiting.popleft()
        try:
            found.append(book.finished())
        except Invalid as invalid:
            refused.append(RefusedBook(plan.path, plan.title, invalid.problems))

    with compiler.pool(cores) as compile_:
        for plan in plans:
            progress(plan.title)
            waiting.append((plan, _Book(plan.volume(), compile_, kept, trace)))
            if len(waiting) > cores:
                finish()
        while waiting:
            finish()
    return Made(tuple(found), tuple(refused))


def printed(volume: Volume, kept: Cache | None = None, trace: Trace = nowhere) -> Output:
    """One book, proof-read. Raises Invalid if it is refused, see :func:`outputs`."""
    with compiler.pool(1) as compile_:
        return _Book(volume, compile_, kept, trace).finished()


class _Book:
    """One book under way: from the cache, or being compiled."""

    def __init__(self, volume: Volume, compile_: Callable[[str], Future[bytes]], kept: Cache | None, trace: Trace) -> None:
        self.volume, self.kept, self.trace = volume, kept, trace
        data = compiler.spelled(volume)
        self.key = cache.key("book", data) if kept else ""
        self.earlier = kept.get(self.key) if kept else None
        self.pdf: Future[bytes] | None = None if self.earlier is not None or volume.missing else compile_(data)

    def finished(self) -> Output:
        """The book, proof-read before it is kept. Raises Invalid."""
        if self.volume.missing:
            raise Invalid([_unprintable(letter, words, self.trace) for letter, words in self.volume.missing])
        if self.pdf is None:
            return Output(self.volume.name, self.earlier or b"")
        try:
            data = self.pdf.result()
        except typst.TypstError as error:
            raise Invalid([_unsound(proof.PrintFault(f"จัดพิมพ์เล่มไม่ได้: {error}"), self.trace)]) from None
        if found := proof.faults(data, self.volume):
            raise Invalid([_unsound(fault, self.trace) for fault in found])
        if self.kept:
            self.kept.put(self.key, data)
        return Output(self.volume.name, data)


def _unsound(fault: proof.PrintFault, trace: Trace) -> Problem:
    place = trace(fault.words)
    ask = "แจ้งผู้ดูแลโปรแกรม พร้อมแฟ้มข้อมูลที่ใช้"
    mend = f"เขียนข้อความนี้ใหม่ให้สั้นลงหรือด้วยตัวอักษรอื่น หากยังไม่ได้ให้{ask}" if place else ask
    return Problem(*(place or ("", 0, 0)), "book-proof", "error", fault.message, mend)


def _unprintable(letter: str, words: str, trace: Trace) -> Problem:
    message = f"แบบอักษรของเล่มไม่มีตัวอักษร “{letter}” (U+{ord(letter):04X}) ในข้อความ “{words}”"
    return Problem(*(trace(words) or ("", 0, 0)), "SOP-T016", "error", message, "ใช้ตัวอักษรอื่นแทน เช่น เขียนเป็นคำ")
