"""Links to a step of another procedure, and a sub-process that is entered at one of its steps."""

import json
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from benchmarks.search import measure
from generator import compile
from generator.documents import form_table, model, procedure, step_facts
from generator.documents.charted import charted
from generator.documents.model import plain
from generator.edition import edition
from generator.flow.fit import CHART, COLUMN, LANES, fit
from generator.load.loading import load
from generator.model.procedure import Step
from generator.pdf import proof, volumes
from generator.runtime.memory import Memory
from generator.source import parsing
from generator.source.parsing import Sources
from generator.thai.digits import to_arabic
from tests.test_documents import packed

SAMPLE = Path(__file__).resolve().parent / "sample" / "sop"
ENTERED = "เริ่มที่ขั้นตอนที่ 4"
SEEN = "ขั้นตอนที่ 1 ซ่อมเองได้หรือไม่ (4. การซ่อมหนังสือ)"


def made(**edits):
    files = dict(parsing.read(SAMPLE)[0].files)
    for name, (old, new) in edits.items():
        path = f"procedures/{name.replace('_', '-')}.yml"
        assert files[path].count(old) == 1
        files[path] = files[path].replace(old, new)
    return edition(load(Sources(files)))


@pytest.fixture(scope="module")
def office():
    return made()


def facts(of, name, step):
    found = of.manual.procedure[name]
    return {fact.label: fact.runs for item in step_facts.items(of, found) if item.anchor == f"step-{step}" for fact in item.facts}


def page(of, name, memory=None):
    [found] = [o.data.decode() for o in compile(of.manual, memory=memory) if o.path.endswith(f"procedures/{name}.md")]
    return re.sub("</?n-b>", "", found)


def test_only_a_subprocess_is_entered():
    with pytest.raises(ValidationError):
        Step.model_validate({"id": "one", "label": "ทำงาน", "entry": "two"})


def test_the_symbol_says_where_the_subprocess_is_entered_and_the_page_leads_there(office):
    furnish = office.manual.procedure["furnish-room"]
    node = charted(office, furnish).node["contract"]
    assert node.label == f"จัดทำสัญญาซื้อขาย\n({ENTERED})" and node.text == f"จัดทำสัญญาซื้อขาย ({ENTERED})"
    to = model.Ref("procedure", "acquire-books", "step-order")
    assert facts(office, "furnish-room", "contract")[step_facts.PART] == (model.Link(f"1. การจัดหาหนังสือเข้าห้องสมุด {ENTERED}", to),)
    of_part = procedure.closing(office, office.manual.procedure["acquire-books"])
    assert f"(ขั้นตอน จัดทำสัญญาซื้อขาย {ENTERED})" in "".join(plain(i.runs) for b in of_part if isinstance(b, model.List) for i in b.items)


def test_a_step_to_look_at_stands_below_the_step_with_the_way_to_it(office):
    assert facts(office, "lend-rare-books", "back")["ดูประกอบ"] == (model.Link(SEEN, model.Ref("procedure", "repair-books", "step-look")),)
    text = page(office, "lend-rare-books")
    assert f'repair-books.html#step-look">{office.shown(SEEN)}</a>' in text


def test_book_form_and_search_say_both(office):
    for name, said in (("furnish-room", ENTERED), ("lend-rare-books", SEEN)):
        for kind in ("procedure", "form"):
            [volume] = [plan for plan in volumes.plans(office) if plan.path.endswith(f"{kind}-{name}.pdf")]
            text = to_arabic(packed("".join(proof.said(volume.volume()))))
            assert packed(said) in text, (name, kind)
    index = json.dumps(json.loads(measure.index(office).removeprefix("sopSearch.take(").removesuffix(");\n")), ensure_ascii=False)
    assert ENTERED in to_arabic(index) and SEEN in to_arabic(index)


def test_a_form_may_have_a_column_of_what_to_look_at():
    of = made(lend_rare_books=("steps:\n", "summary: {columns: [flow, {field: see, title: ดูที่, width: 20}]}\nsteps:\n"))
    rows = {row.node.id: row for row in form_table.form(of, of.manual.procedure["lend-rare-books"]).rows}
    [line] = rows["back"].cells[1].lines
    assert line.text == SEEN and line.to == model.Ref("procedure", "repair-books", "step-look")


def test_a_page_is_made_anew_when_the_step_that_it_leads_to_is_another(office):
    memory = Memory()
    assert office.shown(SEEN) in page(office, "lend-rare-books", memory)
    later = made(repair_books=("  - id: look\n", "  - {id: before, label: รับหนังสือชำรุด, actors: librarian}\n  - id: look\n"))
    assert later.shown(SEEN.replace("ที่ 1", "ที่ 2")) in page(later, "lend-rare-books", memory)


@pytest.mark.parametrize("digit", "1๑7๗")
def test_a_narrow_symbol_grows_rather_than_parts_the_step_from_its_number(digit):
    for sizes in (CHART, COLUMN, LANES):
        assert f"ขั้นตอนที่ {digit})" in fit("subprocess", f"จัดทำสัญญาซื้อขาย\n(เริ่มที่ขั้นตอนที่ {digit})", sizes).lines[-1]
