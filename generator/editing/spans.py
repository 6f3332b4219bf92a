"""Where each value of a YAML text stands: a tree of half-open ranges of characters, from libyaml's events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from generator.source.parsing import Path_
from generator.source.positions import LOADER


@dataclass(slots=True)
class NodeSpan:
    """One value. ``flow``: written in brackets; ``style``: the quotation mark or block indicator of a scalar; ``items``: of a mapping its values.

    A block collection ends with its last child: libyaml's own end lies behind the comments below it.
    """

    kind: Literal["scalar", "mapping", "sequence"]
    start: int
    end: int
    flow: bool = False
    style: str = ""
    keys: list[NodeSpan] = field(default_factory=list)
    items: list[NodeSpan] = field(default_factory=list)


def spans(text: str) -> NodeSpan:
    """The tree of a text that :func:`generator.source.parsing.parse` accepts; an empty scalar for a text without data."""
    top = NodeSpan("sequence", 0, 0)
    open_ = [top]
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            closed = open_.pop()
            closed.end = _index(event.end_mark) if closed.flow else max(item.end for item in (*closed.keys, *closed.items))
        elif isinstance(event, yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent):
            made = _span(event, text)
            parent = open_[-1]
            waiting = parent.kind == "mapping" and len(parent.keys) == len(parent.items)
            (parent.keys if waiting else parent.items).append(made)
            if made.kind != "scalar":
                open_.append(made)
    return top.items[0] if top.items else NodeSpan("scalar", len(text), len(text))


def _span(event: Any, text: str) -> NodeSpan:
    start, end = _index(event.start_mark), _index(event.end_mark)
    if isinstance(event, yaml.ScalarEvent):
        if event.style in ("|", ">"):
            end = start + len(text[start:end].rstrip())
        return NodeSpan("scalar", start, end, style=event.style or "")
    return NodeSpan("mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence", start, end, bool(event.flow_style))


def _index(mark: Any) -> int:
    return int(mark.index)


def within(root: NodeSpan, data: Any, path: Path_) -> NodeSpan:
    """The span of the value at ``path``. ``data``: what the text says, whose keys stand in the sequence of the text."""
    for part in path:
        at = part if isinstance(part, int) else list(data).index(part)
        root, data = root.items[at], data[part]
    return root
