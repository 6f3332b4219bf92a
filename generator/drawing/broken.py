"""What of a drawing's words stands in several lines, for those who read proofs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.drawing.model import Drawing


def broken(drawing: Drawing, words: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """What stands in several lines, and the text that it was; ``words``: a text that holds those beside lines, by default the description."""
    yield from ((symbol.alt, symbol.text) for symbol in drawing.symbols if len(symbol.text) > 1)
    whole, lines = "", list[str]()
    for text in (*(label.text for label in drawing.labels), ""):
        longer = next((tried for tried in (f"{whole} {text}", whole + text) if whole and text and tried in (words or drawing.description)), "")
        if not longer and len(lines) > 1:
            yield whole, tuple(lines)
        whole, lines = longer or text, [*lines, text] if longer else [text]
