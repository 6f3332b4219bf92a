"""The work-manual compiler: ``sop/`` in, pages, drawings, forms and books out.

Read top to bottom, the house is::

    source    YAML -> text and lines          rules     what one file cannot know
    model     the frozen types                flow      procedure -> graph -> places, lanes
    load      sources -> Manual               drawing   shapes -> SVG | Typst
    thai      digits, dates, words            tables    the rows of the summary form
    times     times in words and months       site      Edition -> pages
    typeface  widths of the shipped fonts     book      Edition -> Typst -> PDF
    register  orders -> who does what when    files     write what changed, swap in whole
    edition   manual + register, look-ups     commands  the doors

Values pass between the stages; files are read and written only at the two ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.memory import Memory
    from generator.model.handbook import Manual
    from generator.output import Output

__version__ = "1.0.0"


def compile(
    manual: Manual, as_of: date | None = None, sources: Mapping[str, str] | None = None, books: Iterable[str] = (), memory: Memory | None = None
) -> tuple[Output, ...]:
    """Every generated file of the site, as of a date. Pure: no clock, locale, environment or disk.

    ``sources``: path below ``sop/`` -> text, to be shown beside the pages made from it; ``books``: paths of the books
    that stand beside the pages, to be linked; ``memory``: what an earlier compile of this program left, only to be faster.

    The imports stand inside, since ``python3 -m generator`` must start before the packages are there.
    """
    from generator.edition import edition
    from generator.site.pages import pages

    return pages(edition(manual, as_of), sources, books, memory)
