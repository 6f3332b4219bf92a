"""Which pages two manuals do not have alike: found by making both, so that nothing is missed and nothing is claimed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from generator.edition import exactly
from generator.html import pages as site
from generator.html.page import address, title_of
from generator.model.handbook import Manual
from generator.register.plan import PageChange

RESTS = re.compile(rb'<p class="sop-rests">[^\n]*\n')


def pages(before: Manual, after: Manual, day: date) -> tuple[PageChange, ...]:
    """The pages that differ on a day, besides the line at the foot of each that names the orders it rests on."""
    old, new = _own(before, day), _own(after, day)
    paths = sorted((p for p in old.keys() | new.keys() if old.get(p) != new.get(p)), key=lambda p: (p.count("/"), p))
    return tuple(
        PageChange(p, "new" if p not in old else "changed" if p in new else "removed", title_of(new.get(p) or old[p]), address(p)) for p in paths
    )


def _own(manual: Manual, day: date) -> Mapping[str, bytes]:
    return {o.path: RESTS.sub(b"", o.data) for o in site.pages(exactly(manual, day)) if o.path.endswith(".md")}
