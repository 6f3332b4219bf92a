"""Drafts of orders: nothing that the program itself writes may be refused, and a clerk need only say what the order says."""

import shlex
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from generator import rules
from generator.cli import new
from generator.drafts.order import Draft, Wanted, concerns, draft
from generator.drafts.works import Unclear
from generator.load.loading import load
from generator.model.handbook import Manual
from generator.model.orders import Order, OrderKey, RoleKind
from generator.register import ChangeKind, fold
from generator.register.plan import Impact, plan
from generator.register.words import REASONS
from generator.source import parsing
from generator.source.parsing import Sources
from tests.conftest import LATER, early

ROOT = Path(__file__).parents[1]
REAL = parsing.read(ROOT / "sop")[0]
SAMPLE = Sources(early(parsing.read(ROOT / "tests/sample/sop")[0].files))
TODAY = date(2026, 11, 26)
PERSONS = [p.id for p in load(REAL).people.persons]


def drafted(sources: Sources, made: Draft) -> tuple[Manual, Order, list[str]]:
    """The office with the draft in it: the order, and what the check says of its file beyond the points to confirm."""
    name = "orders/9999-1.yml"
    with_it = Sources({**sources.files, name: made.text})
    manual = load(with_it)
    told = [f"{p.code} {p.message}" for p in rules.check(manual, with_it) if p.file == name and p.code not in ("SOP-N001", "SOP-O009")]
    return manual, next(o for o in manual.orders if o.file == name), told


def named(sources: Sources, **asked: object) -> Draft:
    return draft(load(sources), Wanted(**{"as_of": TODAY, **asked}))  # type: ignore[arg-type]


def left(sources: Sources, person: str, reason: str) -> Sources:
    """The office in which somebody leaves at the end of the year 2569, as people.yml says."""
    at = f"  - id: {person}\n"
    gone = f"{at}    left: {{date: 31 ธันวาคม 2569, reason: {reason}}}\n"
    assert sources.files["people.yml"].count(at) == 1
    return Sources({**sources.files, "people.yml": sources.files["people.yml"].replace(at, gone)})


WITH_WORK = [p for p in PERSONS if concerns(load(REAL), Wanted(TODAY, move=(p,)))]


# --- somebody leaves ---


@pytest.mark.parametrize("person", WITH_WORK)
@pytest.mark.parametrize("taker", [None, "somsak", "colleague"])
@pytest.mark.parametrize("how", ["retire", "move", "amends"])
def test_whoever_leaves_the_real_office_the_draft_is_accepted_and_planned(person: str, taker: str | None, how: str):
    if taker == "colleague":
        taker = next(p for p in WITH_WORK if p != person)
    asked = {"retire": {"retire": (person,)}, "move": {"move": (person,)}, "amends": {"move": (person,), "amends": (OrderKey("office", 248, 2565),)}}
    made = named(REAL, **asked[how], persons=(taker,) if taker else ())
    manual, order, told = drafted(REAL, made)
    planned = plan(manual, order)
    lost_main = {s.procedure for s in planned.without_main}
    assert not [t for t in told if not t.startswith("SOP-O020")], told
    assert len(told) == len(lost_main)
    before, after = planned.changes.before, planned.changes.after
    assert not [c for c in after.charges if c.person == person] and person not in after.duties
    assert_explained(planned, person, taker)
    if taker:
        mine = {(c.kind, c.target) for c in before.charges if c.person == person}
        assert mine <= {(c.kind, c.target) for c in after.charges if c.person == taker} and lost_main == set()
        assert planned.two_mains == ()


def test_for_who_has_no_duty_there_is_no_draft_and_it_is_said_why():
    idle = [p for p in PERSONS if p not in WITH_WORK]
    assert len(idle) == 10 and len(WITH_WORK) == 3
    for person in idle:
        told = run(ROOT / "sop", "--move", person, "--as-of", "26/11/2569")
        name = load(REAL).person[person].name
        assert told.exit_code == 2 and f"{name} ไม่มีหน้าที่ตามคำสั่งใดที่มีผล ณ วันที่ 26 พฤศจิกายน 2569" in told.output


