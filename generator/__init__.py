"""The work-manual compiler: ``sop/`` in, pages, drawings, forms and books out.

The stages, in the order in which a manual goes through them::

    source     folder -> texts, and the place of each value in them
    load       texts -> Manual, or every problem in Thai
    model      the frozen types of a manual
    register   orders -> who does what, when, by which clause
    edition    manual + register as of a date, with look-ups
    doers      an actor of a step -> persons on the day
    drawing    shapes -> SVG | Typst | DrawingML
    flow       procedure -> graph -> chart and form column
    totals     what the times of steps come to, beside what is stated
    rules      what one file alone cannot know
    documents  edition -> papers: every paper worded once
    html       edition and papers -> the pages of the site
    pdf        edition and papers -> printed books, through Typst
    docx       edition and papers -> Word files
    xlsx       edition -> a workbook
    text       papers -> lines of plain text
    schema     what an editor may offer
    drafts     files to start from
    publish    outputs -> the folders that people read
    editing    byte-exact changes of sop/ from forms
    cli        the commands: the only package that prints or exits

Below them stand thai (digits, dates, words), fonts (the shipped type and its widths), ooxml (elements of Office files), output (a path and
bytes) and runtime (packages, console, processor cores, caches, preview). A module imports its own layer and the layers below it, as
``tests/test_shape.py`` lists them. Values pass between the stages; files are read and written only at the two ends.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if sys.version_info < (3, 11):  # noqa: UP036 - before any module that older ones cannot read; this file is read by 3.7
    raise SystemExit("ต้องใช้ Python 3.11 ขึ้นไป เครื่องนี้เรียก %s (Python 3.11 or newer is needed)" % sys.version.split()[0])  # noqa: UP031

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.model.handbook import Manual
    from generator.output import Output
    from generator.runtime.memory import Memory

__version__ = "1.0.0"


def compile(
    manual: Manual,
    as_of: date | None = None,
    sources: Mapping[str, str] | None = None,
    books: Iterable[str] = (),
    memory: Memory | None = None,
    help_pages: Mapping[str, str] | None = None,
    attached: Mapping[str, bytes] | None = None,
) -> tuple[Output, ...]:
    """Every generated file of the site, as of a date (:func:`generator.edition.edition`). Pure: no clock, locale, environment or disk.

    ``sources``: path below ``sop/`` -> text, to be shown beside the pages made from it; ``books``: paths of the books
    that stand beside the pages, to be linked; ``memory``: what earlier compiles and programs left, only to be faster;
    ``help_pages``: path below ``docs/`` -> Markdown of the hand-written help, for the search; ``attached``: path below ``sop/files/`` -> bytes
    of what forms and references open.
    What the office does not publish (:mod:`generator.documents.contacts`) is left out.

    The imports stand inside, since ``python3 -m generator`` must start before the packages are there.
    """
    from generator.documents import contacts
    from generator.edition import edition
    from generator.html.pages import pages

    kept_back = contacts.kept_back(manual)
    shown = {name: text for name, text in (sources or {}).items() if name not in kept_back}
    return pages(edition(contacts.published(manual), as_of), shown, books, memory, help_pages, attached or {})
