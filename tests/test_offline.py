"""The zip, the service worker's list and the web app's manifest."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import struct
import zipfile
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.html import offline
from generator.html.offline import Kept

ADDRESS = re.compile(r"""<[^>]*?\s(?:src|href)=["']?([^"'\s>]+)""")


def build_of(site: Path) -> dict:
    text = (site / offline.WORKER).read_text("utf-8")
    return json.loads(re.search(r"const BUILD = (\{.*\});\n", text)[1])


def test_same_files_give_the_same_zip_whatever_their_times_and_modes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name / "pages").mkdir(parents=True)
        (tmp_path / name / "index.html").write_text("หน้าแรก", "utf-8")
        (tmp_path / name / "pages" / "๑.html").write_text("หนึ่ง", "utf-8")
    os.utime(tmp_path / "b" / "index.html", (1, 1))
    (tmp_path / "b" / "index.html").chmod(0o600)
    first, second = (offline.zip_bytes(tmp_path / name) for name in ("a", "b"))
    assert first == second
    archive = zipfile.ZipFile(BytesIO(first))
    assert archive.namelist() == ["sop-manual/index.html", "sop-manual/pages/๑.html"]
    assert archive.read("sop-manual/pages/๑.html").decode() == "หนึ่ง"
    assert {entry.date_time for entry in archive.infolist()} == {offline.EPOCH}


def test_the_list_names_every_file_with_its_hash(tmp_path: Path) -> None:
    for path in ("index.html", "a.js", offline.WORKER, offline.ZIP):
        (tmp_path / path).write_bytes(path.encode())
    kept = offline.listing(tmp_path)
    assert [k.path for k in kept] == ["a.js", "index.html"]
    assert base64.b64decode(kept[0].hash) == hashlib.sha256(b"a.js").digest()


def test_the_fingerprint_changes_with_any_byte_and_any_name() -> None:
    one = (Kept("a", "h", 1), Kept("b", "i", 1))
    assert offline.fingerprint(one) == offline.fingerprint(list(one))
    assert len({offline.fingerprint(x) for x in (one, one[:1], (Kept("a", "x", 1), one[1]), (Kept("c", "h", 1), one[1]))}) == 4


def test_a_manual_too_big_for_a_phone_is_kept_as_it_is_opened_but_scripts_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offline, "BUDGET", 10)
    eager, later = offline.divided([Kept("p/2.html", "", 8), Kept("p/1.html", "", 8), Kept("assets/a.js", "", 2), Kept("book.pdf", "", 1)])
    assert [k.path for k in eager] == ["assets/a.js", "p/1.html"]
    assert [k.path for k in later] == ["p/2.html", "book.pdf"]


def test_every_file_that_the_pages_ask_for_is_in_the_list_and_in_the_zip(sample_site: Path) -> None:
    listed = {path for path, _ in build_of(sample_site)["files"]}
    zipped = {name.removeprefix(f"{offline.TOP}/") for name in zipfile.ZipFile(sample_site / offline.ZIP).namelist()}
    pages = [path for path in sorted(sample_site.rglob("*.html")) if path.name != "404.html"]
    assert len(pages) > 20
    asked = {(page, unquote(a).split("#")[0].split("?")[0]) for page in pages for a in ADDRESS.findall(page.read_text("utf-8"))}
    local = {os.path.relpath(page.parent / a, sample_site) for page, a in asked if a and ":" not in a}
    assert len(local) > 30
    assert {path for path in local if not (sample_site / path).is_dir()} - listed == {offline.ZIP}  # which cannot hold itself
    assert listed == zipped


def test_no_page_names_another_host_in_what_it_loads(sample_site: Path) -> None:
    loads = re.compile(
        r"""<(?:script|img|iframe|link[^>]*rel=["']?(?:stylesheet|icon|preconnect|preload|manifest))[^>]*(?:src|href)=["']?((?:https?:)?//[^"'\s>]+)"""
    )
    pages = list(sample_site.rglob("*.html"))
    assert pages
    assert [found for page in pages for found in loads.findall(page.read_text("utf-8"))] == []


def test_every_link_of_the_zip_leads_to_a_file(sample_site: Path) -> None:
    broken = []
    for page in sorted(sample_site.rglob("*.html")):
        for address in ADDRESS.findall(page.read_text("utf-8")):
            path = unquote(address).split("#")[0].split("?")[0]
            if page.name != "404.html" and path and ":" not in path and not (page.parent / path).is_file():
                broken.append(f"{page.name}: {address}")
    assert broken == []


def test_the_web_app_has_a_name_a_start_and_icons_that_exist(sample_site: Path) -> None:
    folder = sample_site / "manual" / offline.FOLDER
    manifest = json.loads((folder / "manifest.webmanifest").read_text("utf-8"))
    assert manifest["name"] == "คู่มือการปฏิบัติงาน กลุ่มบริการการอ่าน"
    assert (folder / manifest["start_url"]).resolve() == sample_site / "manual" / "index.html"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert all((folder / icon["src"]).read_text("utf-8").startswith("<svg") for icon in manifest["icons"])


def test_the_home_screen_of_an_iphone_has_an_icon(sample_site: Path) -> None:
    """It takes no SVG and reads no manifest for it: a picture of 180 pixels (Apple, Configuring Web Applications)."""
    for page in (sample_site / "manual" / "index.html", sample_site / "manual" / "procedures" / "repair-books.html"):
        (href,) = re.findall(r'<link rel="apple-touch-icon" href="([^"]+)"', page.read_text("utf-8"))
        data = (page.parent / href).read_bytes()
        assert data.startswith(b"\x89PNG") and struct.unpack(">II", data[16:24]) == (180, 180)


def test_the_worker_tells_the_order_that_its_copy_rests_on(sample_site: Path) -> None:
    edition = json.loads((sample_site / offline.EDITION).read_text("utf-8"))
    assert edition == build_of(sample_site)["edition"]
    assert edition["order"].startswith("ตามคำสั่งสำนักงานการอ่านเมืองสมมติ ที่ ")
