"""Document control: the same facts in the same words and order on the page and in the book."""

import re
from pathlib import Path

import pytest

from generator import compile
from generator.documents import control
from generator.documents.model import plain
from generator.edition import edition
from generator.load.loading import load
from generator.model.procedure import Control, Signatory
from generator.pdf import volumes
from generator.source import parsing

ROOT = Path(__file__).resolve().parent.parent
WHOLE = Control.model_validate(
    {
        "code": "RG-P-99",
        "edition": "2",
        "revision": "0",
        "effective": "1/10/2567",
        "announced": "20/9/2567",
        "written": "1/9/2567",
        "review_due": "30/9/2570",
        "prepared_by": {"post": "group-head", "date": "2/9/2567"},
    }
)


@pytest.fixture(scope="module")
def made():
    """The sample office, one of whose procedures has every fact of document control."""
    manual = load(parsing.read(ROOT / "tests" / "sample" / "sop")[0])
    first, *rest = manual.procedures
    return edition(manual.model_copy(update={"procedures": (first.model_copy(update={"control": WHOLE}), *rest)}))


def test_facts_stand_in_the_order_of_time_and_only_what_is_known():
    told = [(f.label, plain(f.runs)) for f in control.facts(WHOLE)]
    assert told == [
        ("รหัสเอกสาร", "RG-P-99"), ("ฉบับที่", "2"), ("แก้ไขครั้งที่", "00"), ("วันที่จัดทำ", "1 กันยายน 2567"), ("วันที่ประกาศใช้", "20 กันยายน 2567"),
        ("วันที่บังคับใช้", "1 ตุลาคม 2567"), ("กำหนดทบทวน", "30 กันยายน 2570"),
    ]  # fmt: skip
    assert control.facts(Control()) == ()


def test_what_a_procedure_leaves_out_the_handbook_says_but_for_the_code():
    told = {f.label: plain(f.runs) for f in control.facts(Control(revision=3), WHOLE)}
    assert told["แก้ไขครั้งที่"] == "03" and told["ฉบับที่"] == "2" and "รหัสเอกสาร" not in told


def test_who_signs_is_a_person_or_the_holder_of_a_post(made):
    person = made.manual.people.persons[0]
    assert control.signed(made, "x", Signatory(person=person.id))[1:3] == (person.name, (person.titled,))
    assert control.signed(made, "x", Signatory(name="ผู้อื่น"))[1:3] == ("ผู้อื่น", ())
    for post in made.manual.organization.posts:
        held, acting = made.holders(post.id), made.acting(post.id)
        person = held[0] if held else made.manual.person[acting[0].person] if acting else None
        positions = (post.title,) if held or not acting else (person.titled, acting[0].role.value + post.title)
        assert control.signed(made, "x", Signatory(post=post.id))[1:3] == (person.name if person else "", positions)


def test_page_and_book_tell_the_same_facts_in_the_same_order(made):
    procedure = made.manual.procedures[0]
    page = next(o.data.decode() for o in compile(made.manual) if o.path == f"procedures/{procedure.id}.md")
    tables = [b for b in volumes.single(made, procedure).blocks if b.kind == "table"]
    printed = "".join(line for row in tables[0].rows for cell in row for lines in cell.lines for line in lines)
    labels = [f.label for f in control.facts(WHOLE)]
    for told in (re.sub("</?n-b>", "", page), printed):
        places = [told.index(label) for label in labels]
        assert places == sorted(places)
