"""The pages: every step, duty, form and reference stands where a reader looks for it."""

import html
import json
import posixpath
import re
from pathlib import Path

import pytest

from generator import compile
from generator.documents import basis, contacts
from generator.edition import edition
from generator.html import nav, text
from generator.html.page import Block, Page, emit, heading, plain_title
from generator.load.loading import load
from generator.model.procedure import ENDS, STARTS
from generator.register.words import order_name
from generator.rules import every
from generator.rules.rule_input import RuleInput
from generator.source import parsing
from generator.source.parsing import Sources
from generator.thai import digits

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"real": ROOT / "sop", "sample": ROOT / "tests" / "sample" / "sop"}


class Made:
    """One office, compiled once."""

    def __init__(self, folder):
        self.sources, problems = parsing.read(folder)
        assert problems == ()
        self.manual = load(self.sources)
        self.edition = edition(self.manual)
        self.outputs = {o.path: o.data for o in compile(self.manual, sources=self.sources.files)}

    def page(self, path):
        return self.outputs[path].decode()

    def has_column(self, field):
        """Whether the summary form shows a field."""
        return any(c.field == field and not c.hidden for c in self.manual.handbook.form.columns)

    def words(self, path):
        """The words of a page as a reader sees them, in Arabic digits, spaces folded."""
        return plain(self.page(path))


def plain(page):
    page = re.sub(r"^---\n.*?\n---\n", "", page, flags=re.S)
    page = re.sub(r"</(p|li|td|th|div|dd|dt|tr|h[1-6])>|<br>", " ", page)
    page = html.unescape(re.sub(r"\\(?=[^\w\s])", "", re.sub(r"<[^>]+>", "", page)))
    return " ".join(digits.to_arabic(page).split())


def said(words):
    return " ".join(digits.to_arabic(words).split())


@pytest.fixture(scope="module", params=list(FOLDERS))
def made(request):
    return Made(FOLDERS[request.param])


def test_every_step_is_on_its_page_in_its_chart_and_in_its_form(made):
    count = 0
    for procedure in made.manual.procedures:
        page, words = made.page(f"procedures/{procedure.id}.md"), made.words(f"procedures/{procedure.id}.md")
        sheets = [o for o in made.outputs if o.startswith(f"charts/{procedure.id}-")]
        svg = " ".join(plain(re.sub(r"</text>", " ", made.outputs[o].decode())) for o in sheets)
        for step in procedure.steps:
            assert squeezed(step.label) in squeezed(svg), (procedure.id, step.id)
            if step.kind in STARTS | ENDS:
                assert step.kind != "event" or f'id="step-{step.id}"' in page
                continue
            count += 1
            assert f'id="step-{step.id}"' in page and f'id="form-{step.id}"' in page
            assert said(step.text or step.label) in words
            for item in step.detail:
                assert said(item.text) in words
            for wanted in (*step.standard, *(step.monitoring if made.has_column("monitoring") else ())):
                assert said(wanted) in words
            for branch in step.branches:
                assert said(branch.label) in words
    assert count >= 27


def squeezed(words):
    return re.sub(r"\s", "", digits.to_arabic(words))


def test_every_section_that_has_content_stands_under_its_title(made):
    for procedure in made.manual.procedures:
        page = made.page(f"procedures/{procedure.id}.md")
        for section in made.manual.handbook.sections:
            if section.kind in ("steps", "flowchart", "summary"):
                assert f"{{ #{section.kind} }}" in page
        words = made.words(f"procedures/{procedure.id}.md")
        for wanted in (*procedure.objectives, *procedure.scope, *(d.text for d in procedure.definitions)):
            assert said(wanted) in words