def assert_explained(planned: Impact, person: str, taker: str | None) -> None:
    """Every item and every procedure that the person had is told: handed over to the taker, or without anybody."""
    items = {i.line for top in planned.changes.before.duties.get(person, ()) for i in top.walk() if i.counts}
    change = next(p for p in planned.changes.persons if p.person == person)
    moved = {p.before.line for h in planned.handed_over for p in h.duties if p.before and (h.giver, h.to) == (person, (taker,))}
    assert moved | {p.before.line for p in change.of(ChangeKind.GONE) if p.before and not taker} >= items
    mains = {c.target for c in planned.changes.before.charges if c.person == person and c.role is RoleKind.MAIN and c.kind == "procedure"}
    told = {p for h in planned.handed_over if h.giver == person for p in h.procedures} | {s.procedure for s in planned.without_main}
    assert mains <= told
    assert change.lost


@pytest.mark.parametrize("reason", sorted(REASONS))
@pytest.mark.parametrize("taker", [(), ("somsak",)])
def test_every_reason_for_leaving_is_worded_and_dated_from_the_day_after(reason: str, taker: tuple[str, ...]):
    office = left(REAL, "suthathip", reason)
    made = named(office, **{"retire" if reason == "retired" else "move": ("suthathip",)}, persons=taker)
    manual, order, told = drafted(office, made)
    assert order.preamble[0].startswith(f"ด้วยนางสาวสุธาทิพย์ เลิศล้ำ {REASONS[reason]}") and "๓๑ ธันวาคม ๒๕๖๙" in order.preamble[0]
    assert (order.signed, order.effective) == (TODAY, date(2027, 1, 1))
    assert not [t for t in told if not t.startswith("SOP-O020")], told
    planned = plan(manual, order)
    assert planned.without_main == () and len(planned.unmended) == (0 if taker else 4), "she leaves, with or without the order"


def test_retirement_by_age_does_not_date_somebody_who_moves():
    """Born in 2530, so retiring in 2591: who moves before then has no last day yet."""
    made = named(SAMPLE, move=("ban",), as_of=date(2025, 3, 15))
    _, order, _ = drafted(SAMPLE, made)
    assert order.begins == date(2025, 3, 15) and order.effective is None
    assert any("ยังไม่ทราบวันสุดท้ายของนายบรรณ เรียงชั้น" in n for n in made.notes)


def test_whoever_has_the_better_role_in_a_chart_keeps_it():
    made = named(REAL, move=("witthawat",), persons=("suthathip",))
    _, order, told = drafted(REAL, made)
    assert [(c.action, c.person, c.basis, c.successor) for c in order.changes] == [("remove", "witthawat", "แผนภูมิบุคลากร", None)] and told == []
    made = named(REAL, move=("suthathip",), persons=("witthawat",))
    manual, order, told = drafted(REAL, made)
    assert [(c.action, c.person, c.successor) for c in order.changes[:3]] == [
        ("remove", "witthawat", None),
        ("replace", "suthathip", "witthawat"),
        ("remove", "suthathip", None),
    ]
    charges = [c for c in plan(manual, order).changes.after.charges if c.person == "witthawat" and c.item == order.changes[1].no]
    assert {c.role for c in charges} == {RoleKind.MAIN} and len(charges) == 4


