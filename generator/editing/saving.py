"""From the data of a form to the file: joined with what others wrote meanwhile, checked, spliced in, or kept as a draft."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from generator import rules
from generator.editing.matching import Clash, merged
from generator.editing.patch import folded, patch
from generator.editing.splice import SpliceRefused
from generator.editing.store import Store
from generator.load.loading import load, part, record, validated
from generator.model.handbook import Manual
from generator.rules import by_name
from generator.source import parsing
from generator.source.parsing import Invalid, Path_, Problem, Sources

Day = Callable[[Manual], date | None]
"""As of which day a manual is judged."""


def undated(_manual: Manual) -> None:
    """As of no day: what depends on one is not judged."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a form. ``written``: it is in the file; else a draft was kept, or (``clashes``) somebody must choose first."""

    version: str
    data: Any
    written: bool = False
    joined: bool = False
    problems: tuple[Problem, ...] = ()
    clashes: tuple[Clash, ...] = ()


def save(store: Store, name: str, base: Any, version: str, data: Any, keep: Collection[Path_] | None = None, day: Day = undated) -> Saved:
    """Write what a form holds. ``base``: the data that it started from, of the file in ``version``; ``keep``: which of one's own values stand
    where others changed them too (None: not asked yet).

    Raises :class:`~generator.editing.splice.SpliceRefused`, Invalid if the file on the disk cannot be read as YAML, Changed, and OSError.
    """
    with store.locked():
        state = store.read(name)
        now = parsing.parse(name, state.text)
        wanted, clashes = (folded(data), ()) if state.version == version else merged(base, now, folded(data), keep or ())
        if clashes and keep is None:
            return Saved(state.version, wanted, clashes=clashes)
        text = patch(name, state.text, wanted)
        sources = store.sources()
        errors = new_errors(sources, with_file(sources, name, text), day)
        if errors:
            store.keep_draft(name, {"base": now, "version": state.version, "data": wanted})
            return Saved(state.version, wanted, joined=state.version != version, problems=errors)
        verify(name, text, wanted)
        after = state.with_text(text)
        store.write(name, state, after)
        store.keep_draft(name, None)
        return Saved(after.version, wanted, written=True, joined=state.version != version)


def verify(name: str, text: str, data: Any) -> None:
    """Raises SpliceRefused unless the text, read as every command will read it, is the very record that the data make.

    A file that was wrong before may stay so; that it says what the form said is seen by :func:`~generator.editing.patch.patch`.
    """
    try:
        expected = validated(name, data)
    except ValidationError:
        return
    if record(name, text.replace("\r\n", "\n")) != expected:
        raise SpliceRefused(1)


def with_file(sources: Sources, name: str, text: str) -> Sources:
    """The sources with another text of one file."""
    return Sources({**sources.files, name: text.replace("\r\n", "\n")}, sources.unreadable)


def judged(sources: Sources, day: Day = undated) -> tuple[Manual | None, tuple[Problem, ...]]:
    """The manual, if there is one, and everything that is wrong or to be remarked."""
    return _judged(tuple(sources.files.items()), sources.unreadable, day)


@lru_cache(maxsize=2)
def _judged(files: tuple[tuple[str, str], ...], unreadable: tuple[Problem, ...], day: Day) -> tuple[Manual | None, tuple[Problem, ...]]:
    """What is saved after a rest of typing was judged in that rest already."""
    sources = Sources(dict(files), unreadable)
    try:
        manual = load(sources)
    except Invalid as invalid:
        told = by_name.mended(invalid.problems, part(sources, {p.file for p in invalid.problems}))
        return None, (*told, *rules.check_rest(sources, invalid.problems, day))
    return manual, rules.check(manual, sources, day(manual))


def new_errors(before: Sources, after: Sources, day: Day = undated) -> tuple[Problem, ...]:
    """The errors that only the change brings, in whatever file."""
    errors = [p for p in judged(after, day)[1] if p.level == "error"]
    known = {(p.file, p.code, p.message) for p in judged(before, day)[1]} if errors else set()
    return tuple(p for p in errors if (p.file, p.code, p.message) not in known)