def test_every_duty_is_on_the_page_of_its_person_and_in_its_order(made):
    count = 0
    for person in made.manual.people.persons:
        words = made.words(f"people/{person.id}.md")
        assert said(person.name) in words
        for top in made.edition.duties_of(person.id):
            for held in top.walk():
                count += 1
                assert said(held.duty.text) in words
                assert said(held.duty.text) in made.words(f"orders/{held.order.slug}.md")
    assert count >= 16


def test_every_form_and_reference_stands_in_its_register_with_its_uses(made):
    forms, references = made.page("forms.md"), made.page("references.md")
    for form in made.manual.forms.forms:
        assert f'id="form-{form.id}"' in forms and said(form.title) in made.words("forms.md")
        for use in made.edition.uses_of_form(form.id):
            assert said(form.title) in made.words(f"procedures/{use.procedure.id}.md")
            assert f"procedures/{use.procedure.id}.html" in forms
    for reference in made.manual.references.references:
        assert f'id="reference-{reference.id}"' in references and said(reference.title) in made.words("references.md")


def test_the_responsible_persons_stand_with_the_order_that_made_them_so(made):
    seen = 0
    for procedure in made.manual.procedures:
        words = made.words(f"procedures/{procedure.id}.md")
        for charge in made.edition.responsible(procedure.id):
            seen += 1
            assert f"ผู้รับผิดชอบ{charge.role.value}" in words or charge.role.value in words
            assert said(made.manual.person[charge.person].name) in words
            assert f"ที่ {charge.order.number}/{charge.order.year}" in words
    assert seen


def test_every_page_names_the_orders_it_rests_on_and_its_source(made):
    rests = {path: data.decode().count('class="sop-rests"') for path, data in made.outputs.items() if path.endswith(".md")}
    assert len(rests) > 30
    general = said(basis.line(made.edition, basis.of_all(made.edition)))
    for path in ("index.md", "matrix.md", "forms.md", "procedures/index.md"):
        assert general in made.words(path)
    for procedure in made.manual.procedures:
        own = basis.of_procedure(made.edition, procedure.id)
        assert rests.pop(f"procedures/{procedure.id}.md") == bool(own) == bool(made.edition.responsible(procedure.id))
        assert said(basis.line(made.edition, own)) in made.words(f"procedures/{procedure.id}.md")
    for person in made.manual.people.persons:
        own = basis.of_person(made.edition, person.id)
        assert said(basis.line(made.edition, own)) in made.words(f"people/{person.id}.md")
        assert rests.pop(f"people/{person.id}.md") == bool(own), "without work a page rests on no order"
    for order in made.manual.orders:
        assert said(f"ตาม{order_name(made.edition.manual, order.key)} สั่ง ณ วันที่") in made.words(f"orders/{order.key.slug}.md")
    assert set(rests.values()) == {1}
    for name in made.sources.files.keys() - contacts.kept_back(made.manual):
        assert made.outputs[f"source/{name}.txt"].decode("utf-8-sig") == made.sources.files[name]


def test_every_page_leads_to_the_whole_book_where_there_is_one(made):
    assert not any("พิมพ์ทั้งเล่ม" in data.decode() for path, data in made.outputs.items() if path.endswith(".md"))
    for output in compile(made.manual, sources=made.sources.files, books=("books/handbook.pdf",)):
        if output.path.endswith(".md"):
            up = "../" * output.path.count("/")
            assert f'<a href="{up}books/handbook.pdf">พิมพ์ทั้งเล่ม (PDF)</a>' in output.data.decode(), output.path


