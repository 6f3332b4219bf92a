"""The sample office's four years: at every date of change who has what, by which order and item, written by hand from the orders."""

from datetime import date
from pathlib import Path

import pytest

from generator.load.loading import load
from generator.model.handbook import Manual
from generator.model.orders import OrderKey, RoleKind
from generator.register import ChangeKind, Staff, State, coverage, differences, effect, faults, fold, hand_overs, history
from generator.register.validity import validities
from generator.source import parsing

SOP = Path(__file__).parent / "sample" / "sop"
TABLE_A, TABLE = "บัญชีแนบท้าย ก", "บัญชีแนบท้าย"


@pytest.fixture(scope="module")
def manual() -> Manual:
    return load(parsing.read(SOP)[0])


def held(manual: Manual, day: date) -> set[tuple[str, str, str, str, str]]:
    register = fold(manual.orders, day, Staff.of(manual.people))
    return {(c.target, c.role.value, c.person, f"{c.order.number}/{c.order.year}", c.item) for c in register.charges}


FOUNDING = {
    ("reading-report", "หลัก", "saraban", "12/2565", "๑ (๒)"),
    ("acquire-books", "หลัก", "datchani", "12/2565", "๒ (๑)"),
    ("annual-stocktake", "หลัก", "datchani", "12/2565", "๒ (๒)"),
    ("repair-books", "หลัก", "ban", "12/2565", "๓ (๑)"),
    ("acquire-books", "ร่วม", "ban", "12/2565", "๓ (๒)"),
    ("mobile-library", "หลัก", "muek", "12/2565", "๔ (๑)"),
    ("reading-report", "ร่วม", "kradat", "12/2565", TABLE_A),
    ("mobile-library", "ร่วม", "kradat", "12/2565", TABLE_A),
}
MUEK_LEFT = FOUNDING - {("mobile-library", "หลัก", "muek", "12/2565", "๔ (๑)"), ("acquire-books", "ร่วม", "ban", "12/2565", "๓ (๒)")} | {
    ("mobile-library", "หลัก", "datchani", "7/2566", "๒"),
    ("acquire-books", "ร่วม", "ban", "7/2566", "๔"),
}
KHANNA_CAME = MUEK_LEFT | {("mobile-library", "ร่วม", "khanna", "31/2566", "๕ (๑)")}
SARABAN_RETIRED = KHANNA_CAME - {("reading-report", "หลัก", "saraban", "12/2565", "๑ (๒)")} | {
    ("group-head", "รักษาราชการแทน", "datchani", "45/2567", "๑ (๑)"),
    ("reading-report", "หลัก", "datchani", "45/2567", "๑ (๒)"),
}
DELEGATED = {("director", "ปฏิบัติราชการแทน", "pokkhaeng", "101/2567", "๑")}
REPLACED = DELEGATED | {
    ("group-head", "รักษาการในตำแหน่ง", "datchani", "52/2567", "๑ (๑)"),
    ("reading-report", "หลัก", "datchani", "52/2567", "๑ (๒)"),
    ("annual-stocktake", "หลัก", "datchani", "52/2567", "๑ (๓)"),
    ("acquire-books", "หลัก", "ban", "52/2567", "๒ (๑)"),
    ("repair-books", "หลัก", "ban", "52/2567", "๒ (๒)"),
    ("annual-stocktake", "ร่วม", "ban", "52/2567", "๒ (๓)"),
    ("mobile-library", "หลัก", "khanna", "52/2567", "๓ (๑)"),
    ("reading-report", "ร่วม", "kradat", "52/2567", TABLE),
    ("mobile-library", "ร่วม", "kradat", "52/2567", TABLE),
}
SPREAD = REPLACED - {("reading-report", "หลัก", "datchani", "52/2567", "๑ (๒)")} | {("reading-report", "หลัก", "khanna", "20/2568", "๒")}
ACTING_OVER = SPREAD - {("group-head", "รักษาการในตำแหน่ง", "datchani", "52/2567", "๑ (๑)")}
ACTING_IN_TURN = ACTING_OVER | {
    ("group-head", "รักษาการในตำแหน่ง", "datchani", "30/2568", "๑"),
    ("group-head", "รักษาการในตำแหน่ง", "ban", "30/2568", "๒"),
}
BOARD, COUNTERS = "2568-33-reading-office-c1", "2568-33-reading-office-c2"
COMMITTEE = {(target, "กรรมการ", p, "33/2568", "๑") for p in ("pokkhaeng", "ban", "datchani", "kradat") for target in (BOARD, "annual-stocktake")}
COUNTING = {("annual-stocktake", "ร่วม", p, "33/2568", "บัญชีแนบท้าย กำหนดการตรวจนับ") for p in ("ban", "khanna")}
STOCKTAKE = ACTING_IN_TURN | COMMITTEE | COUNTING | {(COUNTERS, "กรรมการ", p, "33/2568", "๒") for p in ("ban", "khanna")}
HEAD_APPOINTED = STOCKTAKE - {
    ("group-head", "รักษาการในตำแหน่ง", "datchani", "30/2568", "๑"),
    ("group-head", "รักษาการในตำแหน่ง", "ban", "30/2568", "๒"),
    ("mobile-library", "ร่วม", "kradat", "52/2567", TABLE),
    ("repair-books", "หลัก", "ban", "52/2567", "๒ (๒)"),
    ("reading-report", "หลัก", "khanna", "20/2568", "๒"),
    (COUNTERS, "กรรมการ", "khanna", "33/2568", "๒"),
} | {
    ("mobile-library", "ร่วม", "ban", "41/2568", "๒"),
    ("repair-books", "ร่วมกัน", "ban", "41/2568", "๓"),
    ("repair-books", "ร่วมกัน", "kradat", "41/2568", "๔"),
    ("reading-report", "หลัก", "khanna", "41/2568", "๕"),
    ("reading-report", "หลัก", "datchani", "41/2568", "๖"),
    (BOARD, "กรรมการ", "sanpok", "41/2568", "๗"),
    ("annual-stocktake", "กรรมการ", "sanpok", "41/2568", "๗"),
    (COUNTERS, "กรรมการ", "kradat", "41/2568", "๘"),
}
COUNTED = HEAD_APPOINTED - COUNTING - {(COUNTERS, "กรรมการ", "ban", "33/2568", "๒"), (COUNTERS, "กรรมการ", "kradat", "41/2568", "๘")}
KHANNA_AWAY = COUNTED - {("mobile-library", "หลัก", "khanna", "52/2567", "๓ (๑)"), ("reading-report", "หลัก", "khanna", "41/2568", "๕")} | {
    ("mobile-library", "หลัก", "ban", "2/2569", "๑"),
    ("reading-report", "หลัก", "datchani", "2/2569", "๑"),
}

