"""The desk over HTTP: what a clerk's browser may do, and what nobody else may."""

import http.client
import json
import os
import shutil
import subprocess
import sys
import threading
import time
import types
from builtins import compile as compile_source
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import compile
from generator.cli import program
from generator.editing.desk import Desk
from generator.editing.jobs import Run
from generator.editing.server import SERVED, server
from generator.edition import edition
from generator.load.loading import load
from generator.publish import files
from generator.source import parsing
from tests.conftest import ROOT, SAMPLE

PROCEDURE, ORDER = "procedures/acquire-books.yml", "orders/2568-20.yml"
DAY = date(2025, 3, 15)


class Clerk:
    """A browser that came by the link."""

    def __init__(self, folder, kept):
        self.desk = Desk(folder, lambda _: DAY, kept)
        self.server, self.link = server(self.desk)
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.key = self.link.rpartition("=")[2]
        self.cookie = self.ask("GET", f"/?key={self.key}", {}).getheader("Set-Cookie").partition(";")[0]
        self.own = {"Host": self.host, "Cookie": self.cookie, "Origin": f"http://{self.host}", "Content-Type": "application/json"}

    def ask(self, method, path, headers, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=20)
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": self.host, **headers}.items():
            if value is not None:
                connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        answer.body = answer.read()
        connection.close()
        return answer

    def call(self, name, status=200, **asked):
        answer = self.ask("POST", f"/api/{name}", self.own, json.dumps(asked).encode())
        assert answer.status == status, answer.body.decode()
        return json.loads(answer.body)


@pytest.fixture
def clerk(tmp_path):
    shutil.copytree(SAMPLE, tmp_path / "sop")
    made = Clerk(tmp_path / "sop", tmp_path / "kept")
    yield made
    made.server.shutdown()
    made.server.server_close()


BODY = json.dumps({"file": PROCEDURE}).encode()
FORGED = {
    "another host": {"Host": "evil.example"},
    "a rebound name": {"Host": "localhost:1"},
    "no host": {"Host": ""},
    "another origin": {"Origin": "http://evil.example"},
    "the origin of a file": {"Origin": "null"},
    "no origin": {"Origin": None},
    "another port of this machine": {"Origin": "http://127.0.0.1:1"},
    "a form of another site": {"Content-Type": "text/plain"},
    "a form": {"Content-Type": "application/x-www-form-urlencoded"},
    "no type": {"Content-Type": None},
    "no cookie": {"Cookie": None},
    "another cookie": {"Cookie": "sop-desk-1=x"},
    "a script of another site": {"Sec-Fetch-Site": "cross-site"},
    "another server of this machine": {"Sec-Fetch-Site": "same-site"},
}


@pytest.mark.parametrize("forged", FORGED)
def test_forged_requests_are_refused(clerk, forged):
    before = files.digest(clerk.desk.store.folder)
    assert clerk.ask("POST", "/api/open", clerk.own, BODY).status == 200
    for name in ("open", "save", "undo", "new", "discard", "preview", "files"):
        answer = clerk.ask("POST", f"/api/{name}", clerk.own | FORGED[forged], BODY)
        assert answer.status in (400, 403)
        assert b"title" not in answer.body
    assert files.digest(clerk.desk.store.folder) == before


def test_the_key_of_the_link_is_good_once(clerk):
    assert clerk.ask("GET", f"/?key={clerk.key}", {}).status == 403
    assert clerk.ask("GET", "/?key=", {}).status == 403
    assert clerk.ask("GET", "/", {}).status == 403
    assert clerk.ask("GET", "/", {"Cookie": clerk.cookie}).status == 200
    assert clerk.ask("GET", f"/?key={clerk.key}", {"Cookie": clerk.cookie}).status == 303  # opened once more in the same browser
    assert clerk.ask("GET", "/", {"Cookie": clerk.cookie, "Host": "evil.example"}).status == 403


