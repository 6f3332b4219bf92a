"""What stands in a line of a page: a function for each kind of run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import escape

from generator.documents import model as m
from generator.html import text
from generator.html.templating import Speech
from generator.load import attached

Drawn = m.Picture | m.Flowchart | m.SummarySheet


@dataclass(frozen=True, slots=True)
class PageContext:
    """Where a paper is shown. ``href``: the way to a thing from there, empty if there is none; ``sizes``: of the files to open, in bytes;
    ``drawn``: a chart or a form as it stands there.
    """

    speech: Speech
    href: Callable[[m.Ref], str] = lambda _to: ""
    sizes: Mapping[str, int] = field(default_factory=dict)
    drawn: Callable[[Drawn], str] = lambda _block: ""

    def shown(self, words: str) -> str:
        """Words in the digits of the site, none of them cut by the end of a line."""
        return str(text.unbroken(self.speech.shown(words), self.speech.protected))


def runs(place: PageContext, found: m.Runs) -> str:
    """What stands in a line."""
    return "".join(RUNS[type(run)](place, run) for run in found)


def _text(place: PageContext, run: m.Text) -> str:
    if run.look == "state":
        return f'<span class="order-state{f" sop-{run.mark}" if run.mark else ""}">{place.shown(run.text)}</span>'
    return f"<code>{escape(run.text)}</code>" if run.look == "code" else f"<{LOOKS[run.look]}>{place.shown(run.text)}</{LOOKS[run.look]}>"


def _sign(place: PageContext, run: m.Sign) -> str:
    words = escape(place.speech.shown(run.words))
    return f'<span title="{words}" aria-label="{words}" role="img">{place.shown(run.sign)}</span>'


def _link(place: PageContext, run: m.Link, css: str = "") -> str:
    href = place.href(run.to)
    if not href:
        return "" if run.to.kind == "file" else place.shown(run.text)
    about = f" <small>({sized(run.to.id, place.sizes[run.to.id])})</small>" if run.to.kind == "file" else ""
    return f'<a{css} href="{escape(href)}"{KEPT.get(run.to.kind, "")}>{place.shown(run.text)}{about}</a>'


def sized(name: str, size: int) -> str:
    """``Word 24 KB``: what a file is, and how large."""
    told = f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{max(1, round(size / 1000))} KB"
    return f"{escape(attached.kind(name))} {told}"


def _note(place: PageContext, run: m.Note) -> str:
    if run.tag:
        return " " + "".join(_link(place, r, ' class="sop-tag"') if isinstance(r, m.Link) else place.shown(r) for r in run.runs)
    said = "".join(runs(place, (part,)) for part in run.runs)
    return f'<small class="order-note">{said}</small>' if said else ""


def anchored(anchor: str) -> str:
    """The attribute of a place that links lead to."""
    return f' id="{escape(anchor)}"' if anchor else ""


def styled(names: str) -> str:
    """The attribute of a thing with classes."""
    return f' class="{names}"' if names else ""


KEPT = {"events": " download", "file": " download", "web": ' rel="noopener"'}
"""What is said of a link besides where it leads."""
LOOKS = {"aside": "small", "strong": "b"}
BLANKS = {"line": '<span class="order-room"></span>', "box": "☐", "room": '<span class="order-blank"></span>'}
RUNS: dict[type, Callable[[PageContext, Any], str]] = {
    str: PageContext.shown,
    m.Text: _text,
    m.Sign: _sign,
    m.Link: _link,
    m.Break: lambda _place, _run: "<br>",
    m.PageOf: lambda _place, _run: "",
    m.Blank: lambda _place, run: BLANKS[run.kind],
    m.Note: _note,
}
