"""What every page function is given: the edition, the templates, the sources, and finished look-ups they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from generator.drawing.model import Drawing
from generator.edition import Edition
from generator.model.handbook import Manual
from generator.site import templating


@dataclass(frozen=True, slots=True)
class Site:
    """One edition, ready to be written as pages."""

    edition: Edition
    templates: Environment
    sources: Mapping[str, str]
    drawn: dict[str, tuple[Drawing, ...]] = field(default_factory=dict, repr=False)
    """The sheets of each flowchart, once drawn."""

    @property
    def manual(self) -> Manual:
        return self.edition.manual

    def render(self, template: str, **values: Any) -> Markup:
        """One template as finished HTML."""
        return templating.render(self.templates, template, **values)

    def shown(self, text: str) -> str:
        """Text in the digits of the site."""
        return self.edition.shown(text, "site")


def site(edition: Edition, sources: Mapping[str, str]) -> Site:
    """The site of an edition; ``sources``: path below ``sop/`` -> text."""
    return Site(edition, templating.environment(edition), sources)