def test_the_cookie_is_kept_from_scripts_other_sites_and_other_desks(tmp_path, clerk):
    other, link = server(Desk(clerk.desk.store.folder, lambda _: DAY))
    threading.Thread(target=other.serve_forever, args=(0.02,), daemon=True).start()
    connection = http.client.HTTPConnection("127.0.0.1", other.server_port)
    connection.request("GET", "/?" + link.partition("?")[2])
    cookie = connection.getresponse().getheader("Set-Cookie")
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert cookie.startswith(f"sop-desk-{other.server_port}=") and clerk.cookie.startswith(
        f"sop-desk-{clerk.server.server_port}="
    )  # cookies do not know ports
    other.shutdown()
    other.server_close()


def test_pages_run_no_script_but_the_desks_own_and_ask_nobody_else(clerk):
    for path in SERVED:
        answer = clerk.ask("GET", path, {"Cookie": clerk.cookie})
        assert answer.status == 200
        policy = answer.getheader("Content-Security-Policy")
        assert "default-src 'none'" in policy and "script-src 'self';" in policy and "frame-ancestors 'none'" in policy
        assert answer.getheader("X-Content-Type-Options") == "nosniff"
        if path.endswith((".js", ".css")) or path == "/":
            text = answer.body.decode()
            assert "http://" not in text and "https://" not in text and "eval(" not in text
            assert path != "/" or "<script>" not in text


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/desk.html/../../server.py",
        "/server.py",
        "//etc/passwd",
        "/%2e%2e/server.py",
        "/assets/main.js",
        "/sop/people.yml",
        "/main.js\\..\\..",
        "/favicon.ico",
    ],
)
def test_nothing_else_is_served(clerk, path):
    assert clerk.ask("GET", path, {"Cookie": clerk.cookie}).status in (400, 404)


@pytest.mark.parametrize(
    "name",
    [
        "../pyproject.toml",
        "orders/../../x.yml",
        "/etc/passwd",
        "signatures/a.png",
        "people.yaml",
        5,
        None,
        ["people.yml"],
        {"a": 1},
        "procedures/\0.yml",
        "procedures/x/../../../x.yml",
    ],
)
def test_hostile_names_are_refused_and_answered(clerk, name):
    for call in ("open", "undo", "redo", "discard", "preview", "save"):
        asked = json.dumps({"file": name, "data": {}, "base": {}, "version": ""}).encode()
        answer = clerk.ask("POST", f"/api/{call}", clerk.own, asked)
        assert answer.status == 403
        assert "error" in json.loads(answer.body)
    assert files.digest(clerk.desk.store.folder) == files.digest(SAMPLE)


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b'{"file": "people.yml"}', b"\xff", b"[" * 100_000])
def test_what_is_no_request_is_answered_too(clerk, body):
    answer = clerk.ask("POST", "/api/save", clerk.own, body)
    assert answer.status in (400, 404)
    assert json.loads(answer.body)["error"]


def test_too_large_a_request_is_refused_unread(clerk):
    headers = clerk.own | {"Content-Length": "9000000"}
    assert clerk.ask("POST", "/api/save", headers).status == 403


def test_files_are_listed_by_their_thai_titles(clerk):
    listed = clerk.call("files")
    orders, procedures, registers = listed["groups"]
    title = "คำสั่งที่ 5/2569 แก้คำผิดและเปลี่ยนชื่อโครงการในคำสั่งมอบหมายหน้าที่"
    first = orders["files"][0]
    assert first == {"name": "orders/2569-5.yml", "title": title, "marked": first["marked"], "draft": False}
    assert first["marked"].replace("\u2060", "") == title and "\u2060มอบหมาย\u2060" in first["marked"]
    assert (PROCEDURE, "การจัดหาหนังสือเข้าห้องสมุด") in [(f["name"], f["title"]) for f in procedures["files"]]
    assert [f["title"] for f in registers["files"]] == ["ตัวคู่มือ", "หน่วยงาน", "บุคลากร", "ช่วงเวลาในปฏิทิน", "ทะเบียนแบบฟอร์ม", "ทะเบียนเอกสารอ้างอิง"]
    assert {g["folder"] + f["name"].rpartition("/")[2] for g in listed["groups"] for f in g["files"]} == {
        name for name in files.tree(SAMPLE) if name.endswith(".yml")
    }


