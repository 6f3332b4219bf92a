"""What every page function is given: the edition, the templates, the sources, and finished look-ups they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from generator.documents import basis, calendar, mine, workyear
from generator.documents.calendar import WorkCalendar
from generator.documents.mine import Changed
from generator.edition import Edition
from generator.html import templating
from generator.html.links import Links
from generator.load.attached import Attachments
from generator.model.handbook import Manual
from generator.output import Output
from generator.register import Register
from generator.runtime.asked import Subject
from generator.runtime.content import digest
from generator.runtime.memory import Memory
from generator.thai import digits


@dataclass(frozen=True)
class PageSettings:
    """All that a paper is given on its way to a page, besides itself: nothing but content, so that papers and settings that are equal make
    one page (see :mod:`generator.html.procedure_pages`).

    ``digits``: of pages, and of forms on them; ``codes``: keep their digits; ``books``: paths of what is printed beside the pages;
    ``units``: those with members; ``headed``: titles that the sections with the summary form have; ``sizes``: of the files to open, in bytes.
    """

    digits: tuple[str, str]
    codes: tuple[str, ...]
    protected: tuple[str, ...]
    books: tuple[str, ...]
    units: tuple[str, ...]
    headed: tuple[str, ...]
    sizes: tuple[tuple[str, int], ...]

    @cached_property
    def templates(self) -> Environment:
        return templating.environment(self)

    @cached_property
    def opened(self) -> frozenset[str]:
        """The files that there are to open."""
        return frozenset(name for name, _ in self.sizes)

    @cached_property
    def _books(self) -> frozenset[str]:
        return frozenset(self.books)

    @cached_property
    def _codes(self) -> frozenset[str]:
        return frozenset(self.codes)

    def render(self, template: str, **values: Any) -> Markup:
        """One template as finished HTML."""
        return templating.render(self.templates, template, **values)

    def book(self, links: Links, name: str) -> str:
        """The address of a printed book (``person-<id>``) or an Office file (``order-<slug>.docx``), empty if there is none."""
        path = f"books/{name}" if "." in name else f"books/{name}.pdf"
        return links.file(path) if path in self._books else ""

    def shown(self, text: str, region: str = "site") -> str:
        """Text in the digits of pages, or of forms on them (``site_form``)."""
        return digits.but(text, self.digits[region == "site_form"], self._codes)


@dataclass(frozen=True)
class Site:
    """One edition, ready to be written as pages."""

    edition: Edition
    sources: Mapping[str, str]
    books: frozenset[str] = frozenset()
    """Paths of the printed books beside the pages, such as ``books/handbook.pdf``."""
    memory: Memory = field(default_factory=Memory, repr=False)
    attached: Attachments = field(default_factory=dict, repr=False)
    """The files that forms and references open, by their path below ``sop/files/``."""
    pictures: dict[str, tuple[Output, ...]] = field(default_factory=dict, repr=False)
    """The sheets of each flowchart as files, once drawn."""
    help_pages: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The hand-written help, to be found by the search: path below ``docs/`` -> Markdown."""

    @cached_property
    def settings(self) -> PageSettings:
        """What papers become pages with."""
        manual, edition = self.manual, self.edition
        return PageSettings(
            digits=(manual.handbook.digits.site, manual.handbook.digits.site_form),
            codes=tuple(sorted(edition.codes)),
            protected=edition.protected,
            books=tuple(sorted(self.books)),
            units=tuple(u.id for u in manual.organization.units if edition.members(u.id)),
            headed=tuple(s.title for s in manual.handbook.sections if s.kind == "summary"),
            sizes=tuple(sorted((name, len(data)) for name, data in self.attached.items())),
        )

    @cached_property
    def settings_digest(self) -> str:
        """Of the settings."""
        return digest(self.settings)

    @property
    def manual(self) -> Manual:
        return self.edition.manual

    def render(self, template: str, **values: Any) -> Markup:
        """One template as finished HTML."""
        return self.settings.render(template, **values)

    @cached_property
    def subject(self) -> Subject:
        """What pages are made from: each by what it asks of this (:meth:`generator.runtime.memory.Memory.watched`)."""
        return Subject(self, (Site, Edition, Manual, Register), silent=(Memory,))

    @cached_property
    def calendars(self) -> dict[str, WorkCalendar]:
        """The group's calendar, then those of units and persons who have work in it, by their ids."""
        entries = partial(workyear.all_entries, self.manual.calendar)
        return {of.id: of for of in calendar.calendars(self.edition, entries)}

    @cached_property
    def other_calendars(self) -> tuple[WorkCalendar, ...]:
        """Those of units and persons, without what stands in them."""
        return tuple(replace(of, entries=()) for of in self.calendars.values() if of.id != calendar.GROUP)

    @cached_property
    def changed(self) -> dict[str, Changed]:
        """Person -> what the newest order that touches them changes."""
        return dict(reversed(tuple(mine.changed(self.edition))))

    @cached_property
    def basis(self) -> str:
        """The orders that the whole manual rests on, in words."""
        return basis.line(self.edition, basis.of_all(self.edition))

    def book(self, links: Links, name: str) -> str:
        """The address of what is printed, see :meth:`PageSettings.book`."""
        return self.settings.book(links, name)

    def shown(self, text: str) -> str:
        """Text in the digits of the site."""
        return self.settings.shown(text)


def site(edition: Edition, sources: Mapping[str, str], books: Iterable[str] = (), memory: Memory | None = None) -> Site:
    """The site of an edition; ``sources``: path below ``sop/`` -> text; ``books``: paths of the printed books beside it."""
    return Site(edition, sources, frozenset(books), memory or Memory(lasting=False))
