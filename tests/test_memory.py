"""What one compile leaves for the next makes it faster and never different."""

from pathlib import Path

import pytest

from generator import compile
from generator.documents import calendar
from generator.html import kept as page_store
from generator.html.finish import Finished
from generator.html.page import Block, Page
from generator.load.loading import load, record
from generator.output import Output
from generator.rules import check, each, hints
from generator.runtime.cache import MANY, Cache, remembered
from generator.runtime.content import content
from generator.runtime.memory import TEXT, Memory
from generator.source import parsing
from generator.source.parsing import Sources

SAMPLE = Path(__file__).resolve().parent / "sample" / "sop"
EDITS = [
    ("procedures/acquire-books.yml", "label: สั่งซื้อหนังสือ", "label: สั่งซื้อหนังสือและวารสาร"),
    ("procedures/acquire-books.yml", "title: การจัดหาหนังสือเข้าห้องสมุด", "title: การจัดหาหนังสือและวารสาร"),
    ("procedures/acquire-books.yml", "    forms: receipt-check\n", ""),
    ("procedures/acquire-books.yml", "    procedure: repair-books\n", "    procedure: reading-report\n"),
    ("procedures/acquire-books.yml", "label: สำรวจความต้องการของผู้อ่าน", "label: สำรวจความต้องการ"),
    ("procedures/acquire-books.yml", "term: รายชื่อซ้ำ", "term: รายการซ้ำ"),
    ("procedures/acquire-books.yml", "scope:\n  - ครอบคลุม", "scope:\n  - รวม"),
    ("procedures/acquire-books.yml", "    references: [reading-act]\n", "    references: [reading-act, catalog-manual]\n"),
    ("procedures/acquire-books.yml", "references: [reading-act, yearly-plan]", "references: [yearly-plan]"),
    ("procedures/annual-stocktake.yml", "day: 1, month: ตุลาคม", "day: 1, month: พฤศจิกายน"),
    ("procedures/repair-books.yml", "title: ", "title: งานใหม่ "),
    ("forms.yml", "title: ", "title: แบบใหม่ "),
    ("people.yml", "name: นาย", "name: ดร."),
    ("organization.yml", "name: ", "name: ชื่อใหม่ "),
    ("calendar.yml", "name: ภาคเรียนที่ 1", "name: ภาคต้น"),
    ("references.yml", "title: ", "title: ฉบับใหม่ "),
    ("handbook.yml", "site: thai", "site: arabic"),
    ("handbook.yml", "as_of: 15 มีนาคม 2568", "as_of: 1 มกราคม 2566"),
    ("handbook.yml", "title: คู่มือ", "title: สมุดคู่มือ"),
    ("orders/2565-12.yml", "text: ซ่อมหนังสือชำรุด", "text: ซ่อมหนังสือและวารสารชำรุด"),
]


OF_CALENDARS = (9, 14, 17)
"""The edits that a calendar sees, beside the first two."""


def made(files, memory=None, books=(), kept=None):
    sources, memory = Sources(files), Memory(kept, lasting=False) if kept else memory
    return {o.path: o.data for o in compile(load(sources), sources=sources.files, books=books, memory=memory)}


def test_after_every_edit_what_is_remembered_and_what_is_kept_make_what_is_made_without(tmp_path):
    """In one program after another edit, and from program to program: always what a compile makes that knows of no other."""
    files, memory, kept = dict(parsing.read(SAMPLE)[0].files), Memory(), Cache(tmp_path)
    last = made(files, memory)
    made(files, kept=kept)
    for name, old, new in EDITS:
        assert old in files[name], (name, old)
        files = {**files, name: files[name].replace(old, new, 1)}
        fresh = made(files)
        assert fresh != last, (name, new)
        for now in (made(files, memory), made(files, kept=kept)):
            assert [path for path in fresh if fresh[path] != now.get(path)] == [] and set(fresh) == set(now), (name, new)
        last = fresh
    books = ["books/handbook.pdf"]
    assert made(files, kept=kept, books=books) == made(files, books=books) != last


def test_calendars_that_show_procedures_alone_are_made_anew_after_their_edits(monkeypatch):
    monkeypatch.setattr(calendar, "MANY", 0)
    files, memory = dict(parsing.read(SAMPLE)[0].files), Memory()
    made(files, memory)
    for name, old, new in (*EDITS[:2], *(EDITS[n] for n in OF_CALENDARS)):
        files = {**files, name: files[name].replace(old, new, 1)}
        assert made(files, memory) == made(files), (name, new)


def test_after_every_edit_the_rules_find_what_they_find_in_files_read_anew():
    files = dict(parsing.read(SAMPLE)[0].files)
    broken = ("procedures/annual-stocktake.yml", "  - {id: s20,", "  - {id: s20, next: s1,")
    last = None
    for name, old, new in (*EDITS[:4], broken, (broken[0], broken[2], broken[1])):
        assert old in files[name], (name, old)
        files = {**files, name: files[name].replace(old, new, 1)}
        now = check(load(Sources(files)), Sources(files))
        record.cache_clear()
        assert now == check(load(Sources(files)), Sources(files)), (name, new)
        assert not (name == broken[0] and now == last)
        last = now


def test_with_what_earlier_programs_saw_the_rules_find_what_they_find_without(tmp_path):
    files, kept = dict(parsing.read(SAMPLE)[0].files), Cache(tmp_path)
    for name, old, new in (
        ("", "", ""),
        *EDITS[:4],
        ("procedures/acquire-books.yml", "label: ", "label: •  ร้ัาน "),
        ("people.yml", "name: ", "name: Ｘ"),
    ):
        files = {**files, name: files[name].replace(old, new, 1)} if name else files
        for _ in range(2):
            record.cache_clear()
            assert check(load(Sources(files)), Sources(files), kept=kept) == check(load(Sources(files)), Sources(files)), (name, new)
    searched, may_hold = [], hints._may_hold
    hints._may_hold = lambda pattern, text: searched.append(text) or may_hold(pattern, text)
    try:
        check(load(Sources(files)), Sources(files), kept=kept)
    finally:
        hints._may_hold = may_hold
    assert searched == []