COMMITTEE = """issuer: reading-office
number: 30
year: 2568
title: แต่งตั้งคณะกรรมการทดลอง
signed: 1 มีนาคม 2568
committees:
  - name: คณะกรรมการคัดเลือกหนังสือ
    procedures: acquire-books
    members:
      - {no: "๑", person: pokkhaeng, office: chair}
      - {no: "๒", person: ban, office: secretary, position: บรรณารักษ์ปฏิบัติการ}
      - {no: "๓", name: ผู้แทนโรงเรียน}
absences:
  - {person: kradat, at: ห้องสมุดเมืองข้างเคียง, from: 10 มีนาคม 2568, to: 31 ธันวาคม 2568, stand_ins: [{person: ban}]}
responsibilities:
  - {person: ban, role: รักษาการในตำแหน่ง, post: group-head, rank: 2, part: งานเทคนิค, basis: บัญชีผู้รักษาการ}
"""
MARCH = date(2025, 3, 20)


@pytest.fixture
def office() -> Sources:
    """The sample office with a committee, a secondment and a chart of those who act."""
    return Sources({**SAMPLE.files, "orders/2568-30.yml": COMMITTEE})


def test_seats_are_given_up_and_secondments_told(office: Sources):
    made = named(office, move=("ban",), persons=("khanna",), as_of=MARCH)
    manual, order, told = drafted(office, made)
    assert order.amended == (OrderKey("reading-office", 52, 2567), OrderKey("reading-office", 30, 2568))
    assert all(c.order for c in order.changes) and told == []
    seat = next(c for c in order.changes if c.committee)
    assert (seat.action, seat.person, seat.member and seat.member.person) == ("replace", "ban", "khanna")
    register = fold(manual.orders, order.begins)
    (of,) = register.committees
    assert [(s.member.person or s.member.name, of.committee.office_of(s.member)) for s in of.seats] == [
        ("pokkhaeng", "ประธานกรรมการ"),
        ("khanna", "กรรมการและเลขานุการ"),
        ("ผู้แทนโรงเรียน", "กรรมการ"),
    ]
    acting = [c for c in register.charges if c.kind == "post" and c.person == "khanna"]
    assert [(c.target, c.rank, c.part) for c in acting] == [("group-head", 2, "งานเทคนิค")]
    assert any("นายบรรณ เรียงชั้น ปฏิบัติหน้าที่แทนนางสาวกระดาษ ขาวสะอาดซึ่งไปช่วยราชการ" in n for n in made.notes)
    assert "# หมายเหตุ: นายบรรณ เรียงชั้น ปฏิบัติหน้าที่แทน" in made.text
    away = named(office, move=("kradat",), as_of=MARCH)
    assert any("ไปช่วยราชการที่ห้องสมุดเมืองข้างเคียง" in n for n in away.notes)


def sweep(office: Sources, day: date) -> Iterator[tuple[str, str, Order, list[str], Impact]]:
    """Everybody leaves in turn, to everybody else in office; and every item of everybody goes to one other."""
    manual = load(office)
    there = [p.id for p in manual.people.persons if p.in_office(day)]
    asked = [Wanted(day, move=(p,), persons=(t,)) for p in there for t in there if t != p and concerns(manual, Wanted(day, move=(p,)))]
    for number, (person, tops) in enumerate(fold(manual.orders, day).duties.items()):
        taker = next(p for p in there[number % 2 :] if p != person)
        items = [i for top in tops for i in top.walk() if not i.instead_of and i.base]
        asked += [Wanted(day, works=(i.number,), giver=person, persons=(taker,), amends=(i.base,)) for i in items if i.base]
    for wanted in asked:
        with_it, order, told = drafted(office, draft(manual, wanted))
        yield wanted.giver or wanted.move[0], wanted.persons[0], order, told, plan(with_it, order)


def test_whatever_moves_to_whomever_the_check_accepts_it(office: Sources):
    count = 0
    for giver, taker, order, told, planned in sweep(office, date(2025, 4, 15)):
        count += 1
        assert told == [] and planned.without_main == planned.two_mains == (), (giver, taker, order.changes)
        assert any(c.person == giver for c in order.changes) and not planned.void
    assert count > 35


