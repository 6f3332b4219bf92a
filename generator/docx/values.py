"""What makes an edited paper readable again: its sources as a part of the file, and a hidden bookmark around each value whose place is known.

Bookmarks survive Word and, but for those in symbols, LibreOffice; content controls do not survive the latter. The part names the file and the keys
of each bookmark's value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.drawing.drawingml import Ids
from generator.ooxml import escaped, tag
from generator.source.parsing import Path_, parse, scalars
from generator.source.tracing import bare

NAMESPACE = "urn:sop-manual:sources:1"
LEAST = 4
"""Letters of a text whose place its words alone may tell."""
Where = tuple[str, Path_]


class Values:
    """The values of some source files, and where they stand in one paper."""

    def __init__(self, files: Mapping[str, str], ids: Ids) -> None:
        self.files, self.ids = files, ids
        self.places: dict[str, list[Where]] = defaultdict(list)
        self.told: dict[str, list[str]] = defaultdict(list)
        self.known: list[tuple[str, Where]] = []
        for name, text in files.items():
            for path, words in scalars(parse(name, text)):
                self.places[bare(words)].append((name, path))

    def words(self, words: str, runs: str) -> str:
        """Runs in a bookmark, if the words are those of one value; of several values if the paper has them as often: then in the same sequence."""
        key = bare(words)
        if len(key) < LEAST or key not in self.places:
            return runs
        name, (marked,) = self._marked([runs])
        self.told[key].append(name)
        return marked

    def value(self, place: Where, lines: Sequence[str]) -> Sequence[str]:
        """The runs of each line of what stands for the value at a place, in a bookmark from the first to the last."""
        if place[0] not in self.files or not lines:
            return lines
        name, marked = self._marked(lines)
        self.known.append((name, place))
        return marked

    def _marked(self, lines: Sequence[str]) -> tuple[str, Sequence[str]]:
        ident = next(self.ids)
        name = f"_sop{ident}"  # hidden, since it begins with an underscore
        found = [tag("w:bookmarkStart", id=ident, name=name) + lines[0], *lines[1:]]
        return name, [*found[:-1], found[-1] + tag("w:bookmarkEnd", id=ident)]

    def part(self, paper: str, fingerprint: str) -> str:
        """The custom part: the sources letter for letter, and the place of each value. ``paper``: what it is."""
        sure = [pair for key, names in self.told.items() for pair in _sure(names, self.places[key])]
        sources = (tag("source", escaped(text).replace("\r", "&#13;"), file=name) for name, text in self.files.items())
        values = (tag("value", bookmark=name, file=file, path="/".join(map(str, path))) for name, (file, path) in [*self.known, *sure])
        return tag("sop", *sources, *values, xmlns=NAMESPACE, paper=paper, fingerprint=fingerprint)


def _sure(names: list[str], places: list[Where]) -> Iterable[tuple[str, Where]]:
    return zip(names, places * len(names) if len(places) == 1 else places, strict=True) if len(places) in (1, len(names)) else ()