def test_every_link_between_pages_leads_somewhere(made):
    anchors = {}
    for path, data in made.outputs.items():
        if path.endswith(".md"):
            page = data.decode()
            anchors[path.removesuffix(".md") + ".html"] = {*re.findall(r'id="([^"]+)"', page), *re.findall(r"\{ #([^ ]+) \}", page)}
    known = {*anchors, *made.outputs}
    checked = 0
    for path, data in made.outputs.items():
        if not path.endswith(".md"):
            continue
        here = path.removesuffix(".md") + ".html"
        for href in re.findall(r'href="([^"]+)"', data.decode()):
            href = html.unescape(href)
            if "://" in href or href.startswith(("mailto:", "tel:")):
                continue
            target, _, anchor = href.partition("#")
            whole = posixpath.normpath(posixpath.join(posixpath.dirname(here), target)) if target else here
            if whole.startswith("../help/"):
                assert (ROOT / "docs" / whole.removeprefix("../")).with_suffix(".md").is_file(), href
                continue
            if whole.endswith(".pdf"):
                continue
            checked += 1
            assert whole in known, f"{path}: {href}"
            if anchor:
                assert anchor in anchors[whole], f"{path}: {href}"
    assert checked > 300


def test_ids_on_a_page_are_distinct(made):
    for path, data in made.outputs.items():
        if path.endswith(".md"):
            ids = [*re.findall(r'\bid="([^"]+)"', data.decode()), *re.findall(r"\{ #([^ ]+) \}", data.decode())]
            assert len(ids) == len(set(ids)), (path, sorted(i for i in ids if ids.count(i) > 1)[:5])


def test_the_same_sources_give_the_same_bytes(made):
    again = {o.path: o.data for o in compile(made.manual, sources=made.sources.files)}
    assert again == made.outputs


def test_every_page_is_in_the_navigation_once(made):
    listed = re.findall(r'"manual/([^"]+\.md)"', json.dumps(json.loads(made.page(nav.PATH))["nav"]))
    pages = [path for path in made.outputs if path.endswith(".md")]
    assert sorted(listed) == sorted(pages)


def test_the_calendar_lists_every_step_with_its_time(made):
    words = made.words("calendar.md")
    for procedure in made.manual.procedures:
        for step in procedure.steps:
            if step.kind not in STARTS | ENDS:
                assert said(step.label) in words


def test_markup_in_a_title_stays_text():
    nasty = "# <b>x</b> & {{ y }} `z` [a](b) *c* | 1. ๑. {#d}"
    made = emit(Page("p.md", nasty, nasty, (Block("<p>ok</p>", nasty, "a"),))).data.decode()
    assert "<b>" not in made
    from markdown import markdown

    shown = markdown(made.split("---", 2)[2], extensions=["attr_list", "toc"])
    assert html.unescape(re.sub(r"<[^>]+>", "", re.search(r"<h1[^>]*>(.*?)</h1>", shown)[1])) == nasty
    assert 'id="a"' in shown
    assert "<" not in plain_title(nasty)


def test_no_word_of_a_heading_can_break():
    assert heading("ประเมินผล") == "<n-b>ประเมินผล</n-b>"
    assert text.marked("นิตสูงเนิน", ("นิตสูงเนิน",), text.BREAK) == "\u2060นิตสูงเนิน\u200b"
    assert text.marked("คำสั่ง ที่ ๒๔๘/๒๕๖๕").endswith(" \u2060ที่ ๒๔๘/๒๕๖๕\u2060")


def test_no_line_ends_between_a_number_and_its_word():
    for whole in ("ที่ ๒๔๘/๒๕๖๕", "ข้อ ๑๒", "พ.ศ. ๒๕๖๕", "วันที่ ๒๙ กันยายน ๒๕๖๕", "ที่ 9"):
        assert text.unbroken(f"{whole} นั้น").count(f"<n-b>{whole}</n-b>") == 1
    assert plain(text.unbroken("วันที่ ๒๙ พฤศจิกายน พ.ศ. ๒๕๖๕")) == "วันที่ 29 พฤศจิกายน พ.ศ. 2565"
    assert plain(text.unbroken("พื้นที่ กับข้อ /")) == "พื้นที่ กับข้อ /"