def test_an_order_of_another_issuer_is_told_and_not_amended(office: Sources):
    made = named(office, move=("pokkhaeng",), persons=("datchani",), as_of=MARCH)
    assert drafted(office, made)[1].amended == (OrderKey("reading-office", 30, 2568),)
    assert any("ที่ 101/2567 ด้วย ต้องแก้คำสั่งนั้นอีกฉบับ" in n for n in made.notes)


def test_a_seat_without_a_taker_is_asked_about(office: Sources):
    made = named(office, move=("ban",), as_of=MARCH)
    _, order, told = drafted(office, made)
    seat = next(c for c in order.changes if c.committee)
    assert seat.action == "remove" and seat.to_confirm == "นายบรรณ เรียงชั้น เป็นกรรมการและเลขานุการ ยังไม่มีผู้แทน"
    assert not [t for t in told if not t.startswith(("SOP-O020", "SOP-O026"))], told


def test_without_a_taker_the_draft_only_withdraws_and_lists_what_waits():
    made = named(REAL, move=("suthathip",))
    _, order, _ = drafted(REAL, made)
    assert [(c.action, c.person) for c in order.changes] == [("remove", "suthathip")]
    assert "ยังไม่มีผู้รับมอบ" in made.text and "#   ข้อ ๑๒ งานนิเทศ ติดตาม ประเมินผล" in made.text


# --- single items ---


def test_one_school_moves_in_a_draft_of_less_than_forty_lines():
    made = named(REAL, works=("โรงเรียนพญาไท",), persons=("chatri",))
    manual, order, told = drafted(REAL, made)
    assert told == [] and len(made.text.splitlines()) < 40
    assert [(c.action, c.person, c.item) for c in order.changes] == [("remove", "suthathip", "๑๒ ๔)"), ("add", "chatri", None)]
    given = order.changes[1].duty
    assert given and given.lists == "schools" and [(i.no, i.text) for i in given.items] == [("๑)", "โรงเรียนพญาไท")] and given.procedures == ()
    (over,) = plan(manual, order).handed_over
    assert (over.giver, over.to, [p.before.duty.text for p in over.duties if p.before]) == ("suthathip", ("chatri",), ["โรงเรียนพญาไท"])


def test_a_work_that_is_in_a_chart_too_moves_there_as_well():
    made = named(REAL, works=("๑",), giver="suthathip", persons=("somsak",))
    manual, order, told = drafted(REAL, made)
    assert told == []
    chart = order.changes[0]
    assert (chart.action, chart.basis, chart.procedures, chart.successor) == ("replace", "แผนภูมิบุคลากร", ("media",), "somsak")
    after = plan(manual, order).changes.after
    assert {c.person for c in after.charges if c.target == "media" and c.role is RoleKind.MAIN} == {"somsak"}
    assert {c.person for c in after.charges if c.target == "network" and c.role is RoleKind.MAIN} == {"suthathip"}


@pytest.mark.parametrize("work", ["media", "งานนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"])
@pytest.mark.parametrize(("taker", "action"), [("somsak", "replace"), ("chatri", "remove"), ("suthathip", "remove")])
def test_a_work_that_a_chart_alone_gives_moves_unless_the_taker_has_it(work: str, taker: str, action: str):
    made = named(REAL, works=(work,), giver="witthawat", persons=(taker,))
    manual, order, told = drafted(REAL, made)
    target = "media" if work == "media" else "supervision"
    (change,) = order.changes
    assert told == [] and (change.action, change.person, change.procedures) == (action, "witthawat", (target,))
    after = plan(manual, order).changes.after
    assert [c.target for c in after.charges if c.person == "witthawat"].count(target) == 0
    assert RoleKind.JOINT is next(c.role for c in after.charges if (c.person, c.target) == (taker, target)) or taker == "suthathip"
    assert {c.target for c in after.charges if c.person == "witthawat"} == {"media", "supervision-system", "network", "supervision"} - {target}


