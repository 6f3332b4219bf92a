"""Checks line ends independently of the code that made them: against the plain dictionary and whole names.

What a handbook asks to keep together has no say here: a list that makes a bad break would hide it too. Only the partings of ``words.yml``,
which are between whole words, are allowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from generator.thai import words
from generator.thai.together import spans

Span = tuple[int, int]
_THAI = re.compile("[ก-ฺเ-๎.]+")
_HANGING = re.compile(rf" ?[{re.escape(words.NO_START)}]\S*")


def cut(text: str, lines: Sequence[str], fits: Callable[[str], bool], names: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """Pairs of adjacent lines that split a word, or a number from its unit.

    ``text``: what was broken into ``lines``; ``fits``: whether words have room on one line (what has none must be parted);
    ``names``: of persons, whole.
    """
    text, at = " ".join(text.split()), 0
    here = [name for name in names if name in text]
    for line, following in pairwise(lines):
        start = text.find(line, at)
        if start < 0:
            return  # not the lines of this text: whether all of it was printed is another question
        at = start + len(line)
        goes_on = text.startswith((following, " " + following), at)  # else the next line is another text
        held = _held(text, at, here) if goes_on else None
        if held and fits(text[held[0] : held[1]].strip()):
            yield line, following


def _held(text: str, at: int, names: Collection[str]) -> Span | None:
    """The range that must not be split at a place, trailing marks included: a number with its unit, or a word."""
    if text[at] == " ":
        return next(((begin, end) for begin, end in _units(text) if begin < at < end and any(a < at < b for a, b in spans(text))), None)
    word = None if words.may_part(text, at) else next(((begin, end) for begin, end in _word(text, at, names) if begin < at < end), None)
    if word is None:
        return None
    begin, end = word
    while hanging := _HANGING.match(text, end):
        end = hanging.end()
    while begin and text[begin - 1] in words.NO_END:
        begin -= 1
    return begin, end


def _units(text: str) -> Iterator[Span]:
    at = 0
    for unit in words.units(text):
        yield at, at + len(unit.rstrip())
        at += len(unit)


def _word(text: str, at: int, names: Collection[str]) -> Iterator[Span]:
    """The words round a place; a name ends where it ends, whatever the dictionary says."""
    edges = [span for name in names for span in _found(text, name) if span[0] <= at <= span[1]]
    if edges:
        yield from edges
        return
    run = next((hit for hit in _THAI.finditer(text) if hit.start() < at < hit.end()), None)
    if run is None:
        return
    letters, begin = run.group(), run.start()
    apart = words.effort(letters[: at - begin]) + words.effort(letters[at - begin :])
    for token in words.tokens(letters) if apart > words.effort(letters) else ():
        if token in words.dictionary():  # where an unknown word ends nobody can tell
            yield begin, begin + len(token)
        begin += len(token)


def _found(text: str, name: str) -> Iterator[Span]:
    at = text.find(name)
    while at >= 0:
        if words.fits(text, at, at + len(name)):
            yield at, at + len(name)
        at = text.find(name, at + 1)
