"""Why a command could not do its work though nothing is wrong in ``sop/``: one sentence, and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from generator.publish.files import Busy, Linked
from generator.publish.swap import Foreign, Misplaced
from generator.runtime.parallel import Lost

NO_MEMORY = "ระบบหยุดงานส่วนหนึ่งกลางคัน หน่วยความจำอาจไม่พอ ปิดโปรแกรมอื่นแล้วสั่งใหม่ คู่มือที่เผยแพร่แล้วยังอยู่ครบ"
SENTENCES: dict[type[Exception], str] = {
    Busy: "มีการสร้างคู่มืออีกงานหนึ่งกำลังเขียนโฟลเดอร์ {0} อยู่ รอให้เสร็จแล้วสั่งใหม่",
    Foreign: "โฟลเดอร์ {0} มีแฟ้มอื่นและไม่ใช่เว็บไซต์ที่คำสั่งนี้สร้าง จึงไม่เขียนทับ เลือกโฟลเดอร์ใหม่ด้วย --site",
    Misplaced: "โฟลเดอร์เว็บไซต์ {0} ซ้อนกับ {1} จึงยังไม่เขียนสิ่งใด เลือกโฟลเดอร์ที่แยกต่างหากด้วย --site เช่น --site site",
    Linked: "{0} เป็นลิงก์ไปที่อื่น จึงยังไม่เขียนสิ่งใด ลบลิงก์นั้นแล้วสั่งใหม่ (โปรแกรมสร้างแฟ้มในโฟลเดอร์นี้เองทั้งหมด)",
    Lost: NO_MEMORY,
    MemoryError: NO_MEMORY,
}
REFUSED: tuple[type[Exception], ...] = (OSError, *SENTENCES)
REASONS = {
    errno.ENOSPC: "(พื้นที่เก็บข้อมูลเต็ม)",
    errno.EACCES: "(ไม่มีสิทธิ์)",
    errno.EPERM: "(ไม่มีสิทธิ์)",
    errno.EROFS: "(โฟลเดอร์อ่านได้อย่างเดียว)",
    errno.ENOENT: "(ไม่พบโฟลเดอร์)",
    errno.ENOTDIR: "(ส่วนหนึ่งของชื่อเป็นแฟ้ม ไม่ใช่โฟลเดอร์)",
    errno.EISDIR: "(เป็นโฟลเดอร์ ไม่ใช่แฟ้ม)",
    errno.ENAMETOOLONG: "(ชื่อยาวเกินไป)",
    errno.EMFILE: "(เปิดแฟ้มพร้อมกันมากเกินไป)",
    errno.EIO: "(อุปกรณ์เก็บข้อมูลขัดข้อง)",
    errno.EBUSY: "(โปรแกรมอื่นใช้อยู่)",
}
SHARED = {32, 33}
"""Error codes of Windows for a file that another program has open; their errno is that of a missing permission."""


def words(error: Exception) -> str:
    """What to say of one of the exceptions of ``REFUSED``."""
    if isinstance(error, OSError):
        return f"อ่านหรือเขียนแฟ้มไม่ได้: {error.filename or ''} {reason(error)} คู่มือที่เผยแพร่แล้วยังอยู่ครบ"
    return SENTENCES[type(error)].format(*(a.resolve() if a == Path() else a for a in error.args))


def reason(error: OSError) -> str:
    """``(พื้นที่เก็บข้อมูลเต็ม)``"""
    if getattr(error, "winerror", None) in SHARED:
        return "(แฟ้มเปิดอยู่ในโปรแกรมอื่น ปิดแฟ้มนั้นแล้วสั่งใหม่)"
    return REASONS.get(error.errno or 0, f"({error.strerror})")