@pytest.mark.parametrize("item", [str(n) for n in (1, 2, 7, 8, 11, 12, 14, 18)] + ["๑๒ ๑)", "๑๔.๕", "๑๔.๑๑"])
@pytest.mark.parametrize("taker", ["chatri", "somsak", "witthawat"])
def test_whichever_item_of_the_real_order_moves_nobody_is_left_in_the_chart(item: str, taker: str):
    manual, order, told = drafted(REAL, named(REAL, works=(item,), giver="suthathip", persons=(taker,)))
    planned = plan(manual, order)
    assert told == [] and planned.without_main == planned.two_mains == ()
    assert {h.to for h in planned.handed_over} == {(taker,)}


def test_schools_and_projects_go_below_the_takers_own_list_and_an_emptied_list_goes_as_a_whole():
    made = named(SAMPLE, works=("โรงเรียนวัดคำนำ",), persons=("ban",), as_of=date(2025, 4, 2))
    both = named(SAMPLE, works=("โรงเรียนวัดคำนำ", "โรงเรียนบ้านหน้าปก"), persons=("ban",), as_of=date(2025, 4, 2))
    _, order, told = drafted(SAMPLE, both)
    assert [(c.action, c.item) for c in order.changes] == [("remove", "๒"), ("add", None)] and told == []
    assert order.changes[1].duty and [i.no for i in order.changes[1].duty.items] == ["๑)", "๒)"]
    office = Sources({**SAMPLE.files, "orders/2568-50.yml": made.text})
    back = named(office, works=("โรงเรียนบ้านหน้าปก",), persons=("ban",), as_of=date(2025, 4, 3))
    _, order, told = drafted(office, back)
    assert [(c.action, c.person, c.item) for c in order.changes] == [("remove", "khanna", "๒"), ("add", "ban", "๕")]
    assert order.changes[1].duty and order.changes[1].duty.no == "๒)" and told == []


def test_an_item_without_a_taker_is_there_to_be_reworded():
    made = named(SAMPLE, works=("ซ่อมหนังสือ",), as_of=date(2025, 3, 15))
    _, order, told = drafted(SAMPLE, made)
    (change,) = order.changes
    assert (change.action, change.person, change.item) == ("replace", "ban", "๒") and told == []
    assert change.duty and (change.duty.text, change.duty.procedures) == ("ซ่อมหนังสือชำรุด", ("repair-books",))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"works": ("โรงเรียน",), "persons": ("chatri",)}, ["มี ", "ระบุให้ชัด", "นางสาวสุธาทิพย์ เลิศล้ำ ข้อ ๑๒ ๑) โรงเรียนวัดอมรินทราราม"]),
        ({"works": ("โรงเรียนพญาไม",), "persons": ("chatri",)}, ["ไม่พบงาน “โรงเรียนพญาไม”", "หมายถึงข้อใด", "ข้อ ๑๒ ๔) โรงเรียนพญาไท"]),
        ({"works": ("๙๙",), "persons": ("chatri",)}, ["ไม่พบงาน “๙๙”"]),
        ({"works": ("network",), "persons": ("chatri",)}, ["ไม่พบงาน “network”", "ข้อ ๘ ส่งเสริม พัฒนาระบบการนิเทศ"]),
        ({"works": ("เครือข่ายการนิเทศของพื้นที่",), "persons": ("chatri",)}, ["หมายถึงข้อใด", "ข้อ ๘ ส่งเสริม พัฒนาระบบการนิเทศ"]),
        ({"works": ("๑",), "giver": "witthawat", "persons": ("chatri",)}, ["ไม่พบงาน “๑” ในคำสั่งที่มีผล"]),
        ({"works": ("๑",), "giver": "darit", "persons": ("chatri",)}, ["ไม่มีงานตามคำสั่งใดที่มีผล"]),
        ({"works": ("network",), "giver": "witthawat"}, ["ระบุผู้รับด้วย --persons", "นายวิทวัส นิตสูงเนิน งานส่งเสริมและสนับสนุนเครือข่าย"]),
        ({"giver": "witthawat", "persons": ("chatri",)}, ["ระบุงานด้วย --work", "(ผู้รับผิดชอบร่วม ตามแผนภูมิบุคลากร)"]),
        ({"giver": "suthathip", "persons": ("chatri",)}, ["ระบุงานด้วย --work", "ข้อ ๒ ศึกษา วิเคราะห์", "และอีก 4 งาน"]),
    ],
)
def test_an_unclear_item_is_answered_with_the_candidates(asked: dict[str, object], words: list[str]):
    with pytest.raises(Unclear) as told:
        named(REAL, **asked)
    for word in words:
        assert word in str(told.value)
    assert len(str(told.value).splitlines()) <= 22