def test_the_chart_the_form_and_the_words_of_times_follow_what_is_typed(clerk):
    data = clerk.call("open", file=PROCEDURE)["data"]
    data["steps"][1]["label"] = "ถามผู้อ่าน<script>"
    data["steps"][1]["time"]["times"] = "๒"
    seen = clerk.call("preview", file=PROCEDURE, data=data, deep=True)
    assert "ถามผู้อ่าน&lt;script" in seen["chart"] and "<script" not in seen["chart"]
    assert "&lt;script" in seen["form"] and "<script" not in seen["form"]
    assert seen["times"][1] == ["ภาคเรียนละ 2 ครั้ง"]
    assert seen["dates"]["1 มกราคม 2568"] == "วันพุธที่ 1 มกราคม 2568"
    assert files.digest(clerk.desk.store.folder) == files.digest(SAMPLE)


def test_the_plan_of_an_order_follows_what_is_typed(clerk):
    data = clerk.call("open", file=ORDER)["data"]
    assert "มีผู้รับผิดชอบหลัก" not in (before := clerk.call("preview", file=ORDER, data=data)["plan"])
    data["changes"] = data["changes"][1:]
    assert clerk.call("preview", file=ORDER, data=data)["plan"] != before


def test_problems_stand_at_their_fields_in_words_of_the_form(clerk):
    data = clerk.call("open", file=PROCEDURE)["data"]
    del data["steps"][3]["label"]
    data["control"]["effective"] = "31 กุมภาพันธ์ 2568"
    told = {tuple(p["path"]): p for p in clerk.call("preview", file=PROCEDURE, data=data, deep=True)["problems"] if p["level"] == "error"}
    assert told[("steps", 3, "label")]["message"] == "กรอกถ้อยคำในสัญลักษณ์ (สั้น)"
    assert "ไม่มีวันที่" in told[("control", "effective")]["message"]
    assert not any(word in p["message"] + p["mend"] for p in told.values() for word in ("label", "effective", "yml", ":"))


def test_a_step_of_another_procedure_is_chosen_from_its_steps(clerk):
    fields = {(name, field["key"]): field for name, record in clerk.call("files")["records"].items() for field in record["fields"]}
    for place in (("Step", "entry"), ("StepLink", "step")):
        assert (fields[place]["widget"], fields[place]["kind"], fields[place]["within"]) == ("pick", "step", "procedure")
        assert "รหัส" not in fields[place]["label"]
    steps = clerk.call("steps", procedure="repair-books")["steps"]
    assert [step["id"] for step in steps] == [step["id"] for step in clerk.call("open", file="procedures/repair-books.yml")["data"]["steps"]]
    clerk.call("steps", 403, procedure="../people")


def test_a_form_is_saved_taken_back_and_kept_as_a_draft(clerk):
    opened = clerk.call("open", file=PROCEDURE)
    asked = {"file": PROCEDURE, "base": opened["data"], "version": opened["version"]}
    saved = clerk.call("save", **asked, data={**opened["data"], "title": "ชื่อใหม่"})
    assert saved["written"] and saved["steps"] == {"earlier": 1, "later": 0}
    assert "title: ชื่อใหม่\n" in (clerk.desk.store.folder / PROCEDURE).read_text("utf-8")
    undone = clerk.call("undo", file=PROCEDURE)
    assert (undone["data"], undone["steps"]) == (opened["data"], {"earlier": 0, "later": 1})
    assert files.digest(clerk.desk.store.folder) == files.digest(SAMPLE)
    assert clerk.call("redo", file=PROCEDURE)["data"]["title"] == "ชื่อใหม่"
    assert clerk.call("undo", file=PROCEDURE)["data"] == opened["data"]
    kept = clerk.call("save", **asked, data={**opened["data"], "unit": "x"})
    assert not kept["written"] and kept["problems"][0]["path"] == ["unit"]
    assert clerk.call("open", file=PROCEDURE)["draft"]["data"]["unit"] == "x"
    assert clerk.call("discard", file=PROCEDURE)["draft"] is None
    assert files.digest(clerk.desk.store.folder) == files.digest(SAMPLE)


