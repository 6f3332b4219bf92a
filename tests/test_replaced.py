"""A procedure says which older one it replaces: with or without a date, of this handbook or by its name."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from generator import compile
from generator.documents import front, model, procedure, replaced
from generator.documents.model import plain
from generator.edition import edition
from generator.load.loading import load
from generator.model.procedure import Replaced
from generator.pdf import proof, volumes
from generator.runtime.memory import Memory
from generator.source import parsing
from generator.source.parsing import Sources
from tests.test_documents import packed

SAMPLE = Path(__file__).resolve().parent / "sample" / "sop"
OLD = "แนวปฏิบัติการจัดหาครุภัณฑ์ พ.ศ. 2560 (ตั้งแต่วันที่ 1 มกราคม 2568)"
OLDER = "คู่มือการพัสดุห้องอ่านหนังสือ (ฉบับโรเนียว)"


def office(**added):
    files = dict(parsing.read(SAMPLE)[0].files)
    for name, text in added.items():
        files[f"procedures/{name.replace('_', '-')}.yml"] += text
    return edition(load(Sources(files)))


def facts(blocks):
    return {fact.label: plain(fact.runs) for block in blocks if isinstance(block, model.Facts) for fact in block.facts}


def paras(blocks):
    return [plain(block.runs) for block in blocks if isinstance(block, model.Para)]


def test_a_name_is_words_and_an_id_is_a_procedure():
    assert Replaced.model_validate("คู่มือเดิม").text == "คู่มือเดิม" and Replaced.model_validate("repair-books").procedure == "repair-books"
    for wrong in ({}, {"text": "ก", "procedure": "ข"}, {"procedure": "repair-books", "text": "ก"}):
        with pytest.raises(ValidationError):
            Replaced.model_validate(wrong)


def test_head_and_history_on_page_and_paper_say_what_is_replaced():
    of = office()
    furnish = of.manual.procedure["furnish-room"]
    said = f"{OLD}\n{OLDER}"
    assert facts(procedure.opening(of, furnish))[replaced.FOR] == facts(procedure.head(of, furnish))[replaced.FOR] == said
    assert paras(procedure.revised(of, furnish)) == [f"{replaced.FOR} {said}"]
    assert f"{furnish.title}: {replaced.FOR} {said}" in paras(front.revisions(of))
    [volume] = [plan for plan in volumes.plans(of) if plan.path.endswith("procedure-furnish-room.pdf")]
    assert packed("".join(proof.said(volume.volume()))).count(packed(of.shown(OLDER, "book"))) == 2


def test_a_procedure_of_the_handbook_is_linked_and_says_by_which_it_is_replaced():
    of = office(repair_books="replaces: {procedure: reading-report, date: 1/10/2567}\n")
    [(label, runs)] = replaced.said(of, of.manual.procedure["repair-books"])
    assert label == replaced.FOR and runs[0] == model.Link(of.manual.procedure["reading-report"].title, model.Ref("procedure", "reading-report"))
    old = of.manual.procedure["reading-report"]
    assert facts(procedure.opening(of, old))[replaced.BY] == "4. การซ่อมหนังสือ (ตั้งแต่วันที่ 1 ตุลาคม 2567)"
    assert f"{old.title}: {replaced.BY}" not in "".join(paras(front.revisions(of)))


@pytest.mark.parametrize("said", ["replaces: {procedure: reading-report}\n", "leads_to: reading-report\n"])
def test_a_page_is_made_anew_when_another_procedure_comes_to_stand_on_it(said):
    memory, title = Memory(), "4. การซ่อมหนังสือ"
    for text, count in (("", 0), (said, 1), ("", 0)):
        of = office(repair_books=text)
        [page] = [o for o in compile(of.manual, memory=memory) if o.path.endswith("procedures/reading-report.md")]
        assert (packed(of.shown(title)) in packed(page.data.decode().replace("<n-b>", "").replace("</n-b>", ""))) == bool(count)
