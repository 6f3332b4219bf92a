"""Where everything stands on the site. Links are relative, so the site opens from any folder, also from a USB stick."""

from __future__ import annotations

from dataclasses import dataclass

from generator.documents.mentions import named, term_anchor
from generator.model.orders import OrderKey


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses as seen from one page; ``root`` leads from it to ``manual/``."""

    root: str = ""

    def page(self, name: str) -> str:
        """A page by its name without ending: ``forms``, ``procedures/index``."""
        return f"{self.root}{name}.html"

    def procedure(self, procedure: str, anchor: str = "") -> str:
        return f"{self.root}procedures/{procedure}.html" + (f"#{anchor}" if anchor else "")

    def step(self, procedure: str, step: str) -> str:
        return self.procedure(procedure, f"step-{step}")

    def person(self, person: str) -> str:
        return f"{self.root}people/{person}.html"

    def order(self, key: OrderKey) -> str:
        return f"{self.root}orders/{key.slug}.html"

    def abbreviation(self, short: str) -> str:
        return f"{self.root}glossary.html#abbr-{named(short)}"

    def term(self, procedure: str, term: str) -> str:
        return self.procedure(procedure, term_anchor(term))

    def form(self, form: str) -> str:
        return f"{self.root}forms.html#form-{form}"

    def reference(self, reference: str) -> str:
        return f"{self.root}references.html#reference-{reference}"

    def source(self, file: str) -> str:
        """The YAML file as text, copied into the site."""
        return f"{self.root}source/{file}.txt"

    def file(self, path: str) -> str:
        """Any other file below ``manual/``."""
        return self.root + path


def links_from(path: str) -> Links:
    """The links of the page at ``path``."""
    return Links("../" * path.count("/"))
