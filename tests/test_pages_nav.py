"""A page as a file, and the navigation: every page is found once, in lists short enough to read."""

import pytest

from generator.html import nav
from generator.html.page import Block, Page, emit, heading, plain_title, raw


def page(path, title="งาน", **parts):
    return Page(path, title, "", (), **parts)


def tab(pages, name="กระบวนงาน"):
    [found] = [t[name] for t in nav.tabs([(name, pages)]) if name in t]
    return found


def procedures(count):
    return [page(f"procedures/p{n}.md", f"งาน {n}") for n in range(count)]


def names(entries):
    return [next(iter(entry)) for entry in entries]


def test_sixty_procedures_are_listed_as_they_are_and_sixty_one_stand_in_groups():
    assert names(tab(procedures(60), "กระบวนงาน")) == [f"งาน {n}" for n in range(60)]
    assert names(tab(procedures(61), "กระบวนงาน")) == ["ลำดับที่ 1–50", "ลำดับที่ 51–61"]


def test_forty_groups_are_listed_as_they_are_and_forty_one_stand_in_sections():
    assert len(tab(procedures(2000), "กระบวนงาน")) == 40
    assert names(tab(procedures(2001), "กระบวนงาน")) == ["ลำดับที่ 1–1000", "ลำดับที่ 1001–2000", "ลำดับที่ 2001–2001"]


def test_the_index_leads_its_tab_without_a_title_and_stays_before_the_groups():
    listed = tab([page("procedures/index.md", "กระบวนงานทั้งหมด"), *procedures(61)])
    assert listed[0] == "manual/procedures/index.md" and len(listed) == 3


def test_a_tab_with_one_page_is_that_page_and_a_tab_without_any_is_not_there():
    made = nav.tabs([("หน้าแรก", [page("index.md")]), ("คำสั่ง", []), ("ปฏิทิน", [page("calendar.md")])])
    assert made == [{"หน้าแรก": "manual/index.md"}, {"ปฏิทิน": "manual/calendar.md"}, *({section: held} for section, held in nav.HELP.items())]


def test_the_navigation_has_the_short_title_of_a_page_where_there_is_one():
    pages = [page("people/index.md"), page("people/a.md", "นางปกแข็ง สันหนา", nav_title="ปกแข็ง"), page("people/b.md", "นายสารบัญ เล่มโต")]
    assert names(tab(pages, "บุคลากร")[1:]) == ["ปกแข็ง", "นายสารบัญ เล่มโต"]


def test_pages_of_one_group_stand_together_where_the_first_of_them_stood():
    pages = [page("orders/1.md", "ก", group="ใบรับทราบ"), page("orders/2.md", "ข"), page("orders/3.md", "ค", group="ใบรับทราบ")]
    assert tab(pages, "คำสั่ง") == [{"ใบรับทราบ": [{"ก": "manual/orders/1.md"}, {"ค": "manual/orders/3.md"}]}, {"ข": "manual/orders/2.md"}]


def head(made):
    return emit(made).data.decode().split("---\n")[1].splitlines()


@pytest.mark.parametrize(
    ("blocks", "hide", "line"),
    [
        ((Block("<p>ก</p>", "หัวข้อ", "a"),), (), None),
        ((Block("<p>ก</p>"),), (), 'hide: ["toc"]'),
        ((Block("<p>ก</p>", "หัวข้อ", "a"),), ("navigation",), 'hide: ["navigation"]'),
        ((Block("<p>ก</p>"),), ("navigation", "toc"), 'hide: ["navigation", "toc"]'),
    ],
)
def test_a_page_without_headings_shows_no_empty_list_of_contents(blocks, hide, line):
    found = head(Page("p.md", "ชื่อ", "คำอธิบาย", blocks, hide=hide))
    assert found == ['title: "ชื่อ"', 'description: "คำอธิบาย"', *([line] if line else [])]


def test_a_block_stands_under_its_heading_at_its_level_and_one_without_goes_on():
    text = emit(Page("p.md", "ชื่อ", "", (Block("<p>1</p>", "ข้อ", "one"), Block("<p>2</p>"), Block("<p>3</p>", "สาม", "three", 4)))).data.decode()
    assert [line for line in text.splitlines() if line.startswith("#")] == ["# ชื่อ", "## ข้อ { #one }", "#### สาม { #three }"]
    assert text.index("<p>1</p>") < text.index("<p>2</p>") < text.index("#### สาม") < text.index("<p>3</p>")


def test_the_class_of_a_page_is_on_each_body_for_the_style_sheet():
    assert raw("<p>ก</p>", "person").decode() == '<!--[body]<div class="sop sop-person">\n<p>ก</p>\n</div>[body]-->\n'
    assert Page("people/a.md", "ก", "", ()).href == "people/a.html"


def test_nothing_in_a_body_ends_it_early_or_cuts_it_for_markdown():
    made = raw("\n\n<p>ก--ข\x00\x07\u2028ค</p>\n \n\t\n<p>ง</p>\n\n", "page").decode()
    assert made == '<!--[body]<div class="sop sop-page">\n<p>ก-&#45;ขค</p>\n<p>ง</p>\n</div>[body]-->\n'


def test_a_title_in_tab_and_navigation_is_one_line_without_markup():
    assert plain_title(' งาน\x01\u2028ใหม่  "<b>" & อื่น ') == "งาน ใหม่ ″‹b›″ &amp; อื่น"


def test_a_heading_up_to_the_width_of_a_phone_is_held_together_whole_and_a_longer_one_by_words():
    title = "ลงรับเรื่องใหม่"
    assert heading(title, (), len(title)) == f"<n-b>{title}</n-b>" != heading(title, (), len(title) - 1)
    assert heading("งาน") == "งาน"  # too short to break
