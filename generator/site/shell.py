"""What every page function is given: the edition, the templates, the sources, and finished look-ups they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from generator.drawing.model import Drawing
from generator.edition import Edition
from generator.model.handbook import Manual
from generator.site import templating
from generator.site.links import Links


@dataclass(frozen=True, slots=True)
class Site:
    """One edition, ready to be written as pages."""

    edition: Edition
    templates: Environment
    sources: Mapping[str, str]
    books: frozenset[str] = frozenset()
    """Paths of the printed books beside the pages, such as ``books/handbook.pdf``."""
    drawn: dict[str, tuple[Drawing, ...]] = field(default_factory=dict, repr=False)
    """The sheets of each flowchart, once drawn."""

    @property
    def manual(self) -> Manual:
        return self.edition.manual

    def render(self, template: str, **values: Any) -> Markup:
        """One template as finished HTML."""
        return templating.render(self.templates, template, **values)

    def book(self, links: Links, name: str) -> str:
        """The address of a printed book (``person-<id>``), empty if there is none."""
        path = f"books/{name}.pdf"
        return links.file(path) if path in self.books else ""

    def shown(self, text: str) -> str:
        """Text in the digits of the site."""
        return self.edition.shown(text, "site")


def site(edition: Edition, sources: Mapping[str, str], books: Iterable[str] = ()) -> Site:
    """The site of an edition; ``sources``: path below ``sop/`` -> text; ``books``: paths of the printed books beside it."""
    return Site(edition, templating.environment(edition), sources, frozenset(books))