STORY = [
    (date(2022, 9, 28), set()),  # the founding order is signed
    (date(2022, 9, 30), set()),
    (date(2022, 10, 1), FOUNDING),
    (date(2023, 4, 30), FOUNDING),  # Muek's last day
    (date(2023, 5, 1), MUEK_LEFT),
    (date(2023, 9, 30), MUEK_LEFT),
    (date(2023, 10, 1), KHANNA_CAME),  # signed eight days later
    (date(2024, 9, 30), KHANNA_CAME),  # Saraban's last day
    (date(2024, 10, 1), SARABAN_RETIRED),
    (date(2024, 10, 31), SARABAN_RETIRED),
    (date(2024, 11, 1), SARABAN_RETIRED | DELEGATED),
    (date(2024, 12, 31), SARABAN_RETIRED | DELEGATED),  # last day of acting for the head, and of the founding order
    (date(2025, 1, 1), REPLACED),
    (date(2025, 2, 1), REPLACED),
    (date(2025, 3, 15), REPLACED),
    (date(2025, 3, 31), REPLACED),
    (date(2025, 4, 1), SPREAD),
    (date(2025, 9, 30), SPREAD),
    (date(2025, 10, 1), ACTING_OVER),
    (date(2025, 10, 15), ACTING_OVER),
    (date(2025, 10, 16), ACTING_IN_TURN),
    (date(2025, 10, 31), ACTING_IN_TURN),
    (date(2025, 11, 1), STOCKTAKE),
    (date(2025, 11, 30), STOCKTAKE),  # last day of acting for the head
    (date(2025, 12, 1), HEAD_APPOINTED),
    (date(2026, 1, 31), HEAD_APPOINTED),  # last day of counting
    (date(2026, 2, 1), KHANNA_AWAY),
    (date(2026, 3, 31), KHANNA_AWAY),
    (date(2026, 4, 1), COUNTED),
]


