"""The help is written by hand in Markdown: in the browser its lines end between words all the same, as on the pages that are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from generator.html import text

RUNS = """() => {
  const found = [], article = document.querySelector('article');
  const top = (node, at) => { const r = document.createRange(); r.setStart(node, at); r.setEnd(node, at + 1); return r.getClientRects()[0]; };
  for (const element of [article, ...article.querySelectorAll('*')]) {
    if (element.closest('n-b, pre, code, script, style, svg') || !element.getClientRects().length) continue;
    let run = {text: '', ends: [], last: null};
    const close = () => { if (run.ends.length) found.push([run.text, run.ends]); run = {text: '', ends: [], last: null}; };
    for (const child of element.childNodes) {
      const node = child.nodeName === 'N-B' ? child.firstChild : child;
      if (!node || node.nodeType !== 3) { close(); continue; }
      for (let at = 0; at < node.length; at++) {
        const box = top(node, at);
        if (!box || !box.width) continue;
        if (run.last !== null && box.top > run.last + box.height / 2) run.ends.push(run.text.length + at);
        run.last = box.top;
      }
      run.text += node.data;
    }
    close();
  }
  return found;
}"""
"""The words of each element between its inner elements, and the offsets at which its lines begin."""
MOST = 40
"""Elements of a page that is very long: the other ones say the same kind of thing."""


def cut(words: str, ends: list[int]) -> Iterator[str]:
    """The words that a line ends within."""
    at = 0
    for held, word, rest in text.pieces(words):
        if held and " " not in word and any(at < end < at + len(word) for end in ends):
            yield f"{word} in {words[max(0, at - 30) : at + 50]}"
        at += len(word) + len(rest)


@pytest.mark.parametrize("width", [1366, 390, 320])
def test_no_line_of_the_help_ends_inside_a_word(reading: Callable[..., BrowserContext], sample_site: Path, width: int) -> None:
    page = reading(viewport={"width": width, "height": 900}).new_page()
    found, lines = [], 0
    for path in sorted((sample_site / "help").glob("*.html")):
        page.goto(path.as_uri())
        page.evaluate(f"[...document.querySelector('article').children].slice({MOST}).forEach(e => e.remove())")
        for words, ends in page.evaluate(RUNS):
            lines += len(ends)
            found += [f"{path.name}: {word}" for word in cut(words, ends)]
    assert lines > 100
    assert found == []
