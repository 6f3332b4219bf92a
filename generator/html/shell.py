"""What every page function is given: the edition, the templates, the sources, and finished look-ups they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from generator.documents import basis
from generator.drawing.model import Drawing
from generator.edition import Edition
from generator.html import templating
from generator.html.links import Links
from generator.load.attached import Attachments
from generator.model.handbook import Manual
from generator.runtime.cache import Memory


@dataclass(frozen=True)
class Site:
    """One edition, ready to be written as pages."""

    edition: Edition
    templates: Environment
    sources: Mapping[str, str]
    books: frozenset[str] = frozenset()
    """Paths of the printed books beside the pages, such as ``books/handbook.pdf``."""
    memory: Memory = field(default_factory=Memory, repr=False)
    remembers: bool = False
    """Whether another compile of this program is to come."""
    drawn: dict[str, tuple[Drawing, ...]] = field(default_factory=dict, repr=False)
    """The sheets of each flowchart, once drawn."""
    attached: Attachments = field(default_factory=dict, repr=False)
    """The files that forms and references open, by their path below ``sop/files/``."""
    help_pages: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The hand-written help, to be found by the search: path below ``docs/`` -> Markdown."""

    @property
    def manual(self) -> Manual:
        return self.edition.manual

    def render(self, template: str, **values: Any) -> Markup:
        """One template as finished HTML."""
        return templating.render(self.templates, template, **values)

    @cached_property
    def sizes(self) -> str:
        """What a page says of the files to open."""
        return " ".join(f"{name}:{len(data)}" for name, data in self.attached.items())

    @property
    def registers(self) -> tuple[object, ...]:
        """Every record but orders and procedures."""
        m = self.manual
        return m.handbook, m.organization, m.people, m.calendar, m.forms, m.references

    @cached_property
    def frame(self) -> tuple[object, ...]:
        """What a page depends on besides the bodies of procedures: every other record, the date, and what is said of procedures elsewhere.

        One value, the same object as long as nothing in it changed, so that to look for a thousand pages costs little.
        """
        m = self.manual
        said = (f"{p.id} {p.title} {p.unit} {p.file} {p.control.code} {p.forms.items} {[s.forms for s in p.steps]}" for p in m.procedures)
        parts = (*self.registers, *m.orders, self.edition.as_of.isoformat(), self.books, self.sizes, "\n".join(said))
        return (self.memory.recall("frame", parts, lambda: parts),)

    @cached_property
    def basis(self) -> str:
        """The orders that the whole manual rests on, in words."""
        return basis.line(self.edition, basis.of_all(self.edition))

    def book(self, links: Links, name: str) -> str:
        """The address of a printed book (``person-<id>``) or an Office file (``order-<slug>.docx``), empty if there is none."""
        path = f"books/{name}" if "." in name else f"books/{name}.pdf"
        return links.file(path) if path in self.books else ""

    def shown(self, text: str) -> str:
        """Text in the digits of the site."""
        return self.edition.shown(text, "site")


def site(edition: Edition, sources: Mapping[str, str], books: Iterable[str] = (), memory: Memory | None = None) -> Site:
    """The site of an edition; ``sources``: path below ``sop/`` -> text; ``books``: paths of the printed books beside it."""
    return Site(edition, templating.environment(edition), sources, frozenset(books), memory or Memory(), memory is not None)
