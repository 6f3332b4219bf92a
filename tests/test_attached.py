"""What can be opened, and who can be reached: files and addresses of forms and references, telephones and mail; nothing leads out of sop/files."""

from __future__ import annotations

import base64
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from generator import compile
from generator.documents import contacts
from generator.load import attached
from generator.load.loading import load
from generator.model.handbook import Manual
from generator.output import Output
from generator.source.parsing import Sources, read
from tests.conftest import SAMPLE

FILE = "บัญชีสำรวจ.csv"


def office(edits: dict[str, tuple[str, str]] | None = None) -> tuple[Manual, Sources]:
    sources = read(SAMPLE)[0]
    files = dict(sources.files)
    for name, (old, new) in (edits or {}).items():
        assert files[name].count(old) == 1
        files[name] = files[name].replace(old, new)
    changed = replace(sources, files=files)
    return load(changed), changed


def made(manual: Manual, sources: Sources, folder: Path = SAMPLE) -> dict[str, bytes]:
    outputs: tuple[Output, ...] = compile(manual, sources=sources.files, attached=attached.read(folder, manual))
    return {o.path: o.data for o in outputs}


def test_a_form_opens_its_file_with_kind_and_size_in_its_register_its_procedure_and_its_step() -> None:
    files = made(*office())
    assert files[f"files/{FILE}"] == (SAMPLE / "files" / FILE).read_bytes()
    for page, root in (("forms.md", ""), ("procedures/annual-stocktake.md", "../")):
        text = files[page].decode()
        href = f'{root}files/%E0%B8%9A%E0%B8%B1%E0%B8%8D%E0%B8%8A%E0%B8%B5%E0%B8%AA%E0%B8%B3%E0%B8%A3%E0%B8%A7%E0%B8%88.csv" download>'
        assert text.count(href) == (1 if page == "forms.md" else 2), page
        assert "<small>(CSV 1 KB)</small></a>" in text
    assert 'href="https://example.org/repair-slip" rel="noopener">' in files["forms.md"].decode()
    assert 'href="https://example.org/act?year=2564&amp;part=1" rel="noopener">' in files["references.md"].decode()


def test_without_the_file_there_is_no_link_and_check_says_so(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sop")
    (tmp_path / "sop" / "files" / FILE).rename(tmp_path / "sop" / "files" / "old.csv")
    manual, sources = office()
    assert "download" not in made(manual, sources, tmp_path / "sop")["forms.md"].decode()
    assert [(p.code, p.file, p.level) for p in attached.problems(tmp_path / "sop", manual, sources)] == [
        ("SOP-S020", "forms.yml", "error"),
        ("SOP-S021", "files/old.csv", "warning"),
    ]


@pytest.mark.parametrize(
    "name",
    ["../people.yml", "/etc/passwd", "a/../../b.pdf", "C:\\x.pdf", ".hidden.pdf", "page.html", "picture.svg", "run.js", "x.pdf/..", "a//b.pdf"],
)
def test_a_name_that_leads_out_or_runs_in_the_browser_is_refused(name: str) -> None:
    assert not attached.NAME.fullmatch(name)
    assert attached.NAME.fullmatch("แบบ ก. (ปรับปรุง 2568).docx") and attached.NAME.fullmatch("forms/leave.pdf")


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sop")
    path = tmp_path / "sop" / "files" / FILE
    path.unlink()
    path.symlink_to(tmp_path / "sop" / "people.yml")
    manual, sources = office()
    assert FILE not in attached.read(tmp_path / "sop", manual)
    [problem] = attached.problems(tmp_path / "sop", manual, sources)
    assert "นอกโฟลเดอร์" in problem.message


def test_who_can_be_reached_is_told_and_who_is_not_to_be_is_nowhere() -> None:
    files = made(*office())
    assert (
        '<a href="tel:020000000">' in files["people/kradat.md"].decode()
        and '<a href="mailto:kradat@example.org">' in files["people/kradat.md"].decode()
    )
    assert '<a href="tel:020000000">' in files["organization.md"].decode(), "ต่อ ๑๒ is said, not dialled"
    assert not [path for path, data in files.items() if b"08 0000 0000" in data or "๐๘ ๐๐๐๐ ๐๐๐๐".encode() in data]
    assert "source/people.yml.txt" not in files and "source/organization.yml.txt" in files
    persons = {p["id"]: p for p in json.loads(files["manual.json"])["manual"]["people"]["persons"]}
    assert persons["kradat"]["contact"] == {"phone": ["0 2000 0000"], "email": "kradat@example.org", "public": True}
    assert "contact" not in persons["datchani"]


def test_an_office_can_keep_all_of_them_to_itself() -> None:
    files = made(*office({"handbook.yml": ("protected_words:", "contacts: ไม่ใช่\nprotected_words:")}))
    assert not [path for path, data in files.items() if b"kradat@" in data or b"tel:" in data]
    assert not {"source/people.yml.txt", "source/organization.yml.txt"} & set(files)


def test_an_office_that_hides_nobody_shows_its_sources() -> None:
    manual, sources = office({"people.yml": (", public: ไม่ใช่", "")})
    assert contacts.published(manual) is manual and not contacts.kept_back(manual)
    assert "source/people.yml.txt" in made(manual, sources)


def head(files: dict[str, bytes]) -> str:
    found: str = json.loads(files[".site.yml"])["extra"]["emblem"]
    return found


def test_the_emblem_stands_in_the_head_on_the_first_page_and_in_the_icons() -> None:
    files = made(*office())
    data = (SAMPLE / "files" / "emblem.svg").read_bytes()
    assert head(files) == "manual/files/emblem.svg" and files["files/emblem.svg"] == data
    assert 'src="files/emblem.svg"' in files["index.md"].decode()
    for name in ("icon", "icon-maskable"):
        assert base64.b64encode(data) in files[f"assets/offline/{name}.svg"]


@pytest.mark.parametrize(
    "data", [None, b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"<svg xmlns='http://www.w3.org/2000/svg'/>" + b" " * 200_000]
)
def test_an_emblem_that_is_missing_unsafe_or_too_large_for_every_page_leaves_the_site_its_own_icon(tmp_path: Path, data: bytes | None) -> None:
    shutil.copytree(SAMPLE, tmp_path / "sop")
    picture = tmp_path / "sop" / "files" / "emblem.svg"
    picture.unlink()
    if data:
        picture.write_bytes(data)
    files = made(*office(), folder=tmp_path / "sop")
    assert head(files) == "" and "sop-emblem" not in files["index.md"].decode()
    assert b"<image" not in files["assets/offline/icon.svg"]
