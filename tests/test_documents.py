"""What a paper says stands in every output of it, in the same words: on its page, in its volume and in a terminal."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.documents import clauses, duties, form_table, front, glance, order, person, plan, procedure, runs, sheets
from generator.documents import model as m
from generator.docx import emitter as word_emitter
from generator.docx import papers as papers_in_word
from generator.drawing.legend import legend
from generator.edition import Edition, edition
from generator.flow import orgchart
from generator.flow.graph import graph
from generator.html import emitter as page_emitter
from generator.html import inline, shell
from generator.load.loading import load
from generator.model.orders import OrderKey
from generator.pdf import emitter as paper_emitter
from generator.pdf import proof, volumes
from generator.pdf.book import Volume
from generator.pdf.typesetter import Setter
from generator.register.plan import PageChange
from generator.register.plan import plan as planned
from generator.source import parsing
from generator.source.parsing import Sources
from generator.text import emitter as text_emitter
from generator.thai.digits import to_arabic

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "tests/sample/sop"
EVERY_KIND = (ROOT / "tests/every_kind.yml").read_text("utf-8")
FORTY = OrderKey("reading-office", 40, 2568)


def office(name: str) -> Edition:
    if name == "real":
        return edition(load(parsing.read(ROOT / "sop")[0]))
    sources = parsing.read(SAMPLE)[0]
    extra = {"orders/2568-40.yml": EVERY_KIND} if name == "every kind" else {}
    return edition(load(Sources({**sources.files, **extra})), date(2025, 6, 15) if extra else None)


OFFICES = ("sample", "every kind", "real")


@pytest.fixture(scope="module", params=OFFICES)
def of(request) -> Edition:
    return office(request.param)


@pytest.fixture(scope="module")
def forty() -> Edition:
    return office("every kind")


def every_block(of: Edition) -> Iterator[m.Block]:
    """What no paper of an order has: charts, a form, terms, steps, rows of a history, the page of a place."""
    procedure = of.manual.procedures[0]
    place = m.Ref("order", "x", "part-x-1")
    yield m.Para(("ส่วนที่อ้างถึง",), "person", "part-x-1")
    yield m.Para(("ตามที่พิมพ์ไว้ในคำสั่ง หน้า", m.PageOf(place)), "body")
    yield m.Heading(2, "ผังการปฏิบัติงาน", "flowchart", "1.4")
    yield m.Flowchart(procedure.id, graph(procedure))
    yield m.Heading(2, "แบบฟอร์มสรุป", "summary", "1.5")
    yield m.SummarySheet(procedure.id, form_table.form(of, procedure))
    yield m.Heading(2, "แผนภูมิ")
    yield m.Picture(orgchart.structure(of), "structure")
    yield m.Facts((m.Fact("คำจำกัด", ("ความหมายของคำ",), "term-1"),), "terms")
    yield m.Facts((m.Fact("รหัสเอกสาร", (m.Text("ก-๐๑", "code"),)), m.Fact("สังกัด", ("กลุ่มหนึ่ง", m.Break(), "กลุ่มสอง"))))
    inner = m.Item("1.1", ("ข้อย่อยของขั้นตอน",), (m.Item("1.1.1", ("ลึกลงไปอีก",)),))
    yield m.List((m.Item("1.", ("ทำสิ่งหนึ่ง",), (inner,), "step-1", facts=(m.Fact("เวลา", ("3 วัน",)),)), m.Item("", ("ทำอีกสิ่ง",))), "steps")
    yield m.List((m.Item("1.", ("ข้อที่มีเลข",), (m.Item("1.1", ("และข้อย่อย",)),)),), "numbered")
    yield m.List((m.Item("1)", ("โรงเรียนหนึ่ง",)), m.Item("2)", ("โรงเรียนสอง",))), "short")
    columns = (m.Column("ที่", 1, kind="number"), m.Column("หน้าที่", 2, kind="role"), m.Column("คำสั่ง", 3, kind="orders"))
    yield m.Table("ประวัติ", columns, (m.Row((("1",), ("หลัก",), ("ที่ 1/2568",)), "row-1", True), m.Row((("2",), (m.NONE,), (m.NONE,)))), "history")
    yield m.Table("ผู้จัดทำ", columns, (m.Row((("3",), ("ร่วม",), ("ที่ 2/2568",))),), "plain")
    signs = (m.Column("งาน", head=True), m.Column("นายหนึ่ง", to=m.Ref("person", "one")), m.Column("นายสอง"))
    totals = m.Row((("รวมหลัก",), ("1",), ("0",)))
    yield m.Table("ตาราง", signs, (m.Row((("งานซ่อม",), (m.Sign("●", "หลัก"),), ())), totals), "matrix", sums=1)
    uses = m.Link("1. ซ่อม", m.Ref("procedure", "x")), m.Note(("ขั้นตอน ", m.Link("ดู", m.Ref("procedure", "x", "step-1")))), m.Break(), "2. เก็บ"
    yield m.Table("ทะเบียน", (m.Column("แบบ", head=True), m.Column("ใช้ใน", kind="uses")), (m.Row((("ใบยืม",), uses), "form-1"),))
    months = ((10, "ตุลาคม", "ต.ค."), (11, "พฤศจิกายน", "พ.ย."), (12, "ธันวาคม", "ธ.ค."))
    work = m.YearWork(("1. ซ่อม",), frozenset({10, 11}), whole=True), m.YearWork(("ดู",), frozenset({10}))
    yield m.Year("ปฏิทิน", ("งาน", "เดือน"), months, work)
    yield m.Symbols(("สัญลักษณ์", "ความหมาย"), legend())
    yield m.List((m.Item("", ("นายหนึ่ง ", m.Text("ครู", "aside"))),), "members")
    yield m.List((m.Item("", ("งานจัดหา",)),), "names")
    yield m.Part("folded", (m.Para(("อ่านต่อ",), "caption"), m.Para(("ที่พับไว้",))))
    yield m.Part("notice", (m.Para((m.Text("ประกาศแล้ว", "state", "change"),)),))
    yield m.Para(("สถานะ ณ วันที่ 1 มกราคม 2568",), "status")
    yield m.Para((m.Link("พิมพ์เล่ม", m.Ref("book", "handbook")),), "ways")


def papers(of: Edition) -> Iterator[tuple[str, tuple[m.Block, ...]]]:
    """Every paper of every order of an office; and one of blocks that they have not."""
    yield "every block", tuple(every_block(of))
    for p in of.manual.procedures:
        page_only = (*glance.head(of, p), *procedure.opening(of, p), *procedure.responsible(of, p), *procedure.closing(of, p))
        yield f"procedure {p.id}", (*page_only, *procedure.head(of, p), *procedure.sections(of, p))
    for who in of.manual.people.persons:
        yield f"person {who.id}", (*person.opening(of, who), *person.work(of, who))
    yield "front matter", (*front.approval(of), *front.revisions(of), *front.preface(of))
    yield "persons", (*person.listing(of).blocks, *person.chapters(of, of.manual.people.persons))
    for one in of.manual.orders:
        name = f"{one.number}/{one.year}"
        yield f"order {name}", tuple(order.whole(of, one))
        yield f"volume {name}", tuple(sheets.volume(of, one, of.stages(one)))
        manual = of.manual.model_copy(update={"orders": tuple(o for o in of.manual.orders if o.key != one.key)})
        found = planned(manual, one)
        found = replace(found, pages=(PageChange("index.md", "changed", "หน้าแรก", "index.html"),))
        yield f"plan {name}", tuple(plan.paper(Edition(of.manual, found.changes.before), found))


def texts(blocks: Iterable[m.Block]) -> Iterator[str]:
    """Every text that must be in every output; notes are for pages alone."""
    for block in blocks:
        yield from OF_BLOCKS[type(block)](block)


def of_table(b: m.Table) -> Iterator[str]:
    used = [n for n, c in enumerate(b.columns) if not c.head and (b.look != "matrix" or any(row.cells[n] for row in b.rows))]
    yield from (b.columns[n].title for n in used)
    yield from (text for row in b.rows for cell in row.cells for text in of_runs(cell))


def of_place(p: m.Place) -> Iterator[str]:
    yield from of_runs(p.lines)
    yield from (p.asks, m.SIGN) if p.asks else ()
    yield p.date or (m.DAY if p.asks else "")


def of_form(b: m.SummarySheet) -> Iterator[str]:
    said = {cell.field for row in b.table.rows for cell in row.cells if cell.lines}
    yield from (c.title for c in b.table.columns if c.field in said - {"no"})
    yield from (text for row in b.table.rows for cell in row.cells for line in cell.lines for text in (line.no, line.text))


OF_BLOCKS = {
    m.Heading: lambda b: (b.text,),
    m.Para: lambda b: of_runs(b.runs),
    m.List: lambda b: of_items(b.items),
    m.Facts: lambda b: (text for fact in b.facts for text in (fact.label, *of_runs(fact.runs))),
    m.Table: of_table,
    m.Picture: lambda b: (line for symbol in b.drawing.symbols for line in symbol.text),
    m.Flowchart: lambda b: (node.label for node in b.graph.nodes),
    m.SummarySheet: of_form,
    m.Year: lambda b: (text for work in b.work for text in of_runs(work.runs)),
    m.Symbols: lambda b: (sample.words for sample in b.samples),
    m.Signatures: lambda b: (text for p in b.places for text in of_place(p)),
    m.Part: lambda b: texts(b.blocks),
}


def of_items(items: Iterable[m.Item]) -> Iterator[str]:
    for item in items:
        yield from (item.no, *of_runs(item.runs), *of_items(item.items))


def of_runs(found: m.Runs) -> Iterator[str]:
    yield from (run if isinstance(run, str) else run.text for run in found if isinstance(run, str | m.Text | m.Link))


def packed(words: str) -> str:
    return re.sub(r"[\s\u200b\u2060]+", "", words)


def page(of: Edition, blocks: Iterable[m.Block]) -> str:
    place = page_emitter.page_context(shell.site(of, {}, [plan.path for plan in volumes.plans(of)]).settings, "orders/x.md")
    made = "".join(page_emitter.emit(place, b) for b in blocks)
    return packed(html.unescape(re.sub(r"<[^>]+>", "", made)))


EMPTY = Volume("x", "", "", "", (), (2025, 1, 1), "thai", ())


def volume(of: Edition, blocks: Iterable[m.Block]) -> str:
    made = tuple(paper_emitter.emit(paper_emitter.Sheets(Setter(of), m.Ref("order", "x")), blocks))
    return packed("".join(proof.said(replace(EMPTY, blocks=made))))


def screen(of: Edition, blocks: Iterable[m.Block]) -> str:
    return packed("".join(line.text for line in text_emitter.lines(of, blocks)))


def word(of: Edition, blocks: Iterable[m.Block]) -> str:
    data = papers_in_word.output(of, {}, papers_in_word.PaperJob("x", "x", "x", "", lambda: blocks)).data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        made = archive.read("word/document.xml").decode()
    return packed(html.unescape("".join(re.findall(r"<w:t [^>]*>([^<]*)</w:t>", made))))


def test_a_signature_takes_the_last_line_of_what_is_signed_to_its_page(forty):
    papers = (m.List((m.Item("", ("ก",)), m.Item("", ("ข",)))), m.Para(("ข้าพเจ้าได้รับทราบ",), "clause"), m.Signatures((m.Place(("(ค)",), "ผู้รับทราบ"),)))
    made = list(paper_emitter.emit(paper_emitter.Sheets(Setter(forty)), papers))
    assert [(block.kind, getattr(block, "keep", None)) for block in made] == [
        ("list", False),
        ("list", True),
        ("paragraph", True),
        ("signature", False),
    ]
    assert [len(block.items) for block in made[:2]] == [1, 1]


OUTPUTS = {"page": page, "volume": volume, "screen": screen, "word": word}


@pytest.mark.parametrize("output", OUTPUTS)
def test_every_text_of_every_paper_stands_in_every_output(of, output):
    count = 0
    for name, blocks in papers(of):
        made = OUTPUTS[output](of, blocks)
        for text in texts(blocks):
            assert to_arabic(packed(of.shown(text))) in to_arabic(made), (name, text)  # a form may have digits of its own
            count += 1
    assert count > 200


def test_no_level_of_a_heading_is_left_out(of):
    for name, blocks in papers(of):
        last = 1
        for level in levels(blocks):
            assert 2 <= level <= last + 1, (name, level)
            last = level


def levels(blocks: Iterable[m.Block]) -> Iterator[int]:
    for b in blocks:
        if isinstance(b, m.Heading):
            yield b.level
        elif isinstance(b, m.Part):
            yield from levels(b.blocks)


def test_the_model_of_papers_is_used_whole(of):
    used = {type(b) for _, blocks in papers(of) for b in blocks}
    assert used == set(m.BLOCKS) == set(OF_BLOCKS)


@pytest.mark.parametrize("output", ("page", "screen"))
def test_what_is_known_of_a_step_stands_below_it_where_the_form_is_not_at_hand(of, output):
    count = 0
    for p in of.manual.procedures:
        blocks = tuple(procedure.sections(of, p))
        made = OUTPUTS[output](of, [b for b in blocks if isinstance(b, m.List) and b.look == "steps"])
        for fact in (f for b in blocks if isinstance(b, m.List) for item in b.items for f in item.facts):
            count += 1
            assert all(packed(of.shown(text)) in made for text in (fact.label, *of_runs(fact.runs))), fact
    assert count > 20


PROCEDURE_SENTENCES = ("๑. เพื่อให้ห้องสมุดมีหนังสือตรงกับความต้องการของผู้อ่าน", "(รหัส RG-F-01)")


def test_a_procedure_has_the_same_words_in_page_volume_and_terminal(forty):
    blocks = tuple(procedure.sections(forty, forty.manual.procedures[0]))
    for made in (output(forty, blocks) for output in OUTPUTS.values()):
        for sentence in PROCEDURE_SENTENCES:
            assert packed(sentence).strip("()") in made


@pytest.mark.parametrize("output", OUTPUTS)
def test_an_amended_duty_names_the_clause_that_gave_it_and_its_limits_in_every_output(forty, output):
    who = forty.manual.person["ban"]
    said = "(แทนนายคั่นหน้า อ่านต่อ, ถึงวันที่ ๓๑ สิงหาคม ๒๕๖๘)"
    taken_over = [held for held in forty.duties_of("ban") if held.instead_of]
    assert taken_over and any(held.items for held in taken_over)
    for blocks in (person.work(forty, who), person.chapters(forty, [who])):
        made = OUTPUTS[output](forty, tuple(blocks))
        assert made.count(packed(said).strip("()")) == len(taken_over), "once for each duty, not again for its parts"


def test_duties_that_the_same_volume_prints_are_named_by_their_page_unless_something_has_changed():
    of = office("real")
    who = next(p for p in of.manual.people.persons if of.duties_of(p.id))
    (key,) = {held.order for held in of.duties_of(who.id)}
    part = next(duties.place(a, at) for at, a in enumerate(of.order(key).assignments, 1) if a.person == who.id)
    place = m.Ref("order", key.slug, part)
    pointing = list(duties.on_paper(of, who.id, of.duties_of(who.id), {place}))
    assert [type(b) for b in pointing] == [m.Para] and m.PageOf(place) in pointing[0].runs
    changed = list(duties.on_paper(of, who.id, of.duties_of(who.id)[:-1], {place}))
    assert isinstance(changed[-1], m.List) and not any(m.PageOf(place) in b.runs for b in changed if isinstance(b, m.Para))


def test_what_only_pages_have_leads_to_its_place_and_what_only_volumes_have_stands_there(forty):
    blocks = tuple(every_block(forty))
    place = page_emitter.page_context(shell.site(forty, {}, ["books/handbook.pdf"]).settings, "procedures/x.md")
    made = "".join(page_emitter.emit(place, b) for b in blocks)
    for found in (
        '<li id="step-1">',
        '<dt id="term-1">',
        '<tr role="row" id="row-1" class="order-now">',
        '<li class="sop-depth-1">',
        "<code>ก-๐๑</code>",
        '<tr role="row" id="form-1">',
        '<ul class="sop-uses">\n<li>',
        '<td><span title="หลัก" aria-label="หลัก" role="img">●</span></td><td></td></tr>\n</tbody>\n<tfoot>\n<tr><th scope="row">รวมหลัก</th>',
        '<td colspan="2"><span class="cal-bar"></span></td><td colspan="1"></td>',
        '<span class="order-state sop-change">',
    ):
        assert found in made, found
    assert 'class="sop-dash">' in made and 'href="../books/handbook.pdf"' in made
    assert "๑.๔" not in made and "๓ วัน" in made
    step = m.Link("ขั้นตอน", m.Ref("procedure", "x", "step-1"))
    assert inline.runs(place, (step,)).startswith('<a href="#step-1">')
    printed = tuple(paper_emitter.emit(paper_emitter.Sheets(Setter(forty), m.Ref("order", "x"), shift=1), blocks))
    assert [b.level for b in printed if b.kind == "heading"] == [3, 3] and next(b.text for b in printed if b.kind == "heading").startswith("๑.๔ ")
    assert next(b.page for b in printed if b.kind == "paragraph" and b.page) == next(b.mark for b in printed if b.kind == "paragraph" and b.mark)
    assert next(b.heading.level for b in printed if b.kind == "sheet") == 3


def test_each_emitter_knows_every_kind_of_run_and_block():
    assert set(inline.RUNS) == set(word_emitter.RUNS) == set(m.RUNS) == set(runs.PLAIN)
    for table in (page_emitter.BLOCKS, {**paper_emitter.BLOCKS, **paper_emitter.PLACED}, word_emitter.BLOCKS, text_emitter.BLOCKS):
        assert set(table) == set(m.BLOCKS)


def test_emitters_make_no_thai_word_and_builders_no_tag():
    for file in (
        "html/emitter.py",
        "html/inline.py",
        "html/tables.py",
        "pdf/emitter.py",
        "docx/emitter.py",
        "docx/form.py",
        "drawing/drawingml.py",
        "text/emitter.py",
        "cli/terminal.py",
        "cli/plan_page.py",
        "cli/templates/plan.html.j2",
    ):
        assert not re.search("[\u0e00-\u0e7f]", (ROOT / "generator" / file).read_text("utf-8")), file
    found = sorted((ROOT / "generator/documents").glob("*.py"))
    assert len(found) >= 6
    for file in found:
        code = file.read_text("utf-8")
        assert not re.search(r"</|class=|<(?:p|li|td|small|span)\b|[0-9.]pt\b|\.html|#[a-z]+\(", code), file


SENTENCES = (
    "ข้อ ๔ ให้เปลี่ยนความในข้อ ๒ (๔) เป็นดังนี้",
    "ข้อ ๓ ให้นางสาวกระดาษ ขาวสะอาด ไปช่วยงานเทศกาลหนังสือเมืองข้างเคียง ตลอดเดือนมิถุนายน ๒๕๖๘",
    "สรุปโดยคู่มือ มิใช่ถ้อยคำของคำสั่ง",
    "ข้อ ๖ ให้แก้คำผิดในความ ข้อ ๓.๑ ของนายคั่นหน้า อ่านต่อ ในคำสั่งที่ ๕๒/๒๕๖๗ จาก “ใต้ต้นไม้” เป็น “ใต้ร่มไม้”",
    "ทั้งนี้ ตั้งแต่วันที่ ๑๕ พฤษภาคม พ.ศ. ๒๕๖๘ เป็นต้นไป",
    "ข้าพเจ้าได้รับทราบหน้าที่ตามรายการข้างต้นแล้ว",
    "บัญชีส่งมอบงานของนายคั่นหน้า อ่านต่อ แก่นายบรรณ เรียงชั้น",
    "งานที่ค้างดำเนินการ (ถ้ามี)",
)


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_amendment_commencement_declaration_and_hand_over_have_the_same_words_everywhere(forty, output, sentence):
    one = forty.order(FORTY)
    blocks = (*order.whole(forty, one), *sheets.volume(forty, one, forty.stages(one)))
    assert packed(sentence) in OUTPUTS[output](forty, blocks)


def test_no_words_of_the_manual_stand_above_the_signature(forty):
    one = forty.order(FORTY)
    paper, *below = order.whole(forty, one)
    assert isinstance(paper, m.Part) and isinstance(paper.blocks[-1], m.Signatures)
    above = page(forty, [paper])
    assert packed("ให้แก้คำผิดใน") not in above and packed("ให้แก้คำผิดใน") in page(forty, below)
    assert [b.runs for b in paper.blocks if isinstance(b, m.Para)].count((clauses.LEFT_OUT,)) == 2  # clause 2; clauses 5 to 7
    assert above.count(packed("เป็นต้นไป")) == 1


def test_a_position_that_the_order_does_not_write_is_not_added_to_it():
    of = office("sample")
    one = of.order(OrderKey("reading-office", 5, 2568))
    assert one.assignments[0].position is None and of.manual.person["kradat"].titled == "เจ้าพนักงานธุรการ"
    said = page(of, order.whole(of, one))
    assert packed("นางสาวกระดาษ ขาวสะอาด") in said and "เจ้าพนักงานธุรการ" not in said


def test_a_correction_is_told_by_its_own_clause():
    of = edition(office("sample").manual, date(2026, 4, 15))
    one = of.order(OrderKey("reading-office", 5, 2569))
    said = page(of, sheets.volume(of, one, of.stages(one)))
    assert packed("แก้คำผิด คำสั่งที่ ๕๒/๒๕๖๗ ข้อ ๒ (๔) เดิม → คำสั่งที่ ๕/๒๕๖๙ ข้อ ๑ ความเดิม") in said
    assert packed("แก้คำผิดโดยคำสั่งที่ ๕/๒๕๖๙ ข้อ ๑") in page(of, person.work(of, of.manual.person["ban"]))


def test_duties_that_lapse_stand_below_their_opening_words():
    of, one = office("sample"), OrderKey("reading-office", 52, 2567)
    ends = of.order(OrderKey("reading-office", 9, 2568)).model_copy(
        update={"number": 49, "cancels": (one,), "effective": None, "signed": date(2025, 6, 1)}
    )
    (found,) = [b for b in sheets.change.lapses(of, planned(of.manual, ends).changes, 2) if isinstance(b, m.List)]
    opening = next(item for item in found.items if m.plain(item.runs).startswith("เป็นพี่เลี้ยงห้องสมุดโรงเรียน ดังนี้"))
    assert [m.plain(item.runs) for item in opening.items] == ["โรงเรียนบ้านหน้าปก (ข้อ ๓ (๒) ๑))", "โรงเรียนวัดคำนำ (ข้อ ๓ (๒) ๒))"]
    assert not any(m.plain(item.runs).startswith("โรงเรียน") for item in found.items)


def test_a_committee_names_its_members_from_inside_and_outside(forty):
    said = page(forty, order.whole(forty, forty.order(FORTY)))
    assert packed("นายสันกาว เรียงหน้า ผู้แทนชมรมอาสาอ่านให้ฟัง กรรมการ") in said
    assert packed("นายบรรณ เรียงชั้น บรรณารักษ์ปฏิบัติการ กรรมการและเลขานุการ") in said
    assert packed("(๒) รายงานผลต่อผู้อำนวยการ") in said


def test_every_order_has_its_sheets(of):
    paths = {plan.path for plan in volumes.plans(of)}
    told = 0
    for one in of.manual.orders:
        found = of.stages(one)
        if any(c.affected for c in found):
            told += 1
            assert volumes.changes_path(one) in paths
            blocks = tuple(sheets.volume(of, one, found))
            persons = {p.person for c in found for p in c.affected}
            assert len(sheets.concerned(of, found)) == len(persons) > 0
            assert page(of, blocks).count(packed(sheets.DECLARED)) == len(persons)
    assert told > 0


def test_a_sheet_says_the_old_and_the_new_clause_and_all_duties_afterwards():
    of = office("sample")
    one = of.order(OrderKey("reading-office", 20, 2568))
    (found,) = of.stages(one)
    said = page(of, [sheets.acknowledgment(of, one, "khanna", (found,), 2)])
    assert packed("คำสั่งที่ ๕๒/๒๕๖๗ ข้อ ๑ (๒) เดิม → คำสั่งที่ ๒๐/๒๕๖๘ ข้อ ๒ รับจากนางสาวดัชนี ค้นคำ") in said
    afterwards = said.split(packed("หน้าที่ทั้งหมดตั้งแต่วันที่คำสั่งมีผล รวม ๕ ข้อ"))[1]
    for top in found.after.duties["khanna"]:
        assert all(packed(of.shown(held.duty.text)) in afterwards for held in top.walk())
    assert sum(held.counts for top in found.after.duties["khanna"] for held in top.walk()) == 5


def test_the_witness_of_a_hand_over_is_the_givers_superior_and_no_party_to_it():
    of = office("sample")
    one = of.order(OrderKey("reading-office", 52, 2567))
    handed = sheets.handed(of.stages(one))
    assert len(handed) == 4
    for work in handed:
        *_, signed = sheets.hand_over(of, one, work).blocks
        assert isinstance(signed, m.Signatures)
        *parties, witness = signed.places
        assert witness.asks == "พยาน" and witness.lines and witness.lines not in [p.lines for p in parties]


def test_where_nobody_can_be_known_a_line_is_left_to_fill_in():
    of = office("sample")
    one = of.order(OrderKey("reading-office", 52, 2567))
    (first, *_) = sheets.handed(of.stages(one))
    unsigned = one.model_copy(update={"signer": None})
    work = first._replace(work=replace(first.work, giver="pokkhaeng", to=()))
    *_, signed = sheets.hand_over(of, unsigned, work).blocks
    assert isinstance(signed, m.Signatures)
    assert [p.asks for p in signed.places if not p.lines] == ["ผู้รับมอบ", "พยาน"]
    assert packed(f"({m.LINE})") in screen(of, [signed])
