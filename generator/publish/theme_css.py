"""What a browser must read before it can paint: the theme's styles without the parts that no page of a manual has.

Fetched before the first picture of every first visit, they are the largest file of it.
"""

from __future__ import annotations

import re

COMPONENTS = (
    "admonition", "admonition-title", "arithmatex", "card", "cards", "com", "comment", "critic", "emojione", "filename", "footnote",
    "footnote-backref", "footnote-ref", "gemoji", "giscus", "grid", "highlight", "highlighttable", "katex-html", "keys", "linenodiv", "linenos",
    "md-annotation", "md-author", "md-banner", "md-button", "md-clipboard", "md-code", "md-consent", "md-content--post", "md-draft",
    "md-feedback", "md-input", "md-meta", "md-nav--integrated", "md-pagination", "md-pin", "md-post", "md-profile", "md-select",
    "md-sidebar--post", "md-social", "md-source", "md-status", "md-tag", "md-tags", "md-tooltip", "md-tooltip2", "md-version", "mermaid",
    "task-list-control", "task-list-indicator", "task-list-item", "twemoji", "abstract", "bug", "danger", "example", "failure", "info", "note",
    "question", "quote", "success", "tip", "warning",
)  # fmt: skip
"""Classes of components of the theme that the manual does without: its editor's boxes, tabs, code with notes, blog, versions, analytics."""
_NAMED = rf"\.(?:tabbed-[\w-]+|key-[\w-]+|(?:{'|'.join(COMPONENTS)})(?:__[\w-]+|--[\w-]+|-list|-icon|-shadow)?(?![\w-]))"
UNUSED = re.compile(rf"{_NAMED}|\[dir=rtl\]|data-md-color-(?:primary|accent)=(?!custom)")
"""In a selector: it means nothing that is there. Thai runs from left to right, the colours are our own."""
_NOT = re.compile(r":not\([^()]*\)")
_RULE = re.compile(r"((?:[^{}\"';]|\"[^\"]*\")+)\{((?:[^{}\"']|\"[^\"]*\"|'[^']*')*)\}")
_EMPTY = re.compile(r"@(?:media|supports)[^{}]*\{\s*\}")
_PICTURE = re.compile(r"(--[\w-]+):url\((?:\"[^\"]*\"|'[^']*'|[^)]*)\);?")
_READ = re.compile(r"var\((--[\w-]+)")


def pruned(css: str) -> str:
    """A stylesheet of the theme without rules, and pictures in variables, that nothing on our pages asks for."""
    kept = _EMPTY.sub("", _RULE.sub(_rule, css))
    read = set(_READ.findall(kept))
    return _PICTURE.sub(lambda found: found[0] if found[1] in read else "", kept)


def _rule(found: re.Match[str]) -> str:
    left = [selector for selector in _selectors(found[1]) if not UNUSED.search(_NOT.sub("", selector))]
    return f"{','.join(left)}{{{found[2]}}}" if left else ""


def _selectors(words: str) -> list[str]:
    """The parts between commas that stand in no brackets."""
    parts, depth = [""], 0
    for letter in words:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    return parts
