"""The index of persons and posts: every page on which somebody is named, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from generator import pdf
from generator.documents import index
from generator.edition import edition
from generator.load.loading import load
from generator.pdf import volumes
from generator.source import parsing
from generator.thai.names import called

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = {"sample": ROOT / "tests" / "sample" / "sop", "real": ROOT / "sop"}
LABEL = re.compile(r"[๐-๙]+(?:\.[๐-๙]+)?-[๐-๙]+")
INDEX = "ดัชนีบุคคลและตำแหน่ง"


def bare(text):
    return "".join(text.split()).replace("\ufffe", "-")


@pytest.fixture(scope="module", params=FOLDERS)
def book(request):
    made = edition(load(parsing.read(FOLDERS[request.param])[0]))
    document = pypdfium2.PdfDocument(pdf.printed(volumes.handbook(made)).data)
    texts = [page.get_textpage().get_text_range().partition("\n") for page in document]
    first = {mark.get_title(): mark.get_dest().get_index() for mark in reversed(list(document.get_toc()))}
    return made, [(bare(head), bare(text)) for head, _, text in texts], first


def part(pages, first):
    """The pages of the section that begins on one."""
    number = pages[first][0].partition("-")[0]
    return {n for n, (label, _) in enumerate(pages) if label.partition("-")[0] == number}


def spelled(pages, found):
    """Pages as the index lists them: three and more of a section that follow one another as one span."""
    spans = []
    for n in sorted(found):
        label = pages[n][0]
        section = label.rpartition("-")[0]
        if spans and spans[-1][-1][0] == n - 1 and spans[-1][-1][1].rpartition("-")[0] == section:
            spans[-1].append((n, label))
        else:
            spans.append([(n, label)])
    return ",".join(f"{s[0][1]}ถึง{s[-1][1]}" if len(s) > 2 else ",".join(label for _, label in s) for s in spans)


def test_every_person_is_listed_with_exactly_the_pages_of_the_name(book):
    made, pages, first = book
    own = part(pages, first[INDEX])
    lists = own | part(pages, first["สารบัญ"])
    text = "".join(pages[n][1] for n in sorted(own))
    entries = list(index.persons(made))
    assert [e.who for e in entries] and {e.who for e in entries} == {p.name for p in made.manual.people.persons if made.in_office(p)}
    for entry in entries:
        found = {n for n, (label, said) in enumerate(pages) if n not in lists and LABEL.fullmatch(label) and bare(entry.named) in said}
        assert found, entry.who
        assert bare(entry.who + entry.beside) + spelled(pages, found) in text, entry.who


def test_every_post_that_acts_is_listed_with_the_first_pages_of_its_procedures(book):
    made, pages, first = book
    entries = list(index.posts(made))
    text = "".join(pages[n][1] for n in sorted(part(pages, first[INDEX])))
    begins = {p.id: first[made.shown(f"{made.number(p.id)}. {p.title}", "book")] for p in made.manual.procedures}
    for entry in entries:
        assert bare(entry.who + entry.beside) + spelled(pages, {begins[p] for p in entry.procedures}) in text, entry.who
    acting = {p.id for p in made.manual.procedures for s in p.steps for a in s.actors if a.who in made.manual.post}
    assert acting <= {p for e in entries for p in e.procedures}


def test_a_name_that_two_share_is_looked_for_in_full():
    assert called("นางสาวดัชนี ค้นคำ") == "นางสาวดัชนี" and called("ว่าที่ร้อยตรีหญิง มาลี ดี") == "ว่าที่ร้อยตรีหญิง มาลี"
    assert called("มาลี ดี") == "มาลี ดี", "a given name alone may be a word"


def test_a_personal_book_lists_only_its_own_procedures():
    made = edition(load(parsing.read(FOLDERS["sample"])[0]))
    mine = made.procedures_of("ban")
    assert 0 < len(mine) < len(made.manual.procedures)
    assert {p for e in index.posts(made, mine) for p in e.procedures} <= {p.id for p in mine}
    (table, *_) = (b for b in volumes.personal(made, made.manual.person["ban"]).blocks if b.kind == "index" and b.rows[0].marks)
    assert all(row.marks for row in table.rows)