def test_a_value_that_two_changed_is_asked_about_by_its_label(clerk):
    opened = clerk.call("open", file=PROCEDURE)
    path = clerk.desk.store.folder / PROCEDURE
    path.write_text(path.read_text("utf-8").replace("title: การจัดหาหนังสือเข้าห้องสมุด", "title: ของผู้อื่น"), "utf-8")
    asked = {"file": PROCEDURE, "base": opened["data"], "version": opened["version"], "data": {**opened["data"], "title": "ของฉัน"}}
    clash = clerk.call("save", **asked)["clashes"]
    assert clash == [{"path": ["title"], "base": "การจัดหาหนังสือเข้าห้องสมุด", "theirs": "ของผู้อื่น", "mine": "ของฉัน", "label": "ชื่อกระบวนงาน"}]
    assert clerk.call("save", **asked, keep=[["title"]])["written"]
    assert "title: ของฉัน\n" in path.read_text("utf-8")


def test_a_file_that_is_no_yaml_is_told_with_its_line(clerk):
    (clerk.desk.store.folder / PROCEDURE).write_text("title: ก\n  unit: x\n", "utf-8")
    assert "บรรทัดที่ 2" in clerk.call("open", 409, file=PROCEDURE)["error"]
    assert PROCEDURE in str(clerk.call("files"))  # the others can still be opened


def test_a_new_procedure_has_a_file_and_a_place_in_the_handbook(clerk):
    name = clerk.call("new", title="การจัดนิทรรศการ: ใหม่")["file"]
    opened = clerk.call("open", file=name)
    assert opened["data"]["title"] == "การจัดนิทรรศการ: ใหม่"
    assert opened["steps"]["earlier"] == 0  # the handbook lists it, so there is no way back before it
    assert "- procedure-1\n" in (clerk.desk.store.folder / "handbook.yml").read_text("utf-8") or "procedure-1]" in (
        clerk.desk.store.folder / "handbook.yml"
    ).read_text("utf-8")
    assert CliRunner().invoke(program, ["check", "--sop", str(clerk.desk.store.folder)]).exit_code == 0


@pytest.mark.parametrize(("kind", "old"), [("new", ""), ("replaces", "52/2567"), ("amends", "52/2567"), ("cancels", "5/2568")])
def test_the_next_order_is_drafted_and_stays_a_draft_until_it_is_whole(clerk, kind, old):
    name = clerk.call("order", kind=kind, order=old)["file"]
    assert name == "orders/2568-42.yml"
    assert next(f for f in clerk.call("files")["groups"][0]["files"] if f["name"] == name)["draft"]
    assert files.digest(clerk.desk.store.folder) == files.digest(SAMPLE)
    opened = clerk.call("open", file=name)
    data = opened["draft"]["data"]
    assert opened["title"].startswith("คำสั่งที่ 42/2568") and data["kind"] == kind
    errors = [p["path"] for p in clerk.call("preview", file=name, data=data, deep=True)["problems"] if p["level"] == "error"]
    assert errors == ([["assignments", 0, "person"]] if kind == "new" else [])  # nobody is named for the clerk
    if kind == "new":
        data["assignments"][0]["person"] = "khanna"
    asked = {"file": name, "base": opened["draft"]["base"], "version": opened["draft"]["version"]}
    assert clerk.call("save", **asked, data=data)["written"]
    assert CliRunner().invoke(program, ["check", "--sop", str(clerk.desk.store.folder)]).exit_code == 0
    assert not clerk.call("open", file=name)["draft"]
    assert clerk.call("undo", file=name)["draft"]["data"] == data  # the file is no more, what was filled in is
    assert files.digest(clerk.desk.store.folder) == files.digest(SAMPLE)
    again = clerk.call("redo", file=name)
    assert (again["data"], again["draft"]) == (data, None)