@pytest.mark.parametrize(("day", "expected"), STORY, ids=[d.isoformat() for d, _ in STORY])
def test_on_each_day_exactly_these_are_in_charge(manual: Manual, day: date, expected: set[tuple[str, str, str, str, str]]):
    assert held(manual, day) == expected


@pytest.mark.parametrize(("day", "expected"), STORY, ids=[d.isoformat() for d, _ in STORY])
def test_history_tells_the_same_as_folding_on_the_day(manual: Manual, day: date, expected: set[tuple[str, str, str, str, str]]):
    told = history(manual.orders, Staff.of(manual.people))
    now = {c for c in told if c.since <= day and (c.until is None or day <= c.until)}
    assert {(c.target, c.role.value, c.person, f"{c.order.number}/{c.order.year}", c.item) for c in now} == expected


DUTIES = [
    (date(2022, 10, 1), "muek", ["๑", "๒", "๒.๑", "๒.๒"]),
    (date(2022, 10, 1), "datchani", ["๑", "๒", "๒.๑", "๒.๒", "๓", "๓ ๑)", "๓ ๒)", "๔"]),
    (date(2023, 5, 1), "muek", []),
    (date(2023, 5, 1), "ban", ["๑", "๒", "๓", "๔", "๔.๑"]),
    (date(2023, 5, 1), "datchani", ["๑", "๒", "๒.๑", "๒.๒", "๓", "๓ ๑)", "๓ ๒)", "๔", "๕"]),
    (date(2023, 10, 1), "datchani", ["๑", "๒", "๒.๑", "๒.๒", "๓", "๓ ๑)", "๓ ๓)", "๔", "๕"]),
    (date(2024, 10, 1), "saraban", []),
    (date(2024, 10, 1), "datchani", ["๑", "๒", "๒.๑", "๒.๒", "๓", "๓ ๑)", "๓ ๓)", "๔", "๕", "๑", "๒"]),
    (date(2025, 1, 1), "datchani", ["๑", "๒", "๓", "๓.๑", "๓.๒"]),
    (date(2025, 1, 1), "khanna", ["๑", "๒", "๒ ๑)", "๒ ๒)", "๓", "๓.๑"]),
    (date(2025, 2, 1), "kradat", ["๑"]),
    (date(2025, 2, 28), "kradat", ["๑"]),
    (date(2025, 3, 1), "kradat", []),  # 5/2568 is cancelled
    (date(2025, 4, 1), "datchani", ["๑", "๓", "๓.๑", "๓.๒"]),
    (date(2025, 4, 1), "khanna", ["๑", "๒", "๒ ๑)", "๒ ๒)", "๓", "๓.๑", "๔"]),
    (date(2025, 10, 1), "datchani", ["๓", "๓.๑", "๓.๒"]),
    (date(2025, 10, 16), "ban", ["๑", "๒", "๓", "๔", "1"]),
    (date(2025, 12, 1), "sanpok", ["(๑)", "(๒)"]),
    (date(2025, 12, 1), "datchani", ["๓", "๓.๑", "๓.๒", "๔"]),
    (date(2025, 12, 1), "kradat", ["๑"]),
    (date(2026, 1, 31), "khanna", ["๑", "๒", "๒ ๑)", "๒ ๒)", "๓", "๓.๑", "๔"]),
    (date(2026, 2, 1), "khanna", ["๓", "๓.๑"]),
    (date(2026, 2, 1), "ban", ["๑", "๒", "๓", "๔", "๑"]),
    (date(2026, 2, 1), "datchani", ["๓", "๓.๑", "๓.๒", "๔", "๒", "๒ ๑)", "๒ ๒)", "๔"]),
    (date(2026, 4, 1), "khanna", ["๑", "๒", "๒ ๑)", "๒ ๒)", "๓", "๓.๑", "๔"]),
    (date(2026, 4, 1), "ban", ["๑", "๒", "๓", "๔"]),
]


