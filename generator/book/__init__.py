"""Edition -> books (PDF): the whole handbook, one for each person with duties, one for each procedure."""

from __future__ import annotations

from collections.abc import Callable

from generator.book import press, volumes
from generator.edition import Edition
from generator.output import Output

Progress = Callable[[str], object]


def outputs(edition: Edition, progress: Progress = lambda _name: None) -> tuple[Output, ...]:
    """Every book as ``books/….pdf``; ``progress`` is told the name of each before it is made."""
    found = []
    for plan in volumes.plans(edition):
        progress(plan.title)
        found.append(Output(plan.path, press.pdf(plan.volume())))
    return tuple(found)