def test_sheets_of_an_order_share_a_group_in_the_navigation(made):
    (orders,) = [tab["คำสั่ง"] for tab in json.loads(made.page(nav.PATH))["nav"] if "คำสั่ง" in tab]
    alone = [path for entry in orders for path in ([entry] if isinstance(entry, str) else entry.values()) if isinstance(path, str)]
    groups = {path.split("/")[2] for path in re.findall(r'"(manual/changes/[^"]+/[^"]+\.md)"', json.dumps(orders))}
    assert not [path for path in alone if path.count("/") > 2]
    assert groups and len([e for e in orders if isinstance(e, dict) and isinstance(next(iter(e.values())), list)]) == len(groups)
    assert alone[:3] == ["manual/orders/index.md", "manual/changes/index.md", "manual/matrix.md"]


def test_a_long_list_in_the_navigation_stands_in_groups():
    many = [Page("procedures/index.md", "กระบวนงาน", "", ()), *(Page(f"procedures/p{n}.md", f"งาน {n}", "", ()) for n in range(130))]
    (tab,) = [t["กระบวนงาน"] for t in nav.tabs([("กระบวนงาน", many)]) if "กระบวนงาน" in t]
    assert tab[0] == "manual/procedures/index.md"
    assert [next(iter(group)) for group in tab[1:]] == ["ลำดับที่ 1–50", "ลำดับที่ 51–100", "ลำดับที่ 101–130"]
    listed = [next(iter(entry.values())) for group in tab[1:] for entry in next(iter(group.values()))]
    assert listed == [f"manual/procedures/p{n}.md" for n in range(130)]


def test_a_very_long_list_in_the_navigation_stands_in_sections_of_groups():
    many = [Page(f"procedures/p{n}.md", f"งาน {n}", "", ()) for n in range(2345)]
    (tab,) = [t["กระบวนงาน"] for t in nav.tabs([("กระบวนงาน", many)]) if "กระบวนงาน" in t]
    assert [next(iter(section)) for section in tab] == ["ลำดับที่ 1–1000", "ลำดับที่ 1001–2000", "ลำดับที่ 2001–2345"]
    groups = [group for section in tab for group in next(iter(section.values()))]
    assert [next(iter(groups[n])) for n in (0, 19, 20, -1)] == ["ลำดับที่ 1–50", "ลำดับที่ 951–1000", "ลำดับที่ 1001–1050", "ลำดับที่ 2301–2345"]
    assert [next(iter(entry.values())) for group in groups for entry in next(iter(group.values()))] == [
        f"manual/procedures/p{n}.md" for n in range(2345)
    ]


def test_a_large_matrix_comes_in_tables_that_name_everyone_in_charge_once(tmp_path):
    from benchmarks import office

    office.write(tmp_path, 120)
    manual = load(parsing.read(tmp_path)[0])
    page = next(o.data.decode() for o in compile(manual) if o.path == "matrix.md")
    assert re.findall(r"\{ #from-(\d+) \}", page) == ["1", "51", "101"]
    tables = re.findall(r'<table class="matrix">.*?</table>', page, re.S)
    rows = [re.findall(r'<tr><th scope="row">.*?</tr>', table.partition("<tfoot>")[0], re.S) for table in tables]
    assert [len(r) for r in rows] == [50, 50, 20]
    charged = {(c.target, c.person) for c in edition(manual).register.charges if c.kind == "procedure"}
    assert sum(row.count('role="img"') for part in rows for row in part) == len(charged)
    for table, part in zip(tables, rows, strict=True):
        assert all(row.count("<td>") == table.count('<th scope="col"><a') for row in part)


