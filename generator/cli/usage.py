"""What is wrong with a command as typed, in Thai: Click says it in English only."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import click

_QUOTED = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")
"""What was typed, as Click shows it: in the manner of Python, with every backslash of a Windows path twice."""


def words(error: click.UsageError) -> str:
    """What is wrong, and where to read how the command is used."""
    path = error.ctx.command_path if error.ctx else "sop"
    return f"ผิดพลาด: {_fault(error)}\nดูวิธีใช้ด้วย {path} --help"


def _fault(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        meant = " หมายถึง " + " หรือ ".join(error.possibilities) if error.possibilities else ""
        return f"ไม่มีตัวเลือก {error.option_name}{meant}"
    if isinstance(error, click.MissingParameter):
        return f"ยังไม่ได้ระบุ {_named(error)}"
    if isinstance(error, click.BadParameter):
        return f"{_named(error)}: {_bad(error)}"
    if isinstance(error, click.BadOptionUsage):
        if "does not take a value" in error.message:
            return f"ตัวเลือก {error.option_name} ใช้โดยไม่มีค่า"
        return f"ตัวเลือก {error.option_name} ต้องมีค่าตามหลัง"
    return _plain(error.message)


def _named(error: click.BadParameter) -> str:
    param = error.param
    if isinstance(param, click.Option):
        return param.opts[-1]
    return param.make_metavar(error.ctx) if param and error.ctx else ""


def _bad(error: click.BadParameter) -> str:
    kind: Any = error.param.type if error.param else None
    found = _typed(error.message)
    if isinstance(kind, click.Path) and found:
        glued = " (ลบเครื่องหมาย \\ ที่อยู่หน้าเครื่องหมายคำพูดปิด)" if '"' in found[0] else ""
        return f"{_path_fault(error.message)} “{found[0]}”{glued}"
    if isinstance(kind, click.Choice):
        return f"ใช้ได้เฉพาะ {' หรือ '.join(str(c) for c in kind.choices)}"
    if isinstance(kind, click.IntRange):
        return f"ต้องเป็นจำนวนเต็มตั้งแต่ {kind.min}" + (f" ถึง {kind.max}" if kind.max is not None else "")
    return error.message


def _typed(message: str) -> list[str]:
    return [str(ast.literal_eval(shown)) for shown in _QUOTED.findall(message)]


def _path_fault(message: str) -> str:
    if "does not exist" in message:
        return "ไม่พบโฟลเดอร์" if message.startswith("Directory") else "ไม่พบแฟ้ม"
    if "is a directory" in message:
        return "ต้องเป็นแฟ้ม ไม่ใช่โฟลเดอร์"
    return "ต้องเป็นโฟลเดอร์ ไม่ใช่แฟ้ม" if "is a file" in message else "อ่านหรือเขียนไม่ได้"


def _plain(message: str) -> str:
    extra = re.search(r"unexpected extra arguments? \((.*)\)", message)
    if extra:
        remedy = f"ระบุโฟลเดอร์ข้อมูลด้วย --sop {extra[1]}" if Path(extra[1]).is_dir() else "ข้อความที่มีช่องว่างให้อยู่ในเครื่องหมายคำพูด"
        return f"มีคำเกินมา: {extra[1]} ({remedy})"
    if message.startswith("No such command") and (found := _typed(message)):
        return f"ไม่มีคำสั่ง “{found[0]}”"
    return "ยังไม่ได้ระบุคำสั่งย่อย" if message.startswith("Missing command") else message
