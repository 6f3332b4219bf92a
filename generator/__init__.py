"""The work-manual compiler: ``sop/`` in, pages, drawings, forms and books out.

Read top to bottom, the house is::

    environment  packages, made on first use      drawing    shapes -> SVG | Typst
    reading      folder -> texts                  flow       procedure -> graph -> charts, rows and lanes
    source       YAML -> text and lines           rules      what one file cannot know
    syntax       where YAML goes wrong, in Thai   workyear   the steps of a year, by month
    model        the frozen types                 tables     the rows of the summary form
    load         texts -> Manual                  control    document control in words
    explain      why not, in Thai                 documents  Edition -> papers, worded once
    signatures   pictures to be printed           site       Edition -> pages
    thai         digits, dates, words             book       Edition -> Typst -> PDF
    times        times in words and months        schema     what an editor may offer
    fonts        the shipped type                 drafts     files to start from
    typeface     its widths                       files      write what changed
    register     orders -> who does what when     publishing swap a site in whole
    edition      manual + register, look-ups      commands   the doors
    basis        the orders a page rests on

Handed from room to room: problem (what is wrong, where), case (an error of pydantic), output (a path and bytes), nearest (what was meant),
strange (a letter that spoils), cores (work on all of them), locks (one at a time), memory (results of the last compile), console (what is
said, on any terminal), preview (MkDocs beside sop serve), tracing (printed words -> their line). Values pass between the stages; files are
read and written only at the two ends.
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
    """Every generated file of the site, as of a date (:func:`generator.edition.edition`). Pure: no clock, locale, environment or disk.

    ``sources``: path below ``sop/`` -> text, to be shown beside the pages made from it; ``books``: paths of the books
    that stand beside the pages, to be linked; ``memory``: what an earlier compile of this program left, only to be faster.

    The imports stand inside, since ``python3 -m generator`` must start before the packages are there.
    """
    from generator.edition import edition
    from generator.site.pages import pages

    return pages(edition(manual, as_of), sources, books, memory)
