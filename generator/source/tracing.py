"""Printed words -> the lines of ``sop/`` that they come from."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from generator.source.parsing import Invalid, Sources, locate, parse, scalars
from generator.thai import digits

Place = tuple[str, int, int]
"""File, line and column, from 1."""
Trace = Callable[[str], Place | None]
LEAST = 4
"""Letters of a text that is given as the source although the printed words hold more than it: a shorter one may stand there by chance."""
_SPACE = re.compile(r"\s+")


def nowhere(words: str) -> Place | None:
    """For outputs whose sources are not at hand."""
    return None


def tracer(sources: Sources) -> Trace:
    """Where words come from: the shortest text that holds them, else the longest that they hold (a line put together from several)."""

    @cache
    def texts() -> tuple[tuple[str, Place], ...]:
        return tuple((bare(text), (name, *locate(sources.files[name], path))) for name in sorted(sources.files) for path, text in _of(name))

    def _of(name: str) -> tuple[tuple[tuple[str | int, ...], str], ...]:
        try:
            return tuple(scalars(parse(name, sources.files[name])))
        except Invalid:
            return ()

    def trace(words: str) -> Place | None:
        wanted = bare(words)
        around = [(len(text), place) for text, place in texts() if wanted and wanted in text]
        if around:
            return min(around)[1]
        within = [(-len(text), place) for text, place in texts() if len(text) >= LEAST and text in wanted]
        return min(within)[1] if within else None

    return trace


def bare(text: str) -> str:
    """A text in the form in which texts are compared: without spaces, in Arabic digits."""
    return digits.to_arabic(_SPACE.sub("", text))