# --- what a draft says of itself ---


def test_an_amendment_without_an_item_is_short_and_lists_what_there_is():
    made = named(REAL, amends=(OrderKey("office", 248, 2565),), persons=("suthathip",))
    _, order, told = drafted(REAL, made)
    assert [(c.action, c.person, c.duty and c.duty.no) for c in order.changes] == [("add", "suthathip", "๒๖")] and told == []
    assert len(made.text.splitlines()) < 60 and "#   ข้อ ๑๒ งานนิเทศ" in made.text


def test_numbers_and_dates_are_those_of_the_day_of_signing():
    made = named(REAL, works=("โรงเรียนพญาไท",), persons=("chatri",))
    assert (made.key.number, made.key.year) == (1, 2569) and "effective" not in made.text and "signed: 26 พฤศจิกายน 2569" in made.text
    made = named(SAMPLE, works=("ซ่อมหนังสือ",), as_of=date(2025, 3, 15), effective=date(2025, 4, 1))
    assert (made.key.number, made.key.year) == (21, 2568) and "effective: 1 เมษายน 2568" in made.text
    assert drafted(SAMPLE, made)[1].closing == ("นอกนั้นคงเดิม", "ทั้งนี้ ตั้งแต่วันที่ ๑ เมษายน พ.ศ. ๒๕๖๘ เป็นต้นไป")


def test_a_person_is_named_once_and_as_the_order_names_them():
    made = named(REAL, works=("โรงเรียนพญาไท",), persons=("chatri",))
    assert made.text.count("สุธาทิพย์") == 1 and made.text.count("ชาติรี") == 1
    assert "suthathip" not in made.text and "chatri" not in made.text


def test_position_and_post_number_are_those_of_the_latest_order_corrections_included():
    correction = COMMITTEE.split("committees:")[0] + (
        'kind: amends\namends: 52/2567\nchanges: [{no: "๑", action: correct, person: ban, corrects: post_number, wrong: "๕", right: "๕๕"}]\n'
    )
    office = Sources({**SAMPLE.files, "orders/2568-30.yml": correction})
    for asked in ({"persons": ("ban",)}, {"replaces": (OrderKey("reading-office", 52, 2567),)}):
        order = drafted(office, named(office, as_of=MARCH, **asked))[1]
        written = next(a for a in order.assignments if a.person == "ban")
        assert (written.position, written.post_number) == ("บรรณารักษ์ปฏิบัติการ", "๕๕")


