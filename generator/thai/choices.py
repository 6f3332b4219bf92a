"""Thai words that people write where a file asks for a word of its own: ``วันทำการ`` for ``working_day``, ``main`` for ``หลัก``."""

from __future__ import annotations

from collections.abc import Sequence

WORDS: dict[str, tuple[str, ...]] = {
    **{"ใหม่": ("new",), "แทน": ("replaces", "replace"), "แก้ไข": ("amends", "replace"), "แก้ไขเพิ่มเติม": ("amends",), "ยกเลิก": ("cancels", "remove")},
    **{"เพิ่ม": ("add",), "ตัด": ("remove",), "ตัดออก": ("remove",), "ลบ": ("remove",), "เปลี่ยน": ("replace",)},
    **{"เกษียณ": ("retired",), "เกษียณอายุราชการ": ("retired",), "ย้าย": ("moved",), "โอน": ("transferred",), "ลาออก": ("resigned",)},
    **{"ถึงแก่กรรม": ("died",), "เสียชีวิต": ("died",), "อื่น": ("other",), "อื่นๆ": ("other",)},
    **{"นาที": ("minute",), "ชั่วโมง": ("hour",), "วัน": ("day",), "วันทำการ": ("working_day",), "สัปดาห์": ("week",), "เดือน": ("month",), "ปี": ("year",)},
    **{"ภาคเรียน": ("term",), "ปีการศึกษา": ("school_year",), "ปีงบประมาณ": ("fiscal_year",), "ไตรมาส": ("quarter",)},
    **{"กิจกรรม": ("activity",), "ตัดสินใจ": ("decision",), "เอกสาร": ("document",), "เริ่ม": ("start",), "เริ่มต้น": ("start",)},
    **{"จบ": ("end",), "สิ้นสุด": ("end",), "ไทย": ("thai",), "เลขไทย": ("thai",), "อารบิก": ("arabic",), "เลขอารบิก": ("arabic",)},
    **{
        "กระทรวง": ("ministry",),
        "กรม": ("agency",),
        "สำนักงาน": ("office",),
        "กลุ่ม": ("group",),
        "กลุ่มงาน": ("work_group",),
        "คณะกรรมการ": ("committee",),
    },
    **{"กฎหมาย": ("law",), "ระเบียบ": ("law",), "หลักสูตร": ("curriculum",), "คำสั่ง": ("order",), "หลักการ": ("principle",), "คู่มือ": ("manual",)},
    **{"คณะทำงาน": ("working_group",), "ประธาน": ("chair",), "รองประธาน": ("vice_chair",), "กรรมการ": ("member",), "เลขานุการ": ("secretary",)},
    **{"ผู้ช่วยเลขานุการ": ("assistant_secretary",), "ที่ปรึกษา": ("adviser",), "แก้คำผิด": ("correct",)},
    **{"main": ("หลัก",), "joint": ("ร่วม",), "acting": ("รักษาราชการแทน",)},
}
"""By what is written: what it may stand for, in one entry or another."""


def meant(written: str, allowed: Sequence[str]) -> str | None:
    """The choice that a word stands for, or that it holds (``ร่วมด้วย``); None if there is none."""
    said = "".join(written.split())
    return next((w for w in WORDS.get(said, ()) if w in allowed), None) or next((w for w in allowed if len(w) > 2 and said.startswith(w)), None)