@pytest.mark.parametrize(
    ("cited", "leads_to"),
    [
        ("52/2567", "2567-52-reading-office"),
        ("ที่ ๕๒/๒๕๖๗", "2567-52-reading-office"),
        ("reading-office: 52/2567", "2567-52-reading-office"),
        ("152/2567", None),  # ends like another
        ("2/2567", None),
        ("ministry: 52/2567", None),
    ],
)
def test_a_reference_to_an_order_leads_to_that_order_and_to_no_other(cited, leads_to):
    found = Made(FOLDERS["sample"]).manual
    own = next(r for r in found.references.references if r.order)
    changed = tuple(r.model_copy(update={"order": cited}) if r is own else r for r in found.references.references)
    manual = found.model_copy(update={"references": found.references.model_copy(update={"references": changed})})
    page = next(o.data.decode() for o in compile(manual) if o.path == "references.md")
    row = page[page.index(f'id="reference-{own.id}"') :].partition("</tr>")[0]
    assert re.findall(r'href="orders/([^"]+)\.html"', row) == ([leads_to] if leads_to else [])
    assert [f.file for f in every()["SOP-R009"].find(RuleInput(manual, Sources({})))] == ([] if leads_to else ["references.yml"])


def test_main_stands_before_joint_and_an_item_of_the_order_before_a_chart():
    real = Made(FOLDERS["real"])
    for procedure in real.manual.procedures:
        found = real.edition.responsible(procedure.id)
        assert [c.person for c in found] == ["suthathip", "suthathip", "chatri", "witthawat"]
        assert found[0].item[0].isdecimal() and found[1].item == "แผนภูมิบุคลากร"
        past = real.words(f"procedures/{procedure.id}.md").split("ประวัติผู้รับผิดชอบ")[1]
        places = [past.index(real.manual.person[who].name) for who in ("suthathip", "chatri", "witthawat")]
        assert places == sorted(places)
    held = real.words("people/suthathip.md").split("ประวัติความรับผิดชอบ")[1]
    places = [held.index(p.title) for p in real.manual.procedures]
    assert places == sorted(places)


def test_an_orders_page_names_who_a_chart_names_after_the_signature(made):
    count = 0
    for order in made.manual.orders:
        if order.responsibilities:
            words = made.words(f"orders/{order.key.slug}.md")
            papers = {r.basis for r in order.responsibilities}
            assert not re.findall(r'aria-label="[^"]*<', made.page(f"orders/{order.key.slug}.md"))
            assert words.index("สั่ง ณ วันที่", words.index("เรื่อง")) < words.index(f"ผู้รับผิดชอบตาม{said(papers.pop())}")
            count += 1
    assert count


@pytest.mark.parametrize("code", ["นท-๐๑", "นท-01", "RG-๐๑"])
@pytest.mark.parametrize("system", ["thai", "arabic"])
def test_a_code_keeps_its_digits_among_words_that_change_theirs(code, system):
    manual = load(parsing.read(FOLDERS["sample"])[0])
    forms = manual.forms.model_copy(update={"forms": (manual.forms.forms[0].model_copy(update={"code": code}), *manual.forms.forms[1:])})
    policy = manual.handbook.digits.model_copy(update={"site": system})
    office = edition(manual.model_copy(update={"forms": forms, "handbook": manual.handbook.model_copy(update={"digits": policy})}))
    year = {"thai": "๒๕๖๘", "arabic": "2568"}[system]
    assert office.shown(f"แบบ 2568 (รหัส {code}), {code} ๒๕๖๘") == f"แบบ {year} (รหัส {code}), {code} {year}"


@pytest.mark.parametrize(("system", "shown"), [("thai", "รอบที่ ๒ ปี ๒๕๖๘"), ("arabic", "รอบที่ 2 ปี 2568")])
def test_titles_and_headings_have_the_digits_of_the_site(system, shown):
    manual = load(parsing.read(FOLDERS["sample"])[0])
    first = manual.procedures[0].model_copy(update={"title": "รอบที่ 2 ปี ๒๕๖๘"})
    section = manual.handbook.sections[0].model_copy(update={"title": "รอบที่ ๒ ปี 2568"})
    policy = manual.handbook.digits.model_copy(update={"site": system})
    book = manual.handbook.model_copy(update={"digits": policy, "sections": (section, *manual.handbook.sections[1:])})
    page = next(
        o.data.decode()
        for o in compile(manual.model_copy(update={"procedures": (first, *manual.procedures[1:]), "handbook": book}))
        if o.path == f"procedures/{first.id}.md"
    )
    words = re.sub(r"</?n-b>", "", page)
    assert f"\n# {shown}\n" in words and f"\n## {shown} {{ #" in words and f'\ntitle: "{shown}"\n' in words