def test_choices_about_duties_make_clauses_that_follow_on_each_other(clerk):
    name = clerk.call("order", kind="amends", order="52/2567")["file"]
    data = clerk.call("open", file=name)["draft"]["data"]
    held = clerk.call("preview", file=name, data=data)["held"]
    assert [row["item"] for row in held[0]["duties"]] == ["๑", "๒", "๓", "๓.๑", "๓.๒"]
    asked = {"file": name, "person": "datchani", "order": "52/2567"}
    first = clerk.call("duty", **asked, data=data, item="๒", to="khanna")["changes"]
    assert [(c["action"], c["person"], c.get("item"), c.get("duty", {}).get("no")) for c in first] == [
        ("remove", "datchani", "๒", None),
        ("add", "khanna", None, "๔"),
    ]
    data["changes"] = first
    then = clerk.call("duty", **asked, data=data, item="๓", to="khanna")["changes"]
    assert then[1]["duty"]["no"] == "๕" and [i["no"] for i in then[1]["duty"]["items"]] == ["๕.๑", "๕.๒"]  # with what stands below it
    anew = clerk.call("duty", **asked, data=data, item="๓", to=None)["changes"]
    assert [(c["action"], c["item"], len(c["duty"]["items"])) for c in anew] == [("replace", "๓", 2)]
    assert clerk.call("preview", file=name, data={**data, "changes": first + then})["held"] == held  # as it reads before the order
    assert "ไม่พบ" in clerk.call("duty", **asked, data=data, item="๙๙", to=None)["error"]
    assert clerk.call("duty", **asked, data={**data, "signed": ""}, item="๓", to=None)["error"].startswith("แก้ข้อที่ขึ้นเตือน")


@pytest.mark.parametrize(
    ("order", "kind", "way"),
    [("52/2567", "entry", {"with": "khanna"}), ("33/2568", "seat", {"member": {"person": "khanna"}})],
    ids=["chart", "committee"],
)
@pytest.mark.parametrize("action", ["remove", "replace"])
def test_entries_of_charts_and_seats_of_committees_are_chosen_like_duties(clerk, order, kind, way, action):
    clerk.desk.day = lambda _: date(2025, 12, 1)
    name = clerk.call("order", kind="amends", order=order)["file"]
    opened = clerk.call("open", file=name)
    data = opened["draft"]["data"]
    held = clerk.call("preview", file=name, data=data)["held"]
    person, row = next((of["person"], row) for of in held for row in of["duties"] if row["kind"] == kind and of["person"] != "khanna")
    clause = {"no": "๑", "action": action, "person": person, **row["clause"], **(way if action == "replace" else {})}
    asked = {"file": name, "base": opened["draft"]["base"], "version": opened["draft"]["version"]}
    saved = clerk.call("save", **asked, data={**data, "changes": [clause]})
    assert saved["written"], saved["problems"]
    assert clerk.call("preview", file=name, data={**data, "changes": [clause]})["held"] == held


ANSWERS = ("สำนักงานตัวอย่าง: เมือง", "กลุ่มอำนวยการ #1", "นางสาวใหม่ เริ่มงาน", "ผู้อำนวยการกลุ่ม", "การรับหนังสือราชการ")


