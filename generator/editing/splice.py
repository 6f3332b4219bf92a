"""Changes of YAML text that leave every byte outside the changed values as it is.

Each change offers replacements of one range, most natural first; the first after which the text reads as exactly the wanted data is taken.
If there is none, the smallest value around that holds no comment is written anew; else the change is refused, with its line.
Comments: one at the end of a line, those below an item that are indented deeper, and those directly above an item at the column of its dash
belong to the item, and move and go with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from generator.editing import rendering
from generator.editing.spans import NodeSpan, spans, within
from generator.source import parsing
from generator.source.parsing import Path_

Edit = tuple[int, int, str]
"""A range of characters and what is to stand there instead."""
Rows = list[tuple[int, int]]
"""The whole lines of each member of a block collection."""
_COMMENT = re.compile(r"(?:^|(?<=\s))#", re.MULTILINE)


class SpliceRefused(Exception):
    """No replacement gives the wanted data without losing a comment. ``line``: where it would have to be edited by hand, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


class Document:
    """A text under change. ``data``: what it says now."""

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.line_end = "\r\n" if "\r\n" in text else "\n"
        self.data, self.root = parsing.parse(name, text), spans(text)

    def set(self, path: Path_, value: Any) -> None:
        """Another value in the place of the one at ``path``. Raises SpliceRefused."""
        wanted = with_value(self.data, path, value)
        self._take(self._replacements(path, value), wanted, path)

    def add(self, path: Path_, key: str, value: Any, after: Iterable[str] = ()) -> None:
        """A new entry of the mapping at ``path``, behind the first of the keys ``after`` that is there. Raises SpliceRefused."""
        mapping, names = self._span(path), list(self._value(path))
        place = next((names.index(k) + 1 for k in after if k in names), 0)
        pad = " " * self._column(mapping.keys[0].start)
        edits = self._inserted(mapping, place, f"{key}: {rendering.flow(value)}", rendering.entry(key, value, pad))
        self._take(edits, with_value(self.data, path, {**self._value(path), key: value}), path)

    def remove(self, path: Path_) -> None:
        """Without the entry or item at ``path``. Raises SpliceRefused."""
        *above, last = path
        around = tuple(above)
        holder, old = self._span(around), self._value(around)
        left = [v for n, v in enumerate(old) if n != last] if isinstance(old, list) else {k: v for k, v in old.items() if k != last}
        place = last if isinstance(last, int) else list(old).index(last)
        edits = self._removed(holder, place) if left else self._replacements(around, left)
        self._take(edits, with_value(self.data, around, left), around)

    def insert(self, path: Path_, place: int, value: Any) -> None:
        """A new item of the list at ``path``, before the one at ``place``. Raises SpliceRefused."""
        sequence, old = self._span(path), self._value(path)
        like = sequence.items[min(place, len(old) - 1)]
        pad = " " * self._column(sequence.start)
        lines = rendering.item(value, pad, in_lines=like.kind == "mapping" and not like.flow)
        in_one = [f"{pad}- {rendering.flow(value)}"]
        edits = [*(self._inserted(sequence, place, rendering.flow(value), in_one) if like.flow else ())]
        edits += self._inserted(sequence, place, rendering.flow(value), lines)
        self._take(edits, with_value(self.data, path, [*old[:place], value, *old[place:]]), path)

    def reorder(self, path: Path_, places: list[int]) -> None:
        """The items of the list at ``path`` in another sequence: ``places`` says which stood where. Raises SpliceRefused."""
        old = self._value(path)
        self._take(self._reordered(self._span(path), places), with_value(self.data, path, [old[p] for p in places]), path)

    def _take(self, edits: Iterable[Edit], wanted: Any, path: Path_) -> None:
        """The first edit that gives the wanted data, else the smallest value around ``path`` written anew."""
        if any(self._fits(edit, wanted) for edit in edits):
            return
        for cut in range(len(path), -1, -1):
            span = self._span(path[:cut])
            if _COMMENT.search(self.text, span.start, span.end):
                break
            if any(self._fits(edit, wanted) for edit in self._replacements(path[:cut], value_at(wanted, path[:cut]))):
                return
        raise SpliceRefused(self.text.count("\n", 0, self._span(path).start) + 1)

    def _fits(self, edit: Edit, wanted: Any) -> bool:
        start, end, new = edit
        made = self.text[:start] + new + self.text[end:]
        try:
            if parsing.parse(self.name, made) != wanted:
                return False
        except parsing.Invalid:
            return False
        self.text, self.data, self.root = made, wanted, spans(made)
        return True

    def _replacements(self, path: Path_, value: Any) -> Iterator[Edit]:
        """Ways to write another value in the place of one."""
        span = self._span(path)
        gap = " " if span.start == span.end and path else ""
        head = len(self.text[: span.start].rstrip()) if path else span.start
        free = not _COMMENT.search(self.text, head, span.start)
        if not isinstance(value, dict | list):
            if span.style in ("|", ">") and span.style:
                yield from (
                    (span.start, span.end, self._native(way)) for way in rendering.literal(self.text[span.start : span.end], str(value or ""))
                )
            for way in rendering.scalars(value, span.style if span.kind == "scalar" else "|"):
                yield (span.start, span.end, gap + way) if span.kind == "scalar" else (head, span.end, f" {way}".rstrip())
            return
        flow = (
            (span.start, span.end, gap + rendering.flow(value))
            if span.kind == "scalar" or span.flow
            else (head, span.end, f" {rendering.flow(value)}")
        )
        lines = list(self._block(path, span, value)) if value and free else []
        if span.flow or not value or (path and len(lines) == 1):
            yield flow
        if lines:
            yield head, span.end, self._native("\n".join(lines if path else [*lines, ""]))
        yield flow

    def _block(self, path: Path_, span: NodeSpan, value: Any) -> list[str]:
        """The lines of a collection below its key or dash; the first is what follows on the line of the key or dash."""
        holder = self._span(path[:-1]) if path else span
        if holder.flow:
            return []
        own = span.kind != "scalar" and not span.flow
        column = self._column(span.start) if own else self._column(holder.start) + 2 if path else 0
        pad, outer = " " * column, " " * (column - 2)
        if path and isinstance(path[-1], int):
            lines = rendering.item(value, outer)
            return [lines[0][column - 1 :], *lines[1:]]
        if path and not own:
            lines = rendering.entry("", value, outer)
            return [lines[0][column - 1 :], *lines[1:]]
        below = [line for k, v in value.items() for line in rendering.entry(k, v, pad)] if isinstance(value, dict) else rendering.items(value, pad)
        return ["", *below] if path else below

    def _inserted(self, holder: NodeSpan, place: int, in_flow: str, lines: list[str]) -> Iterator[Edit]:
        if holder.flow:
            spot = holder.items[place - 1].end if place else holder.start + 1
            yield spot, spot, f", {in_flow}" if place else in_flow + (", " if holder.items else "")
        elif rows := self._rows(holder):
            made = self._native("\n".join(lines)) + self.line_end
            spot = rows[place - 1][1] if place else rows[0][0]
            if self.text[:spot].endswith("\n") or not spot:
                yield spot, spot, made
            elif place:  # the last line of the text, without an end
                yield spot, spot, self.line_end + made.removesuffix(self.line_end)
            else:  # the first entry of an item, on the line of the dash
                pad = " " * self._column(spot)
                yield spot, spot, made[len(pad) :] + pad

    def _removed(self, holder: NodeSpan, place: int) -> Iterator[Edit]:
        heads = holder.keys or holder.items
        if holder.flow:
            yield (holder.items[place - 1].end, holder.items[place].end, "") if place else (heads[0].start, heads[1].start, "")
        elif rows := self._rows(holder):
            start, end = rows[place]
            if self._column(start):  # the first entry of an item, on the line of the dash: the next entry takes its place
                end = heads[place + 1].start
                if _COMMENT.search(self.text, self._line_below(holder.items[place].end), end):
                    return
            yield start, end, ""

    def _reordered(self, holder: NodeSpan, places: list[int]) -> Iterator[Edit]:
        rows = [(item.start, item.end) for item in holder.items] if holder.flow else self._rows(holder)
        if not rows:
            return
        parts = [self.text[start:end] for start, end in rows]
        whole = holder.flow or parts[-1].endswith("\n")
        parts = parts if whole else [*parts[:-1], parts[-1] + self.line_end]
        gaps = [*(self.text[a[1] : b[0]] for a, b in pairwise(rows)), ""]
        made = "".join(parts[old] + gap for old, gap in zip(places, gaps, strict=True))
        yield rows[0][0], rows[-1][1], made if whole else made.removesuffix(self.line_end)

    def _rows(self, holder: NodeSpan) -> Rows | None:
        """The lines of each member of a block collection with its comments; None if a member does not stand on lines of its own."""
        rows: Rows = []
        column = self._column(holder.start)
        for place, item in enumerate(holder.items):
            head = holder.keys[place].start if holder.keys else self._dash(item, column)
            if head is None or (self.text[(first := self._line(head)) : head].strip() and (place or not holder.keys)):
                return None
            start = head if self.text[first:head].strip() else first
            if not holder.keys:
                start = self._with_comments_above(start, column, rows[-1][1] if rows else 0)
            rows.append((start, self._with_comments_below(self._line_below(max(item.end, head)), column)))
        return rows if all(a[1] <= b[0] for a, b in pairwise(rows)) else None

    def _dash(self, item: NodeSpan, column: int) -> int | None:
        """Where the dash of an item stands, in the column of its list."""
        line = self._line(item.start)
        while self.text[line + column : line + column + 1] != "-":
            if not line:
                return None
            line = self._line(line - 1)
        return line + column

    def _with_comments_above(self, line: int, column: int, least: int) -> int:
        while line > least and re.match(rf" {{{column}}}#", self.text[(above := self._line(line - 1)) : line]):
            line = above
        return line

    def _with_comments_below(self, line: int, column: int) -> int:
        """Past the comments that are indented deeper, and the empty lines between them."""
        found = re.compile(rf"(?:[ ]*\r?\n)*[ ]{{{column + 1},}}#[^\n]*(?:\n|\Z)")
        while hit := found.match(self.text, line):
            line = hit.end()
        return line

    def _native(self, text: str) -> str:
        """With the ends of lines of this text."""
        return text.replace("\r\n", "\n").replace("\n", self.line_end)

    def _span(self, path: Path_) -> NodeSpan:
        return within(self.root, self.data, path)

    def _value(self, path: Path_) -> Any:
        return value_at(self.data, path)

    def _line(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def _line_below(self, place: int) -> int:
        found = self.text.find("\n", place)
        return len(self.text) if found < 0 else found + 1

    def _column(self, place: int) -> int:
        return place - self._line(place)


def value_at(data: Any, path: Path_) -> Any:
    """The value at the end of some keys and indexes."""
    for part in path:
        data = data[part]
    return data


def with_value(data: Any, path: Path_, value: Any) -> Any:
    """The data with another value at ``path``; nothing of the old is changed."""
    if not path:
        return value
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[path[0]] = with_value(data[path[0]], path[1:], value)
    return copy