RICH = """issuer: reading-office
number: 30
year: 2568
title: คำสั่งที่มีทุกอย่าง
signed: 1 มีนาคม 2568
assignments:
  - {no: "๑", person: ban, duties: [{no: "๑", text: งานแรก, procedures: repair-books, role: ร่วมกัน, part: ชั้นล่าง}]}
  - {no: "๒", person: kradat, duties: [{no: "๑", text: รักษาการ, post: group-head, role: รักษาการในตำแหน่ง, rank: 2}]}
responsibilities:
  - {person: khanna, role: ร่วมกัน, procedures: repair-books, part: ชั้นบน, basis: แผนภูมิ}
committees:
  - no: "๓"
    kind: working_group
    name: คณะทำงานทดลอง
    procedures: mobile-library
    members: [{person: ban, office: chair, title: หัวหน้า}, {name: ผู้แทนภายนอก}]
    duties: [{no: "๑", text: ออกหน่วย}]
annexes:
  - title: บัญชีโรงเรียน
    columns: [โรงเรียน, ผู้รับผิดชอบ]
    rows:
      - {cells: [โรงเรียนหนึ่ง, นายบรรณ], person: ban, procedures: mobile-library, role: ร่วม}
      - {cells: [โรงเรียนสอง, นายคั่นหน้า], person: khanna, procedures: mobile-library, role: ร่วม}
      - {cells: [รวม, สองแห่ง]}
absences:
  - {person: datchani, at: เมืองข้างเคียง, from: 10 มีนาคม 2568, keeps: "๑", stand_ins: [{person: ban}]}
"""
AMENDED = (
    RICH.split("assignments:")[0].replace("30", "31").replace("1 มีนาคม", "5 มีนาคม")
    + """kind: amends
amends: 30/2568
changes:
  - {no: "๑", action: replace, person: ban, basis: บัญชีโรงเรียน, with: kradat}
  - {no: "๒", action: add, committee: คณะทำงานทดลอง, member: {person: khanna, office: secretary}}
"""
)


def test_a_whole_replacement_says_all_that_is_in_force_by_then():
    office = Sources({**SAMPLE.files, "orders/2568-30.yml": RICH, "orders/2568-31.yml": AMENDED})
    made = named(office, replaces=(OrderKey("reading-office", 30, 2568),), as_of=MARCH)
    manual, order, told = drafted(office, made)
    assert told == []
    (of,), (annex,), (away,) = order.committees, order.annexes, order.absences
    assert [m.person or m.name for m in of.members] == ["ban", "ผู้แทนภายนอก", "khanna"] and of.members[0].title == "หัวหน้า" and len(of.duties) == 1
    assert [(r.cells[0], r.person) for r in annex.rows] == [("โรงเรียนหนึ่ง", "kradat"), ("โรงเรียนสอง", "khanna"), ("รวม", None)]
    assert annex.rows[0].to_confirm and not annex.rows[1].to_confirm
    assert [(r.role, r.part) for r in order.responsibilities] == [(RoleKind.TOGETHER, "ชั้นบน")]
    assert order.assignments[0].duties[0].part == "ชั้นล่าง" and order.assignments[1].duties[0].rank == 2
    assert (away.person, away.keeps, [s.person for s in away.stand_ins]) == ("datchani", ("๑",), ["ban"])
    before = {(c.person, c.role, c.kind, c.part, c.rank) for c in plan(manual, order).changes.before.charges}
    assert before == {(c.person, c.role, c.kind, c.part, c.rank) for c in plan(manual, order).changes.after.charges}


def test_a_replacement_for_somebody_who_leaves_keeps_everybody_elses_duties():
    key = OrderKey("reading-office", 52, 2567)
    made = named(SAMPLE, replaces=(key,), retire=("datchani",), persons=("ban",), as_of=date(2025, 4, 15))
    _, order, _ = drafted(SAMPLE, made)
    assert [a.person for a in order.assignments] == ["ban", "khanna"] and [r.person for r in order.responsibilities] == ["kradat"]
    assert '# - no: "-"\n  #   person: นางสาวดัชนี ค้นคำ' in made.text


# --- as typed ---


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(new.command, ["order", "--sop", str(folder), *words])


@pytest.fixture
def sop(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "sop", tmp_path / "sop")
    return tmp_path / "sop"