@pytest.mark.parametrize("asked", [True, False], ids=["questions", "options"])
def test_five_answers_make_an_office_that_is_right_and_can_be_built(tmp_path, asked):
    folder = str(tmp_path / "sop")
    told = (
        []
        if asked
        else [
            word for name, words in zip(("office", "group", "head", "position", "procedure"), ANSWERS, strict=True) for word in (f"--{name}", words)
        ]
    )
    made = CliRunner().invoke(program, ["new", "office", "--sop", folder, *told], input="\n".join(ANSWERS) + "\n" if asked else None)
    assert made.exit_code == 0, made.output
    checked = CliRunner().invoke(program, ["check", "--sop", folder, "--format", "json"])
    assert checked.exit_code == 0
    assert {p["code"] for p in json.loads(checked.output) if p["level"] != "note"} == {"SOP-P020"}  # no form and no reference is made up
    manual = load(parsing.read(tmp_path / "sop")[0])
    assert (manual.unit["office"].name, manual.unit["group"].name) == ANSWERS[:2]
    assert edition(manual, DAY).main("procedure-1").name == ANSWERS[2]
    assert len(compile(manual, DAY)) > 20
    texts = [path.read_text("utf-8") for path in (tmp_path / "sop").rglob("*.yml")]
    assert len(texts) == 8 and all("\n# " in f"\n{text}" for text in texts)
    again = CliRunner().invoke(program, ["new", "office", "--sop", folder, *told], input="\n".join(ANSWERS) + "\n" if asked else None)
    assert again.exit_code != 0 and "ไม่เขียนทับ" in str(again.exception or "") + again.output
    desk = Desk(tmp_path / "sop", lambda _: DAY, tmp_path / "kept")
    assert desk.open({"file": "procedures/procedure-1.yml"})["title"] == ANSWERS[4]


def test_a_port_that_is_taken_is_told_before_any_link(clerk):
    told = CliRunner().invoke(program, ["desk", "--sop", str(SAMPLE), "--no-browser", "--port", str(clerk.server.server_port)])
    assert told.exit_code == 1
    assert "มีโปรแกรมอื่นใช้อยู่" in told.output and "key=" not in told.output


LAUNCHER = ROOT / "sop" / "desk.pyw"


def launched(script, tmp_path):
    """The launcher as a double click starts it, with a browser that only writes down which address it was given."""
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{opened}"\n')
    browser.chmod(0o755)
    return subprocess.Popen([sys.executable, script], env={**os.environ, "BROWSER": f"{browser} %s"}, cwd="/"), opened


def first_line(path):
    for _ in range(600):
        if path.exists() and (text := path.read_text()):
            return text.splitlines()[0]
        time.sleep(0.05)
    raise AssertionError("no browser was opened")


@pytest.mark.skipif(os.name == "nt", reason="the browser that writes down its address is a shell script")
def test_a_double_click_opens_the_desk_and_the_button_closes_it(tmp_path):
    running, opened = launched(LAUNCHER, tmp_path)
    link = first_line(opened)
    host, _, key = link.removeprefix("http://").partition("/")

    def ask(method, path, body=None, **headers):
        connection = http.client.HTTPConnection(host, timeout=20)
        connection.request(method, path, body, headers)
        return connection.getresponse()

    cookie = ask("GET", f"/{key}").getheader("Set-Cookie").partition(";")[0]
    said = {"Cookie": cookie, "Origin": f"http://{host}", "Content-Type": "application/json"}
    assert json.loads(ask("POST", "/api/files", "{}", **said).read())["groups"]
    assert ask("POST", "/api/close", "{}", **said).status == 200
    assert running.wait(20) == 0


@pytest.mark.skipif(os.name == "nt", reason="the browser that writes down its address is a shell script")
def test_a_double_click_that_fails_says_why_in_the_browser(tmp_path):
    (tmp_path / "office" / "sop").mkdir(parents=True)
    shutil.copy(LAUNCHER, tmp_path / "office" / "sop")
    running, opened = launched(tmp_path / "office" / "sop" / "desk.pyw", tmp_path)
    page = Path(first_line(opened).removeprefix("file://"))
    assert running.wait(20) != 0
    text = page.read_text("utf-8")
    page.unlink()
    assert "เปิดโต๊ะทำงานไม่ได้" in text and "generator" in text


