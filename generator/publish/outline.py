"""The navigation as one page sees it. Of the tabs and sections that a page does not stand in, the theme shows one link each, and at its foot
the pages before and after it; so a page can be made without the others, from a navigation in which those are links.

``tests/test_shards.py`` holds that a page made so has the bytes of one made with all others.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, NamedTuple

INDEX = "index.md"
"""The name of a page that lends its section its address (navigation.indexes)."""


@dataclass(slots=True, eq=False)
class NavEntry:
    """A page (``path`` below ``docs/``) or a section of the navigation."""

    title: str | None
    path: str
    parent: NavEntry | None
    below: list[NavEntry] = field(default_factory=list)

    @property
    def first(self) -> NavEntry:
        """The first page, where the link to a section leads."""
        return self.below[0].first if self.below else self

    @property
    def above(self) -> Iterator[NavEntry]:
        """The sections that it stands in, the nearest first."""
        if self.parent:
            yield self.parent
            yield from self.parent.above


_Kept = dict[int, list[NavEntry]]
"""The real pages below a section, by its id."""


class _View(NamedTuple):
    """What the pages of one list see: the navigation as text, and the pages in it that must stand as pages (see :meth:`Outline.beside`)."""

    text: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Outline:
    """A whole navigation."""

    entries: list[NavEntry]

    @cached_property
    def pages(self) -> dict[str, NavEntry]:
        """Every page by its path, in the order of the navigation."""
        return {entry.path: entry for top in self.entries for entry in _pages(top)}

    @cached_property
    def _places(self) -> dict[str, int]:
        return {path: at for at, path in enumerate(self.pages)}

    @cached_property
    def _order(self) -> list[str]:
        return list(self.pages)

    def beside(self, path: str) -> list[str]:
        """The pages that one needs to stand as pages and not as links: its neighbours, the first of each tab, and in the lists that it
        shows those whose title stands in their own file, and those that lend a section their address.
        """
        at = self._places[path]
        return [*self._order[max(at - 1, 0) : at], *self._order[at + 1 : at + 2], *self._view(path).pages]

    def seen(self, path: str) -> str:
        """What a page sees of the navigation, as text; which of its entries it is itself, its path tells."""
        return self._view(path).text

    def _view(self, path: str) -> _View:
        entry = self.pages[path]
        if id(entry.parent) not in self._views:
            text = json.dumps(list(_listed(self.entries, {id(above) for above in entry.above}, {}, ())), ensure_ascii=False)
            lists = (self.entries, *(above.below for above in entry.above))
            named = [one.path for list_ in lists for one in list_ if not one.below and (one.title is None or PurePosixPath(one.path).name == INDEX)]
            self._views[id(entry.parent)] = _View(text, (*named, *(top.first.path for top in self.entries)))
        return self._views[id(entry.parent)]

    @cached_property
    def _views(self) -> dict[int, _View]:
        return {}

    def narrowed(self, chosen: Iterable[str], real: Collection[str]) -> list[Any]:
        """The navigation in which the sections of the ``chosen`` pages are open, and all but the ``real`` ones are links."""
        inside = {id(above) for path in chosen for above in self.pages[path].above}
        kept: _Kept = {}
        for path in sorted(real, key=self._places.__getitem__):
            for above in self.pages[path].above:
                kept.setdefault(id(above), []).append(self.pages[path])
        return list(_listed(self.entries, inside, kept, set(real)))


def _pages(entry: NavEntry) -> Iterator[NavEntry]:
    if entry.below:
        for one in entry.below:
            yield from _pages(one)
    else:
        yield entry


def _listed(entries: Iterable[NavEntry], inside: Collection[int], kept: _Kept, real: Collection[str]) -> Iterator[Any]:
    for entry in entries:
        if entry.below and id(entry) in inside:
            yield {entry.title: list(_listed(entry.below, inside, kept, real))}
        else:
            yield _closed(entry, kept, real)


def _closed(entry: NavEntry, kept: _Kept, real: Collection[str]) -> Any:
    """A page; or a section with the way down to its first page, which the theme goes, and the real pages below it."""
    if not entry.below:
        return _page(entry, real)
    first, rest = entry.below[0], [page for page in kept.get(id(entry), ()) if entry.below[0] not in (page, *page.above)]
    return {entry.title: [_closed(first, kept, real), *(_page(page, real) for page in rest)]}


def _page(entry: NavEntry, real: Collection[str]) -> Any:
    place = entry.path if entry.path in real else address(entry.path)
    return place if entry.title is None else {entry.title: place}


def address(path: str) -> str:
    """Where a page is read, without directory URLs."""
    return f"{path.removesuffix('.md')}.html"


def outline(nav: object) -> Outline | None:
    """The navigation of a settings file; None if it holds anything but sections and pages, or a page twice."""
    try:
        found = Outline(_entries(nav, None))
    except ValueError:
        return None
    return found if len(found.pages) == sum(1 for top in found.entries for _ in _pages(top)) else None


def _entries(nav: object, parent: NavEntry | None) -> list[NavEntry]:
    if not isinstance(nav, list) or not nav:
        raise ValueError
    found = []
    for item in nav:
        title, value = next(iter(item.items())) if isinstance(item, dict) and len(item) == 1 else (None, item)
        if isinstance(value, str) and value.endswith(".md") and not value.endswith("README.md"):  # which becomes index.html
            found.append(NavEntry(title, value, parent))
        elif isinstance(value, list) and isinstance(title, str):
            section = NavEntry(title, "", parent)
            section.below = _entries(value, section)
            found.append(section)
        else:
            raise ValueError
    return found
