"""Where the chart and the form of a procedure stand among its text: so that the chapter takes the fewest pages, and none of them is a stump.

The chart stands below its heading, or at the head of the next page while the text goes on below the heading; its words are smaller where
that saves a page. The form begins on the page where the text ends, if there is room for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.documents.procedure import CHART_AHEAD
from generator.pdf import pagination
from generator.pdf.blocks import Block, Gap, SetHeading, SetList, SetPicture
from generator.pdf.charts import ChartSheets
from generator.pdf.form import FormSheets
from generator.pdf.typesetter import TEXT_HEIGHT, Setter

Text = tuple[Block, ...]
BELOW_CHART = 10.0  # to text that goes on, pt
STUMP = 0.5  # of a page: one that is filled less, and is not the last, counts


@dataclass(frozen=True)
class Chapter:
    """A chapter to be arranged: the text down to the chart and its heading, the chart in each size, the text below it, the form, what follows."""

    book: Setter
    before: Text
    chart: tuple[ChartSheets, ...] = ()
    after: Text = ()
    form: FormSheets | None = None
    rest: Text = ()

    def with_text(self, found: Iterable[Block]) -> Chapter:
        """Text below what is there."""
        if self.form:
            return replace(self, rest=(*self.rest, *found))
        return replace(self, after=(*self.after, *found)) if self.chart else replace(self, before=(*self.before, *found))

    def with_chart(self, chart: tuple[ChartSheets, ...]) -> Chapter:
        """A chart below what is there."""
        return Chapter(self.book, self.blocks() if self.chart or self.form else self.before, chart)

    def with_form(self, form: FormSheets) -> Chapter:
        """A form below what is there."""
        return Chapter(self.book, self.blocks(), form=form) if self.form else replace(self, form=form)

    def blocks(self) -> Text:
        """In the best way: fewest pages, fewest stumps, largest type, the chart below its heading."""
        if not (self.chart or self.form):
            return self.before
        text, chart = min(self._texts(), key=lambda way: self._worth(way[0]))
        form = self.form.blocks(pagination.filled(text), chart.letters if chart else None) if self.form else ()
        return (*text, *form, *self.rest)

    def _worth(self, text: Text) -> tuple[int, int]:
        """Pages, and those of them that are stumps."""
        filled = pagination.filled(text)
        filled = pagination.filled(self.rest, self.form.filled(filled) if self.form else filled)
        return len(filled), sum(used < STUMP * TEXT_HEIGHT for used in filled[:-1])

    def _texts(self) -> Iterator[tuple[Text, ChartSheets | None]]:
        """Every way to place the chart, the best looking first."""
        if not self.chart:
            yield self.before, None
        for chart in self.chart:
            drawn = chart.blocks(self.book)
            yield (*_headed(self.before, drawn), *self.after), chart
            yield from ((text, chart) for text in self._ahead(drawn))

    def _ahead(self, drawn: Text) -> Iterator[Text]:
        """The chart at the head of the next page, below as much text as has room after its heading, or no more than fills half of the page."""
        first = replace(drawn[0], new_page=True) if isinstance(drawn[0], SetPicture) else drawn[0]
        start = (*self.before, self.book.flush(CHART_AHEAD))
        page = len(pagination.filled(start))
        found: list[tuple[float, Text]] = []
        for above, below in _splits(self.after):
            filled = pagination.filled((*start, *above))
            if len(filled) > page:
                break
            apart = () if not below or isinstance(below[0], SetHeading) else (Gap(BELOW_CHART),)
            found.append((filled[-1], (*start, *above, first, *drawn[1:], *apart, *below)))
        yield from (text for _, text in found[-1:])
        yield from [text for used, text in found[:-1] if used >= STUMP * TEXT_HEIGHT][:1]


def _headed(before: Text, drawn: Text) -> Text:
    """The heading of a chart stands with it, also on a page of its own."""
    *above, last = before
    if isinstance(drawn[0], SetPicture) and drawn[0].paper and isinstance(last, SetHeading):
        return (*above, replace(drawn[0], heading=last), *drawn[1:])
    return (*before, *drawn)


def _splits(text: Text) -> Iterator[tuple[Text, Text]]:
    """Text in two, wherever something else may stand between: after a block, or an item of a list."""
    for at, block in enumerate(text):
        before, after = text[:at], text[at + 1 :]
        if isinstance(block, SetList) and not block.keep:
            for n in range(1, len(block.items)):
                yield (*before, replace(block, items=block.items[:n])), (replace(block, items=block.items[n:]), *after)
        if not getattr(block, "keep", False) and block.kind != "heading":
            yield (*before, block), after