def test_what_is_remembered_is_made_once_for_one_object_and_is_not_kept_without_end():
    calls = []
    of = remembered(lambda name, thing: calls.append(name) or len(thing))
    one, other = [1], [1]
    assert [of("a", one), of("a", one), of("b", one), of("a", other)] == [1, 1, 1, 1]
    assert calls == ["a", "b", "a"]
    for n in range(MANY):
        of(str(n), one)
    of("a", one)
    assert calls[-1] == "a" and len(calls) == MANY + 4


def test_an_order_more_or_less_and_books_are_seen():
    files = dict(parsing.read(SAMPLE)[0].files)
    memory = Memory()
    made(files, memory)
    fewer = {name: text for name, text in files.items() if name != "orders/2568-20.yml"}
    assert made(fewer, memory) == made(fewer)
    books = ["books/handbook.pdf"]
    assert made(files, memory, books) == made(files, None, books) != made(files, memory)


def test_an_edit_in_one_procedure_makes_only_its_page_anew(tmp_path, monkeypatch):
    from generator.html import procedure_pages

    files = dict(parsing.read(SAMPLE)[0].files)
    memory = Memory(Cache(tmp_path))
    made(files, memory)
    drawn = []
    page = procedure_pages._drawn
    monkeypatch.setattr(procedure_pages, "_drawn", lambda site, read: drawn.append(read.procedure) or page(site, read))
    name, old, new = EDITS[0]
    made({**files, name: files[name].replace(old, new)}, memory)
    assert drawn == ["acquire-books"]


def test_a_page_whose_paper_is_the_same_is_not_made_by_the_next_program(tmp_path, monkeypatch):
    from generator.html import procedure_pages

    files, kept = dict(parsing.read(SAMPLE)[0].files), Cache(tmp_path)
    drawn, draw = [], procedure_pages._drawn
    first = made(files, kept=kept)
    with monkeypatch.context() as patch:
        patch.setattr(procedure_pages, "_drawn", lambda *_: pytest.fail("a page that is kept was made again"))
        assert made(files, kept=kept) == first
    monkeypatch.setattr(procedure_pages, "_drawn", lambda site, read: drawn.append(read.procedure) or draw(site, read))
    name, old, new = EDITS[0]
    made({**files, name: files[name].replace(old, new, 1)}, kept=kept)
    assert drawn == ["acquire-books"]


def test_what_is_kept_of_a_page_is_data_and_what_differs_has_another_key():
    record = load(Sources(dict(parsing.read(SAMPLE)[0].files))).procedures[0]
    one, other = "".join(("a", "bc")), "abc"
    assert content((one, other, record)) == content((other, other, record))
    assert content(record) != content(record.model_copy(update={"title": "x"}))
    assert content(("ab", "c")) != content(("a", "bc"))
    page = Page("a.md", "ก", "ข", (Block("", "ค", "c"), Block("<p>")), "ง", ("toc",), "prose", ("x.yml",), "จ", None)
    whole = page_store.KeptPage(Finished(page, Output("a.md", b"\nab\0")), (Output("charts/a-1.svg", b""), Output("charts/a-2.svg", b"<svg>")))
    again = page_store.unpacked(page_store.packed(whole))
    assert again.finished.page == page
    outputs, expected = ((one.finished.output, *one.pictures) for one in (again, whole))
    assert [(o.path, o.data) for o in outputs] == [(o.path, o.data) for o in expected]


def test_it_holds_what_the_last_compile_asked_for_and_no_more():
    memory = Memory()
    calls = []
    for wanted in ("a", "a", "b", "a"):
        memory.recall("name", (wanted,), lambda wanted=wanted: calls.append(wanted) or wanted)
        memory.turn()
    assert calls == ["a", "b", "a"]


def test_equal_parts_that_are_other_objects_are_not_taken_for_the_same():
    memory = Memory()
    one, other = [1], [1]
    assert memory.recall("n", (one,), lambda: "one") == "one"
    assert memory.recall("n", (other,), lambda: "other") == "other"


@pytest.mark.parametrize("value", ["text", 7, None, frozenset({"x"})])
def test_plain_values_are_compared_by_value(value):
    memory = Memory()
    memory.recall("n", (value,), lambda: 1)
    assert memory.recall("n", (value,), lambda: 2) == 1


def test_what_is_kept_for_later_programs_counts_by_its_content(tmp_path):
    for memory in (Memory(Cache(tmp_path)), Memory(Cache(tmp_path))):
        assert memory.each("a", ["x"], lambda item: (item, "1"), str.upper, TEXT) == ["X"]
        with pytest.raises(AssertionError, match="content"):
            memory.each("b", ["x"], lambda item: (item, ["a list"]), str.upper, TEXT)


def test_what_rules_found_may_be_forgotten_by_another_thread_meanwhile(monkeypatch):
    first, *_, last = load(Sources(dict(parsing.read(SAMPLE)[0].files))).procedures
    before = each.found([first, last], None, sound=True)
    changed, packed = last.model_copy(update={"title": "x"}), each._packed
    monkeypatch.setattr(each, "_packed", lambda *given: each._KNOWN.clear() or packed(*given))
    now = each.found([first, changed], None, sound=True)
    assert {code: rows[0] for code, rows in now.items()} == {code: rows[0] for code, rows in before.items()}