def anchors(outputs):
    """Page -> anchors of steps, rows of the form, duties, forms, references, terms and abbreviations, each with the words that it stands at."""
    kinds = r'<(li|tr|dt)(?: role="row")? id="((?:step|form|duty|reference|term|abbr)-[^"]*)"[^>]*>(.*?)</\1>'
    found = {(o.path, anchor) for o in outputs if o.path.endswith(".md") for _, anchor, _ in re.findall(kinds, o.data.decode(), re.S)}
    terms = {
        (anchor, plain(words))
        for o in outputs
        if o.path.endswith(".md")
        for tag, anchor, words in re.findall(kinds, o.data.decode(), re.S)
        if tag == "dt" or anchor.startswith("abbr-")
    }
    return found | terms


def test_anchors_stay_when_what_they_name_is_put_in_another_order():
    sources, _ = parsing.read(FOLDERS["sample"])
    made = load(sources)
    book = made.handbook
    turned = replaced(
        made,
        procedures=tuple(replaced(p, steps=(p.steps[1], p.steps[0], *p.steps[2:]), definitions=p.definitions[::-1]) for p in made.procedures[::-1]),
        handbook=replaced(book, abbreviations=book.abbreviations[::-1], procedures=book.procedures[::-1]),
        forms=replaced(made.forms, forms=made.forms.forms[::-1]),
        references=replaced(made.references, references=made.references.references[::-1]),
        people=replaced(made.people, persons=made.people.persons[::-1]),
    )
    before, after = anchors(compile(made)), anchors(compile(turned))
    assert len(before) > 150
    assert {kind for _, anchor in before for kind in (anchor.split("-")[0],)} >= {"step", "form", "duty", "reference"}
    assert any(name.startswith("abbr-") for name, _ in before) and any(name.startswith("term-") for name, _ in before)
    assert before == after


def replaced(record, **values):
    return record.model_copy(update=values)


HREF = re.compile(r'href="(?:\.\./)*procedures/([^"#]+)\.html#step-([^"]+)"')
MONTH = re.compile(r'data-due="(\d+)"(.*?)(?=data-due=|order-month"|</div>\n</div>)', re.S)


def of_months(html):
    """Month -> the steps named in it."""
    return {int(number): HREF.findall(found) for number, found in MONTH.findall(html)}


def test_home_page_and_calendar_of_a_person_name_the_same_steps_in_each_month(made):
    count = 0
    for person in made.edition.manual.people.persons:
        script = made.outputs.get(f"assets/work/person-{person.id}.js")
        if not script or f"calendar/person-{person.id}.md" not in made.outputs:
            continue
        home = of_months(json.loads(script.decode().removeprefix("window.sopWork=").removesuffix(";\n"))["html"])
        calendar_ = made.page(f"calendar/person-{person.id}.md")
        listed = {int(n): HREF.findall(text) for n, text in re.findall(r"\{ #month-(\d+) \}(.*?)(?=\n## )", calendar_, re.S)}
        assert sorted(home) == list(range(1, 13))
        assert home == of_months(made.page(f"people/{person.id}.md")) == listed, person.id
        count += sum(map(len, home.values()))
    assert count


def test_home_offers_persons_in_office_and_posts_with_steps(made):
    page = made.page("index.md")
    for name in re.findall(r'<option value="([^"]+)">', page):
        assert f"assets/work/{name}.js" in made.outputs
    assert made.edition.manual.organization.posts == () or 'value="person-' in page