def test_a_clerk_types_thai_words_only(sop: Path):
    told = run(sop, "--work", "โรงเรียนพญาไท", "--from", "สุธาทิพย์", "--persons", "ชาติรี", "--as-of", "26/11/2569")
    assert told.exit_code == 0, told.output
    path = sop / "orders/2569-1.yml"
    assert str(path) in told.output and f"--sop {sop}" in told.output
    assert yaml.safe_load(path.read_text("utf-8"))["changes"][0]["item"] == "๑๒ ๔)"


def test_the_example_of_the_help_is_what_the_program_writes(tmp_path: Path):
    shutil.copytree(ROOT / "tests/sample/sop", tmp_path / "sop", ignore=shutil.ignore_patterns(*(f"{stem}.yml" for stem in LATER)))
    text = (ROOT / "docs/help/orders.md").read_text("utf-8")
    command, shown = text[text.index("{ #move-one }") :].split("```")[1:4:2]
    words = shlex.split(command)
    assert words[:3] == ["sop", "new", "order"]
    told = run(tmp_path / "sop", *words[3:])
    assert told.exit_code == 0, told.output
    made = (tmp_path / "sop/orders/2568-21.yml").read_text("utf-8")
    lines = shown.strip().splitlines()[1:]
    assert len(lines) > 10 and [line for line in lines if line not in made.splitlines()] == []
    assert f"แฟ้มที่ได้มี {len(made.splitlines())} บรรทัด" in text


def test_the_order_of_the_worked_example_begins_with_what_the_help_says(tmp_path: Path):
    """``--work ๒ --from ดัชนี --persons คั่นหน้า`` gives the clauses of order 20/2568 of the sample office."""
    files = {n: t for n, t in SAMPLE.files.items() if n != "orders/2568-20.yml"}
    made = named(Sources(files), works=("๒",), giver="datchani", persons=("khanna",), as_of=date(2025, 3, 10), effective=date(2025, 4, 1), number=20)
    known = next(o for o in load(SAMPLE).orders if o.key == made.key)
    order = drafted(Sources(files), made)[1]
    assert order.changes == known.changes and (order.begins, order.signed) == (known.begins, known.signed)


def test_the_day_of_signing_is_the_day_on_which_the_command_is_given(sop: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1813000000")  # 14 June 2027 in Greenwich, the 15th in Thailand
    assert run(sop, "--work", "โรงเรียนพญาไท", "--persons", "ชาติรี").exit_code == 0
    made = yaml.safe_load((sop / "orders/2570-1.yml").read_text("utf-8"))
    assert (made["signed"], made["number"], made["year"], "effective" in made) == ("15 มิถุนายน 2570", 1, 2570, False)


def test_what_cannot_be_meant_is_told_and_nothing_is_written(sop: Path):
    for words, said in (
        (["--work", "โรงเรียน", "--persons", "ชาติรี"], "โรงเรียนวัดอมรินทราราม"),
        (["--work", "โรงเรียนพญาไท", "--move", "ชาติรี"], "ใช้ร่วมกับ --retire, --move"),
        (["--move", "สมศักดิ์"], f"--sop {sop}"),
    ):
        told = run(sop, *words)
        assert told.exit_code == 2 and said in told.output and "Traceback" not in told.output
    assert [p.name for p in (sop / "orders").iterdir()] == ["2565-248.yml"]


def test_a_leaver_without_duties_beside_one_with_is_told(sop: Path):
    told = run(sop, "--move", "สมศักดิ์,ชาติรี")
    assert told.exit_code == 0 and "! นายสมศักดิ์ คำภา ไม่มีหน้าที่ตามคำสั่งใดที่มีผล" in told.output
    assert f"ใน {(sop / 'people.yml').as_posix()} แล้วแก้วันที่มีผล" in told.output


def test_who_has_no_duty_yet_is_said_to_have_none():
    made = named(REAL, persons=("somsak",))
    assert "  # นายสมศักดิ์ คำภา ยังไม่มีหน้าที่ตามคำสั่ง\n" in made.text