@pytest.mark.parametrize(("day", "person", "numbers"), DUTIES)
def test_items_in_force_have_the_numbers_of_the_orders(manual: Manual, day: date, person: str, numbers: list[str]):
    register = fold(manual.orders, day, Staff.of(manual.people))
    assert [d.number for top in register.duties.get(person, ()) for d in top.walk()] == numbers


def test_one_work_is_divided_and_those_who_act_have_their_turn(manual: Manual):
    acting, divided = (fold(manual.orders, d, Staff.of(manual.people)).charges for d in (date(2025, 10, 16), date(2026, 3, 31)))
    assert {(c.person, c.rank) for c in acting if c.target == "group-head"} == {("datchani", 1), ("ban", 2)}
    mains = {(c.person, c.part, c.order.number) for c in divided if c.target == "reading-report" and c.role is RoleKind.MAIN}
    assert mains == {("datchani", "ห้องสมุดสำนักงาน", 41), ("datchani", "ห้องสมุดโรงเรียน", 2)}
    stretches = coverage(history(manual.orders, Staff.of(manual.people)), list(manual.procedure), date(2022, 10, 1))
    charged = {c.target for c in history(manual.orders, Staff.of(manual.people))}
    found = [(s.procedure, s.since.year) for s in faults(stretches) if s.procedure in charged]
    assert found == [("acquire-books", 2048)]  # Ban retires


def test_seats_of_the_committee_are_as_appointed_and_changed(manual: Manual):
    board, counters = fold(manual.orders, date(2025, 12, 1), Staff.of(manual.people)).committees
    assert [(s.member.person or s.member.name, board.committee.office_of(s.member), s.since) for s in board.seats] == [
        ("pokkhaeng", "ประธานกรรมการ", date(2025, 11, 1)),
        ("ประธานเครือข่ายห้องสมุดโรงเรียนเมืองสมมติ", "รองประธานกรรมการ", date(2025, 11, 1)),
        ("ผู้แทนชมรมอาสาอ่านให้ฟัง", "กรรมการ", date(2025, 11, 1)),
        ("ban", "กรรมการ", date(2025, 11, 1)),
        ("datchani", "กรรมการและเลขานุการ", date(2025, 11, 1)),
        ("kradat", "กรรมการและผู้ช่วยเลขานุการ", date(2025, 11, 1)),
        ("sanpok", "กรรมการ", date(2025, 12, 1)),
    ]
    assert [s.member.person or s.member.name for s in counters.seats] == ["ban", "kradat", "ผู้แทนชมรมอาสาอ่านให้ฟัง"]


def test_a_corrected_word_and_a_renamed_project_are_told_as_such(manual: Manual):
    changes = effect(manual.orders, manual.order[OrderKey("reading-office", 5, 2569)], Staff.of(manual.people))
    told = {(p.before.duty.text, p.after.duty.text, p.stated) for p in changes.duties if p.kind is ChangeKind.REWORDED and p.before and p.after}
    assert told == {
        ("ลงรายการหนังสือใหม่ในระบบ Sample MARC-21", "ลงรายการหนังสือใหม่ในระบบ Sample MARC 21", True),
        ("โครงการอ่านใต้ต้นไม้", "โครงการอ่านใต้ร่มไม้", True),
    }
    corrected = changes.after.duties["ban"][3]
    assert (corrected.order.number, corrected.cited, corrected.since) == (52, "๒ (๔)", date(2025, 1, 1))


