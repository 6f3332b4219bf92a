#!/usr/bin/env python3
"""ดับเบิลคลิกแฟ้มนี้เพื่อเปิดโต๊ะทำงาน: แบบกรอกสำหรับแก้ข้อมูลของคู่มือในเบราว์เซอร์.

Opens the desk by a double click. Everything is set up on first use; what goes wrong is shown in the browser, since there may be no console.
Any Python 3 can read this file, so that an old one gets an answer too.
"""

import html
import os
import subprocess
import sys
import tempfile
import webbrowser
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PAGE = '<!doctype html><html lang="th"><meta charset="utf-8"><title>{0}</title><body style="font:1.1rem sans-serif;margin:3rem"><h1>{0}</h1><pre>{1}</pre>'
OLD = "เครื่องนี้มี Python {}.{} ซึ่งเก่าเกินไป ติดตั้ง Python 3.11 ขึ้นไปจาก python.org แล้วดับเบิลคลิกแฟ้มนี้อีกครั้ง"
FIRST = "ครั้งแรกต้องเตรียมโปรแกรมก่อน ใช้เวลาหลายนาทีและต้องต่ออินเทอร์เน็ต\nโต๊ะทำงานจะเปิดในแท็บใหม่เอง"


def show(title, text):
    """A page of its own in the browser."""
    with tempfile.NamedTemporaryFile("w", suffix=".html", delete=False, encoding="utf-8") as page:
        page.write(PAGE.format(title, html.escape(text)))
    webbrowser.open(Path(page.name).as_uri())


def main():
    """Run ``sop desk`` on the folder that this file stands in, until it is closed there."""
    if sys.version_info < (3, 11):
        show("เปิดโต๊ะทำงานไม่ได้", OLD.format(*sys.version_info))
        return 1
    root = FOLDER.parent
    if (root / "pyproject.toml").exists() and not (root / ".venv").exists():
        show("กำลังเตรียมโต๊ะทำงาน", FIRST)
    windows = os.name == "nt"
    python = str(Path(sys.executable).with_name("python.exe")) if windows else sys.executable  # this one may be pythonw.exe, without a console
    hidden = {"creationflags": subprocess.CREATE_NO_WINDOW} if windows else {}
    with tempfile.TemporaryFile() as said:
        command = [python, "-m", "generator", "desk", "--sop", FOLDER.name]
        ended = subprocess.run(command, cwd=str(root), stdout=said, stderr=subprocess.STDOUT, env=dict(os.environ, PYTHONUTF8="1"), **hidden)
        said.seek(0)
        if ended.returncode:
            show("เปิดโต๊ะทำงานไม่ได้", said.read().decode("utf-8", "replace"))
    return ended.returncode


if __name__ == "__main__":
    sys.exit(main())