def test_on_windows_the_launcher_needs_no_console_and_opens_none(monkeypatch):
    """As ``pythonw`` runs it: nowhere to print to, and a window only if a program with a console is started."""
    launcher = types.ModuleType("launcher")
    launcher.__file__ = str(LAUNCHER)
    exec(compile_source(LAUNCHER.read_text("utf-8"), str(LAUNCHER), "exec"), launcher.__dict__)
    started, shown = [], []

    def run(command, **given):
        started.append((command, given))
        given["stdout"].write("พอร์ต 1 มีโปรแกรมอื่นใช้อยู่".encode())
        return subprocess.CompletedProcess(command, len(started) - 1)

    launcher.os = types.SimpleNamespace(name="nt", environ={"PATH": "x"})
    launcher.subprocess = types.SimpleNamespace(run=run, CREATE_NO_WINDOW=0x08000000, STDOUT=subprocess.STDOUT)
    launcher.show = lambda *page: shown.append(page)
    for name, value in {"executable": "/opt/office/pythonw.exe", "stdout": None, "stderr": None}.items():
        monkeypatch.setattr(sys, name, value)
    assert (launcher.main(), launcher.main()) == (0, 1)
    (command, given), _ = started
    assert command == ["/opt/office/python.exe", "-m", "generator", "desk", "--sop", "sop"]
    assert given["creationflags"] == 0x08000000 and given["cwd"] == str(ROOT) and given["env"] == {"PATH": "x", "PYTHONUTF8": "1"}
    assert given["stderr"] == subprocess.STDOUT
    assert [page for page in shown if "เตรียม" not in page[0]] == [("เปิดโต๊ะทำงานไม่ได้", "พอร์ต 1 มีโปรแกรมอื่นใช้อยู่")]


def ended(clerk):
    for _ in range(1200):
        if (state := clerk.call("progress")["run"])["code"] is not None:
            return state
        time.sleep(0.1)
    raise AssertionError(state)


def test_the_clerk_prints_keeps_and_compares_books_without_a_console(clerk, tmp_path, monkeypatch):
    """The commands run in the folder that the desk was started in; what they made can be opened, and nothing else."""
    opened = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setattr("webbrowser.open", opened.append)
    assert clerk.call("progress") == {"run": None, "issued": False}
    assert clerk.call("run", job="issue")["run"]["code"] is None
    clerk.call("run", 409, job="build")
    first = ended(clerk)
    assert (first["code"], first["files"], first["done"], first["total"]) == (0, ["เล่มคู่มือ", "ฉบับที่แจก"], 1, 1)
    clerk.call("show", file=0)
    assert opened == [(tmp_path / "books" / "handbook.pdf").as_uri()]
    assert clerk.call("progress")["issued"]

    path = tmp_path / "sop" / PROCEDURE
    path.write_text(path.read_text("utf-8").replace("การจัดหาหนังสือเข้าห้องสมุด", "การจัดหาหนังสือและสื่อเข้าห้องสมุด"), "utf-8")
    clerk.call("run", job="leaves")
    compared = ended(clerk)
    assert compared["code"] == 0 and compared["files"] == ["เล่มคู่มือ", "แผ่นที่ต้องเปลี่ยน"]
    assert "แผ่นที่ต้องเปลี่ยนในเล่มเดิม:" in compared["said"][:-1]

    clerk.call("run", job="sheets", order=ORDER)
    assert ended(clerk)["files"] == ["ใบรับทราบและบัญชีส่งมอบ"]
    for asked in ({"file": 9}, {"file": "../x"}, {}):
        clerk.call("show", 400, **asked)
    clerk.call("run", 400, job="rm")
    assert len(opened) == 1


def test_what_a_command_says_is_told_in_words_of_the_desk():
    run = Run(
        "build", ["ข้อมูลใช้ได้ (ผิดพลาด 0; ดูรายการด้วย sop check)", "sop/forms.yml:11:5: ผิดพลาด [book-proof] บรรทัดจบกลางคำ", "กว้างต่างจาก handbook.yml"]
    )
    assert run.state()["said"] == ["ข้อมูลใช้ได้ (ผิดพลาด 0)", "ทะเบียนแบบฟอร์ม: ผิดพลาด บรรทัดจบกลางคำ", "กว้างต่างจาก ตัวคู่มือ"]


def test_a_command_that_fails_says_why_and_a_wrong_file_stops_the_build(clerk, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    (tmp_path / "sop" / PROCEDURE).write_text("title: [", "utf-8")
    clerk.call("run", job="issue")
    state = ended(clerk)
    assert state["code"] == 1 and state["files"] == []
    assert any(PROCEDURE in line for line in state["said"])