def test_words_of_an_item_are_those_of_the_last_amendment(manual: Manual):
    before, after = (fold(manual.orders, d, Staff.of(manual.people)) for d in (date(2023, 4, 30), date(2023, 5, 1)))
    assert before.duties["ban"][1].duty.text == "ร่วมจัดหาหนังสือเข้าห้องสมุด"
    assert after.duties["ban"][1].duty.text == "ร่วมจัดหาหนังสือเข้าห้องสมุดและตรวจรับหนังสือ"
    assert after.duties["ban"][1].order == OrderKey("reading-office", 7, 2566)


STATES = {
    "12/2565": [State.IN_FORCE, State.IN_FORCE, State.ENDED, State.ENDED],
    "7/2566": [State.UNSIGNED, State.IN_FORCE, State.ENDED, State.ENDED],
    "31/2566": [State.UNSIGNED, State.IN_FORCE, State.ENDED, State.ENDED],
    "45/2567": [State.UNSIGNED, State.IN_FORCE, State.IN_FORCE, State.IN_FORCE],
    "101/2567": [State.UNSIGNED, State.IN_FORCE, State.IN_FORCE, State.IN_FORCE],
    "52/2567": [State.UNSIGNED, State.ANNOUNCED, State.IN_FORCE, State.IN_FORCE],
    "5/2568": [State.UNSIGNED, State.UNSIGNED, State.UNSIGNED, State.ENDED],
    "9/2568": [State.UNSIGNED, State.UNSIGNED, State.UNSIGNED, State.DONE],
    **dict.fromkeys(("20/2568", "30/2568", "33/2568", "41/2568", "2/2569", "5/2569"), [State.UNSIGNED] * 4),
}


def test_each_order_stands_where_it_should(manual: Manual):
    days = (date(2022, 10, 1), date(2024, 12, 31), date(2025, 1, 1), date(2025, 3, 1))
    registers = [fold(manual.orders, day, Staff.of(manual.people)) for day in days]
    told = {f"{o.number}/{o.year}": [r.status[o.key].state for r in registers] for o in manual.orders}
    assert told == STATES


def test_an_amendment_ends_with_the_order_that_it_amends(manual: Manual):
    validity = validities(manual.orders)
    new = OrderKey("reading-office", 52, 2567)
    for number, year in ((12, 2565), (7, 2566), (31, 2566)):
        ended = validity[OrderKey("reading-office", number, year)]
        assert (ended.end, ended.by) == (date(2025, 1, 1), new)
    assert validity[new].end is None


def test_the_full_replacement_hands_over_exactly_this(manual: Manual):
    changes = effect(manual.orders, manual.order[OrderKey("reading-office", 52, 2567)], Staff.of(manual.people))
    told = {(h.giver, h.to): (set(h.procedures), {p.before.number for p in h.duties if p.before}) for h in hand_overs(changes)}
    assert told == {
        ("datchani", ("ban",)): ({"acquire-books"}, {"๑"}),
        ("datchani", ("khanna",)): ({"mobile-library"}, {"๓", "๓ ๑)", "๓ ๓)", "๕"}),
        ("ban", ("khanna",)): (set(), {"๔", "๔.๑"}),
        ("saraban", ("datchani",)): ({"reading-report"}, {"๒"}),
    }


def test_the_full_replacement_lets_exactly_these_duties_lapse(manual: Manual):
    changes = effect(manual.orders, manual.order[OrderKey("reading-office", 52, 2567)], Staff.of(manual.people))
    told = {(p.before.person, p.before.number) for p in changes.lapses if p.before}
    assert told == {("datchani", "๔"), ("saraban", "๑"), ("saraban", "๓")}


def test_the_second_amendment_touches_nobody_else(manual: Manual):
    changes = effect(manual.orders, manual.order[OrderKey("reading-office", 31, 2566)], Staff.of(manual.people))
    assert {p.person for p in changes.affected} == {"datchani", "khanna"}
    assert {t.target for t in changes.targets} == {"mobile-library"}


def test_nothing_differs_between_days_without_an_event(manual: Manual):
    a, b = (fold(manual.orders, d, Staff.of(manual.people)) for d in (date(2023, 10, 1), date(2023, 12, 24)))
    changes = differences(a, b)
    assert not changes.affected and not changes.targets and not changes.orders
