"""``python3 -m benchmarks.word [--times N] [--keep FOLDER]``: how fast forms are made, and whether their flow lines stay joined.

Needs LibreOffice (Debian: ``apt-get install libreoffice-writer``) and draws with the handbook's own font in place of TH Sarabun New, whose
letters it has. Every form of the real office and of the sample is made, the words of its cells are multiplied as if staff had typed them, and
its pictures at 200 dpi are looked at.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from generator.runtime import environment  # noqa: E402 - the path comes first

OFFICES = {"sop": ROOT / "sop", "sample": ROOT / "tests" / "sample" / "sop"}
FORMS = 100
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{cache}</cachedir><match target="pattern">
<test name="family"><string>TH Sarabun New</string></test><edit name="family" mode="assign" binding="strong"><string>SOP Sarabun</string></edit>
</match></fontconfig>
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks.word", description="วัดการสร้างแฟ้ม Word และตรวจว่าเส้นในผังไม่ขาดเมื่อพิมพ์เพิ่ม")
    parser.add_argument("--times", type=int, default=4, help="คูณข้อความในช่องกี่เท่า")
    parser.add_argument("--keep", type=Path, help="เก็บแฟ้ม docx และ pdf ไว้ในโฟลเดอร์นี้")
    options = parser.parse_args()
    python = environment.ensure([environment.RUNTIME, ROOT / "tests" / "requirements.txt"])
    if Path(sys.prefix).resolve() != python.parents[1].resolve():
        return subprocess.run([python, "-m", "benchmarks.word", *sys.argv[1:]], cwd=ROOT, check=False).returncode
    if not (office := shutil.which("soffice")):
        parser.error("ต้องมี LibreOffice (soffice)")
    with tempfile.TemporaryDirectory() as folder:
        return measured(office, options.times, options.keep or Path(folder, "forms"), Path(folder))


def measured(office: str, times: int, kept: Path, scratch: Path) -> int:
    """Make, multiply, draw, look; the number of broken lines."""
    from benchmarks.word import lines

    kept.mkdir(parents=True, exist_ok=True)
    forms = made()
    for name, data in forms.items():
        (kept / f"{name}.docx").write_bytes(lines.multiplied(data, times))
    drawn(office, kept, scratch)
    broken = 0
    for name, data in forms.items():
        of = lines.table(data)
        found = lines.seen((kept / f"{name}.pdf").read_bytes(), of)
        broken += len(found.broken) + max(0, of.crossings - found.joined)
        print(f"{name:<28} เส้น {of.crossings:>3}  ต่อกัน {found.joined:>3}  ขาด {len(found.broken)} {found.broken[:3] or ''}")
    print(f"รวม {len(forms)} แบบ  เส้นที่ขาด {broken}")
    return int(broken > 0)


def made() -> dict[str, bytes]:
    """The forms of both offices; says how long a hundred take."""
    from generator.docx import papers
    from generator.edition import edition
    from generator.load.loading import load
    from generator.source import parsing

    found: dict[str, bytes] = {}
    for office, folder in OFFICES.items():
        sources = parsing.read(folder)[0]
        of = edition(load(sources))
        found |= {f"{office}-{p.id}": papers.output(of, sources.files, papers.form(of, p)).data for p in of.manual.procedures}
    begun = time.process_time()
    for n in range(FORMS):
        papers.output(of, sources.files, papers.form(of, of.manual.procedures[n % len(of.manual.procedures)]))
    print(f"{FORMS} แบบฟอร์มใน {time.process_time() - begun:.1f} วินาทีของหน่วยประมวลผล  ใหญ่ที่สุด {max(map(len, found.values())) / 1000:.1f} kB")
    return found


def drawn(office: str, folder: Path, scratch: Path) -> None:
    """Every form as LibreOffice prints it."""
    fonts = scratch / "fonts.conf"
    fonts.write_text(FONTS.format(fonts=ROOT / "generator" / "fonts", cache=scratch / "cache"), "utf-8")
    command = [office, f"-env:UserInstallation=file://{scratch / 'profile'}", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    env = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run([*command, *map(str, sorted(folder.glob("*.docx")))], env=env, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
