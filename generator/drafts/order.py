"""A draft of the next order: who leaves, which work moves, what is replaced, amended or cancelled. Only what the clerk must say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator.drafts import notation, replacing
from generator.drafts.amending import TO_FILL, amends
from generator.drafts.entries import Entry, thai
from generator.drafts.notation import Noted
from generator.drafts.state import Wanted, Work, concerns
from generator.drafts.works import Single, Unclear, found
from generator.model.handbook import Manual
from generator.model.orders import OrderKey, Signer
from generator.register.words import REASONS, order_name, person_name
from generator.thai import dates

__all__ = ["Draft", "Unclear", "Wanted", "concerns", "draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """The key of the order, the text of its file, and what the order itself cannot say."""

    key: OrderKey
    text: str
    notes: tuple[str, ...] = ()


def draft(manual: Manual, wanted: Wanted) -> Draft:
    """The draft. The orders and persons of ``wanted`` must exist. Raises Unclear if it cannot be known which single items are meant."""
    these: tuple[Single, ...] = ()
    if wanted.works or wanted.giver:
        these = found(Work(manual, wanted))
        wanted = replace(wanted, amends=tuple(dict.fromkeys(f.order for f in these)))
    work = Work(manual, wanted)
    kind = "replaces" if wanted.replaces else "cancels" if wanted.cancels else "amends" if work.amends else "new"
    key = _key(work)
    entries: Entry = {
        "to_confirm": Noted("เลขที่ วันที่ ชื่อเรื่อง และผู้ลงนามเป็นค่าตั้งต้น", tuple(_head(work, key))),
        "issuer": work.issuer,
        "number": key.number,
        "year": key.year,
        "title": wanted.title or _title(work, kind),
        "kind": kind,
        **{name: _refs(work, getattr(work.wanted, name)) for name in ("replaces", "cancels") if getattr(wanted, name)},
        **({"amends": _refs(work, work.amends)} if kind == "amends" else {}),
        "signed": dates.long(wanted.as_of),
        **({"effective": dates.long(work.effective)} if work.effective != wanted.as_of else {}),
        "preamble": list(_preamble(work, kind)),
        **_authority(work),
        **(amends(work, these) if kind == "amends" else PARTS[kind](work)),
        "closing": _closing(work, kind),
        **_signer(work),
    }
    if wanted.cancels and (ended := tuple(replacing.ended(work))):
        entries["cancels"] = Noted(entries["cancels"], ended)
    return Draft(key, notation.text(entries), tuple(work.notes))


PARTS: dict[str, Callable[[Work], Entry]] = {"new": replacing.new, "replaces": replacing.replaces, "cancels": lambda _: {}}


def _key(work: Work) -> OrderKey:
    """The next number of the issuer in the year of signing."""
    year = work.wanted.year or work.wanted.as_of.year + dates.BUDDHIST
    used = [o.number for o in work.manual.orders if (o.issuer, o.year) == (work.issuer, year)]
    return OrderKey(work.issuer, work.wanted.number or max(used, default=0) + 1, year)


def _refs(work: Work, keys: tuple[OrderKey, ...]) -> str | list[str]:
    refs = [work.ref(k) for k in keys]
    return refs[0] if len(refs) == 1 else refs


def _head(work: Work, key: OrderKey) -> Iterator[str]:
    yield f"ร่างคำสั่งที่ {key.number}/{key.year} จากข้อมูล ณ วันที่ {dates.long(work.day)}"
    yield "แก้ให้ตรงกับคำสั่งจริงทุกตัวอักษร ลบบรรทัด to_confirm แล้วดูผลก่อนลงนามด้วย sop plan"
    yield from (f"หมายเหตุ: {note}" for note in work.notes)


def _title(work: Work, kind: str) -> str:
    base = work.bases[0] if work.bases else None
    if base is None or kind == "replaces":
        return base.title if base else f"{TO_FILL}ชื่อเรื่อง"
    if kind == "cancels":
        return f"ยกเลิกคำสั่ง{base.title}"
    before = sum(base.key in o.amended for o in work.manual.orders)
    return thai(f"แก้ไขเพิ่มเติมคำสั่ง{base.title}" + (f" (ฉบับที่ {before + 1})" if before else ""))


def _preamble(work: Work, kind: str) -> Iterator[str]:
    manual = work.manual
    yield from (thai(_leaving(work, person)) for person in work.wanted.leaving)
    if not work.wanted.leaving:
        yield f"{TO_FILL}เหตุที่ออกคำสั่ง"
    named = " และ".join(f"{order_name(manual, b.key)} ลงวันที่ {dates.long(b.signed)} เรื่อง {b.title}" for b in work.bases)
    if named:
        yield thai(DONE[kind].format(named))


def _leaving(work: Work, person: str) -> str:
    """Why somebody leaves and when: as ``people.yml`` says, else as was asked for."""
    left, last = work.manual.person[person].left, work.last_day(person)
    reason = left.reason if left else "retired" if person in work.wanted.retire else "moved"
    place = f"ไปปฏิบัติราชการที่{left.to if left and left.to else 'อื่น'}" if reason in ("moved", "transferred") else ""
    day = f" วันสุดท้ายที่ปฏิบัติราชการคือวันที่ {dates.long(last)}" if last and reason != "died" else f" เมื่อวันที่ {dates.long(last)}" if last else ""
    return f"ด้วย{person_name(work.manual, person)} {REASONS[reason]}{place}{day}"


DONE = {"replaces": "ให้ยกเลิก{} และให้ใช้คำสั่งนี้แทน", "amends": "จึงแก้ไขเพิ่มเติม{} ดังนี้", "cancels": "จึงให้ยกเลิก{}"}


def _closing(work: Work, kind: str) -> str | list[str]:
    since = thai(f"ทั้งนี้ ตั้งแต่วันที่ {dates.signed(work.effective)} เป็นต้นไป")
    if kind != "amends":
        return since
    return ["นอกนั้นคงเดิม", since] if work.effective != work.wanted.as_of else "นอกนั้นคงเดิม"


def _authority(work: Work) -> Entry:
    words = next((b.authority for b in work.bases if b.authority), None)
    return {"authority": words} if words and work.wanted.replaces else {}


def _signer(work: Work) -> Entry:
    """Who signed last for the issuer, and is still in office."""
    signed: list[Signer] = [o.signer for o in work.manual.orders if o.signer and o.issuer == work.issuer]
    person = work.manual.person
    there = [s for s in signed if s.person is None or (s.person in person and person[s.person].in_office(work.wanted.as_of))]
    if not there:
        return {}
    last = there[-1]
    name = {"person": work.who(last.person)} if last.person else {"name": last.name}
    return {"signer": {**name, "capacity": list(last.capacity)}}
